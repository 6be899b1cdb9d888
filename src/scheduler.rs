//! Keeps time for the questions of the day: one loop, whose body is one function.
//!
//! It sleeps until the next schedule is due or a plan changes, and calls
//! [`daily::due::step`], which says when to come back. Nothing is decided here, and nothing here
//! waits for Discord: what is due is claimed, and the runner of jobs sends it.

use std::time::Duration;

use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use crate::features::{Services, daily};

/// The longest sleep: other processes change plans, too, and clocks are set.
const LONGEST: Duration = Duration::from_secs(20);
/// After a failure of the store.
const AFTER_FAILURE: Duration = Duration::from_secs(5);

/// Claims what is due, until `stop`.
pub async fn keep_time(services: Services, stop: CancellationToken) {
    let services = services.in_background();
    if let Err(error) = daily::due::refresh(&services).await {
        tracing::error!(%error, "the schedules could not be computed anew");
    }
    loop {
        let sleep = tick(&services).await;
        tokio::select! {
            () = stop.cancelled() => return,
            () = services.plans_changed.notified() => {}
            () = tokio::time::sleep(sleep) => {}
        }
    }
}

/// One turn of the loop; how long to sleep after it.
async fn tick(services: &Services) -> Duration {
    let now = services.now();
    match daily::due::step(services, now).await {
        Ok(outcome) => {
            if outcome != daily::due::Outcome::default() && outcome.claimed + outcome.failed > 0 {
                tracing::info!(
                    claimed = outcome.claimed,
                    missed = outcome.missed,
                    failed = outcome.failed,
                    "questions of the day"
                );
            }
            until(outcome.next, services.now())
        }
        Err(error) => {
            tracing::error!(%error, "the store could not be asked for schedules");
            AFTER_FAILURE
        }
    }
}

fn until(next: Option<Timestamp>, now: Timestamp) -> Duration {
    let wait = next.map_or(LONGEST, |next| {
        Duration::try_from(next.duration_since(now)).unwrap_or(Duration::ZERO)
    });
    wait.min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sleeps_until_something_is_due_and_never_for_long() {
        let now = Timestamp::UNIX_EPOCH;
        let second = jiff::SignedDuration::from_secs(1);
        assert_eq!(until(Some(now + second), now), Duration::from_secs(1));
        assert_eq!(until(Some(now - second), now), Duration::ZERO);
        assert_eq!(until(Some(now + second * 3600), now), LONGEST);
        assert_eq!(until(None, now), LONGEST);
    }
}
