//! Time zones, by name, city, country, abbreviation or offset.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use crate::clock::{ZoneName, zone, zones};
use crate::domain::language::Language;
use crate::domain::reply::suggestions;
use crate::domain::search::{Fit, Typed};
use crate::domain::view::Choice;

use super::SHOWN;

/// Zones that fit what was typed so far, best first, with their clocks.
pub(super) fn suggest(language: Language, typed: &str, now: Timestamp) -> Vec<Choice> {
    let found = match offset(typed) {
        Some(offset) => with_offset(offset, now),
        None => named(typed),
    };
    found
        .into_iter()
        .filter_map(|name| {
            let clock = now.to_zoned(zone(name)?);
            Some(Choice {
                label: suggestions::zone(language, name, clock.offset(), clock.time()),
                value: name.to_owned(),
            })
        })
        .collect()
}

fn named(typed: &str) -> Vec<&'static str> {
    let mut looked_for = Typed::new(&typed.replace('_', " "));
    let mut fitting: Vec<(Fit, &ZoneName)> = zones()
        .iter()
        .filter_map(|zone| Some((fit(&mut looked_for, zone, typed)?, zone)))
        .collect();
    // Names of today first, unless they only look like what was typed.
    fitting.sort_by_key(|&(fit, zone)| (!fit.is_certain(), !zone.current, fit));
    let names = fitting.into_iter().map(|(_, zone)| zone.name);
    names.take(SHOWN).collect()
}

fn fit(looked_for: &mut Typed, zone: &ZoneName, typed: &str) -> Option<Fit> {
    let mut called = zone.called.split_whitespace();
    if called.any(|name| name.eq_ignore_ascii_case(typed.trim())) {
        return Some(Fit::Whole);
    }
    let spoken = zone.name.replace('_', " ");
    let place = spoken.rsplit('/').next().unwrap_or(&spoken);
    let countries = zone.country.split_terminator(';');
    looked_for.fit([spoken.as_str(), place].into_iter().chain(countries))
}

/// Zones that are so far from UTC now. Only those that ever are this far are looked up: the rules
/// of all zones together take many megabytes, and stay in memory.
fn with_offset(wanted: Offset, now: Timestamp) -> Vec<&'static str> {
    let spelled = suggestions::from_utc(wanted);
    let may_have_it = |named: &&ZoneName| named.offsets.split(' ').any(|one| one == spelled);
    let has_it = |zone: TimeZone| zone.to_offset(now) == wanted;
    zones()
        .iter()
        .filter(may_have_it)
        .filter(|named| zone(named.name).is_some_and(has_it))
        .map(|named| named.name)
        .take(SHOWN)
        .collect()
}

/// Reads `utc+1`, `GMT-3`, `+5:30`, `utc +0530`.
fn offset(typed: &str) -> Option<Offset> {
    let compact: String = typed
        .to_lowercase()
        .replace('\u{2212}', "-")
        .split_whitespace()
        .collect();
    let signed = ["utc", "gmt"]
        .iter()
        .find_map(|prefix| compact.strip_prefix(prefix))
        .unwrap_or(&compact);
    let (sign, digits) = match signed.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
        (Some((hours, minutes)), _) => (hours, minutes),
        (None, 1..=2) => (digits, "0"),
        (None, _) => digits.split_at_checked(digits.len().checked_sub(2)?)?,
    };
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<i32>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3_600 + minutes * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn winter() -> Timestamp {
        "2026-11-20T13:05:30Z".parse().expect("an instant")
    }

    fn suggested(typed: &str) -> Vec<String> {
        suggest(Language::English, typed, winter())
            .into_iter()
            .map(|choice| choice.value)
            .collect()
    }

    #[test]
    fn a_zone_shows_its_clock() {
        let label = |typed: &str, now: &str| {
            let now = now.parse().expect("an instant");
            suggest(Language::English, typed, now).swap_remove(0).label
        };
        assert_eq!(
            label("paris", "2026-11-20T13:05:30Z"),
            "Europe/Paris (UTC+01:00, 14:05 now)"
        );
        assert_eq!(
            label("paris", "2026-07-20T23:59:59Z"),
            "Europe/Paris (UTC+02:00, 01:59 now)"
        );
        assert_eq!(
            label("st johns", "2026-11-20T13:05:30Z"),
            "America/St_Johns (UTC-03:30, 09:35 now)"
        );
        assert_eq!(
            label("utc", "2026-11-20T13:05:30Z"),
            "UTC (UTC+00:00, 13:05 now)"
        );
    }

    #[test]
    fn zones_are_found_as_people_call_them() {
        for (typed, expected) in [
            ("paris", "Europe/Paris"),
            ("Europe/Par", "Europe/Paris"),
            ("europe/paris", "Europe/Paris"),
            ("new york", "America/New_York"),
            ("new_york", "America/New_York"),
            ("America/New_York", "America/New_York"),
            ("nwe york", "America/New_York"),
            ("buenos", "America/Argentina/Buenos_Aires"),
            ("india", "Asia/Kolkata"),
            ("Germany", "Europe/Berlin"),
            ("uk", "Europe/London"),
            ("usa", "America/New_York"),
            ("brazil", "America/Sao_Paulo"),
            ("EST", "America/New_York"),
            ("pst", "America/Los_Angeles"),
            ("cest", "Europe/Paris"),
            ("ist", "Asia/Kolkata"),
            ("UTC", "UTC"),
            ("saopaulo", "America/Sao_Paulo"),
            // Old names, where no name of today is meant.
            ("calcutta", "Asia/Calcutta"),
            ("US/Pac", "US/Pacific"),
            ("kiev", "Europe/Kiev"),
        ] {
            let found = suggested(typed);
            assert_eq!(
                found.first().map(String::as_str),
                Some(expected),
                "{typed}: {found:?}"
            );
        }
    }

    #[test]
    fn zones_are_found_by_their_present_offset() {
        for (typed, expected) in [
            ("utc+1", "Europe/Paris"),
            ("GMT -5", "America/New_York"),
            ("+5:30", "Asia/Kolkata"),
            ("UTC+0545", "Asia/Kathmandu"),
            ("+14", "Pacific/Kiritimati"),
            ("utc\u{2212}11", "Pacific/Pago_Pago"),
            ("+0", "UTC"),
        ] {
            let found = suggested(typed);
            assert_eq!(
                found.first().map(String::as_str),
                Some(expected),
                "{typed}: {found:?}"
            );
        }
        for nowhere in [
            "+15",
            "+1:60",
            "utc+x",
            "+",
            "+1:2:3",
            "+é",
            "utc+99999999999",
        ] {
            assert_eq!(offset(nowhere), None, "{nowhere}");
        }
        assert!(suggested("+13:59").is_empty());
    }

    #[test]
    fn nothing_typed_shows_where_most_people_live() {
        let found = suggested("");
        assert_eq!(found.len(), SHOWN);
        assert_eq!(found[..2], ["UTC", "America/New_York"]);
        assert!(found.contains(&"Asia/Kolkata".to_owned()));
    }

    #[test]
    fn every_suggestion_fits_into_discords_line() {
        for typed in ["", "a", "america/argentina", "+1", "antarctica", "us/"] {
            for choice in suggest(Language::English, typed, winter()) {
                assert!(choice.label.len() <= 100 && choice.value.len() <= 100);
            }
        }
    }
}
