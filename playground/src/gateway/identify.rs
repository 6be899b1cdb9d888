//! IDENTIFY and what it may be refused for.

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;
use twilight_model::gateway::Intents;

use super::VERSION;
use super::hub::{Event, Frame};
use crate::app::App;
use crate::wire;
use crate::world::World;

/// Discord demands sharding above this number of guilds in one shard.
const GUILDS_PER_SHARD_MAX: usize = 2_500;

/// Why a session was not opened.
pub enum Refusal {
    Close(u16),
    /// Operation 9: too soon after the last one.
    TooSoon,
}

/// Opens a session and sends READY and its guilds. The session's id.
pub fn identify(
    app: &App,
    data: &Value,
    socket: &UnboundedSender<Frame>,
) -> Result<String, Refusal> {
    if bare_token(data) != Some(app.token()) {
        return Err(Refusal::Close(4_004));
    }
    let shard = shard(&data["shard"])?;
    let mut world = app.world();
    let intents = intents(&world, &data["intents"])?;
    let guilds_here = guilds_of(&world, shard).len();
    if guilds_here > GUILDS_PER_SHARD_MAX {
        return Err(Refusal::Close(4_011));
    }
    if !app.limits().identify(shard.0) {
        world.hub.hasty_identifies += 1;
        return Err(Refusal::TooSoon);
    }
    let id = crate::random::token("");
    let ready = ready(&world, &id, shard);
    let session = world.hub.open(id.clone(), shard, intents, socket.clone());
    session.push("READY", &ready, false);
    world.hub.events_sent += 1;
    if intents.contains(Intents::GUILDS) {
        send_guilds(&mut world, &id, shard);
    }
    world.notify_state();
    Ok(id)
}

/// The token of IDENTIFY or RESUME; a `Bot ` prefix is forgiven, as Discord does.
pub fn bare_token(data: &Value) -> Option<&str> {
    let token = data["token"].as_str()?;
    Some(token.strip_prefix("Bot ").unwrap_or(token))
}

fn shard(value: &Value) -> Result<(u32, u32), Refusal> {
    if value.is_null() {
        return Ok((0, 1));
    }
    let part = |index: usize| {
        value[index]
            .as_u64()
            .and_then(|one| u32::try_from(one).ok())
    };
    match (part(0), part(1)) {
        (Some(id), Some(total)) if id < total => Ok((id, total)),
        _ => Err(Refusal::Close(4_010)),
    }
}

fn intents(world: &World, value: &Value) -> Result<Intents, Refusal> {
    let bits = value.as_u64().ok_or(Refusal::Close(4_013))?;
    let intents = Intents::from_bits(bits).ok_or(Refusal::Close(4_013))?;
    let mut disallowed = Intents::GUILD_MEMBERS | Intents::GUILD_PRESENCES;
    if !world.application.message_content {
        disallowed |= Intents::MESSAGE_CONTENT;
    }
    if intents.intersects(disallowed) {
        return Err(Refusal::Close(4_014));
    }
    Ok(intents)
}

fn guilds_of(world: &World, (id, total): (u32, u32)) -> Vec<crate::world::snowflake::Snowflake> {
    let mine = world.guilds.keys().copied().filter(|guild| {
        (guild.0 >> 22) % u64::from(total) == u64::from(id) && world.bot_is_in(*guild)
    });
    mine.collect()
}

fn ready(world: &World, session: &str, shard: (u32, u32)) -> Value {
    let guilds: Vec<_> = guilds_of(world, shard)
        .into_iter()
        .map(|id| json!({"id": id, "unavailable": true}))
        .collect();
    json!({
        "v": VERSION.parse::<u8>().unwrap_or_default(),
        "user": wire::current_user(&world.bot),
        "guilds": guilds,
        "session_id": session,
        "session_type": "normal",
        "resume_gateway_url": format!("{}/gateway", world.base_url.replacen("http", "ws", 1)),
        "shard": [shard.0, shard.1],
        "application": {
            "id": world.application.id,
            "flags": wire::application::flags(world),
        },
        "private_channels": [],
        "presences": [],
        "relationships": [],
        "geo_ordered_rtc_regions": [],
        "user_settings": {},
        "_trace": [],
    })
}

fn send_guilds(world: &mut World, session: &str, shard: (u32, u32)) {
    for guild in guilds_of(world, shard) {
        let Some(data) = wire::guild::create(world, guild) else {
            continue;
        };
        let event = Event::new("GUILD_CREATE", Some(guild), data);
        world.hub.dispatch_to(session, &event);
    }
}
