//! How long and how many the parts of questions, frameworks, roles and scorecards may be.
//!
//! Two kinds: what the authors' guide asks for (a warning, so that imported questions stay
//! usable), and what Discord can show (an error).

use std::ops::RangeInclusive;

/// Discord: a choice's and a thread's name hold 100 characters; the title stands in both with
/// some words around it.
pub(super) const TITLE: usize = 90;
/// Discord: a choice's name and value have at most 100 characters.
pub(super) const CHOICE: usize = 100;
/// Discord: an embed's description has at most 4,096 characters; headings need some of them.
pub(super) const SECTION: usize = 3_900;
/// Discord: the embeds of a message have at most 6,000 characters together.
pub(super) const MESSAGE: usize = 5_700;

pub(super) const ASK: usize = 600;
pub(super) const OUTLINE_POINT: usize = 180;
pub(super) const STEP: usize = 220;
pub(super) const STEPS: usize = 900;
pub(super) const STAR: usize = 1_100;
pub(super) const KEY_POINT: usize = 200;
pub(super) const MISTAKES: usize = 900;
pub(super) const CODE: usize = 900;
pub(super) const CODE_LINES: usize = 25;
pub(super) const CUE_WORDS: usize = 4;
/// Longer sentences are lost on a phone and out of breath when spoken.
pub(super) const SENTENCE_WORDS: usize = 45;

pub(super) const COMPETENCIES: RangeInclusive<usize> = 2..=4;
pub(super) const ROUNDS: RangeInclusive<usize> = 1..=3;
pub(super) const TAGS: RangeInclusive<usize> = 2..=6;
pub(super) const OUTLINE: RangeInclusive<usize> = 4..=7;
pub(super) const LOOKS_FOR: RangeInclusive<usize> = 3..=6;
pub(super) const FOLLOW_UPS: RangeInclusive<usize> = 2..=4;
pub(super) const KEY_POINTS: RangeInclusive<usize> = 4..=8;
pub(super) const CUES: RangeInclusive<usize> = 5..=24;
pub(super) const TERMS: RangeInclusive<usize> = 3..=8;
pub(super) const MISTAKE_COUNT: RangeInclusive<usize> = 3..=6;
pub(super) const SOURCES: RangeInclusive<usize> = 1..=3;
pub(super) const WHEN: RangeInclusive<usize> = 2..=5;
pub(super) const FRAMEWORK_STEPS: RangeInclusive<usize> = 3..=7;
pub(super) const PITFALLS: RangeInclusive<usize> = 2..=5;

/// A summary of a role, and what a scorecard assesses.
pub(super) const SUMMARY: usize = 300;
/// An entry of a list of sentences.
pub(super) const ENTRY: usize = 180;
pub(super) const ANCHOR: usize = 400;
pub(super) const SUMMARY_SENTENCES: RangeInclusive<usize> = 2..=3;
pub(super) const AREA_SENTENCES: RangeInclusive<usize> = 1..=2;
pub(super) const ANCHOR_SENTENCES: RangeInclusive<usize> = 2..=4;
/// Two minutes of speech.
pub(super) const INTRODUCTION_WORDS: RangeInclusive<usize> = 260..=300;
/// How long a roadmap is.
pub(super) const WEEKS: u8 = 6;

pub(super) const CHECKLIST: RangeInclusive<usize> = 10..=10;
pub(super) const ROLE_COMPETENCIES: RangeInclusive<usize> = 5..=8;
pub(super) const SHOWS: RangeInclusive<usize> = 2..=4;
pub(super) const ROLE_ROUNDS: RangeInclusive<usize> = 3..=5;
pub(super) const ASSESSES: RangeInclusive<usize> = 2..=5;
pub(super) const WORKS_BECAUSE: RangeInclusive<usize> = 3..=5;
pub(super) const GOALS: RangeInclusive<usize> = 2..=4;
pub(super) const PRACTICE: RangeInclusive<usize> = 2..=5;
pub(super) const STRONG: RangeInclusive<usize> = 4..=6;
pub(super) const RED_FLAGS: RangeInclusive<usize> = 3..=5;
