//! When a request is tried again, and what its answer means.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::discord::rest::{Answer, RestError, Scope};
use crate::outbox::SendError;

/// How often and how long a request is tried.
#[derive(Debug, Clone, Copy)]
pub(super) struct RetryPolicy {
    /// Tries at most; an answer 429 is none.
    pub tries: u32,
    /// From the first try on; no try begins later.
    pub budget: Duration,
    /// How long one try may take.
    pub time_out: Duration,
    /// The longest pause after the first try; doubled after each further one.
    pub first_pause: Duration,
    /// No pause is longer.
    pub longest_pause: Duration,
}

impl RetryPolicy {
    /// The longest pause after this many tries (from 1).
    pub(super) fn pause_after(&self, tries: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(tries.saturating_sub(1));
        self.first_pause
            .saturating_mul(doubled)
            .min(self.longest_pause)
    }
}

/// Spreads pauses at random ("full jitter"), so that many failures at once don't come back at once.
pub(super) struct Jitter(Mutex<ChaCha8Rng>);

impl Jitter {
    pub(super) fn new(rng: ChaCha8Rng) -> Self {
        Self(Mutex::new(rng))
    }

    /// A duration from nothing to `longest`.
    pub(super) fn within(&self, longest: Duration) -> Duration {
        let share: f64 = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .random();
        longest.mul_f64(share)
    }
}

/// What became of one try.
#[derive(Debug)]
pub(super) enum Outcome {
    /// Discord did it.
    Done(Answer),
    /// Discord won't do it, now or later.
    Refused(SendError),
    /// Discord wants us to wait; nothing was done.
    Limited {
        /// Whether everything has to wait.
        global: bool,
        /// How long.
        wait: Duration,
    },
    /// Whether it was done is not known.
    Unclear(String),
}

impl Outcome {
    pub(super) fn of(result: &Result<Answer, RestError>) -> Self {
        match result {
            Ok(answer) if answer.is_success() => Self::Done(answer.clone()),
            Ok(answer) if answer.status == 429 => Self::Limited {
                global: answer.limits.scope == Some(Scope::Global),
                wait: answer.limits.retry_after.unwrap_or(Duration::from_secs(1)),
            },
            Ok(answer) if answer.status >= 500 || answer.status == 408 => {
                Self::Unclear(format!("HTTP {}", answer.status))
            }
            Ok(answer) => Self::Refused(refused(answer)),
            Err(RestError::Invalid(words)) => Self::Refused(SendError::Refused {
                status: 0,
                code: 0,
                message: words.clone(),
            }),
            Err(error @ (RestError::TimedOut(_) | RestError::Connection(_))) => {
                Self::Unclear(error.to_string())
            }
        }
    }
}

fn refused(answer: &Answer) -> SendError {
    if answer.is_about_our_token() {
        return SendError::TokenRejected;
    }
    SendError::Refused {
        status: answer.status,
        code: answer.code(),
        message: answer.message(),
    }
}

#[cfg(test)]
mod tests {
    use rand_chacha::rand_core::SeedableRng;

    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let policy = RetryPolicy {
            tries: 6,
            budget: Duration::from_secs(60),
            time_out: Duration::from_secs(10),
            first_pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(8),
        };
        let pauses = [1, 2, 3, 5, 6, 40].map(|tries| policy.pause_after(tries).as_millis());
        assert_eq!(pauses, [500, 1_000, 2_000, 8_000, 8_000, 8_000]);
    }

    #[test]
    fn jitter_stays_within_and_spreads() {
        let jitter = Jitter::new(ChaCha8Rng::seed_from_u64(1));
        let longest = Duration::from_secs(1);
        let pauses: Vec<Duration> = (0..50).map(|_| jitter.within(longest)).collect();
        assert!(pauses.iter().all(|pause| *pause <= longest));
        assert!(pauses.iter().any(|pause| *pause < longest / 4));
        assert!(pauses.iter().any(|pause| *pause > longest * 3 / 4));
    }
}
