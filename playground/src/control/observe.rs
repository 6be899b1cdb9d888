//! The bot's traffic, its counters, and faults.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{App, Controlled, bad, text_in, unknown};
use crate::gateway;

/// `POST /playground/faults`.
pub async fn add_fault(app: App, Json(body): Json<Value>) -> Controlled<Json<Value>> {
    let route = text_in(&body, "route")?;
    let what = text_in(&body, "what")?;
    let times = body["times"]
        .as_u64()
        .map_or(Ok(1), u32::try_from)
        .map_err(|_| bad("`times` is too large"))?;
    if times == 0 {
        return Err(bad("`times` must be at least 1"));
    }
    let added = app.faults().add(route, what, times);
    let (id, now) = added.map_err(bad)?;
    if let Some(fault) = now {
        gateway::strike(&app, &fault);
    }
    app.world().notify_state();
    Ok(Json(json!({
        "id": id.to_string(), "route": route, "what": what, "times": times, "left": times,
    })))
}

/// `DELETE /playground/faults/{id}`.
pub async fn remove_fault(app: App, Path(id): Path<u64>) -> Controlled<StatusCode> {
    let removed = app.faults().remove(id);
    app.world().notify_state();
    if removed {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(unknown("fault", id))
    }
}

/// `DELETE /playground/faults`.
pub async fn clear_faults(app: App) -> StatusCode {
    app.faults().clear();
    app.world().notify_state();
    StatusCode::NO_CONTENT
}

/// `GET /playground/traffic?since=SEQ`.
pub async fn traffic(app: App, Query(query): Query<HashMap<String, String>>) -> Json<Value> {
    let since = query
        .get("since")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    Json(json!(app.traffic().since(since)))
}

/// `GET /playground/counters`.
pub async fn counters(app: App) -> Json<Value> {
    let mut counters = app.traffic().counters();
    let world = app.world();
    counters["gateway"] = json!({
        "identifies": world.hub.identifies,
        "hasty_identifies": world.hub.hasty_identifies,
        "resumes": world.hub.resumes,
        "events_sent": world.hub.events_sent,
        "heartbeats": world.hub.heartbeats,
        "connected": world.hub.connected(),
    });
    Json(counters)
}
