//! The words by which lists name their parts and scales.

use crate::domain::question::{Difficulty, Kind, Minutes};

/// A headed part of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    Framework,
    Star,
    Outline,
    KeyPoints,
    Terms,
    LooksFor,
    Mistakes,
    FollowUps,
    Sources,
}

/// The headings of each part, in the form of [`words`].
const HEADINGS: [(Block, &[&str]); 9] = [
    (
        Block::Framework,
        &[
            "answer framework",
            "framework",
            "recommended framework",
            "answering framework",
        ],
    ),
    (
        Block::Star,
        &[
            "star example",
            "star",
            "star answer",
            "star method example",
            "star example answer",
            "example answer star",
            "sample star answer",
            "star story",
            "star response",
        ],
    ),
    (
        Block::Outline,
        &[
            "how to answer",
            "how to answer this question",
            "how to answer it",
            "how to approach",
            "how to approach this question",
            "outline",
            "answer outline",
        ],
    ),
    (
        Block::KeyPoints,
        &[
            "key points to mention",
            "key points",
            "key points to cover",
            "points to mention",
            "points to cover",
            "key takeaways",
        ],
    ),
    (
        Block::Terms,
        &[
            "key terminology",
            "terminology",
            "key terms",
            "terms",
            "glossary",
            "vocabulary",
        ],
    ),
    (
        Block::LooksFor,
        &[
            "what interviewers look for",
            "what interviewers are looking for",
            "what the interviewer looks for",
            "what the interviewer is looking for",
            "looks for",
            "interviewers look for",
            "evaluation criteria",
        ],
    ),
    (
        Block::Mistakes,
        &[
            "common mistakes to avoid",
            "common mistakes",
            "mistakes to avoid",
            "mistakes",
            "pitfalls",
            "common pitfalls",
            "red flags",
        ],
    ),
    (
        Block::FollowUps,
        &[
            "follow up questions",
            "follow ups",
            "followups",
            "follow up",
            "possible follow up questions",
            "common follow up questions",
        ],
    ),
    (
        Block::Sources,
        &[
            "sources",
            "references",
            "further reading",
            "read more",
            "resources",
            "links",
        ],
    ),
];

/// A text in lower case, its words of letters and digits with single spaces: headings are
/// compared without their marks, dashes and colons.
pub(super) fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')) {
        if !word.is_empty() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    words
}

/// The part that this heading opens.
pub(super) fn block(heading: &str) -> Option<Block> {
    // No heading is as long; this spares the work on long lines.
    if heading.len() > 80 {
        return None;
    }
    let heading = words(heading);
    HEADINGS
        .iter()
        .find(|(_, names)| names.contains(&heading.as_str()))
        .map(|(block, _)| *block)
}

/// A part's heading with text after it in the same line: after a colon, or glued to it.
pub(super) fn block_with_text(line: &str) -> Option<(Block, &str)> {
    let line = line.trim_start_matches(['#', '*', ' ']);
    if let Some((heading, rest)) = line.split_once(':')
        && let Some(block) = block(heading)
    {
        return Some((block, rest.trim_start_matches('*').trim()));
    }
    HEADINGS.iter().find_map(|(block, names)| {
        let long = names.iter().filter(|name| name.split(' ').count() > 1);
        long.filter_map(|name| {
            let start = line.get(..name.len())?;
            let rest = line.get(name.len()..)?;
            let is_glued = rest.starts_with(char::is_uppercase);
            (is_glued && start.starts_with(char::is_uppercase) && words(start) == **name)
                .then_some((*block, rest))
        })
        .next()
    })
}

/// The difficulty that a word of a usual scale means.
pub(super) fn difficulty(text: &str) -> Option<Difficulty> {
    let text = words(text);
    let text = text.strip_suffix(" level").unwrap_or(&text);
    match text {
        "high" | "hard" | "difficult" | "advanced" | "senior" | "expert" => Some(Difficulty::Hard),
        "medium" | "moderate" | "intermediate" | "mid" | "normal" => Some(Difficulty::Medium),
        "low" | "easy" | "basic" | "beginner" | "junior" | "entry" => Some(Difficulty::Easy),
        _ => None,
    }
}

/// The kind that a word means.
pub(super) fn kind(text: &str) -> Option<Kind> {
    let text = words(text);
    let text = text
        .strip_suffix(" question")
        .or_else(|| text.strip_suffix(" questions"))
        .unwrap_or(&text);
    match text {
        "behavioral" | "behavioural" | "behavior" | "behaviour" => Some(Kind::Behavioral),
        "technical" | "tech" => Some(Kind::Technical),
        "situational" | "situation" | "scenario" | "scenario based" => Some(Kind::Situational),
        "design" | "system design" => Some(Kind::Design),
        _ => None,
    }
}

