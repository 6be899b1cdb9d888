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

    /// A new server with the bot in it and a channel `#general`. It belongs to nobody who acts,
    /// until its first administrator joins.
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

    /// Lets a person into a server, as an administrator or not. The first administrator owns it.
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
        if admin && !self.people.contains_key(&record.owner) {
            record.owner = person;
        }
        let mut data = wire::guild::member(self, guild, person);
        data["guild_id"] = json!(guild);
        self.emit_guild("GUILD_MEMBER_ADD", guild, data);
        self.notify_state();
    }

    /// Gives a server to one of its members.
    pub fn set_owner(&mut self, guild: Snowflake, owner: Snowflake) {
        if let Some(record) = self.guilds.get_mut(&guild) {
            record.owner = owner;
        }
        if let Some(record) = self.guilds.get(&guild) {
            let data = wire::guild::render(record);
            self.emit_guild("GUILD_UPDATE", guild, data);
        }
        self.notify_state();
    }

    /// Whether the bot may write to a person: they share a server, and the person lets it.
    pub fn takes_dms(&self, person: Snowflake) -> bool {
        let bot = self.bot.id;
        let shared =
            |guild: &Guild| guild.members.contains_key(&bot) && guild.members.contains_key(&person);
        !self.unreachable.contains(&person) && self.guilds.values().any(shared)
    }
}
