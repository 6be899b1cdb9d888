//! Threads: begun at a message, without one, or as a forum post; and the archived ones.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde_json::{Value, json};
use twilight_model::guild::Permissions;
use twilight_validate::channel::{CHANNEL_NAME_LENGTH_MAX, CHANNEL_RATE_LIMIT_PER_USER_MAX};

use super::channels::check_auto_archive;
use super::error::{
    ApiResult, SYSTEM_MESSAGE, THREAD_EXISTS, TOO_MANY_THREADS, WRONG_CHANNEL_TYPE,
};
use super::messages::need_for_parts;
use super::post_message;
use super::validate::Problems;
use super::validate::message::MessageBody;
use super::{Answer, Body, access};
use crate::app::Shared;
use crate::wire;
use crate::world::World;
use crate::world::model::{Channel, kind};
use crate::world::snowflake::Snowflake;
use crate::world::thread::NewThread;

/// When a thread archives itself, unless the request says.
const AUTO_ARCHIVE_MINUTES: u32 = 4_320;

pub async fn begin_at_message(
    State(app): State<Shared>,
    Path((channel, message)): Path<(Snowflake, Snowflake)>,
    body: Body,
) -> ApiResult<(StatusCode, Json<Value>)> {
    let mut world = app.world();
    let place = access::channel(&world, channel)?;
    let thread_kind = match place.kind {
        kind::TEXT => kind::PUBLIC_THREAD,
        kind::ANNOUNCEMENT => kind::ANNOUNCEMENT_THREAD,
        _ => return Err(WRONG_CHANNEL_TYPE),
    };
    let starter = access::message(place, message)?;
    access::need(
        &world,
        place,
        Permissions::CREATE_PUBLIC_THREADS | Permissions::READ_MESSAGE_HISTORY,
    )?;
    check(&body.json)?;
    if world.channels.contains_key(&message) {
        return Err(THREAD_EXISTS);
    }
    if !matches!(starter.kind, 0 | 19 | 20 | 23) {
        return Err(SYSTEM_MESSAGE);
    }
    need_room(&world, place)?;
    let new = new_thread(&world, place, &body.json, thread_kind, Some(message));
    let id = world.begin_thread(new);
    created(&world, id)
}

pub async fn begin(
    State(app): State<Shared>,
    Path(channel): Path<Snowflake>,
    body: Body,
) -> ApiResult<(StatusCode, Json<Value>)> {
    let mut world = app.world();
    let place = access::channel(&world, channel)?;
    if place.kind == kind::FORUM {
        return begin_post(&mut world, channel, &body);
    }
    if !matches!(place.kind, kind::TEXT | kind::ANNOUNCEMENT) {
        return Err(WRONG_CHANNEL_TYPE);
    }
    check(&body.json)?;
    let wanted = body.json["type"]
        .as_u64()
        .and_then(|one| u8::try_from(one).ok())
        .unwrap_or(kind::PRIVATE_THREAD);
    let needed = match (wanted, place.kind) {
        (kind::PUBLIC_THREAD, kind::TEXT) | (kind::ANNOUNCEMENT_THREAD, kind::ANNOUNCEMENT) => {
            Permissions::CREATE_PUBLIC_THREADS
        }
        (kind::PRIVATE_THREAD, kind::TEXT) => Permissions::CREATE_PRIVATE_THREADS,
        _ => {
            let mut problems = Problems::default();
            problems.choices("type", "Value must be one of (10, 11, 12).");
            return Err(problems.into_error());
        }
    };
    access::need(&world, place, needed)?;
    need_room(&world, place)?;
    let new = new_thread(&world, place, &body.json, wanted, None);
    let id = world.begin_thread(new);
    created(&world, id)
}

/// A forum post: a thread whose first message has its id.
fn begin_post(
    world: &mut World,
    channel: Snowflake,
    body: &Body,
) -> ApiResult<(StatusCode, Json<Value>)> {
    let place = access::channel(world, channel)?;
    access::need(world, place, Permissions::SEND_MESSAGES)?;
    check(&body.json)?;
    if !body.json["message"].is_object() {
        let mut problems = Problems::default();
        problems.required("message");
        return Err(problems.into_error());
    }
    let parts = MessageBody::read(&body.json["message"], Some("message"))?;
    parts.must_not_be_empty(body.files.len())?;
    need_for_parts(world, place, &parts, body)?;
    need_room(world, place)?;
    let new = new_thread(world, place, &body.json, kind::PUBLIC_THREAD, None);
    let id = world.begin_thread(new);
    let files = post_message::keep_files(world, id, body, parts.attachments.as_deref())?;
    let draft = post_message::draft(world.bot.id, parts, files);
    world.insert_message(id, id, draft);
    let (status, Json(mut value)) = created(world, id)?;
    let place = access::channel(world, id)?;
    let first = access::message(place, id)?;
    value["message"] = wire::message::render_for_bot(world, place, first);
    Ok((status, Json(value)))
}

