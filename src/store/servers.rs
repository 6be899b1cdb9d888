//! Servers that have or had the bot, and what is erased after they removed it.

use jiff::Timestamp;

use super::Store;
use super::error::StoreError;
use super::row::{Columns, bits};
use crate::domain::id::GuildId;

/// In this order: jobs and marks name the rows that the later ones delete.
const ERASE_SERVER: [&str; 14] = [
    "DELETE FROM jobs WHERE subject <> 0 AND subject IN (
         SELECT s.id FROM sessions s WHERE s.guild = $1
         UNION SELECT c.id FROM cards c JOIN sessions s ON s.id = c.session WHERE s.guild = $1
         UNION SELECT a.id FROM attempts a JOIN cards c ON c.id = a.card
               JOIN sessions s ON s.id = c.session WHERE s.guild = $1
         UNION SELECT id FROM schedules WHERE guild = $1
         UNION SELECT p.id FROM posts p JOIN schedules d ON d.id = p.schedule
               WHERE d.guild = $1
         UNION SELECT g.id FROM suggestions g WHERE g.guild = $1)",
    "DELETE FROM suggestions WHERE guild = $1",
    "DELETE FROM own_questions WHERE guild = $1",
    "DELETE FROM hidden_questions WHERE guild = $1",
    "DELETE FROM own_banks WHERE guild = $1",
    // Ids of its own questions, in what people have looked up.
    "DELETE FROM lookups WHERE question_id LIKE 'guild-' || CAST($1 AS TEXT) || '/%'",
    "DELETE FROM nudges WHERE thread IN (
         SELECT thread FROM sessions WHERE guild = $1 AND thread <> 0)",
    "DELETE FROM read_marks WHERE channel IN (
         SELECT thread FROM sessions WHERE guild = $1 AND thread <> 0
         UNION SELECT channel FROM sessions WHERE guild = $1)",
    // Their posts and plans hang on them.
    "DELETE FROM schedules WHERE guild = $1",
    "DELETE FROM server_settings WHERE guild = $1",
    "DELETE FROM cards WHERE session IN (SELECT id FROM sessions WHERE guild = $1)",
    "DELETE FROM sessions WHERE guild = $1",
    "DELETE FROM servers WHERE guild = $1",
    // The server's own questions are gone with it; others' snapshots that no card needs any more
    // may go as well. `$1` keeps the statements alike.
    "DELETE FROM question_snapshots WHERE $1 <> 0 AND NOT EXISTS (
         SELECT 1 FROM cards c WHERE c.question_id = question_snapshots.question_id
                                 AND c.content_hash = question_snapshots.content_hash)",
];

impl Store {
    /// Notes that a server has the bot, also after it had removed it.
    pub async fn server_joined(&self, guild: GuildId, now: Timestamp) -> Result<(), StoreError> {
        // At each start Discord names every server; those that are known cost no write.
        let known = sqlx::query("SELECT departed FROM servers WHERE guild = $1 AND departed = 0")
            .bind(bits(guild.get()))
            .fetch_optional(self.readers())
            .await?;
        if known.is_some() {
            return Ok(());
        }
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO servers (guild, joined, departed) VALUES ($1, $2, 0)
             ON CONFLICT (guild) DO UPDATE SET joined = excluded.joined, departed = 0
             WHERE servers.departed <> 0",
        )
        .bind(bits(guild.get()))
        .bind(now.as_millisecond())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await
    }

    /// Notes that a server removed the bot; the first instant counts.
    pub async fn server_left(&self, guild: GuildId, now: Timestamp) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO servers (guild, joined, departed) VALUES ($1, $2, $2)
             ON CONFLICT (guild) DO UPDATE SET departed = excluded.departed
             WHERE servers.departed = 0",
        )
        .bind(bits(guild.get()))
        .bind(now.as_millisecond())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await
    }

    /// Servers that, as far as is known, have the bot since before then; also those of which only
    /// a question or a schedule tells.
    pub async fn servers_since_before(&self, then: Timestamp) -> Result<Vec<GuildId>, StoreError> {
        sqlx::query(
            "SELECT guild FROM servers WHERE departed = 0 AND joined < $1
             UNION
             SELECT s.guild AS guild FROM sessions s WHERE s.guild <> 0 AND s.created < $1
                 AND NOT EXISTS (SELECT 1 FROM servers k WHERE k.guild = s.guild)
             UNION
             SELECT d.guild AS guild FROM schedules d WHERE d.effective < $1
                 AND NOT EXISTS (SELECT 1 FROM servers k WHERE k.guild = d.guild)
             ORDER BY guild",
        )
        .bind(then.as_millisecond())
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(|row| row.discord("guild", GuildId::new))
        .collect()
    }

    /// Servers that removed the bot before then and did not take it back.
    pub async fn servers_left_before(&self, then: Timestamp) -> Result<Vec<GuildId>, StoreError> {
        sqlx::query(
            "SELECT guild FROM servers WHERE departed <> 0 AND departed < $1 ORDER BY departed",
        )
        .bind(then.as_millisecond())
        .fetch_all(self.readers())
        .await?
        .iter()
        .map(|row| row.discord("guild", GuildId::new))
        .collect()
    }

    /// Erases a server's sessions and schedules with everything that hangs on them, and its
    /// settings, in one transaction.
    pub async fn erase_server(&self, guild: GuildId) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        for statement in ERASE_SERVER {
            sqlx::query(statement)
                .bind(bits(guild.get()))
                .execute(&mut **transaction)
                .await?;
        }
        transaction.commit().await?;
        self.scrub().await
    }
}
