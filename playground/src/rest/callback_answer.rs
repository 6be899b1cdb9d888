//! What each kind of first answer does.

use serde_json::{Value, json};

use super::callbacks::answer_kind;
use super::error::{ApiResult, UNKNOWN_INTERACTION, UNKNOWN_MESSAGE};
use super::messages::apply_edit;
use super::payload::Payload;
use super::post_message;
use super::validate::message::MessageBody;
use super::validate::{component, modal};
use crate::wire;
use crate::world::World;
use crate::world::interaction::{Interaction, kind};
use crate::world::message::Draft;
use crate::world::model::{Reference, flag};
use crate::world::snowflake::Snowflake;

/// What an answer made.
pub struct Answered {
    pub ephemeral: bool,
    pub message: Option<Snowflake>,
}

/// Does what the answer says. Nothing has happened when it is refused.
pub fn perform(
    world: &mut World,
    id: Snowflake,
    number: u64,
    payload: &Payload,
) -> ApiResult<Answered> {
    let data = &payload.json["data"];
    match number {
        answer_kind::MESSAGE => {
            let parts = MessageBody::read(data, Some("data"))?;
            parts.must_not_be_empty(payload.files.len())?;
            let ephemeral = parts.is_ephemeral();
            let message = say(world, id, parts, payload, ephemeral)?;
            remember_original(world, id, message);
            Ok(Answered {
                ephemeral,
                message: Some(message),
            })
        }
        answer_kind::DEFERRED_MESSAGE => defer(world, id, data),
        answer_kind::UPDATE => update_source(world, id, payload),
        answer_kind::DEFERRED_UPDATE => {
            let source = source(world, id)?;
            remember_original(world, id, source);
            Ok(Answered {
                message: Some(source),
                ..Answered::quiet()
            })
        }
        answer_kind::CHOICES => {
            modal::check_choices(data)?;
            let interaction = world.interactions.get_mut(id);
            if let Some(sender) = interaction.and_then(|one| one.choices.take()) {
                // The person may have stopped typing.
                let _ = sender.send(data["choices"].clone());
            }
            Ok(Answered::quiet())
        }
        _ => open_modal(world, id, data),
    }
}

/// A message in answer to an interaction: the first one or a later one.
pub fn say(
    world: &mut World,
    id: Snowflake,
    parts: MessageBody,
    payload: &Payload,
    ephemeral: bool,
) -> ApiResult<Snowflake> {
    let (channel, mut draft) = {
        let interaction = world.interactions.get(id).ok_or(UNKNOWN_INTERACTION)?;
        (interaction.channel, blank(world, interaction, ephemeral))
    };
    let files = post_message::keep_files(world, channel, payload, parts.attachments.as_deref())?;
    let flags = draft.flags;
    draft = Draft {
        kind: draft.kind,
        reference: draft.reference,
        visible_to: draft.visible_to,
        origin: draft.origin,
        ..post_message::draft(world.bot.id, parts, files)
    };
    draft.flags |= flags;
    Ok(world.post(channel, draft))
}

/// An empty message that knows which interaction it answers.
fn blank(world: &World, interaction: &Interaction, ephemeral: bool) -> Draft {
    // What a later message replies to: the first answer; what a button's answer replies to: its
    // message.
    let target = interaction.original.or(interaction.source);
    let message_kind = match (target, interaction.command_kind) {
        (Some(_), _) => 19,
        (None, 1) if interaction.kind == kind::COMMAND => 20,
        (None, _) if interaction.kind == kind::COMMAND => 23,
        (None, _) => 0,
    };
    Draft {
        kind: message_kind,
        reference: target.map(|message| Reference {
            channel: interaction.channel,
            message: Some(message),
        }),
        flags: if ephemeral { flag::EPHEMERAL } else { 0 },
        visible_to: ephemeral.then_some(interaction.user),
        origin: Some(interaction.origin()),
        ..Draft::by(world.bot.id)
    }
}

fn defer(world: &mut World, id: Snowflake, data: &Value) -> ApiResult<Answered> {
    let ephemeral = data["flags"].as_u64().unwrap_or(0) & flag::EPHEMERAL != 0;
    let interaction = world.interactions.get(id).ok_or(UNKNOWN_INTERACTION)?;
    let channel = interaction.channel;
    let mut draft = blank(world, interaction, ephemeral);
    draft.flags |= flag::LOADING;
    let message = world.post(channel, draft);
    remember_original(world, id, message);
    Ok(Answered {
        ephemeral,
        message: Some(message),
    })
}

fn update_source(world: &mut World, id: Snowflake, payload: &Payload) -> ApiResult<Answered> {
    let parts = MessageBody::read(&payload.json["data"], Some("data"))?;
    let source = source(world, id)?;
    let channel = world
        .interactions
        .get(id)
        .ok_or(UNKNOWN_INTERACTION)?
        .channel;
    apply_edit(world, channel, source, &parts, payload)?;
    remember_original(world, id, source);
    let ephemeral = world
        .message(channel, source)
        .is_some_and(|message| message.visible_to.is_some());
    Ok(Answered {
        ephemeral,
        message: Some(source),
    })
}

fn source(world: &World, id: Snowflake) -> ApiResult<Snowflake> {
    let interaction = world.interactions.get(id).ok_or(UNKNOWN_INTERACTION)?;
    let source = interaction.source.ok_or(UNKNOWN_MESSAGE)?;
    match world.message(interaction.channel, source) {
        Some(_) => Ok(source),
        None => Err(UNKNOWN_MESSAGE),
    }
}

fn open_modal(world: &mut World, id: Snowflake, data: &Value) -> ApiResult<Answered> {
    modal::check(data)?;
    let Some(interaction) = world.interactions.get_mut(id) else {
        return Err(UNKNOWN_INTERACTION);
    };
    let modal = json!({
        "interaction_id": id,
        "channel_id": interaction.channel,
        "message_id": interaction.source,
        "title": data["title"],
        "custom_id": data["custom_id"],
        "components": component::normal(data["components"].as_array().map_or(&[], Vec::as_slice)),
    });
    interaction.modal = Some(modal.clone());
    let user = interaction.user;
    world.notify("modal", None, Some(user), modal);
    Ok(Answered::quiet())
}

fn remember_original(world: &mut World, id: Snowflake, message: Snowflake) {
    if let Some(interaction) = world.interactions.get_mut(id) {
        interaction.original = Some(message);
    }
}

impl Answered {
    /// The answer's own answer, for `with_response`.
    pub fn render(&self, world: &World, id: Snowflake, number: u64) -> Value {
        let Some(interaction) = world.interactions.get(id) else {
            return Value::Null;
        };
        let mut about = json!({"id": id, "type": interaction.kind});
        let mut resource = json!({"type": number});
        let place = world.channels.get(&interaction.channel);
        let message = self.message.and_then(|id| place?.messages.get(&id));
        if let (Some(place), Some(message)) = (place, message) {
            about["response_message_id"] = json!(message.id);
            about["response_message_loading"] = json!(message.has_flag(flag::LOADING));
            about["response_message_ephemeral"] = json!(message.visible_to.is_some());
            about["channel_id"] = json!(place.id);
            about["guild_id"] = json!(place.guild);
            resource["message"] = wire::message::render(world, place, message, Some(world.bot.id));
        }
        json!({"interaction": about, "resource": resource})
    }
}
