//! Attempts being stored, and read back.

use jiff::{SignedDuration, Timestamp};
use sqlx::any::AnyRow;
use sqlx::{Any, Row, Transaction};

use super::Store;
use super::error::StoreError;
use super::jobs::NewJob;
use super::row::{Columns, bits, bits_or_zero, storable};
use crate::domain::id::{AttemptId, CardId, ChannelId, InteractionId, MessageId, UserId};
use crate::domain::session::{Attempt, Message, Source};

/// The same words of the same person on the same card within this time are the same answer: a
/// form that was submitted twice.
const SAME_WITHIN: SignedDuration = SignedDuration::from_mins(2);

/// A query for attempts: the columns once. A macro because sqlx takes literals only.
macro_rules! attempts {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.card, a.person, a.number, a.source, a.private, a.text,
                    a.shown_channel, a.shown_message, a.coached_channel, a.coached_message,
                    a.created
             FROM attempts a ",
            $rest
        )
    };
}

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

/// The attempt in this row.
pub(super) fn read_attempt(row: &AnyRow) -> Result<Attempt, StoreError> {
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
        created: row.instant("created")?,
    })
}

/// The attempt of this id, inside a transaction.
pub(super) async fn attempt_in(
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

/// Every attempt of a person, inside a transaction.
pub(super) async fn attempts_of_person(
    transaction: &mut Transaction<'static, Any>,
    person: UserId,
) -> Result<Vec<Attempt>, StoreError> {
    sqlx::query(attempts!("WHERE a.person = $1 ORDER BY a.created, a.id"))
        .bind(bits(person.get()))
        .fetch_all(&mut **transaction)
        .await?
        .iter()
        .map(read_attempt)
        .collect()
}

/// The attempt that this message is part of, inside a transaction.
pub(super) async fn attempt_with(
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
        transaction.commit().await?;
        Ok(Added::New(attempt))
    }

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

    /// Notes our message that repeats an attempt's words. False where the attempt was erased
    /// meanwhile: the message has to go.
    pub async fn shown(&self, attempt: AttemptId, message: Message) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let changed =
            sqlx::query("UPDATE attempts SET shown_channel = $1, shown_message = $2 WHERE id = $3")
                .bind(bits(message.channel.get()))
                .bind(bits(message.id.get()))
                .bind(attempt.get())
                .execute(&mut *transaction)
                .await?;
        transaction.commit().await?;
        Ok(changed.rows_affected() == 1)
    }

    /// Notes our coaching reply to an attempt. False where the attempt was erased meanwhile: the
    /// reply, which quotes it, has to go.
    pub async fn coached(&self, attempt: AttemptId, message: Message) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let changed = sqlx::query(
            "UPDATE attempts SET coached_channel = $1, coached_message = $2 WHERE id = $3",
        )
        .bind(bits(message.channel.get()))
        .bind(bits(message.id.get()))
        .bind(attempt.get())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(changed.rows_affected() == 1)
    }
}

/// The attempt that the new one repeats.
async fn stored_before(
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
    sqlx::query(
        "INSERT INTO attempts (id, card, person, number, source, private, text, interaction,
                               shown_channel, shown_message, coached_channel, coached_message,
                               created)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, 0, 0, $9)",
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
