//! Which lines of a document are its questions, and which headings its sections.
//!
//! Lists differ in what holds their questions: headings of one level, bold lines, numbered items,
//! summaries. The evidence of the whole document decides, once: question marks and words,
//! numbers, answers right below. Nothing here knows a field of a question.

use std::collections::HashMap;

use super::evidence::{
    Evidence, FORMS, Form, counts, evidence, hides_more, is_question_of_its_own,
};
use super::marks::{Mark, is_part};
use super::wording::{self, Likeness};

/// What a line is in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role<'a> {
    /// It begins a question; `rest` belongs to the answer.
    Question { text: &'a str, rest: &'a str },
    /// It begins a section.
    Section(&'a str),
    /// It is the whole document's title.
    Title,
    /// A summary: a question, or the curtain before an answer.
    Summary { text: &'a str, asks: bool },
    /// It begins or ends hidden text.
    Details { ends: bool },
    /// It belongs to what is open.
    Content,
}

/// What each line is, by the marks of all.
pub(super) fn roles<'a>(marks: &[Mark<'a>]) -> Vec<Role<'a>> {
    let counts = counts(marks);
    let evidence = evidence(marks, &counts);
    let of = |form: Form| evidence.get(&form).copied().unwrap_or_default();
    // Labelled lines are questions beside labelled headings, too.
    let has_labelled_headings = (1..=6).any(|level| of(Form::Heading(level)).labelled > 0);
    let score = |form: &Form| match form {
        Form::Labelled if has_labelled_headings => 0,
        _ => of(*form).score(*form),
    };
    let best = FORMS
        .into_iter()
        .max_by_key(score)
        .filter(|form| score(form) > 0);
    let has = |level| of(Form::Heading(level)).lines > 0;
    let form = best.unwrap_or(if has(2) && !has(3) {
        Form::Heading(2)
    } else {
        Form::Heading(3)
    });
    let mut shape = Shape {
        marks,
        counts,
        form,
        evidence: of(form),
        titles: of(Form::Heading(1)).lines,
        deepest_section: 0,
        last: 0,
        depth: 0,
    };
    shape.deepest_section = shape.deepest_section();
    (0..marks.len()).map(|place| shape.role(place)).collect()
}

struct Shape<'m, 'a> {
    marks: &'m [Mark<'a>],
    counts: HashMap<&'a str, usize>,
    form: Form,
    evidence: Evidence,
    /// How many headings of the first level there are.
    titles: usize,
    /// The deepest level of headings that are sections, where questions are no headings.
    deepest_section: usize,
    /// The last number of an item or a bold line that is a question.
    last: u32,
    /// How deep in hidden text.
    depth: usize,
}

