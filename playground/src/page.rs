//! The web page, built into the binary.

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::app::Shared;

/// The page's files: name and text.
const FILES: &[(&str, &str)] = &[
    ("address.js", include_str!("../assets/address.js")),
    ("api.js", include_str!("../assets/api.js")),
    ("app.js", include_str!("../assets/app.js")),
    ("attachments.js", include_str!("../assets/attachments.js")),
    ("avatar.js", include_str!("../assets/avatar.js")),
    ("command-form.js", include_str!("../assets/command-form.js")),
    ("commands.js", include_str!("../assets/commands.js")),
    ("components.js", include_str!("../assets/components.js")),
    ("composer.css", include_str!("../assets/composer.css")),
    ("composer.js", include_str!("../assets/composer.js")),
    ("confirm.js", include_str!("../assets/confirm.js")),
    ("controls.css", include_str!("../assets/controls.css")),
    ("dom.js", include_str!("../assets/dom.js")),
    ("drawer.css", include_str!("../assets/drawer.css")),
    ("drawer.js", include_str!("../assets/drawer.js")),
    ("embed.js", include_str!("../assets/embed.js")),
    ("embeds.css", include_str!("../assets/embeds.css")),
    ("events.js", include_str!("../assets/events.js")),
    ("fault-panel.js", include_str!("../assets/fault-panel.js")),
    ("form-fields.js", include_str!("../assets/form-fields.js")),
    ("icon.svg", include_str!("../assets/icon.svg")),
    ("icons.js", include_str!("../assets/icons.js")),
    ("index.html", include_str!("../assets/index.html")),
    ("interactions.js", include_str!("../assets/interactions.js")),
    ("layout.css", include_str!("../assets/layout.css")),
    (
        "markdown-inline.js",
        include_str!("../assets/markdown-inline.js"),
    ),
    (
        "markdown-view.js",
        include_str!("../assets/markdown-view.js"),
    ),
    ("markdown.js", include_str!("../assets/markdown.js")),
    ("mentions.js", include_str!("../assets/mentions.js")),
    ("message-edit.js", include_str!("../assets/message-edit.js")),
    ("message-menu.js", include_str!("../assets/message-menu.js")),
    ("message.js", include_str!("../assets/message.js")),
    ("messages.css", include_str!("../assets/messages.css")),
    ("messages.js", include_str!("../assets/messages.js")),
    ("modal-field.js", include_str!("../assets/modal-field.js")),
    ("modal.js", include_str!("../assets/modal.js")),
    ("notices.js", include_str!("../assets/notices.js")),
    (
        "option-choices.js",
        include_str!("../assets/option-choices.js"),
    ),
    ("option-field.js", include_str!("../assets/option-field.js")),
    ("panels.js", include_str!("../assets/panels.js")),
    ("people.js", include_str!("../assets/people.js")),
    ("popup.js", include_str!("../assets/popup.js")),
    ("reactions.js", include_str!("../assets/reactions.js")),
    ("role-panel.js", include_str!("../assets/role-panel.js")),
    ("select-menu.js", include_str!("../assets/select-menu.js")),
    ("shape.js", include_str!("../assets/shape.js")),
    ("sidebar.js", include_str!("../assets/sidebar.js")),
    ("stage-header.js", include_str!("../assets/stage-header.js")),
    ("style.css", include_str!("../assets/style.css")),
    ("suggestions.js", include_str!("../assets/suggestions.js")),
    ("tabs.js", include_str!("../assets/tabs.js")),
    ("theme.js", include_str!("../assets/theme.js")),
    ("timeline.js", include_str!("../assets/timeline.js")),
    ("times.js", include_str!("../assets/times.js")),
    (
        "traffic-panel.js",
        include_str!("../assets/traffic-panel.js"),
    ),
    ("world-panel.js", include_str!("../assets/world-panel.js")),
    ("world.js", include_str!("../assets/world.js")),
];

/// The page and its files.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(|| async { file("index.html") }))
        .route(
            "/assets/{file}",
            get(|Path(name): Path<String>| async move { file(&name) }),
        )
}

fn file(name: &str) -> Response {
    match FILES.iter().find(|(one, _)| *one == name) {
        Some((_, text)) => {
            let headers = [
                (CONTENT_TYPE, content_type(name)),
                (CACHE_CONTROL, "no-cache"),
            ];
            (headers, *text).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    }
}
