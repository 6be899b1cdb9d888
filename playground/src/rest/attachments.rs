//! Uploaded files, given back.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};

use crate::app::Shared;
use crate::world::snowflake::Snowflake;

/// `GET /attachments/{channel}/{id}/{name}`. A file runs nothing in the page's origin.
pub async fn serve(
    State(app): State<Shared>,
    Path((_channel, id, name)): Path<(Snowflake, Snowflake, String)>,
) -> Response {
    let world = app.world();
    match world.files.get(&id) {
        Some(file) if file.name == name => {
            let headers = [
                (CONTENT_TYPE, file.content_type.as_str()),
                (X_CONTENT_TYPE_OPTIONS, "nosniff"),
                (CONTENT_SECURITY_POLICY, "sandbox"),
            ];
            (headers, file.bytes.clone()).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}
