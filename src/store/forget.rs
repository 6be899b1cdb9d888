//! Forgetting a person: every word, mark and trace of theirs, in one transaction.
//!
//! What the bot repeated on Discord is deleted by jobs that are stored in the same transaction,
//! so that a crash in between loses nothing.

use jiff::Timestamp;
use sqlx::{Any, Transaction};

use super::attempts::read_attempt;
use super::error::StoreError;
use super::jobs::NewJob;
use super::row::{Columns, bits};
use super::{Kind, Store};
use crate::domain::id::{ChannelId, GuildId, JobId, MessageId, UserId};
use crate::domain::session::{Attempt, Message};

/// What was forgotten, and what is still to be seen on Discord.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Our messages that repeat the person's words; a job to delete each is stored.
    pub bot_messages: Vec<Message>,
    /// Those jobs.
    pub jobs: Vec<JobId>,
    /// The person's own messages, which only they can delete; oldest first.
    pub own_messages: Vec<OwnMessage>,
}

/// A message of the person's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnMessage {
    /// Its server; `None` in direct messages.
    pub guild: Option<GuildId>,
    /// Its address.
    pub message: Message,
}

/// What goes beside the attempts.
const FORGET: [&str; 7] = [
    "DELETE FROM draft_parts WHERE person = $1",
    "DELETE FROM hints WHERE person = $1",
    "DELETE FROM skips WHERE person = $1",
    "DELETE FROM openings WHERE person = $1",
    "DELETE FROM disputes WHERE person = $1",
    "DELETE FROM nudges WHERE person = $1",
    "DELETE FROM lookups WHERE person = $1",
];

impl Store {
    /// Erases everything that is kept about a person, and stores a job for each message of ours
    /// that repeats their words. `job_id` makes the jobs' ids.
    pub async fn forget(
        &self,
        person: UserId,
        now: Timestamp,
        mut job_id: impl FnMut() -> JobId + Send,
    ) -> Result<Forgotten, StoreError> {
        let mut transaction = self.write().await?;
        let own_messages = own_messages(&mut transaction, person).await?;
        let mut forgotten = Forgotten {
            bot_messages: repeating(&erase_attempts(&mut transaction, person).await?),
            jobs: Vec::new(),
            own_messages,
        };
        let told = erase_suggestions(&mut transaction, person).await?;
        forgotten.bot_messages.extend(told);
        for statement in FORGET {
            sqlx::query(statement)
                .bind(bits(person.get()))
                .execute(&mut **transaction)
                .await?;
        }
        sqlx::query("UPDATE sessions SET starter = 0 WHERE starter = $1")
            .bind(bits(person.get()))
            .execute(&mut **transaction)
            .await?;
        for message in &forgotten.bot_messages {
            let job = NewJob::erase(job_id(), *message);
            forgotten.jobs.push(job.id);
            job.insert(&mut transaction, now).await?;
        }
        transaction.commit().await?;
        self.scrub().await?;
        Ok(forgotten)
    }

    /// Erased words leave the embedded database's write-ahead log too. Where a reader is in the
    /// way, the log is overwritten a little later.
    pub(super) async fn scrub(&self) -> Result<(), StoreError> {
        if self.kind() == Kind::Sqlite {
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                .fetch_all(&self.inner.writer)
                .await?;
        }
        Ok(())
    }
}

/// Erases a person's attempts and gives them as they were at that moment; parts, revisions,
/// reports and ratings go with them. Jobs about them stay, without the person's name: they find
/// their attempt gone and take back what they may have posted in the meantime.
async fn erase_attempts(
    transaction: &mut Transaction<'static, Any>,
    person: UserId,
) -> Result<Vec<Attempt>, StoreError> {
    sqlx::query(
        "UPDATE jobs SET author_name = '', author_picture = ''
         WHERE subject IN (SELECT id FROM attempts WHERE person = $1)",
    )
    .bind(bits(person.get()))
    .execute(&mut **transaction)
    .await?;
    let mut attempts = sqlx::query(
        "DELETE FROM attempts WHERE person = $1
         RETURNING id, card, person, number, source, private, text, shown_channel,
                   shown_message, coached_channel, coached_message, created,
                   author_name, author_picture",
    )
    .bind(bits(person.get()))
    .fetch_all(&mut **transaction)
    .await?
    .iter()
    .map(read_attempt)
    .collect::<Result<Vec<_>, _>>()?;
    attempts.sort_by_key(|attempt| (attempt.created, attempt.id));
    Ok(attempts)
}

/// Erases what a person proposed, and gives our messages that told them of it. What became a
/// question of a server's stays there, and names nobody.
async fn erase_suggestions(
    transaction: &mut Transaction<'static, Any>,
    person: UserId,
) -> Result<Vec<Message>, StoreError> {
    let told = sqlx::query(
        "DELETE FROM suggestions WHERE author = $1 RETURNING told_channel, told_message",
    )
    .bind(bits(person.get()))
    .fetch_all(&mut **transaction)
    .await?;
    let messages = told
        .iter()
        .map(|row| row.message("told_channel", "told_message"));
    messages.filter_map(Result::transpose).collect()
}

fn repeating(attempts: &[Attempt]) -> Vec<Message> {
    attempts
        .iter()
        .flat_map(|attempt| [attempt.shown, attempt.coached])
        .flatten()
        .collect()
}

async fn own_messages(
    transaction: &mut Transaction<'static, Any>,
    person: UserId,
) -> Result<Vec<OwnMessage>, StoreError> {
    sqlx::query(
        "SELECT s.guild, p.channel AS channel, p.message AS message FROM attempt_parts p
         JOIN attempts a ON a.id = p.attempt
         JOIN cards c ON c.id = a.card JOIN sessions s ON s.id = c.session WHERE a.person = $1
         UNION
         SELECT s.guild, d.channel, d.message FROM draft_parts d
         JOIN cards c ON c.id = d.card JOIN sessions s ON s.id = c.session WHERE d.person = $1
         ORDER BY message",
    )
    .bind(bits(person.get()))
    .fetch_all(&mut **transaction)
    .await?
    .iter()
    .map(|row| {
        Ok(OwnMessage {
            guild: row.discord_or_none("guild", GuildId::new)?,
            message: Message {
                channel: row.discord("channel", ChannelId::new)?,
                id: row.discord("message", MessageId::new)?,
            },
        })
    })
    .collect()
}
