//! The pace of all paced requests together, with people before background work.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use tokio::sync::{Mutex, watch};

/// For whom something is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Priority {
    /// Somebody waits for it.
    Live,
    /// Nobody would notice a minute: backfill, scheduled posts, clean-up.
    Background,
}

/// How long background work stands back while people are served without a pause.
const PATIENCE: Duration = Duration::from_secs(20);

/// Hands out tickets at an even pace.
pub(super) struct Pace {
    limiter: DefaultDirectRateLimiter,
    /// Both queues are tokio mutexes, which are first come first served. The guards are held
    /// across the wait on purpose: that is the queue.
    queue: Mutex<()>,
    background: Mutex<()>,
    waiting: watch::Sender<usize>,
}

impl Pace {
    /// One ticket each `period`, and `burst` at once after a rest.
    pub(super) fn new(period: Duration, burst: NonZeroU32) -> Self {
        let quota = Quota::with_period(period)
            .unwrap_or_else(|| Quota::per_second(burst))
            .allow_burst(burst);
        Self {
            limiter: RateLimiter::direct(quota),
            queue: Mutex::new(()),
            background: Mutex::new(()),
            waiting: watch::Sender::new(0),
        }
    }

    /// Waits for a ticket.
    pub(super) async fn ticket(&self, priority: Priority) {
        match priority {
            Priority::Live => self.draw().await,
            Priority::Background => {
                let _order = self.background.lock().await;
                let mut waiting = self.waiting.subscribe();
                let rest = waiting.wait_for(|count| *count == 0);
                // After long enough it takes its place among the others.
                let _ = tokio::time::timeout(PATIENCE, rest).await;
                self.draw().await;
            }
        }
    }

    async fn draw(&self) {
        let _waiting = Waiting::enter(&self.waiting);
        let _order = self.queue.lock().await;
        self.limiter.until_ready().await;
    }
}

/// Counts who waits, also if they give up.
struct Waiting<'a>(&'a watch::Sender<usize>);

impl<'a> Waiting<'a> {
    fn enter(count: &'a watch::Sender<usize>) -> Self {
        count.send_modify(|count| *count += 1);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[tokio::test]
    async fn people_go_before_background_work() {
        let one = NonZeroU32::MIN;
        let pace = Arc::new(Pace::new(Duration::from_millis(20), one));
        pace.ticket(Priority::Live).await;
        let (done, mut order) = tokio::sync::mpsc::unbounded_channel();
        let priorities = [
            Priority::Live,
            Priority::Background,
            Priority::Background,
            Priority::Live,
            Priority::Live,
        ];
        for priority in priorities {
            let (pace, done) = (Arc::clone(&pace), done.clone());
            tokio::spawn(async move {
                pace.ticket(priority).await;
                let _ = done.send(priority);
            });
            tokio::task::yield_now().await;
        }
        drop(done);
        let mut seen = Vec::new();
        while let Some(priority) = order.recv().await {
            seen.push(priority);
        }
        assert_eq!(seen[..3], [Priority::Live; 3]);
        assert_eq!(seen[3..], [Priority::Background; 2]);
    }
}
