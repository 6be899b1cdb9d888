//! The observations on one answer.
//!
//! A report is a value of its own: it can be stored, and it is said again later without the
//! answer's text. It holds no score.

use std::ops::Range;

use super::coverage::coverage;
use super::delivery::{has_figure, speaking_seconds};
use super::guard::guards;
use super::next::next_step;
use super::stem::Stems;
use super::text::Text;
use crate::domain::question::{Minutes, Question};

/// The version of these rules; rises when the same answer may be observed differently.
pub const ENGINE: u32 = 1;

/// At most this many points are ever named as not found.
const MISSING_NAMED: usize = 2;

/// What was seen in an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The version of the rules that made it.
    pub engine: u32,
    /// Words outside of code blocks and addresses.
    pub words: u32,
    /// How long those take to say, in seconds.
    pub speaking_seconds: u32,
    /// How long the question takes.
    pub minutes: Minutes,
    /// Each key point, in the question's order.
    pub points: Vec<PointSeen>,
    /// Reasons to read the rest with care.
    pub guards: Vec<Guard>,
    /// The one thing to do next.
    pub next_step: NextStep,
}

/// Whether one key point was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointSeen {
    /// Its place in the question's list, from 0.
    pub index: u8,
    /// The words that show it.
    pub found: Option<Evidence>,
    /// Whether the person said that they covered it.
    pub disputed: bool,
}

/// Words of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Where they stand in the answer, in bytes.
    pub range: Range<usize>,
    /// The words, as they were given: to be made safe before they are shown.
    pub quote: String,
}

/// A reason to read the other observations with care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Guard {
    /// There is nothing but white space.
    Empty,
    /// There are no words: only emoji, punctuation or addresses.
    NoWords,
    /// It is too short to be held against the key points.
    TooShort,
    /// It is little more than the question's own words.
    Echo,
    /// It is in another language than the question.
    OtherLanguage,
}

impl Guard {
    /// Every guard.
    pub const ALL: [Self; 5] = [
        Self::Empty,
        Self::NoWords,
        Self::TooShort,
        Self::Echo,
        Self::OtherLanguage,
    ];

    /// Its name in stored reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoWords => "no-words",
            Self::TooShort => "too-short",
            Self::Echo => "echo",
            Self::OtherLanguage => "other-language",
        }
    }

    /// The guard of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|guard| guard.name() == name)
    }
}

/// The one thing that would help most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NextStep {
    /// Give an answer at all.
    Answer,
    /// Use the question's language, so that something can be seen.
    QuestionLanguage,
    /// Use words of one's own.
    OwnWords,
    /// Say more, led by the framework.
    SayMore,
    /// Work in this key point (its place in the question's list).
    CoverPoint(u8),
    /// End with a result in a figure.
    AddFigure,
    /// Tell it at more length.
    Lengthen,
    /// Tell it in less time.
    Shorten,
    /// Answer this follow-up question (its place in the question's list).
    FollowUp(u8),
    /// Say it aloud.
    SayAloud,
}

impl Report {
    /// The key points to name as not found, most useful first, two at most; never one that the
    /// person said they covered, and none where the answer could not be read at all.
    ///
    /// A question lists its points by weight, so the first ones missing are the most useful.
    pub fn missing(&self) -> Vec<u8> {
        if self.is_unreadable() {
            return Vec::new();
        }
        self.points
            .iter()
            .filter(|point| point.found.is_none() && !point.disputed)
            .map(|point| point.index)
            .take(MISSING_NAMED)
            .collect()
    }

    /// Whether nothing can be said about what the answer covers.
    pub fn is_unreadable(&self) -> bool {
        [Guard::Empty, Guard::NoWords, Guard::OtherLanguage]
            .iter()
            .any(|guard| self.guards.contains(guard))
    }
}

/// What can be seen in `answer`; `disputes` are the places of key points that the person said
/// they covered.
///
/// The same question, answer and disputes always give the same report. Takes time linear in the
/// answer's length, whatever it holds.
pub fn observe(question: &Question, answer: &str, disputes: &[u8]) -> Report {
    let mut stems = Stems::default();
    let text = Text::new(answer, &mut stems);
    let asked = format!("{}\n\n{}", question.title, question.ask);
    let asked_text = Text::new(&asked, &mut stems);
    let words = u32::try_from(text.prose().count()).unwrap_or(u32::MAX);
    let points = (0..=u8::MAX)
        .zip(coverage(question, answer, &text, &asked_text, &mut stems))
        .map(|(index, found)| PointSeen {
            index,
            found,
            disputed: disputes.contains(&index),
        })
        .collect();
    let mut report = Report {
        engine: ENGINE,
        words,
        speaking_seconds: speaking_seconds(words),
        minutes: question.minutes,
        points,
        guards: guards(answer, &text, &asked, &asked_text),
        next_step: NextStep::SayAloud,
    };
    report.next_step = next_step(question, &report, has_figure(&text));
    report
}

#[cfg(test)]
#[path = "report_tests.rs"]
mod tests;
