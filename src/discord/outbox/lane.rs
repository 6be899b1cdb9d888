//! A lane: requests on their way to Discord, with what has been learned about its limits.
//!
//! Invariants: no lock is held across an await; nothing goes out during a pause that Discord
//! asked for, nor into a bucket that is empty; whoever drops a waiting future leaves no trace.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep};

use super::call::{Call, Limits};
use super::counters::Counters;
use super::pace::{Pace, Priority};
use super::retry::{Jitter, Outcome, RetryPolicy};
use crate::discord::rest::{Answer, Rest, RestError};
use crate::outbox::SendError;

/// Whoever would have to wait longer for a limit is told so at once.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Even where Discord asks for less, a request that got a 429 waits this long: every 429 counts
/// towards a ban.
const SHORTEST_WAIT: Duration = Duration::from_millis(100);
/// A request gives up after this many answers 429.
const MOST_LIMITED: u32 = 6;

/// A lane.
pub(super) struct Lane {
    pub rest: Rest,
    /// `None` where Discord's global limit does not apply.
    pub pace: Option<Pace>,
    pub in_flight: Semaphore,
    /// So that slow background work never takes all places.
    pub background_in_flight: Semaphore,
    pub policy: RetryPolicy,
    pub jitter: Arc<Jitter>,
    pub counters: Arc<Counters>,
    // Std mutex: held for a look-up, never across an await.
    pub limits: Mutex<Limits>,
}

/// How the tries of one request went so far.
struct Progress {
    first: Instant,
    tries: u32,
    limited: u32,
    unclear: Option<String>,
}

impl Lane {
    /// Sends until Discord has done it, refuses it, or the policy is used up.
    pub(super) async fn run(
        &self,
        call: &Call<'_>,
        priority: Priority,
    ) -> Result<Answer, SendError> {
        let mut progress: Option<Progress> = None;
        loop {
            let permits = self.admitted(call, priority).await?;
            let progress = progress.get_or_insert_with(|| Progress {
                first: Instant::now(),
                tries: 0,
                limited: 0,
                unclear: None,
            });
            if progress.tries + progress.limited > 0 {
                self.counters.count_retried();
            }
            let result = self
                .rest
                .send(call.request.clone(), self.policy.time_out)
                .await;
            drop(permits);
            self.learn(call, &result);
            let pause = match Outcome::of(&result) {
                Outcome::Done(answer) => {
                    self.counters.count_sent();
                    return Ok(answer);
                }
                Outcome::Refused(error) => {
                    self.counters.count_refused();
                    return Err(error);
                }
                // The wait itself is in the limits now.
                Outcome::Limited { wait, .. } => {
                    progress.limited += 1;
                    Pause::Limited(wait)
                }
                Outcome::Unclear(words) => {
                    progress.tries += 1;
                    progress.unclear = Some(words);
                    Pause::Backoff(self.jitter.within(self.policy.pause_after(progress.tries)))
                }
            };
            self.continue_after(pause, progress).await?;
        }
    }

    /// Whether and when the next try comes.
    async fn continue_after(&self, pause: Pause, progress: &Progress) -> Result<(), SendError> {
        let (Pause::Limited(wait) | Pause::Backoff(wait)) = pause;
        let late = progress.first.elapsed() + wait > self.policy.budget;
        let often = progress.tries >= self.policy.tries || progress.limited >= MOST_LIMITED;
        if late || often {
            return Err(match &progress.unclear {
                Some(words) => SendError::Unreachable(words.clone()),
                None => SendError::Busy,
            });
        }
        if let Pause::Backoff(wait) = pause {
            sleep(wait).await;
        }
        Ok(())
    }

    /// Waits until the request may go out, and counts it.
    async fn admitted(
        &self,
        call: &Call<'_>,
        priority: Priority,
    ) -> Result<Permits<'_>, SendError> {
        loop {
            self.refuse_rejected_token()?;
            if let Some(wait) = self.obstacle(call) {
                if wait > LONGEST_WAIT.min(self.policy.budget) {
                    return Err(SendError::Busy);
                }
                sleep(wait).await;
                continue;
            }
            let permits = self.permits(priority).await;
            if let Some(pace) = &self.pace {
                pace.ticket(priority).await;
            }
            // Meanwhile another answer may have brought a pause.
            if self.take(call) {
                return Ok(permits);
            }
        }
    }

    async fn permits(&self, priority: Priority) -> Permits<'_> {
        let never_closed = "this semaphore is never closed";
        let background = match priority {
            Priority::Live => None,
            Priority::Background => Some(
                self.background_in_flight
                    .acquire()
                    .await
                    .expect(never_closed),
            ),
        };
        Permits {
            _background: background,
            _in_flight: self.in_flight.acquire().await.expect(never_closed),
        }
    }

    fn refuse_rejected_token(&self) -> Result<(), SendError> {
        if self.rest.is_token_rejected() {
            return Err(SendError::TokenRejected);
        }
        Ok(())
    }

    fn obstacle(&self, call: &Call<'_>) -> Option<Duration> {
        self.limits
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .obstacle(call, Instant::now())
    }

    fn take(&self, call: &Call<'_>) -> bool {
        let mut limits = self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if limits.obstacle(call, now).is_some() {
            return false;
        }
        limits.take(call, now);
        true
    }

    fn learn(&self, call: &Call<'_>, result: &Result<Answer, RestError>) {
        let Ok(answer) = result else { return };
        let mut limits = self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        limits.learn(call, &answer.limits, now);
        if let Outcome::Limited { global, wait } = Outcome::of(result) {
            let wait = wait.max(SHORTEST_WAIT);
            self.counters.count_limited();
            tracing::warn!(operation = ?call.operation, global, wait_ms = wait.as_millis(), "Discord asks us to wait");
            if global {
                limits.pause_until(now + wait);
            } else {
                limits.block(call, wait, now);
            }
        }
    }

    /// How long the whole lane stands still.
    pub(super) fn paused_for(&self) -> Option<Duration> {
        self.limits
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pause(Instant::now())
    }
}

enum Pause {
    /// The lane's limits hold the next try back.
    Limited(Duration),
    /// We hold it back ourselves.
    Backoff(Duration),
}

/// Places among the requests in flight.
struct Permits<'a> {
    _background: Option<SemaphorePermit<'a>>,
    _in_flight: SemaphorePermit<'a>,
}
