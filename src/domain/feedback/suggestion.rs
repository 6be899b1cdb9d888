//! Which self-rating the observations suggest.
//!
//! It is shown as one of four buttons and never taken for the person: they know what it cost them.
//! For stories the points say little about how good they are, so that the parts count, too.

use super::delivery::{Length, length};
use super::guard::Guard;
use super::next::is_mostly_we;
use super::reasoning::Aspect;
use super::report::Report;
use super::star::Part;
use crate::domain::action::Rating;

/// From this share of the key points on, in hundredths, an answer came with effort, ...
const HARD: usize = 25;
/// ... went well, ...
const GOOD: usize = 50;
/// ... or was no effort.
const EASY: usize = 85;

/// The rating that the observations suggest; `None` where they tell nothing.
pub(super) fn suggestion(report: &Report) -> Option<Rating> {
    if report.has(Guard::OtherLanguage) {
        return None;
    }
    if !report.guards.is_empty() {
        return Some(Rating::Again);
    }
    let (covered, all) = report.covered();
    let rating = match (covered * 100).checked_div(all) {
        None => Rating::Good,
        Some(EASY..) if length(report.speaking_seconds, report.minutes) != Length::Short => {
            Rating::Easy
        }
        Some(GOOD..) => Rating::Good,
        Some(HARD..) => Rating::Hard,
        Some(_) => Rating::Again,
    };
    Some(held_by_structure(report, rating))
}

/// Something essential that was not found keeps a rating from the top, and a whole story from the
/// bottom.
fn held_by_structure(report: &Report, rating: Rating) -> Rating {
    let told = report.story.as_ref();
    let is_whole = told.is_some_and(|story| {
        [Part::Situation, Part::Action, Part::Result]
            .into_iter()
            .all(|part| story.part(part).is_some())
    });
    let lacks = told.is_some_and(|story| story.part(Part::Result).is_none())
        || report.reasoning.unspoken.contains(&Aspect::MitigationFirst);
    match rating {
        Rating::Again if is_whole => Rating::Hard,
        Rating::Good | Rating::Easy if lacks => Rating::Hard,
        Rating::Easy if told.is_some_and(is_mostly_we) => Rating::Good,
        other => other,
    }
}
