//! Who is in a thread.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::json;
use twilight_model::guild::Permissions;

use super::error::{ApiResult, UNKNOWN_MEMBER, UNKNOWN_USER, WRONG_CHANNEL_TYPE};
use super::{Answer, access};
use crate::app::Shared;
use crate::wire;
use crate::world::World;
use crate::world::model::Channel;
use crate::world::snowflake::Snowflake;

fn thread(world: &World, id: Snowflake) -> ApiResult<&Channel> {
    let channel = access::channel(world, id)?;
    if channel.is_thread() {
        Ok(channel)
    } else {
        Err(WRONG_CHANNEL_TYPE)
    }
}

pub async fn list(State(app): State<Shared>, Path(id): Path<Snowflake>) -> Answer {
    let world = app.world();
    Ok(Json(json!(wire::channel::members(thread(&world, id)?))))
}

pub async fn one(
    State(app): State<Shared>,
    Path((id, user)): Path<(Snowflake, Snowflake)>,
) -> Answer {
    let world = app.world();
    let members = wire::channel::members(thread(&world, id)?);
    let user = user.to_string();
    let member = members
        .into_iter()
        .find(|one| one["user_id"] == user.as_str());
    Ok(Json(member.ok_or(UNKNOWN_MEMBER)?))
}

pub async fn join(State(app): State<Shared>, Path(id): Path<Snowflake>) -> ApiResult<StatusCode> {
    let mut world = app.world();
    access::not_archived(thread(&world, id)?)?;
    let bot = world.bot.id;
    world.join_thread(id, bot);
    Ok(StatusCode::NO_CONTENT)
}

pub async fn leave(State(app): State<Shared>, Path(id): Path<Snowflake>) -> ApiResult<StatusCode> {
    let mut world = app.world();
    access::not_archived(thread(&world, id)?)?;
    let bot = world.bot.id;
    world.leave_thread(id, bot);
    Ok(StatusCode::NO_CONTENT)
}

pub async fn add(
    State(app): State<Shared>,
    Path((id, user)): Path<(Snowflake, Snowflake)>,
) -> ApiResult<StatusCode> {
    let mut world = app.world();
    let channel = thread(&world, id)?;
    access::not_archived(channel)?;
    access::need(&world, channel, Permissions::SEND_MESSAGES_IN_THREADS)?;
    let known = channel
        .guild
        .and_then(|guild| world.guilds.get(&guild))
        .is_some_and(|guild| guild.members.contains_key(&user));
    if !known {
        return Err(UNKNOWN_USER);
    }
    world.join_thread(id, user);
    Ok(StatusCode::NO_CONTENT)
}

pub async fn remove(
    State(app): State<Shared>,
    Path((id, user)): Path<(Snowflake, Snowflake)>,
) -> ApiResult<StatusCode> {
    let mut world = app.world();
    let channel = thread(&world, id)?;
    access::not_archived(channel)?;
    access::need(&world, channel, Permissions::MANAGE_THREADS)?;
    world.leave_thread(id, user);
    Ok(StatusCode::NO_CONTENT)
}
