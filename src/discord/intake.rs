//! What the gateway tells us, put into bounded queues.
//!
//! serenity spawns a task for every event; each of ours does nothing but `try_send`. A full queue
//! is counted; messages that found no place are made good by reading their channel over REST.
//! Nothing is started from here when a session begins: `Ready` comes for every shard and again
//! for every new session.

use std::collections::{HashSet, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serenity::all::{Context, Event, RawEventHandler};
use serenity::async_trait;
use serenity::model::application::Interaction;
use serenity::model::event::{MessageUpdateEvent, ReadyEvent};
use serenity::model::guild::Guild;
use tokio::sync::mpsc;

use crate::domain::id::{ChannelId, GuildId, MessageId, UserId};
use crate::domain::session::Message;
use crate::features::request::MessageEvent;

use super::decode;

/// How many interactions may wait.
const INTERACTIONS: usize = 2048;
/// How many message events may wait in each of the queues.
const MESSAGES: usize = 1024;
/// Among how many queues channels are spread; a channel's events stay in order.
pub const MESSAGE_QUEUES: usize = 4;
/// How many server events may wait: at a start each server sends one.
const SERVERS: usize = 16_384;

/// Something that happened to a server or to our connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServerEvent {
    /// A new session began on a shard: what was said meanwhile must be read over REST.
    SessionBegan,
    /// A server is there, with its active threads and the newest message in each.
    Seen {
        /// The server.
        guild: GuildId,
        /// Its threads.
        threads: Vec<(ChannelId, Option<MessageId>)>,
    },
    /// We were removed from a server.
    Left(GuildId),
    /// Events of this channel were lost: read it.
    Missed(ChannelId),
}

/// The receiving ends of the queues.
pub struct Queues {
    /// Interactions.
    pub interactions: mpsc::Receiver<Interaction>,
    /// Message events, by channel.
    pub messages: Vec<mpsc::Receiver<MessageEvent>>,
    /// Server events.
    pub servers: mpsc::Receiver<ServerEvent>,
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

/// Receives events; cheap to clone.
#[derive(Clone)]
pub struct Intake {
    us: UserId,
    interactions: mpsc::Sender<Interaction>,
    messages: Vec<mpsc::Sender<MessageEvent>>,
    servers: mpsc::Sender<ServerEvent>,
    /// Recent interaction ids. A std mutex: held for a look-up only, never across an await.
    recent: Arc<Mutex<Recent>>,
    counts: Arc<IntakeCounts>,
}

impl Intake {
    /// An intake for the bot's own user, and its queues.
    pub fn new(us: UserId) -> (Self, Queues) {
        let (interactions, interactions_out) = mpsc::channel(INTERACTIONS);
        let (servers, servers_out) = mpsc::channel(SERVERS);
        let (messages, messages_out) = (0..MESSAGE_QUEUES).map(|_| mpsc::channel(MESSAGES)).unzip();
        let intake = Self {
            us,
            interactions,
            messages,
            servers,
            recent: Arc::default(),
            counts: Arc::default(),
        };
        let queues = Queues {
            interactions: interactions_out,
            messages: messages_out,
            servers: servers_out,
        };
        (intake, queues)
    }

    /// The counts.
    pub fn counts(&self) -> Arc<IntakeCounts> {
        Arc::clone(&self.counts)
    }

    /// Takes a message event that was read over REST; waits for a place in its queue.
    pub async fn take_read(&self, channel: ChannelId, event: MessageEvent) {
        let queue = &self.messages[queue_of(channel)];
        if queue.send(event).await.is_err() {
            tracing::debug!("shutting down: a message that was read is left for the next start");
        }
    }

    fn take(&self, event: Event) {
        match event {
            Event::InteractionCreate(event) => self.interaction(event.interaction),
            Event::MessageCreate(event) => {
                let guild = event
                    .message
                    .guild_id
                    .and_then(|guild| GuildId::new(guild.get()));
                if let Some(message) = decode::typed_message(&event.message, guild, self.us)
                    && message.author != self.us
                {
                    self.message(message.at.channel, MessageEvent::Written(message));
                }
            }
            Event::MessageUpdate(event) => self.edited(&event),
            Event::MessageDelete(event) => {
                self.deleted(event.channel_id.get(), &[event.message_id.get()]);
            }
            Event::MessageDeleteBulk(event) => {
                let ids: Vec<u64> = event.ids.iter().map(|id| id.get()).collect();
                self.deleted(event.channel_id.get(), &ids);
            }
            Event::Ready(event) => self.session_began(&event),
            Event::GuildCreate(event) => self.seen(&event.guild),
            Event::GuildDelete(event) if !event.guild.unavailable => {
                if let Some(guild) = GuildId::new(event.guild.id.get()) {
                    self.server(ServerEvent::Left(guild));
                }
            }
            Event::Unknown(_) => {
                self.counts.unknown.fetch_add(1, Ordering::Relaxed);
            }
            _ => {}
        }
    }

