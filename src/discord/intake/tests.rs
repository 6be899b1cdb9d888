//! Full queues and new sessions, from events as serenity gives them.

use serde_json::{Value, json};

use super::*;
use crate::clock::Clock;

fn intake() -> (Intake, Queues) {
    let (clock, _) = Clock::manual("2026-11-02T10:00:00Z".parse().expect("an instant"));
    let reading = Arc::new(Reading::new(clock));
    Intake::new(UserId::new(9).expect("not zero"), reading)
}

fn event<T: serde::de::DeserializeOwned>(fields: Value) -> T {
    serde_json::from_value(fields).expect("an event")
}

fn written(id: u64) -> Event {
    Event::MessageCreate(event(json!({
        "id": id.to_string(), "channel_id": "5", "type": 0, "content": "words",
        "author": {"id": "7", "username": "somebody", "discriminator": "0", "avatar": null},
        "timestamp": "2026-11-02T10:00:00Z", "edited_timestamp": null, "tts": false,
        "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [],
        "embeds": [], "pinned": false,
    })))
}

fn ready(shard: Value) -> Event {
    Event::Ready(event(json!({
        "v": 10, "session_id": "s", "resume_gateway_url": "ws://127.0.0.1/", "shard": shard,
        "user": {"id": "9", "username": "greenroom", "discriminator": "0", "avatar": null,
                 "bot": true, "mfa_enabled": false, "verified": true},
        "guilds": [{"id": "8388609", "unavailable": true}],
        "application": {"id": "9", "flags": 0},
    })))
}

#[test]
fn what_finds_no_place_leaves_a_gap_from_its_first_message_on() {
    let (intake, mut queues) = intake();
    let all = u64::try_from(MESSAGES).expect("small");
    for id in 1..=all + 3 {
        intake.take(written(id));
    }
    let missed = intake.counts().messages_missed.load(Ordering::Relaxed);
    assert_eq!(missed, 3);
    let (channel, gap) = intake.reading.due_gap().expect("a gap");
    assert_eq!(Some(channel), ChannelId::new(5));
    assert_eq!(gap.hear_after, MessageId::new(all));
    let queue = queues.messages.iter_mut().find(|queue| !queue.is_empty());
    assert_eq!(queue.expect("a queue").len(), MESSAGES);
}

#[test]
fn a_thread_or_channel_that_is_deleted_is_told_in_order_with_its_messages() {
    let (intake, mut queues) = intake();
    intake.take(written(1));
    intake.take(Event::ThreadDelete(event(json!({
        "id": "5", "guild_id": "1", "parent_id": "4", "type": 11,
    }))));
    intake.take(Event::ChannelDelete(event(json!({
        "id": "4", "guild_id": "1", "type": 0, "name": "interview-prep", "position": 0,
        "permission_overwrites": [], "nsfw": false,
    }))));
    let mut gone = Vec::new();
    for queue in &mut queues.messages {
        while let Ok(Queued::Event(event)) = queue.try_recv() {
            if let MessageEvent::Gone(channel) = event {
                gone.push(channel.get());
            } else {
                assert!(gone.is_empty(), "the message came first");
            }
        }
    }
    gone.sort_unstable();
    assert_eq!(gone, [4, 5]);
}

#[test]
fn a_session_counts_at_once_with_its_shard_and_servers() {
    let (intake, mut queues) = intake();
    let shard = Shard { id: 1, total: 4 };
    intake.take(ready(json!([1, 4])));
    let guild = GuildId::new(8_388_609 - (1 << 22));
    let ticket = intake.reading.ticket(guild).expect("a session");
    let began = queues.sessions.try_recv().expect("told");
    assert_eq!((began.shard, began.session), (shard, ticket));
    assert_eq!(began.guilds, [GuildId::new(8_388_609).expect("not zero")]);
    assert_eq!(intake.reading.ticket(None), None, "shard 0 has those");
    intake.take(ready(Value::Null));
    assert!(intake.reading.ticket(None).is_some(), "the only shard");
}