fn check(body: &Value) -> ApiResult<()> {
    let mut problems = Problems::default();
    problems.text("name", &body["name"], 1, CHANNEL_NAME_LENGTH_MAX);
    problems.number(
        "rate_limit_per_user",
        &body["rate_limit_per_user"],
        0,
        i64::from(CHANNEL_RATE_LIMIT_PER_USER_MAX),
    );
    check_auto_archive(body, &mut problems);
    problems.finish()
}

fn need_room(world: &World, place: &Channel) -> ApiResult<()> {
    match place.guild {
        Some(guild) if world.has_room_for_thread(guild) => Ok(()),
        _ => Err(TOO_MANY_THREADS),
    }
}

fn new_thread(
    world: &World,
    place: &Channel,
    body: &Value,
    thread_kind: u8,
    message: Option<Snowflake>,
) -> NewThread {
    let tags = body["applied_tags"].as_array().into_iter().flatten();
    NewThread {
        parent: place.id,
        message,
        owner: world.bot.id,
        kind: thread_kind,
        name: body["name"].as_str().unwrap_or_default().trim().to_owned(),
        auto_archive_minutes: body["auto_archive_duration"]
            .as_u64()
            .and_then(|one| u32::try_from(one).ok())
            .unwrap_or(AUTO_ARCHIVE_MINUTES),
        invitable: body["invitable"].as_bool().unwrap_or(true),
        applied_tags: tags
            .filter_map(|one| serde_json::from_value(one.clone()).ok())
            .collect(),
    }
}

fn created(world: &World, id: Snowflake) -> ApiResult<(StatusCode, Json<Value>)> {
    let channel = access::channel(world, id)?;
    let value = wire::channel::render(world, channel);
    Ok((StatusCode::CREATED, Json(value)))
}

pub async fn archived_public(
    State(app): State<Shared>,
    Path(channel): Path<Snowflake>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    archived(&app.world(), channel, &query, false)
}

pub async fn archived_private(
    State(app): State<Shared>,
    Path(channel): Path<Snowflake>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    archived(&app.world(), channel, &query, true)
}

fn archived(
    world: &World,
    channel: Snowflake,
    query: &HashMap<String, String>,
    private: bool,
) -> Answer {
    let place = access::channel(world, channel)?;
    access::need(world, place, Permissions::READ_MESSAGE_HISTORY)?;
    let guild = place.guild.and_then(|id| world.guilds.get(&id));
    let threads = guild.into_iter().flat_map(|guild| &guild.threads);
    let before = query.get("before").map_or("9", String::as_str);
    let mut found: Vec<_> = threads
        .filter_map(|id| world.channels.get(id))
        .filter(|one| one.parent == Some(channel))
        .filter(|one| (one.kind == kind::PRIVATE_THREAD) == private)
        .filter_map(|one| Some((one.thread.as_ref()?, one)))
        .filter(|(thread, one)| thread.archived && world.can_view(world.bot.id, one))
        // ISO 8601 in UTC sorts as text.
        .filter(|(thread, _)| wire::time(thread.archive_ms).as_str() < before)
        .collect();
    found.sort_by_key(|(thread, _)| std::cmp::Reverse(thread.archive_ms));
    let limit = query
        .get("limit")
        .and_then(|text| text.parse().ok())
        .unwrap_or(50_usize);
    let has_more = found.len() > limit;
    let threads: Vec<_> = found
        .iter()
        .take(limit)
        .map(|(_, one)| wire::channel::render(world, one))
        .collect();
    let members: Vec<_> = threads
        .iter()
        .filter_map(|thread| thread.get("member").cloned())
        .collect();
    Ok(Json(
        json!({"threads": threads, "members": members, "has_more": has_more}),
    ))
}
