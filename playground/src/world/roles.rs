//! Roles: made, changed, given, taken and deleted; and what they and channels permit.

use serde_json::json;
use twilight_model::guild::Permissions;

use super::World;
use super::model::{Overwrite, Role};
use super::snowflake::Snowflake;
use crate::wire;

impl World {
    /// A new role, above those that were there.
    pub fn add_role(
        &mut self,
        guild: Snowflake,
        name: &str,
        permissions: Permissions,
        mentionable: bool,
    ) -> Snowflake {
        let id = self.clock.next_id();
        if let Some(record) = self.guilds.get_mut(&guild) {
            let highest = record.roles.iter().map(|role| role.position).max();
            record.roles.push(Role {
                id,
                name: name.to_owned(),
                permissions,
                position: highest.unwrap_or(0) + 1,
                mentionable,
                bot: None,
            });
        }
        self.emit_role("GUILD_ROLE_CREATE", guild, id);
        id
    }

    /// Lets everybody mention a role, or no longer.
    pub fn set_mentionable(&mut self, guild: Snowflake, role: Snowflake, mentionable: bool) {
        if let Some(record) = self.role_mut(guild, role) {
            record.mentionable = mentionable;
        }
        self.emit_role("GUILD_ROLE_UPDATE", guild, role);
    }

    /// Gives and takes permissions of a role.
    pub fn permit_role(
        &mut self,
        guild: Snowflake,
        role: Snowflake,
        allow: Permissions,
        deny: Permissions,
    ) {
        if let Some(record) = self.role_mut(guild, role) {
            record.permissions = (record.permissions - deny) | allow;
        }
        self.emit_role("GUILD_ROLE_UPDATE", guild, role);
    }

    /// Deletes a role: nobody has it any more, and no channel knows it.
    pub fn delete_role(&mut self, guild: Snowflake, role: Snowflake) {
        let Some(record) = self.guilds.get_mut(&guild) else {
            return;
        };
        record.roles.retain(|one| one.id != role);
        for member in record.members.values_mut() {
            member.roles.retain(|one| *one != role);
        }
        let channels = record.channels.clone();
        for id in channels {
            if let Some(channel) = self.channels.get_mut(&id) {
                channel
                    .overwrites
                    .retain(|one| one.member || one.id != role);
            }
        }
        let data = json!({"guild_id": guild, "role_id": role});
        self.emit_guild("GUILD_ROLE_DELETE", guild, data);
        self.notify_state();
    }

    /// Gives a member a role, or takes it. Without the members intent, a bot hears of it only
    /// where it is its own role.
    pub fn set_role(&mut self, guild: Snowflake, member: Snowflake, role: Snowflake, has: bool) {
        let Some(record) = self.guilds.get_mut(&guild) else {
            return;
        };
        let Some(found) = record.members.get_mut(&member) else {
            return;
        };
        found.roles.retain(|one| *one != role);
        if has {
            found.roles.push(role);
        }
        if member == self.bot.id {
            let mut data = wire::guild::member(self, guild, member);
            data["guild_id"] = json!(guild);
            self.emit_guild("GUILD_MEMBER_UPDATE", guild, data);
        }
        self.notify_state();
    }

    /// Takes permissions from the bot in a whole server. Where `@everyone` has them, the
    /// people keep them by their own role.
    pub fn deny_in_guild(&mut self, guild: Snowflake, denied: Permissions) {
        let bot = self.bot.id;
        let Some(record) = self.guilds.get_mut(&guild) else {
            return;
        };
        let mut moved = Permissions::empty();
        for role in &mut record.roles {
            if role.id == guild {
                moved = role.permissions & denied;
                role.permissions -= denied;
            }
        }
        for role in &mut record.roles {
            if role.bot == Some(bot) {
                role.permissions -= denied;
            } else if role.name == "Member" {
                role.permissions |= moved;
            }
        }
        self.emit_roles(guild);
    }

    /// Gives permissions to the bot in a whole server.
    pub fn allow_in_guild(&mut self, guild: Snowflake, allowed: Permissions) {
        let bot = self.bot.id;
        if let Some(role) = self
            .guilds
            .get_mut(&guild)
            .and_then(|guild| guild.bot_role(bot))
        {
            role.permissions |= allowed;
        }
        self.emit_roles(guild);
    }

    /// Allows and denies permissions in one channel, by an overwrite for a member or a role.
    pub fn overwrite(
        &mut self,
        channel: Snowflake,
        (id, member): (Snowflake, bool),
        allow: Permissions,
        deny: Permissions,
    ) {
        let Some(record) = self.channels.get_mut(&channel) else {
            return;
        };
        let overwrites = &mut record.overwrites;
        let theirs = |one: &Overwrite| one.member == member && one.id == id;
        if !overwrites.iter().any(theirs) {
            overwrites.push(Overwrite {
                id,
                member,
                allow: Permissions::empty(),
                deny: Permissions::empty(),
            });
        }
        for one in overwrites.iter_mut().filter(|one| theirs(one)) {
            one.allow = (one.allow - deny) | allow;
            one.deny = (one.deny - allow) | deny;
        }
        self.emit_changed_channel("CHANNEL_UPDATE", channel);
    }

    fn role_mut(&mut self, guild: Snowflake, role: Snowflake) -> Option<&mut Role> {
        let roles = &mut self.guilds.get_mut(&guild)?.roles;
        roles.iter_mut().find(|one| one.id == role)
    }

    fn emit_role(&mut self, name: &'static str, guild: Snowflake, role: Snowflake) {
        let record = self.guilds.get(&guild).and_then(|one| one.role(role));
        if let Some(role) = record.map(wire::guild::role) {
            let data = json!({"guild_id": guild, "role": role});
            self.emit_guild(name, guild, data);
        }
        self.notify_state();
    }

    fn emit_roles(&mut self, guild: Snowflake) {
        let Some(record) = self.guilds.get(&guild) else {
            return;
        };
        let roles: Vec<_> = record.roles.iter().map(|role| role.id).collect();
        for role in roles {
            self.emit_role("GUILD_ROLE_UPDATE", guild, role);
        }
    }
}
