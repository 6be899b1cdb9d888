//! How fast, how many and how often: the outbox's numbers, with their reasons.

use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::Semaphore;

use super::counters::Counters;
use super::lane::Lane;
use super::pace::Pace;
use super::retry::{Jitter, RetryPolicy};
use crate::discord::rest::{Rest, TIME_OUT};

/// A wait that a person does not mind much: as much as this may wait before there is no room.
pub(super) const SHORT_WAIT: Duration = Duration::from_secs(10);
/// Discord allows 50 requests a second for a token; what several clocks disagree about is left.
///
/// Source: <https://docs.discord.com/developers/topics/rate-limits#global-rate-limit>.
const PER_SECOND: u32 = 43;
/// At once after a rest. With the pace it makes no more than 45 in any second: what a busy machine
/// or network bunches together on the way still stays below 50.
const BURST: u32 = 2;

/// The outbox's numbers. [`OutboxOptions::shared_by`] gives those for Discord.
#[derive(Debug, Clone)]
pub struct OutboxOptions {
    /// The pause between two posts at full speed.
    pub(super) period: Duration,
    pub(super) burst: NonZeroU32,
    pub(super) posts_in_flight: usize,
    pub(super) background_in_flight: usize,
    pub(super) interactions_in_flight: usize,
    /// In the lane for posts; beyond it a post is refused as `Busy`. Far above what `has_room`
    /// allows: it only keeps memory bounded when nobody asks.
    pub(super) most_waiting: u64,
    /// The same for edits and follow-ups of interactions.
    pub(super) most_interactions: u64,
    pub(super) retry: RetryPolicy,
    pub(super) acknowledge: RetryPolicy,
}

impl OutboxOptions {
    /// One process's share where `processes` of them use the same token.
    pub fn shared_by(processes: NonZeroU32) -> Self {
        let share = BURST / processes;
        Self {
            period: Duration::from_secs(1) * processes.get() / PER_SECOND,
            burst: NonZeroU32::new(share).unwrap_or(NonZeroU32::MIN),
            posts_in_flight: 50,
            // Each place carries one request per round trip: at 300 ms, 13 of them keep the pace of
            // 43 a second. 20 keep it up to 460 ms and leave 30 to what people wait for.
            background_in_flight: 20,
            interactions_in_flight: 200,
            most_waiting: 5_000,
            most_interactions: 2_000,
            retry: RetryPolicy {
                tries: 6,
                budget: Duration::from_secs(60),
                time_out: TIME_OUT,
                first_pause: Duration::from_millis(500),
                longest_pause: Duration::from_secs(8),
            },
            // Discord waits 3 s for the first answer to an interaction.
            acknowledge: RetryPolicy {
                tries: 2,
                budget: Duration::from_millis(2_500),
                time_out: Duration::from_millis(1_200),
                first_pause: Duration::from_millis(50),
                longest_pause: Duration::from_millis(50),
            },
        }
    }

    /// How many posts go out within [`SHORT_WAIT`].
    pub(super) fn room(&self) -> u64 {
        let posts = SHORT_WAIT.as_nanos() / self.period.as_nanos().max(1);
        u64::try_from(posts).unwrap_or(u64::MAX)
    }

    pub(super) fn posts_lane(&self, rest: &Rest, jitter: Arc<Jitter>) -> Lane {
        Lane {
            pace: Some(Pace::new(self.period, self.burst)),
            in_flight: Semaphore::new(self.posts_in_flight),
            background_in_flight: Semaphore::new(self.background_in_flight),
            ..self.lane(rest, jitter, self.retry)
        }
    }

    pub(super) fn interactions_lane(&self, rest: &Rest, jitter: Arc<Jitter>) -> Lane {
        self.lane(rest, jitter, self.retry)
    }

    pub(super) fn acknowledge_lane(&self, rest: &Rest, jitter: Arc<Jitter>) -> Lane {
        self.lane(rest, jitter, self.acknowledge)
    }

    fn lane(&self, rest: &Rest, jitter: Arc<Jitter>, policy: RetryPolicy) -> Lane {
        Lane {
            rest: rest.clone(),
            pace: None,
            in_flight: Semaphore::new(self.interactions_in_flight),
            background_in_flight: Semaphore::new(self.background_in_flight),
            policy,
            jitter,
            counters: Arc::new(Counters::default()),
            limits: Mutex::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(processes: u32) -> OutboxOptions {
        OutboxOptions::shared_by(NonZeroU32::new(processes).expect("tests use positive numbers"))
    }

    #[test]
    fn the_processes_together_stay_below_discords_limit() {
        for processes in [1, 2, 3, 5] {
            let options = options(processes);
            let per_second = 1.0 / options.period.as_secs_f64() + f64::from(options.burst.get());
            assert!(per_second * f64::from(processes) <= 48.01, "{processes}");
        }
        assert_eq!(options(1).room(), 430);
        assert_eq!(options(5).room(), 86);
        assert_eq!(options(20).burst, NonZeroU32::MIN);
    }

    #[test]
    fn background_work_keeps_the_pace_at_the_usual_latency() {
        let options = options(1);
        let latency = Duration::from_millis(300);
        let background = u32::try_from(options.background_in_flight).expect("a small number");
        assert!(options.period * background >= latency);
        assert!(options.background_in_flight < options.posts_in_flight);
    }

    #[test]
    fn an_acknowledgement_ends_before_discord_stops_waiting() {
        let policy = options(1).acknowledge;
        let longest = policy.time_out * policy.tries + policy.longest_pause;
        assert!(longest < Duration::from_secs(3));
    }
}
