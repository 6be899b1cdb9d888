//! Work that was promised to people and is finished even over restarts.
//!
//! A job's row is written in the same transaction as what it is about, claimed before it is run,
//! and deleted once it is done. Running one twice must be harmless. One job's failure is recorded
//! and tried again later; it never touches another's.

mod runner;

use jiff::{SignedDuration, Timestamp};

use crate::domain::action::Action;
use crate::domain::id::{ChannelId, JobId, MessageId};
use crate::domain::session::Message;
use crate::domain::view::View;
use crate::outbox::{Nonce, SendError};
use crate::store::{Job, JobKind};

use super::{Services, Stop, answer, drill};
pub use runner::keep_running;

/// For how long a claim keeps others away; longer than any run.
const CLAIM: SignedDuration = SignedDuration::from_mins(5);
/// After so many tries a job is given up and its failure logged; the erasing of words never is.
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
pub async fn claim_and_run(services: &Services, id: JobId) -> Result<Ran, Stop> {
    let now = services.now();
    let Some(job) = services
        .store
        .claim_job(id, &services.owner, now, now + CLAIM)
        .await?
    else {
        return Ok(Ran::NotOurs);
    };
    match run(services, &job).await {
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

async fn run(services: &Services, job: &Job) -> Result<(), Stop> {
    match job.work.kind {
        JobKind::Drill => drill::steps::run(services, job).await,
        JobKind::Coach => answer::coaching::run(services, job).await,
        JobKind::Erase => erase(services, job).await,
    }
}

/// Deletes a message of ours. Where we may not (any more), it stays promised: rights come back.
async fn erase(services: &Services, job: &Job) -> Result<(), Stop> {
    let (Some(channel), Some(id)) = (job.work.channel, job.work.message) else {
        return Ok(());
    };
    Ok(services.outbox.delete(Message { channel, id }).await?)
}

async fn postpone(services: &Services, job: &Job, stop: &Stop) -> Result<(), Stop> {
    let id = job.work.id;
    if is_hopeless(job, stop) {
        tracing::error!(job = %id, kind = ?job.work.kind, error = %stop, "a job is given up");
        return Ok(services.store.finish_job(id).await?);
    }
    let again = services.now() + backoff(job);
    tracing::warn!(job = %id, kind = ?job.work.kind, tries = job.tries, error = %stop,
        "a job failed and will be tried again");
    Ok(services
        .store
        .fail_job(id, &stop.to_string(), again)
        .await?)
}

/// With a rejected token nothing can be done and nothing may be given up; and words that somebody
/// wanted gone are tried for as long as there is hope.
fn is_hopeless(job: &Job, stop: &Stop) -> bool {
    let may_be_given_up = match job.work.kind {
        JobKind::Erase => false,
        JobKind::Drill | JobKind::Coach => !matches!(stop, Stop::Send(SendError::TokenRejected)),
    };
    may_be_given_up && job.tries >= TRIES
}

/// 2 s, 4 s, ... up to 10 minutes; up to 6 hours for what may never work.
fn backoff(job: &Job) -> SignedDuration {
    let longest = match job.work.kind {
        JobKind::Erase => 6 * 3600,
        JobKind::Drill | JobKind::Coach => 600,
    };
    let seconds = 2_i64.saturating_pow(job.tries.clamp(1, 20)).min(longest);
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
