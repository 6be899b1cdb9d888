//! Runs the jobs that nobody waits for: scheduled posts, reveals, notices.
//!
//! They have places of their own, so that thousands of posts of the same minute take none from
//! what people wait for; and there are enough of them to keep the outbox's lane full. Nothing
//! waits in memory beyond one page: the store is the queue. A job that is seen twice is run once,
//! because it is claimed first.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::claim_and_run;
use crate::domain::id::JobId;
use crate::features::Services;

/// How often the store is looked through without being woken.
const LOOK: Duration = Duration::from_secs(2);
/// How many run at once: with a few requests each, one after the other, and answers of Discord's
/// within a second they still fill the lane.
const AT_ONCE: usize = 64;
/// How many one look sees.
const SEEN: u32 = 512;

/// Runs background jobs until `stop`; ends when the last one that runs is done.
pub async fn keep_running_in_background(services: Services, stop: CancellationToken) {
    let mut running = JoinSet::new();
    let mut page = VecDeque::new();
    let mut look = true;
    loop {
        if page.is_empty() && look {
            page = due(&services).await;
            // A full page has more behind it.
            look = page.len() >= SEEN as usize;
        }
        while running.len() < AT_ONCE
            && let Some(job) = page.pop_front()
        {
            let services = services.clone();
            running.spawn(async move { run(&services, job).await });
        }
        tokio::select! {
            biased;
            () = stop.cancelled() => break,
            Some(_) = running.join_next() => {}
            () = services.background_jobs.notified() => look = true,
            () = tokio::time::sleep(LOOK) => look = true,
        }
    }
    while running.join_next().await.is_some() {}
}

async fn run(services: &Services, job: JobId) {
    if let Err(error) = claim_and_run(services, job).await {
        tracing::error!(%error, %job, "a job could not be claimed or recorded");
    }
}

async fn due(services: &Services) -> VecDeque<JobId> {
    match services
        .store
        .due_background_jobs(services.now(), SEEN)
        .await
    {
        Ok(jobs) => jobs.into_iter().map(|(job, _)| job).collect(),
        Err(error) => {
            tracing::error!(%error, "the store could not be searched for jobs");
            VecDeque::new()
        }
    }
}
