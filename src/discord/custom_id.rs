//! The registry of custom ids: what stands, invisibly, on our buttons, selects and modals.
//!
//! Invariants: buttons on old messages live for ever, so a word that was ever written here keeps
//! its meaning; new words are only added, and a change of meaning takes a new version. An id is
//! `g1:<word>[:<field>...]`, ASCII, row ids in lower-case base 36, and at most
//! [`MAX_LENGTH`] characters. It names rows and never carries people's text. Ids arrive from
//! outside: parsing never panics, whatever the text.

use crate::domain::action::{Action, FormAction, Rating, Section, SelectAction};
use crate::domain::id::{AttemptId, CardId, OwnQuestionId, ScheduleId, SuggestionId};

/// Discord's limit for a custom id, in characters.
///
/// Source: <https://docs.discord.com/developers/components/reference#anatomy-of-a-component>.
pub const MAX_LENGTH: usize = 100;

/// The version that is written today; all versions up to it are read.
const VERSION: u64 = 1;
/// Base of the numbers in ids.
const RADIX: u32 = 36;
/// The longest text of a 64-bit number in base 36.
const MAX_DIGITS: usize = 13;

/// What a custom id stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Parsed {
    /// A button was pressed.
    Action(Action),
    /// An entry of a select was chosen.
    Select(SelectAction),
    /// A modal was submitted.
    Form(FormAction),
}

/// Why a text is not one of our custom ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CustomIdError {
    /// It is not ours.
    #[error("this component is not one of Greenroom's")]
    Unknown,
    /// It begins like ours, but does not go on like ours.
    #[error("this component's id is damaged")]
    Malformed,
    /// A newer Greenroom made it.
    #[error("this component was made by a newer version of Greenroom; update the bot to use it")]
    Newer,
}

/// The custom id of a button.
pub fn encode_action(action: &Action) -> String {
    match *action {
        Action::Answer(card) => id("answer", &[card.number()]),
        Action::AnswerPrivately(card) => id("answer-private", &[card.number()]),
        Action::Hint(card) => id("hint", &[card.number()]),
        Action::Skip(card) => id("skip", &[card.number()]),
        Action::Show(card, section) => id("show", &[card.number(), section.name().to_owned()]),
        Action::ShowAnyway(card, section) => {
            id("show-anyway", &[card.number(), section.name().to_owned()])
        }
        Action::Rate(attempt, rating) => id("rate", &[attempt.number(), rating.name().to_owned()]),
        Action::TryAgain(attempt) => id("try-again", &[attempt.number()]),
        Action::Next(card) => id("next", &[card.number()]),
        Action::NextPrivately(card) => id("next-private", &[card.number()]),
        Action::Edit(attempt) => id("edit", &[attempt.number()]),
        Action::Delete(attempt) => id("delete", &[attempt.number()]),
        Action::WhichCovered(attempt) => id("which-covered", &[attempt.number()]),
        Action::FurtherPoints(attempt) => id("further-points", &[attempt.number()]),
        Action::Covered(attempt, point) => {
            id("covered", &[attempt.number(), base36(u64::from(point))])
        }
        Action::MyFeedback(card) => id("my-feedback", &[card.number()]),
        Action::ReadAnswers(card) => id("read-answers", &[card.number()]),
        Action::ShowReference(card) => id("show-reference", &[card.number()]),
        Action::PostNow(schedule) => id("post-now", &[schedule.number()]),
        Action::AnotherQuestion(schedule) => id("another-question", &[schedule.number()]),
        Action::ApproveSuggestion(suggestion) => id("approve", &[suggestion.number()]),
        Action::EditSuggestion(suggestion) => id("edit-suggestion", &[suggestion.number()]),
        Action::RejectSuggestion(suggestion) => id("reject", &[suggestion.number()]),
        Action::NextSuggestion(suggestion) => id("next-suggestion", &[suggestion.number()]),
        Action::RemoveOwn(question) => id("remove-own", &[question.number()]),
        Action::Forget => id("forget", &[]),
        Action::KeepData => id("keep-data", &[]),
    }
}

