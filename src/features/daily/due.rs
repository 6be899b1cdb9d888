//! What is due now: the body of the scheduler's loop, a function with an outcome.

use futures_util::StreamExt;
use jiff::{SignedDuration, Timestamp};

use crate::domain::schedule::{Cause, Occurrence, Schedule, Timing};
use crate::features::{Services, Stop};

use super::claim::{self, Wanted, claim};
use super::{plan, trouble};

/// How many schedules one step looks at.
const BATCH: u32 = 256;
/// How many of them are claimed side by side.
const SIDE_BY_SIDE: usize = 8;
/// A post this much after its time says so.
pub(super) const WORTH_SAYING: SignedDuration = SignedDuration::from_mins(5);
/// After so long another process's servers are served too: it may have died.
const ANOTHERS: SignedDuration = SignedDuration::from_secs(30);
/// What is due and could not be taken is looked for again after this.
const SOON: SignedDuration = SignedDuration::from_secs(1);
/// A schedule that could not be claimed is looked at again after this.
const AGAIN: SignedDuration = SignedDuration::from_secs(30);
/// No more missed posts than this are recorded for one absence.
const MISSED_RECORDED: usize = 31;

/// How a step went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Posts that were claimed.
    pub claimed: usize,
    /// Posts that were too late.
    pub missed: usize,
    /// Schedules that failed and are looked at again.
    pub failed: usize,
    /// When there is something to do next; at once where the batch was full.
    pub next: Option<Timestamp>,
}

/// How one schedule's turn went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Claimed,
    Missed,
    /// Somebody else has claimed it.
    Taken,
    /// It is left to another process for a while.
    Left,
}

/// Claims posts that are due at `now`, a batch of them. One schedule's failure is logged and looked
/// at again; it never touches another's.
///
/// # Errors
/// When the store can't be asked at all.
pub async fn step(services: &Services, now: Timestamp) -> Result<Outcome, Stop> {
    let mut outcome = Outcome::default();
    let mut left = 0;
    let more = loop {
        let batch = take_batch(services, now, left, &mut outcome).await?;
        left += batch.left;
        let claimed = outcome.claimed + outcome.missed > 0;
        // Behind a whole batch that is left to others there may be our own.
        if !batch.full || claimed || batch.left == 0 {
            break batch.full && claimed;
        }
    };
    let next = services.store.next_wake().await?;
    let stuck = left > 0 || next.is_some_and(|next| next <= now);
    outcome.next = if more {
        Some(now)
    } else if stuck {
        Some(now + SOON)
    } else {
        next
    };
    Ok(outcome)
}

/// How a batch went, but for what was claimed.
struct Batch {
    /// Whether there may be more behind it.
    full: bool,
    /// How many of it are left to other processes.
    left: u32,
}

/// Takes the due schedules behind those that were left.
async fn take_batch(
    services: &Services,
    now: Timestamp,
    behind: u32,
    outcome: &mut Outcome,
) -> Result<Batch, Stop> {
    let due = services.store.due_schedules(now, behind, BATCH).await?;
    let full = due.len() >= BATCH as usize;
    let mut turns = futures_util::stream::iter(due)
        .map(|schedule| async move { take(services, &schedule, now).await })
        .buffer_unordered(SIDE_BY_SIDE);
    let mut left = 0;
    while let Some(turn) = turns.next().await {
        match turn {
            Ok(Turn::Claimed) => outcome.claimed += 1,
            Ok(Turn::Missed) => outcome.missed += 1,
            Ok(Turn::Taken) => {}
            Ok(Turn::Left) => left += 1,
            Err(()) => outcome.failed += 1,
        }
    }
    Ok(Batch { full, left })
}

async fn take(services: &Services, schedule: &Schedule, now: Timestamp) -> Result<Turn, ()> {
    match turn(services, schedule, now).await {
        Ok(turn) => Ok(turn),
        Err(error) => {
            tracing::error!(%error, schedule = %schedule.id, "a schedule could not be served");
            let (seen, again) = (schedule.next, Some(now + AGAIN));
            if let Err(error) = services
                .store
                .set_next(schedule.id, seen, seen, again)
                .await
            {
                tracing::error!(%error, schedule = %schedule.id, "nor put off");
            }
            Err(())
        }
    }
}

