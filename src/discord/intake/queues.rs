//! The queues between the gateway and the workers, and what is counted at their mouths.

use std::sync::atomic::AtomicU64;

use serenity::model::application::Interaction;
use tokio::sync::{mpsc, oneshot};

use crate::domain::id::{ChannelId, GuildId, MessageId};
use crate::features::answer::catch_up::Page;
use crate::features::reading::{Shard, Ticket};
use crate::features::request::MessageEvent;

/// Something about a channel's messages, in the order in which it is to be taken in.
#[derive(Debug)]
pub enum Queued {
    /// It happened just now.
    Event(MessageEvent),
    /// It was read over REST; whether it was taken in is said to the reader.
    Page(Page, oneshot::Sender<bool>),
}

/// Something that happened to a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServerEvent {
    /// A server is there, with its active threads and the newest message in each.
    Seen {
        /// The server.
        guild: GuildId,
        /// Its threads.
        threads: Vec<(ChannelId, Option<MessageId>)>,
        /// The session that told of it.
        session: Option<Ticket>,
    },
    /// We were removed from a server.
    Left(GuildId),
}

/// A new session began on a shard: what was said meanwhile must be read over REST.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionBegan {
    /// The shard.
    pub shard: Shard,
    /// The session.
    pub session: Ticket,
    /// Every server of this shard that has the bot.
    pub guilds: Vec<GuildId>,
}

/// The receiving ends of the queues.
pub struct Queues {
    /// Interactions.
    pub interactions: mpsc::Receiver<Interaction>,
    /// What concerns messages, by channel.
    pub messages: Vec<mpsc::Receiver<Queued>>,
    /// Server events.
    pub servers: mpsc::Receiver<ServerEvent>,
    /// New sessions.
    pub sessions: mpsc::Receiver<SessionBegan>,
}

/// Counts for health and metrics.
#[derive(Debug, Default)]
pub struct IntakeCounts {
    /// Sessions that began.
    pub sessions: AtomicU64,
    /// Interactions taken.
    pub interactions: AtomicU64,
    /// Events that came twice and were left out.
    pub twice: AtomicU64,
    /// Interactions that found the queue full.
    pub interactions_lost: AtomicU64,
    /// Message events that found the queue full and are made good by reading.
    pub messages_missed: AtomicU64,
    /// Events that serenity could not parse.
    pub unknown: AtomicU64,
}
