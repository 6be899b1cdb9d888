//! Roles as their files spell them.

use std::ops::Range;

use super::super::reader::{Placed, Table};
use super::super::source::Source;
use super::RawText;

pub(in crate::content) struct RawRole {
    pub(in crate::content) title: RawText,
    pub(in crate::content) summary: RawText,
    pub(in crate::content) checklist: Vec<Placed<String>>,
    pub(in crate::content) competencies: Vec<RawCompetency>,
    pub(in crate::content) rounds: Vec<RawRound>,
    pub(in crate::content) introduction: Option<RawIntroduction>,
    pub(in crate::content) roadmap: Vec<RawPhase>,
}

pub(in crate::content) struct RawCompetency {
    pub(in crate::content) name: RawText,
    pub(in crate::content) shows: Vec<Placed<String>>,
    pub(in crate::content) topics: Vec<Placed<String>>,
    pub(in crate::content) span: Range<usize>,
}

pub(in crate::content) struct RawRound {
    pub(in crate::content) name: RawText,
    pub(in crate::content) minutes: Option<Placed<(i64, i64)>>,
    pub(in crate::content) assesses: Vec<Placed<String>>,
    pub(in crate::content) topics: Vec<Placed<String>>,
    pub(in crate::content) kinds: Vec<Placed<String>>,
    pub(in crate::content) scorecards: Vec<Placed<String>>,
    pub(in crate::content) span: Range<usize>,
}

pub(in crate::content) struct RawIntroduction {
    pub(in crate::content) text: RawText,
    pub(in crate::content) works_because: Vec<Placed<String>>,
    pub(in crate::content) span: Range<usize>,
}

pub(in crate::content) struct RawPhase {
    pub(in crate::content) phase: RawText,
    pub(in crate::content) weeks: Option<Placed<(i64, i64)>>,
    pub(in crate::content) goals: Vec<Placed<String>>,
    pub(in crate::content) practice: Vec<Placed<String>>,
    pub(in crate::content) span: Range<usize>,
}

/// `notes` is where an import keeps what it could not place; it is not read.
const ROLE_KEYS: [&str; 8] = [
    "title",
    "summary",
    "checklist",
    "competencies",
    "rounds",
    "introduction",
    "roadmap",
    "notes",
];

impl RawRole {
    pub(in crate::content) fn read(table: &Table<'_, '_>, source: &mut Source<'_>) -> Self {
        table.expect_keys(&ROLE_KEYS, source);
        Self {
            title: table.text("title", source),
            summary: table.text("summary", source),
            checklist: table.texts("checklist", source),
            competencies: table
                .tables("competencies", source)
                .iter()
                .map(|table| RawCompetency::read(table, source))
                .collect(),
            rounds: table
                .tables("rounds", source)
                .iter()
                .map(|table| RawRound::read(table, source))
                .collect(),
            introduction: table
                .table("introduction", source)
                .map(|table| RawIntroduction::read(&table, source)),
            roadmap: table
                .tables("roadmap", source)
                .iter()
                .map(|table| RawPhase::read(table, source))
                .collect(),
        }
    }
}

impl RawCompetency {
    fn read(table: &Table<'_, '_>, source: &mut Source<'_>) -> Self {
        table.expect_keys(&["name", "shows", "topics"], source);
        Self {
            name: table.text("name", source),
            shows: table.texts("shows", source),
            topics: table.texts("topics", source),
            span: table.span.clone(),
        }
    }
}

impl RawRound {
    fn read(table: &Table<'_, '_>, source: &mut Source<'_>) -> Self {
        let keys = [
            "name",
            "minutes",
            "assesses",
            "topics",
            "kinds",
            "scorecards",
        ];
        table.expect_keys(&keys, source);
        Self {
            name: table.text("name", source),
            minutes: table.range("minutes", source),
            assesses: table.texts("assesses", source),
            topics: table.texts("topics", source),
            kinds: table.texts("kinds", source),
            scorecards: table.texts("scorecards", source),
            span: table.span.clone(),
        }
    }
}

impl RawIntroduction {
    fn read(table: &Table<'_, '_>, source: &mut Source<'_>) -> Self {
        table.expect_keys(&["text", "works_because"], source);
        Self {
            text: table.text("text", source),
            works_because: table.texts("works_because", source),
            span: table.span.clone(),
        }
    }
}

impl RawPhase {
    fn read(table: &Table<'_, '_>, source: &mut Source<'_>) -> Self {
        table.expect_keys(&["phase", "weeks", "goals", "practice"], source);
        Self {
            phase: table.text("phase", source),
            weeks: table.range("weeks", source),
            goals: table.texts("goals", source),
            practice: table.texts("practice", source),
            span: table.span.clone(),
        }
    }
}
