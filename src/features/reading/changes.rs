//! The newest live changes of messages, for a few minutes.
//!
//! Events are handled by tasks of their own and may overtake each other, and a page that was read
//! over REST may be older than a change that came over the gateway meanwhile. What is remembered
//! here is newer than either.

use std::collections::{HashMap, VecDeque};

use jiff::{SignedDuration, Timestamp};

use crate::domain::id::MessageId;

/// What happened to a message last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It has this text now.
    Edited(String),
    /// It is gone.
    Deleted,
}

/// The changes, by message.
#[derive(Debug, Default)]
pub(super) struct Changes {
    newest: HashMap<MessageId, (Change, Timestamp)>,
    order: VecDeque<(MessageId, Timestamp)>,
}

impl Changes {
    /// How many are remembered.
    pub(super) const REMEMBERED: usize = 1024;
    /// For how long: longer than a page is under way.
    const KEPT: SignedDuration = SignedDuration::from_mins(3);

    pub(super) fn remember(&mut self, message: MessageId, change: Change, now: Timestamp) {
        let former = self.newest.get(&message).map(|(change, _)| change);
        if former == Some(&Change::Deleted) {
            // Nothing comes after that; an edit that does was overtaken.
            return;
        }
        self.newest.insert(message, (change, now));
        self.order.push_back((message, now));
        while let Some(&(oldest, at)) = self.order.front() {
            if self.order.len() <= Self::REMEMBERED && now.duration_since(at) < Self::KEPT {
                break;
            }
            self.order.pop_front();
            // Unless it changed once more since.
            if self
                .newest
                .get(&oldest)
                .is_some_and(|(_, newest)| *newest == at)
            {
                self.newest.remove(&oldest);
            }
        }
    }

    pub(super) fn of(&self, message: MessageId, now: Timestamp) -> Option<Change> {
        let (change, at) = self.newest.get(&message)?;
        (now.duration_since(*at) < Self::KEPT).then(|| change.clone())
    }

    pub(super) fn forget(&mut self, message: MessageId) {
        self.newest.remove(&message);
    }

    pub(super) fn clear(&mut self) {
        self.newest.clear();
        self.order.clear();
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.newest.len().max(self.order.len())
    }
}
