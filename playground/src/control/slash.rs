//! Commands that people run, and the completion of what they type.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::fields::Filler;
use super::{Controlled, bad, commands, id_in, place, text_in, unknown};
use crate::app::{Shared, watch_interaction};
use crate::rest::validate::command::kind::{CHAT_INPUT, MESSAGE};
use crate::wire;
use crate::world::interaction::{ANSWER_WITHIN_MS, NewInteraction, kind};
use crate::world::snowflake::Snowflake;

/// `slash {channel, name, options}`.
pub fn run(app: &Shared, actor: Snowflake, body: &Value) -> Controlled<Snowflake> {
    let new = prepared(app, actor, body, false)?;
    Ok(send(app, new))
}

/// `autocomplete {channel, name, options}`: the choices, or none when the bot stays silent.
pub async fn complete(app: &Shared, actor: Snowflake, body: &Value) -> Controlled<Value> {
    let (sender, receiver) = oneshot::channel();
    let mut new = prepared(app, actor, body, true)?;
    new.kind = kind::AUTOCOMPLETE;
    new.choices = Some(sender);
    let id = send(app, new);
    let wait = Duration::from_millis(ANSWER_WITHIN_MS.cast_unsigned());
    let choices = tokio::time::timeout(wait, receiver).await;
    let choices = choices.ok().and_then(Result::ok);
    Ok(json!({"id": id, "choices": choices.unwrap_or_else(|| json!([]))}))
}

fn send(app: &Shared, new: NewInteraction) -> Snowflake {
    let id = app.world().interact(new);
    watch_interaction(app, id);
    id
}

fn prepared(
    app: &Shared,
    actor: Snowflake,
    body: &Value,
    typing: bool,
) -> Controlled<NewInteraction> {
    let mut world = app.world();
    let channel = place(&world, actor, id_in(body, "channel")?)?;
    let (channel, guild) = (channel.id, channel.guild);
    let name = text_in(body, "name")?;
    let command = commands::find(&world, actor, guild, name, CHAT_INPUT)?;
    let mut filler = Filler::new(&mut world, channel, guild, typing);
    let options = filler.fill(&command["options"], &body["options"])?;
    if typing && filler.focused != 1 {
        return Err(bad("exactly one option must have `\"focused\": true`"));
    }
    let mut data = json!({
        "id": command["id"],
        "name": name,
        "type": CHAT_INPUT,
        "options": options,
    });
    if filler.has_resolved() {
        data["resolved"] = filler.resolved.clone();
    }
    add_scope(&command, &mut data);
    Ok(NewInteraction {
        kind: kind::COMMAND,
        user: actor,
        channel,
        label: format!("/{}", full_name(name, &data["options"])),
        command: Some(full_name(name, &data["options"])),
        command_kind: 1,
        source: None,
        trigger: None,
        choices: None,
        data,
    })
}

/// A command's name with its subcommands.
fn full_name(name: &str, options: &Value) -> String {
    match options.get(0) {
        Some(first) if matches!(first["type"].as_u64(), Some(1 | 2)) => {
            let inner = first["name"].as_str().unwrap_or_default();
            format!("{name} {}", full_name(inner, &first["options"]))
        }
        _ => name.to_owned(),
    }
}

fn add_scope(command: &Value, data: &mut Value) {
    if !command["guild_id"].is_null() {
        data["guild_id"] = command["guild_id"].clone();
    }
}

/// `message_command {name, channel, message}`.
pub fn run_on_message(app: &Shared, actor: Snowflake, body: &Value) -> Controlled<Snowflake> {
    let world = app.world();
    let channel = place(&world, actor, id_in(body, "channel")?)?;
    let target = id_in(body, "message")?;
    let message = channel
        .messages
        .get(&target)
        .filter(|message| message.visible_for(actor))
        .ok_or_else(|| unknown("message", target))?;
    let name = text_in(body, "name")?;
    let command = commands::find(&world, actor, channel.guild, name, MESSAGE)?;
    // The person hands the message over: its content goes along without any intent.
    let rendered = wire::message::render(&world, channel, message, Some(world.bot.id));
    let mut data = json!({
        "id": command["id"],
        "name": name,
        "type": MESSAGE,
        "target_id": target,
        "resolved": {"messages": {target.to_string(): rendered}},
    });
    add_scope(&command, &mut data);
    let new = NewInteraction {
        kind: kind::COMMAND,
        user: actor,
        channel: channel.id,
        label: name.to_owned(),
        command: Some(name.to_owned()),
        command_kind: 3,
        source: None,
        trigger: None,
        choices: None,
        data,
    };
    drop(world);
    Ok(send(app, new))
}
