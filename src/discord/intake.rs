//! What the gateway tells us, put into bounded queues.
//!
//! serenity spawns a task for every event; each of ours does nothing but `try_send`. A full queue
//! is counted; messages that found no place are made good by reading their channel over REST.
//! Nothing is started from here when a session begins: `Ready` comes for every shard and again
//! for every new session. But that one began is noted here at once: until their channels are
//! read, no read mark may move.

mod pages;
mod queues;
mod recent;

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use serenity::all::{Context, Event, RawEventHandler};
use serenity::async_trait;
use serenity::model::application::Interaction;
use serenity::model::event::{MessageUpdateEvent, ReadyEvent};
use serenity::model::guild::Guild;
use tokio::sync::mpsc;

use crate::domain::id::{ChannelId, GuildId, MessageId, UserId};
use crate::domain::session::Message;
use crate::features::reading::{Reading, Shard};
use crate::features::request::MessageEvent;

use super::decode;

use recent::Recent;

pub use queues::{IntakeCounts, Queued, Queues, ServerEvent, SessionBegan};

/// How many interactions may wait.
const INTERACTIONS: usize = 2048;
/// How many message events may wait in each of the queues.
const MESSAGES: usize = 1024;
/// Among how many queues channels are spread; a channel's events stay in order.
pub const MESSAGE_QUEUES: usize = 4;
/// How many server events may wait: at a start each server sends one.
const SERVERS: usize = 16_384;
/// How many new sessions may wait.
const SESSIONS: usize = 256;

/// Receives events; cheap to clone.
#[derive(Clone)]
pub struct Intake {
    us: UserId,
    interactions: mpsc::Sender<Interaction>,
    messages: Vec<mpsc::Sender<Queued>>,
    servers: mpsc::Sender<ServerEvent>,
    sessions: mpsc::Sender<SessionBegan>,
    reading: Arc<Reading>,
    /// Recent interaction ids. A std mutex: held for a look-up only, never across an await.
    recent: Arc<Mutex<Recent>>,
    counts: Arc<IntakeCounts>,
}

impl Intake {
    /// An intake for the bot's own user, and its queues.
    pub fn new(us: UserId, reading: Arc<Reading>) -> (Self, Queues) {
        let (interactions, interactions_out) = mpsc::channel(INTERACTIONS);
        let (servers, servers_out) = mpsc::channel(SERVERS);
        let (sessions, sessions_out) = mpsc::channel(SESSIONS);
        let (messages, messages_out) = (0..MESSAGE_QUEUES).map(|_| mpsc::channel(MESSAGES)).unzip();
        let intake = Self {
            us,
            interactions,
            messages,
            servers,
            sessions,
            reading,
            recent: Arc::default(),
            counts: Arc::default(),
        };
        let queues = Queues {
            interactions: interactions_out,
            messages: messages_out,
            servers: servers_out,
            sessions: sessions_out,
        };
        (intake, queues)
    }

    /// The counts.
    pub fn counts(&self) -> Arc<IntakeCounts> {
        Arc::clone(&self.counts)
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
            Event::ThreadDelete(event) => self.gone(event.thread.id.get()),
            Event::ChannelDelete(event) => self.gone(event.channel.id.get()),
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

    fn gone(&self, channel: u64) {
        if let Some(channel) = ChannelId::new(channel) {
            self.message(channel, MessageEvent::Gone(channel));
        }
    }

    fn message(&self, channel: ChannelId, event: MessageEvent) {
        let queue = &self.messages[queue_of(channel)];
        if let Err(unsent) = queue.try_send(Queued::Event(event))
            && let Queued::Event(event) = unsent.into_inner()
        {
            self.counts.messages_missed.fetch_add(1, Ordering::Relaxed);
            self.reading.missed(&event);
        }
    }

    fn session_began(&self, event: &ReadyEvent) {
        self.counts.sessions.fetch_add(1, Ordering::Relaxed);
        let shard = event
            .ready
            .shard
            .map_or(Shard { id: 0, total: 1 }, |shard| Shard {
                id: shard.id.0,
                total: shard.total,
            });
        let session = self.reading.session_began(shard);
        let guilds = event.ready.guilds.iter();
        let began = SessionBegan {
            shard,
            session,
            guilds: guilds
                .filter_map(|guild| GuildId::new(guild.id.get()))
                .collect(),
        };
        if self.sessions.try_send(began).is_err() {
            tracing::error!("too many sessions at once: what was missed is read at the next one");
        }
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
        let session = self.reading.ticket(Some(id));
        self.server(ServerEvent::Seen {
            guild: id,
            threads,
            session,
        });
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

#[cfg(test)]
mod tests;
