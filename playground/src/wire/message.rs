//! Message objects.

use serde_json::{Value, json};

use super::{channel, guild, time, user};
use crate::world::World;
use crate::world::model::{Channel, Message, Origin, Reaction};
use crate::world::snowflake::Snowflake;

/// A message object. `viewer` is whose own reactions are marked.
pub fn render(
    world: &World,
    place: &Channel,
    message: &Message,
    viewer: Option<Snowflake>,
) -> Value {
    let mut value = render_alone(world, place, message, viewer);
    if message.kind == 19 || message.kind == 21 {
        value["referenced_message"] = referenced(world, message, viewer);
    }
    value
}

fn render_alone(
    world: &World,
    place: &Channel,
    message: &Message,
    viewer: Option<Snowflake>,
) -> Value {
    let author = world.user(message.author).unwrap_or(&world.bot);
    let mentions: Vec<_> = message
        .mentions
        .users
        .iter()
        .filter_map(|id| world.user(*id))
        .map(user)
        .collect();
    let mut value = json!({
        "id": message.id,
        "channel_id": place.id,
        "author": user(author),
        "type": message.kind,
        "content": message.content,
        "timestamp": time(message.id.timestamp_ms()),
        "edited_timestamp": message.edited_ms.map(time),
        "tts": message.tts,
        "mention_everyone": message.mentions.everyone,
        "mentions": mentions,
        "mention_roles": message.mentions.roles,
        "attachments": message.attachments,
        "embeds": message.embeds,
        "components": message.components,
        "pinned": message.pinned,
        "flags": message.flags,
    });
    add_optional(world, place, message, viewer, &mut value);
    value
}

fn add_optional(
    world: &World,
    place: &Channel,
    message: &Message,
    viewer: Option<Snowflake>,
    value: &mut Value,
) {
    if let Some(nonce) = &message.nonce {
        value["nonce"] = nonce.clone();
    }
    if !message.reactions.is_empty() {
        let reactions = message.reactions.iter();
        value["reactions"] = reactions.map(|one| reaction(one, viewer)).collect();
    }
    if let Some(origin) = &message.origin {
        value["application_id"] = json!(world.application.id);
        value["webhook_id"] = json!(world.application.id);
        add_origin(world, origin, value);
    }
    if let Some(reference) = &message.reference {
        let mut data = json!({
            "type": 0, "channel_id": reference.channel, "guild_id": place.guild,
        });
        if let Some(id) = reference.message {
            data["message_id"] = json!(id);
        }
        value["message_reference"] = data;
    }
    if let Some(thread) = world.channels.get(&message.id)
        && thread.is_thread()
        && thread.parent == Some(place.id)
    {
        value["thread"] = channel::render(world, thread);
    }
}

fn add_origin(world: &World, origin: &Origin, value: &mut Value) {
    value["interaction_metadata"] = metadata(world, origin);
    let person = world.user(origin.user).map(user);
    if let Some(name) = &origin.command {
        value["interaction"] = json!({
            "id": origin.interaction, "type": origin.kind, "name": name, "user": person,
        });
    }
}

fn metadata(world: &World, origin: &Origin) -> Value {
    let mut value = json!({
        "id": origin.interaction,
        "type": origin.kind,
        "user": world.user(origin.user).map(user),
        "authorizing_integration_owners": {},
    });
    if let Some(name) = &origin.command {
        value["name"] = json!(name);
    }
    if let Some(trigger) = &origin.trigger {
        value["triggering_interaction_metadata"] = metadata(world, trigger);
    } else if let Some(source) = origin.source {
        value["interacted_message_id"] = json!(source);
    }
    value
}

fn referenced(world: &World, message: &Message, viewer: Option<Snowflake>) -> Value {
    let for_bot = viewer == Some(world.bot.id);
    let target = message.reference.as_ref().and_then(|reference| {
        let place = world.channels.get(&reference.channel)?;
        Some((place, place.messages.get(&reference.message?)?))
    });
    target.map_or(Value::Null, |(place, target)| {
        let mut value = render_alone(world, place, target, None);
        if for_bot
            && !world.application.message_content
            && !place.is_dm()
            && !world.content_is_free(target)
        {
            hide_content(&mut value);
        }
        value
    })
}

fn reaction(reaction: &Reaction, viewer: Option<Snowflake>) -> Value {
    json!({
        "emoji": emoji(&reaction.emoji),
        "count": reaction.users.len(),
        "count_details": {"burst": 0, "normal": reaction.users.len()},
        "me": viewer.is_some_and(|id| reaction.users.contains(&id)),
        "me_burst": false,
        "burst_colors": [],
    })
}

/// An emoji object, from the emoji itself or from `name:id`.
pub fn emoji(text: &str) -> Value {
    match text.split_once(':') {
        Some((name, id)) => json!({"id": id, "name": name}),
        None => json!({"id": null, "name": text}),
    }
}

/// What a message has in gateway events only: its guild and its author as a member.
pub fn add_gateway_fields(world: &World, place: &Channel, message: &Message, value: &mut Value) {
    value["channel_type"] = json!(place.kind);
    let Some(id) = place.guild else {
        return;
    };
    value["guild_id"] = json!(id);
    if message.origin.is_none() {
        value["member"] = guild::partial_member(world, id, message.author);
    }
    if let Some(mentioned) = value["mentions"].as_array_mut() {
        for (one, user) in mentioned.iter_mut().zip(&message.mentions.users) {
            one["member"] = guild::partial_member(world, id, *user);
        }
    }
}

/// Empties what a reader without the message-content intent does not get.
pub fn hide_content(value: &mut Value) {
    value["content"] = json!("");
    for name in ["embeds", "attachments", "components"] {
        value[name] = json!([]);
    }
}

/// A message for the bot over REST, where the intent counts as well.
pub fn render_for_bot(world: &World, place: &Channel, message: &Message) -> Value {
    let mut value = render(world, place, message, Some(world.bot.id));
    if !world.application.message_content && !place.is_dm() && !world.content_is_free(message) {
        hide_content(&mut value);
    }
    value
}
