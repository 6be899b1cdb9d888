//! The one place that reads the system's clock and looks time zones up, and the maker of our row
//! ids.
//!
//! Everything else is given a [`Clock`], so that tests decide what time it is. Instants are UTC.

mod zones;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use jiff::{SignedDuration, Timestamp};

pub use zones::{ZoneName, zone, zone_names, zones};

/// Tells the time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

impl Clock {
    /// The system's clock.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place that clippy.toml points to"
    )]
    pub fn system() -> Self {
        Self(Arc::new(Timestamp::now))
    }

    /// A clock that stands still until it is moved, and the handle that moves it.
    pub fn manual(start: Timestamp) -> (Self, ManualClock) {
        let hand = ManualClock(Arc::new(AtomicI64::new(start.as_millisecond())));
        let shown = hand.clone();
        (Self(Arc::new(move || shown.now())), hand)
    }

    /// A clock that runs as `other` does, ahead of it by as much as the handle is moved.
    pub fn ahead_of(other: Self) -> (Self, ManualClock) {
        let hand = ManualClock(Arc::new(AtomicI64::new(0)));
        let ahead = hand.clone();
        let now = move || {
            let by = ahead.now().duration_since(Timestamp::UNIX_EPOCH);
            other.now().checked_add(by).unwrap_or(Timestamp::MAX)
        };
        (Self(Arc::new(now)), hand)
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

/// Moves a manual clock. Its resolution is one millisecond.
#[derive(Debug, Clone)]
pub struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    /// Moves the clock forwards (or backwards).
    pub fn advance(&self, by: SignedDuration) {
        let milliseconds = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.0.fetch_add(milliseconds, Ordering::SeqCst);
    }

    fn now(&self) -> Timestamp {
        let milliseconds = self.0.load(Ordering::SeqCst);
        Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::MAX)
    }
}

/// Makes row ids that rise in time and that two processes do not make alike.
///
/// Layout, from the top: 41 bits of milliseconds since 2026-01-01 UTC, 10 bits that differ from
/// process to process, 12 bits that count within a millisecond. An id is never made twice by one
/// process, even when its clock stands or goes back.
#[derive(Debug)]
pub struct Ids {
    clock: Clock,
    process: i64,
    last: AtomicU64,
}

/// 2026-01-01T00:00:00Z in milliseconds since the Unix epoch.
const EPOCH: i64 = 1_767_225_600_000;
const COUNTER_BITS: u32 = 12;
const PROCESS_BITS: u32 = 10;

impl Ids {
    /// `process` tells processes apart; only its lowest ten bits count.
    pub fn new(clock: Clock, process: u16) -> Self {
        Self {
            clock,
            process: i64::from(process & 0x3ff),
            last: AtomicU64::new(1),
        }
    }

    /// The next id; always positive.
    pub fn next(&self) -> i64 {
        let now = u64::try_from(self.clock.now().as_millisecond() - EPOCH).unwrap_or(0);
        let floor = now << COUNTER_BITS;
        let advance = |last: u64| floor.max(last + 1);
        let made = self
            .last
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| {
                Some(advance(last))
            })
            .map_or(floor, advance);
        let counter_mask = (1_u64 << COUNTER_BITS) - 1;
        let milliseconds = i64::try_from(made >> COUNTER_BITS).unwrap_or(i64::MAX);
        let counter = i64::try_from(made & counter_mask).unwrap_or(0);
        (milliseconds << (COUNTER_BITS + PROCESS_BITS)) | (self.process << COUNTER_BITS) | counter
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_clock_ahead_of_another_runs_with_it() {
        let (base, below) = Clock::manual("2026-11-01T00:00:00Z".parse().expect("a timestamp"));
        let (clock, hand) = Clock::ahead_of(base.clone());
        assert_eq!(clock.now(), base.now());
        hand.advance(SignedDuration::from_hours(2));
        below.advance(SignedDuration::from_secs(1));
        let ahead = clock.now().duration_since(base.now());
        assert_eq!(ahead, SignedDuration::from_hours(2));
        assert_eq!(clock.now().to_string(), "2026-11-01T02:00:01Z");
    }

    #[test]
    fn ids_rise_even_when_the_clock_stands_or_goes_back() {
        let (clock, hand) = Clock::manual("2026-11-01T00:00:00Z".parse().expect("a timestamp"));
        let ids = Ids::new(clock, 0xffff);
        let mut made = Vec::new();
        for step in 0..10_000 {
            if step % 100 == 0 {
                hand.advance(SignedDuration::from_millis(if step % 300 == 0 {
                    -5
                } else {
                    3
                }));
            }
            made.push(ids.next());
        }
        assert!(made.iter().all(|&id| id > 0));
        assert!(made.is_sorted());
        assert_eq!(made.iter().collect::<HashSet<_>>().len(), made.len());
    }
}
