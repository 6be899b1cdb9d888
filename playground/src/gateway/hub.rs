//! The gateway's sessions and what they are sent.
//!
//! The hub lives inside the world's lock, so that sequence numbers follow the order of effects.
//! A session outlives its socket: what it misses stays in its log until it resumes.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;
use twilight_model::gateway::Intents;

use super::intents;
use crate::world::snowflake::Snowflake;

/// Events that a session can miss and still resume.
const REPLAY_MAX: usize = 4_096;

/// Sessions without a socket that are kept.
const SESSIONS_MAX: usize = 256;

/// What the socket's task is told to do.
#[derive(Debug, Clone)]
pub enum Frame {
    Text(Arc<str>),
    /// Close with this code.
    Close(u16),
    /// Vanish without a close frame.
    Drop,
}

/// Something that happened, for all sessions that may hear it.
pub struct Event {
    name: &'static str,
    guild: Option<Snowflake>,
    data: Value,
    hidden: Option<Value>,
    content_allowed: bool,
}

impl Event {
    /// An event of a guild, or of direct messages.
    pub fn new(name: &'static str, guild: Option<Snowflake>, data: Value) -> Self {
        Self {
            name,
            guild,
            data,
            hidden: None,
            content_allowed: true,
        }
    }

    /// Sessions without the message-content intent get this instead; all of them do when the
    /// application does not have it.
    pub fn hiding_content(mut self, hidden: Value, application_has_it: bool) -> Self {
        self.hidden = Some(hidden);
        self.content_allowed = application_has_it;
        self
    }

    fn data_for(&self, intents: Intents) -> &Value {
        match &self.hidden {
            Some(hidden)
                if !(self.content_allowed && intents.contains(Intents::MESSAGE_CONTENT)) =>
            {
                hidden
            }
            _ => &self.data,
        }
    }
}

/// One session of one shard.
pub struct Session {
    pub shard: (u32, u32),
    pub intents: Intents,
    pub sequence: u64,
    log: VecDeque<(u64, Arc<str>)>,
    socket: Option<UnboundedSender<Frame>>,
    /// Counts the sockets this session had, so that an old socket's end leaves the new alone.
    pub sockets: u64,
}

impl Session {
    /// Sends an event with the next sequence number, and remembers it.
    pub fn push(&mut self, name: &str, data: &Value, twice: bool) {
        self.sequence += 1;
        let text: Arc<str> = json!({"op": 0, "s": self.sequence, "t": name, "d": data})
            .to_string()
            .into();
        self.log.push_back((self.sequence, Arc::clone(&text)));
        if self.log.len() > REPLAY_MAX {
            self.log.pop_front();
        }
        if twice {
            self.send(Frame::Text(Arc::clone(&text)));
        }
        self.send(Frame::Text(text));
    }

    pub fn send(&self, frame: Frame) {
        if let Some(socket) = &self.socket {
            // The task may have ended; the log has the event.
            let _ = socket.send(frame);
        }
    }

    fn hears(&self, event: &Event) -> bool {
        let (id, total) = self.shard;
        let place = event.guild.map_or(0, |guild| guild.0 >> 22) % u64::from(total.max(1));
        place == u64::from(id) && intents::admit(self.intents, event.name, event.guild.is_some())
    }
}

/// All sessions, and what the gateway counted.
#[derive(Default)]
pub struct Hub {
    sessions: HashMap<String, Session>,
    order: VecDeque<String>,
    pub events_sent: u64,
    pub identifies: u64,
    /// Identifies that came too soon after another.
    pub hasty_identifies: u64,
    pub resumes: u64,
    pub heartbeats: u64,
    /// How many of the next events go out twice.
    pub duplicates: u32,
}

impl Hub {
    /// Sends an event to every session that may hear it.
    pub fn dispatch(&mut self, event: &Event) {
        for session in self.sessions.values_mut() {
            if !session.hears(event) {
                continue;
            }
            let twice = self.duplicates > 0;
            self.duplicates = self.duplicates.saturating_sub(1);
            session.push(event.name, event.data_for(session.intents), twice);
            self.events_sent += 1 + u64::from(twice);
        }
    }

    /// Sends an event to one session alone: the guilds it begins with.
    pub fn dispatch_to(&mut self, id: &str, event: &Event) {
        if let Some(session) = self.sessions.get_mut(id) {
            session.push(event.name, &event.data, false);
            self.events_sent += 1;
        }
    }

    /// A new session with its socket.
    pub fn open(
        &mut self,
        id: String,
        shard: (u32, u32),
        intents: Intents,
        socket: UnboundedSender<Frame>,
    ) -> &mut Session {
        self.identifies += 1;
        self.order.push_back(id.clone());
        if self.order.len() > SESSIONS_MAX
            && let Some(oldest) = self.order.pop_front()
        {
            self.sessions.remove(&oldest);
        }
        self.sessions.entry(id).or_insert(Session {
            shard,
            intents,
            sequence: 0,
            log: VecDeque::new(),
            socket: Some(socket),
            sockets: 1,
        })
    }

    /// Ties a session to a new socket and sends what it missed after `sequence`. The number of
    /// the socket, or nothing when the session is unknown or has forgotten too much.
    pub fn resume(
        &mut self,
        id: &str,
        sequence: u64,
        socket: UnboundedSender<Frame>,
    ) -> Option<u64> {
        let session = self.sessions.get_mut(id)?;
        let oldest = session
            .log
            .front()
            .map_or(session.sequence + 1, |one| one.0);
        if sequence > session.sequence || sequence + 1 < oldest {
            return None;
        }
        session.send(Frame::Close(4_000));
        session.socket = Some(socket);
        session.sockets += 1;
        let missed = session.log.iter().filter(|(number, _)| *number > sequence);
        for (_, text) in missed {
            session.send(Frame::Text(Arc::clone(text)));
        }
        self.resumes += 1;
        self.events_sent += 1;
        session.push("RESUMED", &json!({"_trace": []}), false);
        Some(session.sockets)
    }

    /// The socket of a session ended. It can resume, if the end was not a clean one.
    pub fn socket_ended(&mut self, id: &str, number: u64, clean: bool) {
        let Some(session) = self.sessions.get_mut(id) else {
            return;
        };
        if session.sockets != number {
            return;
        }
        session.socket = None;
        if clean {
            self.sessions.remove(id);
        }
    }

    pub fn session(&self, id: &str) -> Option<&Session> {
        self.sessions.get(id)
    }

    /// Whether any session has a socket.
    pub fn is_connected(&self) -> bool {
        self.connected() > 0
    }

    /// How many sessions have a socket.
    pub fn connected(&self) -> usize {
        let sockets = self.sessions.values().filter(|one| one.socket.is_some());
        sockets.count()
    }

    /// Sends a frame to every connected session.
    pub fn broadcast(&self, frame: &Frame) {
        for session in self.sessions.values() {
            session.send(frame.clone());
        }
    }

    /// Makes every session unknown and says so to the connected ones.
    pub fn invalidate_all(&mut self) {
        let text: Arc<str> = json!({"op": 9, "d": false, "s": null, "t": null})
            .to_string()
            .into();
        self.broadcast(&Frame::Text(text));
        self.sessions.clear();
        self.order.clear();
    }
}
