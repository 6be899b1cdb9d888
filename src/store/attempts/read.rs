//! Attempts being read back, and found again when they come twice.

use jiff::SignedDuration;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use super::NewAttempt;
use crate::domain::id::{AttemptId, CardId, ChannelId, MessageId, UserId};
use crate::domain::session::{Attempt, Message, Source};
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::row::{Columns, bits, storable};

/// The same words of the same person on the same card within this time are the same answer: a
/// form that was submitted twice.
const SAME_WITHIN: SignedDuration = SignedDuration::from_mins(2);

/// A query for attempts: the columns once. A macro because sqlx takes literals only.
macro_rules! attempts {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.card, a.person, a.number, a.source, a.private, a.text,
                    a.shown_channel, a.shown_message, a.coached_channel, a.coached_message,
                    a.created, a.author_name, a.author_picture
             FROM attempts a ",
            $rest
        )
    };
}
pub(super) use attempts;

/// The attempt in this row.
pub(in crate::store) fn read_attempt(row: &AnyRow) -> Result<Attempt, StoreError> {
    Ok(Attempt {
        id: row.own("id", AttemptId::new)?,
        card: row.own("card", CardId::new)?,
        person: row.discord("person", UserId::new)?,
        number: row.small("number")?,
        source: row.named("source", Source::parse)?,
        private: row.flag("private")?,
        text: row.text("text")?,
        shown: row.message("shown_channel", "shown_message")?,
        coached: row.message("coached_channel", "coached_message")?,
        author: row.author()?,
        created: row.instant("created")?,
    })
}

/// The attempt of this id, inside a transaction.
pub(in crate::store) async fn attempt_in(
    transaction: &mut Transaction<'static, Any>,
    attempt: AttemptId,
) -> Result<Option<Attempt>, StoreError> {
    sqlx::query(attempts!("WHERE a.id = $1"))
        .bind(attempt.get())
        .fetch_optional(&mut **transaction)
        .await?
        .as_ref()
        .map(read_attempt)
        .transpose()
}

/// The attempt that this message is part of, inside a transaction.
pub(in crate::store) async fn attempt_with(
    transaction: &mut Transaction<'static, Any>,
    message: MessageId,
) -> Result<Option<Attempt>, StoreError> {
    sqlx::query(attempts!(
        "JOIN attempt_parts p ON p.attempt = a.id WHERE p.message = $1"
    ))
    .bind(bits(message.get()))
    .fetch_optional(&mut **transaction)
    .await?
    .as_ref()
    .map(read_attempt)
    .transpose()
}

/// The attempt that the new one repeats.
pub(super) async fn stored_before(
    transaction: &mut Transaction<'static, Any>,
    new: &NewAttempt,
) -> Result<Option<Attempt>, StoreError> {
    if let Some(interaction) = new.interaction {
        let row = sqlx::query(attempts!("WHERE a.interaction = $1 AND a.interaction <> 0"))
            .bind(bits(interaction.get()))
            .fetch_optional(&mut **transaction)
            .await?;
        if let Some(row) = row {
            return Ok(Some(read_attempt(&row)?));
        }
    }
    for (message, _) in &new.messages {
        if let Some(attempt) = attempt_with(transaction, message.id).await? {
            return Ok(Some(attempt));
        }
    }
    sqlx::query(attempts!(
        "WHERE a.card = $1 AND a.person = $2 AND a.private = $3 AND a.text = $4
           AND a.created BETWEEN $5 AND $6 ORDER BY a.number DESC LIMIT 1"
    ))
    .bind(new.card.get())
    .bind(bits(new.person.get()))
    .bind(i64::from(new.private))
    .bind(storable(&new.text))
    .bind((new.created - SAME_WITHIN).as_millisecond())
    .bind((new.created + SAME_WITHIN).as_millisecond())
    .fetch_optional(&mut **transaction)
    .await?
    .as_ref()
    .map(read_attempt)
    .transpose()
}

impl Store {
    /// The attempt of this id.
    pub async fn attempt(&self, attempt: AttemptId) -> Result<Option<Attempt>, StoreError> {
        sqlx::query(attempts!("WHERE a.id = $1"))
            .bind(attempt.get())
            .fetch_optional(self.readers())
            .await?
            .as_ref()
            .map(read_attempt)
            .transpose()
    }

    /// A person's attempts on a card, first to last.
    pub async fn attempts(&self, card: CardId, person: UserId) -> Result<Vec<Attempt>, StoreError> {
        sqlx::query(attempts!(
            "WHERE a.card = $1 AND a.person = $2 ORDER BY a.number"
        ))
        .bind(card.get())
        .bind(bits(person.get()))
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(read_attempt)
        .collect()
    }

    /// A person's last attempt on a card.
    pub async fn last_attempt(
        &self,
        card: CardId,
        person: UserId,
    ) -> Result<Option<Attempt>, StoreError> {
        sqlx::query(attempts!(
            "WHERE a.card = $1 AND a.person = $2 ORDER BY a.number DESC LIMIT 1"
        ))
        .bind(card.get())
        .bind(bits(person.get()))
        .fetch_optional(self.readers())
        .await?
        .as_ref()
        .map(read_attempt)
        .transpose()
    }

    /// The attempt that this message of its author is part of.
    pub async fn attempt_of_message(
        &self,
        message: MessageId,
    ) -> Result<Option<Attempt>, StoreError> {
        sqlx::query(attempts!(
            "JOIN attempt_parts p ON p.attempt = a.id WHERE p.message = $1"
        ))
        .bind(bits(message.get()))
        .fetch_optional(self.readers())
        .await?
        .as_ref()
        .map(read_attempt)
        .transpose()
    }

    /// The messages that an attempt is made of, in order, with their texts.
    pub async fn attempt_messages(
        &self,
        attempt: AttemptId,
    ) -> Result<Vec<(Message, String)>, StoreError> {
        sqlx::query(
            "SELECT channel, message, text FROM attempt_parts WHERE attempt = $1 ORDER BY position",
        )
        .bind(attempt.get())
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(|row| {
            let message = Message {
                channel: row.discord("channel", ChannelId::new)?,
                id: row.discord("message", MessageId::new)?,
            };
            Ok((message, row.text("text")?))
        })
        .collect()
    }
}
