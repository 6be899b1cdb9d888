//! What a lane has done, for the metrics page.

use std::sync::atomic::{AtomicU64, Ordering};

use super::pace::Priority;
use crate::outbox::SendError;

/// Counts of one lane since the start.
#[derive(Debug, Default)]
pub struct Counters {
    sent: AtomicU64,
    retried: AtomicU64,
    limited: AtomicU64,
    refused: AtomicU64,
    live: AtomicU64,
    background: AtomicU64,
}

impl Counters {
    /// Requests that Discord carried out.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// Tries after the first one of a request.
    pub fn retried(&self) -> u64 {
        self.retried.load(Ordering::Relaxed)
    }

    /// Answers 429.
    pub fn limited(&self) -> u64 {
        self.limited.load(Ordering::Relaxed)
    }

    /// Requests that Discord refused.
    pub fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }

    /// Requests that are in the lane now, in flight or waiting.
    pub fn waiting(&self) -> u64 {
        self.live() + self.background.load(Ordering::Relaxed)
    }

    /// Those of them for which somebody waits.
    pub(super) fn live(&self) -> u64 {
        self.live.load(Ordering::Relaxed)
    }

    pub(super) fn count_sent(&self) {
        self.sent.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn count_retried(&self) {
        self.retried.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn count_limited(&self) {
        self.limited.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn count_refused(&self) {
        self.refused.fetch_add(1, Ordering::Relaxed);
    }

    /// Takes a place in the lane, unless `most` are taken.
    pub(super) fn enter(&self, priority: Priority, most: u64) -> Result<Place<'_>, SendError> {
        if self.waiting() >= most {
            return Err(SendError::Busy);
        }
        let count = match priority {
            Priority::Live => &self.live,
            Priority::Background => &self.background,
        };
        count.fetch_add(1, Ordering::Relaxed);
        Ok(Place(count))
    }
}

/// A place in a lane; given back when dropped.
pub(super) struct Place<'a>(&'a AtomicU64);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
