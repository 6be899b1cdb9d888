//! The bot itself: where to connect, its application, its servers, its direct messages.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::error::{ApiResult, CANNOT_MESSAGE_USER, UNKNOWN_GUILD, UNKNOWN_USER};
use super::validate::Problems;
use super::{Answer, Body};
use crate::app::Shared;
use crate::wire;
use crate::world::permissions::guild_permissions;
use crate::world::snowflake::Snowflake;

/// Guilds in one page of the list.
const GUILDS_PER_PAGE: usize = 200;

/// Guilds that one shard is recommended to have.
const GUILDS_PER_SHARD: usize = 1_000;

pub async fn gateway(State(app): State<Shared>) -> Json<Value> {
    Json(json!({"url": gateway_url(&app.world().base_url)}))
}

pub async fn gateway_bot(State(app): State<Shared>) -> Json<Value> {
    let world = app.world();
    let left = app.limits().identifies_left;
    Json(json!({
        "url": gateway_url(&world.base_url),
        "shards": (world.guilds.len() / GUILDS_PER_SHARD).max(1),
        "session_start_limit": {
            "total": 1_000,
            "remaining": left,
            "reset_after": 14_400_000,
            "max_concurrency": 1,
        },
    }))
}

fn gateway_url(base: &str) -> String {
    format!("{}/gateway", base.replacen("http", "ws", 1))
}

pub async fn application(State(app): State<Shared>) -> Json<Value> {
    Json(wire::application::render(&app.world()))
}

pub async fn me(State(app): State<Shared>) -> Json<Value> {
    Json(wire::current_user(&app.world().bot))
}

pub async fn user(State(app): State<Shared>, Path(id): Path<Snowflake>) -> Answer {
    let world = app.world();
    Ok(Json(wire::user(world.user(id).ok_or(UNKNOWN_USER)?)))
}

pub async fn guilds(
    State(app): State<Shared>,
    Query(query): Query<HashMap<String, String>>,
) -> Json<Value> {
    let world = app.world();
    let number = |name: &str| query.get(name).and_then(|text| text.parse::<u64>().ok());
    let after = number("after").unwrap_or(0);
    let limit = number("limit").map_or(GUILDS_PER_PAGE, |limit| {
        usize::try_from(limit).unwrap_or(GUILDS_PER_PAGE)
    });
    let bot = world.bot.id;
    let mine = world
        .guilds
        .values()
        .filter(|guild| guild.id.0 > after && guild.members.contains_key(&bot));
    let rendered = mine.take(limit.min(GUILDS_PER_PAGE)).map(|guild| {
        json!({
            "id": guild.id,
            "name": guild.name,
            "icon": null,
            "banner": null,
            "owner": guild.owner == bot,
            "permissions": guild_permissions(guild, bot),
            "features": [],
        })
    });
    Json(rendered.collect())
}

pub async fn leave_guild(
    State(app): State<Shared>,
    Path(guild): Path<Snowflake>,
) -> ApiResult<StatusCode> {
    let mut world = app.world();
    if !world.bot_is_in(guild) {
        return Err(UNKNOWN_GUILD);
    }
    world.remove_bot(guild);
    Ok(StatusCode::NO_CONTENT)
}

pub async fn open_direct_channel(State(app): State<Shared>, body: Body) -> Answer {
    let mut world = app.world();
    let id = &body.json["recipient_id"];
    let id = id.as_str().and_then(|text| text.parse().ok());
    let Some(id) = id.or(body.json["recipient_id"].as_u64().map(Snowflake)) else {
        let mut problems = Problems::default();
        problems.required("recipient_id");
        return Err(problems.into_error());
    };
    if id == world.bot.id {
        return Err(CANNOT_MESSAGE_USER);
    }
    if !world.people.contains_key(&id) {
        return Err(UNKNOWN_USER);
    }
    let channel = world.direct_channel(id);
    let rendered = world
        .channels
        .get(&channel)
        .map(|channel| wire::channel::render(&world, channel));
    Ok(Json(rendered.unwrap_or_default()))
}
