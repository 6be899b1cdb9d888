//! The messages of a channel, newest first, in pages.

use std::collections::HashMap;
use std::ops::Bound;

use axum::Json;
use axum::extract::{Path, Query, State};
use twilight_model::guild::Permissions;
use twilight_validate::request::GET_CHANNEL_MESSAGES_LIMIT_MAX;

use super::error::{ApiResult, not_a_snowflake};
use super::validate::Problems;
use super::{Answer, access};
use crate::app::Shared;
use crate::wire;
use crate::world::model::{Channel, Message};
use crate::world::snowflake::Snowflake;

/// Messages in a page when the request does not say.
const LIMIT: u64 = 50;

pub async fn list(
    State(app): State<Shared>,
    Path(channel): Path<Snowflake>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let world = app.world();
    let place = access::channel(&world, channel)?;
    let limit = limit(&query)?;
    // Without the permission Discord answers with nothing, not with an error.
    if !access::may(&world, place, Permissions::READ_MESSAGE_HISTORY) {
        return Ok(Json(serde_json::json!([])));
    }
    let page = page(place, &query, limit)?;
    let rendered = page
        .into_iter()
        .map(|message| wire::message::render_for_bot(&world, place, message));
    Ok(Json(rendered.collect()))
}

fn limit(query: &HashMap<String, String>) -> ApiResult<usize> {
    let limit = match query.get("limit") {
        None => LIMIT,
        Some(text) => text.parse().unwrap_or(0),
    };
    if !(1..=u64::from(GET_CHANNEL_MESSAGES_LIMIT_MAX)).contains(&limit) {
        let mut problems = Problems::default();
        problems.add(
            "limit",
            "NUMBER_TYPE_RANGE",
            "int value should be between 1 and 100.",
        );
        return Err(problems.into_error());
    }
    Ok(usize::try_from(limit).unwrap_or_default())
}

fn page<'a>(
    place: &'a Channel,
    query: &HashMap<String, String>,
    limit: usize,
) -> ApiResult<Vec<&'a Message>> {
    let id = |name: &str| match query.get(name) {
        None => Ok(None),
        Some(text) => text
            .parse::<Snowflake>()
            .map(Some)
            .map_err(|_| not_a_snowflake(name)),
    };
    let shown = |message: &&Message| message.visible_to.is_none();
    let older = |before: Bound<Snowflake>, count: usize| {
        let range = place.messages.range((Bound::Unbounded, before));
        let page = range.rev().map(|(_, message)| message).filter(shown);
        page.take(count).collect::<Vec<_>>()
    };
    let newer = |after: Snowflake, count: usize| {
        let range = place
            .messages
            .range((Bound::Excluded(after), Bound::Unbounded));
        let page = range.map(|(_, message)| message).filter(shown);
        let mut page: Vec<_> = page.take(count).collect();
        page.reverse();
        page
    };
    if let Some(middle) = id("around")? {
        let mut page = newer(middle, limit / 2);
        page.extend(older(
            Bound::Included(middle),
            limit - page.len().min(limit / 2),
        ));
        page.truncate(limit);
        return Ok(page);
    }
    if let Some(after) = id("after")? {
        return Ok(newer(after, limit));
    }
    let before = id("before")?.map_or(Bound::Unbounded, Bound::Excluded);
    Ok(older(before, limit))
}