impl<'a> Shape<'_, 'a> {
    fn role(&mut self, place: usize) -> Role<'a> {
        let role = match self.marks[place] {
            Mark::Heading { level, text } => self.heading(place, level, text),
            Mark::Labelled { text, rest } => Role::Question { text, rest },
            Mark::Bold { text, rest } if self.asks(place) => Role::Question { text, rest },
            Mark::Item { text, rest, .. } if self.asks(place) => Role::Question { text, rest },
            Mark::Summary(text) => {
                let asks = self.asks(place);
                if self.form == Form::Summary && asks {
                    self.depth = 1;
                }
                Role::Summary { text, asks }
            }
            Mark::Details => {
                self.depth += 1;
                Role::Details { ends: false }
            }
            Mark::EndDetails => {
                self.depth = self.depth.saturating_sub(1);
                Role::Details { ends: true }
            }
            _ => Role::Content,
        };
        match (role, self.marks[place]) {
            (Role::Question { .. }, Mark::Item { number, .. }) => self.last = number,
            (Role::Question { .. }, Mark::Bold { text, .. }) => {
                self.last = wording::number(text).map_or(0, |(number, _)| number);
            }
            (Role::Section(_), _) => self.last = 0,
            _ => {}
        }
        role
    }

    /// Whether a line that is no heading is a question.
    fn asks(&self, place: usize) -> bool {
        let is_next = |number: u32| number == self.last + 1;
        match self.marks[place] {
            Mark::Labelled { .. } => true,
            Mark::Bold { text, rest } if self.form == Form::Bold => {
                let number = wording::number(text).map(|(number, _)| number);
                is_question_of_its_own(text, rest)
                    && (wording::likeness(text) == Likeness::Strong || number.is_some_and(is_next))
            }
            Mark::Item { number, text, .. } if self.form == Form::Item => {
                let is_entry = text.contains("](#");
                // Where many are none, the next number may be a step of an answer.
                let is_sure = self.evidence.strong * 3 >= self.evidence.lines * 2;
                let is_strong = wording::likeness(text) == Likeness::Strong;
                !is_entry && (is_strong || is_sure && is_next(number))
            }
            Mark::Summary(text) => {
                let is_strong = wording::likeness(text) == Likeness::Strong;
                !hides_more(text, &self.counts) && (self.form == Form::Summary || is_strong)
            }
            _ => false,
        }
    }

    fn heading(&self, place: usize, level: usize, text: &'a str) -> Role<'a> {
        let question = Role::Question { text, rest: "" };
        let section = self.section(level, text);
        if wording::labelled(text).is_some() {
            return question;
        }
        let is_strong = wording::likeness(text) == Likeness::Strong;
        let Form::Heading(own) = self.form else {
            let stands_alone = !matches!(
                self.below(place),
                None | Some(Below::Question | Below::Heading(_))
            );
            return if self.depth > 0 || level > self.deepest_section {
                Role::Content
            } else if is_strong && stands_alone && level > 1 {
                question
            } else {
                section
            };
        };
        if level < own {
            section
        } else if level > own || is_part(text) {
            Role::Content
        } else if is_strong || wording::is_numbered(text) {
            question
        } else {
            self.unlike(place, level, text)
        }
    }

    /// A heading of the questions' level that does not look like one.
    fn unlike(&self, place: usize, level: usize, text: &'a str) -> Role<'a> {
        let section = self.section(level, text);
        let all = self.evidence;
        let is_bare = matches!(self.below(place), None | Some(Below::Heading(_)));
        if wording::is_frame(text) {
            section
        } else if all.numbered > 1 || all.numbered == all.lines {
            // With more of them than numbered ones, each question has some.
            if all.numbered * 2 < all.lines || self.counts.get(text).is_some_and(|count| *count > 1)
            {
                Role::Content
            } else {
                section
            }
        } else if is_bare && all.strong * 3 >= all.lines * 2 {
            section
        } else {
            Role::Question { text, rest: "" }
        }
    }

    fn section(&self, level: usize, text: &'a str) -> Role<'a> {
        if level == 1 && self.titles == 1 {
            Role::Title
        } else {
            Role::Section(text)
        }
    }

    /// What stands first below a heading.
    fn below(&self, place: usize) -> Option<Below> {
        let below = self.marks.iter().enumerate().skip(place + 1);
        let skipped = |mark: &Mark<'_>| matches!(mark, Mark::Blank | Mark::Details);
        let (next, mark) = below.into_iter().find(|(_, mark)| !skipped(mark))?;
        Some(match *mark {
            Mark::Heading { text, .. } if wording::labelled(text).is_some() => Below::Question,
            Mark::Heading { level, .. } => Below::Heading(level),
            _ if self.asks(next) => Below::Question,
            _ => Below::Text,
        })
    }

    /// The deepest level of which at least half of the headings stand right before a question;
    /// at least that of the topmost headings below the title.
    fn deepest_section(&self) -> usize {
        let mut counts = [(0, 0); 7];
        for (place, mark) in self.marks.iter().enumerate() {
            if let Mark::Heading { level, .. } = *mark {
                counts[level].0 += 1;
                let is_direct = self.below(place) == Some(Below::Question);
                counts[level].1 += usize::from(is_direct);
            }
        }
        let levels = || counts.iter().enumerate();
        let direct = levels().rfind(|(_, (all, direct))| *direct > 0 && direct * 2 >= *all);
        let topmost = levels().skip(2).find(|(_, (all, _))| *all > 0);
        let level = |found: Option<(usize, _)>| found.map_or(1, |(level, _)| level);
        level(direct).max(level(topmost))
    }
}

/// What stands below a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Below {
    Question,
    Heading(usize),
    Text,
}
