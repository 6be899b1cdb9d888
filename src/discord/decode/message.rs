//! Typed messages, decoded.

use serenity::model::channel::{Message as DiscordMessage, MessageType};

use crate::domain::id::{ChannelId, GuildId, MessageId, UserId};
use crate::domain::session::Message;
use crate::features::request::{TypedMessage, mentions};

/// A typed message, from the gateway, from REST or from a message command.
pub fn typed_message(
    message: &DiscordMessage,
    guild: Option<GuildId>,
    us: UserId,
) -> Option<TypedMessage> {
    let replied = message.referenced_message.as_deref();
    // Pins, renames and joins carry their doer as author, but nobody wrote them.
    let by_a_person = matches!(
        message.kind,
        MessageType::Regular | MessageType::InlineReply
    );
    Some(TypedMessage {
        at: Message {
            channel: ChannelId::new(message.channel_id.get())?,
            id: MessageId::new(message.id.get())?,
        },
        author: UserId::new(message.author.id.get())?,
        by_bot: message.author.bot || message.webhook_id.is_some() || !by_a_person,
        guild,
        text: message.content.clone(),
        mentions_us: mentions(&message.content, us),
        replies_to: replied.and_then(|message| UserId::new(message.author.id.get())),
        has_other_content: !message.attachments.is_empty() || !message.sticker_items.is_empty(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// A message of person 7 in channel 5, with these fields on top.
    fn decoded(fields: &Value) -> TypedMessage {
        let mut message = json!({
            "id": "100", "channel_id": "5", "type": 0, "content": "some words",
            "author": {"id": "7", "username": "somebody", "discriminator": "0", "avatar": null},
            "timestamp": "2026-11-02T10:00:00Z", "edited_timestamp": null, "tts": false,
            "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [],
            "embeds": [], "pinned": false,
        });
        let all = message.as_object_mut().expect("an object");
        all.extend(fields.as_object().expect("an object").clone());
        let message: DiscordMessage = serde_json::from_value(message).expect("a message");
        let us = UserId::new(9).expect("not zero");
        typed_message(&message, None, us).expect("its ids are ids")
    }

    #[test]
    fn what_discord_itself_writes_is_nobodys_words() {
        assert!(!decoded(&json!({})).by_bot);
        assert!(!decoded(&json!({"type": 19})).by_bot, "a reply");
        for kind in [4, 6, 7, 18, 21, 24, 46, 200] {
            assert!(decoded(&json!({"type": kind})).by_bot, "{kind}");
        }
        assert!(decoded(&json!({"webhook_id": "3"})).by_bot);
    }

    #[test]
    fn a_reply_that_pings_us_is_no_mention() {
        let us = json!({"id": "9", "username": "greenroom", "discriminator": "0", "avatar": null,
            "bot": true});
        let reply = |text: &str| decoded(&json!({"type": 19, "mentions": [us], "content": text}));
        assert!(!reply("thanks, that helps").mentions_us);
        assert!(reply("<@9> one more try").mentions_us);
        assert!(reply("one more <@!9> try").mentions_us);
    }
}
