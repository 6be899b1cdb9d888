//! `/daily next`: an organiser chooses the next question.

use crate::domain::reply::daily::{organising, status};
use crate::domain::schedule::Schedule;
use crate::domain::view::View;
use crate::features::drill::question;
use crate::features::{Services, Stop};

use super::plan;

/// How many occurrences are looked at for one without a post. Claimed dates to come are few: one
/// that `post-now` took, or several after a change of the zone.
const LOOKED_AT: usize = 30;

/// Makes this question the next post's, whatever the schedule's filter. A post that is claimed at
/// that moment asks it already, or leaves it to the one after.
///
/// # Errors
/// Where the bank does not know it, nothing is due, or the store fails.
pub(super) async fn choose(
    services: &Services,
    schedule: &Schedule,
    typed: &str,
) -> Result<View, Stop> {
    let shelf = services.shelf_for(schedule.guild).await;
    let chosen = question(services, &shelf, typed)?;
    drop(shelf);
    let timing = plan::timing(schedule)?;
    let later: Vec<_> = timing.from(services.now()).take(LOOKED_AT).collect();
    let next = services
        .store
        .plan_next(schedule.id, &chosen.id, &later)
        .await?
        .ok_or_else(|| Stop::say(organising::nothing_due(services.language())))?;
    let note = status::chosen(services.language(), next.date);
    Ok(plan::shown(services, schedule, next, &chosen, Some(&note)).await)
}
