//! A server's own bank: its questions, what it hides, and what people propose for it.
//!
//! Every change to what a server sees changes its version in the same transaction; so whoever
//! keeps a bank in memory, in this process or another, learns of it by one small read. Limits are
//! the caller's, and held under the server's lock.

mod questions;
mod suggestions;

pub use questions::{AddedQuestions, NewQuestion, OwnQuestion};
pub use suggestions::{Decided, Decision, NewSuggestion, State, Suggested, Suggestion};

use sqlx::{Any, Transaction};

use super::error::StoreError;
use super::row::{Columns, bits};
use super::{Store, Writing};
use crate::domain::id::GuildId;
use crate::domain::question::QuestionId;

/// How much a server's own bank may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BankLimits {
    /// Questions.
    pub questions: u32,
    /// Bytes of all questions together, as they are stored.
    pub bytes: u64,
}

/// How many suggestions may wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitingLimits {
    /// For one server.
    pub of_server: u32,
    /// Of one person, for one server.
    pub of_person: u32,
}

impl Store {
    /// Which state a server's own bank is in; 0 for one that was never changed. A value that was
    /// seen once never comes back for another state.
    pub async fn own_version(&self, guild: GuildId) -> Result<i64, StoreError> {
        let row = sqlx::query("SELECT version FROM own_banks WHERE guild = $1")
            .bind(bits(guild.get()))
            .fetch_optional(self.readers())
            .await?;
        row.map_or(Ok(0), |row| row.number("version"))
    }

    /// The questions that a server hides, by the ids that they had then.
    pub async fn hidden_questions(&self, guild: GuildId) -> Result<Vec<QuestionId>, StoreError> {
        sqlx::query("SELECT question_id FROM hidden_questions WHERE guild = $1 ORDER BY hidden")
            .bind(bits(guild.get()))
            .fetch_all(self.readers())
            .await?
            .iter()
            .map(super::cards::question_id)
            .collect()
    }

    /// Hides a question from a server's picks; false where it is hidden already. `version` is the
    /// bank's new one.
    pub async fn hide_question(
        &self,
        guild: GuildId,
        question: &QuestionId,
        version: i64,
        now: jiff::Timestamp,
    ) -> Result<bool, StoreError> {
        let mut writing = self.own_bank(guild).await?;
        let hidden = sqlx::query(
            "INSERT INTO hidden_questions (guild, question_id, hidden) VALUES ($1, $2, $3)
             ON CONFLICT (guild, question_id) DO NOTHING",
        )
        .bind(bits(guild.get()))
        .bind(question.as_str())
        .bind(now.as_millisecond())
        .execute(&mut **writing)
        .await?;
        changed(&mut writing, guild, version).await?;
        writing.commit().await?;
        Ok(hidden.rows_affected() == 1)
    }

    /// Lets a server see these ids again; false where none of them was hidden.
    pub async fn unhide_question(
        &self,
        guild: GuildId,
        ids: &[QuestionId],
        version: i64,
    ) -> Result<bool, StoreError> {
        let mut writing = self.own_bank(guild).await?;
        let mut shown = 0;
        for id in ids {
            shown +=
                sqlx::query("DELETE FROM hidden_questions WHERE guild = $1 AND question_id = $2")
                    .bind(bits(guild.get()))
                    .bind(id.as_str())
                    .execute(&mut **writing)
                    .await?
                    .rows_affected();
        }
        changed(&mut writing, guild, version).await?;
        writing.commit().await?;
        Ok(shown > 0)
    }

    /// A writing transaction that is alone with a server's own bank.
    async fn own_bank(&self, guild: GuildId) -> Result<Writing, StoreError> {
        let mut writing = self.write().await?;
        self.lock(&mut writing, bits(guild.get())).await?;
        Ok(writing)
    }
}

/// Notes that a server sees something else from now on.
async fn changed(
    transaction: &mut Transaction<'static, Any>,
    guild: GuildId,
    version: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO own_banks (guild, version) VALUES ($1, $2)
         ON CONFLICT (guild) DO UPDATE SET version = excluded.version",
    )
    .bind(bits(guild.get()))
    .bind(version)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}
