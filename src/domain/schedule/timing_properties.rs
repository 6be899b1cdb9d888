//! What must hold of every timing in every zone, over twenty years.
//!
//! What is expected is found by looking at a clock minute by minute, which knows nothing of gaps
//! and folds.

#[path = "timing_change_properties.rs"]
mod changes;

use std::collections::BTreeSet;

use jiff::civil::{DateTime, Time, date};
use jiff::{SignedDuration, ToSpan};
use proptest::prelude::*;

use super::tests::zone;
use super::*;

/// Clocks that are put by 30 minutes, by two hours, at midnight, at 00:01, on Saturday evening,
/// for Ramadan, or not at all; a skipped date; offsets from -11 to +14, also by quarters.
const ZONES: [&str; 18] = [
    "UTC",
    "Africa/Casablanca",
    "America/Havana",
    "America/New_York",
    "America/Nuuk",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Europe/London",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
];

/// Years of history, and years to come.
const SPANS: [(Date, Date); 2] = [
    (date(2006, 1, 1), date(2017, 1, 1)),
    (date(2026, 1, 1), date(2037, 1, 1)),
];

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// Every minute at which the zone's clocks show this date, in order, with the time they show.
fn minutes_of(zone: &TimeZone, date: Date) -> Vec<(Timestamp, Time)> {
    let midnight = utc(date.to_datetime(Time::midnight()));
    // No clock is further from UTC than 14 hours.
    let mut minute = midnight - SignedDuration::from_hours(14);
    let end = midnight + SignedDuration::from_hours(24 + 14);
    let mut shown = Vec::with_capacity(1500);
    while minute < end {
        let clock = zone.to_datetime(minute);
        if clock.date() == date {
            shown.push((minute, clock.time()));
        }
        minute += MINUTE;
    }
    shown
}

fn utc(datetime: DateTime) -> Timestamp {
    TimeZone::UTC.to_timestamp(datetime).expect("in range")
}

/// When a clock that shows these minutes on a date first shows the time, or, if it leaves the
/// time out, what comes after it.
fn expected(shown: &[(Timestamp, Time)], time: Time) -> Option<Timestamp> {
    let exactly = shown.iter().find(|(_, clock)| *clock == time);
    let later = || shown.iter().find(|(_, clock)| *clock > time);
    let after_all = || shown.last().map(|(minute, _)| *minute + MINUTE);
    exactly
        .or_else(later)
        .map(|(minute, _)| *minute)
        .or_else(after_all)
}

fn local_time(hour: i8, minute: i8) -> LocalTime {
    LocalTime::parse(&format!("{hour}:{minute:02}")).expect("a time")
}

/// The dates on which the zone's clocks are put, and those beside them.
fn dates_of_changes(zone: &TimeZone, (first, end): (Date, Date)) -> BTreeSet<Date> {
    let [first, end] = [first, end].map(|date| utc(date.to_datetime(Time::midnight())));
    zone.following(first)
        .take_while(|change| change.timestamp() < end)
        .flat_map(|change| {
            let around = [change.timestamp() - MINUTE, change.timestamp()];
            around.map(|instant| zone.to_datetime(instant).date())
        })
        .flat_map(|date| [date - 1.day(), date, date + 1.day()])
        .collect()
}

#[test]
fn every_time_is_right_where_clocks_are_put() {
    for name in ZONES {
        let zone = zone(name);
        for span in SPANS {
            for date in dates_of_changes(&zone, span) {
                let shown = minutes_of(&zone, date);
                for (hour, minute) in (0..24)
                    .flat_map(|hour| [0, 1, 2, 15, 29, 30, 31, 59].map(|minute| (hour, minute)))
                {
                    let time = local_time(hour, minute);
                    let timing = Timing::new(Days::EVERY_DAY, time, zone.clone());
                    let found = timing.on(date);
                    let expected = expected(&shown, time.civil());
                    let expected = expected.map(|at| Occurrence { date, at });
                    assert_eq!(found, expected, "{name} {date} {time}");
                }
            }
        }
    }
}

/// Days, mostly all of them.
fn any_days() -> impl Strategy<Value = Days> {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let some = proptest::sample::subsequence(names.to_vec(), 1..=7)
        .prop_map(|names| Days::parse(&names.join(",")).expect("days"));
    prop_oneof![Just(Days::EVERY_DAY), some]
}

/// Times, mostly those at which clocks are put.
fn any_time() -> impl Strategy<Value = LocalTime> {
    let hour = prop_oneof![0..24_i8, 0..4_i8, 22..24_i8];
    let minute = prop_oneof![0..60_i8, Just(0), Just(30)];
    (hour, minute).prop_map(|(hour, minute)| local_time(hour, minute))
}