/// A range of time within a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Time<'a> {
    /// What stands before it.
    pub(super) before: &'a str,
    /// The range; `None` where it is none, such as "10-8 minutes".
    pub(super) minutes: Option<Minutes>,
    /// What stands after it.
    pub(super) after: &'a str,
}

/// The first range of minutes or hours in a text: "8-10 minutes", "about 5 min", "1 hour".
pub(super) fn time(text: &str) -> Option<Time<'_>> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let (from, rest) = number(&text[start..])?;
    let (to, rest) = second_number(rest).unwrap_or((from, rest));
    let rest = rest.trim_start();
    let end = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    let unit = rest[..end].to_ascii_lowercase();
    let scale: u32 = match unit.as_str() {
        "m" | "min" | "mins" | "minute" | "minutes" => 1,
        "h" | "hr" | "hrs" | "hour" | "hours" => 60,
        _ => return None,
    };
    let minutes = |count: u32| u8::try_from(count.checked_mul(scale)?).ok();
    Some(Time {
        before: &text[..start],
        minutes: minutes(from)
            .zip(minutes(to))
            .and_then(|(from, to)| Minutes::new(from, to)),
        after: &rest[end..],
    })
}

/// A whole number, or two as a range: "8-10", "5".
pub(super) fn plain_minutes(text: &str) -> Option<Minutes> {
    let text = text.trim();
    let (from, rest) = number(text)?;
    let (to, rest) = second_number(rest).unwrap_or((from, rest));
    let whole = rest.trim().is_empty();
    Minutes::new(u8::try_from(from).ok()?, u8::try_from(to).ok()?).filter(|_| whole)
}

fn number(text: &str) -> Option<(u32, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// The end of a range: after "to", or after a sign that may be a damaged dash.
fn second_number(text: &str) -> Option<(u32, &str)> {
    let rest = text.trim_start();
    let rest = rest.strip_prefix("to ").unwrap_or_else(|| {
        rest.trim_start_matches(|c: char| !c.is_ascii_alphanumeric() && c != '.')
    });
    number(rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_with_their_marks() {
        for (heading, expected) in [
            ("### Key Points to Mention:", Some(Block::KeyPoints)),
            ("**Follow-up questions**", Some(Block::FollowUps)),
            ("🎯 What Interviewers Look For", Some(Block::LooksFor)),
            ("Strategy", None),
            ("Common mistakes to avoid are many", None),
        ] {
            assert_eq!(block(heading), expected, "{heading}");
        }
        assert_eq!(
            block_with_text("Key TerminologySLO: a goal"),
            Some((Block::Terms, "SLO: a goal"))
        );
        assert_eq!(
            block_with_text("How to Answer: begin with why"),
            Some((Block::Outline, "begin with why"))
        );
        assert_eq!(block_with_text("How to answer well"), None);
    }

    #[test]
    fn times_are_found() {
        let minutes = |text| {
            let time = time(text)?;
            let minutes = time.minutes?;
            Some((minutes.from(), minutes.to(), time.after.to_owned()))
        };
        assert_eq!(
            minutes("8-10 minutes · final round"),
            Some((8, 10, " · final round".to_owned()))
        );
        assert_eq!(minutes("8 ΓÇô 10 min"), Some((8, 10, String::new())));
        assert_eq!(minutes("about 5 to 7 mins"), Some((5, 7, String::new())));
        assert_eq!(minutes("1-2 hours"), Some((60, 120, String::new())));
        for text in ["10-8 minutes", "3 pods", "", "99999999999 minutes", "5"] {
            assert_eq!(minutes(text), None, "{text}");
        }
        assert_eq!(
            plain_minutes("5-8").map(|m| (m.from(), m.to())),
            Some((5, 8))
        );
        assert_eq!(plain_minutes("5 apples"), None);
    }

    #[test]
    fn scales_are_mapped() {
        assert_eq!(difficulty("High"), Some(Difficulty::Hard));
        assert_eq!(difficulty("Entry level"), Some(Difficulty::Easy));
        assert_eq!(difficulty("Purple"), None);
        assert_eq!(kind("Behavioural"), Some(Kind::Behavioral));
        assert_eq!(kind("System Design question"), Some(Kind::Design));
        assert_eq!(kind("Leadership"), None);
    }
}
