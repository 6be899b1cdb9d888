//! Which commands a person is offered.

use serde_json::{Value, json};
use twilight_model::guild::Permissions;

use super::{Controlled, bad, forbidden};
use crate::world::permissions::guild_permissions;
use crate::world::snowflake::Snowflake;
use crate::world::{GLOBAL, World};

/// The numbers that Discord gives to contexts of commands.
const IN_GUILD: u64 = 0;
const IN_BOT_DM: u64 = 1;

/// The commands that a person may use in a guild, or in a DM with the bot.
pub fn visible(world: &World, person: Snowflake, guild: Option<Snowflake>) -> Vec<&Value> {
    let own = guild.and_then(|id| world.commands.get(&id));
    let own = own.into_iter().flatten();
    let global = world.commands.get(&GLOBAL).into_iter().flatten();
    own.chain(global)
        .filter(|command| in_context(command, guild.is_some()))
        .filter(|command| guild.is_none_or(|guild| allowed(world, person, guild, command)))
        .collect()
}

fn in_context(command: &Value, in_guild: bool) -> bool {
    let context = if in_guild { IN_GUILD } else { IN_BOT_DM };
    match command["contexts"].as_array() {
        Some(contexts) => contexts.contains(&json!(context)),
        None => in_guild || command["dm_permission"] != false,
    }
}

fn allowed(world: &World, person: Snowflake, guild: Snowflake, command: &Value) -> bool {
    let Some(guild) = world.guilds.get(&guild) else {
        return false;
    };
    let mine = guild_permissions(guild, person);
    let needed = command["default_member_permissions"].as_str();
    match needed.and_then(|text| text.parse().ok()) {
        None => true,
        // Zero means: administrators only.
        Some(0) => mine.contains(Permissions::ADMINISTRATOR),
        Some(bits) => mine.contains(Permissions::from_bits_truncate(bits)),
    }
}

/// A command by name and kind, if the person may use it in this guild or DM.
pub fn find(
    world: &World,
    person: Snowflake,
    guild: Option<Snowflake>,
    name: &str,
    kind: u64,
) -> Controlled<Value> {
    let fits = |one: &Value| one["name"] == name && one["type"].as_u64() == Some(kind);
    let offered = visible(world, person, guild);
    if let Some(command) = offered.into_iter().find(|one| fits(one)) {
        return Ok(command.clone());
    }
    if world.commands.values().flatten().any(fits) {
        return Err(forbidden(format!(
            "the command `{name}` exists, but this person may not use it here"
        )));
    }
    Err(bad(format!(
        "no command `{name}` is registered; is the bot running?"
    )))
}