/// The custom id of a select.
pub fn encode_select(action: &SelectAction) -> String {
    match *action {
        SelectAction::More(card) => id("more", &[card.number()]),
    }
}

/// The custom id of a modal. `unique` must differ at each opening, since phones remember a
/// modal's text by its custom id; it is ignored when the id is read.
pub fn encode_form(action: &FormAction, unique: u64) -> String {
    let unique = base36(unique);
    match *action {
        FormAction::Answer {
            card,
            private: false,
        } => id("form-answer", &[card.number(), unique]),
        FormAction::Answer {
            card,
            private: true,
        } => id("form-answer-private", &[card.number(), unique]),
        FormAction::Edit(attempt) => id("form-edit", &[attempt.number(), unique]),
        FormAction::Suggest => id("form-suggest", &[unique]),
        FormAction::EditSuggestion(suggestion) => {
            id("form-edit-suggestion", &[suggestion.number(), unique])
        }
        FormAction::RejectSuggestion(suggestion) => {
            id("form-reject", &[suggestion.number(), unique])
        }
    }
}

/// Reads a custom id of this or an older version.
pub fn parse(text: &str) -> Result<Parsed, CustomIdError> {
    let (prefix, rest) = text.split_once(':').ok_or(CustomIdError::Unknown)?;
    check_version(prefix)?;
    let mut parts = rest.split(':');
    let word = parts.next().unwrap_or_default();
    let mut fields = Fields(parts);
    let parsed = match word {
        "answer" => Parsed::Action(Action::Answer(fields.row()?)),
        "answer-private" => Parsed::Action(Action::AnswerPrivately(fields.row()?)),
        "hint" => Parsed::Action(Action::Hint(fields.row()?)),
        "skip" => Parsed::Action(Action::Skip(fields.row()?)),
        "show" => Parsed::Action(Action::Show(fields.row()?, fields.name(Section::parse)?)),
        "show-anyway" => Parsed::Action(Action::ShowAnyway(
            fields.row()?,
            fields.name(Section::parse)?,
        )),
        "rate" => Parsed::Action(Action::Rate(fields.row()?, fields.name(Rating::parse)?)),
        "try-again" => Parsed::Action(Action::TryAgain(fields.row()?)),
        "next" => Parsed::Action(Action::Next(fields.row()?)),
        "next-private" => Parsed::Action(Action::NextPrivately(fields.row()?)),
        "edit" => Parsed::Action(Action::Edit(fields.row()?)),
        "delete" => Parsed::Action(Action::Delete(fields.row()?)),
        "which-covered" => Parsed::Action(Action::WhichCovered(fields.row()?)),
        "further-points" => Parsed::Action(Action::FurtherPoints(fields.row()?)),
        "covered" => Parsed::Action(Action::Covered(fields.row()?, fields.point()?)),
        "my-feedback" => Parsed::Action(Action::MyFeedback(fields.row()?)),
        "read-answers" => Parsed::Action(Action::ReadAnswers(fields.row()?)),
        "show-reference" => Parsed::Action(Action::ShowReference(fields.row()?)),
        "post-now" => Parsed::Action(Action::PostNow(fields.row()?)),
        "another-question" => Parsed::Action(Action::AnotherQuestion(fields.row()?)),
        "approve" => Parsed::Action(Action::ApproveSuggestion(fields.row()?)),
        "edit-suggestion" => Parsed::Action(Action::EditSuggestion(fields.row()?)),
        "reject" => Parsed::Action(Action::RejectSuggestion(fields.row()?)),
        "next-suggestion" => Parsed::Action(Action::NextSuggestion(fields.row()?)),
        "remove-own" => Parsed::Action(Action::RemoveOwn(fields.row()?)),
        "forget" => Parsed::Action(Action::Forget),
        "keep-data" => Parsed::Action(Action::KeepData),
        "more" => Parsed::Select(SelectAction::More(fields.row()?)),
        "form-answer" | "form-answer-private" => {
            let form = FormAction::Answer {
                card: fields.row()?,
                private: word == "form-answer-private",
            };
            fields.number()?;
            Parsed::Form(form)
        }
        "form-edit" => form(FormAction::Edit(fields.row()?), &mut fields)?,
        "form-suggest" => form(FormAction::Suggest, &mut fields)?,
        "form-edit-suggestion" => form(FormAction::EditSuggestion(fields.row()?), &mut fields)?,
        "form-reject" => form(FormAction::RejectSuggestion(fields.row()?), &mut fields)?,
        // Words are only ever added: one that we don't know is from a later release.
        _ if is_word(word) => return Err(CustomIdError::Newer),
        _ => return Err(CustomIdError::Malformed),
    };
    fields.end()?;
    Ok(parsed)
}

