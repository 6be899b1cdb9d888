//! Time zones by name: jiff's own, so that every machine agrees. Nothing else may look them up.

use std::collections::HashSet;
use std::sync::LazyLock;

use jiff::tz::{TimeZone, TimeZoneDatabase};

/// A zone as people look for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZoneName {
    /// Its IANA name, for example `Europe/Paris`.
    pub name: &'static str,
    /// Its country, in English; several names with semicolons between, empty for none.
    pub country: &'static str,
    /// What its time is called, in January and in July: `CET CEST`; empty for none.
    pub called: &'static str,
    /// How far it is from UTC, in January and in July: `+01:00 +02:00`; empty where not known.
    pub offsets: &'static str,
    /// Whether it is a name of today; the others stand for one of these, or for no place.
    pub current: bool,
}

/// "Not known": a name for computers whose zone was never set.
const NO_ZONE: &str = "Factory";

/// The zone of this IANA name, in whatever case; spaces count as underscores.
pub fn zone(name: &str) -> Option<TimeZone> {
    let name = name.trim().replace(' ', "_");
    if name.eq_ignore_ascii_case(NO_ZONE) {
        return None;
    }
    bundled().get(&name).ok()
}

/// Every zone's IANA name; names of today come first, those of most people first among them.
pub fn zone_names() -> Vec<String> {
    zones().iter().map(|zone| zone.name.to_owned()).collect()
}

/// Every zone, in the same order.
pub fn zones() -> &'static [ZoneName] {
    static ZONES: LazyLock<Vec<ZoneName>> = LazyLock::new(|| {
        let mut zones: Vec<ZoneName> = current().collect();
        let known: HashSet<&str> = zones.iter().map(|zone| zone.name).collect();
        // Names of zones live as long as the program, yet jiff does not say so; there are 600.
        let all = bundled();
        let others = all
            .available()
            .map(|name| name.to_string())
            .filter(|name| !known.contains(name.as_str()) && name != NO_ZONE);
        zones.extend(others.map(|name| ZoneName {
            name: name.leak(),
            country: "",
            called: "",
            offsets: "",
            current: false,
        }));
        zones
    });
    &ZONES
}

fn current() -> impl Iterator<Item = ZoneName> {
    include_str!("zones.tab")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            Some(ZoneName {
                name: columns.next()?,
                country: columns.next()?,
                called: columns.next()?,
                offsets: columns.next()?,
                current: true,
            })
        })
}

fn bundled() -> TimeZoneDatabase {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place that clippy.toml points to"
    )]
    TimeZoneDatabase::bundled()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn names_are_read_in_any_case() {
        let named = |name: &str| zone(name)?.iana_name().map(str::to_owned);
        assert_eq!(named(" europe/PARIS ").as_deref(), Some("Europe/Paris"));
        assert_eq!(
            named("america/new york").as_deref(),
            Some("America/New_York")
        );
        assert_eq!(named("utc").as_deref(), Some("UTC"));
        for wrong in ["", "paris", "Factory", "../etc/passwd", "UTC+1"] {
            assert_eq!(zone(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_name_is_listed_once_and_exists() {
        let names = zone_names();
        assert_eq!(names.len(), names.iter().collect::<HashSet<_>>().len());
        let missing: Vec<_> = names.iter().filter(|name| zone(name).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert!(names.len() >= 590, "{}", names.len());
        assert_eq!(current().count(), 419);
        assert!(zones().is_sorted_by_key(|zone| !zone.current));
    }

    #[test]
    fn the_list_says_of_times_what_jiff_says() {
        for place in current() {
            let zone = zone(place.name).expect("it exists");
            let (mut called, mut offsets) = (Vec::new(), Vec::new());
            for month in [1, 7] {
                let noon = date(2026, month, 1).at(12, 0, 0, 0);
                let noon = zone.to_timestamp(noon).expect("it exists there");
                let info = zone.to_offset_info(noon);
                let name = info.abbreviation().to_owned();
                if name.bytes().all(|byte| byte.is_ascii_uppercase()) {
                    called.push(name);
                }
                let minutes = info.offset().seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
                offsets.push(format!("{sign}{hours:02}:{rest:02}"));
            }
            called.dedup();
            offsets.dedup();
            assert_eq!(place.called, called.join(" "), "{}", place.name);
            assert_eq!(place.offsets, offsets.join(" "), "{}", place.name);
        }
    }
}
