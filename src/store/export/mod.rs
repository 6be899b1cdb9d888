//! What is kept about a person, shown to themselves: counts, and everything as JSON.
//!
//! In JSON, Discord's ids are texts (they don't fit a JavaScript number) and instants are RFC 3339
//! in UTC.

mod answers;
mod rows;

use serde::Serialize;

use super::Store;
use super::error::StoreError;
use super::row::{Columns, bits, unreadable};
use crate::domain::id::UserId;
use crate::domain::reply::privacy::Kept;

/// Everything that is kept about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Export {
    /// Their id.
    pub person: String,
    /// The questions of the sessions that they started, oldest first.
    pub drills: Vec<ExportedDrill>,
    /// Their answers, oldest first.
    pub answers: Vec<ExportedAnswer>,
    /// Messages that wait to become an answer.
    pub drafts: Vec<ExportedDraft>,
    /// How many hints they asked for.
    pub hints: Vec<ExportedHints>,
    /// The reference material that they opened.
    pub openings: Vec<ExportedOpening>,
    /// The questions that they skipped.
    pub skips: Vec<ExportedSkip>,
    /// The key points that they say they did cover.
    pub disputes: Vec<ExportedDispute>,
    /// The questions that they looked up in the bank.
    pub lookups: Vec<ExportedLookup>,
    /// The questions that they proposed, oldest first.
    pub suggestions: Vec<ExportedSuggestion>,
    /// The threads where they were told how to submit an answer.
    pub told_how_to_submit: Vec<String>,
}

/// A question that the person looked up in the bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedLookup {
    pub question: String,
    pub opened: String,
}

/// A question that the person proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedSuggestion {
    pub server: String,
    pub title: String,
    pub question: String,
    pub points: String,
    pub topic: String,
    pub kind_and_difficulty: String,
    pub state: String,
    pub reason: String,
    pub proposed: String,
}

/// A question, as an export names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedQuestion {
    /// Its id.
    pub id: String,
    /// Its title then.
    pub title: String,
    /// The server; `None` in direct messages.
    pub server: Option<String>,
}

/// A question of a session that the person started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedDrill {
    pub question: ExportedQuestion,
    pub kind: String,
    pub asked: String,
}

/// An answer with all that hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedAnswer {
    pub question: ExportedQuestion,
    pub number: u32,
    pub source: String,
    pub private: bool,
    pub text: String,
    /// The name under which the others see it later.
    pub shown_as: Option<ExportedName>,
    pub given: String,
    /// Ids of the person's messages that it is made of.
    pub messages: Vec<String>,
    pub revisions: Vec<ExportedRevision>,
    pub reports: Vec<ExportedReport>,
    pub ratings: Vec<ExportedRating>,
}

/// A person as their server knew them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedName {
    pub name: String,
    /// The address of their picture.
    pub picture: Option<String>,
}

/// What an answer's text was before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedRevision {
    pub text: String,
    pub replaced: String,
}

/// What was observed about an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedReport {
    pub engine_version: u32,
    pub body: serde_json::Value,
    pub made: String,
}

/// How the person said that it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedRating {
    pub rating: String,
    pub given: String,
}

/// A message that waits to become an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedDraft {
    pub question: ExportedQuestion,
    pub message: String,
    pub text: String,
    pub written: String,
}

/// Hints that were given on a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedHints {
    pub question: ExportedQuestion,
    pub given: u32,
}

/// Reference material that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedOpening {
    pub question: ExportedQuestion,
    pub section: String,
    pub before_answer: bool,
    pub opened: String,
}

/// A question that was skipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedSkip {
    pub question: ExportedQuestion,
    pub skipped: String,
}

/// A key point that the person says they did cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedDispute {
    pub question: ExportedQuestion,
    /// Its place in the question's list, from 1.
    pub key_point: u32,
    pub disputed: String,
}

impl Export {
    /// The export as a file for the person: indented JSON.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`], which would be a fault of ours.
    pub fn to_json(&self) -> Result<String, StoreError> {
        serde_json::to_string_pretty(self).map_err(|error| unreadable("export", error.to_string()))
    }
}

impl Store {
    /// How much is kept about a person.
    pub async fn what_is_kept(&self, person: UserId) -> Result<Kept, StoreError> {
        let row = sqlx::query(
            "SELECT (SELECT COUNT(*) FROM attempts WHERE person = $1) AS answers,
                    (SELECT COUNT(*) FROM reports r JOIN attempts a ON a.id = r.attempt
                     WHERE a.person = $1) AS reports,
                    (SELECT COUNT(*) FROM ratings r JOIN attempts a ON a.id = r.attempt
                     WHERE a.person = $1) AS ratings,
                    (SELECT COUNT(*) FROM sessions WHERE starter = $1) AS drills,
                    (SELECT COUNT(*) FROM suggestions WHERE author = $1) AS suggestions,
                    (SELECT COALESCE(MIN(first.instant), 0) FROM (
                         SELECT created AS instant FROM attempts WHERE person = $1
                         UNION ALL
                         SELECT created AS instant FROM sessions WHERE starter = $1
                         UNION ALL
                         SELECT created AS instant FROM suggestions WHERE author = $1
                     ) AS first) AS since",
        )
        .bind(bits(person.get()))
        .fetch_one(self.readers())
        .await?;
        let nothing = row.number("since")? == 0;
        Ok(Kept {
            answers: row.small("answers")?,
            reports: row.small("reports")?,
            ratings: row.small("ratings")?,
            drills: row.small("drills")?,
            suggestions: row.small("suggestions")?,
            since: if nothing {
                None
            } else {
                Some(row.instant("since")?)
            },
        })
    }

    /// Everything that is kept about a person.
    pub async fn export(&self, person: UserId) -> Result<Export, StoreError> {
        Ok(Export {
            person: person.to_string(),
            drills: self.exported_drills(person).await?,
            answers: self.exported_answers(person).await?,
            drafts: self.exported_drafts(person).await?,
            hints: self.exported_hints(person).await?,
            openings: self.exported_openings(person).await?,
            skips: self.exported_skips(person).await?,
            disputes: self.exported_disputes(person).await?,
            lookups: self.exported_lookups(person).await?,
            suggestions: self.exported_suggestions(person).await?,
            told_how_to_submit: self.exported_nudges(person).await?,
        })
    }
}
