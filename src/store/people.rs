//! What is noted per card and person: hints, openings, skips, disputes; and who was told how to
//! submit an answer.

use jiff::Timestamp;

use super::Store;
use super::error::StoreError;
use super::row::{Columns, bits};
use crate::domain::action::Section;
use crate::domain::id::{CardId, ChannelId, UserId};
use crate::domain::question::QuestionId;

impl Store {
    /// Counts a hint, and gives how many were given before this one.
    pub async fn hint_given(&self, card: CardId, person: UserId) -> Result<u32, StoreError> {
        let mut transaction = self.write().await?;
        let given: u32 = sqlx::query(
            "INSERT INTO hints (card, person, given) VALUES ($1, $2, 1)
             ON CONFLICT (card, person) DO UPDATE SET given = hints.given + 1
             RETURNING given",
        )
        .bind(card.get())
        .bind(bits(person.get()))
        .fetch_one(&mut **transaction)
        .await?
        .small("given")?;
        transaction.commit().await?;
        Ok(given.saturating_sub(1))
    }

    /// Notes that a person opened a section; only the first time counts.
    pub async fn section_opened(
        &self,
        card: CardId,
        person: UserId,
        section: Section,
        before_answer: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO openings (card, person, section, before_answer, opened)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (card, person, section) DO NOTHING",
        )
        .bind(card.get())
        .bind(bits(person.get()))
        .bind(section.name())
        .bind(i64::from(before_answer))
        .bind(now.as_millisecond())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await
    }

    /// Notes that a person skipped a card; only the first time counts.
    pub async fn skipped(
        &self,
        card: CardId,
        person: UserId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO skips (card, person, skipped) VALUES ($1, $2, $3)
             ON CONFLICT (card, person) DO NOTHING",
        )
        .bind(card.get())
        .bind(bits(person.get()))
        .bind(now.as_millisecond())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await
    }

    /// Whether a person skipped a card.
    pub async fn was_skipped(&self, card: CardId, person: UserId) -> Result<bool, StoreError> {
        sqlx::query(
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM skips WHERE card = $1 AND person = $2)
                    THEN 1 ELSE 0 END AS found",
        )
        .bind(card.get())
        .bind(bits(person.get()))
        .fetch_one(self.readers())
        .await?
        .flag("found")
    }

    /// Notes that a person looked a question up with all its reference material; the latest time
    /// counts.
    pub async fn question_opened(
        &self,
        person: UserId,
        question: &QuestionId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO lookups (person, question_id, opened) VALUES ($1, $2, $3)
             ON CONFLICT (person, question_id) DO UPDATE SET opened = excluded.opened",
        )
        .bind(bits(person.get()))
        .bind(question.as_str())
        .bind(now.as_millisecond())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await
    }

    /// Notes that a person says that they did cover a key point (its place in the question's
    /// list, from 0).
    pub async fn dispute(
        &self,
        card: CardId,
        person: UserId,
        key_point: u8,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO disputes (card, person, key_point, disputed) VALUES ($1, $2, $3, $4)
             ON CONFLICT (card, person, key_point) DO NOTHING",
        )
        .bind(card.get())
        .bind(bits(person.get()))
        .bind(i64::from(key_point))
        .bind(now.as_millisecond())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await
    }

    /// The key points that a person says they did cover, in the question's order.
    pub async fn disputes(&self, card: CardId, person: UserId) -> Result<Vec<u8>, StoreError> {
        sqlx::query(
            "SELECT key_point FROM disputes WHERE card = $1 AND person = $2 ORDER BY key_point",
        )
        .bind(card.get())
        .bind(bits(person.get()))
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(|row| row.small("key_point"))
        .collect()
    }

    /// Notes that a person was told in this thread how to submit an answer.
    pub async fn nudged(&self, thread: ChannelId, person: UserId) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO nudges (thread, person) VALUES ($1, $2)
             ON CONFLICT (thread, person) DO NOTHING",
        )
        .bind(bits(thread.get()))
        .bind(bits(person.get()))
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await
    }

    /// Whether a person was told in this thread how to submit an answer.
    pub async fn was_nudged(&self, thread: ChannelId, person: UserId) -> Result<bool, StoreError> {
        sqlx::query(
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM nudges WHERE thread = $1 AND person = $2)
                    THEN 1 ELSE 0 END AS found",
        )
        .bind(bits(thread.get()))
        .bind(bits(person.get()))
        .fetch_one(self.readers())
        .await?
        .flag("found")
    }
}
