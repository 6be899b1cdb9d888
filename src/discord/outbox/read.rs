//! Messages as Discord gives them when we read a channel.
//!
//! Only what we use is read, so that a new kind of message or component never makes a page
//! unreadable; serenity's model is stricter.

use serde::Deserialize;
use serde_json::Value;

use crate::discord::custom_id::{self, Parsed};
use crate::domain::action::Action;
use crate::domain::id::{ChannelId, MessageId, UserId};
use crate::domain::session::Message;
use crate::features::request::mentions;
use crate::outbox::SeenMessage;

/// A person's message is of the first type, or (with `REPLY`) an answer to another one.
///
/// Source: <https://docs.discord.com/developers/resources/message#message-object-message-types>.
const DEFAULT: u8 = 0;
const REPLY: u8 = 19;

/// A message in Discord's JSON.
#[derive(Debug, Deserialize)]
pub(super) struct RawMessage {
    id: String,
    #[serde(rename = "type", default)]
    kind: u8,
    author: RawUser,
    #[serde(default)]
    content: String,
    referenced_message: Option<Box<RawReference>>,
    webhook_id: Option<String>,
    #[serde(default)]
    components: Vec<Value>,
    #[serde(default)]
    attachments: Vec<Value>,
    #[serde(default)]
    sticker_items: Vec<Value>,
}

#[derive(Debug, Deserialize)]
struct RawUser {
    id: String,
    #[serde(default)]
    bot: bool,
}

#[derive(Debug, Deserialize)]
struct RawReference {
    author: Option<RawUser>,
}

/// The message as features see it; `None` where its ids are none. What Discord itself writes
/// (a pin, a thread's creation) counts as written by a program.
pub(super) fn seen(raw: RawMessage, channel: ChannelId, me: UserId) -> Option<SeenMessage> {
    let id = raw.id.parse::<MessageId>().ok()?;
    let person = matches!(raw.kind, DEFAULT | REPLY) && raw.webhook_id.is_none();
    Some(SeenMessage {
        at: Message { channel, id },
        author: user(&raw.author)?,
        by_bot: raw.author.bot || !person,
        mentions_us: mentions(&raw.content, me),
        text: raw.content,
        replies_to: raw
            .referenced_message
            .and_then(|message| message.author)
            .and_then(|author| user(&author)),
        has_other_content: !raw.attachments.is_empty() || !raw.sticker_items.is_empty(),
        actions: actions(&raw.components),
    })
}

fn user(raw: &RawUser) -> Option<UserId> {
    raw.id.parse().ok()
}

/// What the buttons do that are ours, at any depth: rows hold buttons, newer layouts hold rows.
fn actions(components: &[Value]) -> Vec<Action> {
    let mut actions = Vec::new();
    // Serde bounds how deep JSON nests; the list keeps the order from left to right.
    let mut open: Vec<&Value> = components.iter().rev().collect();
    while let Some(component) = open.pop() {
        if let Some(id) = component.get("custom_id").and_then(Value::as_str) {
            actions.extend(action(id));
        }
        if let Some(accessory) = component.get("accessory") {
            open.push(accessory);
        }
        if let Some(inner) = component.get("components").and_then(Value::as_array) {
            open.extend(inner.iter().rev());
        }
    }
    actions
}

fn action(id: &str) -> Option<Action> {
    match custom_id::parse(id) {
        Ok(Parsed::Action(action)) => Some(action),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::id::CardId;

    fn card(id: i64) -> CardId {
        CardId::new(id).expect("positive")
    }

    fn read(value: Value) -> Option<SeenMessage> {
        let channel = ChannelId::new(5).expect("not zero");
        let me = UserId::new(9).expect("not zero");
        seen(
            serde_json::from_value(value).expect("readable"),
            channel,
            me,
        )
    }

    #[test]
    fn a_persons_reply_that_mentions_us() {
        let message = read(json!({
            "id": "100", "type": 19, "content": "<@9> look", "author": {"id": "7"},
            "mentions": [{"id": "9", "bot": true}],
            "referenced_message": {"id": "99", "author": {"id": "8"}},
        }))
        .expect("a message");
        assert!(message.mentions_us && !message.by_bot);
        assert_eq!(message.replies_to, UserId::new(8));
        assert_eq!(message.text, "<@9> look");
    }

    #[test]
    fn a_reply_to_us_mentions_us_only_in_so_many_words() {
        let reply = |text: &str| {
            read(json!({
                "id": "100", "type": 19, "content": text, "author": {"id": "7"},
                "mentions": [{"id": "9", "bot": true}],
                "referenced_message": {"id": "99", "author": {"id": "9", "bot": true}},
            }))
            .expect("a message")
        };
        assert!(!reply("thanks, got it").mentions_us);
        assert!(!reply("<@99> look").mentions_us);
        assert!(reply("<@!9> once more").mentions_us);
        assert_eq!(reply("").replies_to, UserId::new(9));
    }

    #[test]
    fn programs_and_discord_itself_are_no_persons() {
        let bot = json!({"id": "1", "author": {"id": "7", "bot": true}});
        let webhook = json!({"id": "1", "author": {"id": "7"}, "webhook_id": "7"});
        let pin = json!({"id": "1", "type": 6, "author": {"id": "7"}});
        for value in [bot, webhook, pin] {
            assert!(read(value).expect("a message").by_bot);
        }
        assert_eq!(read(json!({"id": "0", "author": {"id": "7"}})), None);
    }

    #[test]
    fn our_buttons_are_found_at_any_depth() {
        let message = read(json!({
            "id": "1", "author": {"id": "9", "bot": true},
            "components": [
                {"type": 1, "components": [{"type": 2, "custom_id": custom_id::encode_action(&Action::Hint(card(1)))}, {"type": 2, "url": "u"}]},
                {"type": 17, "components": [
                    {"type": 9, "accessory": {"type": 2, "custom_id": custom_id::encode_action(&Action::Skip(card(2)))}},
                    {"type": 1, "components": [{"type": 2, "custom_id": custom_id::encode_action(&Action::Next(card(3)))}]},
                ]},
            ],
        }))
        .expect("a message");
        assert_eq!(
            message.actions,
            [
                Action::Hint(card(1)),
                Action::Skip(card(2)),
                Action::Next(card(3))
            ]
        );
    }
}
