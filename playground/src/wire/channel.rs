//! Channel and thread objects.

use serde_json::{Value, json};

use super::{time, user};
use crate::world::World;
use crate::world::model::{Channel, Thread, kind};

/// Counts of thread members stop at this number in Discord's answers.
const MEMBER_COUNT_MAX: usize = 50;

/// A channel object, as the bot sees it.
pub fn render(world: &World, channel: &Channel) -> Value {
    if channel.is_dm() {
        return direct(world, channel);
    }
    let mut value = json!({
        "id": channel.id,
        "type": channel.kind,
        "guild_id": channel.guild,
        "name": channel.name,
        "parent_id": channel.parent,
        "last_message_id": channel.last_message,
        "rate_limit_per_user": channel.slowmode_seconds,
        "flags": 0,
    });
    match &channel.thread {
        Some(thread) => add_thread(world, channel, thread, &mut value),
        None => add_place(channel, &mut value),
    }
    value
}

fn direct(world: &World, channel: &Channel) -> Value {
    let recipients: Vec<_> = channel
        .recipient
        .and_then(|id| world.user(id))
        .map(user)
        .into_iter()
        .collect();
    json!({
        "id": channel.id,
        "type": kind::DM,
        "last_message_id": channel.last_message,
        "recipients": recipients,
        "flags": 0,
    })
}

fn add_place(channel: &Channel, value: &mut Value) {
    let overwrites: Vec<_> = channel
        .overwrites
        .iter()
        .map(|one| {
            json!({
                "id": one.id,
                "type": u8::from(one.member),
                "allow": one.allow,
                "deny": one.deny,
            })
        })
        .collect();
    value["position"] = json!(channel.position);
    value["permission_overwrites"] = json!(overwrites);
    value["nsfw"] = json!(false);
    value["topic"] = json!(channel.topic);
    value["last_pin_timestamp"] = json!(channel.last_pin_ms.map(time));
    if channel.kind == kind::FORUM {
        value["available_tags"] = json!(channel.available_tags);
        value["default_reaction_emoji"] = json!(null);
        value["default_sort_order"] = json!(null);
        value["default_forum_layout"] = json!(0);
        value["template"] = json!("");
    }
}

fn add_thread(world: &World, channel: &Channel, thread: &Thread, value: &mut Value) {
    let mut metadata = json!({
        "archived": thread.archived,
        "archive_timestamp": time(thread.archive_ms),
        "auto_archive_duration": thread.auto_archive_minutes,
        "locked": thread.locked,
        "create_timestamp": time(thread.created_ms),
    });
    if channel.kind == kind::PRIVATE_THREAD {
        metadata["invitable"] = json!(thread.invitable);
    }
    value["owner_id"] = json!(thread.owner);
    value["thread_metadata"] = metadata;
    value["message_count"] = json!(thread.message_count);
    value["member_count"] = json!(thread.members.len().min(MEMBER_COUNT_MAX));
    value["total_message_sent"] = json!(thread.total_message_sent);
    value["applied_tags"] = json!(thread.applied_tags);
    if let Some(joined) = thread.members.get(&world.bot.id) {
        value["member"] = json!({
            "id": channel.id, "user_id": world.bot.id,
            "join_timestamp": time(*joined), "flags": 0,
        });
    }
}

/// The members of a thread.
pub fn members(channel: &Channel) -> Vec<Value> {
    let members = channel.thread.iter().flat_map(|thread| &thread.members);
    members
        .map(|(user, joined)| {
            json!({
                "id": channel.id, "user_id": user,
                "join_timestamp": time(*joined), "flags": 0,
            })
        })
        .collect()
}