    fn interaction(&self, interaction: Interaction) {
        let id = interaction.id().get();
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = recent.insert(id);
        drop(recent);
        if !is_new {
            self.counts.twice.fetch_add(1, Ordering::Relaxed);
            return;
        }
        self.counts.interactions.fetch_add(1, Ordering::Relaxed);
        if self.interactions.try_send(interaction).is_err() {
            let lost = self
                .counts
                .interactions_lost
                .fetch_add(1, Ordering::Relaxed)
                + 1;
            tracing::error!(lost, "too many interactions at once: one is lost");
        }
    }

    fn edited(&self, event: &MessageUpdateEvent) {
        let (Some(channel), Some(id)) = (
            ChannelId::new(event.channel_id.get()),
            MessageId::new(event.id.get()),
        ) else {
            return;
        };
        let is_ours = event
            .author
            .as_ref()
            .is_some_and(|user| user.id.get() == self.us.get());
        // Without an edit's time it is an unfurled link or a flag, not new words.
        if let (Some(text), Some(_), false) = (&event.content, event.edited_timestamp, is_ours) {
            let at = Message { channel, id };
            self.message(
                channel,
                MessageEvent::Edited {
                    at,
                    text: text.clone(),
                },
            );
        }
    }

    fn deleted(&self, channel: u64, ids: &[u64]) {
        if let Some(channel) = ChannelId::new(channel) {
            let ids = ids.iter().filter_map(|&id| MessageId::new(id)).collect();
            self.message(channel, MessageEvent::Deleted { channel, ids });
        }
    }

    fn message(&self, channel: ChannelId, event: MessageEvent) {
        if self.messages[queue_of(channel)].try_send(event).is_err() {
            self.counts.messages_missed.fetch_add(1, Ordering::Relaxed);
            self.server(ServerEvent::Missed(channel));
        }
    }

    fn session_began(&self, _event: &ReadyEvent) {
        self.counts.sessions.fetch_add(1, Ordering::Relaxed);
        self.server(ServerEvent::SessionBegan);
    }

    fn seen(&self, guild: &Guild) {
        let Some(id) = GuildId::new(guild.id.get()) else {
            return;
        };
        let threads = guild
            .threads
            .iter()
            .filter_map(|thread| {
                let newest = thread
                    .last_message_id
                    .and_then(|id| MessageId::new(id.get()));
                Some((ChannelId::new(thread.id.get())?, newest))
            })
            .collect();
        self.server(ServerEvent::Seen { guild: id, threads });
    }

    fn server(&self, event: ServerEvent) {
        if self.servers.try_send(event).is_err() {
            tracing::warn!("too many server events at once: one is left out");
        }
    }
}

fn queue_of(channel: ChannelId) -> usize {
    const BELOW_THE_TIME: u32 = 22;
    let time = channel.get() >> BELOW_THE_TIME;
    usize::try_from(time % MESSAGE_QUEUES as u64).unwrap_or(0)
}

#[async_trait]
impl RawEventHandler for Intake {
    async fn raw_event(&self, _context: Context, event: Event) {
        self.take(event);
    }
}

/// The newest ids, so that an event that comes twice is known again.
#[derive(Debug, Default)]
struct Recent {
    known: HashSet<u64>,
    order: VecDeque<u64>,
}

impl Recent {
    const REMEMBERED: usize = 4096;

    /// Remembers an id; whether it was new.
    fn insert(&mut self, id: u64) -> bool {
        if !self.known.insert(id) {
            return false;
        }
        self.order.push_back(id);
        if self.order.len() > Self::REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_new_once_and_memory_is_bounded() {
        let mut recent = Recent::default();
        assert!(recent.insert(7));
        assert!(!recent.insert(7));
        for id in 100..100 + Recent::REMEMBERED as u64 {
            assert!(recent.insert(id));
        }
        assert_eq!(recent.known.len(), Recent::REMEMBERED);
        assert!(recent.insert(7), "the oldest was forgotten");
    }
}
