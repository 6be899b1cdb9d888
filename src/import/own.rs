//! Somebody's list as questions in memory, for a bank that is not made of files; and questions as
//! a list that can be read again.
//!
//! The same promises as for files: nothing is invented, nothing is lost. What a question can't
//! take is among its notes; what belongs to none, and questions without their text, are in
//! [`Questions::rest`].

use std::fmt::Write as _;

use super::draft::{Draft, Note};
use super::report::{LeftOver, Report};
use super::write::{list_of, question as file_of};
use super::{Format, ImportError, Target, decoded, fit};
use crate::domain::question::{AppliedFramework, Difficulty, Kind, Minutes, Question, QuestionId};
use crate::domain::slug::slug;

/// The longest id of a topic.
const LONGEST_TOPIC: usize = 50;

/// The questions of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Questions {
    /// Those with their text.
    pub questions: Vec<ReadQuestion>,
    /// What was found.
    pub report: Report,
    /// The whole text of what is in no question.
    pub rest: String,
}

/// A question of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadQuestion {
    /// The question; its slug may be another's, too.
    pub question: Question,
    /// What no field takes.
    pub notes: Vec<String>,
    /// Whether the list itself gives the slug; else it is made of the title.
    pub names_itself: bool,
}

/// Reads a file of somebody's questions for the bank of this name.
///
/// # Errors
/// Where the file is not of this format, or the topic no slug.
pub fn questions(
    format: Format,
    bytes: &[u8],
    target: &Target,
    bank: &str,
) -> Result<Questions, ImportError> {
    let (read, repairs) = decoded(format, bytes, target)?;
    let mut found = Questions {
        questions: Vec::new(),
        report: Report {
            repairs,
            roles: read.roles.len(),
            ..Report::default()
        },
        rest: String::new(),
    };
    let mut left = read.left;
    for mut draft in read.drafts {
        left.extend(found.count(&mut draft));
        draft.topic = topic(&draft, target);
        found.take(draft, bank);
    }
    found.keep_left_over(&left);
    Ok(found)
}

/// Questions as a JSON list, with their notes: [`Format::Json`] reads it.
pub fn list<'a>(questions: impl Iterator<Item = (&'a Question, &'a [String])>) -> String {
    let drafts: Vec<_> = questions
        .map(|(question, notes)| draft(question, notes))
        .collect();
    list_of(&drafts)
}

impl Questions {
    /// Makes a draft fit, and counts its fields.
    fn count(&mut self, draft: &mut Draft) -> Vec<Note> {
        self.report.questions += 1;
        let rest = fit::fit(draft);
        self.report.count(&draft.fields_given());
        rest
    }

    fn take(&mut self, draft: Draft, bank: &str) {
        if draft.ask.is_empty() {
            let name = format!("{} (in this report)", draft.title);
            self.report.without_text.push((draft.line, name));
            let _ = writeln!(self.rest, "{}", file_of(&draft, &draft.topic));
            return;
        }
        let (wanted, names_itself) = match draft.own_slug() {
            Some(own) => (own.to_owned(), true),
            None => (draft.made_slug(), false),
        };
        let Ok(id) = QuestionId::new(bank, &wanted) else {
            let _ = writeln!(self.rest, "{}", file_of(&draft, &draft.topic));
            return;
        };
        for note in &draft.notes {
            self.report.left_over.push(LeftOver {
                line: note.line,
                text: note.text.clone(),
                kept_in: format!("the notes of {wanted}"),
            });
        }
        let notes = draft.notes.iter().map(|note| note.text.clone()).collect();
        self.questions.push(ReadQuestion {
            question: question(draft, id, bank),
            notes,
            names_itself,
        });
    }

    fn keep_left_over(&mut self, left: &[Note]) {
        for note in left {
            let _ = writeln!(self.rest, "{}: {}", note.line, note.text);
            self.report.left_over.push(LeftOver {
                line: note.line,
                text: note.text.clone(),
                kept_in: "this report".to_owned(),
            });
        }
        self.report.left_over.sort_by_key(|left| left.line);
    }
}

/// The id of a draft's topic, as the bank spells it where it knows it.
fn topic(draft: &Draft, target: &Target) -> String {
    if draft.topic.is_empty() {
        return target.topic.clone();
    }
    let known = target.known_topics.iter();
    known
        .filter(|named| slug(&named.name, LONGEST_TOPIC) == draft.topic)
        .map(|named| named.id.clone())
        .next()
        .unwrap_or_else(|| draft.topic.clone())
}

fn question(draft: Draft, id: QuestionId, bank: &str) -> Question {
    let former = |slug: String| QuestionId::new(bank, &slug).ok();
    Question {
        id,
        title: draft.title,
        was: draft.was.into_iter().filter_map(former).collect(),
        ask: draft.ask,
        kind: draft.kind.unwrap_or(Kind::USUAL),
        difficulty: draft.difficulty.unwrap_or(Difficulty::USUAL),
        topic: draft.topic,
        competencies: draft.competencies,
        rounds: draft.rounds,
        minutes: draft.minutes.unwrap_or(Minutes::USUAL),
        tags: draft.tags,
        framework: (!draft.framework.is_empty()).then_some(AppliedFramework {
            name: draft.framework,
            steps: draft.steps,
        }),
        star: draft.star,
        outline: draft.outline,
        key_points: draft.key_points,
        terms: draft.terms,
        looks_for: draft.looks_for,
        mistakes: draft.mistakes,
        follow_ups: draft.follow_ups,
        sources: draft.sources,
        example: draft.example,
    }
}

fn draft(question: &Question, notes: &[String]) -> Draft {
    let question = question.clone();
    let (framework, steps) = question
        .framework
        .map(|applied| (applied.name, applied.steps))
        .unwrap_or_default();
    Draft {
        line: 1,
        slug: question.id.slug().to_owned(),
        title: question.title,
        was: question.was.iter().map(|id| id.slug().to_owned()).collect(),
        ask: question.ask,
        kind: Some(question.kind),
        difficulty: Some(question.difficulty),
        topic: question.topic,
        competencies: question.competencies,
        rounds: question.rounds,
        minutes: Some(question.minutes),
        tags: question.tags,
        outline: question.outline,
        looks_for: question.looks_for,
        follow_ups: question.follow_ups,
        framework,
        steps,
        star: question.star,
        key_points: question.key_points,
        terms: question.terms,
        mistakes: question.mistakes,
        sources: question.sources,
        example: question.example,
        notes: notes
            .iter()
            .map(|text| Note {
                line: 1,
                text: text.clone(),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests;
