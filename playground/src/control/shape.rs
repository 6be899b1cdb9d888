//! Changing the world from outside: `POST /playground/shape`.

use axum::Json;
use serde_json::{Value, json};

use super::{App, Controlled, bad, id_in, person, rights, text_in, unknown};
use crate::world::World;
use crate::world::model::kind;
use crate::world::snowflake::Snowflake;

/// One change. Answers `{"id"}` of what was made, or `{}`.
pub async fn shape(app: App, Json(body): Json<Value>) -> Controlled<Json<Value>> {
    let made = match text_in(&body, "do")? {
        "rate_limits" => {
            app.limits().enabled = on(&body)?;
            app.world().notify_state();
            None
        }
        "add_guild" | "add_person" | "join" | "add_channel" | "remove_bot" | "add_bot" => {
            populate(&mut app.world(), &body)?
        }
        "deny" | "allow" | "add_role" | "edit_role" | "delete_role" | "give_role" | "take_role"
        | "set_owner" | "direct_messages" => rights::shape(&mut app.world(), &body)?,
        "delete_channel" | "archive" | "unarchive" | "lock" | "unlock" | "fill_threads"
        | "empty_threads" | "delete_message" => {
            disturb(&mut app.world(), &body)?;
            None
        }
        "message_content" | "advance_nonce" | "advance_clock" => {
            set(&mut app.world(), &body)?;
            None
        }
        other => {
            return Err(bad(format!(
                "`{other}` is no change: add_guild, add_person, join, add_channel, add_bot, \
                 remove_bot, delete_channel, delete_message, archive, unarchive, lock, unlock, \
                 deny, allow, add_role, edit_role, delete_role, give_role, take_role, set_owner, \
                 direct_messages, message_content, rate_limits, fill_threads, empty_threads, \
                 advance_clock and advance_nonce are"
            )));
        }
    };
    Ok(Json(made.map_or_else(|| json!({}), |id| json!({"id": id}))))
}

pub fn on(body: &Value) -> Controlled<bool> {
    body["on"]
        .as_bool()
        .ok_or_else(|| bad("`on` is missing: give true or false"))
}

pub fn guild_in(world: &World, body: &Value) -> Controlled<Snowflake> {
    let id = id_in(body, "guild")?;
    if world.guilds.contains_key(&id) {
        Ok(id)
    } else {
        Err(unknown("server", id))
    }
}

pub fn channel_in(world: &World, body: &Value) -> Controlled<Snowflake> {
    let id = id_in(body, "channel")?;
    if world.channels.contains_key(&id) {
        Ok(id)
    } else {
        Err(unknown("channel", id))
    }
}

fn thread_in(world: &World, body: &Value) -> Controlled<Snowflake> {
    let id = channel_in(world, body)?;
    if world.channels.get(&id).is_some_and(|one| one.is_thread()) {
        Ok(id)
    } else {
        Err(bad("this channel is no thread"))
    }
}

fn populate(world: &mut World, body: &Value) -> Controlled<Option<Snowflake>> {
    Ok(match text_in(body, "do")? {
        "add_guild" => {
            let silent = body["large"].as_u64().unwrap_or(0);
            Some(world.add_guild(text_in(body, "name")?, silent))
        }
        "add_person" => Some(world.add_person(text_in(body, "name")?)),
        "join" => {
            let who = person(world, id_in(body, "person")?)?;
            let guild = guild_in(world, body)?;
            world.join(who, guild, body["admin"] == true);
            None
        }
        "add_channel" => {
            let guild = guild_in(world, body)?;
            let number = match &body["type"] {
                Value::Null => Some(kind::TEXT),
                value => value.as_u64().and_then(|one| u8::try_from(one).ok()),
            };
            let known = [
                kind::TEXT,
                kind::VOICE,
                kind::CATEGORY,
                kind::ANNOUNCEMENT,
                kind::FORUM,
            ];
            let number = number
                .filter(|one| known.contains(one))
                .ok_or_else(|| bad("`type` must be 0, 2, 4, 5 or 15"))?;
            Some(world.add_channel(guild, text_in(body, "name")?, number, None))
        }
        "add_bot" => {
            let guild = guild_in(world, body)?;
            world.add_bot(guild);
            None
        }
        _ => {
            let guild = guild_in(world, body)?;
            world.remove_bot(guild);
            None
        }
    })
}

fn disturb(world: &mut World, body: &Value) -> Controlled<()> {
    match text_in(body, "do")? {
        "delete_channel" => {
            let channel = channel_in(world, body)?;
            world.delete_channel(channel);
        }
        "delete_message" => {
            let channel = channel_in(world, body)?;
            world.delete_message(channel, id_in(body, "message")?);
        }
        "archive" => {
            let thread = thread_in(world, body)?;
            world.set_thread_state(thread, Some(true), None);
        }
        "unarchive" => {
            let thread = thread_in(world, body)?;
            world.set_thread_state(thread, Some(false), None);
        }
        "lock" => {
            let thread = thread_in(world, body)?;
            world.set_thread_state(thread, None, Some(true));
        }
        "unlock" => {
            let thread = thread_in(world, body)?;
            world.set_thread_state(thread, None, Some(false));
        }
        what => {
            let full = what == "fill_threads";
            let guild = guild_in(world, body)?;
            if let Some(record) = world.guilds.get_mut(&guild) {
                record.threads_full = full;
            }
        }
    }
    Ok(())
}

fn set(world: &mut World, body: &Value) -> Controlled<()> {
    match text_in(body, "do")? {
        "message_content" => {
            world.application.message_content = on(body)?;
            world.notify_state();
        }
        "advance_nonce" => world.nonces.clear(),
        _ => {
            let milliseconds = body["ms"].as_u64().and_then(|ms| u32::try_from(ms).ok());
            let milliseconds =
                milliseconds.ok_or_else(|| bad("`ms` is missing: give milliseconds"))?;
            world.clock.advance(milliseconds);
        }
    }
    Ok(())
}