async fn turn(services: &Services, schedule: &Schedule, now: Timestamp) -> Result<Turn, Stop> {
    let Some(next) = schedule.next else {
        return Ok(Turn::Taken);
    };
    if !services.serves(schedule.guild) && now.duration_since(next.at) < ANOTHERS {
        return Ok(Turn::Left);
    }
    let timing = plan::timing(schedule)?;
    let latest = timing
        .latest(now)
        .filter(|latest| latest.at >= next.at)
        .unwrap_or(next);
    let missed_before = skipped_over(&timing, next, latest);
    for missed in missed_before {
        miss(services, schedule, missed, "I was away", Some(latest), now).await?;
    }
    let following = plan::free_after(services, schedule, now.max(latest.at)).await?;
    if now.duration_since(latest.at) > services.catch_up {
        miss(services, schedule, latest, "I was away", following, now).await?;
        return Ok(Turn::Missed);
    }
    post(services, schedule, latest, following, now).await
}

/// The occurrences from `next` on that lie before `latest`.
fn skipped_over(timing: &Timing, next: Occurrence, latest: Occurrence) -> Vec<Occurrence> {
    let mut missed: Vec<_> = timing
        .from(next.at)
        .take_while(|one| one.at < latest.at)
        .filter(|one| one.at >= next.at)
        .collect();
    missed.drain(..missed.len().saturating_sub(MISSED_RECORDED));
    missed
}

async fn post(
    services: &Services,
    schedule: &Schedule,
    occurrence: Occurrence,
    next: Option<Occurrence>,
    now: Timestamp,
) -> Result<Turn, Stop> {
    let wanted = Wanted {
        schedule,
        occurrence,
        planned: occurrence.date,
        late: now.duration_since(occurrence.at) > WORTH_SAYING,
        next,
    };
    match claim(services, &wanted, now).await? {
        claim::Outcome::New(..) => {
            services.background_jobs.notify_one();
            // A pause with an end is over with the first post after it.
            if let Some(pause) = schedule.paused {
                services.store.pause_is_over(schedule.id, pause).await?;
            }
            Ok(Turn::Claimed)
        }
        claim::Outcome::Already(_) => Ok(Turn::Taken),
        claim::Outcome::NoQuestion => {
            let why = "no question passes the filter";
            miss(services, schedule, occurrence, why, next, now).await?;
            trouble::arose(services, schedule, Cause::NoQuestion, now).await?;
            Ok(Turn::Missed)
        }
    }
}

async fn miss(
    services: &Services,
    schedule: &Schedule,
    missed: Occurrence,
    why: &str,
    next: Option<Occurrence>,
    now: Timestamp,
) -> Result<(), Stop> {
    tracing::warn!(schedule = %schedule.id, date = %missed.date, why, "a question of the day was missed");
    let wake = plan::wake(schedule.guild, next);
    let id = services.post_id();
    let store = &services.store;
    Ok(store
        .miss_post(
            id,
            schedule.id,
            missed.date,
            missed.at,
            why,
            now,
            next,
            wake,
        )
        .await?)
}

/// Computes anew what every schedule posts next, as zones' rules may have changed with a new
/// version. What was due while nobody ran is left to [`step`].
///
/// # Errors
/// When the store fails.
pub async fn refresh(services: &Services) -> Result<(), Stop> {
    let mut after = None;
    loop {
        let page = services.store.schedules_after(after, BATCH).await?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = Some(last.id);
        for schedule in &page {
            if let Err(error) = refresh_one(services, schedule).await {
                tracing::error!(%error, schedule = %schedule.id, "a schedule could not be computed");
            }
        }
    }
}

async fn refresh_one(services: &Services, schedule: &Schedule) -> Result<(), Stop> {
    let Some(next) = schedule.next.filter(|next| next.at > services.now()) else {
        return Ok(());
    };
    let timing = plan::timing(schedule)?;
    let Some(now) = timing.on(next.date).filter(|now| *now != next) else {
        return Ok(());
    };
    let wake = plan::wake(schedule.guild, Some(now));
    let (seen, id) = (schedule.next, schedule.id);
    services.store.set_next(id, seen, Some(now), wake).await?;
    Ok(())
}
