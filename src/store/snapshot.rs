//! Questions and filters as JSON, and the store of snapshots that cards share.
//!
//! The structs here are what is written down, apart from the core's types, so that either may
//! change alone. Reading is tolerant both ways: a field that an older version did not write is
//! empty, one that a newer version added is passed over, and a name that this version does not
//! know becomes the usual one. A card must work for as long as its message stands.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use sqlx::{Any, Transaction};

use super::Store;
use super::error::StoreError;
use super::row::{Columns, storable, unreadable};
use crate::domain::question::{
    AppliedFramework, CodeExample, Difficulty, KeyPoint, Kind, Minutes, Mistake, Question,
    QuestionId, Source, Star, Term,
};
use crate::domain::seed::stable_hash;
use crate::domain::select::Filter;

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawQuestion {
    id: String,
    title: String,
    was: Vec<String>,
    ask: String,
    kind: String,
    difficulty: String,
    topic: String,
    competencies: Vec<String>,
    rounds: Vec<String>,
    minutes: (u8, u8),
    tags: Vec<String>,
    framework: Option<RawFramework>,
    star: Option<RawStar>,
    outline: Vec<String>,
    key_points: Vec<RawKeyPoint>,
    terms: Vec<RawTerm>,
    looks_for: Vec<String>,
    mistakes: Vec<RawMistake>,
    follow_ups: Vec<String>,
    sources: Vec<RawSource>,
    example: Option<RawExample>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawFramework {
    name: String,
    steps: Vec<(String, String)>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawStar {
    situation: String,
    task: String,
    action: String,
    result: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawKeyPoint {
    say: String,
    cues: Vec<String>,
    hint: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawTerm {
    term: String,
    meaning: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawMistake {
    say: String,
    why: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawSource {
    title: String,
    url: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawExample {
    language: String,
    caption: String,
    code: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct RawFilter {
    topics: Vec<String>,
    difficulty: Option<String>,
    kind: Option<String>,
    round: Option<String>,
}

impl From<&Question> for RawQuestion {
    fn from(question: &Question) -> Self {
        let question = question.clone();
        Self {
            id: question.id.to_string(),
            title: question.title,
            was: question.was.iter().map(QuestionId::to_string).collect(),
            ask: question.ask,
            kind: question.kind.name().to_owned(),
            difficulty: question.difficulty.name().to_owned(),
            topic: question.topic,
            competencies: question.competencies,
            rounds: question.rounds,
            minutes: (question.minutes.from(), question.minutes.to()),
            tags: question.tags,
            framework: question.framework.map(|it| RawFramework {
                name: it.name,
                steps: it.steps,
            }),
            star: question.star.map(|it| RawStar {
                situation: it.situation,
                task: it.task,
                action: it.action,
                result: it.result,
            }),
            outline: question.outline,
            key_points: each(question.key_points, |it| RawKeyPoint {
                say: it.say,
                cues: it.cues,
                hint: it.hint,
            }),
            terms: each(question.terms, |it| RawTerm {
                term: it.term,
                meaning: it.meaning,
            }),
            looks_for: question.looks_for,
            mistakes: each(question.mistakes, |it| RawMistake {
                say: it.say,
                why: it.why,
            }),
            follow_ups: question.follow_ups,
            sources: each(question.sources, |it| RawSource {
                title: it.title,
                url: it.url,
            }),
            example: question.example.map(|it| RawExample {
                language: it.language,
                caption: it.caption,
                code: it.code,
            }),
        }
    }
}

impl RawQuestion {
    /// The question; `id` is the row's, which the body can't contradict.
    fn question(self, id: QuestionId) -> Question {
        Question {
            id,
            title: self.title,
            was: self.was.iter().filter_map(|was| was.parse().ok()).collect(),
            ask: self.ask,
            kind: Kind::parse(&self.kind).unwrap_or(Kind::Technical),
            difficulty: Difficulty::parse(&self.difficulty).unwrap_or(Difficulty::Medium),
            topic: self.topic,
            competencies: self.competencies,
            rounds: self.rounds,
            minutes: Minutes::new(self.minutes.0, self.minutes.1).unwrap_or(Minutes::USUAL),
            tags: self.tags,
            framework: self.framework.map(|it| AppliedFramework {
                name: it.name,
                steps: it.steps,
            }),
            star: self.star.map(|it| Star {
                situation: it.situation,
                task: it.task,
                action: it.action,
                result: it.result,
            }),
            outline: self.outline,
            key_points: each(self.key_points, |it| KeyPoint {
                say: it.say,
                cues: it.cues,
                hint: it.hint,
            }),
            terms: each(self.terms, |it| Term {
                term: it.term,
                meaning: it.meaning,
            }),
            looks_for: self.looks_for,
            mistakes: each(self.mistakes, |it| Mistake {
                say: it.say,
                why: it.why,
            }),
            follow_ups: self.follow_ups,
            sources: each(self.sources, |it| Source {
                title: it.title,
                url: it.url,
            }),
            example: self.example.map(|it| CodeExample {
                language: it.language,
                caption: it.caption,
                code: it.code,
            }),
        }
    }
}

fn each<A, B>(items: Vec<A>, change: impl FnMut(A) -> B) -> Vec<B> {
    items.into_iter().map(change).collect()
}

/// The question's JSON.
pub(super) fn question_to_json(question: &Question) -> Result<String, StoreError> {
    let json = serde_json::to_string(&RawQuestion::from(question))
        .map_err(|error| unreadable("body", error.to_string()))?;
    Ok(storable(&json))
}

/// The question that this JSON describes.
pub(super) fn question_from_json(id: QuestionId, json: &str) -> Result<Question, StoreError> {
    serde_json::from_str::<RawQuestion>(json)
        .map(|raw| raw.question(id))
        .map_err(|error| unreadable("body", place_of(&error)))
}

/// The filter's JSON.
pub(super) fn filter_to_json(filter: &Filter) -> Result<String, StoreError> {
    let raw = RawFilter {
        topics: filter.topics.clone(),
        difficulty: filter.difficulty.map(|it| it.name().to_owned()),
        kind: filter.kind.map(|it| it.name().to_owned()),
        round: filter.round.clone(),
    };
    serde_json::to_string(&raw).map_err(|error| unreadable("filter", error.to_string()))
}

/// The filter that this JSON describes.
pub(super) fn filter_from_json(json: &str) -> Result<Filter, StoreError> {
    let raw: RawFilter =
        serde_json::from_str(json).map_err(|error| unreadable("filter", place_of(&error)))?;
    Ok(Filter {
        topics: raw.topics,
        difficulty: raw.difficulty.as_deref().and_then(Difficulty::parse),
        kind: raw.kind.as_deref().and_then(Kind::parse),
        round: raw.round,
    })
}

/// Where JSON is wrong, without quoting it.
fn place_of(error: &serde_json::Error) -> String {
    format!("JSON, line {} column {}", error.line(), error.column())
}

/// Snapshots that were read lately. Holds [`Snapshots::CAPACITY`] at most: when full it starts
/// anew, since a bank has fewer questions than that and reading one again costs a query.
#[derive(Default)]
pub(super) struct Snapshots {
    /// A std mutex: never held across an await.
    parsed: Mutex<HashMap<(QuestionId, i64), Arc<Question>>>,
}

impl Snapshots {
    const CAPACITY: usize = 2_048;

    fn get(&self, key: &(QuestionId, i64)) -> Option<Arc<Question>> {
        let parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        parsed.get(key).cloned()
    }

    fn put(&self, key: (QuestionId, i64), question: Arc<Question>) {
        let mut parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        if parsed.len() >= Self::CAPACITY {
            parsed.clear();
        }
        parsed.insert(key, question);
    }
}

/// Stores the question's snapshot unless it is there, and gives its content hash.
pub(super) async fn keep(
    transaction: &mut Transaction<'static, Any>,
    question: &Question,
) -> Result<i64, StoreError> {
    let body = question_to_json(question)?;
    let hash = stable_hash([body.as_str()]).cast_signed();
    sqlx::query(
        "INSERT INTO question_snapshots (question_id, content_hash, body) VALUES ($1, $2, $3)
         ON CONFLICT (question_id, content_hash) DO NOTHING",
    )
    .bind(question.id.as_str())
    .bind(hash)
    .bind(body)
    .execute(&mut **transaction)
    .await?;
    Ok(hash)
}

impl Store {
    /// The snapshot of this id and hash.
    pub(super) async fn snapshot(
        &self,
        id: QuestionId,
        hash: i64,
    ) -> Result<Arc<Question>, StoreError> {
        let key = (id, hash);
        if let Some(question) = self.snapshots().get(&key) {
            return Ok(question);
        }
        let row = sqlx::query(
            "SELECT body FROM question_snapshots WHERE question_id = $1 AND content_hash = $2",
        )
        .bind(key.0.as_str())
        .bind(hash)
        .fetch_optional(self.readers())
        .await?
        .ok_or(StoreError::Missing("question"))?;
        let question = Arc::new(question_from_json(key.0.clone(), &row.text("body")?)?);
        self.snapshots().put(key, Arc::clone(&question));
        Ok(question)
    }
}
