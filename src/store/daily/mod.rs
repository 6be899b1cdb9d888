//! The question of the day: schedules, what is planned for their dates, and the ledger of posts.
//!
//! Invariants:
//! - A schedule has one post at most for each local date: the ledger's row is unique, and whoever
//!   inserts it makes the card in the same transaction.
//! - Schedules of one channel share no day of the week, and a server has
//!   [`SCHEDULES_PER_SERVER`] at most.
//! - `next` is a note that saves working it out; the ledger decides. A post moves it forward only.
//!
//! Nothing here knows the calendar: occurrences, and when to wake for them, come from the caller.

mod plans;
mod posts;
mod schedules;
mod troubles;
mod waking;
mod write_ledger;

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::any::AnyRow;

use super::error::StoreError;
use super::row::Columns;
use crate::domain::schedule::Occurrence;

pub use plans::Plan;
pub use schedules::{Kept, SCHEDULES_PER_SERVER};
pub use write_ledger::{Claimed, NewPost, Planned};

/// A local date as it is stored; `''` for none.
fn date_text(date: Option<Date>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}

/// An instant as it is stored; 0 for none.
fn instant_or_zero(instant: Option<Timestamp>) -> i64 {
    instant.map_or(0, Timestamp::as_millisecond)
}

/// An occurrence as it is stored: its date and its instant.
fn occurrence_parts(occurrence: Option<Occurrence>) -> (String, i64) {
    (
        date_text(occurrence.map(|it| it.date)),
        instant_or_zero(occurrence.map(|it| it.at)),
    )
}

/// The local date in a column that may be empty.
fn date_or_none(row: &AnyRow, column: &str) -> Result<Option<Date>, StoreError> {
    if row.text(column)?.is_empty() {
        return Ok(None);
    }
    row.named(column, |text| text.parse().ok()).map(Some)
}

/// The instant in a column that may be 0.
fn instant_or_none(row: &AnyRow, column: &str) -> Result<Option<Timestamp>, StoreError> {
    if row.flag(column)? {
        row.instant(column).map(Some)
    } else {
        Ok(None)
    }
}
