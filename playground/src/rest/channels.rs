//! Channels and threads themselves: read, changed, deleted.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::{Value, json};
use twilight_model::guild::Permissions;
use twilight_validate::channel::{
    CHANNEL_NAME_LENGTH_MAX, CHANNEL_RATE_LIMIT_PER_USER_MAX, CHANNEL_TOPIC_LENGTH_MAX,
};

use super::error::{ApiResult, WRONG_CHANNEL_TYPE};
use super::validate::Problems;
use super::{Answer, Body, access};
use crate::app::Shared;
use crate::wire;
use crate::world::World;
use crate::world::model::{Channel, Thread};
use crate::world::snowflake::Snowflake;

/// The minutes after which a thread may archive itself.
pub const AUTO_ARCHIVE_MINUTES: [u64; 4] = [60, 1_440, 4_320, 10_080];

pub async fn get(State(app): State<Shared>, Path(id): Path<Snowflake>) -> Answer {
    let world = app.world();
    let channel = access::channel(&world, id)?;
    Ok(Json(wire::channel::render(&world, channel)))
}

pub async fn delete(State(app): State<Shared>, Path(id): Path<Snowflake>) -> Answer {
    let mut world = app.world();
    let channel = access::channel(&world, id)?;
    let needed = if channel.is_thread() {
        Permissions::MANAGE_THREADS
    } else {
        Permissions::MANAGE_CHANNELS
    };
    if !channel.is_dm() {
        access::need(&world, channel, needed)?;
    }
    let rendered = wire::channel::render(&world, channel);
    if !channel.is_dm() {
        world.delete_channel(id);
    }
    Ok(Json(rendered))
}

pub async fn typing(State(app): State<Shared>, Path(id): Path<Snowflake>) -> ApiResult<StatusCode> {
    let world = app.world();
    let channel = access::channel(&world, id)?;
    access::write(&world, channel)?;
    world.notify("typing", Some(id), None, json!({"channel_id": id}));
    Ok(StatusCode::NO_CONTENT)
}

pub async fn edit(State(app): State<Shared>, Path(id): Path<Snowflake>, body: Body) -> Answer {
    let mut world = app.world();
    let channel = access::channel(&world, id)?;
    match &channel.thread {
        Some(thread) => check_thread_edit(&world, channel, thread, &body.json)?,
        None if channel.is_dm() => return Err(WRONG_CHANNEL_TYPE),
        None => {
            access::need(&world, channel, Permissions::MANAGE_CHANNELS)?;
            check_fields(&body.json)?;
        }
    }
    apply(&mut world, id, &body.json);
    let channel = access::channel(&world, id)?;
    Ok(Json(wire::channel::render(&world, channel)))
}

fn check_thread_edit(
    world: &World,
    channel: &Channel,
    thread: &Thread,
    body: &Value,
) -> ApiResult<()> {
    let owns = thread.owner == world.bot.id;
    let given = |name: &str| !body[name].is_null();
    let unarchives = body["archived"] == false;
    if thread.archived && !unarchives && !given("archived") && !given("locked") {
        return access::not_archived(channel);
    }
    let moderators_only = given("locked") || given("rate_limit_per_user") || thread.locked;
    // Anybody who may write in an unlocked thread may wake it; the rest is its owner's.
    let only_wakes =
        unarchives && !thread.locked && body.as_object().is_some_and(|map| map.len() == 1);
    if only_wakes {
        access::need(world, channel, Permissions::SEND_MESSAGES_IN_THREADS)?;
    } else if moderators_only || !owns {
        access::need(world, channel, Permissions::MANAGE_THREADS)?;
    }
    check_fields(body)
}

fn check_fields(body: &Value) -> ApiResult<()> {
    let mut problems = Problems::default();
    if body.get("name").is_some() {
        problems.text("name", &body["name"], 1, CHANNEL_NAME_LENGTH_MAX);
    }
    problems.text("topic", &body["topic"], 0, CHANNEL_TOPIC_LENGTH_MAX);
    problems.number(
        "rate_limit_per_user",
        &body["rate_limit_per_user"],
        0,
        i64::from(CHANNEL_RATE_LIMIT_PER_USER_MAX),
    );
    check_auto_archive(body, &mut problems);
    problems.finish()
}

/// Checks when a thread shall archive itself.
pub fn check_auto_archive(body: &Value, problems: &mut Problems) {
    let minutes = &body["auto_archive_duration"];
    let known = minutes
        .as_u64()
        .is_some_and(|one| AUTO_ARCHIVE_MINUTES.contains(&one));
    if !minutes.is_null() && !known {
        problems.choices(
            "auto_archive_duration",
            "Value must be one of (60, 1440, 4320, 10080).",
        );
    }
}

fn apply(world: &mut World, id: Snowflake, body: &Value) {
    let Some(channel) = world.channels.get_mut(&id) else {
        return;
    };
    let small = |name: &str| body[name].as_u64().and_then(|one| u32::try_from(one).ok());
    let mut changed = false;
    if let Some(name) = body["name"].as_str() {
        name.clone_into(&mut channel.name);
        changed = true;
    }
    if body.get("topic").is_some() {
        channel.topic = body["topic"].as_str().map(str::to_owned);
        changed = true;
    }
    if let Some(seconds) = small("rate_limit_per_user") {
        channel.slowmode_seconds = seconds;
        changed = true;
    }
    if let Some(thread) = &mut channel.thread {
        if let Some(minutes) = small("auto_archive_duration") {
            thread.auto_archive_minutes = minutes;
            changed = true;
        }
        if let Some(tags) = body["applied_tags"].as_array() {
            let ids = tags.iter().cloned().map(serde_json::from_value);
            thread.applied_tags = ids.filter_map(Result::ok).collect();
            changed = true;
        }
        if let Some(invitable) = body["invitable"].as_bool() {
            thread.invitable = invitable;
            changed = true;
        }
        if changed {
            world.emit_changed_channel("THREAD_UPDATE", id);
        }
        world.set_thread_state(id, body["archived"].as_bool(), body["locked"].as_bool());
    } else if changed {
        world.emit_changed_channel("CHANNEL_UPDATE", id);
    }
}
