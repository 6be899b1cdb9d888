//! The control interface under `/playground/`: how the page and tests act as people, look, and
//! change the world.
//!
//! It is for this machine alone: requests whose `Host` is not loopback are refused while the
//! playground listens on loopback, so that no web page elsewhere can reach it by a name that
//! resolves here; and no answer permits cross-origin use.

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::app::Shared;
use crate::world::World;
use crate::world::model::Channel;
use crate::world::snowflake::Snowflake;

mod act;
mod commands;
mod components;
mod events;
mod fields;
mod look;
mod observe;
mod rights;
mod say;
mod shape;
mod slash;
mod state;

/// A refusal, with words that say what to do.
#[derive(Debug)]
pub struct Refused(StatusCode, String);

/// What the interface's handlers return.
pub type Controlled<T> = Result<T, Refused>;

/// A request that makes no sense.
pub fn bad(words: impl Into<String>) -> Refused {
    Refused(StatusCode::BAD_REQUEST, words.into())
}

/// Something that does not exist.
pub fn unknown(what: &str, id: impl std::fmt::Display) -> Refused {
    Refused(
        StatusCode::NOT_FOUND,
        format!("there is no {what} {id}; fetch the state for those that exist"),
    )
}

/// Something that this person may not do.
pub fn forbidden(words: impl Into<String>) -> Refused {
    Refused(StatusCode::FORBIDDEN, words.into())
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.0, Json(json!({"error": self.1}))).into_response()
    }
}

/// All routes of the interface.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/playground/state", get(state::state))
        .route("/playground/channels/{id}/messages", get(look::messages))
        .route("/playground/events", get(events::events))
        .route("/playground/act", post(act::act))
        .route("/playground/interactions/{id}", get(look::interaction))
        .route("/playground/shape", post(shape::shape))
        .route(
            "/playground/faults",
            post(observe::add_fault).delete(observe::clear_faults),
        )
        .route("/playground/faults/{id}", delete(observe::remove_fault))
        .route("/playground/traffic", get(observe::traffic))
        .route("/playground/counters", get(observe::counters))
        .route_layer(middleware::from_fn(only_this_machine))
}

async fn only_this_machine(request: Request, next: Next) -> Response {
    if comes_from_here(request.headers()) {
        return next.run(request).await;
    }
    forbidden(
        "the playground is controlled from its own page and from this machine only; \
         open it by http://127.0.0.1",
    )
    .into_response()
}

/// Whether a request names a loopback host and comes from no other site's page.
fn comes_from_here(headers: &HeaderMap) -> bool {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = header(HOST).unwrap_or_default();
    let same_origin = header(ORIGIN).is_none_or(|origin| {
        origin
            .split_once("://")
            .is_some_and(|(_, rest)| rest == host)
    });
    is_loopback(host) && same_origin
}

fn is_loopback(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.chars().all(|one| one.is_ascii_digit()) {
            name
        } else {
            host
        }
    });
    let name = name.trim_start_matches('[').trim_end_matches(']');
    name == "localhost"
        || name
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// An id in a request body.
pub fn id_in(body: &Value, name: &str) -> Controlled<Snowflake> {
    let value = &body[name];
    value
        .as_str()
        .and_then(|text| text.parse().ok())
        .or(value.as_u64().map(Snowflake))
        .ok_or_else(|| {
            bad(format!(
                "`{name}` is missing: give an id, a string of digits"
            ))
        })
}

/// A text in a request body.
pub fn text_in<'a>(body: &'a Value, name: &str) -> Controlled<&'a str> {
    body[name]
        .as_str()
        .ok_or_else(|| bad(format!("`{name}` is missing: give a text")))
}

/// The person who acts or looks.
pub fn person(world: &World, id: Snowflake) -> Controlled<Snowflake> {
    if world.people.contains_key(&id) {
        Ok(id)
    } else {
        Err(unknown("person", id))
    }
}

/// A channel that the person sees.
pub fn place(world: &World, person: Snowflake, id: Snowflake) -> Controlled<&Channel> {
    world
        .channels
        .get(&id)
        .filter(|channel| world.can_view(person, channel))
        .ok_or_else(|| unknown("channel that this person sees with the id", id))
}

/// The application's state for handlers.
pub type App = State<Shared>;
