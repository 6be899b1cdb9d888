//! How far each channel was read, and what is stored of it, for catching up after a gap.

use jiff::Timestamp;

use super::Store;
use super::error::StoreError;
use super::row::{Columns, bits};
use crate::domain::id::{ChannelId, MessageId};

impl Store {
    /// Notes that everything up to this message was taken in; never goes backwards. Not to be
    /// called for a channel with a gap: the mark would pass it.
    pub async fn mark_read(
        &self,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO read_marks (channel, message) VALUES ($1, $2)
             ON CONFLICT (channel) DO UPDATE SET message = excluded.message
             WHERE excluded.message > read_marks.message",
        )
        .bind(bits(channel.get()))
        .bind(bits(message.get()))
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await
    }

    /// The newest message that was taken in.
    pub async fn read_mark(&self, channel: ChannelId) -> Result<Option<MessageId>, StoreError> {
        sqlx::query("SELECT message FROM read_marks WHERE channel = $1")
            .bind(bits(channel.get()))
            .fetch_optional(self.readers())
            .await?
            .map(|row| row.discord("message", MessageId::new))
            .transpose()
    }

    /// Moves the mark back to this message where it is further: what follows must be read again.
    pub async fn read_again_after(
        &self,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("UPDATE read_marks SET message = $2 WHERE channel = $1 AND message > $2")
            .bind(bits(channel.get()))
            .bind(bits(message.get()))
            .execute(&mut **transaction)
            .await?;
        transaction.commit().await
    }

    /// People's messages in a question thread whose words are stored, oldest first: those that
    /// wait to be gathered, and the parts of answers from `since` on. At most `limit`, the newest.
    pub async fn stored_messages(
        &self,
        thread: ChannelId,
        since: MessageId,
        limit: u32,
    ) -> Result<Vec<MessageId>, StoreError> {
        let rows = sqlx::query(
            "SELECT message FROM (
                 SELECT d.message AS message
                 FROM sessions s JOIN cards c ON c.session = s.id
                                 JOIN draft_parts d ON d.card = c.id
                 WHERE s.thread = $1 AND d.channel = $1
                 UNION
                 SELECT p.message AS message
                 FROM sessions s JOIN cards c ON c.session = s.id
                                 JOIN attempts a ON a.card = c.id
                                 JOIN attempt_parts p ON p.attempt = a.id
                 WHERE s.thread = $1 AND p.channel = $1 AND p.message >= $2
             ) AS stored ORDER BY message DESC LIMIT $3",
        )
        .bind(bits(thread.get()))
        .bind(bits(since.get()))
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?;
        let newest_first = rows.iter();
        newest_first
            .rev()
            .map(|row| row.discord("message", MessageId::new))
            .collect()
    }

    /// The words that are stored of a person's message.
    pub async fn words_of_message(&self, message: MessageId) -> Result<Option<String>, StoreError> {
        sqlx::query(
            "SELECT text FROM draft_parts WHERE message = $1
             UNION ALL SELECT text FROM attempt_parts WHERE message = $1 LIMIT 1",
        )
        .bind(bits(message.get()))
        .fetch_optional(self.readers())
        .await?
        .map(|row| row.text("text"))
        .transpose()
    }

    /// When the first question was put whose answers go there; `None` where there is none.
    pub async fn first_session_in(
        &self,
        thread: ChannelId,
    ) -> Result<Option<Timestamp>, StoreError> {
        sqlx::query("SELECT created FROM sessions WHERE thread = $1 ORDER BY created LIMIT 1")
            .bind(bits(thread.get()))
            .fetch_optional(self.readers())
            .await?
            .map(|row| row.instant("created"))
            .transpose()
    }
}
