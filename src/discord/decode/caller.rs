//! Who asks, from the three kinds of interactions.

use serenity::model::application::{CommandInteraction, ComponentInteraction, ModalInteraction};
use serenity::model::channel::{ChannelType, PartialChannel};
use serenity::model::guild::Member;
use serenity::model::user::User;

use crate::domain::id::{ChannelId, GuildId, InteractionId, RoleId, UserId};
use crate::domain::permission::Permissions;
use crate::features::{Caller, ChannelKind};
use crate::outbox::{InteractionHandle, InteractionToken};

pub(super) fn command_caller(interaction: &CommandInteraction) -> Option<Caller> {
    caller(&Parts {
        id: interaction.id.get(),
        token: &interaction.token,
        user: &interaction.user,
        member: interaction.member.as_deref(),
        guild: interaction.guild_id.map(|guild| guild.get()),
        channel: interaction.channel_id.get(),
        kind: interaction.channel.as_ref(),
        bot_may: interaction
            .app_permissions
            .map(|permissions| permissions.bits()),
    })
}

pub(super) fn component_caller(interaction: &ComponentInteraction) -> Option<Caller> {
    caller(&Parts {
        id: interaction.id.get(),
        token: &interaction.token,
        user: &interaction.user,
        member: interaction.member.as_ref(),
        guild: interaction.guild_id.map(|guild| guild.get()),
        channel: interaction.channel_id.get(),
        kind: interaction.channel.as_ref(),
        bot_may: interaction
            .app_permissions
            .map(|permissions| permissions.bits()),
    })
}

pub(super) fn modal_caller(interaction: &ModalInteraction) -> Option<Caller> {
    caller(&Parts {
        id: interaction.id.get(),
        token: &interaction.token,
        user: &interaction.user,
        member: interaction.member.as_ref(),
        guild: interaction.guild_id.map(|guild| guild.get()),
        channel: interaction.channel_id.get(),
        kind: interaction.channel.as_ref(),
        bot_may: interaction
            .app_permissions
            .map(|permissions| permissions.bits()),
    })
}

/// What the three kinds of interactions have in common.
struct Parts<'a> {
    id: u64,
    token: &'a str,
    user: &'a User,
    member: Option<&'a Member>,
    guild: Option<u64>,
    channel: u64,
    kind: Option<&'a PartialChannel>,
    bot_may: Option<u64>,
}

fn caller(parts: &Parts<'_>) -> Option<Caller> {
    let name = parts.member.map_or_else(
        || parts.user.display_name().to_owned(),
        |member| member.display_name().to_owned(),
    );
    let picture = parts.member.map_or_else(|| parts.user.face(), Member::face);
    let may = parts.member.and_then(|member| member.permissions);
    let guild = parts.guild.and_then(GuildId::new);
    Some(Caller {
        person: UserId::new(parts.user.id.get())?,
        name,
        picture: Some(picture),
        guild,
        channel: ChannelId::new(parts.channel)?,
        channel_kind: channel_kind(parts.kind.map(|channel| channel.kind), guild),
        bot_may: parts.bot_may.map_or_else(Permissions::default, Permissions),
        roles: parts.member.map_or_else(Vec::new, roles),
        may: may.map_or_else(Permissions::default, |may| Permissions(may.bits())),
        interaction: InteractionHandle {
            id: InteractionId::new(parts.id)?,
            token: InteractionToken(parts.token.to_owned()),
        },
    })
}

fn roles(member: &Member) -> Vec<RoleId> {
    let ids = member.roles.iter();
    ids.filter_map(|role| RoleId::new(role.get())).collect()
}

pub(super) fn channel_kind(kind: Option<ChannelType>, guild: Option<GuildId>) -> ChannelKind {
    match kind {
        Some(ChannelType::Text | ChannelType::News) => ChannelKind::Text,
        Some(ChannelType::NewsThread | ChannelType::PublicThread | ChannelType::PrivateThread) => {
            ChannelKind::Thread
        }
        Some(ChannelType::Private) => ChannelKind::Direct,
        None if guild.is_none() => ChannelKind::Direct,
        _ => ChannelKind::Other,
    }
}
