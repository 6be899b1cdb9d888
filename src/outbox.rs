//! The way in which features send to Discord: a trait and its plain types.
//!
//! The one real implementation is `discord::outbox` (pacing, buckets, retries); tests of the core
//! use a double. Every method may be called again after an unclear failure: posts carry a nonce,
//! a thread from a message exists at most once, edits and deletions repeat harmlessly.

use async_trait::async_trait;

use crate::domain::action::Action;
use crate::domain::id::{ChannelId, GuildId, InteractionId, MessageId, RoleId, UserId};
use crate::domain::permission::Permissions;
use crate::domain::session::Message;
use crate::domain::view::View;

/// Why something was not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// Discord said no, and will say no again.
    #[error("Discord refused it: {message} (HTTP {status}, code {code})")]
    Refused {
        /// HTTP status.
        status: u16,
        /// Discord's JSON error code; 0 where there was none.
        code: u32,
        /// Discord's words.
        message: String,
    },
    /// Discord does not take our token (any more); nothing was sent, and nothing will be.
    #[error("Discord rejects the bot's token")]
    TokenRejected,
    /// Too much is waiting already; nothing was sent.
    #[error("too many messages are waiting to be sent")]
    Busy,
    /// Every try failed; whether one took effect is not known.
    #[error("Discord could not be reached: {0}")]
    Unreachable(String),
}

impl SendError {
    /// Discord's error code, where it said no.
    pub fn code(&self) -> Option<u32> {
        match self {
            Self::Refused { code, .. } => Some(*code),
            _ => None,
        }
    }

    /// The channel or thread is gone (10003), or the message is (10008).
    pub fn is_gone(&self) -> bool {
        matches!(self.code(), Some(10003 | 10008))
    }

    /// The channel or thread is gone (10003).
    pub fn is_channel_gone(&self) -> bool {
        self.code() == Some(10003)
    }

    /// The message is gone (10008).
    pub fn is_message_gone(&self) -> bool {
        self.code() == Some(10008)
    }

    /// The bot may not (50001 missing access, 50013 missing permissions).
    pub fn is_forbidden(&self) -> bool {
        matches!(self.code(), Some(50001 | 50013))
    }
}

/// Why a file was not fetched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DownloadError {
    /// Its address is none of Discord's.
    #[error("the file's address is not one of Discord's")]
    Elsewhere,
    /// It is larger than it may be.
    #[error("the file is too large")]
    TooLarge,
    /// It could not be read, or not in time.
    #[error("the file could not be read: {0}")]
    Failed(String),
}

/// Makes a repeated post harmless: Discord gives back the first message of the same nonce
/// (`enforce_nonce`) for some minutes. 25 characters at most.
///
/// Source: <https://docs.discord.com/developers/resources/message#create-message>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nonce(String);

impl Nonce {
    /// The nonce of one kind of message (a single letter) about one of our rows.
    pub fn of(kind: char, row: i64) -> Self {
        Self(format!("g{kind}{row}"))
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What allows us to follow up on an interaction for 15 minutes. A secret for as long: never log.
#[derive(Clone, PartialEq, Eq)]
pub struct InteractionToken(pub String);

impl std::fmt::Debug for InteractionToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InteractionToken(..)")
    }
}

/// An interaction that may be followed up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InteractionHandle {
    /// Its id.
    pub id: InteractionId,
    /// Its token.
    pub token: InteractionToken,
}

/// A message as it was read from a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenMessage {
    /// Its address.
    pub at: Message,
    /// Who wrote it.
    pub author: UserId,
    /// Whether a program wrote it.
    pub by_bot: bool,
    /// Its text; empty where we may not read it.
    pub text: String,
    /// Whether it mentions us.
    pub mentions_us: bool,
    /// The author of the message that it replies to.
    pub replies_to: Option<UserId>,
    /// Whether it carries something other than text (a file, a sticker).
    pub has_other_content: bool,
    /// What its buttons do, as far as they are ours.
    pub actions: Vec<Action>,
}

/// After how long without messages a thread archives itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rests {
    /// A day.
    AfterADay,
    /// Three days.
    AfterThreeDays,
    /// A week.
    AfterAWeek,
}

/// What was found about a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// Whether threads can be made from its messages (text and announcement channels).
    pub takes_threads: bool,
    /// What we may do there.
    pub may: Permissions,
    /// Roles that everybody's message may mention, or that we may mention all the same.
    pub notifies: Vec<RoleId>,
    /// All roles of the server.
    pub roles: Vec<RoleId>,
}

/// Sends for the features. All sends of the first group go through the paced lane for posts; the
/// second group belongs to interactions and never waits behind posts.
#[async_trait]
pub trait Outbox: Send + Sync {
    /// Posts a message, at most once for its nonce.
    async fn post(
        &self,
        channel: ChannelId,
        view: &View,
        nonce: &Nonce,
    ) -> Result<MessageId, SendError>;
    /// Replaces a message of ours.
    async fn edit(&self, message: Message, view: &View) -> Result<(), SendError>;
    /// Deletes a message of ours; one that is gone already counts as done.
    async fn delete(&self, message: Message) -> Result<(), SendError>;
    /// Adds our reaction to a message.
    async fn react(&self, message: Message, emoji: &str) -> Result<(), SendError>;
    /// Makes the thread of a message, or finds it where it exists.
    async fn open_thread(
        &self,
        message: Message,
        name: &str,
        rests: Rests,
    ) -> Result<ChannelId, SendError>;
    /// Archives a thread; one that is gone or archived counts as done. People wake it by writing.
    async fn archive_thread(&self, thread: ChannelId) -> Result<(), SendError>;
    /// Adds a person to a thread.
    async fn add_to_thread(&self, thread: ChannelId, person: UserId) -> Result<(), SendError>;
    /// Reads up to 100 messages after this one (oldest first), or the newest ones (oldest first).
    async fn read(
        &self,
        channel: ChannelId,
        after: Option<MessageId>,
    ) -> Result<Vec<SeenMessage>, SendError>;

    /// What we may do in a channel, as its server's roles and the channel's own rules say now.
    async fn examine(&self, guild: GuildId, channel: ChannelId) -> Result<Examined, SendError>;
    /// The roles of a server.
    async fn roles(&self, guild: GuildId) -> Result<Vec<RoleId>, SendError>;
    /// Who owns a server.
    async fn owner(&self, guild: GuildId) -> Result<UserId, SendError>;
    /// The channel for direct messages with a person.
    async fn direct_channel(&self, person: UserId) -> Result<ChannelId, SendError>;

    /// The bytes of a file that somebody attached, at most so many. Only from where Discord keeps
    /// its files.
    async fn download(&self, url: &str, most: usize) -> Result<Vec<u8>, DownloadError>;

    /// Whether the lane for posts would take `posts` more without a long wait; asked before work
    /// that a person could as well try again later.
    fn has_room(&self, posts: usize) -> bool;

    /// Replaces the first reply to an interaction.
    async fn edit_reply(&self, to: &InteractionHandle, view: &View) -> Result<(), SendError>;
    /// Adds an ephemeral reply to an interaction. May be repeated after a failure.
    async fn follow_up(&self, to: &InteractionHandle, view: &View) -> Result<(), SendError>;
    /// Deletes the first reply to an interaction.
    async fn delete_reply(&self, to: &InteractionHandle) -> Result<(), SendError>;
}
