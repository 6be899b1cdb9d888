//! Reactions.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::json;
use twilight_model::guild::Permissions;

use super::error::{ApiResult, MAX_REACTIONS, UNKNOWN_EMOJI};
use super::{Answer, access};
use crate::app::Shared;
use crate::wire;
use crate::world::snowflake::Snowflake;

/// Different emoji on one message.
const KINDS_MAX: usize = 20;

/// The channel, the message and the emoji of a path.
type Place = Path<(Snowflake, Snowflake, String)>;

/// A plain word is no emoji; what is written `name:id` is one of a server.
pub fn is_emoji(text: &str) -> bool {
    match text.split_once(':') {
        Some((name, id)) => !name.is_empty() && id.parse::<u64>().is_ok(),
        None => {
            !text.is_empty()
                && text.chars().count() <= 16
                && !text.chars().any(|letter| letter.is_ascii_alphabetic())
        }
    }
}

pub async fn add(
    State(app): State<Shared>,
    Path((channel, id, emoji)): Place,
) -> ApiResult<StatusCode> {
    let mut world = app.world();
    let place = access::channel(&world, channel)?;
    let message = access::message(place, id)?;
    access::not_archived(place)?;
    access::need(&world, place, Permissions::READ_MESSAGE_HISTORY)?;
    if !is_emoji(&emoji) {
        return Err(UNKNOWN_EMOJI);
    }
    let known = message.reactions.iter().any(|one| one.emoji == emoji);
    if !known {
        access::need(&world, place, Permissions::ADD_REACTIONS)?;
        if message.reactions.len() >= KINDS_MAX {
            return Err(MAX_REACTIONS);
        }
    }
    let bot = world.bot.id;
    world.react(channel, id, bot, &emoji);
    Ok(StatusCode::NO_CONTENT)
}

pub async fn remove_own(
    State(app): State<Shared>,
    Path((channel, id, emoji)): Place,
) -> ApiResult<StatusCode> {
    let mut world = app.world();
    let place = access::channel(&world, channel)?;
    access::message(place, id)?;
    let bot = world.bot.id;
    world.unreact(channel, id, bot, &emoji);
    Ok(StatusCode::NO_CONTENT)
}

pub async fn list(State(app): State<Shared>, Path((channel, id, emoji)): Place) -> Answer {
    let world = app.world();
    let place = access::channel(&world, channel)?;
    let message = access::message(place, id)?;
    let reaction = message.reactions.iter().find(|one| one.emoji == emoji);
    let users: Vec<_> = reaction
        .into_iter()
        .flat_map(|one| &one.users)
        .filter_map(|user| world.user(*user))
        .map(wire::user)
        .collect();
    Ok(Json(json!(users)))
}

pub async fn remove_all(
    State(app): State<Shared>,
    Path((channel, id)): Path<(Snowflake, Snowflake)>,
) -> ApiResult<StatusCode> {
    let mut world = app.world();
    let place = access::channel(&world, channel)?;
    access::need(&world, place, Permissions::MANAGE_MESSAGES)?;
    let given: Vec<_> = access::message(place, id)?
        .reactions
        .iter()
        .flat_map(|one| one.users.iter().map(|user| (*user, one.emoji.clone())))
        .collect();
    for (user, emoji) in given {
        world.unreact(channel, id, user, &emoji);
    }
    Ok(StatusCode::NO_CONTENT)
}
