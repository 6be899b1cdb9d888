//! The interaction object of `INTERACTION_CREATE`.

use serde_json::{Value, json};

use super::{channel, guild, message, user};
use crate::world::World;
use crate::world::interaction::{Interaction, kind};

/// The largest upload that an answer may have, in bytes.
pub const ATTACHMENT_SIZE_LIMIT: u64 = 10 * 1024 * 1024;

const LOCALE: &str = "en-US";

/// The event's data, as Discord sends it.
pub fn render(world: &World, interaction: &Interaction, data: Value) -> Value {
    let mut value = json!({
        "id": interaction.id,
        "application_id": world.application.id,
        "type": interaction.kind,
        "token": interaction.token,
        "version": 1,
        "data": data,
        "locale": LOCALE,
        "entitlements": [],
        "entitlement_sku_ids": [],
        "attachment_size_limit": ATTACHMENT_SIZE_LIMIT,
        "channel_id": interaction.channel,
    });
    let place = world.channels.get(&interaction.channel);
    if let Some(place) = place {
        let mut object = channel::render(world, place);
        object["permissions"] = json!(world.permissions_in(interaction.user, place));
        value["channel"] = object;
        value["app_permissions"] = json!(world.permissions_in(world.bot.id, place));
    }
    match interaction.guild {
        Some(_) => add_guild(world, interaction, &mut value),
        None => add_direct(world, interaction, &mut value),
    }
    if matches!(interaction.kind, kind::COMPONENT | kind::MODAL) {
        add_source(world, interaction, &mut value);
    }
    value
}

fn add_guild(world: &World, interaction: &Interaction, value: &mut Value) {
    let Some(id) = interaction.guild else {
        return;
    };
    let mut member = guild::member(world, id, interaction.user);
    member["permissions"] = value["channel"]["permissions"].clone();
    value["guild_id"] = json!(id);
    value["guild"] = json!({"id": id, "locale": LOCALE, "features": []});
    value["guild_locale"] = json!(LOCALE);
    value["member"] = member;
    value["context"] = json!(0);
    value["authorizing_integration_owners"] = json!({"0": id});
}

fn add_direct(world: &World, interaction: &Interaction, value: &mut Value) {
    value["user"] = json!(world.user(interaction.user).map(user));
    value["context"] = json!(1);
    value["authorizing_integration_owners"] = json!({"0": "0"});
}

fn add_source(world: &World, interaction: &Interaction, value: &mut Value) {
    let source = interaction.source.and_then(|id| {
        let place = world.channels.get(&interaction.channel)?;
        Some((place, place.messages.get(&id)?))
    });
    if let Some((place, source)) = source {
        value["message"] = message::render(world, place, source, Some(world.bot.id));
    }
}
