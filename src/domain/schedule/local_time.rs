//! A time of day on the clock of some place.

use std::fmt;

use jiff::civil::{Time, time};

/// A time of day, to the minute, 00:00 to 23:59.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime(Time);

/// A text that is no time of day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no time of day: write hours and minutes on the 24-hour clock, such as 09:00 or 18:30"
)]
pub struct InvalidTime(pub String);

impl LocalTime {
    /// Reads `HH:MM`; one digit will do for the hour.
    ///
    /// # Errors
    /// Where it is written differently, or no such time exists.
    pub fn parse(text: &str) -> Result<Self, InvalidTime> {
        let invalid = || InvalidTime(text.trim().to_owned());
        let (hour, minute) = text.trim().split_once(':').ok_or_else(invalid)?;
        if !(1..=2).contains(&hour.len()) || minute.len() != 2 {
            return Err(invalid());
        }
        let number = |text: &str| {
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse::<i8>().ok()).flatten()
        };
        let (hour, minute) = number(hour).zip(number(minute)).ok_or_else(invalid)?;
        let known = (0..24).contains(&hour) && (0..60).contains(&minute);
        known
            .then(|| Self(time(hour, minute, 0, 0)))
            .ok_or_else(invalid)
    }

    /// The same for arithmetic.
    pub const fn civil(self) -> Time {
        self.0
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_hours_and_minutes() {
        for (text, shown) in [
            ("09:00", "09:00"),
            ("9:05", "09:05"),
            (" 23:59 ", "23:59"),
            ("0:00", "00:00"),
        ] {
            let time = LocalTime::parse(text).expect("a time");
            assert_eq!(time.to_string(), shown);
            assert_eq!(LocalTime::parse(shown), Ok(time));
        }
        for wrong in [
            "",
            "9",
            "24:00",
            "12:60",
            "9:5",
            "09:00:00",
            "9am",
            "-1:00",
            "+9:00",
            "a:bc",
            "123:00",
            "１２:００",
        ] {
            assert!(LocalTime::parse(wrong).is_err(), "{wrong}");
        }
    }
}
