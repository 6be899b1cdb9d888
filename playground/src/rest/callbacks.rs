//! The first answer to an interaction.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::Body;
use super::callback_answer::{Answered, perform};
use super::error::{ALREADY_ACKNOWLEDGED, ApiResult, UNKNOWN_INTERACTION};
use super::validate::Problems;
use crate::app::Shared;
use crate::world::World;
use crate::world::interaction::{ANSWER_WITHIN_MS, Interaction, Status, kind};
use crate::world::snowflake::Snowflake;

/// The numbers that Discord gives to kinds of answers.
pub mod answer_kind {
    pub const MESSAGE: u64 = 4;
    pub const DEFERRED_MESSAGE: u64 = 5;
    pub const DEFERRED_UPDATE: u64 = 6;
    pub const UPDATE: u64 = 7;
    pub const CHOICES: u64 = 8;
    pub const MODAL: u64 = 9;
}

pub async fn answer(
    State(app): State<Shared>,
    Path((id, token)): Path<(Snowflake, String)>,
    Query(query): Query<HashMap<String, String>>,
    body: Body,
) -> ApiResult<Response> {
    let mut world = app.world();
    open_interaction(&world, id, &token)?;
    let number = answer_number(&world, id, &body)?;
    let answered = perform(&mut world, id, number, &body)?;
    let took = world.acknowledge(id, u8::try_from(number).unwrap_or(0), answered.ephemeral);
    world.notify_interaction(id);
    let with_response = query.get("with_response").is_some_and(|one| one == "true");
    let response = with_response.then(|| answered.render(&world, id, number));
    drop(world);
    app.traffic().record_callback(took);
    Ok(match response {
        Some(value) => Json(value).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

/// The interaction, if it still waits for its first answer.
fn open_interaction<'a>(
    world: &'a World,
    id: Snowflake,
    token: &str,
) -> ApiResult<&'a Interaction> {
    let interaction = world
        .interactions
        .get(id)
        .filter(|one| one.token == token)
        .ok_or(UNKNOWN_INTERACTION)?;
    match interaction.status {
        Status::Acknowledged => Err(ALREADY_ACKNOWLEDGED),
        Status::Failed => Err(UNKNOWN_INTERACTION),
        Status::Sent if world.clock.now_ms() - interaction.sent_ms > ANSWER_WITHIN_MS => {
            Err(UNKNOWN_INTERACTION)
        }
        Status::Sent => Ok(interaction),
    }
}

/// The kind of the answer, if it fits the interaction.
fn answer_number(world: &World, id: Snowflake, body: &Body) -> ApiResult<u64> {
    use answer_kind::{CHOICES, DEFERRED_MESSAGE, DEFERRED_UPDATE, MESSAGE, MODAL, UPDATE};
    let interaction = world.interactions.get(id).ok_or(UNKNOWN_INTERACTION)?;
    let has_source = interaction.source.is_some();
    let allowed: &[u64] = match interaction.kind {
        kind::AUTOCOMPLETE => &[CHOICES],
        kind::COMPONENT => &[MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL],
        kind::MODAL if has_source => &[MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE],
        kind::MODAL => &[MESSAGE, DEFERRED_MESSAGE],
        _ => &[MESSAGE, DEFERRED_MESSAGE, MODAL],
    };
    let number = body.json["type"].as_u64();
    match number {
        Some(number) if allowed.contains(&number) => Ok(number),
        _ => {
            let mut problems = Problems::default();
            let list: Vec<_> = allowed.iter().map(u64::to_string).collect();
            problems.choices(
                "type",
                &format!("Value must be one of ({}).", list.join(", ")),
            );
            Err(problems.into_error())
        }
    }
}

impl Answered {
    /// An answer without a message.
    pub fn quiet() -> Self {
        Self {
            ephemeral: false,
            message: None,
        }
    }
}
