//! Who may do what, changed from outside: roles, permissions, who owns a server, who can be
//! written to.

use serde_json::Value;
use twilight_model::guild::Permissions;

use super::shape::{channel_in, guild_in, on};
use super::{Controlled, bad, id_in, person, text_in, unknown};
use crate::world::World;
use crate::world::snowflake::Snowflake;

/// One change; the id of what was made.
pub fn shape(world: &mut World, body: &Value) -> Controlled<Option<Snowflake>> {
    match text_in(body, "do")? {
        "deny" | "allow" => permit(world, body)?,
        "add_role" => return add_role(world, body).map(Some),
        "edit_role" => edit_role(world, body)?,
        "delete_role" => {
            let (guild, role) = role_in(world, body)?;
            if role == guild
                || world.guilds[&guild]
                    .role(role)
                    .is_some_and(|role| role.bot.is_some())
            {
                return Err(bad(
                    "this role belongs to the server or to a bot, and stays",
                ));
            }
            world.delete_role(guild, role);
        }
        give_or_take @ ("give_role" | "take_role") => {
            let (guild, role) = role_in(world, body)?;
            let member = member_in(world, guild, body)?;
            world.set_role(guild, member, role, give_or_take == "give_role");
        }
        "set_owner" => {
            let guild = guild_in(world, body)?;
            let owner = member_in(world, guild, body)?;
            world.set_owner(guild, owner);
        }
        _ => {
            let who = person(world, id_in(body, "person")?)?;
            if on(body)? {
                world.unreachable.remove(&who);
            } else {
                world.unreachable.insert(who);
            }
        }
    }
    Ok(None)
}

/// A role of a guild.
fn role_in(world: &World, body: &Value) -> Controlled<(Snowflake, Snowflake)> {
    let guild = guild_in(world, body)?;
    let role = id_in(body, "role")?;
    if world.guilds[&guild].role(role).is_some() {
        Ok((guild, role))
    } else {
        Err(unknown("role of this server", role))
    }
}

/// A person or the bot, as a member of a guild.
fn member_in(world: &World, guild: Snowflake, body: &Value) -> Controlled<Snowflake> {
    let member = id_in(body, "person")?;
    if world.guilds[&guild].members.contains_key(&member) {
        Ok(member)
    } else {
        Err(unknown("member of this server", member))
    }
}

fn permissions_in(body: &Value) -> Controlled<Permissions> {
    let names = body["permissions"]
        .as_array()
        .ok_or_else(|| bad("`permissions` is missing: give a list of names"))?;
    names.iter().try_fold(Permissions::empty(), |all, name| {
        let text = name.as_str().unwrap_or_default();
        Permissions::from_name(text)
            .map(|one| all | one)
            .ok_or_else(|| {
                bad(format!(
                    "{name} is no permission: write it as in SEND_MESSAGES"
                ))
            })
    })
}

/// `deny` and `allow`: of a role, a person or else the bot; in a channel or the whole server.
fn permit(world: &mut World, body: &Value) -> Controlled<()> {
    let permissions = permissions_in(body)?;
    let denies = body["do"] == "deny";
    let (allow, deny) = if denies {
        (Permissions::empty(), permissions)
    } else {
        (permissions, Permissions::empty())
    };
    if !body["channel"].is_null() {
        let channel = channel_in(world, body)?;
        let whom = overwritten(world, channel, body)?;
        world.overwrite(channel, whom, allow, deny);
    } else if !body["role"].is_null() {
        let (guild, role) = role_in(world, body)?;
        world.permit_role(guild, role, allow, deny);
    } else {
        let guild = guild_in(world, body)?;
        if denies {
            world.deny_in_guild(guild, permissions);
        } else {
            world.allow_in_guild(guild, permissions);
        }
    }
    Ok(())
}

/// Whom an overwrite is for, and whether it is a member.
fn overwritten(world: &World, channel: Snowflake, body: &Value) -> Controlled<(Snowflake, bool)> {
    let place = &world.channels[&channel];
    let guild = place
        .guild
        .filter(|_| !place.is_thread())
        .ok_or_else(|| bad("threads and direct messages have no permissions of their own"))?;
    if !body["role"].is_null() {
        let role = id_in(body, "role")?;
        let known = world.guilds[&guild].role(role).is_some();
        return known
            .then_some((role, false))
            .ok_or_else(|| unknown("role of this server", role));
    }
    if body["person"].is_null() {
        return Ok((world.bot.id, true));
    }
    Ok((member_in(world, guild, body)?, true))
}

fn add_role(world: &mut World, body: &Value) -> Controlled<Snowflake> {
    let guild = guild_in(world, body)?;
    let permissions = if body["permissions"].is_null() {
        Permissions::empty()
    } else {
        permissions_in(body)?
    };
    let mentionable = body["mentionable"] == true;
    Ok(world.add_role(guild, text_in(body, "name")?, permissions, mentionable))
}

fn edit_role(world: &mut World, body: &Value) -> Controlled<()> {
    let (guild, role) = role_in(world, body)?;
    let mentionable = body["mentionable"]
        .as_bool()
        .ok_or_else(|| bad("`mentionable` is missing: give true or false"))?;
    world.set_mentionable(guild, role, mentionable);
    Ok(())
}
