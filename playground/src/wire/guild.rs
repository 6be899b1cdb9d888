//! Guild, role and member objects.

use serde_json::{Value, json};

use super::{channel, time, user};
use crate::world::World;
use crate::world::model::{Guild, Role};
use crate::world::snowflake::Snowflake;

/// Guilds with more members than this are `large` when a bot identifies without a threshold.
const LARGE_MEMBERS: u64 = 250;

/// A role object.
pub fn role(role: &Role) -> Value {
    let mut value = json!({
        "id": role.id,
        "name": role.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": null, "tertiary_color": null},
        "hoist": false,
        "icon": null,
        "unicode_emoji": null,
        "position": role.position,
        "permissions": role.permissions,
        "managed": role.bot.is_some(),
        "mentionable": role.mentionable,
        "flags": 0,
    });
    if let Some(bot) = role.bot {
        value["tags"] = json!({"bot_id": bot});
    }
    value
}

/// A member object with its user; null for somebody who does not exist.
pub fn member(world: &World, guild: Snowflake, id: Snowflake) -> Value {
    let Some(account) = world.user(id) else {
        return Value::Null;
    };
    let mut value = partial_member(world, guild, id);
    value["user"] = user(account);
    value
}

/// A member object without its user, as it goes with messages.
pub fn partial_member(world: &World, guild: Snowflake, id: Snowflake) -> Value {
    let record = world
        .guilds
        .get(&guild)
        .and_then(|guild| guild.members.get(&id));
    json!({
        "nick": null,
        "avatar": null,
        "banner": null,
        "roles": record.map(|one| one.roles.as_slice()).unwrap_or_default(),
        "joined_at": time(record.map_or(0, |one| one.joined_ms)),
        "premium_since": null,
        "deaf": false,
        "mute": false,
        "flags": 0,
        "pending": false,
        "communication_disabled_until": null,
    })
}

/// The guild object of the REST API.
pub fn render(guild: &Guild) -> Value {
    let roles: Vec<_> = guild.roles.iter().map(role).collect();
    json!({
        "id": guild.id,
        "name": guild.name,
        "icon": null,
        "description": null,
        "splash": null,
        "discovery_splash": null,
        "banner": null,
        "owner_id": guild.owner,
        "application_id": null,
        "region": "deprecated",
        "afk_channel_id": null,
        "afk_timeout": 300,
        "system_channel_id": null,
        "system_channel_flags": 0,
        "widget_enabled": false,
        "widget_channel_id": null,
        "verification_level": 1,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": roles,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": false,
        "preferred_locale": "en-US",
        "rules_channel_id": null,
        "public_updates_channel_id": null,
        "safety_alerts_channel_id": null,
        "vanity_url_code": null,
        "max_presences": null,
        "max_members": 500_000,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
    })
}

/// What `GUILD_CREATE` carries: the guild, its channels, its active threads, the bot itself.
pub fn create(world: &World, id: Snowflake) -> Option<Value> {
    let guild = world.guilds.get(&id)?;
    let bot = guild.members.get(&world.bot.id)?;
    let member_count = guild.members.len() as u64 + guild.silent_members;
    let mut value = render(guild);
    value["joined_at"] = json!(time(bot.joined_ms));
    value["large"] = json!(member_count > LARGE_MEMBERS);
    value["unavailable"] = json!(false);
    value["member_count"] = json!(member_count);
    value["members"] = json!([member(world, id, world.bot.id)]);
    value["channels"] = channels(world, guild);
    value["threads"] = json!(active_threads(world, guild));
    for name in [
        "voice_states",
        "presences",
        "stage_instances",
        "guild_scheduled_events",
        "soundboard_sounds",
    ] {
        value[name] = json!([]);
    }
    Some(value)
}

fn channels(world: &World, guild: &Guild) -> Value {
    let records = guild
        .channels
        .iter()
        .filter_map(|id| world.channels.get(id));
    let rendered = records.map(|record| {
        let mut value = channel::render(world, record);
        if let Some(map) = value.as_object_mut() {
            // Inside a guild, Discord leaves it out.
            map.remove("guild_id");
        }
        value
    });
    rendered.collect()
}

/// The active threads that the bot sees.
pub fn active_threads(world: &World, guild: &Guild) -> Vec<Value> {
    let records = guild.threads.iter().filter_map(|id| world.channels.get(id));
    records
        .filter(|record| record.thread.as_ref().is_some_and(|one| !one.archived))
        .filter(|record| world.can_view(world.bot.id, record))
        .map(|record| channel::render(world, record))
        .collect()
}
