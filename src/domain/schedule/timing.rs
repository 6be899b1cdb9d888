//! When a schedule is due, over changes of the clocks.

use jiff::civil::Date;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::{Days, LocalTime};

/// How far ahead an occurrence is looked for. A zone may leave out a whole date, and a schedule
/// may have one day a week: two weeks are enough, and this is plenty.
const DAYS_AHEAD: usize = 60;

/// Days, a time and a zone: what is needed to say when a schedule is due.
#[derive(Debug, Clone)]
pub struct Timing {
    days: Days,
    time: LocalTime,
    zone: TimeZone,
}

/// One time at which a schedule is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// The local date; stands for the occurrence in the ledger.
    pub date: Date,
    /// The instant. On that date by the zone's clocks, but for one case: where they leave out the
    /// rest of the day, it is the moment at which the next date begins.
    pub at: Timestamp,
}

impl Timing {
    /// These days at this time in this zone.
    pub const fn new(days: Days, time: LocalTime, zone: TimeZone) -> Self {
        Self { days, time, zone }
    }

    /// The local date of an instant.
    pub fn date_of(&self, instant: Timestamp) -> Date {
        instant.to_zoned(self.zone.clone()).date()
    }

    /// The occurrence of a local date, if there is one.
    pub fn on(&self, date: Date) -> Option<Occurrence> {
        if !self.days.has(date.weekday()) {
            return None;
        }
        self.at_time_on(date)
    }

    /// The schedule's time on a local date, whatever its days.
    ///
    /// A time that the clocks leave out moves to the first moment after the gap; of a time that
    /// comes twice the first counts. A date that does not exist in the zone has none.
    pub fn at_time_on(&self, date: Date) -> Option<Occurrence> {
        let ambiguous = self
            .zone
            .to_ambiguous_timestamp(date.to_datetime(self.time.civil()));
        let earlier = ambiguous.earlier().ok()?;
        let at = match ambiguous.offset() {
            AmbiguousOffset::Gap { .. } => self.end_of_gap(earlier, date)?,
            AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => earlier,
        };
        Some(Occurrence { date, at })
    }

    /// The first moment after a gap on a date, given an instant shortly before it; `None` where
    /// the gap is the whole date. The earlier reading of a time in a gap is such an instant: it
    /// takes the offset that holds after the gap.
    fn end_of_gap(&self, before: Timestamp, date: Date) -> Option<Timestamp> {
        let end = self.zone.following(before).next()?.timestamp();
        let last_moment = end.checked_sub(SignedDuration::from_nanos(1)).ok()?;
        let dates = [self.date_of(last_moment), self.date_of(end)];
        dates.contains(&date).then_some(end)
    }

    /// The first occurrence after an instant.
    pub fn after(&self, instant: Timestamp) -> Option<Occurrence> {
        self.from(instant).find(|next| next.at > instant)
    }

    /// The first occurrence on a local date or later.
    pub fn first_from(&self, date: Date) -> Option<Occurrence> {
        date.series(jiff::ToSpan::days(1))
            .take(DAYS_AHEAD)
            .find_map(|date| self.on(date))
    }

    /// The last occurrence at or before an instant, no more than `DAYS_AHEAD` days back.
    pub fn latest(&self, instant: Timestamp) -> Option<Occurrence> {
        // Clocks that are put back over midnight show a date again whose successor has begun.
        let mut date = self.date_of(instant).tomorrow().ok()?;
        for _ in 0..DAYS_AHEAD {
            if let Some(found) = self.on(date).filter(|found| found.at <= instant) {
                return Some(found);
            }
            date = date.yesterday().ok()?;
        }
        None
    }

    /// The occurrences from the local date of an instant on, of which the first may lie before
    /// the instant; at most `DAYS_AHEAD` days of them.
    pub fn from(&self, instant: Timestamp) -> impl Iterator<Item = Occurrence> + '_ {
        self.date_of(instant)
            .series(jiff::ToSpan::days(1))
            .take(DAYS_AHEAD)
            .filter_map(|date| self.on(date))
    }
}

#[cfg(test)]
#[path = "timing_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "timing_properties.rs"]
mod properties;
