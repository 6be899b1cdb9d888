//! What a person sees of the world, for the page.

use std::collections::HashMap;

use axum::Json;
use axum::extract::Query;
use serde_json::{Map, Value, json};
use twilight_model::guild::Permissions;

use super::{App, commands};
use crate::wire;
use crate::world::World;
use crate::world::model::{Channel, Guild, User};
use crate::world::permissions::guild_permissions;
use crate::world::snowflake::Snowflake;

/// `GET /playground/state?as=ID`; without `as`, what the first person sees.
pub async fn state(app: App, Query(query): Query<HashMap<String, String>>) -> Json<Value> {
    let rate_limits = app.limits().enabled;
    let faults = app.faults().render();
    let world = app.world();
    let viewer = query
        .get("as")
        .and_then(|text| text.parse().ok())
        .filter(|id| world.people.contains_key(id))
        .or_else(|| world.people.keys().next().copied());
    let viewer_id = viewer.unwrap_or_default();
    let mine = || {
        world
            .guilds
            .values()
            .filter(|guild| guild.members.contains_key(&viewer_id))
    };
    let dms = world
        .channels
        .values()
        .filter(|channel| viewer.is_some() && channel.recipient == viewer);
    let mut registered: Map<String, Value> = mine()
        .map(|guild| {
            let list = commands::visible(&world, viewer_id, Some(guild.id));
            (guild.id.to_string(), json!(list))
        })
        .collect();
    registered.insert(
        "dm".to_owned(),
        json!(commands::visible(&world, viewer_id, None)),
    );
    Json(json!({
        "me": viewer.and_then(|id| world.user(id)).map(user),
        "people": world.people.values().map(|one| person(&world, one)).collect::<Vec<_>>(),
        "bot": user(&world.bot),
        "bot_connected": world.hub.is_connected(),
        "application": {
            "id": world.application.id,
            "message_content": world.application.message_content,
        },
        "guilds": mine().map(|one| guild(&world, one, viewer_id)).collect::<Vec<_>>(),
        "dms": dms.map(|one| channel(&world, one, viewer_id)).collect::<Vec<_>>(),
        "commands": registered,
        "faults": faults,
        "rate_limits": rate_limits,
    }))
}

fn user(user: &User) -> Value {
    json!({
        "id": user.id,
        "name": user.name,
        "display_name": user.display_name,
        "bot": user.bot,
        "color": format!("#{:06x}", user.color),
    })
}

fn person(world: &World, one: &User) -> Value {
    let mut value = user(one);
    value["takes_dms"] = json!(!world.unreachable.contains(&one.id));
    let guilds = world.guilds.values();
    value["guilds"] = guilds
        .filter(|guild| guild.members.contains_key(&one.id))
        .map(|guild| {
            let admin = guild_permissions(guild, one.id).contains(Permissions::ADMINISTRATOR);
            json!({"id": guild.id, "admin": admin})
        })
        .collect();
    value
}

fn guild(world: &World, guild: &Guild, viewer: Snowflake) -> Value {
    let seen = |ids: &[Snowflake]| -> Value {
        ids.iter()
            .filter_map(|id| world.channels.get(id))
            .filter(|one| world.can_view(viewer, one))
            .map(|one| channel(world, one, viewer))
            .collect()
    };
    json!({
        "id": guild.id,
        "name": guild.name,
        "owner_id": guild.owner,
        "channels": seen(&guild.channels),
        "threads": seen(&guild.threads),
        "roles": guild.roles.iter().map(wire::guild::role).collect::<Vec<_>>(),
        "members": guild.members.keys().collect::<Vec<_>>(),
        "has_bot": guild.members.contains_key(&world.bot.id),
        "roles_of": guild.members.iter().map(|(id, member)| (id.to_string(), json!(member.roles))).collect::<Map<_, _>>(),
    })
}

fn channel(world: &World, channel: &Channel, viewer: Snowflake) -> Value {
    let mut value = wire::channel::render(world, channel);
    let locked = channel.thread.as_ref().is_some_and(|thread| thread.locked);
    let moderates = world
        .permissions_in(viewer, channel)
        .contains(Permissions::MANAGE_THREADS);
    value["can_send"] = json!(world.can_send(viewer, channel) && (!locked || moderates));
    value
}
