//! Drafts: a person's messages to a card that wait for 45 s of quiet. They are stored, so that a
//! restart in between loses none.

use jiff::Timestamp;
use sqlx::{Any, Transaction};

use super::Store;
use super::attempts::{NewAttempt, attempt_with, insert_attempt};
use super::error::StoreError;
use super::jobs::NewJob;
use super::row::{Columns, bits, storable};
use crate::domain::id::{AttemptId, CardId, ChannelId, MessageId, UserId};
use crate::domain::session::{Attempt, Message, Source};

/// A message to be gathered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDraft {
    /// The card that it answers.
    pub card: CardId,
    /// Who wrote it.
    pub person: UserId,
    /// Where it stands.
    pub message: Message,
    /// Its words.
    pub text: String,
    /// When it was written.
    pub at: Timestamp,
}

/// A gathered message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftPart {
    /// Where it stands.
    pub message: Message,
    /// Its words.
    pub text: String,
    /// When it was written.
    pub at: Timestamp,
}

/// What turns a draft into an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeDraft {
    /// The attempt's id.
    pub id: AttemptId,
    /// The card.
    pub card: CardId,
    /// The person.
    pub person: UserId,
    /// How the messages reached us.
    pub source: Source,
    /// When the answer counts as given.
    pub created: Timestamp,
}

impl Store {
    /// Gathers a message. False where it was refused, being part of an attempt; the same message
    /// twice is harmless.
    pub async fn add_draft(&self, new: &NewDraft) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        self.lock(&mut transaction, new.card.get()).await?;
        if attempt_with(&mut transaction, new.message.id)
            .await?
            .is_some()
        {
            return Ok(false);
        }
        sqlx::query(
            "INSERT INTO draft_parts (message, channel, card, person, text, written)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (message) DO NOTHING",
        )
        .bind(bits(new.message.id.get()))
        .bind(bits(new.message.channel.get()))
        .bind(new.card.get())
        .bind(bits(new.person.get()))
        .bind(storable(&new.text))
        .bind(new.at.as_millisecond())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// What was gathered of a person for a card, oldest first.
    pub async fn draft(&self, card: CardId, person: UserId) -> Result<Vec<DraftPart>, StoreError> {
        sqlx::query(
            "SELECT channel, message, text, written FROM draft_parts
             WHERE card = $1 AND person = $2 ORDER BY written, message",
        )
        .bind(card.get())
        .bind(bits(person.get()))
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(read_part)
        .collect()
    }

    /// Drafts whose newest message is not younger than `before`, longest quiet first.
    pub async fn drafts_quiet_since(
        &self,
        before: Timestamp,
    ) -> Result<Vec<(CardId, UserId)>, StoreError> {
        sqlx::query(
            "SELECT card, person FROM draft_parts GROUP BY card, person
             HAVING MAX(written) <= $1 ORDER BY MAX(written), card, person",
        )
        .bind(before.as_millisecond())
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(|row| {
            Ok((
                row.own("card", CardId::new)?,
                row.discord("person", UserId::new)?,
            ))
        })
        .collect()
    }

    /// When the newest message of the longest quiet draft was written; `None` without drafts.
    pub async fn longest_quiet_draft(&self) -> Result<Option<Timestamp>, StoreError> {
        sqlx::query(
            "SELECT MAX(written) AS newest FROM draft_parts GROUP BY card, person
             ORDER BY MAX(written) LIMIT 1",
        )
        .fetch_optional(self.readers())
        .await?
        .map(|row| row.instant("newest"))
        .transpose()
    }

    /// Replaces a gathered message's words; false where it is not gathered.
    pub async fn revise_draft(&self, message: MessageId, text: &str) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let changed = sqlx::query("UPDATE draft_parts SET text = $1 WHERE message = $2")
            .bind(storable(text))
            .bind(bits(message.get()))
            .execute(&mut **transaction)
            .await?;
        transaction.commit().await?;
        Ok(changed.rows_affected() > 0)
    }

    /// Erases a gathered message; false where it is not gathered.
    pub async fn drop_draft_message(&self, message: MessageId) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let changed = sqlx::query("DELETE FROM draft_parts WHERE message = $1")
            .bind(bits(message.get()))
            .execute(&mut **transaction)
            .await?;
        transaction.commit().await?;
        Ok(changed.rows_affected() > 0)
    }

    /// Turns a draft into a public attempt of its messages, and stores the job that will reply,
    /// all or nothing. `None` where nothing is gathered (any more).
    pub async fn take_draft(
        &self,
        take: &TakeDraft,
        job: Option<&NewJob>,
    ) -> Result<Option<Attempt>, StoreError> {
        let mut transaction = self.write().await?;
        self.lock(&mut transaction, take.card.get()).await?;
        let messages = messages_of(&mut transaction, take.card, take.person).await?;
        if messages.is_empty() {
            return Ok(None);
        }
        let texts: Vec<&str> = messages.iter().map(|(_, text)| text.as_str()).collect();
        let new = NewAttempt {
            id: take.id,
            card: take.card,
            person: take.person,
            source: take.source,
            private: false,
            text: texts.join("\n"),
            messages,
            author: None,
            interaction: None,
            created: take.created,
        };
        let attempt = insert_attempt(&mut transaction, &new, job).await?;
        transaction.commit().await?;
        Ok(Some(attempt))
    }

    /// Lets these messages of drafts go, and no other that came meanwhile.
    pub async fn discard_draft(&self, messages: &[MessageId]) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        for message in messages {
            sqlx::query("DELETE FROM draft_parts WHERE message = $1")
                .bind(bits(message.get()))
                .execute(&mut **transaction)
                .await?;
        }
        transaction.commit().await
    }
}

fn read_part(row: &sqlx::any::AnyRow) -> Result<DraftPart, StoreError> {
    Ok(DraftPart {
        message: Message {
            channel: row.discord("channel", ChannelId::new)?,
            id: row.discord("message", MessageId::new)?,
        },
        text: row.text("text")?,
        at: row.instant("written")?,
    })
}

async fn messages_of(
    transaction: &mut Transaction<'static, Any>,
    card: CardId,
    person: UserId,
) -> Result<Vec<(Message, String)>, StoreError> {
    sqlx::query(
        "SELECT channel, message, text, written FROM draft_parts
         WHERE card = $1 AND person = $2 ORDER BY written, message",
    )
    .bind(card.get())
    .bind(bits(person.get()))
    .fetch_all(&mut **transaction)
    .await?
    .iter()
    .map(|row| read_part(row).map(|part| (part.message, part.text)))
    .collect()
}
