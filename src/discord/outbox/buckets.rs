//! Discord's rate-limit buckets, as its answers teach them.
//!
//! A route belongs to a bucket whose name stands in the answers; a bucket counts separately for
//! each major parameter (a channel, or an interaction's token). Until the first answer nothing
//! is known, and the request goes out. Memory is bounded: what is reset is forgotten.
//!
//! Source: <https://docs.discord.com/developers/topics/rate-limits>.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::Operation;
use crate::discord::rest::RateLimits;

/// More buckets than this are never remembered.
const CAPACITY: usize = 10_000;

/// The buckets of one lane.
#[derive(Default)]
pub(super) struct Buckets {
    names: HashMap<Operation, Arc<str>>,
    states: HashMap<Key, State>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    bucket: Bucket,
    major: u64,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Bucket {
    /// Discord has told its name.
    Named(Arc<str>),
    /// The name is not known: the route stands for itself.
    Route(Operation),
}

#[derive(Clone, Copy)]
struct State {
    remaining: u32,
    reset: Instant,
}

impl Buckets {
    /// How long this request has to wait; `None` if it may go.
    pub(super) fn wait(&self, operation: Operation, major: u64, now: Instant) -> Option<Duration> {
        let state = self.states.get(&self.key(operation, major))?;
        (state.remaining == 0 && state.reset > now).then(|| state.reset - now)
    }

    /// Counts a request that goes out now.
    pub(super) fn take(&mut self, operation: Operation, major: u64, now: Instant) {
        let key = self.key(operation, major);
        if let Some(state) = self.states.get_mut(&key) {
            if state.reset > now {
                state.remaining = state.remaining.saturating_sub(1);
            } else {
                self.states.remove(&key);
            }
        }
    }

    /// Takes over what an answer says.
    pub(super) fn learn(
        &mut self,
        operation: Operation,
        major: u64,
        limits: &RateLimits,
        now: Instant,
    ) {
        if let Some(name) = &limits.bucket
            && self
                .names
                .get(&operation)
                .is_none_or(|known| **known != **name)
        {
            self.names.insert(operation, name.as_str().into());
        }
        let (Some(remaining), Some(reset_after)) = (limits.remaining, limits.reset_after) else {
            return;
        };
        let key = self.key(operation, major);
        // Requests that are still in flight are not in this answer's count: the lower one holds.
        let remaining = match self.states.get(&key) {
            Some(state) if state.reset > now => state.remaining.min(remaining),
            _ => remaining,
        };
        let reset = now + reset_after;
        self.put(key, State { remaining, reset }, now);
    }

    /// Nothing goes to this bucket for a while: Discord answered 429.
    pub(super) fn block(&mut self, operation: Operation, major: u64, wait: Duration, now: Instant) {
        let state = State {
            remaining: 0,
            reset: now + wait,
        };
        self.put(self.key(operation, major), state, now);
    }

    fn key(&self, operation: Operation, major: u64) -> Key {
        let bucket = match self.names.get(&operation) {
            Some(name) => Bucket::Named(Arc::clone(name)),
            None => Bucket::Route(operation),
        };
        Key { bucket, major }
    }

    fn put(&mut self, key: Key, state: State, now: Instant) {
        if self.states.len() >= CAPACITY {
            self.states.retain(|_, state| state.reset > now);
        }
        if self.states.len() >= CAPACITY {
            self.states.retain(|_, state| state.remaining == 0);
        }
        // Beyond that, a forgotten bucket costs one 429, which is obeyed.
        if self.states.len() < CAPACITY || self.states.contains_key(&key) {
            self.states.insert(key, state);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POST: Operation = Operation::CreateMessage;

    fn limits(bucket: &str, remaining: u32, reset_ms: u64) -> RateLimits {
        RateLimits {
            bucket: Some(bucket.to_owned()),
            remaining: Some(remaining),
            reset_after: Some(Duration::from_millis(reset_ms)),
            ..RateLimits::default()
        }
    }

    #[tokio::test]
    async fn an_empty_bucket_waits_for_its_reset_and_others_do_not() {
        let now = Instant::now();
        let mut buckets = Buckets::default();
        assert_eq!(buckets.wait(POST, 1, now), None);
        buckets.learn(POST, 1, &limits("b", 1, 1_000), now);
        assert_eq!(buckets.wait(POST, 1, now), None);
        buckets.take(POST, 1, now);
        assert_eq!(buckets.wait(POST, 1, now), Some(Duration::from_secs(1)));
        assert_eq!(buckets.wait(POST, 2, now), None);
        assert_eq!(buckets.wait(POST, 1, now + Duration::from_secs(1)), None);
    }

    #[tokio::test]
    async fn routes_share_the_bucket_that_discord_names() {
        let now = Instant::now();
        let mut buckets = Buckets::default();
        buckets.learn(Operation::EditMessage, 9, &limits("b", 5, 1_000), now);
        buckets.learn(POST, 1, &limits("b", 0, 1_000), now);
        assert!(buckets.wait(Operation::EditMessage, 1, now).is_some());
        assert_eq!(buckets.wait(Operation::EditMessage, 9, now), None);
    }

    #[tokio::test]
    async fn an_older_answer_does_not_raise_the_count() {
        let now = Instant::now();
        let mut buckets = Buckets::default();
        buckets.learn(POST, 1, &limits("b", 2, 1_000), now);
        buckets.take(POST, 1, now);
        buckets.take(POST, 1, now);
        buckets.learn(POST, 1, &limits("b", 1, 1_000), now);
        assert!(buckets.wait(POST, 1, now).is_some());
    }

    #[tokio::test]
    async fn a_429_blocks_even_a_route_whose_bucket_is_unknown() {
        let now = Instant::now();
        let mut buckets = Buckets::default();
        buckets.block(POST, 1, Duration::from_secs(2), now);
        assert_eq!(buckets.wait(POST, 1, now), Some(Duration::from_secs(2)));
    }

    #[tokio::test]
    async fn memory_is_bounded() {
        let now = Instant::now();
        let mut buckets = Buckets::default();
        for major in 0..3 * CAPACITY as u64 {
            buckets.learn(POST, major, &limits("b", (major % 2) as u32, 60_000), now);
        }
        assert!(buckets.states.len() <= CAPACITY);
        let later = now + Duration::from_secs(61);
        buckets.learn(POST, 1, &limits("b", 0, 60_000), later);
        assert_eq!(buckets.states.len(), 1);
    }
}
