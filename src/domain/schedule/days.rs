//! Days of the week.

use jiff::civil::Weekday;

/// One or more days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Days(u8);

/// A text that names no days.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` names no days: use every-day, weekdays, weekends, or a list such as mon,wed,fri")]
pub struct InvalidDays(pub String);

const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Monday, "mon"),
    (Weekday::Tuesday, "tue"),
    (Weekday::Wednesday, "wed"),
    (Weekday::Thursday, "thu"),
    (Weekday::Friday, "fri"),
    (Weekday::Saturday, "sat"),
    (Weekday::Sunday, "sun"),
];

impl Days {
    /// Every day.
    pub const EVERY_DAY: Self = Self(0b111_1111);
    /// Monday to Friday.
    pub const WEEKDAYS: Self = Self(0b001_1111);
    /// Saturday and Sunday.
    pub const WEEKENDS: Self = Self(0b110_0000);

    /// Reads `every-day`, `weekdays`, `weekends`, or days such as `mon,wed,fri`. Case, spaces and
    /// whole names of days do not matter.
    ///
    /// # Errors
    /// Where no day is named, or something else than a day.
    pub fn parse(text: &str) -> Result<Self, InvalidDays> {
        let invalid = || InvalidDays(text.trim().to_owned());
        let lower = text.trim().to_lowercase();
        match lower.as_str() {
            "every-day" | "every day" | "everyday" | "daily" | "all" => return Ok(Self::EVERY_DAY),
            "weekdays" | "weekday" => return Ok(Self::WEEKDAYS),
            "weekends" | "weekend" => return Ok(Self::WEEKENDS),
            _ => {}
        }
        let named = lower
            .split([',', ';', ' ', '/', '+'])
            .filter(|word| !word.is_empty());
        let mut days = Self(0);
        for word in named {
            days.0 |= bit(day(word).ok_or_else(invalid)?);
        }
        if days.0 == 0 {
            Err(invalid())
        } else {
            Ok(days)
        }
    }

    /// Whether this day is one of them.
    pub fn has(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// Whether some day is in both.
    pub const fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// As it is stored and typed: `every-day`, `weekdays`, `weekends`, or `mon,wed,fri`.
    pub fn name(self) -> String {
        match self {
            Self::EVERY_DAY => "every-day".to_owned(),
            Self::WEEKDAYS => "weekdays".to_owned(),
            Self::WEEKENDS => "weekends".to_owned(),
            _ => self
                .each()
                .map(|(_, name)| name)
                .collect::<Vec<_>>()
                .join(","),
        }
    }

    fn each(self) -> impl Iterator<Item = (Weekday, &'static str)> {
        WEEK.into_iter().filter(move |&(day, _)| self.has(day))
    }
}

fn bit(day: Weekday) -> u8 {
    1 << day.to_monday_zero_offset()
}

/// `mon`, `monday`, and what lies between them.
fn day(word: &str) -> Option<Weekday> {
    const NAMES: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    if word.len() < 3 {
        return None;
    }
    let place = NAMES.iter().position(|name| name.starts_with(word))?;
    Some(WEEK[place].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_type_them() {
        let check = |text: &str, expected: &str| {
            let days = Days::parse(text).expect("these are days");
            assert_eq!(days.name(), expected, "{text}");
            assert_eq!(Days::parse(expected), Ok(days));
        };
        check("every-day", "every-day");
        check(" Weekdays ", "weekdays");
        check("mon,wed,fri", "mon,wed,fri");
        check("Fri, mon", "mon,fri");
        check("thurs tuesday", "tue,thu");
        check("sat,sun", "weekends");
        check("mon,tue,wed,thu,fri,sat,sun", "every-day");
        for wrong in ["", " , ", "m", "mon,foo", "montag", "1"] {
            assert!(Days::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_overlap_where_they_share_one() {
        let monday = Days::parse("mon").expect("a day");
        assert!(Days::WEEKDAYS.overlaps(monday));
        assert!(!Days::WEEKENDS.overlaps(monday));
        assert!(monday.has(Weekday::Monday) && !monday.has(Weekday::Sunday));
    }
}
