//! Sessions, cards and attempts: what happens between people and questions.
//!
//! A session (a drill; later the question of the day, a mock interview, a review) has cards, a
//! card has attempts. These are values as the store gives them; who may change them and when is
//! decided in `features`.

use std::sync::Arc;

use jiff::Timestamp;

use super::id::{
    AttemptId, CardId, ChannelId, GuildId, InteractionId, MessageId, SessionId, UserId,
};
use super::question::Question;
use super::select::Filter;
use super::view::Author;

/// What a session is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SessionKind {
    /// Somebody asked for a question.
    Drill,
    /// The question of the day.
    Daily,
}

impl SessionKind {
    /// Its name in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Drill => "drill",
            Self::Daily => "daily",
        }
    }

    /// The kind of this name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Drill, Self::Daily]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// Where a session's cards and replies go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// A thread made from the card, which stands in the channel.
    OwnThread,
    /// The channel itself: the drill was asked for in a thread or a direct message.
    Here,
    /// Nowhere but in ephemeral replies.
    Private,
}

impl Place {
    /// Its name in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OwnThread => "thread",
            Self::Here => "here",
            Self::Private => "private",
        }
    }

    /// The place of this name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::OwnThread, Self::Here, Self::Private]
            .into_iter()
            .find(|place| place.name() == name)
    }
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// What it is for.
    pub kind: SessionKind,
    /// Its server; `None` in direct messages.
    pub guild: Option<GuildId>,
    /// Where it was asked for.
    pub channel: ChannelId,
    /// Where its answers go: the thread, once there is one; equal to `channel` for [`Place::Here`].
    pub thread: Option<ChannelId>,
    /// Where its cards and replies go.
    pub place: Place,
    /// Who started it; `None` after they had their data erased.
    pub starter: Option<UserId>,
    /// What was asked for; the next question follows it too.
    pub filter: Filter,
    /// When it began.
    pub created: Timestamp,
}

/// A question put to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its id; stands in the buttons below it for ever.
    pub id: CardId,
    /// Its session.
    pub session: Session,
    /// Its place in the session, from 0.
    pub position: u32,
    /// The question as it was when the card was made.
    pub question: Arc<Question>,
    /// The message that shows it; `None` until it was sent, and for private cards.
    pub message: Option<MessageId>,
    /// The first message in its thread, once sent.
    pub opening: Option<MessageId>,
    /// When it was made.
    pub created: Timestamp,
}

/// How an answer reached us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// The modal.
    Modal,
    /// Messages in the thread.
    Message,
    /// The message command.
    Command,
    /// A message that mentions the bot.
    Mention,
    /// Messages in a direct-message channel.
    Direct,
}

impl Source {
    /// Every source.
    pub const ALL: [Self; 5] = [
        Self::Modal,
        Self::Message,
        Self::Command,
        Self::Mention,
        Self::Direct,
    ];

    /// Its name in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Modal => "modal",
            Self::Message => "message",
            Self::Command => "command",
            Self::Mention => "mention",
            Self::Direct => "dm",
        }
    }

    /// The source of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.name() == name)
    }
}

/// One answer of one person to one card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// The card that is answered.
    pub card: CardId,
    /// Whose it is.
    pub person: UserId,
    /// 1 for the person's first on this card, then 2, ...
    pub number: u32,
    /// How it reached us.
    pub source: Source,
    /// Whether only its author may see it.
    pub private: bool,
    /// The answer's words.
    pub text: String,
    /// Its author as their server knew them, where it was to be shown later.
    pub author: Option<Author>,
    /// The bot's message that repeats the words (modal answers in public).
    pub shown: Option<Message>,
    /// The bot's coaching reply, where it is a message of a channel.
    pub coached: Option<Message>,
    /// When it was given.
    pub created: Timestamp,
}

/// A message's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Message {
    /// Its channel or thread.
    pub channel: ChannelId,
    /// Its id there.
    pub id: MessageId,
}

/// The interaction from which a session or attempt came, so that it is taken only once.
pub type Origin = InteractionId;
