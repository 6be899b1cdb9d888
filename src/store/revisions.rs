//! Attempts being changed by their authors: joined, revised, erased.
//!
//! An attempt made of messages has its text rebuilt from them, one line each, whenever one
//! changes. The text before a change is kept as a revision. Erasing is thorough: since revisions
//! and reports may repeat the erased words, all of the attempt's go.

use jiff::Timestamp;
use sqlx::{Any, Transaction};

use super::Store;
use super::attempts::{attempt_in, attempt_with, insert_part};
use super::error::StoreError;
use super::jobs::NewJob;
use super::row::{Columns, bits, storable};
use crate::domain::id::{AttemptId, JobId, MessageId};
use crate::domain::session::{Attempt, Message};

/// What erasing a message did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// The attempt that the message was part of, with the text that remains.
    pub attempt: Attempt,
    /// Whether nothing remained, so that the attempt was erased whole.
    pub whole: bool,
}

impl Store {
    /// Adds a message to an attempt, after the others. A message that is part of an attempt
    /// already changes nothing and stores no job; the attempt that has it is given back. The job
    /// (which renews our reply) is stored with the message, both or neither.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where the attempt is gone, [`StoreError::NotOfMessages`] where it
    /// came from a modal.
    pub async fn join_message(
        &self,
        attempt: AttemptId,
        message: Message,
        text: &str,
        job: Option<&NewJob>,
        at: Timestamp,
    ) -> Result<Attempt, StoreError> {
        let mut transaction = self.write().await?;
        let before = self.attempt_to_change(&mut transaction, attempt).await?;
        let before = before.ok_or(StoreError::Missing("answer"))?;
        if let Some(taken) = attempt_with(&mut transaction, message.id).await? {
            transaction.rollback().await?;
            return Ok(taken);
        }
        let next = next_position(&mut transaction, attempt).await?;
        if next == 0 && !before.text.is_empty() {
            return Err(StoreError::NotOfMessages);
        }
        insert_part(&mut transaction, attempt, next, message, text, at).await?;
        let text = text_of_parts(&mut transaction, attempt).await?;
        let after = replace_text(&mut transaction, before, text, at).await?;
        if let Some(job) = job {
            job.insert(&mut transaction, at).await?;
        }
        transaction.commit().await?;
        Ok(after)
    }

    /// Replaces an attempt's text and keeps the old one as a revision. Where it is made of
    /// messages, the first of them stands for the whole text from now on. `None` where the
    /// attempt is gone.
    pub async fn revise(
        &self,
        attempt: AttemptId,
        text: &str,
        at: Timestamp,
    ) -> Result<Option<Attempt>, StoreError> {
        let mut transaction = self.write().await?;
        let Some(before) = self.attempt_to_change(&mut transaction, attempt).await? else {
            return Ok(None);
        };
        let text = storable(text);
        sqlx::query(
            "UPDATE attempt_parts SET text = CASE position WHEN 0 THEN $1 ELSE '' END
             WHERE attempt = $2",
        )
        .bind(text.as_str())
        .bind(attempt.get())
        .execute(&mut **transaction)
        .await?;
        let after = replace_text(&mut transaction, before, text, at).await?;
        transaction.commit().await?;
        Ok(Some(after))
    }

    /// Replaces the text of one message, and the attempt's with it; the old one is kept as a
    /// revision. `None` where the message is part of no attempt.
    pub async fn revise_message(
        &self,
        message: MessageId,
        text: &str,
        at: Timestamp,
    ) -> Result<Option<Attempt>, StoreError> {
        let mut transaction = self.write().await?;
        let Some(before) = self
            .attempt_with_to_change(&mut transaction, message)
            .await?
        else {
            return Ok(None);
        };
        sqlx::query("UPDATE attempt_parts SET text = $1 WHERE message = $2")
            .bind(storable(text))
            .bind(bits(message.get()))
            .execute(&mut **transaction)
            .await?;
        let text = text_of_parts(&mut transaction, before.id).await?;
        let after = replace_text(&mut transaction, before, text, at).await?;
        transaction.commit().await?;
        Ok(Some(after))
    }

    /// Erases a message's words: the part, and every revision and report of its attempt; with no
    /// text left, the attempt. The job (which brings our messages in line) is stored with that.
    /// `None` where the message is part of no attempt; no job is stored then.
    pub async fn erase_message(
        &self,
        message: MessageId,
        job: Option<&NewJob>,
        now: Timestamp,
    ) -> Result<Option<Erased>, StoreError> {
        let mut transaction = self.write().await?;
        let Some(mut attempt) = self
            .attempt_with_to_change(&mut transaction, message)
            .await?
        else {
            return Ok(None);
        };
        sqlx::query("DELETE FROM attempt_parts WHERE message = $1")
            .bind(bits(message.get()))
            .execute(&mut **transaction)
            .await?;
        attempt.text = text_of_parts(&mut transaction, attempt.id).await?;
        let whole = attempt.text.trim().is_empty();
        if whole {
            delete_attempt(&mut transaction, attempt.id).await?;
        } else {
            delete_copies(&mut transaction, attempt.id).await?;
            set_text(&mut transaction, attempt.id, &attempt.text).await?;
        }
        if let Some(job) = job {
            job.insert(&mut transaction, now).await?;
        }
        transaction.commit().await?;
        Ok(Some(Erased { attempt, whole }))
    }

