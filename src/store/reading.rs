//! How far each channel was read, for catching up after a gap.

use super::Store;
use super::error::StoreError;
use super::row::{Columns, bits};
use crate::domain::id::{ChannelId, MessageId};

impl Store {
    /// Notes that everything up to this message was taken in; never goes backwards.
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
}
