//! Messages of the bot in channels: created, read, edited, deleted.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::Value;
use twilight_model::guild::Permissions;

use super::error::{
    ApiError, ApiResult, EDIT_OF_ANOTHER, EMPTY_MESSAGE, SYSTEM_MESSAGE, TOO_FEW_OR_MANY,
    WRONG_CHANNEL_TYPE,
};
use super::payload::Payload;
use super::post_message;
use super::validate::Problems;
use super::validate::message::MessageBody;
use super::{Answer, Body, access};
use crate::app::Shared;
use crate::wire;
use crate::world::World;
use crate::world::message::Draft;
use crate::world::model::{Channel, Message, Reference, flag};
use crate::world::snowflake::Snowflake;

const CANNOT_REPLY: ApiError = ApiError {
    status: 403,
    code: 160_002,
    message: "Cannot reply without permission to read message history",
    errors: None,
};

/// Kinds of messages that are not written by anybody: pins, thread starts and the like.
const WRITTEN_KINDS: [u8; 4] = [0, 19, 20, 23];

pub async fn create(
    State(app): State<Shared>,
    Path(channel): Path<Snowflake>,
    body: Body,
) -> Answer {
    let mut world = app.world();
    access::channel(&world, channel)?;
    let parts = MessageBody::read(&body.json, None)?;
    let place = access::channel(&world, channel)?;
    access::write(&world, place)?;
    parts.must_not_be_empty(body.files.len())?;
    need_for_parts(&world, place, &parts, &body)?;
    let reference = reference(&world, place, &parts)?;
    let bot = world.bot.id;
    if parts.enforce_nonce
        && let Some(nonce) = &parts.nonce
        && let Some(first) = world.enforced_nonce(channel, bot, nonce)
    {
        return rendered(&world, channel, first);
    }
    let files = post_message::keep_files(&mut world, channel, &body, parts.attachments.as_deref())?;
    let draft = Draft {
        kind: if reference.is_some() { 19 } else { 0 },
        reference,
        ..post_message::draft(bot, parts, files)
    };
    let id = world.post(channel, draft);
    rendered(&world, channel, id)
}

/// Refuses a body with parts that the bot may not send here.
pub fn need_for_parts(
    world: &World,
    place: &Channel,
    parts: &MessageBody,
    body: &Payload,
) -> ApiResult<()> {
    if parts.embeds.as_ref().is_some_and(|all| !all.is_empty()) {
        access::need(world, place, Permissions::EMBED_LINKS)?;
    }
    if !body.files.is_empty() {
        access::need(world, place, Permissions::ATTACH_FILES)?;
    }
    Ok(())
}

fn reference(world: &World, place: &Channel, parts: &MessageBody) -> ApiResult<Option<Reference>> {
    let Some(id) = parts.reply_to else {
        return Ok(None);
    };
    if !access::may(world, place, Permissions::READ_MESSAGE_HISTORY) {
        return Err(CANNOT_REPLY);
    }
    if access::message(place, id).is_err() {
        if !parts.reply_must_exist {
            return Ok(None);
        }
        let mut problems = Problems::default();
        problems.add(
            "message_reference",
            "MESSAGE_REFERENCE_UNKNOWN_MESSAGE",
            "Unknown message",
        );
        return Err(problems.into_error());
    }
    Ok(Some(Reference {
        channel: place.id,
        message: Some(id),
    }))
}

/// A message of a channel, for the bot.
pub fn rendered(world: &World, channel: Snowflake, id: Snowflake) -> Answer {
    let place = access::channel(world, channel)?;
    let message = access::message(place, id)?;
    Ok(Json(wire::message::render_for_bot(world, place, message)))
}

pub async fn get(
    State(app): State<Shared>,
    Path((channel, id)): Path<(Snowflake, Snowflake)>,
) -> Answer {
    let world = app.world();
    let place = access::channel(&world, channel)?;
    access::need(&world, place, Permissions::READ_MESSAGE_HISTORY)?;
    rendered(&world, channel, id)
}

