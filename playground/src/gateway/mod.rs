//! The gateway: WebSocket sessions that hear what happens.
//!
//! JSON only and uncompressed, which every client accepts: `compress` in IDENTIFY permits
//! compression, it does not ask for it; `compress` or another encoding in the address is refused
//! with a word why.

use std::collections::HashMap;

use axum::extract::{Query, State, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app::Shared;

mod connection;
pub use connection::strike;
pub mod hub;
mod identify;
mod intents;

/// The version of the gateway that is spoken.
pub const VERSION: &str = "10";

/// `GET /gateway`, where the WebSocket begins.
pub async fn upgrade(
    State(app): State<Shared>,
    Query(query): Query<HashMap<String, String>>,
    upgrade: WebSocketUpgrade,
) -> Response {
    if query.get("encoding").is_some_and(|one| one != "json") || query.contains_key("compress") {
        let words = "the playground's gateway speaks encoding=json without transport compression";
        return (StatusCode::BAD_REQUEST, words).into_response();
    }
    let version_known = query.get("v").is_none_or(|version| version == VERSION);
    upgrade.on_upgrade(move |socket| connection::run(app, socket, version_known))
}
