//! What keeps a schedule from posting: told once, and over by itself.
//!
//! A refusal is tried again for about a minute, since organisers may be changing permissions at
//! that moment. Then the schedule is on hold: its organisers are told once, and the post is tried
//! at long intervals until it is too late for it. The first success ends the hold.

use jiff::{SignedDuration, Timestamp};

use crate::domain::action::Action;
use crate::domain::id::{ChannelId, RoleId, ScheduleId};
use crate::domain::permission::Permission;
use crate::domain::reply::daily::trouble as words;
use crate::domain::schedule::{Cause, Post, Schedule};
use crate::domain::session::Place;
use crate::features::{Services, Stop, jobs};
use crate::outbox::{Nonce, SendError};
use crate::store::{Job, JobKind, NewJob};

/// After so many refusals it is no passing thing: with the pauses between them about a minute.
const REFUSALS: u32 = 6;

/// What a refusal of Discord's means.
///
/// Source of the codes:
/// <https://docs.discord.com/developers/topics/opcodes-and-status-codes#json>.
pub(super) fn cause_of(error: &SendError) -> Cause {
    match error.code() {
        Some(10003 | 10004) => Cause::ChannelGone,
        Some(50001 | 50013) => Cause::MayNot,
        Some(50083 | 160005) => Cause::ThreadClosed,
        Some(160_006) => Cause::TooManyThreads,
        _ => Cause::Refused,
    }
}

/// What a refusal in a post's thread means.
pub(super) fn cause_in_thread(error: &SendError) -> Cause {
    match cause_of(error) {
        Cause::ChannelGone | Cause::ThreadClosed => Cause::ThreadClosed,
        other => other,
    }
}

/// Whether a job was refused often enough to be more than a passing thing.
pub(super) const fn is_lasting(job: &Job) -> bool {
    job.tries >= REFUSALS
}

/// A step of a post was refused: it is tried again, with the organisers told where it lasts, or
/// given up where it is too late.
///
/// # Errors
/// The refusal, for another try.
pub(super) async fn met(
    services: &Services,
    job: &Job,
    post: &Post,
    schedule: &Schedule,
    cause: Cause,
    error: SendError,
) -> Result<(), Stop> {
    let now = services.now();
    services
        .store
        .post_failed(post.id, &error.to_string())
        .await?;
    if is_lasting(job) {
        arose(services, schedule, cause, now).await?;
    }
    let too_late = now.duration_since(post.due.max(job.created)) > services.catch_up;
    if too_late {
        return give_up(services, post, &error.to_string(), now).await;
    }
    Err(error.into())
}

/// Ends a post that is too late: as missed, or, where its card stands and only the thread is
/// missing, as a card that takes private answers.
async fn give_up(services: &Services, post: &Post, why: &str, now: Timestamp) -> Result<(), Stop> {
    if services.store.give_up_post(post.id, why, now).await? {
        return Ok(());
    }
    if let Some(card) = post.card
        && let Some(card) = services.store.card(card).await?
        && card.session.thread.is_none()
    {
        let session = card.session.id;
        services.store.set_place(session, Place::Private).await?;
    }
    Ok(())
}

/// Notes a trouble, and has the organisers told where it is new.
///
/// # Errors
/// When the store fails.
pub(super) async fn arose(
    services: &Services,
    schedule: &Schedule,
    cause: Cause,
    now: Timestamp,
) -> Result<(), Stop> {
    /// The promise to tell is a write of its own: one that was lost is made again so long.
    const PROMISED_AGAIN: SignedDuration = SignedDuration::from_mins(15);
    services.store.in_trouble(schedule.id, cause, now).await?;
    let now_known = services.store.schedule(schedule.id).await?;
    let untold = now_known
        .and_then(|schedule| schedule.trouble)
        .is_some_and(|trouble| {
            trouble.told.is_none() && now.duration_since(trouble.since) < PROMISED_AGAIN
        });
    if untold {
        tell_soon(services, schedule).await?;
    }
    Ok(())
}

/// Stores the promise to tell the organisers. The job of a trouble that was told already does
/// nothing.
async fn tell_soon(services: &Services, schedule: &Schedule) -> Result<(), Stop> {
    let job = NewJob::about(services.job_id(), JobKind::Notice, schedule.id.get());
    services.store.add_job(&job, services.now()).await?;
    services.background_jobs.notify_one();
    Ok(())
}

