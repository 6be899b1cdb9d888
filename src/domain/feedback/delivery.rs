//! How an answer is told: its length against the time that the question takes.

use crate::domain::question::Minutes;

use super::text::{Text, Token};

/// Words a minute of an unhurried speaker (the field gives 130 to 150).
pub const WORDS_A_MINUTE: u32 = 140;

/// How long these many words take to say, in seconds, rounded up.
pub fn speaking_seconds(words: u32) -> u32 {
    let seconds = (u64::from(words) * 60).div_ceil(u64::from(WORDS_A_MINUTE));
    u32::try_from(seconds).unwrap_or(u32::MAX)
}

/// The answer's length against the question's minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// Under half of the shorter end.
    Short,
    /// About right.
    Fitting,
    /// Over one and a half times the longer end.
    Long,
}

/// Holds a speaking time, in seconds, against the question's minutes.
///
/// The bounds are wide on purpose: people type less than they say.
pub fn length(seconds: u32, minutes: Minutes) -> Length {
    let (from, to) = (u32::from(minutes.from()) * 60, u32::from(minutes.to()) * 60);
    if seconds < from / 2 {
        Length::Short
    } else if seconds > to + to / 2 {
        Length::Long
    } else {
        Length::Fitting
    }
}

/// Whether the answer names a figure, in digits or in words.
pub fn has_figure(text: &Text) -> bool {
    text.prose().any(is_figure)
}

fn is_figure(token: &Token) -> bool {
    token.word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            token.word.as_str(),
            "percent"
                | "half"
                | "halved"
                | "halving"
                | "twice"
                | "doubled"
                | "tripled"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "eleven"
                | "twelve"
                | "fifteen"
                | "twenty"
                | "thirty"
                | "forty"
                | "fifty"
                | "sixty"
                | "eighty"
                | "ninety"
                | "hundred"
                | "hundreds"
                | "thousand"
                | "thousands"
                | "million"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feedback::stem::Stems;

    #[test]
    fn a_minute_has_a_hundred_and_forty_words() {
        assert_eq!(speaking_seconds(0), 0);
        assert_eq!(speaking_seconds(1), 1);
        assert_eq!(speaking_seconds(140), 60);
        assert_eq!(speaking_seconds(u32::MAX), 1_840_700_270);
    }

    #[test]
    fn length_is_held_against_the_minutes() {
        let minutes = Minutes::new(4, 6).expect("in order");
        let check = |seconds, expected| assert_eq!(length(seconds, minutes), expected);
        check(119, Length::Short);
        check(120, Length::Fitting);
        check(540, Length::Fitting);
        check(541, Length::Long);
    }

    #[test]
    fn figures_come_in_digits_and_words() {
        let check = |text, expected| {
            let text = Text::new(text, &mut Stems::default());
            assert_eq!(has_figure(&text), expected);
        };
        check("down to 4 minutes", true);
        check("99.9% of requests", true);
        check("we halved it", true);
        check("it got much better, see\n```\nsleep 5\n```", false);
    }
}
