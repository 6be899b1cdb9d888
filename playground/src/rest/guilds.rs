//! Guilds, as a bot reads them.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use serde_json::{Value, json};

use super::Answer;
use super::access;
use super::error::UNKNOWN_MEMBER;
use crate::app::Shared;
use crate::wire;
use crate::world::snowflake::Snowflake;

/// Members in one page of the list.
const MEMBERS_PER_PAGE: usize = 1_000;

pub async fn guild(State(app): State<Shared>, Path(id): Path<Snowflake>) -> Answer {
    let world = app.world();
    let guild = access::guild(&world, id)?;
    let mut value = wire::guild::render(guild);
    value["approximate_member_count"] = json!(guild.members.len() as u64 + guild.silent_members);
    value["approximate_presence_count"] = json!(1);
    Ok(Json(value))
}

pub async fn channels(State(app): State<Shared>, Path(id): Path<Snowflake>) -> Answer {
    let world = app.world();
    let guild = access::guild(&world, id)?;
    let records = guild
        .channels
        .iter()
        .filter_map(|id| world.channels.get(id));
    let rendered: Value = records
        .map(|record| wire::channel::render(&world, record))
        .collect();
    Ok(Json(rendered))
}

pub async fn roles(State(app): State<Shared>, Path(id): Path<Snowflake>) -> Answer {
    let world = app.world();
    let guild = access::guild(&world, id)?;
    Ok(Json(guild.roles.iter().map(wire::guild::role).collect()))
}

pub async fn member(
    State(app): State<Shared>,
    Path((id, user)): Path<(Snowflake, Snowflake)>,
) -> Answer {
    let world = app.world();
    let guild = access::guild(&world, id)?;
    if !guild.members.contains_key(&user) {
        return Err(UNKNOWN_MEMBER);
    }
    Ok(Json(wire::guild::member(&world, id, user)))
}

/// The member list. Discord wants the members intent for it; here everybody is known anyway.
pub async fn members(
    State(app): State<Shared>,
    Path(id): Path<Snowflake>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let world = app.world();
    let guild = access::guild(&world, id)?;
    let after: u64 = query
        .get("after")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    let limit = query
        .get("limit")
        .and_then(|text| text.parse().ok())
        .unwrap_or(1_usize);
    let page = guild.members.keys().filter(|user| user.0 > after);
    let rendered: Value = page
        .take(limit.min(MEMBERS_PER_PAGE))
        .map(|user| wire::guild::member(&world, id, *user))
        .collect();
    Ok(Json(rendered))
}

pub async fn active_threads(State(app): State<Shared>, Path(id): Path<Snowflake>) -> Answer {
    let world = app.world();
    let guild = access::guild(&world, id)?;
    let threads = wire::guild::active_threads(&world, guild);
    let members: Vec<_> = threads
        .iter()
        .filter_map(|thread| thread.get("member").cloned())
        .collect();
    Ok(Json(json!({"threads": threads, "members": members})))
}