pub async fn edit(
    State(app): State<Shared>,
    Path((channel, id)): Path<(Snowflake, Snowflake)>,
    body: Body,
) -> Answer {
    let mut world = app.world();
    let place = access::channel(&world, channel)?;
    let message = access::message(place, id)?;
    access::not_archived(place)?;
    if message.author != world.bot.id {
        // The flags alone may be changed by a moderator.
        let only_flags = body.json.as_object().is_some_and(|map| {
            map.iter()
                .all(|(name, value)| name == "flags" || value.is_null())
        });
        if !only_flags {
            return Err(EDIT_OF_ANOTHER);
        }
        access::need(&world, place, Permissions::MANAGE_MESSAGES)?;
    }
    if !WRITTEN_KINDS.contains(&message.kind) {
        return Err(SYSTEM_MESSAGE);
    }
    let parts = MessageBody::read(&body.json, None)?;
    apply_edit(&mut world, channel, id, &parts, &body)?;
    rendered(&world, channel, id)
}

/// Changes a message by a checked body and tells everybody.
pub fn apply_edit(
    world: &mut World,
    channel: Snowflake,
    id: Snowflake,
    parts: &MessageBody,
    body: &Payload,
) -> ApiResult<()> {
    let before = world
        .message(channel, id)
        .ok_or(super::error::UNKNOWN_MESSAGE)?
        .clone();
    let listed = parts.attachments.as_deref();
    if would_be_empty(&before, parts, body) {
        return Err(EMPTY_MESSAGE);
    }
    let attachments = post_message::edited_files(world, channel, body, listed, &before.attachments);
    let mentions = world.channels.get(&channel).map(|place| {
        let draft = Draft {
            kind: before.kind,
            content: parts
                .content
                .clone()
                .unwrap_or_else(|| before.content.clone()),
            reference: before.reference.clone(),
            origin: before.origin.clone(),
            allowed_mentions: parts.allowed_mentions.clone(),
            ..Draft::by(before.author)
        };
        world.mentions_of(place, &draft)
    });
    let now = world.clock.now_ms();
    let Some(message) = world.message_mut(channel, id) else {
        return Ok(());
    };
    if let Some(content) = &parts.content {
        message.content.clone_from(content);
    }
    if let Some(embeds) = &parts.embeds {
        message.embeds.clone_from(embeds);
    }
    if let Some(components) = &parts.components {
        message.components.clone_from(components);
    }
    message.attachments = attachments;
    if let Some(mentions) = mentions {
        message.mentions = mentions;
    }
    if parts.flags.is_some() {
        message.flags &= !flag::SUPPRESS_EMBEDS;
        message.flags |= parts.settable_flags();
    }
    // Filling in a deferred answer is not an edit.
    if message.has_flag(flag::LOADING) {
        message.flags &= !flag::LOADING;
    } else {
        message.edited_ms = Some(now);
    }
    world.announce_message("MESSAGE_UPDATE", channel, id);
    Ok(())
}

fn would_be_empty(before: &Message, parts: &MessageBody, body: &Payload) -> bool {
    let empty = |new: &Option<Vec<Value>>, old: &[Value]| new.as_deref().unwrap_or(old).is_empty();
    let content = parts.content.as_ref().unwrap_or(&before.content);
    content.is_empty()
        && empty(&parts.embeds, &before.embeds)
        && empty(&parts.components, &before.components)
        && empty(&parts.attachments, &before.attachments)
        && body.files.is_empty()
}

pub async fn delete(
    State(app): State<Shared>,
    Path((channel, id)): Path<(Snowflake, Snowflake)>,
) -> ApiResult<StatusCode> {
    let mut world = app.world();
    let place = access::channel(&world, channel)?;
    let message = access::message(place, id)?;
    if message.author != world.bot.id {
        access::need(&world, place, Permissions::MANAGE_MESSAGES)?;
    }
    access::not_archived(place)?;
    world.delete_message(channel, id);
    Ok(StatusCode::NO_CONTENT)
}

pub async fn delete_many(
    State(app): State<Shared>,
    Path(channel): Path<Snowflake>,
    body: Body,
) -> ApiResult<StatusCode> {
    let mut world = app.world();
    let place = access::channel(&world, channel)?;
    if place.is_dm() {
        return Err(WRONG_CHANNEL_TYPE);
    }
    access::need(&world, place, Permissions::MANAGE_MESSAGES)?;
    let ids: Vec<Snowflake> = body.json["messages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|id| serde_json::from_value(id.clone()).ok())
        .collect();
    if !(2..=100).contains(&ids.len()) {
        return Err(TOO_FEW_OR_MANY);
    }
    for id in ids {
        world.delete_message(channel, id);
    }
    Ok(StatusCode::NO_CONTENT)
}