    /// Erases an attempt with its parts, revisions, reports and ratings, and stores a job for each
    /// message of ours that repeats its words; gives those jobs. `job_id` makes their ids. Where
    /// the attempt is gone already, nothing is done.
    pub async fn erase_attempt(
        &self,
        attempt: AttemptId,
        now: Timestamp,
        job_id: impl FnMut() -> JobId + Send,
    ) -> Result<Vec<JobId>, StoreError> {
        let mut transaction = self.write().await?;
        let Some(erased) = self.attempt_to_change(&mut transaction, attempt).await? else {
            return Ok(Vec::new());
        };
        delete_attempt(&mut transaction, attempt).await?;
        let jobs = erase_repetitions(&mut transaction, &erased, now, job_id).await?;
        transaction.commit().await?;
        Ok(jobs)
    }

    /// The attempt, which nobody else changes until the transaction ends.
    pub(super) async fn attempt_to_change(
        &self,
        transaction: &mut Transaction<'static, Any>,
        attempt: AttemptId,
    ) -> Result<Option<Attempt>, StoreError> {
        self.lock(transaction, attempt.get()).await?;
        attempt_in(transaction, attempt).await
    }

    /// The attempt that the message is part of, which nobody else changes until the transaction
    /// ends.
    async fn attempt_with_to_change(
        &self,
        transaction: &mut Transaction<'static, Any>,
        message: MessageId,
    ) -> Result<Option<Attempt>, StoreError> {
        match attempt_with(transaction, message).await? {
            Some(found) => self.attempt_to_change(transaction, found.id).await,
            None => Ok(None),
        }
    }
}

/// Stores a job for each message of ours that repeats an attempt's words. The attempt's row must
/// be locked or gone, so that none is added meanwhile.
pub(super) async fn erase_repetitions(
    transaction: &mut Transaction<'static, Any>,
    attempt: &Attempt,
    now: Timestamp,
    mut job_id: impl FnMut() -> JobId + Send,
) -> Result<Vec<JobId>, StoreError> {
    let mut jobs = Vec::new();
    for message in attempt.shown.into_iter().chain(attempt.coached) {
        let job = NewJob::erase(job_id(), message);
        job.insert(transaction, now).await?;
        jobs.push(job.id);
    }
    Ok(jobs)
}

async fn next_position(
    transaction: &mut Transaction<'static, Any>,
    attempt: AttemptId,
) -> Result<i64, StoreError> {
    sqlx::query(
        "SELECT COALESCE(MAX(position) + 1, 0) AS next FROM attempt_parts WHERE attempt = $1",
    )
    .bind(attempt.get())
    .fetch_one(&mut **transaction)
    .await?
    .number("next")
}

async fn text_of_parts(
    transaction: &mut Transaction<'static, Any>,
    attempt: AttemptId,
) -> Result<String, StoreError> {
    let rows = sqlx::query(
        "SELECT text FROM attempt_parts WHERE attempt = $1 AND text <> '' ORDER BY position",
    )
    .bind(attempt.get())
    .fetch_all(&mut **transaction)
    .await?;
    let texts: Result<Vec<_>, _> = rows.iter().map(|row| row.text("text")).collect();
    Ok(texts?.join("\n"))
}

/// Gives the attempt another text, and keeps its old one.
async fn replace_text(
    transaction: &mut Transaction<'static, Any>,
    mut attempt: Attempt,
    text: String,
    at: Timestamp,
) -> Result<Attempt, StoreError> {
    if attempt.text == text {
        return Ok(attempt);
    }
    sqlx::query(
        "INSERT INTO attempt_revisions (attempt, number, text, replaced)
         SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3
         FROM attempt_revisions WHERE attempt = $1",
    )
    .bind(attempt.id.get())
    .bind(attempt.text.as_str())
    .bind(at.as_millisecond())
    .execute(&mut **transaction)
    .await?;
    set_text(transaction, attempt.id, &text).await?;
    attempt.text = text;
    Ok(attempt)
}

async fn set_text(
    transaction: &mut Transaction<'static, Any>,
    attempt: AttemptId,
    text: &str,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE attempts SET text = $1 WHERE id = $2")
        .bind(text)
        .bind(attempt.get())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// What hangs on it goes with it.
pub(super) async fn delete_attempt(
    transaction: &mut Transaction<'static, Any>,
    attempt: AttemptId,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM attempts WHERE id = $1")
        .bind(attempt.get())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Deletes what may repeat an attempt's former words.
async fn delete_copies(
    transaction: &mut Transaction<'static, Any>,
    attempt: AttemptId,
) -> Result<(), StoreError> {
    for delete in [
        "DELETE FROM attempt_revisions WHERE attempt = $1",
        "DELETE FROM reports WHERE attempt = $1",
    ] {
        sqlx::query(delete)
            .bind(attempt.get())
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}
