//! Work that was promised to people and is finished even over restarts.
//!
//! A job's row is written in the same transaction as what it is about, claimed before it is run,
//! and deleted once it is done. Running one twice must be harmless. One job's failure is recorded
//! and tried again later; it never touches another's.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{Semaphore, mpsc};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::domain::action::Action;
use crate::domain::id::{ChannelId, JobId, MessageId};
use crate::domain::session::Message;
use crate::domain::view::{Author, View};
use crate::outbox::{Nonce, SendError};
use crate::store::{Job, JobKind};

use super::services::Promised;
use super::{Services, Stop, answer, drill};

/// For how long a claim keeps others away; longer than any run.
const CLAIM: SignedDuration = SignedDuration::from_mins(5);
/// How often the store is looked through for jobs that nobody runs.
const LOOK: std::time::Duration = std::time::Duration::from_secs(3);
/// How many jobs run at once.
const AT_ONCE: usize = 64;
/// How many jobs one look takes.
const TAKEN: u32 = 256;
/// After so many tries a job is given up and its failure logged.
const TRIES: u32 = 40;

/// How running a job went.
#[derive(Debug)]
pub enum Ran {
    /// It is done.
    Done,
    /// Somebody else runs it, or it is done already.
    NotOurs,
    /// It failed and will be tried again.
    Later(Stop),
}

/// Claims a job and runs it.
///
/// # Errors
/// When the store fails.
pub async fn claim_and_run(
    services: &Services,
    id: JobId,
    author: Option<Author>,
) -> Result<Ran, Stop> {
    let now = services.now();
    let Some(job) = services
        .store
        .claim_job(id, &services.owner, now, now + CLAIM)
        .await?
    else {
        return Ok(Ran::NotOurs);
    };
    match run(services, &job, author).await {
        Ok(()) => {
            services.store.finish_job(id).await?;
            Ok(Ran::Done)
        }
        Err(stop) => {
            postpone(services, &job, &stop).await?;
            Ok(Ran::Later(stop))
        }
    }
}

async fn run(services: &Services, job: &Job, author: Option<Author>) -> Result<(), Stop> {
    match job.work.kind {
        JobKind::Drill => drill::steps::run(services, job).await,
        JobKind::Coach => answer::coaching::run(services, job, author).await,
        JobKind::Erase => erase(services, job).await,
    }
}

/// Deletes a message of ours.
async fn erase(services: &Services, job: &Job) -> Result<(), Stop> {
    let (Some(channel), Some(id)) = (job.work.channel, job.work.message) else {
        return Ok(());
    };
    match services.outbox.delete(Message { channel, id }).await {
        Err(error @ SendError::Refused { .. }) => {
            tracing::info!(%error, "a message could not be deleted; it is out of our reach");
            Ok(())
        }
        other => Ok(other?),
    }
}

async fn postpone(services: &Services, job: &Job, stop: &Stop) -> Result<(), Stop> {
    if job.tries >= TRIES {
        tracing::error!(job = %job.work.id, kind = ?job.work.kind, error = %stop, "a job is given up");
        return Ok(services.store.finish_job(job.work.id).await?);
    }
    let again = services.now() + backoff(job.tries);
    tracing::warn!(job = %job.work.id, kind = ?job.work.kind, tries = job.tries, error = %stop,
        "a job failed and will be tried again");
    Ok(services
        .store
        .fail_job(job.work.id, &stop.to_string(), again)
        .await?)
}

/// 2 s, 4 s, ... up to 10 minutes.
fn backoff(tries: u32) -> SignedDuration {
    let seconds = 2_i64.saturating_pow(tries.clamp(1, 10)).min(600);
    SignedDuration::from_secs(seconds)
}

/// Posts a message that must exist exactly once. On a repeated run the channel is searched for
/// one that an earlier run sent but did not live to record: a message of ours with a button for
/// `mark`. (Discord's own nonce protects for some minutes only.)
///
/// # Errors
/// When Discord fails or refuses.
pub async fn post_once(
    services: &Services,
    job: &Job,
    channel: ChannelId,
    view: &View,
    nonce: &Nonce,
    mark: Action,
) -> Result<MessageId, SendError> {
    if job.tries > 1
        && let Some(sent) = find_ours(services, channel, job.created, mark).await?
    {
        return Ok(sent);
    }
    services.outbox.post(channel, view, nonce).await
}

/// A message of ours in a channel, not older than `since`, that has a button for `mark`.
///
/// # Errors
/// When Discord fails or refuses.
pub async fn find_ours(
    services: &Services,
    channel: ChannelId,
    since: Timestamp,
    mark: Action,
) -> Result<Option<MessageId>, SendError> {
    const PAGES: usize = 5;
    let mut after = MessageId::earliest_at(since);
    for _ in 0..PAGES {
        let page = services.outbox.read(channel, Some(after)).await?;
        let Some(last) = page.last() else { break };
        after = last.at.id;
        let ours = |message: &&crate::outbox::SeenMessage| {
            message.author == services.identity.user && message.actions.contains(&mark)
        };
        if let Some(found) = page.iter().find(ours) {
            return Ok(Some(found.at.id));
        }
    }
    Ok(None)
}

/// Runs promised jobs, and those that the store holds from before, until `stop`.
pub async fn keep_running(
    services: Services,
    mut promised: mpsc::Receiver<Promised>,
    stop: CancellationToken,
) {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let running = TaskTracker::new();
    let mut look = tokio::time::interval(LOOK);
    look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            () = stop.cancelled() => break,
            Some(next) = promised.recv() => start(&services, &places, &running, next).await,
            _ = look.tick() => {
                for job in due(&services).await {
                    start(&services, &places, &running, Promised { job, author: None }).await;
                }
            }
        }
    }
    running.close();
    running.wait().await;
}

async fn start(
    services: &Services,
    places: &Arc<Semaphore>,
    running: &TaskTracker,
    next: Promised,
) {
    let Ok(place) = Arc::clone(places).acquire_owned().await else {
        return;
    };
    let services = services.clone();
    running.spawn(async move {
        if let Err(error) = claim_and_run(&services, next.job, next.author).await {
            tracing::error!(%error, job = %next.job, "a job could not be claimed or recorded");
        }
        drop(place);
    });
}

async fn due(services: &Services) -> Vec<JobId> {
    match services.store.due_jobs(services.now(), TAKEN).await {
        Ok(jobs) => jobs,
        Err(error) => {
            tracing::error!(%error, "the store could not be searched for jobs");
            Vec::new()
        }
    }
}