/// A modal, after what told its opening apart.
fn form(action: FormAction, fields: &mut Fields<'_>) -> Result<Parsed, CustomIdError> {
    fields.number()?;
    Ok(Parsed::Form(action))
}

fn check_version(prefix: &str) -> Result<(), CustomIdError> {
    let digits = prefix.strip_prefix('g').ok_or(CustomIdError::Unknown)?;
    if digits.is_empty() || digits.starts_with('0') || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(CustomIdError::Unknown);
    }
    match digits.parse::<u64>() {
        Ok(version) if version <= VERSION => Ok(()),
        _ => Err(CustomIdError::Newer),
    }
}

fn is_word(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

fn id(word: &str, fields: &[String]) -> String {
    let mut id = format!("g{VERSION}:{word}");
    for field in fields {
        id.push(':');
        id.push_str(field);
    }
    id
}

fn base36(mut number: u64) -> String {
    let mut digits = Vec::with_capacity(MAX_DIGITS);
    loop {
        let digit = (number % u64::from(RADIX)) as u32;
        digits.push(char::from_digit(digit, RADIX).unwrap_or('0'));
        number /= u64::from(RADIX);
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

/// A row id that may stand in a custom id.
trait Row: Sized {
    fn of(number: i64) -> Option<Self>;
    fn value(self) -> i64;

    fn number(self) -> String {
        base36(self.value().unsigned_abs())
    }
}

macro_rules! rows {
    ($($id:ty),*) => {
        $(impl Row for $id {
            fn of(number: i64) -> Option<Self> {
                Self::new(number)
            }

            fn value(self) -> i64 {
                self.get()
            }
        })*
    };
}

rows!(CardId, AttemptId, ScheduleId, SuggestionId, OwnQuestionId);

/// The fields after an id's word, read one by one.
struct Fields<'a>(std::str::Split<'a, char>);

impl Fields<'_> {
    fn number(&mut self) -> Result<u64, CustomIdError> {
        let text = self.0.next().ok_or(CustomIdError::Malformed)?;
        let canonical = text.len() <= MAX_DIGITS
            && text
                .bytes()
                .all(|b| b.is_ascii_digit() || b.is_ascii_lowercase());
        if !canonical {
            return Err(CustomIdError::Malformed);
        }
        u64::from_str_radix(text, RADIX).map_err(|_| CustomIdError::Malformed)
    }

    fn row<R: Row>(&mut self) -> Result<R, CustomIdError> {
        let number = i64::try_from(self.number()?).map_err(|_| CustomIdError::Malformed)?;
        R::of(number).ok_or(CustomIdError::Malformed)
    }

    fn point(&mut self) -> Result<u8, CustomIdError> {
        u8::try_from(self.number()?).map_err(|_| CustomIdError::Malformed)
    }

    fn name<T>(&mut self, read: fn(&str) -> Option<T>) -> Result<T, CustomIdError> {
        let text = self.0.next().ok_or(CustomIdError::Malformed)?;
        read(text).ok_or(CustomIdError::Malformed)
    }

    fn end(mut self) -> Result<(), CustomIdError> {
        match self.0.next() {
            None => Ok(()),
            Some(_) => Err(CustomIdError::Malformed),
        }
    }
}

#[cfg(test)]
mod tests;
