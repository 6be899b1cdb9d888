//! Messages: posted, edited, removed, reacted to.

use serde_json::{Value, json};

use super::model::{Mentions, Message, Origin, Reaction, Reference};
use super::snowflake::Snowflake;
use super::{UsedNonce, World};
use crate::wire;

/// Messages that one channel keeps; older ones are forgotten.
const KEPT_PER_CHANNEL: usize = 20_000;

/// How long an enforced nonce is remembered, in milliseconds.
pub const NONCE_WINDOW_MS: i64 = 5 * 60 * 1000;

/// A message that is about to exist. Its parts have been validated.
#[derive(Debug, Clone)]
pub struct Draft {
    pub author: Snowflake,
    pub kind: u8,
    pub content: String,
    pub embeds: Vec<Value>,
    pub components: Vec<Value>,
    pub attachments: Vec<Value>,
    pub flags: u64,
    pub nonce: Option<Value>,
    pub enforce_nonce: bool,
    pub reference: Option<Reference>,
    pub visible_to: Option<Snowflake>,
    pub origin: Option<Origin>,
    pub allowed_mentions: Option<Value>,
    pub tts: bool,
}

impl Draft {
    /// An empty message of an author.
    pub fn by(author: Snowflake) -> Self {
        Self {
            author,
            kind: 0,
            content: String::new(),
            embeds: Vec::new(),
            components: Vec::new(),
            attachments: Vec::new(),
            flags: 0,
            nonce: None,
            enforce_nonce: false,
            reference: None,
            visible_to: None,
            origin: None,
            allowed_mentions: None,
            tts: false,
        }
    }
}

impl World {
    /// The message that the same author made here with the same enforced nonce, lately.
    pub fn enforced_nonce(
        &mut self,
        channel: Snowflake,
        author: Snowflake,
        nonce: &Value,
    ) -> Option<Snowflake> {
        let oldest = self.clock.now_ms() - NONCE_WINDOW_MS;
        while self.nonces.front().is_some_and(|used| used.at_ms < oldest) {
            self.nonces.pop_front();
        }
        let nonce = nonce_text(nonce);
        self.nonces
            .iter()
            .find(|used| used.channel == channel && used.author == author && used.nonce == nonce)
            .map(|used| used.message)
    }

    /// Makes a message, and what follows from it: the thread wakes, its author joins it.
    pub fn post(&mut self, channel: Snowflake, draft: Draft) -> Snowflake {
        let id = self.clock.next_id();
        self.insert_message(channel, id, draft);
        id
    }

    /// As [`World::post`], with the id given: the first message of a forum post has the
    /// thread's.
    pub fn insert_message(&mut self, channel: Snowflake, id: Snowflake, draft: Draft) {
        let Some(place) = self.channels.get(&channel) else {
            return;
        };
        let mentions = self.mentions_of(place, &draft);
        if let (true, Some(nonce)) = (draft.enforce_nonce, &draft.nonce) {
            self.nonces.push_back(UsedNonce {
                channel,
                author: draft.author,
                nonce: nonce_text(nonce),
                message: id,
                at_ms: self.clock.now_ms(),
            });
        }
        let ephemeral = draft.visible_to.is_some();
        let author = draft.author;
        let mentioned = mentions.users.clone();
        let notified = self.notified_by(place, &draft, &mentions);
        let message = Message {
            notified,
            ..into_message(id, draft, mentions)
        };
        if !ephemeral {
            self.wake_thread(channel, author, &mentioned);
        }
        if let Some(place) = self.channels.get_mut(&channel) {
            place.messages.insert(id, message);
            if !ephemeral {
                place.last_message = Some(id);
            }
            if place.messages.len() > KEPT_PER_CHANNEL {
                place.messages.pop_first();
            }
        }
        self.announce_message("MESSAGE_CREATE", channel, id);
    }

    /// What a message does to the thread it is in: unarchives it, counts, adds members.
    fn wake_thread(&mut self, channel: Snowflake, author: Snowflake, mentioned: &[Snowflake]) {
        let Some(thread) = self
            .channels
            .get_mut(&channel)
            .and_then(|one| one.thread.as_mut())
        else {
            return;
        };
        thread.message_count += 1;
        thread.total_message_sent += 1;
        self.set_thread_state(channel, Some(false), None);
        self.join_thread(channel, author);
        for user in mentioned {
            self.join_thread(channel, *user);
        }
    }

