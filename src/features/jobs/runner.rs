//! Runs jobs side by side: a bounded number at once, and few for any one channel, so that a busy
//! thread never keeps others waiting. What finds no place stays in the store and is found at the
//! next look; nothing waits in memory without bound.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::claim_and_run;
use crate::domain::id::{ChannelId, JobId};
use crate::features::Services;
use crate::features::services::Promised;

/// How often the store is looked through for jobs that nobody runs.
const LOOK: Duration = Duration::from_secs(3);
/// How many jobs run at once.
const AT_ONCE: usize = 256;
/// How many of them for one channel, which takes one message after the other anyway.
const FOR_ONE_CHANNEL: usize = 4;
/// How many jobs one look sees.
const SEEN: u32 = 2048;

/// Runs promised jobs, and those that the store holds from before, until `stop`; ends when the
/// last one that runs is done.
pub async fn keep_running(
    services: Services,
    mut promised: mpsc::Receiver<Promised>,
    stop: CancellationToken,
) {
    let places = Places::default();
    let running = TaskTracker::new();
    let mut look = tokio::time::interval(LOOK);
    look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            () = stop.cancelled() => break,
            Some(next) = promised.recv() => {
                start(&services, &places, &running, next.job, next.channel);
            }
            _ = look.tick() => {
                for (job, channel) in due(&services).await {
                    start(&services, &places, &running, job, channel);
                }
            }
        }
    }
    running.close();
    running.wait().await;
}

fn start(
    services: &Services,
    places: &Places,
    running: &TaskTracker,
    job: JobId,
    channel: Option<ChannelId>,
) {
    let Some(place) = places.take(channel) else {
        return;
    };
    let services = services.clone();
    running.spawn(async move {
        if let Err(error) = claim_and_run(&services, job).await {
            tracing::error!(%error, %job, "a job could not be claimed or recorded");
        }
        drop(place);
    });
}

async fn due(services: &Services) -> Vec<(JobId, Option<ChannelId>)> {
    match services.store.due_jobs(services.now(), SEEN).await {
        Ok(jobs) => jobs,
        Err(error) => {
            tracing::error!(%error, "the store could not be searched for jobs");
            Vec::new()
        }
    }
}

/// The places for jobs that run.
#[derive(Clone)]
struct Places {
    all: Arc<Semaphore>,
    /// How many run for each channel. A std mutex: held for a look-up only, never across an await.
    by_channel: Arc<Mutex<HashMap<ChannelId, usize>>>,
}

impl Default for Places {
    fn default() -> Self {
        Self {
            all: Arc::new(Semaphore::new(AT_ONCE)),
            by_channel: Arc::default(),
        }
    }
}

/// A place; given back when it is dropped.
struct Place {
    channel: Option<ChannelId>,
    by_channel: Arc<Mutex<HashMap<ChannelId, usize>>>,
    _permit: OwnedSemaphorePermit,
}

impl Places {
    /// A place, if there is one for this channel now.
    fn take(&self, channel: Option<ChannelId>) -> Option<Place> {
        let permit = Arc::clone(&self.all).try_acquire_owned().ok()?;
        if let Some(channel) = channel {
            let mut counts = self
                .by_channel
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let count = counts.entry(channel).or_default();
            if *count >= FOR_ONE_CHANNEL {
                return None;
            }
            *count += 1;
        }
        let by_channel = Arc::clone(&self.by_channel);
        Some(Place {
            channel,
            by_channel,
            _permit: permit,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some(channel) = self.channel else { return };
        let mut counts = self
            .by_channel
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&channel) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&channel);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_channel_never_takes_all_places() {
        let places = Places::default();
        let busy = ChannelId::new(1);
        let mut held: Vec<Place> = (0..FOR_ONE_CHANNEL)
            .filter_map(|_| places.take(busy))
            .collect();
        assert_eq!(held.len(), FOR_ONE_CHANNEL);
        assert!(places.take(busy).is_none());
        assert!(places.take(ChannelId::new(2)).is_some());
        held.pop();
        assert!(places.take(busy).is_some());
        drop(held);
        let counts = places
            .by_channel
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        assert!(counts.is_empty(), "channels are forgotten");
    }
}
