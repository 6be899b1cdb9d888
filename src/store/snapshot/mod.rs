//! Questions and filters as JSON, and the snapshots that cards share.
//!
//! A snapshot is found by its question's id and the hash of its JSON, and never changes: a card
//! must work for as long as its message stands.

mod raw;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sqlx::{Any, Transaction};

use super::Store;
use super::error::StoreError;
use super::row::{Columns, storable, unreadable};

use crate::domain::question::{Question, QuestionId};
use crate::domain::seed::stable_hash;
use crate::domain::select::Filter;
use raw::{RawFilter, RawQuestion};

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
    serde_json::to_string(&RawFilter::from(filter))
        .map_err(|error| unreadable("filter", error.to_string()))
}

/// The filter that this JSON describes.
pub(super) fn filter_from_json(json: &str) -> Result<Filter, StoreError> {
    serde_json::from_str::<RawFilter>(json)
        .map(RawFilter::filter)
        .map_err(|error| unreadable("filter", place_of(&error)))
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
