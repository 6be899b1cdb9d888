//! What a user may do in a channel, computed as Discord documents it: the guild's roles, then
//! the overwrites of `@everyone`, of the roles together, and of the member.

use twilight_model::guild::Permissions;

use super::World;
use super::model::{Channel, Guild, kind};
use super::snowflake::Snowflake;

impl World {
    /// The permissions of a user in a channel; none when they are not in its guild.
    pub fn permissions_in(&self, user: Snowflake, channel: &Channel) -> Permissions {
        let Some(guild) = channel.guild.and_then(|id| self.guilds.get(&id)) else {
            return if channel.recipient == Some(user) || user == self.bot.id {
                direct_message_permissions()
            } else {
                Permissions::empty()
            };
        };
        let base = guild_permissions(guild, user);
        if base.contains(Permissions::ADMINISTRATOR) {
            return Permissions::all();
        }
        let place = match channel.is_thread() {
            true => channel.parent.and_then(|id| self.channels.get(&id)),
            false => Some(channel),
        };
        let Some(place) = place else {
            return Permissions::empty();
        };
        let permissions = with_overwrites(base, guild, place, user);
        let hidden = !permissions.contains(Permissions::VIEW_CHANNEL)
            || (channel.kind == kind::PRIVATE_THREAD
                && !permissions.contains(Permissions::MANAGE_THREADS)
                && channel
                    .thread
                    .as_ref()
                    .is_none_or(|thread| !thread.members.contains_key(&user)));
        if hidden {
            Permissions::empty()
        } else {
            permissions
        }
    }

    /// Whether a user sees a channel.
    pub fn can_view(&self, user: Snowflake, channel: &Channel) -> bool {
        self.permissions_in(user, channel)
            .contains(Permissions::VIEW_CHANNEL)
    }

    /// Whether a user may write in a channel or thread, locks aside.
    pub fn can_send(&self, user: Snowflake, channel: &Channel) -> bool {
        channel.holds_messages()
            && self
                .permissions_in(user, channel)
                .contains(send_permission(channel))
    }
}

/// The permission that writing in this channel takes.
pub fn send_permission(channel: &Channel) -> Permissions {
    if channel.is_thread() {
        Permissions::SEND_MESSAGES_IN_THREADS
    } else {
        Permissions::SEND_MESSAGES
    }
}

/// What a user may do in a guild before channels have their say.
pub fn guild_permissions(guild: &Guild, user: Snowflake) -> Permissions {
    let Some(member) = guild.members.get(&user) else {
        return Permissions::empty();
    };
    if guild.owner == user {
        return Permissions::all();
    }
    let permissions = guild
        .roles
        .iter()
        .filter(|role| role.id == guild.id || member.roles.contains(&role.id))
        .fold(Permissions::empty(), |all, role| all | role.permissions);
    if permissions.contains(Permissions::ADMINISTRATOR) {
        Permissions::all()
    } else {
        permissions
    }
}

fn with_overwrites(
    base: Permissions,
    guild: &Guild,
    channel: &Channel,
    user: Snowflake,
) -> Permissions {
    let no_roles = Vec::new();
    let roles = guild
        .members
        .get(&user)
        .map_or(&no_roles, |member| &member.roles);
    let mut permissions = base;
    let mut role_allow = Permissions::empty();
    let mut role_deny = Permissions::empty();
    for overwrite in channel.overwrites.iter().filter(|one| !one.member) {
        if overwrite.id == guild.id {
            permissions = (permissions - overwrite.deny) | overwrite.allow;
        } else if roles.contains(&overwrite.id) {
            role_allow |= overwrite.allow;
            role_deny |= overwrite.deny;
        }
    }
    permissions = (permissions - role_deny) | role_allow;
    channel
        .overwrites
        .iter()
        .filter(|one| one.member && one.id == user)
        .fold(permissions, |all, one| (all - one.deny) | one.allow)
}

fn direct_message_permissions() -> Permissions {
    Permissions::VIEW_CHANNEL
        | Permissions::SEND_MESSAGES
        | Permissions::EMBED_LINKS
        | Permissions::ATTACH_FILES
        | Permissions::READ_MESSAGE_HISTORY
        | Permissions::ADD_REACTIONS
        | Permissions::USE_EXTERNAL_EMOJIS
        | Permissions::MENTION_EVERYONE
}
