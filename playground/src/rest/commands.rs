//! Application commands, of all servers and of one.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::{Value, json};
use twilight_validate::command::GUILD_COMMAND_LIMIT;

use super::error::{ApiResult, MAX_COMMANDS, UNKNOWN_APPLICATION, UNKNOWN_COMMAND, UNKNOWN_GUILD};
use super::validate::command::{check, check_all, kind_of};
use super::validate::{Problems, command};
use super::{Answer, Body};
use crate::app::Shared;
use crate::world::snowflake::Snowflake;
use crate::world::{GLOBAL, World};

type Ids = Path<(Snowflake, Snowflake)>;
type GuildIds = Path<(Snowflake, Snowflake, Snowflake)>;

pub async fn list(State(app): State<Shared>, Path(id): Path<Snowflake>) -> Answer {
    list_scope(&app.world(), id, GLOBAL)
}

pub async fn list_in_guild(State(app): State<Shared>, Path((id, guild)): Ids) -> Answer {
    list_scope(&app.world(), id, guild)
}

fn list_scope(world: &World, application: Snowflake, scope: Snowflake) -> Answer {
    known(world, application, scope)?;
    Ok(Json(json!(
        world.commands.get(&scope).map_or(&[][..], Vec::as_slice)
    )))
}

pub async fn one(State(app): State<Shared>, Path((id, command)): Ids) -> Answer {
    find(&app.world(), id, GLOBAL, command)
}

pub async fn one_in_guild(
    State(app): State<Shared>,
    Path((id, guild, command)): GuildIds,
) -> Answer {
    find(&app.world(), id, guild, command)
}

fn find(world: &World, application: Snowflake, scope: Snowflake, id: Snowflake) -> Answer {
    known(world, application, scope)?;
    let id = id.to_string();
    let commands = world.commands.get(&scope).into_iter().flatten();
    let mut found = commands.filter(|one| one["id"] == id.as_str());
    Ok(Json(found.next().cloned().ok_or(UNKNOWN_COMMAND)?))
}

pub async fn create(
    State(app): State<Shared>,
    Path(id): Path<Snowflake>,
    body: Body,
) -> ApiResult<(StatusCode, Json<Value>)> {
    create_in_scope(&mut app.world(), id, GLOBAL, &body.json)
}

pub async fn create_in_guild(
    State(app): State<Shared>,
    Path((id, guild)): Ids,
    body: Body,
) -> ApiResult<(StatusCode, Json<Value>)> {
    create_in_scope(&mut app.world(), id, guild, &body.json)
}

