//! Whether the bot may do a thing in a place, and the code that Discord says otherwise.

use twilight_model::guild::Permissions;

use super::error::{
    ARCHIVED, ApiResult, CANNOT_MESSAGE_USER, MISSING_ACCESS, MISSING_PERMISSIONS,
    NOT_A_TEXT_CHANNEL, THREAD_LOCKED, UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_MESSAGE,
};
use crate::world::World;
use crate::world::model::{Channel, Guild, Message};
use crate::world::permissions::send_permission;
use crate::world::snowflake::Snowflake;

/// A channel that the bot sees.
pub fn channel(world: &World, id: Snowflake) -> ApiResult<&Channel> {
    let channel = world.channels.get(&id).ok_or(UNKNOWN_CHANNEL)?;
    if world.can_view(world.bot.id, channel) {
        Ok(channel)
    } else {
        Err(MISSING_ACCESS)
    }
}

/// A guild that the bot is in.
pub fn guild(world: &World, id: Snowflake) -> ApiResult<&Guild> {
    let guild = world.guilds.get(&id).ok_or(UNKNOWN_GUILD)?;
    if world.bot_is_in(id) {
        Ok(guild)
    } else {
        Err(MISSING_ACCESS)
    }
}

/// Refuses unless the bot has all these permissions here.
pub fn need(world: &World, channel: &Channel, needed: Permissions) -> ApiResult<()> {
    if may(world, channel, needed) {
        Ok(())
    } else {
        Err(MISSING_PERMISSIONS)
    }
}

/// Whether the bot has all these permissions here.
pub fn may(world: &World, channel: &Channel, needed: Permissions) -> bool {
    world.permissions_in(world.bot.id, channel).contains(needed)
}

/// A message that others see as well. Discord's message routes do not know ephemeral ones.
pub fn message(channel: &Channel, id: Snowflake) -> ApiResult<&Message> {
    channel
        .messages
        .get(&id)
        .filter(|message| message.visible_to.is_none())
        .ok_or(UNKNOWN_MESSAGE)
}

/// Refuses unless the bot may write here: permission, kind of channel, locks.
pub fn write(world: &World, channel: &Channel) -> ApiResult<()> {
    if !channel.holds_messages() {
        return Err(NOT_A_TEXT_CHANNEL);
    }
    if channel.recipient.is_some_and(|one| !world.takes_dms(one)) {
        return Err(CANNOT_MESSAGE_USER);
    }
    need(world, channel, send_permission(channel))?;
    unlocked(world, channel)
}

/// Refuses in a locked thread, unless the bot moderates threads.
pub fn unlocked(world: &World, channel: &Channel) -> ApiResult<()> {
    match &channel.thread {
        Some(thread) if thread.locked && !may(world, channel, Permissions::MANAGE_THREADS) => {
            Err(if thread.archived {
                ARCHIVED
            } else {
                THREAD_LOCKED
            })
        }
        _ => Ok(()),
    }
}

/// Refuses in an archived thread: what is there can be read, not changed.
pub fn not_archived(channel: &Channel) -> ApiResult<()> {
    match &channel.thread {
        Some(thread) if thread.archived => Err(ARCHIVED),
        _ => Ok(()),
    }
}
