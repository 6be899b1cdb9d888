//! How far we are with what people wrote: which channels are read up to the present, and which
//! have a gap behind them.
//!
//! What is written while a session is lost, while a queue is full or while the store fails is
//! read over REST later. Until then the channel is *behind*: its read mark must not move, since
//! it would move over the gap, and its drafts must not become answers, since their messages may
//! have been deleted or changed meanwhile. So a channel counts as behind unless it was caught up
//! in the present session of its shard.
//!
//! Everything here is memory of this process, and bounded. Forgetting a channel makes it be read
//! once more; it never loses anything.

mod caught_up;
mod changes;
mod gap;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Notify;

use crate::clock::Clock;
use crate::domain::id::{ChannelId, GuildId, MessageId};

use super::request::MessageEvent;

use caught_up::CaughtUp;
use changes::Changes;
use gap::Gaps;

pub use changes::Change;
pub use gap::Gap;

/// One of the connections among which servers are spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Its number, from 0.
    pub id: u32,
    /// How many there are in all processes together.
    pub total: u32,
}

impl Shard {
    /// Whether this shard tells of this server; direct messages belong to shard 0.
    pub fn tells_of(self, guild: Option<GuildId>) -> bool {
        guild.map_or(0, |guild| guild.shard(self.total)) == self.id
    }
}

/// Names a session of a shard, so that what began in one is not taken as done in the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket {
    shard: Shard,
    number: u64,
    /// When the session began, by our clock.
    pub began: Timestamp,
}

/// The state of reading; shared by everything that reads or gathers.
pub struct Reading {
    clock: Clock,
    /// A std mutex: held for look-ups only, never across an await.
    state: Mutex<State>,
    wanted: Notify,
}

#[derive(Default)]
struct State {
    /// The newest session of each of our shards.
    sessions: HashMap<u32, Ticket>,
    caught_up: CaughtUp,
    gaps: Gaps,
    changes: Changes,
}

impl State {
    fn session_of(&self, guild: Option<GuildId>) -> Option<Ticket> {
        let sessions = self.sessions.values();
        sessions
            .copied()
            .find(|ticket| ticket.shard.tells_of(guild))
    }

    /// Whether nothing new began since the ticket was given.
    fn is_valid(&self, ticket: Ticket) -> bool {
        self.sessions.get(&ticket.shard.id) == Some(&ticket)
    }
}

impl Reading {
    /// Nothing is caught up, and no session has begun.
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            state: Mutex::default(),
            wanted: Notify::new(),
        }
    }

    /// A shard's session began and was not resumed: all its channels are behind now.
    pub fn session_began(&self, shard: Shard) -> Ticket {
        let mut state = self.state();
        let former = state.sessions.get(&shard.id);
        let ticket = Ticket {
            shard,
            number: former.map_or(0, |former| former.number + 1),
            began: self.clock.now(),
        };
        state.sessions.insert(shard.id, ticket);
        state.caught_up.forget_shard(shard.id);
        state.changes.clear();
        ticket
    }

    /// The session that tells of this server, or of direct messages; `None` where it is not ours
    /// or has not begun.
    pub fn ticket(&self, guild: Option<GuildId>) -> Option<Ticket> {
        self.state().session_of(guild)
    }

    /// Whether everything that was written in a channel so far reached us.
    pub fn is_caught_up(&self, channel: ChannelId) -> bool {
        self.state().caught_up.contains(channel)
    }

    /// Notes that a channel has no gap in this session; refused where one is known by now.
    pub fn has_no_gap(&self, channel: ChannelId, ticket: Ticket) -> bool {
        let mut state = self.state();
        let may = state.is_valid(ticket) && !state.gaps.has(channel);
        if may {
            state.caught_up.insert(channel, ticket.shard.id);
        }
        may
    }

    /// An event was lost, or could not be taken in: its channel is behind.
    pub fn missed(&self, event: &MessageEvent) {
        let mut state = self.state();
        let (channel, gap) = Gap::left_by(event, self.clock.now());
        state.caught_up.forget(channel);
        match event {
            MessageEvent::Written(_) | MessageEvent::Gone(_) => {}
            MessageEvent::Edited { at, .. } => state.changes.forget(at.id),
            MessageEvent::Deleted { ids, .. } => {
                ids.iter().for_each(|&id| state.changes.forget(id));
            }
        }
        add(&mut state, channel, gap);
        drop(state);
        self.wanted.notify_one();
    }

    /// Has a channel read from its mark on; those where somebody waits come first. One that is
    /// being read is not read once more for that.
    pub fn want(&self, channel: ChannelId, somebody_waits: bool) {
        let mut state = self.state();
        if !state.gaps.is_under_way(channel) {
            let gap = Gap::since_the_mark(self.clock.now(), somebody_waits);
            add(&mut state, channel, gap);
        }
        drop(state);
        self.wanted.notify_one();
    }

    /// The next channel to read, as soon as there is one. It must be given to [`Self::finished`]
    /// or [`Self::failed`] afterwards.
    pub async fn next_gap(&self) -> (ChannelId, Gap) {
        const LOOK: Duration = Duration::from_secs(1);
        loop {
            if let Some(next) = self.due_gap() {
                return next;
            }
            let wanted = self.wanted.notified();
            // Those that failed become due without anybody's saying so.
            let _ = tokio::time::timeout(LOOK, wanted).await;
        }
    }

    /// The next channel to read now.
    pub fn due_gap(&self) -> Option<(ChannelId, Gap)> {
        let now = self.clock.now();
        self.state().gaps.take_due(now)
    }

    /// A channel was read to its end in this session; `None` where it is none of ours. It is
    /// caught up unless a new gap was left meanwhile.
    pub fn finished(&self, channel: ChannelId, ticket: Option<Ticket>) {
        self.state().gaps.finished(channel);
        if let Some(ticket) = ticket
            && !self.has_no_gap(channel, ticket)
        {
            self.want(channel, false);
        }
    }

    /// Reading failed half-way: it is tried again later, and later each time.
    pub fn failed(&self, channel: ChannelId, gap: &Gap) {
        let mut state = self.state();
        state.gaps.finished(channel);
        let gap = gap.after_failure(self.clock.now());
        add(&mut state, channel, gap);
    }

    /// Remembers a live change of a message for a moment, for events that come out of order and
    /// for pages that were read before it.
    pub fn changed(&self, message: MessageId, change: Change) {
        let now = self.clock.now();
        self.state().changes.remember(message, change, now);
    }

    /// The newest live change of a message in the last minutes.
    pub fn change_of(&self, message: MessageId) -> Option<Change> {
        self.state().changes.of(message, self.clock.now())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn add(state: &mut State, channel: ChannelId, gap: Gap) {
    if !state.gaps.add(channel, gap) {
        // It stays behind: its mark stands still, and the next session reads it.
        tracing::error!(%channel, "too many channels wait to be read; one waits for the next session");
    }
}

#[cfg(test)]
mod tests;
