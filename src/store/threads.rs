//! Threads that we opened and that may be archived to make room for others.

use jiff::Timestamp;

use super::Store;
use super::error::StoreError;
use super::row::{Columns, bits};
use crate::domain::id::{ChannelId, GuildId};
use crate::domain::session::Place;

impl Store {
    /// A server's threads of ours that were asked for before then, oldest first, without those
    /// that we archived.
    pub async fn oldest_open_threads(
        &self,
        guild: GuildId,
        before: Timestamp,
        limit: u32,
    ) -> Result<Vec<ChannelId>, StoreError> {
        sqlx::query(
            "SELECT thread FROM sessions
             WHERE guild = $1 AND place = $2 AND thread <> 0 AND archived_at = 0 AND created < $3
             ORDER BY created, id LIMIT $4",
        )
        .bind(bits(guild.get()))
        .bind(Place::OwnThread.name())
        .bind(before.as_millisecond())
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(|row| row.discord("thread", ChannelId::new))
        .collect()
    }

    /// Notes that we archived a thread, or that it is gone.
    pub async fn thread_archived(
        &self,
        thread: ChannelId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("UPDATE sessions SET archived_at = $1 WHERE thread = $2")
            .bind(now.as_millisecond())
            .bind(bits(thread.get()))
            .execute(&mut **transaction)
            .await?;
        transaction.commit().await
    }
}
