//! What must hold when organisers change days, time and zone while the ledger grows.

use std::collections::BTreeSet;

use jiff::civil::{Time, date};
use proptest::prelude::*;

use super::super::{Occurrence, Timing};
use super::{Timestamp, any_timing, utc};

/// For how long a group is watched, in minutes: a year.
const WATCHED: i64 = 366 * 24 * 60;

/// A group with one schedule, and its ledger.
struct Group {
    timing: Timing,
    /// When the timing came into force.
    effective: Timestamp,
    next: Option<Occurrence>,
    taken: BTreeSet<jiff::civil::Date>,
    posts: Vec<Occurrence>,
}

impl Group {
    fn new(timing: Timing, effective: Timestamp) -> Self {
        let mut group = Self {
            timing,
            effective,
            next: None,
            taken: BTreeSet::new(),
            posts: Vec::new(),
        };
        group.look_ahead(effective);
        group
    }

    /// What comes next: after that instant, on a date that the ledger does not have yet.
    fn look_ahead(&mut self, now: Timestamp) {
        let free = |found: &Occurrence| found.at > now && !self.taken.contains(&found.date);
        self.next = self.timing.from(now).find(free);
    }

    /// Posts what is due up to that instant.
    fn live_until(&mut self, now: Timestamp) {
        while let Some(due) = self.next.filter(|next| next.at <= now) {
            assert!(self.taken.insert(due.date), "{due:?} is posted twice");
            self.posts.push(due);
            self.look_ahead(due.at);
        }
        self.check_nothing_is_missing(now);
    }

    /// Each date whose time came while this timing was in force was posted, now or before.
    fn check_nothing_is_missing(&self, now: Timestamp) {
        let first = self.timing.date_of(self.effective);
        for date in first.series(jiff::ToSpan::days(1)) {
            let Some(due) = self.timing.on(date) else {
                continue;
            };
            if due.at > now {
                break;
            }
            let done = due.at <= self.effective || self.taken.contains(&date);
            assert!(done, "{due:?} is missing by {now}");
        }
    }

    /// An organiser changes the timing; that takes effect at once.
    fn change(&mut self, timing: Timing, now: Timestamp) {
        self.timing = timing;
        self.effective = now;
        self.look_ahead(now);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_change_makes_a_second_post_of_a_date(
        first in any_timing(),
        year in prop_oneof![2006..2016_i16, 2026..2036_i16],
        changes in proptest::collection::vec((0..WATCHED, any_timing()), 0..24),
        hasty in proptest::collection::vec((0..3000_i64, any_timing()), 0..12),
    ) {
        let start = utc(date(year, 1, 1).to_datetime(Time::midnight()));
        let at = |minute| start + jiff::SignedDuration::from_mins(minute);
        let mut changes: Vec<_> = changes.into_iter().chain(hasty).collect();
        changes.sort_by_key(|(minute, _)| *minute);
        let mut group = Group::new(first, start);
        for (minute, timing) in changes {
            group.live_until(at(minute));
            group.change(timing, at(minute));
        }
        group.live_until(at(WATCHED));
        prop_assert!(group.posts.windows(2).all(|two| two[0].at < two[1].at));
        prop_assert_eq!(group.posts.len(), group.taken.len());
    }
}
