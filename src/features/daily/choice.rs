//! `/daily next`: an organiser chooses the next question.

use crate::domain::reply::daily::{organising, status};
use crate::domain::schedule::Schedule;
use crate::domain::view::View;
use crate::features::drill::question;
use crate::features::{Services, Stop};

use super::plan;

/// Makes this question the next post's, whatever the schedule's filter.
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
    let next = schedule
        .next
        .ok_or_else(|| Stop::say(organising::nothing_due(services.language())))?;
    plan::fix(services, schedule, next.date, &chosen).await?;
    let note = status::chosen(services.language());
    plan::preview(services, schedule, Some(note)).await
}
