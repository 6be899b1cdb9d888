//! Attempts being stored.

mod read;
mod taking_part;

use jiff::Timestamp;
use sqlx::{Any, Row, Transaction};

use super::Store;
use super::error::StoreError;
use super::jobs::NewJob;
use super::row::{author_parts, bits, bits_or_zero, storable};

use crate::domain::id::{AttemptId, CardId, InteractionId, UserId};
use crate::domain::session::{Attempt, Message, Source};
use crate::domain::view::Author;

use read::stored_before;
pub(super) use read::{attempt_in, attempt_with, read_attempt};
pub use taking_part::Took;

/// An attempt to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAttempt {
    /// Its id.
    pub id: AttemptId,
    /// The card that is answered.
    pub card: CardId,
    /// Whose it is.
    pub person: UserId,
    /// How it reached us.
    pub source: Source,
    /// Whether only its author may see it.
    pub private: bool,
    /// The answer's words; where `messages` are given, theirs in order, one line each.
    pub text: String,
    /// The person's messages that it is made of, oldest first; none for modals.
    pub messages: Vec<(Message, String)>,
    /// Its author as their server knows them, where it is shown later: goes with it.
    pub author: Option<Author>,
    /// The interaction that brought it, which is taken once.
    pub interaction: Option<InteractionId>,
    /// When it was given.
    pub created: Timestamp,
}

/// An attempt, stored now or before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// It was stored now, and the job with it.
    New(Attempt),
    /// It was stored before; nothing was stored now.
    Already(Attempt),
}

impl Added {
    /// The attempt.
    pub fn attempt(self) -> Attempt {
        match self {
            Self::New(attempt) | Self::Already(attempt) => attempt,
        }
    }
}

impl Store {
    /// Stores an attempt, numbered after the person's others on the card, and the job that will
    /// reply to it, all or nothing. It is [`Added::Already`] where the interaction or one of the
    /// messages was taken before, or the person gave the same words for the same eyes on the same
    /// card within 2 minutes. Its messages leave the drafts.
    pub async fn add_attempt(
        &self,
        new: &NewAttempt,
        job: Option<&NewJob>,
    ) -> Result<Added, StoreError> {
        match self.try_add_attempt(new, job).await {
            Err(StoreError::Conflict(_)) => self.try_add_attempt(new, job).await,
            other => other,
        }
    }

    async fn try_add_attempt(
        &self,
        new: &NewAttempt,
        job: Option<&NewJob>,
    ) -> Result<Added, StoreError> {
        let mut transaction = self.write().await?;
        self.lock(&mut transaction, new.card.get()).await?;
        if let Some(attempt) = stored_before(&mut transaction, new).await? {
            transaction.rollback().await?;
            return Ok(Added::Already(attempt));
        }
        let attempt = insert_attempt(&mut transaction, new, job).await?;
        end_draft(&mut transaction, new).await?;
        transaction.commit().await?;
        Ok(Added::New(attempt))
    }

    /// Notes our message that repeats an attempt's words. False where the attempt was erased
    /// meanwhile: the message has to go.
    pub async fn shown(&self, attempt: AttemptId, message: Message) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        self.lock(&mut transaction, attempt.get()).await?;
        let changed =
            sqlx::query("UPDATE attempts SET shown_channel = $1, shown_message = $2 WHERE id = $3")
                .bind(bits(message.channel.get()))
                .bind(bits(message.id.get()))
                .bind(attempt.get())
                .execute(&mut **transaction)
                .await?;
        transaction.commit().await?;
        Ok(changed.rows_affected() == 1)
    }

    /// Notes our coaching reply to an attempt. False where the attempt was erased meanwhile: the
    /// reply, which quotes it, has to go.
    pub async fn coached(&self, attempt: AttemptId, message: Message) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        self.lock(&mut transaction, attempt.get()).await?;
        let changed = sqlx::query(
            "UPDATE attempts SET coached_channel = $1, coached_message = $2 WHERE id = $3",
        )
        .bind(bits(message.channel.get()))
        .bind(bits(message.id.get()))
        .bind(attempt.get())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await?;
        Ok(changed.rows_affected() == 1)
    }
}

/// Ends what the person was typing on this card: it is in the attempt now, or the modal took its
/// place. A message that came meanwhile stays.
async fn end_draft(
    transaction: &mut Transaction<'static, Any>,
    new: &NewAttempt,
) -> Result<(), StoreError> {
    if new.source == Source::Modal {
        sqlx::query("DELETE FROM draft_parts WHERE card = $1 AND person = $2")
            .bind(new.card.get())
            .bind(bits(new.person.get()))
            .execute(&mut **transaction)
            .await?;
    }
    for (message, _) in &new.messages {
        sqlx::query("DELETE FROM draft_parts WHERE message = $1")
            .bind(bits(message.id.get()))
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

/// Stores an attempt that is known to be new.
pub(super) async fn insert_attempt(
    transaction: &mut Transaction<'static, Any>,
    new: &NewAttempt,
    job: Option<&NewJob>,
) -> Result<Attempt, StoreError> {
    let last: i64 = sqlx::query(
        "SELECT COALESCE(MAX(number), 0) AS last FROM attempts WHERE card = $1 AND person = $2",
    )
    .bind(new.card.get())
    .bind(bits(new.person.get()))
    .fetch_one(&mut **transaction)
    .await?
    .try_get("last")?;
    let text = storable(&new.text);
    let (name, picture) = author_parts(new.author.as_ref());
    sqlx::query(
        "INSERT INTO attempts (id, card, person, number, source, private, text, interaction,
                               shown_channel, shown_message, coached_channel, coached_message,
                               created, author_name, author_picture)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, 0, 0, $9, $10, $11)",
    )
    .bind(new.id.get())
    .bind(new.card.get())
    .bind(bits(new.person.get()))
    .bind(last + 1)
    .bind(new.source.name())
    .bind(i64::from(new.private))
    .bind(text.as_str())
    .bind(bits_or_zero(new.interaction, InteractionId::get))
    .bind(new.created.as_millisecond())
    .bind(name)
    .bind(picture)
    .execute(&mut **transaction)
    .await?;
    for (position, (message, text)) in (0_i64..).zip(&new.messages) {
        insert_part(transaction, new.id, position, *message, text, new.created).await?;
    }
    if let Some(job) = job {
        job.insert(transaction, new.created).await?;
    }
    attempt_in(transaction, new.id)
        .await?
        .ok_or(StoreError::Missing("answer"))
}

/// Makes a message part of an attempt; it leaves the drafts.
pub(super) async fn insert_part(
    transaction: &mut Transaction<'static, Any>,
    attempt: AttemptId,
    position: i64,
    message: Message,
    text: &str,
    joined: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM draft_parts WHERE message = $1")
        .bind(bits(message.id.get()))
        .execute(&mut **transaction)
        .await?;
    sqlx::query(
        "INSERT INTO attempt_parts (message, channel, attempt, position, text, joined)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(bits(message.id.get()))
    .bind(bits(message.channel.get()))
    .bind(attempt.get())
    .bind(position)
    .bind(storable(text))
    .bind(joined.as_millisecond())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}
