//! Pinned messages.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::{Value, json};
use twilight_model::guild::Permissions;

use super::error::{ApiResult, MAX_PINS};
use super::{Answer, access};
use crate::app::Shared;
use crate::wire;
use crate::world::World;
use crate::world::message::Draft;
use crate::world::model::{Channel, Reference};
use crate::world::snowflake::Snowflake;

/// Pins of one channel.
const PINS_MAX: usize = 50;

pub async fn list(State(app): State<Shared>, Path(channel): Path<Snowflake>) -> Answer {
    let world = app.world();
    let place = access::channel(&world, channel)?;
    Ok(Json(pinned(&world, place).collect()))
}

pub async fn list_paged(State(app): State<Shared>, Path(channel): Path<Snowflake>) -> Answer {
    let world = app.world();
    let place = access::channel(&world, channel)?;
    let items: Vec<_> = pinned(&world, place)
        .map(|message| json!({"pinned_at": message["timestamp"], "message": message}))
        .collect();
    Ok(Json(json!({"items": items, "has_more": false})))
}

fn pinned<'a>(world: &'a World, place: &'a Channel) -> impl Iterator<Item = Value> + 'a {
    let messages = place.messages.values().rev();
    messages
        .filter(|message| message.pinned)
        .map(|message| wire::message::render_for_bot(world, place, message))
}

pub async fn pin(
    State(app): State<Shared>,
    Path((channel, id)): Path<(Snowflake, Snowflake)>,
) -> ApiResult<StatusCode> {
    let mut world = app.world();
    let place = access::channel(&world, channel)?;
    need_to_pin(&world, place)?;
    access::message(place, id)?;
    access::not_archived(place)?;
    if place.messages.values().filter(|one| one.pinned).count() >= PINS_MAX {
        return Err(MAX_PINS);
    }
    let bot = world.bot.id;
    if set_pinned(&mut world, channel, id, true) {
        let draft = Draft {
            kind: 6,
            reference: Some(Reference {
                channel,
                message: Some(id),
            }),
            ..Draft::by(bot)
        };
        world.post(channel, draft);
    }
    Ok(StatusCode::NO_CONTENT)
}

pub async fn unpin(
    State(app): State<Shared>,
    Path((channel, id)): Path<(Snowflake, Snowflake)>,
) -> ApiResult<StatusCode> {
    let mut world = app.world();
    let place = access::channel(&world, channel)?;
    need_to_pin(&world, place)?;
    access::message(place, id)?;
    set_pinned(&mut world, channel, id, false);
    Ok(StatusCode::NO_CONTENT)
}

fn need_to_pin(world: &World, place: &Channel) -> ApiResult<()> {
    if place.is_dm() {
        return Ok(());
    }
    access::need(world, place, Permissions::PIN_MESSAGES)
}

/// Whether anything changed.
fn set_pinned(world: &mut World, channel: Snowflake, id: Snowflake, pinned: bool) -> bool {
    let now = world.clock.now_ms();
    let Some(message) = world.message_mut(channel, id) else {
        return false;
    };
    if message.pinned == pinned {
        return false;
    }
    message.pinned = pinned;
    if let Some(place) = world.channels.get_mut(&channel) {
        place.last_pin_ms = Some(now);
    }
    let guild = world.channels.get(&channel).and_then(|one| one.guild);
    let mut data = json!({"channel_id": channel, "last_pin_timestamp": wire::time(now)});
    if let Some(guild) = guild {
        data["guild_id"] = json!(guild);
    }
    world.emit_channel("CHANNEL_PINS_UPDATE", channel, data);
    world.announce_message("MESSAGE_UPDATE", channel, id);
    true
}
