//! What people write and give reactions to.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use twilight_model::guild::Permissions;
use twilight_validate::message::MESSAGE_CONTENT_LENGTH_MAX;

use super::{Controlled, bad, forbidden, id_in, place, text_in, unknown};
use crate::rest::validate::units;
use crate::world::message::Draft;
use crate::world::model::{Message, Reference};
use crate::world::snowflake::Snowflake;
use crate::world::{StoredFile, World};

/// `say {channel, content, reply_to?, attachments?}`.
pub fn say(world: &mut World, actor: Snowflake, body: &Value) -> Controlled<Snowflake> {
    let channel = id_in(body, "channel")?;
    may_write(world, actor, channel)?;
    let content = body["content"].as_str().unwrap_or_default().trim();
    let files = body["attachments"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    if content.is_empty() && files.is_empty() {
        return Err(bad("`content` is empty: write something"));
    }
    check_length(content)?;
    let reply_to = match &body["reply_to"] {
        Value::Null => None,
        _ => Some(id_in(body, "reply_to")?),
    };
    if let Some(target) = reply_to
        && world.message(channel, target).is_none()
    {
        return Err(unknown("message", target));
    }
    let mut attachments = Vec::new();
    for file in files {
        attachments.push(keep(world, channel, file)?);
    }
    let draft = Draft {
        kind: if reply_to.is_some() { 19 } else { 0 },
        content: content.to_owned(),
        reference: reply_to.map(|message| Reference {
            channel,
            message: Some(message),
        }),
        attachments,
        ..Draft::by(actor)
    };
    Ok(world.post(channel, draft))
}

/// Keeps a file given as `{filename, content_type, base64}`; its attachment object.
pub fn keep(world: &mut World, channel: Snowflake, file: &Value) -> Controlled<Value> {
    let name: String = text_in(file, "filename")?
        .chars()
        .map(|letter| match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' => letter,
            _ => '_',
        })
        .collect();
    let bytes = STANDARD
        .decode(text_in(file, "base64")?)
        .map_err(|_| bad("`base64` is not Base64 text"))?;
    let content_type = file["content_type"]
        .as_str()
        .unwrap_or("application/octet-stream")
        .to_owned();
    let id = world.clock.next_id();
    let url = format!("{}/attachments/{channel}/{id}/{name}", world.base_url);
    let value = json!({
        "id": id, "filename": name, "size": bytes.len(), "url": url, "proxy_url": url,
        "content_type": content_type,
    });
    world.files.insert(
        id,
        StoredFile {
            name,
            content_type,
            bytes,
        },
    );
    Ok(value)
}

fn check_length(content: &str) -> Controlled<()> {
    if units(content) > MESSAGE_CONTENT_LENGTH_MAX {
        return Err(bad(format!(
            "`content` is longer than {MESSAGE_CONTENT_LENGTH_MAX} characters: shorten it"
        )));
    }
    Ok(())
}

fn may_write(world: &World, actor: Snowflake, channel: Snowflake) -> Controlled<()> {
    let channel = place(world, actor, channel)?;
    if !world.can_send(actor, channel) {
        return Err(forbidden("this person may not write in this channel"));
    }
    let locked = channel.thread.as_ref().is_some_and(|thread| thread.locked);
    let mine = world.permissions_in(actor, channel);
    if locked && !mine.contains(Permissions::MANAGE_THREADS) {
        return Err(forbidden(
            "this thread is locked: only moderators may write in it",
        ));
    }
    Ok(())
}

fn seen<'a>(
    world: &'a World,
    actor: Snowflake,
    body: &Value,
) -> Controlled<(Snowflake, &'a Message)> {
    let channel = place(world, actor, id_in(body, "channel")?)?;
    let id = id_in(body, "message")?;
    let message = channel
        .messages
        .get(&id)
        .filter(|message| message.visible_for(actor))
        .ok_or_else(|| unknown("message", id))?;
    Ok((channel.id, message))
}

/// `edit {channel, message, content}`.
pub fn edit(world: &mut World, actor: Snowflake, body: &Value) -> Controlled<Snowflake> {
    let (channel, message) = seen(world, actor, body)?;
    if message.author != actor {
        return Err(forbidden("only one's own messages can be edited"));
    }
    let (id, kind) = (message.id, message.kind);
    let content = text_in(body, "content")?.trim();
    if content.is_empty() {
        return Err(bad("`content` is empty: delete the message instead"));
    }
    check_length(content)?;
    let draft = Draft {
        kind,
        content: content.to_owned(),
        ..Draft::by(actor)
    };
    let mentions = world
        .channels
        .get(&channel)
        .map(|place| world.mentions_of(place, &draft));
    let now = world.clock.now_ms();
    if let Some(message) = world.message_mut(channel, id) {
        message.content = draft.content;
        message.mentions = mentions.unwrap_or_default();
        message.edited_ms = Some(now);
    }
    world.announce_message("MESSAGE_UPDATE", channel, id);
    Ok(id)
}

/// `delete {channel, message}`; an ephemeral message is dismissed by its person.
pub fn delete(world: &mut World, actor: Snowflake, body: &Value) -> Controlled<Snowflake> {
    let (channel, message) = seen(world, actor, body)?;
    let id = message.id;
    let own = message.author == actor || message.visible_to == Some(actor);
    let place = place(world, actor, channel)?;
    let moderates = world
        .permissions_in(actor, place)
        .contains(Permissions::MANAGE_MESSAGES);
    if !own && !moderates {
        return Err(forbidden("this person may delete only their own messages"));
    }
    world.delete_message(channel, id);
    Ok(id)
}

/// `react {channel, message, emoji}`.
pub fn react(world: &mut World, actor: Snowflake, body: &Value) -> Controlled<Snowflake> {
    let (channel, message) = seen(world, actor, body)?;
    let id = message.id;
    world.react(channel, id, actor, text_in(body, "emoji")?);
    Ok(id)
}

/// `unreact {channel, message, emoji}`.
pub fn unreact(world: &mut World, actor: Snowflake, body: &Value) -> Controlled<Snowflake> {
    let (channel, message) = seen(world, actor, body)?;
    let id = message.id;
    world.unreact(channel, id, actor, text_in(body, "emoji")?);
    Ok(id)
}
