//! Which schedule an organiser means.

use crate::domain::bank::Vocabulary;
use crate::domain::id::{GuildId, ScheduleId};
use crate::domain::reply::daily::{organising, status};
use crate::domain::reply::organiser::only_in_servers;
use crate::domain::reply::suggestions;
use crate::domain::schedule::Schedule;
use crate::features::{Caller, Services, Stop, organiser};

/// The caller's server.
///
/// # Errors
/// In direct messages.
pub(super) fn server(services: &Services, caller: &Caller) -> Result<GuildId, Stop> {
    let language = services.language();
    caller
        .guild
        .ok_or_else(|| Stop::say(only_in_servers(language)))
}

/// The schedule that was named, or the only one.
///
/// # Errors
/// Where there is none, or several and none of them is named.
pub(super) async fn schedule(
    services: &Services,
    caller: &Caller,
    typed: Option<&str>,
) -> Result<Schedule, Stop> {
    let guild = server(services, caller)?;
    let mut all = services.store.schedules_of(guild).await?;
    let language = services.language();
    let shelf = services.shelf_for(guild).await;
    let names = shelf.bank.vocabulary();
    if let Some(typed) = typed {
        let place = all
            .iter()
            .position(|one| is_meant(services, one, typed, names));
        if let Some(place) = place {
            return Ok(all.swap_remove(place));
        }
    }
    match (all.len(), typed) {
        (0, _) => Err(Stop::say(organising::nothing_scheduled(language))),
        (1, None) => Ok(all.swap_remove(0)),
        _ => {
            let view = organising::which(language, &all, names);
            Err(Stop::say(view))
        }
    }
}

/// Whether a text names a schedule: by its id, as suggestions give it, or by what they show.
fn is_meant(services: &Services, schedule: &Schedule, typed: &str, names: &Vocabulary) -> bool {
    let typed = typed.trim();
    let shown =
        [true, false].map(|here| suggestions::schedule(services.language(), schedule, here, names));
    let label = status::label(services.language(), schedule, names);
    typed == schedule.id.to_string()
        || typed.eq_ignore_ascii_case(&label)
        || shown.iter().any(|shown| typed == shown)
}

/// The schedule behind an organiser's button.
///
/// # Errors
/// Where the presser is no organiser of its server, or it was stopped.
pub(super) async fn pressed(
    services: &Services,
    caller: &Caller,
    schedule: ScheduleId,
) -> Result<Schedule, Stop> {
    organiser::check(services, caller).await?;
    let found = services.store.schedule(schedule).await?;
    found
        .filter(|found| Some(found.guild) == caller.guild && !found.ended)
        .ok_or_else(|| Stop::say(organising::nothing_scheduled(services.language())))
}
