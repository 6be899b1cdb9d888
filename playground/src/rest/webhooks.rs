//! Follow-ups to interactions, and the original answer, by the interaction's token.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;

use super::callback_answer::say;
use super::error::{ApiResult, INVALID_WEBHOOK_TOKEN, UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK};
use super::messages::apply_edit;
use super::validate::message::MessageBody;
use super::{Answer, Body};
use crate::app::Shared;
use crate::wire;
use crate::world::World;
use crate::world::interaction::{Interaction, Status, TOKEN_LIFE_MS, kind};
use crate::world::model::flag;
use crate::world::snowflake::Snowflake;

type Ids = Path<(Snowflake, String)>;
type MessageIds = Path<(Snowflake, String, Snowflake)>;

pub async fn follow_up(
    State(app): State<Shared>,
    Path((webhook, token)): Ids,
    body: Body,
) -> Answer {
    let mut world = app.world();
    let interaction = open(&world, webhook, &token)?;
    let (id, channel, original) = (interaction.id, interaction.channel, interaction.original);
    let parts = MessageBody::read(&body.json, None)?;
    parts.must_not_be_empty(body.files.len())?;
    let deferred = original.filter(|id| {
        world
            .message(channel, *id)
            .is_some_and(|message| message.has_flag(flag::LOADING))
    });
    // The first follow-up after a deferral fills the deferred answer in.
    if let Some(original) = deferred {
        apply_edit(&mut world, channel, original, &parts, &body)?;
        return rendered(&world, channel, original);
    }
    let ephemeral = parts.is_ephemeral();
    let message = say(&mut world, id, parts, &body, ephemeral)?;
    if let Some(interaction) = world.interactions.get_mut(id) {
        interaction.followups.push(message);
    }
    world.notify_interaction(id);
    rendered(&world, channel, message)
}

/// The interaction of a token that still serves.
fn open<'a>(world: &'a World, webhook: Snowflake, token: &str) -> ApiResult<&'a Interaction> {
    if webhook != world.application.id {
        return Err(UNKNOWN_WEBHOOK);
    }
    let interaction = world
        .interactions
        .by_token(token)
        .ok_or(INVALID_WEBHOOK_TOKEN)?;
    if world.clock.now_ms() - interaction.sent_ms > TOKEN_LIFE_MS {
        return Err(INVALID_WEBHOOK_TOKEN);
    }
    if interaction.status != Status::Acknowledged || interaction.kind == kind::AUTOCOMPLETE {
        return Err(UNKNOWN_WEBHOOK);
    }
    Ok(interaction)
}

/// The channel and id of the original answer.
fn original(world: &World, webhook: Snowflake, token: &str) -> ApiResult<(Snowflake, Snowflake)> {
    let interaction = open(world, webhook, token)?;
    let id = interaction.original.ok_or(UNKNOWN_MESSAGE)?;
    Ok((interaction.channel, id))
}

/// A message that this token made.
fn own(
    world: &World,
    webhook: Snowflake,
    token: &str,
    id: Snowflake,
) -> ApiResult<(Snowflake, Snowflake)> {
    let interaction = open(world, webhook, token)?;
    if interaction.original == Some(id) || interaction.followups.contains(&id) {
        Ok((interaction.channel, id))
    } else {
        Err(UNKNOWN_MESSAGE)
    }
}

fn rendered(world: &World, channel: Snowflake, id: Snowflake) -> Answer {
    let place = world.channels.get(&channel).ok_or(UNKNOWN_MESSAGE)?;
    let message = place.messages.get(&id).ok_or(UNKNOWN_MESSAGE)?;
    let value = wire::message::render(world, place, message, Some(world.bot.id));
    Ok(Json(value))
}

fn change(world: &mut World, channel: Snowflake, id: Snowflake, body: &Body) -> Answer {
    let parts = MessageBody::read(&body.json, None)?;
    apply_edit(world, channel, id, &parts, body)?;
    rendered(world, channel, id)
}

fn remove(world: &mut World, channel: Snowflake, id: Snowflake) -> ApiResult<StatusCode> {
    world.message(channel, id).ok_or(UNKNOWN_MESSAGE)?;
    world.delete_message(channel, id);
    Ok(StatusCode::NO_CONTENT)
}

pub async fn get_original(State(app): State<Shared>, Path((webhook, token)): Ids) -> Answer {
    let world = app.world();
    let (channel, id) = original(&world, webhook, &token)?;
    rendered(&world, channel, id)
}

pub async fn edit_original(
    State(app): State<Shared>,
    Path((webhook, token)): Ids,
    body: Body,
) -> Answer {
    let mut world = app.world();
    let (channel, id) = original(&world, webhook, &token)?;
    change(&mut world, channel, id, &body)
}

pub async fn delete_original(
    State(app): State<Shared>,
    Path((webhook, token)): Ids,
) -> ApiResult<StatusCode> {
    let mut world = app.world();
    let (channel, id) = original(&world, webhook, &token)?;
    remove(&mut world, channel, id)
}

pub async fn get(State(app): State<Shared>, Path((webhook, token, id)): MessageIds) -> Answer {
    let world = app.world();
    let (channel, id) = own(&world, webhook, &token, id)?;
    rendered(&world, channel, id)
}

pub async fn edit(
    State(app): State<Shared>,
    Path((webhook, token, id)): MessageIds,
    body: Body,
) -> Answer {
    let mut world = app.world();
    let (channel, id) = own(&world, webhook, &token, id)?;
    change(&mut world, channel, id, &body)
}

pub async fn delete(
    State(app): State<Shared>,
    Path((webhook, token, id)): MessageIds,
) -> ApiResult<StatusCode> {
    let mut world = app.world();
    let (channel, id) = own(&world, webhook, &token, id)?;
    remove(&mut world, channel, id)
}
