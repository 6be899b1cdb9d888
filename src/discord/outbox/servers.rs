//! What is read about servers: channels, roles, our own rights, and who owns them; and the
//! channel for direct messages.

mod rights;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serenity::http::{LightMethod, Request, Route};
use serenity::model::id as serenity_id;

use self::rights::{RawChannel, RawGuild, RawMember};
use super::sends::{channel_id, invalid, unreadable};
use super::{Access, Call, DiscordOutbox, Operation};
use crate::discord::rest::with_body;
use crate::domain::id::{ChannelId, GuildId, RoleId, UserId};
use crate::outbox::{Examined, SendError};

impl DiscordOutbox {
    pub(super) async fn rights_in(
        &self,
        guild: GuildId,
        channel: ChannelId,
    ) -> Result<Examined, SendError> {
        let place = self.channel(guild, channel).await?;
        let server = self.guild(guild).await?;
        let me: RawMember = self
            .get(
                Operation::ReadMember,
                guild.get(),
                Route::GuildMember {
                    guild_id: guild_id(guild),
                    user_id: user_id(self.posts.me),
                },
            )
            .await?;
        Ok(rights::examined(&server, &place, &me, self.posts.me))
    }

    pub(super) async fn roles_of(&self, guild: GuildId) -> Result<Vec<RoleId>, SendError> {
        Ok(self.guild(guild).await?.role_ids())
    }

    pub(super) async fn owner_of(&self, guild: GuildId) -> Result<UserId, SendError> {
        let server = self.guild(guild).await?;
        server.owner().ok_or_else(unreadable)
    }

    pub(super) async fn channel_with(&self, person: UserId) -> Result<ChannelId, SendError> {
        #[derive(Deserialize)]
        struct Opened {
            id: String,
        }
        let body = serde_json::json!({ "recipient_id": person.to_string() });
        let request = Request::new(Route::UserMeDmChannels, LightMethod::Post);
        let request = with_body(request, &body, Vec::new()).map_err(invalid)?;
        let call = Call {
            operation: Operation::OpenDirect,
            // Discord limits them all together.
            major: 0,
            request,
        };
        let opened: Opened = self.write(call).await?.json().ok_or_else(unreadable)?;
        opened.id.parse().map_err(|_| unreadable())
    }

    /// A channel with its own rules. One that is hidden from us can't be read by itself, but
    /// stands in the server's list of channels.
    async fn channel(&self, guild: GuildId, channel: ChannelId) -> Result<RawChannel, SendError> {
        let route = Route::Channel {
            channel_id: channel_id(channel),
        };
        let direct = self.get(Operation::ReadChannel, channel.get(), route).await;
        match direct {
            Err(error) if error.is_forbidden() => {
                let route = Route::GuildChannels {
                    guild_id: guild_id(guild),
                };
                let all: Vec<RawChannel> = self
                    .get(Operation::ReadChannels, guild.get(), route)
                    .await?;
                let mut hidden = all.into_iter().filter(|other| other.is(channel));
                hidden.next().ok_or(error)
            }
            other => other,
        }
    }

    async fn guild(&self, guild: GuildId) -> Result<RawGuild, SendError> {
        let route = Route::Guild {
            guild_id: guild_id(guild),
        };
        self.get(Operation::ReadGuild, guild.get(), route).await
    }

    async fn get<T: DeserializeOwned>(
        &self,
        operation: Operation,
        major: u64,
        route: Route<'_>,
    ) -> Result<T, SendError> {
        let call = Call {
            operation,
            major,
            request: Request::new(route, LightMethod::Get),
        };
        let answer = self.posts.run(call, Access::Read, self.priority).await?;
        answer.json().ok_or_else(unreadable)
    }
}

fn guild_id(id: GuildId) -> serenity_id::GuildId {
    serenity_id::GuildId::new(id.get())
}

fn user_id(id: UserId) -> serenity_id::UserId {
    serenity_id::UserId::new(id.get())
}
