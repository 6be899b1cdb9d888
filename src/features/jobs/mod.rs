//! Work that was promised to people and is finished even over restarts.
//!
//! A job's row is written in the same transaction as what it is about, claimed before it is run,
//! and deleted once it is done. Running one twice must be harmless. One job's failure is recorded
//! and tried again later; it never touches another's.

mod background;
mod runner;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::domain::action::Action;
use crate::domain::id::{ChannelId, JobId, MessageId};
use crate::domain::session::Message;
use crate::domain::view::View;
use crate::outbox::{Nonce, SeenMessage, SendError};
use crate::store::{Job, JobKind};

use super::{Services, Stop, answer, daily, drill, own};
pub use background::keep_running_in_background;
pub use runner::keep_running;

/// For how long a claim keeps others away, unless it is renewed: so long a dead process's jobs wait
/// until another takes them.
const CLAIM: SignedDuration = SignedDuration::from_secs(40);
/// How often the claim of a job that runs is renewed.
const RENEWAL: Duration = Duration::from_secs(10);
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
    match run_claimed(services, &job).await {
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

/// Runs a job and keeps its claim meanwhile.
async fn run_claimed(services: &Services, job: &Job) -> Result<(), Stop> {
    let running = run(services, job);
    tokio::pin!(running);
    loop {
        tokio::select! {
            ran = &mut running => return ran,
            () = tokio::time::sleep(RENEWAL) => {}
        }
        let (id, until) = (job.work.id, services.now() + CLAIM);
        let renewed = services.store.renew_claim(id, &services.owner, until);
        if let Err(error) = renewed.await {
            tracing::warn!(%error, job = %id, "a claim could not be renewed");
        }
    }
}

async fn run(services: &Services, job: &Job) -> Result<(), Stop> {
    match job.work.kind {
        JobKind::Drill => drill::steps::run(services, job).await,
        JobKind::Coach => answer::coaching::run(services, job).await,
        JobKind::Erase => erase(services, job).await,
        JobKind::Daily => daily::steps::run(services, job).await,
        JobKind::Reveal => daily::reveal::run(services, job).await,
        JobKind::Notice => daily::trouble::tell(services, job).await,
        JobKind::TellAuthor => own::tell::run(services, job).await,
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
    let again = services.now() + backoff(job, stop);
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
        // They end by themselves once it is too late for them.
        JobKind::Daily | JobKind::Reveal => false,
        JobKind::Drill | JobKind::Coach | JobKind::Notice | JobKind::TellAuthor => {
            !matches!(stop, Stop::Send(SendError::TokenRejected))
        }
    };
    may_be_given_up && job.tries >= TRIES
}

/// 2 s, 4 s, ... up to 10 minutes; up to 6 hours for what may never work, and up to a minute for
/// what a whole group waits for.
fn backoff(job: &Job, stop: &Stop) -> SignedDuration {
    let longest = match job.work.kind {
        JobKind::Erase => 6 * 3600,
        JobKind::Drill | JobKind::Coach | JobKind::Notice | JobKind::TellAuthor => 600,
        JobKind::Daily | JobKind::Reveal => {
            if matches!(stop, Stop::Send(SendError::Refused { .. })) {
                return daily::trouble::backoff(job);
            }
            60
        }
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
    post_once_since(services, job, job.created, channel, view, nonce, mark).await
}

/// The same for a message that can't have been sent before `since`.
///
/// # Errors
/// When Discord fails or refuses.
pub async fn post_once_since(
    services: &Services,
    job: &Job,
    since: Timestamp,
    channel: ChannelId,
    view: &View,
    nonce: &Nonce,
    mark: Action,
) -> Result<MessageId, SendError> {
    if job.tries > 1
        && let Some(sent) = find_ours(services, channel, since, mark).await?
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
    let marked = |message: &SeenMessage| message.actions.contains(&mark);
    find_ours_by(services, channel, since, marked).await
}

/// A message of ours in a channel, not older than `since`, that is what is looked for.
///
/// # Errors
/// When Discord fails or refuses.
pub async fn find_ours_by(
    services: &Services,
    channel: ChannelId,
    since: Timestamp,
    is_it: impl Fn(&SeenMessage) -> bool + Send,
) -> Result<Option<MessageId>, SendError> {
    const PAGES: usize = 5;
    /// Discord's clock and ours.
    const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(1);
    let mut after = MessageId::earliest_at(since - CLOCKS_DIFFER);
    for _ in 0..PAGES {
        let page = services.outbox.read(channel, Some(after)).await?;
        let Some(last) = page.last() else { break };
        after = last.at.id;
        let ours =
            |message: &&SeenMessage| message.author == services.identity.user && is_it(message);
        if let Some(found) = page.iter().find(ours) {
            return Ok(Some(found.at.id));
        }
    }
    Ok(None)
}