    /// Tells bot and page of a message as it now is.
    pub fn announce_message(&mut self, name: &'static str, channel: Snowflake, id: Snowflake) {
        self.emit_message(name, channel, id);
        let notice = if name == "MESSAGE_CREATE" {
            "message_create"
        } else {
            "message_update"
        };
        self.notify_message(notice, channel, id);
    }

    /// Removes a message.
    pub fn delete_message(&mut self, channel: Snowflake, id: Snowflake) {
        let Some(place) = self.channels.get_mut(&channel) else {
            return;
        };
        let Some(message) = place.messages.remove(&id) else {
            return;
        };
        let guild = place.guild;
        if let Some(thread) = place.thread.as_mut() {
            thread.message_count = thread.message_count.saturating_sub(1);
        }
        let data = json!({"id": id, "channel_id": channel, "guild_id": guild});
        if message.visible_to.is_none() {
            self.emit_channel("MESSAGE_DELETE", channel, without_null_guild(data));
        }
        let data = json!({"id": id, "channel_id": channel});
        self.notify("message_delete", Some(channel), message.visible_to, data);
    }

    /// Adds a reaction; false when the user had given it already.
    pub fn react(
        &mut self,
        channel: Snowflake,
        id: Snowflake,
        user: Snowflake,
        emoji: &str,
    ) -> bool {
        let Some(message) = self.message_mut(channel, id) else {
            return false;
        };
        match message.reactions.iter_mut().find(|one| one.emoji == emoji) {
            Some(reaction) if reaction.users.contains(&user) => return false,
            Some(reaction) => reaction.users.push(user),
            None => message.reactions.push(Reaction {
                emoji: emoji.to_owned(),
                users: vec![user],
            }),
        }
        self.announce_reaction("MESSAGE_REACTION_ADD", channel, id, user, emoji);
        true
    }

    /// Takes a reaction back.
    pub fn unreact(&mut self, channel: Snowflake, id: Snowflake, user: Snowflake, emoji: &str) {
        let Some(message) = self.message_mut(channel, id) else {
            return;
        };
        for reaction in message
            .reactions
            .iter_mut()
            .filter(|one| one.emoji == emoji)
        {
            reaction.users.retain(|one| *one != user);
        }
        message.reactions.retain(|one| !one.users.is_empty());
        self.announce_reaction("MESSAGE_REACTION_REMOVE", channel, id, user, emoji);
    }

    fn announce_reaction(
        &mut self,
        name: &'static str,
        channel: Snowflake,
        id: Snowflake,
        user: Snowflake,
        emoji: &str,
    ) {
        let guild = self.channels.get(&channel).and_then(|one| one.guild);
        let mut data = json!({
            "user_id": user, "channel_id": channel, "message_id": id, "guild_id": guild,
            "emoji": wire::message::emoji(emoji), "burst": false, "type": 0,
        });
        if name == "MESSAGE_REACTION_ADD" {
            data["message_author_id"] = json!(self.message(channel, id).map(|one| one.author));
            if let Some(guild) = guild {
                data["member"] = wire::guild::member(self, guild, user);
            }
        }
        self.emit_channel(name, channel, without_null_guild(data));
        self.notify_message("message_update", channel, id);
    }
}

fn into_message(id: Snowflake, draft: Draft, mentions: Mentions) -> Message {
    Message {
        id,
        author: draft.author,
        kind: draft.kind,
        content: draft.content,
        embeds: draft.embeds,
        components: draft.components,
        attachments: draft.attachments,
        mentions,
        notified: Vec::new(),
        reactions: Vec::new(),
        nonce: draft.nonce,
        pinned: false,
        flags: draft.flags,
        reference: draft.reference,
        visible_to: draft.visible_to,
        origin: draft.origin,
        edited_ms: None,
        tts: draft.tts,
    }
}

fn nonce_text(nonce: &Value) -> String {
    nonce
        .as_str()
        .map_or_else(|| nonce.to_string(), str::to_owned)
}

fn without_null_guild(mut data: Value) -> Value {
    if data["guild_id"].is_null()
        && let Some(map) = data.as_object_mut()
    {
        map.remove("guild_id");
    }
    data
}
