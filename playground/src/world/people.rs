//! People, servers, roles and who is where.

use serde_json::json;
use twilight_model::guild::Permissions;

use super::World;
use super::model::{Guild, Member, Role, User};
use super::snowflake::Snowflake;
use crate::wire;

const COLORS: [u32; 8] = [
    0x8a_4f_7d, 0x1f_6f_8b, 0xb3_5c_1e, 0x4b_7f_52, 0x6a_5a_cd, 0xa8_32_3e, 0x2d_6a_9f, 0x7a_6c_2f,
];

/// What everybody may do in a new server.
pub fn everyone_permissions() -> Permissions {
    Permissions::VIEW_CHANNEL
        | Permissions::SEND_MESSAGES
        | Permissions::SEND_MESSAGES_IN_THREADS
        | Permissions::CREATE_PUBLIC_THREADS
        | Permissions::EMBED_LINKS
        | Permissions::ATTACH_FILES
        | Permissions::READ_MESSAGE_HISTORY
        | Permissions::ADD_REACTIONS
        | Permissions::USE_EXTERNAL_EMOJIS
        | Permissions::USE_SLASH_COMMANDS
}

/// What the bot is invited with.
pub fn bot_permissions() -> Permissions {
    everyone_permissions() | Permissions::MANAGE_THREADS | Permissions::PIN_MESSAGES
}

impl World {
    /// A new person, in no server yet.
    pub fn add_person(&mut self, display_name: &str) -> Snowflake {
        let id = self.clock.next_id();
        let name: String = display_name
            .to_lowercase()
            .chars()
            .map(|letter| {
                if letter.is_alphanumeric() {
                    letter
                } else {
                    '.'
                }
            })
            .collect();
        let color = COLORS[self.people.len() % COLORS.len()];
        let user = User {
            id,
            name,
            display_name: display_name.to_owned(),
            bot: false,
            color,
        };
        self.people.insert(id, user);
        self.notify_state();
        id
    }

    /// A new server with the bot in it and a channel `#general`. Its owner is the bot's own
    /// account of record: nobody who acts, so that permissions hold for all.
    pub fn add_guild(&mut self, name: &str, silent_members: u64) -> Snowflake {
        let id = self.clock.next_guild_id();
        let role = |id, name: &str, permissions, position, bot| Role {
            id,
            name: name.to_owned(),
            permissions,
            position,
            mentionable: false,
            bot,
        };
        let bot = self.bot.clone();
        let roles = vec![
            role(id, "@everyone", everyone_permissions(), 0, None),
            role(
                self.clock.next_id(),
                "Member",
                Permissions::empty(),
                1,
                None,
            ),
            role(
                self.clock.next_id(),
                &bot.display_name,
                bot_permissions(),
                2,
                Some(bot.id),
            ),
            role(
                self.clock.next_id(),
                "Organiser",
                Permissions::ADMINISTRATOR,
                3,
                None,
            ),
        ];
        let owner = self.clock.next_id();
        self.guilds.insert(
            id,
            Guild {
                id,
                name: name.to_owned(),
                owner,
                roles,
                members: Default::default(),
                channels: Vec::new(),
                threads: Vec::new(),
                silent_members,
                threads_full: false,
            },
        );
        self.add_channel(id, "general", super::model::kind::TEXT, None);
        self.add_bot(id);
        id
    }

    /// Invites the bot: it hears `GUILD_CREATE`.
    pub fn add_bot(&mut self, guild: Snowflake) {
        let now = self.clock.now_ms();
        let bot = self.bot.id;
        let Some(record) = self.guilds.get_mut(&guild) else {
            return;
        };
        let roles = record.bot_role(bot).map(|role| role.id).into_iter();
        let member = Member {
            roles: roles.collect(),
            joined_ms: now,
        };
        record.members.insert(bot, member);
        if let Some(data) = wire::guild::create(self, guild) {
            self.emit_guild("GUILD_CREATE", guild, data);
        }
        self.notify_state();
    }

    /// Removes the bot: it hears `GUILD_DELETE`, and the guild's commands are gone.
    pub fn remove_bot(&mut self, guild: Snowflake) {
        self.emit_guild("GUILD_DELETE", guild, json!({"id": guild}));
        let bot = self.bot.id;
        if let Some(record) = self.guilds.get_mut(&guild) {
            record.members.remove(&bot);
        }
        self.commands.remove(&guild);
        self.notify_state();
    }

    /// Lets a person into a server, as an administrator or not.
    pub fn join(&mut self, person: Snowflake, guild: Snowflake, admin: bool) {
        let now = self.clock.now_ms();
        let Some(record) = self.guilds.get_mut(&guild) else {
            return;
        };
        let wanted = |role: &&Role| role.name == "Member" || (admin && role.name == "Organiser");
        let roles = record.roles.iter().filter(wanted).map(|role| role.id);
        let member = Member {
            roles: roles.collect(),
            joined_ms: now,
        };
        record.members.insert(person, member);
        let mut data = wire::guild::member(self, guild, person);
        data["guild_id"] = json!(guild);
        self.emit_guild("GUILD_MEMBER_ADD", guild, data);
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

    fn emit_roles(&mut self, guild: Snowflake) {
        let Some(record) = self.guilds.get(&guild) else {
            return;
        };
        let roles: Vec<_> = record.roles.iter().map(wire::guild::role).collect();
        for role in roles {
            let data = json!({"guild_id": guild, "role": role});
            self.emit_guild("GUILD_ROLE_UPDATE", guild, data);
        }
        self.notify_state();
    }
}
