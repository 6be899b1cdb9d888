//! `/daily post-now`: today's post at once. Before its hour it takes the place of the scheduled
//! one, since it uses that day's claim.

use crate::domain::id::ScheduleId;
use crate::domain::reply::daily::{organising, status as words};
use crate::domain::schedule::{Occurrence, Post, Schedule};
use crate::domain::session::{Card, Place};
use crate::domain::view::{Response, View};
use crate::features::jobs::{self, Ran};
use crate::features::{Caller, Services, Stop};
use crate::store::JobKind;

use super::claim::{Outcome, Wanted, claim};
use super::{plan, which};

/// `Post now`, below a preview or a notice.
///
/// # Errors
/// Where the presser is no organiser, or as [`now`].
pub async fn post_now(
    services: &Services,
    caller: &Caller,
    schedule: ScheduleId,
) -> Result<Response, Stop> {
    let schedule = which::pressed(services, caller, schedule).await?;
    Ok(Response::Ephemeral(now(services, &schedule).await?))
}

/// Makes today's post, with the question that a preview shows.
///
/// # Errors
/// Where it stands already, no question passes the filter, or the store fails.
pub(super) async fn now(services: &Services, schedule: &Schedule) -> Result<View, Stop> {
    let now = services.now();
    let timing = plan::timing(schedule)?;
    let today = timing.date_of(now);
    let standing = services.store.post_on(schedule.id, today).await?;
    if let Some(post) = standing.filter(|post| post.card.is_some()) {
        return again(services, schedule, &post).await;
    }
    let at = timing.on(today).map_or(now, |occurrence| occurrence.at);
    let next = match schedule.next {
        Some(next) if next.date == today => plan::free_after(services, schedule, next.at).await?,
        other => other,
    };
    let wanted = Wanted {
        schedule,
        occurrence: Occurrence { date: today, at },
        planned: planned(schedule, today),
        late: false,
        next,
    };
    let (card, job) = match claim(services, &wanted, now).await? {
        Outcome::New(card, job) => (card, job),
        Outcome::Already(post) => return Err(Stop::say(already(services, &post).await?)),
        Outcome::NoQuestion => {
            return Err(Stop::say(organising::no_question(services.language())));
        }
    };
    services.plans_changed.notify_one();
    let ran = jobs::claim_and_run(services, job.id).await?;
    let language = services.language();
    match (ran, services.store.card(card.id).await?) {
        (Ran::Done, Some(card)) => Ok(words::posted_now(language, &card)),
        _ => Ok(words::on_its_way(language)),
    }
}

/// The date whose question goes out: today's where today is due or nothing is, else the next one's.
fn planned(schedule: &Schedule, today: jiff::civil::Date) -> jiff::civil::Date {
    schedule.next.map_or(today, |next| next.date)
}

/// Today's post is claimed. One that could not be sent yet is tried at once: whoever asks may have
/// mended what held it up.
async fn again(services: &Services, schedule: &Schedule, post: &Post) -> Result<View, Stop> {
    let language = services.language();
    if sent(services, post).await?.is_some() {
        return Err(Stop::say(already(services, post).await?));
    }
    let (store, now) = (&services.store, services.now());
    let job = store.hasten_job(JobKind::Daily, post.id.get(), now).await?;
    if let Some(job) = job {
        jobs::claim_and_run(services, job).await?;
    }
    if let Some(card) = sent(services, post).await? {
        return Ok(words::posted_now(language, &card));
    }
    let trouble = services
        .store
        .schedule(schedule.id)
        .await?
        .and_then(|schedule| schedule.trouble)
        .filter(|trouble| trouble.cause.holds());
    Ok(match trouble {
        Some(trouble) => words::still_held(language, schedule, trouble.cause),
        None => words::on_its_way(language),
    })
}

async fn card_of(services: &Services, post: &Post) -> Result<Option<Card>, Stop> {
    Ok(match post.card {
        Some(card) => services.store.card(card).await?,
        None => None,
    })
}

/// The post's card, where it stands in the channel with all that belongs to it.
async fn sent(services: &Services, post: &Post) -> Result<Option<Card>, Stop> {
    let whole = |card: &Card| card.opening.is_some() || card.session.place == Place::Private;
    let card = card_of(services, post).await?;
    Ok(card.filter(|card| card.message.is_some() && whole(card)))
}

async fn already(services: &Services, post: &Post) -> Result<View, Stop> {
    let language = services.language();
    Ok(card_of(services, post).await?.map_or_else(
        || words::on_its_way(language),
        |card| words::posted_already(language, &card),
    ))
}
