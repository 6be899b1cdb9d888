//! When a schedule posts next, and what: the same answer for everybody who asks.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::clock;
use crate::domain::id::{GuildId, ScheduleId};
use crate::domain::question::{Question, QuestionId};
use crate::domain::reply::daily::{organising, status};
use crate::domain::schedule::{Before, Occurrence, Schedule, Timing, pick};
use crate::domain::seed::stable_hash;
use crate::domain::view::{Response, View};
use crate::features::{Caller, Services, Stop};
use crate::store::Plan;

use super::which;

/// Posts of one minute start within so many milliseconds, each server at its own moment, so that
/// thousands of schedules at the full hour are no single wave.
const SPREAD_MILLISECONDS: u64 = 4_000;

/// When a schedule is due.
///
/// # Errors
/// Where its zone is not known any more.
pub(super) fn timing(schedule: &Schedule) -> Result<Timing, Stop> {
    let zone = clock::zone(&schedule.zone).ok_or(Stop::Broken("a time zone is not known"))?;
    Ok(Timing::new(schedule.days, schedule.time, zone))
}

/// When the scheduler wakes for an occurrence of a server's schedule.
pub(super) fn wake(guild: GuildId, next: Option<Occurrence>) -> Option<Timestamp> {
    let spread = stable_hash(["spread", &guild.to_string()]) % SPREAD_MILLISECONDS;
    let spread = SignedDuration::from_millis(i64::try_from(spread).unwrap_or(0));
    next.map(|next| next.at + spread)
}

/// The first occurrence after an instant whose date has no post yet.
///
/// # Errors
/// When the store fails.
pub(super) async fn free_after(
    services: &Services,
    schedule: &Schedule,
    instant: Timestamp,
) -> Result<Option<Occurrence>, Stop> {
    let timing = timing(schedule)?;
    for next in timing.from(instant).filter(|next| next.at > instant) {
        let post = services.store.post_on(schedule.id, next.date).await?;
        if post.is_none_or(|post| post.card.is_none()) {
            return Ok(Some(next));
        }
    }
    Ok(None)
}

/// What is asked on a date.
pub(super) struct Asked {
    /// The question.
    pub question: Arc<Question>,
    /// What was chosen for the date; another one where the bank does not have it any more.
    pub chosen: Option<QuestionId>,
}

/// The question of a date: the chosen one, else the one that the rules pick; `None` where no
/// question passes the filter.
///
/// # Errors
/// When the store fails.
pub(super) async fn asked(
    services: &Services,
    schedule: &Schedule,
    date: Date,
) -> Result<Option<Asked>, Stop> {
    let plan = services.store.plan(schedule.id, date).await?;
    let shelf = services.shelf_for(schedule.guild).await;
    let chosen = plan
        .question
        .as_ref()
        .and_then(|id| shelf.bank.question(id));
    let question = match chosen {
        Some(chosen) => Some(Arc::clone(chosen)),
        None => picked(services, schedule, date, &plan).await?,
    };
    let chosen = plan.question;
    Ok(question.map(|question| Asked { question, chosen }))
}

async fn picked(
    services: &Services,
    schedule: &Schedule,
    date: Date,
    plan: &Plan,
) -> Result<Option<Arc<Question>>, Stop> {
    let before = Before {
        posted: services.store.posted_in(schedule.channel).await?,
        skipped: services.store.skipped_lately(schedule.id).await?,
    };
    let shelf = services.shelf_for(schedule.guild).await;
    Ok(pick(
        &shelf.bank,
        &schedule.filter,
        &before,
        &plan.skipped,
        schedule.id,
        date,
    ))
}

/// What is due next, with its question.
///
/// # Errors
/// Where nothing is due, no question passes the filter, or the store fails.
pub(super) async fn next(
    services: &Services,
    schedule: &Schedule,
) -> Result<(Occurrence, Arc<Question>), Stop> {
    let language = services.language();
    let next = schedule
        .next
        .ok_or_else(|| Stop::say(organising::nothing_due(language)))?;
    let asked = asked(services, schedule, next.date)
        .await?
        .ok_or_else(|| Stop::say(organising::no_question(language)))?;
    Ok((next, asked.question))
}

/// Fixes the question of a date, so that what was shown is what will be posted.
///
/// # Errors
/// When the store fails.
async fn fix(
    services: &Services,
    schedule: &Schedule,
    date: Date,
    question: &Question,
) -> Result<(), Stop> {
    let plan = services.store.plan(schedule.id, date).await?;
    let fixed = Plan {
        question: Some(question.id.clone()),
        ..plan
    };
    Ok(services.store.set_plan(schedule.id, date, &fixed).await?)
}

/// `preview`: the next question, which is then the one that will be posted.
///
/// # Errors
/// As [`next`].
pub(super) async fn preview(
    services: &Services,
    schedule: &Schedule,
    note: Option<&str>,
) -> Result<View, Stop> {
    let (next, question) = next(services, schedule).await?;
    fix(services, schedule, next.date, &question).await?;
    Ok(shown(services, schedule, next, &question, note).await)
}

/// An occurrence with its question, as an organiser sees it.
pub(super) async fn shown(
    services: &Services,
    schedule: &Schedule,
    next: Occurrence,
    question: &Question,
    note: Option<&str>,
) -> View {
    let shelf = services.shelf_for(schedule.guild).await;
    let names = shelf.bank.vocabulary();
    status::preview(services.language(), schedule, next, question, names, note)
}

/// `skip`: another question for the next post; the present one comes back after all others.
///
/// # Errors
/// As [`next`].
pub(super) async fn skip(services: &Services, schedule: &Schedule) -> Result<View, Stop> {
    let (next, present) = next(services, schedule).await?;
    let mut plan = services.store.plan(schedule.id, next.date).await?;
    plan.question = None;
    plan.skipped.push(present.id.clone());
    let other = picked(services, schedule, next.date, &plan).await?;
    let note = match &other {
        Some(other) if other.id != present.id => status::skipped(services.language()),
        _ => status::only_one(services.language()),
    };
    plan.question = other.map(|other| other.id.clone());
    services
        .store
        .set_plan(schedule.id, next.date, &plan)
        .await?;
    preview(services, schedule, Some(note)).await
}

/// `Another question` below a preview.
///
/// # Errors
/// Where the presser is no organiser, or as [`next`].
pub async fn another_question(
    services: &Services,
    caller: &Caller,
    schedule: ScheduleId,
) -> Result<Response, Stop> {
    let schedule = which::pressed(services, caller, schedule).await?;
    Ok(Response::Update(skip(services, &schedule).await?))
}
