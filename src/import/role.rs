//! A role as far as a guide gives it.

use super::draft::{Note, join};
use super::points::unmarked;
use crate::domain::question::Minutes;

/// A role guide. Empty texts and lists are missing ones.
#[derive(Debug, Clone, Default)]
pub(super) struct Role {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) competencies: Vec<Competency>,
    pub(super) rounds: Vec<Round>,
    pub(super) introduction: String,
    pub(super) works_because: Vec<String>,
    pub(super) roadmap: Vec<Phase>,
    pub(super) checklist: Vec<String>,
    pub(super) notes: Vec<Note>,
}

/// What a role asks for.
#[derive(Debug, Clone, Default)]
pub(super) struct Competency {
    pub(super) name: String,
    pub(super) shows: Vec<String>,
    pub(super) topics: Vec<String>,
}

/// A round of its interviews.
#[derive(Debug, Clone, Default)]
pub(super) struct Round {
    pub(super) name: String,
    pub(super) minutes: Option<Minutes>,
    pub(super) assesses: Vec<String>,
    pub(super) topics: Vec<String>,
    pub(super) kinds: Vec<String>,
    pub(super) scorecards: Vec<String>,
}

/// A phase of the preparation.
#[derive(Debug, Clone, Default)]
pub(super) struct Phase {
    pub(super) phase: String,
    /// From and to, counted from 1.
    pub(super) weeks: Option<(u8, u8)>,
    pub(super) goals: Vec<String>,
    pub(super) practice: Vec<String>,
}

impl Role {
    /// Keeps what can't be mapped.
    pub(super) fn note(&mut self, line: usize, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.notes.push(Note { line, text });
        }
    }

    /// Takes a title where there is none; another one is kept as a note.
    pub(super) fn take_title(&mut self, line: usize, title: &str) {
        let title = title.trim();
        // Its number within a series is none of its words.
        let title = unmarked(title)
            .filter(|rest| !rest.is_empty() && title.starts_with(|c: char| c.is_ascii_digit()))
            .unwrap_or(title);
        if self.title.is_empty() {
            self.title = title.to_owned();
        } else if self.title != title {
            self.note(line, format!("Title: {title}"));
        }
    }

    /// Adds to the summary what it does not say yet.
    pub(super) fn take_summary(&mut self, text: &str) {
        if !self.summary.contains(text.trim()) {
            join(&mut self.summary, text, " ");
        }
    }

    /// Each field with whether the source filled it, in the order of a file.
    pub(super) fn fields(&self) -> [(&'static str, bool); 8] {
        [
            ("title", !self.title.is_empty()),
            ("summary", !self.summary.is_empty()),
            ("competencies", !self.competencies.is_empty()),
            ("rounds", !self.rounds.is_empty()),
            ("introduction", !self.introduction.is_empty()),
            ("works_because", !self.works_because.is_empty()),
            ("roadmap", !self.roadmap.is_empty()),
            ("checklist", !self.checklist.is_empty()),
        ]
    }
}

/// The weeks that a text names: "Weeks 1-2", "(week 3)".
pub(super) fn weeks(text: &str) -> Option<(u8, u8)> {
    let lower = text.to_lowercase();
    let start = lower.find("week")?;
    let rest = lower[start + "week".len()..].trim_start_matches(['s', ' ']);
    range(rest)
}

/// A range at the beginning of a text: "1-2", "3".
pub(super) fn range(text: &str) -> Option<(u8, u8)> {
    let minutes = leading_numbers(text)?;
    Some((minutes.0, minutes.1.unwrap_or(minutes.0))).filter(|(from, to)| 1 <= *from && from <= to)
}

fn leading_numbers(text: &str) -> Option<(u8, Option<u8>)> {
    let number = |text: &str| -> Option<(u8, usize)> {
        let end = text
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len());
        Some((text[..end].parse().ok()?, end))
    };
    let (from, end) = number(text)?;
    let rest = text[end..].trim_start();
    let rest = rest
        .strip_prefix("to ")
        .or_else(|| rest.strip_prefix(['-', '–', '—']));
    let to = rest.and_then(|rest| number(rest.trim_start()));
    Some((from, to.map(|(to, _)| to)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_found() {
        for (text, expected) in [
            ("Phase 1: Basics (Weeks 1-2)", Some((1, 2))),
            ("week 3", Some((3, 3))),
            ("Weeks 3 to 4", Some((3, 4))),
            ("Weeks 4-3", None),
            ("weekly", None),
            ("Phase 1", None),
        ] {
            assert_eq!(weeks(text), expected, "{text}");
        }
    }
}