/// A command of the same name and kind is replaced, as on Discord.
fn create_in_scope(
    world: &mut World,
    application: Snowflake,
    scope: Snowflake,
    body: &Value,
) -> ApiResult<(StatusCode, Json<Value>)> {
    known(world, application, scope)?;
    let mut problems = Problems::default();
    check(body, "", &mut problems);
    problems.finish()?;
    let before = world.commands.remove(&scope).unwrap_or_default();
    let command = registered(world, scope, body, &before);
    let same = |one: &Value| one["id"] == command["id"];
    let status = if before.iter().any(same) {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    let mut commands = before.clone();
    commands.retain(|one| !same(one));
    if commands.len() >= GUILD_COMMAND_LIMIT {
        world.commands.insert(scope, before);
        return Err(MAX_COMMANDS);
    }
    commands.push(command.clone());
    world.commands.insert(scope, commands);
    world.notify_state();
    Ok((status, Json(command)))
}

pub async fn replace(State(app): State<Shared>, Path(id): Path<Snowflake>, body: Body) -> Answer {
    replace_scope(&mut app.world(), id, GLOBAL, &body.json)
}

pub async fn replace_in_guild(
    State(app): State<Shared>,
    Path((id, guild)): Ids,
    body: Body,
) -> Answer {
    replace_scope(&mut app.world(), id, guild, &body.json)
}

fn replace_scope(
    world: &mut World,
    application: Snowflake,
    scope: Snowflake,
    body: &Value,
) -> Answer {
    known(world, application, scope)?;
    let mut problems = Problems::default();
    let wanted = problems.list("_", body);
    check_all(wanted, &mut problems);
    problems.finish()?;
    let before = world.commands.remove(&scope).unwrap_or_default();
    let commands: Vec<_> = wanted
        .iter()
        .map(|one| registered(world, scope, one, &before))
        .collect();
    world.commands.insert(scope, commands.clone());
    world.notify_state();
    Ok(Json(json!(commands)))
}

pub async fn edit(State(app): State<Shared>, Path((id, command)): Ids, body: Body) -> Answer {
    edit_in_scope(&mut app.world(), id, GLOBAL, command, &body.json)
}

pub async fn edit_in_guild(
    State(app): State<Shared>,
    Path((id, guild, command)): GuildIds,
    body: Body,
) -> Answer {
    edit_in_scope(&mut app.world(), id, guild, command, &body.json)
}

fn edit_in_scope(
    world: &mut World,
    application: Snowflake,
    scope: Snowflake,
    id: Snowflake,
    body: &Value,
) -> Answer {
    let Json(mut command) = find(world, application, scope, id)?;
    for (name, value) in body.as_object().into_iter().flatten() {
        command[name] = value.clone();
    }
    let mut problems = Problems::default();
    check(&command, "", &mut problems);
    problems.finish()?;
    command["version"] = json!(world.clock.next_id());
    let id = id.to_string();
    let commands = world.commands.entry(scope).or_default();
    for one in commands.iter_mut().filter(|one| one["id"] == id.as_str()) {
        *one = command.clone();
    }
    world.notify_state();
    Ok(Json(command))
}

pub async fn delete(State(app): State<Shared>, Path((id, command)): Ids) -> ApiResult<StatusCode> {
    delete_in_scope(&mut app.world(), id, GLOBAL, command)
}

pub async fn delete_in_guild(
    State(app): State<Shared>,
    Path((id, guild, command)): GuildIds,
) -> ApiResult<StatusCode> {
    delete_in_scope(&mut app.world(), id, guild, command)
}

fn delete_in_scope(
    world: &mut World,
    application: Snowflake,
    scope: Snowflake,
    id: Snowflake,
) -> ApiResult<StatusCode> {
    let Json(_known) = find(world, application, scope, id)?;
    let id = id.to_string();
    if let Some(commands) = world.commands.get_mut(&scope) {
        commands.retain(|one| one["id"] != id.as_str());
    }
    world.notify_state();
    Ok(StatusCode::NO_CONTENT)
}

fn known(world: &World, application: Snowflake, scope: Snowflake) -> ApiResult<()> {
    if application != world.application.id {
        return Err(UNKNOWN_APPLICATION);
    }
    if scope != GLOBAL && !world.bot_is_in(scope) {
        return Err(UNKNOWN_GUILD);
    }
    Ok(())
}

/// A command as Discord gives it back. One of the same name and kind keeps its id.
fn registered(world: &mut World, scope: Snowflake, body: &Value, before: &[Value]) -> Value {
    let number = kind_of(body);
    let old = before
        .iter()
        .find(|one| one["name"] == body["name"] && kind_of(one) == number);
    let id = match old {
        Some(old) => old["id"].clone(),
        None => json!(world.clock.next_id()),
    };
    let or = |name: &str, other: Value| match &body[name] {
        Value::Null => other,
        value => value.clone(),
    };
    let mut command = json!({
        "id": id,
        "application_id": world.application.id,
        "version": world.clock.next_id(),
        "type": number,
        "name": body["name"],
        "name_localizations": body["name_localizations"],
        "description": or("description", json!("")),
        "description_localizations": body["description_localizations"],
        "default_member_permissions": as_text(&body["default_member_permissions"]),
        "nsfw": body["nsfw"] == true,
        "integration_types": or("integration_types", json!([0])),
        "contexts": body["contexts"],
    });
    if number == command::kind::CHAT_INPUT {
        command["options"] = or("options", json!([]));
    }
    if scope == GLOBAL {
        command["dm_permission"] = or("dm_permission", json!(true));
    } else {
        command["guild_id"] = json!(scope);
    }
    command
}

/// Permissions are taken as a number or a text, and given as a text.
fn as_text(permissions: &Value) -> Value {
    permissions
        .as_u64()
        .map_or_else(|| permissions.clone(), |bits| json!(bits.to_string()))
}