fn any_zone() -> impl Strategy<Value = TimeZone> {
    proptest::sample::select(&ZONES[..]).prop_map(zone)
}

fn any_timing() -> impl Strategy<Value = Timing> {
    (any_days(), any_time(), any_zone())
        .prop_map(|(days, time, zone)| Timing::new(days, time, zone))
}

/// Every occurrence of a span, by asking again and again for the next.
fn occurrences(timing: &Timing, (first, end): (Date, Date)) -> Vec<Occurrence> {
    let yesterday = utc(first.to_datetime(Time::midnight())) - SignedDuration::from_hours(48);
    std::iter::successors(timing.after(yesterday), |last| timing.after(last.at))
        .skip_while(|found| found.date < first)
        .take_while(|found| found.date < end)
        .collect()
}

/// Whether an occurrence shows the time that was asked for, and for the first time. False does
/// not mean that it is wrong.
fn is_plain(timing: &Timing, found: Occurrence) -> bool {
    let wanted = found.date.to_datetime(timing.time.civil());
    let shows_it = |instant| timing.zone.to_datetime(instant) == wanted;
    let half_hours = (1..=6).map(|half_hours| SignedDuration::from_mins(30 * half_hours));
    shows_it(found.at) && !half_hours.map(|ago| found.at - ago).any(shows_it)
}

/// Holds what is found over ten years against what a calendar and a clock say.
fn check_span(timing: &Timing, span: (Date, Date)) {
    let found = occurrences(timing, span);
    for two in found.windows(2) {
        assert!(
            two[0].at < two[1].at && two[0].date < two[1].date,
            "{two:?}"
        );
    }
    let mut found = found.into_iter().peekable();
    let wanted = span.0.series(1.day()).take_while(|date| *date < span.1);
    for date in wanted.filter(|date| timing.days.has(date.weekday())) {
        let here = found.next_if(|found| found.date == date);
        if here.is_some_and(|here| is_plain(timing, here)) {
            continue;
        }
        let shown = minutes_of(&timing.zone, date);
        let expected = expected(&shown, timing.time.civil());
        assert_eq!(here.map(|here| here.at), expected, "{date} {timing:?}");
    }
    assert_eq!(found.next(), None, "on a day that nobody wanted");
}

/// Holds `after` and `latest` against the list of all occurrences.
fn check_neighbours(timing: &Timing, all: &[Occurrence], instant: Timestamp) {
    let passed = all.partition_point(|found| found.at <= instant);
    // At the ends of the list its neighbours are not in it.
    if (1..all.len()).contains(&passed) {
        assert_eq!(timing.latest(instant), Some(all[passed - 1]), "{instant}");
        assert_eq!(timing.after(instant), Some(all[passed]), "{instant}");
    }
}

#[test]
fn the_latest_and_the_next_are_neighbours_where_clocks_are_put() {
    for name in ZONES {
        for (hour, minute) in [(0, 0), (0, 30), (23, 30)] {
            let timing = Timing::new(Days::EVERY_DAY, local_time(hour, minute), zone(name));
            for (first, _) in SPANS {
                let span = (first, first + 2.years());
                let all = occurrences(&timing, span);
                for date in dates_of_changes(&timing.zone, span) {
                    let midnight = utc(date.to_datetime(Time::midnight()));
                    for half_hour in 0..48 {
                        check_neighbours(&timing, &all, midnight + MINUTE * 30 * half_hour);
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_wanted_date_has_its_occurrence(
        timing in any_timing(),
        span in proptest::sample::select(&SPANS[..]),
    ) {
        check_span(&timing, span);
    }

    #[test]
    fn the_latest_and_the_next_are_neighbours(
        timing in any_timing(),
        span in proptest::sample::select(&SPANS[..]),
        year in 0..10_i16,
        minutes in proptest::collection::vec(0..360 * 24 * 60_i32, 40),
    ) {
        let first = date(span.0.year() + year, 1, 1);
        let all = occurrences(&timing, (first, first + 1.year()));
        for minute in minutes {
            let instant = utc(first.to_datetime(Time::midnight())) + MINUTE * minute;
            check_neighbours(&timing, &all, instant);
        }
        let moment = SignedDuration::from_nanos(1);
        for found in all.iter().step_by(7) {
            for instant in [found.at - moment, found.at, found.at + moment] {
                check_neighbours(&timing, &all, instant);
            }
        }
    }
}
