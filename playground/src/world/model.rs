//! The things that exist: people, servers, channels, threads and messages.
//!
//! These are the playground's own records, and what the state file holds. How they look on the
//! wire is decided in `crate::wire` alone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use twilight_model::guild::Permissions;

use super::snowflake::Snowflake;

/// A person or a bot.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct User {
    pub id: Snowflake,
    pub name: String,
    pub display_name: String,
    pub bot: bool,
    /// RGB, for the page's avatar.
    pub color: u32,
}

/// A user in a guild.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Member {
    pub roles: Vec<Snowflake>,
    pub joined_ms: i64,
}

/// A role. The one with the guild's id is `@everyone`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Role {
    pub id: Snowflake,
    pub name: String,
    pub permissions: Permissions,
    pub position: u32,
    pub mentionable: bool,
    /// The bot that the role belongs to.
    pub bot: Option<Snowflake>,
}

/// A server.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Guild {
    pub id: Snowflake,
    pub name: String,
    pub owner: Snowflake,
    pub roles: Vec<Role>,
    pub members: BTreeMap<Snowflake, Member>,
    /// Channels in their order, without threads.
    pub channels: Vec<Snowflake>,
    pub threads: Vec<Snowflake>,
    /// Members that exist as a number only.
    pub silent_members: u64,
    /// Whether the next thread is refused as if a thousand were active.
    pub threads_full: bool,
}

impl Guild {
    /// The role that only the given bot has.
    pub fn bot_role(&mut self, bot: Snowflake) -> Option<&mut Role> {
        self.roles.iter_mut().find(|role| role.bot == Some(bot))
    }

    pub fn role(&self, id: Snowflake) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }
}

/// A permission overwrite of a channel.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Overwrite {
    /// The id of a role or a member.
    pub id: Snowflake,
    pub member: bool,
    pub allow: Permissions,
    pub deny: Permissions,
}

/// The numbers that Discord gives to kinds of channels.
pub mod kind {
    pub const TEXT: u8 = 0;
    pub const DM: u8 = 1;
    pub const VOICE: u8 = 2;
    pub const CATEGORY: u8 = 4;
    pub const ANNOUNCEMENT: u8 = 5;
    pub const ANNOUNCEMENT_THREAD: u8 = 10;
    pub const PUBLIC_THREAD: u8 = 11;
    pub const PRIVATE_THREAD: u8 = 12;
    pub const FORUM: u8 = 15;
}

/// A channel, a thread or a direct-message channel.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Channel {
    pub id: Snowflake,
    pub guild: Option<Snowflake>,
    pub kind: u8,
    pub name: String,
    pub topic: Option<String>,
    pub parent: Option<Snowflake>,
    pub position: u32,
    pub overwrites: Vec<Overwrite>,
    /// The person of a DM with the bot.
    pub recipient: Option<Snowflake>,
    pub thread: Option<Thread>,
    pub last_message: Option<Snowflake>,
    pub last_pin_ms: Option<i64>,
    /// Forum tags as they were given.
    pub available_tags: Vec<Value>,
    pub slowmode_seconds: u32,
    pub messages: BTreeMap<Snowflake, Message>,
}

impl Channel {
    pub fn is_thread(&self) -> bool {
        self.thread.is_some()
    }

    pub fn is_dm(&self) -> bool {
        self.kind == kind::DM
    }

    /// Whether messages can be written here at all.
    pub fn holds_messages(&self) -> bool {
        !matches!(self.kind, kind::CATEGORY | kind::FORUM)
    }
}

/// What a thread has beyond a channel.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Thread {
    pub owner: Snowflake,
    pub archived: bool,
    pub locked: bool,
    pub auto_archive_minutes: u32,
    pub archive_ms: i64,
    pub created_ms: i64,
    /// Member and when they joined (Unix ms).
    pub members: BTreeMap<Snowflake, i64>,
    pub message_count: u32,
    pub total_message_sent: u32,
    pub invitable: bool,
    pub applied_tags: Vec<Snowflake>,
}

/// Message flags that the playground sets or reads.
pub mod flag {
    pub const SUPPRESS_EMBEDS: u64 = 1 << 2;
    pub const HAS_THREAD: u64 = 1 << 5;
    pub const EPHEMERAL: u64 = 1 << 6;
    pub const LOADING: u64 = 1 << 7;
    pub const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;
    pub const COMPONENTS_V2: u64 = 1 << 15;
}

/// A reaction and who gave it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Reaction {
    /// The emoji itself, or `name:id`.
    pub emoji: String,
    pub users: Vec<Snowflake>,
}

/// Where a message came from, when an interaction made it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Origin {
    pub interaction: Snowflake,
    pub kind: u8,
    pub user: Snowflake,
    pub command: Option<String>,
    /// The message whose component was used.
    pub source: Option<Snowflake>,
    /// For a modal: the interaction that opened it.
    pub trigger: Option<Box<Origin>>,
}

/// What a message points to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Reference {
    pub channel: Snowflake,
    pub message: Option<Snowflake>,
}

/// Who a message addresses.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Mentions {
    pub users: Vec<Snowflake>,
    pub roles: Vec<Snowflake>,
    pub everyone: bool,
}

/// A message.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Message {
    pub id: Snowflake,
    pub author: Snowflake,
    pub kind: u8,
    pub content: String,
    pub embeds: Vec<Value>,
    pub components: Vec<Value>,
    pub attachments: Vec<Value>,
    pub mentions: Mentions,
    /// Whom it notified when it was posted; an edit notifies nobody.
    #[serde(default)]
    pub notified: Vec<Snowflake>,
    pub reactions: Vec<Reaction>,
    pub nonce: Option<Value>,
    pub pinned: bool,
    pub flags: u64,
    pub reference: Option<Reference>,
    /// The only person who sees it, when it is ephemeral.
    pub visible_to: Option<Snowflake>,
    pub origin: Option<Origin>,
    pub edited_ms: Option<i64>,
    pub tts: bool,
}

impl Message {
    pub fn visible_for(&self, person: Snowflake) -> bool {
        self.visible_to.is_none_or(|only| only == person)
    }

    pub fn has_flag(&self, flag: u64) -> bool {
        self.flags & flag != 0
    }
}