/// A post went out: whatever held its schedule is over. A role that is gone stays gone.
///
/// # Errors
/// When the store fails.
pub(super) async fn may_be_over(services: &Services, schedule: &Schedule) -> Result<(), Stop> {
    let held = schedule.trouble.as_ref();
    if held.is_some_and(|trouble| trouble.cause.holds()) {
        services.store.trouble_over(schedule.id).await?;
        tracing::info!(schedule = %schedule.id, "a schedule goes on after its trouble");
    }
    Ok(())
}

/// The role to mention, where it still exists.
///
/// # Errors
/// When Discord can't be asked, or the store fails.
pub(super) async fn role_to_notify(
    services: &Services,
    schedule: &Schedule,
) -> Result<Option<RoleId>, Stop> {
    let Some(role) = schedule.role else {
        return Ok(None);
    };
    let roles = match services.outbox.roles(schedule.guild).await {
        Ok(roles) => roles,
        // Whether we may post is found out by posting.
        Err(SendError::Refused { .. }) => return Ok(Some(role)),
        Err(error) => return Err(error.into()),
    };
    let gone = schedule
        .trouble
        .as_ref()
        .is_some_and(|trouble| trouble.cause == Cause::RoleGone);
    if roles.contains(&role) {
        if gone {
            services.store.trouble_over(schedule.id).await?;
        }
        return Ok(Some(role));
    }
    if !gone {
        arose(services, schedule, Cause::RoleGone, services.now()).await?;
    }
    Ok(None)
}

/// Runs a notice's job: in the notices channel, else to the owner, else nobody is told until
/// `/daily status`.
///
/// # Errors
/// When Discord can't be reached or the store fails.
pub async fn tell(services: &Services, job: &Job) -> Result<(), Stop> {
    let Some(id) = ScheduleId::new(job.work.subject) else {
        return Ok(());
    };
    let Some(schedule) = services.store.schedule(id).await? else {
        return Ok(());
    };
    let waits = schedule
        .trouble
        .as_ref()
        .is_some_and(|trouble| trouble.told.is_none());
    if !waits || schedule.ended {
        return Ok(());
    }
    let settings = services.store.settings(schedule.guild).await?;
    if let Some(channel) = settings.notices_channel
        && sent(tell_in(services, job, &schedule, channel, true).await)?
    {
        return Ok(services.store.trouble_told(id, services.now()).await?);
    }
    if sent(tell_owner(services, job, &schedule).await)? {
        services.store.trouble_told(id, services.now()).await?;
    }
    Ok(())
}

/// Whether something was sent; a refusal is an answer, too.
fn sent(result: Result<(), Stop>) -> Result<bool, Stop> {
    match result {
        Ok(()) => Ok(true),
        Err(Stop::Send(error @ SendError::Refused { .. })) => {
            tracing::info!(%error, "organisers could not be told there");
            Ok(false)
        }
        Err(stop) => Err(stop),
    }
}

async fn tell_in(
    services: &Services,
    job: &Job,
    schedule: &Schedule,
    channel: ChannelId,
    in_server: bool,
) -> Result<(), Stop> {
    let Some(trouble) = &schedule.trouble else {
        return Ok(());
    };
    let missing = match trouble.cause {
        Cause::MayNot => missing(services, schedule).await,
        _ => Vec::new(),
    };
    let view = words::notice(services.language(), schedule, trouble, &missing, in_server);
    let (nonce, mark) = (
        Nonce::of('t', job.work.id.get()),
        Action::PostNow(schedule.id),
    );
    jobs::post_once(services, job, channel, &view, &nonce, mark).await?;
    Ok(())
}

/// The permissions that the bot lacks in a schedule's channel; empty where nobody can tell.
async fn missing(services: &Services, schedule: &Schedule) -> Vec<Permission> {
    let (guild, channel) = (schedule.guild, schedule.channel);
    let examined = services.outbox.examine(guild, channel).await;
    examined.map_or_else(
        |_| Vec::new(),
        |examined| examined.may.missing(&Permission::FOR_DAILY),
    )
}

async fn tell_owner(services: &Services, job: &Job, schedule: &Schedule) -> Result<(), Stop> {
    let owner = services.outbox.owner(schedule.guild).await?;
    let channel = services.outbox.direct_channel(owner).await?;
    tell_in(services, job, schedule, channel, false).await
}

/// How long until a refused post is tried again: 2 s, 4 s, ... for about a minute, then at long
/// intervals, since only a person can mend it.
pub fn backoff(job: &Job) -> SignedDuration {
    const ON_HOLD: SignedDuration = SignedDuration::from_mins(5);
    if is_lasting(job) {
        ON_HOLD
    } else {
        SignedDuration::from_secs(2_i64.saturating_pow(job.tries.clamp(1, 6)))
    }
}
