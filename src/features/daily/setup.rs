//! `/daily setup`: a new schedule, or a change of the one that has this channel and these days.

use crate::clock;
use crate::domain::id::GuildId;
use crate::domain::permission::Permission;
use crate::domain::reply::daily::{organising as words, trouble};
use crate::domain::schedule::{Days, LocalTime, RevealAfter, Schedule, Timing, pick};
use crate::domain::select::Filter;
use crate::domain::view::Response;
use crate::features::drill::named;
use crate::features::request::DailySetup;
use crate::features::services::Shelf;
use crate::features::{Caller, Services, Stop};
use crate::store::Kept;

use super::{plan, which};

/// How many of the next posts the reply names.
const UPCOMING: usize = 5;

/// Schedules, and says what will be posted when and whether the channel allows it.
///
/// # Errors
/// Where something typed can't be used, the days overlap with another schedule's, or the store
/// fails. Nothing is changed then.
pub async fn setup(
    services: &Services,
    caller: &Caller,
    wanted: DailySetup,
) -> Result<Response, Stop> {
    let guild = which::server(services, caller)?;
    let shelf = services.shelf_for(guild).await;
    let (mut schedule, timing) = read(services, guild, &shelf, &wanted)?;
    refuse_without_question(services, &shelf, &schedule)?;
    let same = same_place(services, &schedule).await?;
    let changed = same.as_ref().is_some_and(|same| !same.ended);
    if let Some(same) = same {
        schedule = Schedule {
            id: same.id,
            ..schedule
        };
    }
    schedule.next = plan::free_after(services, &schedule, services.now()).await?;
    let wake = plan::wake(guild, schedule.next);
    let kept = services.store.keep_schedule(&schedule, wake).await?;
    let language = services.language();
    let names = shelf.bank.vocabulary();
    match kept {
        Kept::Done => {}
        Kept::Overlaps(other) => {
            return Err(Stop::say(words::overlaps(language, &other, names)));
        }
        Kept::TooMany => return Err(Stop::say(words::too_many(language))),
    }
    services.plans_changed.notify_one();
    let checks = check_channel(services, &schedule).await;
    let first = schedule.next.map(|next| next.at);
    let upcoming: Vec<_> = timing
        .from(services.now())
        .filter(|next| first.is_some_and(|first| next.at >= first))
        .take(UPCOMING)
        .collect();
    Ok(Response::Ephemeral(words::scheduled(
        language, &schedule, names, changed, &upcoming, &checks,
    )))
}

/// The schedule that was asked for, with everything in it checked.
fn read(
    services: &Services,
    guild: GuildId,
    shelf: &Shelf,
    wanted: &DailySetup,
) -> Result<(Schedule, Timing), Stop> {
    let language = services.language();
    let invalid =
        |why: &dyn std::fmt::Display| Stop::say(words::invalid(language, &why.to_string()));
    let time = LocalTime::parse(&wanted.time).map_err(|why| invalid(&why))?;
    let days = match &wanted.days {
        None => Days::EVERY_DAY,
        Some(typed) => Days::parse(typed).map_err(|why| invalid(&why))?,
    };
    let typed = wanted.timezone.trim();
    let zone = clock::zone(typed).ok_or_else(|| Stop::say(words::unknown_zone(language, typed)))?;
    let reveal_after = match wanted.reveal_after {
        None => RevealAfter::USUAL,
        Some(hours) => RevealAfter::hours(hours)
            .ok_or_else(|| invalid(&words::out_of_range(language, hours)))?,
    };
    if wanted.role.is_some_and(|role| role.get() == guild.get()) {
        return Err(Stop::say(words::not_everyone(language)));
    }
    let schedule = Schedule {
        id: services.schedule_id(),
        guild,
        channel: wanted.channel,
        days,
        time,
        zone: zone.iana_name().unwrap_or(typed).to_owned(),
        filter: Filter {
            topics: topics(services, shelf, wanted.topic.as_deref())?,
            difficulty: wanted.difficulty,
            ..Filter::default()
        },
        role: wanted.role,
        reveal_after,
        answers: wanted.answers,
        effective: services.now(),
        ended: false,
        paused: None,
        next: None,
        trouble: None,
    };
    Ok((schedule, Timing::new(days, time, zone)))
}

/// The ids of the topics in a list with commas.
fn topics(services: &Services, shelf: &Shelf, typed: Option<&str>) -> Result<Vec<String>, Stop> {
    let known = &shelf.bank.vocabulary().topics;
    let mut topics = Vec::new();
    for one in typed.unwrap_or_default().split(',') {
        if one.trim().is_empty() {
            continue;
        }
        let topic = named(services, "topic", known, Some(one))?;
        topics.extend(topic.filter(|topic| !topics.contains(topic)));
    }
    Ok(topics)
}

fn refuse_without_question(
    services: &Services,
    shelf: &Shelf,
    schedule: &Schedule,
) -> Result<(), Stop> {
    let any = pick(
        &shelf.bank,
        &schedule.filter,
        &crate::domain::schedule::Before::default(),
        &[],
        schedule.id,
        jiff::civil::Date::ZERO,
    );
    match any {
        Some(_) => Ok(()),
        None => Err(Stop::say(words::no_question(services.language()))),
    }
}

/// The schedule of this channel and these days, whether it runs or was stopped: to set it up again
/// is to change it, and its ledger goes on, so that no date gets a second post.
async fn same_place(services: &Services, wanted: &Schedule) -> Result<Option<Schedule>, Stop> {
    let store = &services.store;
    let running = store.schedules_of(wanted.guild).await?;
    let same = running
        .into_iter()
        .find(|one| one.channel == wanted.channel && one.days == wanted.days);
    match same {
        Some(same) => Ok(Some(same)),
        None => Ok(store
            .ended_schedule(wanted.guild, wanted.channel, wanted.days)
            .await?),
    }
}

/// What the bot still needs in a schedule's channel, as lines for organisers.
pub(super) async fn check_channel(services: &Services, schedule: &Schedule) -> Vec<String> {
    let language = services.language();
    let examined = services
        .outbox
        .examine(schedule.guild, schedule.channel)
        .await;
    let examined = match examined {
        Ok(examined) => examined,
        Err(error) => return vec![trouble::not_examined(language, &error.to_string())],
    };
    let missing = examined.may.missing(&Permission::FOR_DAILY);
    let mut lines = vec![trouble::checked(language, &missing, examined.takes_threads)];
    let unheard = schedule
        .role
        .filter(|role| !examined.notifies.contains(role));
    lines.extend(unheard.map(|role| trouble::role_not_notified(language, role)));
    lines
}
