//! What speaks for each form in which a document may hold its questions.
//!
//! Counts only: what follows from them is for [`super::shape`].

use std::collections::HashMap;

use super::marks::{Mark, is_part};
use super::wording::{self, Likeness};

/// What may hold a document's questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    Item,
    Bold,
    Labelled,
    Heading(usize),
    Summary,
}

/// In doubt the last one wins: deeper headings before others.
pub(super) const FORMS: [Form; 10] = [
    Form::Item,
    Form::Bold,
    Form::Labelled,
    Form::Heading(1),
    Form::Heading(2),
    Form::Heading(3),
    Form::Heading(4),
    Form::Heading(5),
    Form::Heading(6),
    Form::Summary,
];

/// Of a form's lines, one in so many must look like a question.
const LEAST_SHARE: usize = 3;
/// A summary that is repeated so often is no question.
const REPEATED: usize = 3;

/// What speaks for a form.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    pub(super) lines: usize,
    evident: usize,
    pub(super) numbered: usize,
    pub(super) labelled: usize,
    pub(super) strong: usize,
    points: usize,
}

impl Evidence {
    fn add(&mut self, text: &str, is_answered: bool, is_numbered: bool, is_labelled: bool) {
        let likeness = wording::likeness(text);
        let mut points = match likeness {
            Likeness::None => 0,
            Likeness::Weak => 1,
            Likeness::Strong => 2,
        };
        points += usize::from(is_numbered) + 2 * usize::from(is_answered);
        points += 4 * usize::from(is_labelled);
        self.lines += 1;
        self.points += points;
        self.evident += usize::from(points > 0);
        self.numbered += usize::from(is_numbered || is_labelled);
        self.labelled += usize::from(is_labelled);
        self.strong += usize::from(likeness == Likeness::Strong);
    }

    /// How much speaks for the form; nothing where too few of its lines look like questions.
    pub(super) fn score(&self, form: Form) -> usize {
        let least = match form {
            _ if self.labelled > 0 => 1,
            // A lone bold line or numbered item is one of an answer, a lone title a title.
            Form::Item | Form::Bold | Form::Heading(1) => 2,
            _ => 1,
        };
        let is_item = form == Form::Item;
        let evident = if is_item { self.strong } else { self.evident };
        if evident < least || evident * LEAST_SHARE < self.lines {
            return 0;
        }
        self.points * 100 * evident / self.lines
    }
}

/// How often each heading and summary stands there.
pub(super) fn counts<'a>(marks: &[Mark<'a>]) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for mark in marks {
        if let Mark::Heading { text, .. } | Mark::Summary(text) = mark {
            *counts.entry(*text).or_default() += 1;
        }
    }
    counts
}

pub(super) fn evidence(
    marks: &[Mark<'_>],
    counts: &HashMap<&str, usize>,
) -> HashMap<Form, Evidence> {
    let mut found: HashMap<Form, Evidence> = HashMap::new();
    for (place, mark) in marks.iter().enumerate() {
        let is_answered = || is_answered(&marks[place + 1..]);
        let (form, text, answered, numbered, labelled) = match *mark {
            Mark::Heading { level, text } if !is_part(text) && !wording::is_frame(text) => (
                Form::Heading(level),
                text,
                is_answered(),
                wording::is_numbered(text),
                wording::labelled(text).is_some(),
            ),
            Mark::Bold { text, rest } if is_question_of_its_own(text, rest) => {
                let numbered = wording::is_numbered(text);
                (Form::Bold, text, is_answered(), numbered, false)
            }
            Mark::Labelled { text, .. } => (Form::Labelled, text, is_answered(), false, true),
            // A link within the page is an entry of a table of contents.
            Mark::Item { text, .. } if !text.contains("](#") => {
                (Form::Item, text, false, false, false)
            }
            // That it can be opened speaks for a question.
            Mark::Summary(text) if !hides_more(text, counts) => {
                (Form::Summary, text, false, true, false)
            }
            _ => continue,
        };
        let evidence = found.entry(form).or_default();
        evidence.add(text, answered, numbered, labelled);
    }
    found
}

/// Whether bold words may be a question, not the name of a group or the begin of a sentence.
pub(super) fn is_question_of_its_own(text: &str, rest: &str) -> bool {
    let is_whole = rest.is_empty() && !text.ends_with(':');
    is_whole || wording::likeness(text) == Likeness::Strong
}

/// Whether an answer's label is the first thing below.
fn is_answered(below: &[Mark<'_>]) -> bool {
    let first = below.iter().find(|mark| **mark != Mark::Blank);
    match first {
        Some(Mark::Part) => true,
        Some(Mark::Heading { text, .. }) => super::answer_start(text).is_some(),
        _ => false,
    }
}

/// Whether a summary only says that something can be opened.
pub(super) fn is_curtain(summary: &str) -> bool {
    const ABOUT: [&str; 6] = [
        "answer", "answers", "solution", "details", "expand", "reveal",
    ];
    const AROUND: [&str; 22] = [
        "click", "here", "to", "see", "show", "the", "view", "open", "tap", "for", "more", "full",
        "toggle", "hide", "me", "my", "an", "a", "sample", "example", "possible", "read",
    ];
    let words = super::labels::words(summary);
    let mut words = words.split(' ').peekable();
    let is_short = summary.len() <= 60;
    let mut is_about = false;
    is_short
        && words.all(|word| {
            is_about |= ABOUT.contains(&word);
            ABOUT.contains(&word) || AROUND.contains(&word)
        })
        && is_about
}

/// Whether a summary is a curtain, or one of many that say the same.
pub(super) fn hides_more(summary: &str, counts: &HashMap<&str, usize>) -> bool {
    let is_repeated = counts.get(summary).is_some_and(|count| *count >= REPEATED);
    is_curtain(summary) || is_repeated && wording::likeness(summary) != Likeness::Strong
}
