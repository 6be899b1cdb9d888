//! Channels that wait to be read, and from where.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};

use crate::domain::id::{ChannelId, MessageId};
use crate::features::request::MessageEvent;

/// What of a channel did not reach us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Messages after this one may not have been heard; `None` for the stored mark.
    pub hear_after: Option<MessageId>,
    /// Changes of messages from this one on may not have been seen; `None` for the usual time.
    pub compare_from: Option<MessageId>,
    /// Discord said that the channel is gone: there is nothing to read, but to erase.
    pub is_gone: bool,
    /// How often reading failed.
    pub failures: u32,
    somebody_waits: bool,
    due: Timestamp,
}

impl Gap {
    const LONGEST_WAIT_SECONDS: i64 = 600;

    pub(super) fn since_the_mark(now: Timestamp, somebody_waits: bool) -> Self {
        Self {
            hear_after: None,
            compare_from: None,
            is_gone: false,
            failures: 0,
            somebody_waits,
            due: now,
        }
    }

    /// The gap that an event leaves which was not taken in, and its channel.
    pub(super) fn left_by(event: &MessageEvent, now: Timestamp) -> (ChannelId, Self) {
        let (channel, hear_after, compare_from) = match event {
            MessageEvent::Written(message) => {
                (message.at.channel, Some(message.at.id.before()), None)
            }
            MessageEvent::Edited { at, .. } => (at.channel, None, Some(at.id)),
            MessageEvent::Deleted { channel, ids } => (*channel, None, ids.iter().min().copied()),
            MessageEvent::Gone(channel) => (*channel, None, None),
        };
        let gap = Self {
            hear_after,
            compare_from,
            is_gone: matches!(event, MessageEvent::Gone(_)),
            ..Self::since_the_mark(now, true)
        };
        (channel, gap)
    }

    /// The same gap after a failure, due later: in 2 s, 4 s, ... up to 10 minutes.
    pub(super) fn after_failure(&self, now: Timestamp) -> Self {
        let failures = self.failures.saturating_add(1);
        let wait = 2_i64.saturating_pow(failures.min(16));
        let wait = SignedDuration::from_secs(wait.min(Self::LONGEST_WAIT_SECONDS));
        Self {
            failures,
            due: now + wait,
            ..self.clone()
        }
    }

    /// This gap and another one of the same channel.
    fn with(self, other: Self) -> Self {
        Self {
            hear_after: earliest(self.hear_after, other.hear_after),
            compare_from: earliest(self.compare_from, other.compare_from),
            is_gone: self.is_gone || other.is_gone,
            // What fails does not become due by failing again.
            failures: self.failures.max(other.failures),
            somebody_waits: self.somebody_waits || other.somebody_waits,
            due: self.due.max(other.due),
        }
    }
}

/// The earlier one; none at all stands for "no earlier than usual".
fn earliest(one: Option<MessageId>, other: Option<MessageId>) -> Option<MessageId> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The gaps of all channels.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    waiting: HashMap<ChannelId, Gap>,
    under_way: HashSet<ChannelId>,
}

impl Gaps {
    /// How many channels may wait.
    pub(super) const WAITING: usize = 65_536;

    /// Adds a gap; false where too many wait.
    pub(super) fn add(&mut self, channel: ChannelId, gap: Gap) -> bool {
        match self.waiting.remove(&channel) {
            Some(former) => {
                self.waiting.insert(channel, former.with(gap));
            }
            None if self.waiting.len() >= Self::WAITING => return false,
            None => {
                self.waiting.insert(channel, gap);
            }
        }
        true
    }

    /// Whether a channel waits or is being read.
    pub(super) fn has(&self, channel: ChannelId) -> bool {
        self.waiting.contains_key(&channel) || self.under_way.contains(&channel)
    }

    pub(super) fn is_under_way(&self, channel: ChannelId) -> bool {
        self.under_way.contains(&channel)
    }

    /// The gap that comes next: where somebody waits, then what is due for longest.
    pub(super) fn take_due(&mut self, now: Timestamp) -> Option<(ChannelId, Gap)> {
        let due = self.waiting.iter().filter(|(_, gap)| gap.due <= now);
        let (&channel, _) = due.min_by_key(|(channel, gap)| {
            let waits_for_nobody = !gap.somebody_waits;
            (waits_for_nobody, gap.due, channel.get())
        })?;
        let gap = self.waiting.remove(&channel)?;
        self.under_way.insert(channel);
        Some((channel, gap))
    }

    /// A channel is no longer being read.
    pub(super) fn finished(&mut self, channel: ChannelId) {
        self.under_way.remove(&channel);
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }
}
