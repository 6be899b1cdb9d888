//! Looking: the messages of a channel, and what came of an interaction.

use std::collections::HashMap;
use std::ops::Bound;

use axum::Json;
use axum::extract::{Path, Query};
use serde_json::{Value, json};

use super::{App, Controlled, bad, person, place, unknown};
use crate::wire;
use crate::world::World;
use crate::world::model::{Channel, Message};
use crate::world::snowflake::Snowflake;

/// Messages in a page.
const PER_PAGE: usize = 100;

/// `GET /playground/channels/{id}/messages?as=ID&before=ID`: the newest hundred, oldest first.
pub async fn messages(
    app: App,
    Path(channel): Path<Snowflake>,
    Query(query): Query<HashMap<String, String>>,
) -> Controlled<Json<Value>> {
    let world = app.world();
    let viewer = query
        .get("as")
        .and_then(|text| text.parse::<Snowflake>().ok())
        .ok_or_else(|| bad("`as` is missing: give the id of the person who looks"))?;
    let viewer = person(&world, viewer)?;
    let channel = place(&world, viewer, channel)?;
    let before = query
        .get("before")
        .and_then(|text| text.parse().ok())
        .map_or(Bound::Unbounded, Bound::<Snowflake>::Excluded);
    let mut page: Vec<_> = channel
        .messages
        .range((Bound::Unbounded, before))
        .rev()
        .map(|(_, message)| message)
        .filter(|message| message.visible_for(viewer))
        .take(PER_PAGE)
        .collect();
    page.reverse();
    let rendered = page
        .into_iter()
        .map(|message| seen(&world, channel, message, viewer));
    Ok(Json(rendered.collect()))
}

/// A message as a person sees it: with whom it notified, and whether that was them.
pub fn seen(world: &World, place: &Channel, message: &Message, viewer: Snowflake) -> Value {
    let mut value = wire::message::render(world, place, message, Some(viewer));
    value["notified"] = json!(message.notified);
    value["mentions_me"] = json!(message.notified.contains(&viewer));
    value
}

/// `GET /playground/interactions/{id}`.
pub async fn interaction(app: App, Path(id): Path<Snowflake>) -> Controlled<Json<Value>> {
    let world = app.world();
    let one = world
        .interactions
        .get(id)
        .ok_or_else(|| unknown("interaction", id))?;
    Ok(Json(json!({
        "id": id,
        "status": one.status.as_str(),
        "acknowledged_ms": one.acknowledged_ms,
        "response_type": one.response_type,
        "ephemeral": one.ephemeral,
        "message_id": one.original,
        "modal": one.modal,
        "followups": one.followups,
    })))
}
