//! What a server's organisers decided about the bot as a whole.

use super::Store;
use super::error::StoreError;
use super::row::{Columns, bits, bits_or_zero};
use crate::domain::id::{ChannelId, GuildId, RoleId};
use crate::domain::language::Language;
use crate::domain::settings::Settings;

impl Store {
    /// A server's settings; the default where it never changed any.
    pub async fn settings(&self, guild: GuildId) -> Result<Settings, StoreError> {
        let row = sqlx::query(
            "SELECT organiser_role, notices_channel, drill_channel, language
             FROM server_settings WHERE guild = $1",
        )
        .bind(bits(guild.get()))
        .fetch_optional(self.readers())
        .await?;
        let Some(row) = row else {
            return Ok(Settings::default());
        };
        Ok(Settings {
            organiser_role: row.discord_or_none("organiser_role", RoleId::new)?,
            notices_channel: row.discord_or_none("notices_channel", ChannelId::new)?,
            drill_channel: row.discord_or_none("drill_channel", ChannelId::new)?,
            language: row.named("language", Language::parse)?,
        })
    }

    /// Changes a server's settings to these.
    pub async fn set_settings(
        &self,
        guild: GuildId,
        settings: &Settings,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO server_settings
                 (guild, organiser_role, notices_channel, drill_channel, language)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (guild) DO UPDATE SET
                 organiser_role = excluded.organiser_role,
                 notices_channel = excluded.notices_channel,
                 drill_channel = excluded.drill_channel, language = excluded.language",
        )
        .bind(bits(guild.get()))
        .bind(bits_or_zero(settings.organiser_role, RoleId::get))
        .bind(bits_or_zero(settings.notices_channel, ChannelId::get))
        .bind(bits_or_zero(settings.drill_channel, ChannelId::get))
        .bind(settings.language.code())
        .execute(&mut **transaction)
        .await?;
        transaction.commit().await
    }
}
