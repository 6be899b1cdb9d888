//! Questions, frameworks, roles and scorecards as their files spell them, each part with its place.
//!
//! Reading notes unknown keys and wrong types only; what a question must have is
//! [`super::rules`]' concern.

mod role;
mod scorecard;

use std::ops::Range;

pub(super) use role::{RawCompetency, RawIntroduction, RawPhase, RawRole, RawRound};
pub(super) use scorecard::RawScorecard;

use super::reader::{Placed, Table};
use super::source::Source;

pub(super) type RawText = Option<Placed<String>>;

/// A table of two texts: a term and its meaning, a mistake and why, a title and its address.
pub(super) struct RawPair {
    pub(super) first: RawText,
    pub(super) second: RawText,
    pub(super) span: Range<usize>,
}

pub(super) struct RawQuestion {
    pub(super) title: RawText,
    pub(super) was: Vec<Placed<String>>,
    pub(super) ask: RawText,
    pub(super) kind: RawText,
    pub(super) difficulty: RawText,
    pub(super) topic: RawText,
    pub(super) competencies: Vec<Placed<String>>,
    pub(super) rounds: Vec<Placed<String>>,
    pub(super) minutes: Option<Placed<(i64, i64)>>,
    pub(super) tags: Vec<Placed<String>>,
    pub(super) outline: Vec<Placed<String>>,
    pub(super) looks_for: Vec<Placed<String>>,
    pub(super) follow_ups: Vec<Placed<String>>,
    pub(super) framework: Option<RawApplied>,
    pub(super) star: Option<RawStar>,
    pub(super) key_points: Vec<RawKeyPoint>,
    pub(super) terms: Vec<RawPair>,
    pub(super) mistakes: Vec<RawPair>,
    pub(super) sources: Vec<RawPair>,
    pub(super) example: Option<RawExample>,
}

pub(super) struct RawApplied {
    pub(super) name: RawText,
    pub(super) steps: Vec<RawPair>,
    pub(super) span: Range<usize>,
}

pub(super) struct RawStar {
    pub(super) situation: RawText,
    pub(super) task: RawText,
    pub(super) action: RawText,
    pub(super) result: RawText,
    pub(super) span: Range<usize>,
}

pub(super) struct RawKeyPoint {
    pub(super) say: RawText,
    pub(super) cues: Vec<Placed<String>>,
    pub(super) hint: RawText,
    pub(super) span: Range<usize>,
}

pub(super) struct RawExample {
    pub(super) language: RawText,
    pub(super) caption: RawText,
    pub(super) code: RawText,
    pub(super) span: Range<usize>,
}

/// `notes` is where an import keeps what it could not place; it is not read.
const QUESTION_KEYS: [&str; 21] = [
    "title",
    "was",
    "ask",
    "kind",
    "difficulty",
    "topic",
    "competencies",
    "rounds",
    "minutes",
    "tags",
    "outline",
    "looks_for",
    "follow_ups",
    "framework",
    "star",
    "key_points",
    "terms",
    "mistakes",
    "sources",
    "example",
    "notes",
];

impl RawQuestion {
    pub(super) fn read(table: &Table<'_, '_>, source: &mut Source<'_>) -> Self {
        table.expect_keys(&QUESTION_KEYS, source);
        Self {
            title: table.text("title", source),
            was: table.texts("was", source),
            ask: table.text("ask", source),
            kind: table.text("kind", source),
            difficulty: table.text("difficulty", source),
            topic: table.text("topic", source),
            competencies: table.texts("competencies", source),
            rounds: table.texts("rounds", source),
            minutes: table.range("minutes", source),
            tags: table.texts("tags", source),
            outline: table.texts("outline", source),
            looks_for: table.texts("looks_for", source),
            follow_ups: table.texts("follow_ups", source),
            framework: table
                .table("framework", source)
                .map(|table| RawApplied::read(&table, source)),
            star: table
                .table("star", source)
                .map(|table| RawStar::read(&table, source)),
            key_points: table
                .tables("key_points", source)
                .iter()
                .map(|table| RawKeyPoint::read(table, source))
                .collect(),
            terms: pairs(table, "terms", ["term", "meaning"], source),
            mistakes: pairs(table, "mistakes", ["say", "why"], source),
            sources: pairs(table, "sources", ["title", "url"], source),
            example: table
                .table("example", source)
                .map(|table| RawExample::read(&table, source)),
        }
    }
}

impl RawApplied {
    fn read(table: &Table<'_, '_>, source: &mut Source<'_>) -> Self {
        table.expect_keys(&["name", "steps"], source);
        Self {
            name: table.text("name", source),
            steps: pairs(table, "steps", ["step", "apply"], source),
            span: table.span.clone(),
        }
    }
}

impl RawStar {
    fn read(table: &Table<'_, '_>, source: &mut Source<'_>) -> Self {
        table.expect_keys(&["situation", "task", "action", "result"], source);
        Self {
            situation: table.text("situation", source),
            task: table.text("task", source),
            action: table.text("action", source),
            result: table.text("result", source),
            span: table.span.clone(),
        }
    }
}

impl RawKeyPoint {
    fn read(table: &Table<'_, '_>, source: &mut Source<'_>) -> Self {
        table.expect_keys(&["say", "cues", "hint"], source);
        Self {
            say: table.text("say", source),
            cues: table.texts("cues", source),
            hint: table.text("hint", source),
            span: table.span.clone(),
        }
    }
}

impl RawExample {
    fn read(table: &Table<'_, '_>, source: &mut Source<'_>) -> Self {
        table.expect_keys(&["language", "caption", "code"], source);
        Self {
            language: table.text("language", source),
            caption: table.text("caption", source),
            code: table.text("code", source),
            span: table.span.clone(),
        }
    }
}

/// A list of tables of two texts each.
pub(super) fn pairs(
    table: &Table<'_, '_>,
    key: &str,
    keys: [&str; 2],
    source: &mut Source<'_>,
) -> Vec<RawPair> {
    table
        .tables(key, source)
        .iter()
        .map(|table| {
            table.expect_keys(&keys, source);
            RawPair {
                first: table.text(keys[0], source),
                second: table.text(keys[1], source),
                span: table.span.clone(),
            }
        })
        .collect()
}

pub(super) struct RawFramework {
    pub(super) title: RawText,
    pub(super) summary: RawText,
    pub(super) when: Vec<Placed<String>>,
    pub(super) steps: Vec<RawPair>,
    pub(super) example: Option<RawFilled>,
    pub(super) pitfalls: Vec<RawPair>,
    pub(super) sources: Vec<RawPair>,
}

pub(super) struct RawFilled {
    pub(super) question: RawText,
    pub(super) steps: Vec<RawPair>,
    pub(super) span: Range<usize>,
}

impl RawFramework {
    pub(super) fn read(table: &Table<'_, '_>, source: &mut Source<'_>) -> Self {
        let keys = [
            "title", "summary", "when", "steps", "example", "pitfalls", "sources",
        ];
        table.expect_keys(&keys, source);
        Self {
            title: table.text("title", source),
            summary: table.text("summary", source),
            when: table.texts("when", source),
            steps: pairs(table, "steps", ["name", "explain"], source),
            example: table.table("example", source).map(|table| {
                table.expect_keys(&["question", "steps"], source);
                RawFilled {
                    question: table.text("question", source),
                    steps: pairs(&table, "steps", ["name", "text"], source),
                    span: table.span.clone(),
                }
            }),
            pitfalls: pairs(table, "pitfalls", ["say", "fix"], source),
            sources: pairs(table, "sources", ["title", "url"], source),
        }
    }
}
