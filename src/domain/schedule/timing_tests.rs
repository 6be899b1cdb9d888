//! When schedules are due, in zones that change their clocks.

use jiff::civil::date;

use super::*;

pub(super) fn zone(name: &str) -> TimeZone {
    #[expect(clippy::disallowed_methods, reason = "tests resolve zones by name")]
    TimeZone::get(name).expect("a zone that jiff knows")
}

fn timing(days: &str, time: &str, name: &str) -> Timing {
    let days = Days::parse(days).expect("days");
    let time = LocalTime::parse(time).expect("a time");
    Timing::new(days, time, zone(name))
}

fn check(timing: &Timing, on: Date, expected: &str) {
    let at = timing.on(on).map(|found| found.at.to_string());
    assert_eq!(at.as_deref().unwrap_or("none"), expected, "{on}");
}

#[test]
fn a_time_that_is_left_out_moves_to_the_first_moment_after_it() {
    let new_york = timing("every-day", "02:30", "America/New_York");
    check(&new_york, date(2026, 3, 7), "2026-03-07T07:30:00Z");
    check(&new_york, date(2026, 3, 8), "2026-03-08T07:00:00Z");
    check(&new_york, date(2026, 3, 9), "2026-03-09T06:30:00Z");
}

#[test]
fn a_time_that_comes_twice_is_used_once() {
    let berlin = timing("every-day", "02:30", "Europe/Berlin");
    check(&berlin, date(2026, 10, 25), "2026-10-25T00:30:00Z");
    check(&berlin, date(2026, 10, 26), "2026-10-26T01:30:00Z");
}

#[test]
fn a_date_that_does_not_exist_has_no_occurrence() {
    // Samoa left out the 30th of December 2011.
    let apia = timing("every-day", "09:00", "Pacific/Apia");
    check(&apia, date(2011, 12, 30), "none");
    check(&apia, date(2011, 12, 31), "2011-12-30T19:00:00Z");
}

#[test]
fn where_the_rest_of_a_day_is_left_out_its_time_moves_to_midnight() {
    // Greenland's clocks go from 22:59 on Saturday to midnight.
    let nuuk = timing("sat", "22:30", "America/Nuuk");
    check(&nuuk, date(2026, 3, 28), "2026-03-29T00:30:00Z");
    let nuuk = timing("every-day", "23:30", "America/Nuuk");
    check(&nuuk, date(2026, 3, 28), "2026-03-29T01:00:00Z");
    check(&nuuk, date(2026, 3, 29), "2026-03-30T00:30:00Z");
    assert_eq!(
        nuuk.zone
            .to_datetime(nuuk.on(date(2026, 3, 28)).expect("a moment").at),
        date(2026, 3, 29).at(0, 0, 0, 0)
    );
}

#[test]
fn a_midnight_that_is_left_out_moves_to_one_o_clock() {
    let havana = timing("sun", "00:00", "America/Havana");
    check(&havana, date(2026, 3, 8), "2026-03-08T05:00:00Z");
    check(&havana, date(2026, 3, 15), "2026-03-15T04:00:00Z");
}

#[test]
fn the_latest_is_found_where_clocks_go_back_over_midnight() {
    // St. John's clocks went from 00:01 on the 7th back to 23:01 on the 6th.
    let newfoundland = timing("every-day", "00:00", "America/St_Johns");
    check(&newfoundland, date(2010, 11, 7), "2010-11-07T02:30:00Z");
    let in_the_second_evening = "2010-11-07T03:00:00Z".parse().expect("an instant");
    assert_eq!(
        newfoundland.date_of(in_the_second_evening),
        date(2010, 11, 6)
    );
    let latest = newfoundland.latest(in_the_second_evening);
    assert_eq!(latest.map(|found| found.date), Some(date(2010, 11, 7)));
    let next = newfoundland.after(in_the_second_evening);
    assert_eq!(next.map(|found| found.date), Some(date(2010, 11, 8)));
}

#[test]
fn leap_days_and_ends_of_years_are_days_like_others() {
    let berlin = timing("every-day", "09:00", "Europe/Berlin");
    let mut at = "2028-02-27T12:00:00Z".parse().expect("an instant");
    for (month, day) in [(2, 28), (2, 29), (3, 1)] {
        let next = berlin.after(at).expect("a day");
        assert_eq!(next.date, date(2028, month, day));
        at = next.at;
    }
    let kiritimati = timing("every-day", "00:00", "Pacific/Kiritimati");
    check(&kiritimati, date(2027, 1, 1), "2026-12-31T10:00:00Z");
    let pago_pago = timing("every-day", "23:59", "Pacific/Pago_Pago");
    check(&pago_pago, date(2026, 12, 31), "2027-01-01T10:59:00Z");
    let leap_days_alone = timing("tue", "09:00", "UTC");
    check(&leap_days_alone, date(2028, 2, 29), "2028-02-29T09:00:00Z");
}
