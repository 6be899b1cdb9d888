//! `/daily` but for its setup: what is scheduled, and changes to it.

use jiff::civil::Date;

use crate::domain::reply::daily::{organising as words, status};
use crate::domain::schedule::{Pause, Schedule};
use crate::domain::view::{Response, View};
use crate::features::request::DailyCommand;
use crate::features::{Caller, Services, Stop};

use super::setup::check_channel;
use super::{choice, plan, post_now, which};

/// How many posts of each schedule status shows.
const POSTS_SHOWN: u32 = 3;
/// How many schedules status shows; an embed each.
const SHOWN: usize = 10;

/// Carries out a subcommand. Discord's own check of who may use it is trusted.
///
/// # Errors
/// Where the schedule is not clear, something typed can't be used, or store or Discord fail.
pub async fn command(
    services: &Services,
    caller: &Caller,
    typed: Option<&str>,
    what: DailyCommand,
) -> Result<Response, Stop> {
    if matches!(what, DailyCommand::Status) {
        return status_of(services, caller, typed).await;
    }
    let schedule = which::schedule(services, caller, typed).await?;
    let view = match what {
        DailyCommand::Status | DailyCommand::Preview => {
            plan::preview(services, &schedule, None).await?
        }
        DailyCommand::PostNow => post_now::now(services, &schedule).await?,
        DailyCommand::Skip => plan::skip(services, &schedule).await?,
        DailyCommand::Next(question) => choice::choose(services, &schedule, &question).await?,
        DailyCommand::Pause(until) => pause(services, &schedule, until.as_deref()).await?,
        DailyCommand::Resume => resume(services, &schedule).await?,
        DailyCommand::Off => off(services, &schedule).await?,
    };
    Ok(Response::Ephemeral(view))
}

async fn status_of(
    services: &Services,
    caller: &Caller,
    typed: Option<&str>,
) -> Result<Response, Stop> {
    let guild = which::server(services, caller)?;
    let mut schedules = match typed {
        Some(_) => vec![which::schedule(services, caller, typed).await?],
        None => services.store.schedules_of(guild).await?,
    };
    schedules.truncate(SHOWN);
    let mut standings = Vec::with_capacity(schedules.len());
    for schedule in &schedules {
        standings.push(standing(services, schedule).await?);
    }
    let shelf = services.shelf_for(guild).await;
    let names = shelf.bank.vocabulary();
    let view = status::status(services.language(), &standings, names);
    told(services, &schedules).await?;
    Ok(Response::Ephemeral(view))
}

async fn standing<'a>(
    services: &Services,
    schedule: &'a Schedule,
) -> Result<status::Standing<'a>, Stop> {
    let mut posts = Vec::new();
    for post in services
        .store
        .latest_posts(schedule.id, POSTS_SHOWN)
        .await?
    {
        let card = match post.card {
            Some(card) => services.store.card(card).await?,
            None => None,
        };
        posts.push((post, card.and_then(|card| card.message)));
    }
    let checks = check_channel(services, schedule).await;
    Ok(status::Standing {
        schedule,
        posts,
        checks,
    })
}

/// Who reads the status has been told of every trouble in it.
async fn told(services: &Services, schedules: &[Schedule]) -> Result<(), Stop> {
    for schedule in schedules {
        if let Some(trouble) = &schedule.trouble
            && trouble.told.is_none()
        {
            services
                .store
                .trouble_told(schedule.id, services.now())
                .await?;
        }
    }
    Ok(())
}

async fn pause(
    services: &Services,
    schedule: &Schedule,
    until: Option<&str>,
) -> Result<View, Stop> {
    let language = services.language();
    let now = services.now();
    let timing = plan::timing(schedule)?;
    let (pause, next) = match until {
        None => (Pause::UntilResumed, None),
        Some(typed) => {
            let date: Date = typed
                .trim()
                .parse()
                .map_err(|_| Stop::say(words::no_date(language, typed)))?;
            let today = timing.date_of(now);
            if date <= today {
                return Err(Stop::say(words::not_in_future(language, date, today)));
            }
            (Pause::Until(date), timing.first_from(date))
        }
    };
    let wake = plan::wake(schedule.guild, next);
    services
        .store
        .pause_schedule(schedule.id, Some(pause), now, next, wake)
        .await?;
    services.plans_changed.notify_one();
    Ok(words::paused(language, next))
}

async fn resume(services: &Services, schedule: &Schedule) -> Result<View, Stop> {
    let language = services.language();
    if schedule.paused.is_none() {
        return Ok(words::not_paused(language, schedule.next));
    }
    let now = services.now();
    let next = plan::free_after(services, schedule, now).await?;
    let wake = plan::wake(schedule.guild, next);
    services
        .store
        .pause_schedule(schedule.id, None, now, next, wake)
        .await?;
    services.plans_changed.notify_one();
    Ok(words::resumed(language, next))
}

async fn off(services: &Services, schedule: &Schedule) -> Result<View, Stop> {
    services
        .store
        .end_schedule(schedule.id, services.now())
        .await?;
    services.plans_changed.notify_one();
    Ok(words::stopped(services.language(), schedule))
}
