//! Threads and channels that were deleted: what people typed there goes, as with each single message
//! of theirs. An answer from the modal is no message of its author's and stays; only that a message
//! of ours showed it there is forgotten.

use jiff::Timestamp;
use sqlx::{Any, Transaction};

use super::Store;
use super::error::StoreError;
use super::revisions::{delete_attempt, erase_repetitions};
use super::row::{Columns, bits};
use crate::domain::id::{AttemptId, ChannelId, JobId};
use crate::domain::session::{Attempt, Message};

/// What erasing a part of what was typed in a thread did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ErasedTyped {
    /// How many answers went.
    pub answers: usize,
    /// Jobs that delete messages of ours elsewhere which repeat their words.
    pub jobs: Vec<JobId>,
}

impl Store {
    /// Where answers go that were asked for in this channel: itself, and the threads below it.
    pub async fn question_threads_of(
        &self,
        channel: ChannelId,
    ) -> Result<Vec<ChannelId>, StoreError> {
        sqlx::query(
            "SELECT thread FROM sessions WHERE thread = $1
             UNION SELECT thread FROM sessions WHERE channel = $1 AND thread <> 0
             ORDER BY thread",
        )
        .bind(bits(channel.get()))
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(|row| row.discord("thread", ChannelId::new))
        .collect()
    }

    /// Erases what people typed in a thread that is gone: what waits to be gathered, and at most
    /// `limit` answers, oldest first, with all that hangs on them. To be called until no answer
    /// goes any more. `job_id` makes the jobs' ids.
    pub async fn erase_typed_in(
        &self,
        thread: ChannelId,
        limit: u32,
        now: Timestamp,
        mut job_id: impl FnMut() -> JobId + Send,
    ) -> Result<ErasedTyped, StoreError> {
        let mut transaction = self.write().await?;
        let mut erased = ErasedTyped::default();
        for id in typed_in(&mut transaction, thread, limit).await? {
            let Some(attempt) = self.attempt_to_change(&mut transaction, id).await? else {
                continue;
            };
            delete_attempt(&mut transaction, id).await?;
            erased.answers += 1;
            let elsewhere = |at: &Message| at.channel != thread;
            let attempt = Attempt {
                shown: attempt.shown.filter(elsewhere),
                coached: attempt.coached.filter(elsewhere),
                ..attempt
            };
            let jobs = erase_repetitions(&mut transaction, &attempt, now, &mut job_id).await?;
            erased.jobs.extend(jobs);
        }
        // Last: who holds an attempt's lock may wait for a draft's row, never the other way.
        forget_what_is_there(&mut transaction, thread).await?;
        transaction.commit().await?;
        Ok(erased)
    }
}

/// Erases drafts, and the addresses of our messages that showed answers from the modal.
async fn forget_what_is_there(
    transaction: &mut Transaction<'static, Any>,
    thread: ChannelId,
) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM draft_parts WHERE channel = $1 AND card IN
             (SELECT c.id FROM sessions s JOIN cards c ON c.session = s.id WHERE s.thread = $1)",
        "UPDATE attempts SET shown_channel = 0, shown_message = 0
         WHERE shown_channel = $1 AND card IN
             (SELECT c.id FROM sessions s JOIN cards c ON c.session = s.id WHERE s.thread = $1)",
    ] {
        sqlx::query(statement)
            .bind(bits(thread.get()))
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

/// The first answers that are made of messages in a thread.
async fn typed_in(
    transaction: &mut Transaction<'static, Any>,
    thread: ChannelId,
    limit: u32,
) -> Result<Vec<AttemptId>, StoreError> {
    sqlx::query(
        "SELECT DISTINCT a.id FROM sessions s JOIN cards c ON c.session = s.id
                                             JOIN attempts a ON a.card = c.id
                                             JOIN attempt_parts p ON p.attempt = a.id
         WHERE s.thread = $1 AND p.channel = $1 ORDER BY a.id LIMIT $2",
    )
    .bind(bits(thread.get()))
    .bind(i64::from(limit))
    .fetch_all(&mut **transaction)
    .await?
    .iter()
    .map(|row| row.own("id", AttemptId::new))
    .collect()
}
