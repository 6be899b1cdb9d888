//! Health and metrics over HTTP: `/healthz` and `/metrics`. Off unless an address is set.
//!
//! Health means: the store answers and Discord's gateway has given us a session. Metrics are in
//! Prometheus' text format and hold counts only, nothing of people.

use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use tokio_util::sync::CancellationToken;

use crate::store::Store;

/// One number of the metrics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Its name; without the common prefix.
    pub name: &'static str,
    /// What it is.
    pub help: &'static str,
    /// Whether it only rises.
    pub counter: bool,
    /// Its value.
    pub value: u64,
}

/// Reads the numbers as they are now; the first tells how many gateway sessions began.
pub type Metrics = Arc<dyn Fn() -> Vec<Sample> + Send + Sync>;

/// What the pages are made from.
#[derive(Clone)]
pub struct Health {
    /// Asked whether it answers.
    pub store: Store,
    /// Whether the gateway has given us a session.
    pub connected: Arc<dyn Fn() -> bool + Send + Sync>,
    /// The numbers.
    pub metrics: Metrics,
}

/// Serves until `stop`.
///
/// # Errors
/// When the address can't be bound.
pub async fn serve(
    address: SocketAddr,
    health: Health,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(address)
        .await
        .with_context(|| {
            format!("can't listen on {address} for health and metrics: choose another http.address")
        })?;
    tracing::info!(%address, "health at /healthz, metrics at /metrics");
    axum::serve(listener, router(health))
        .with_graceful_shutdown(async move { stop.cancelled().await })
        .await
        .context("health and metrics ended")
}

fn router(health: Health) -> Router {
    Router::new()
        .route("/healthz", get(healthz))
        .route("/metrics", get(metrics))
        .with_state(health)
}

async fn healthz(State(health): State<Health>) -> (StatusCode, &'static str) {
    if health.store.ping().await.is_err() {
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        )
    } else if !(health.connected)() {
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "not connected to Discord yet\n",
        )
    } else {
        (StatusCode::OK, "ok\n")
    }
}

async fn metrics(State(health): State<Health>) -> impl IntoResponse {
    let kind = [(
        header::CONTENT_TYPE,
        "text/plain; version=0.0.4; charset=utf-8",
    )];
    (kind, exposition(&(health.metrics)()))
}

fn exposition(samples: &[Sample]) -> String {
    let mut text = String::new();
    for Sample {
        name,
        help,
        counter,
        value,
    } in samples
    {
        let kind = if *counter { "counter" } else { "gauge" };
        writeln!(
            text,
            "# HELP greenroom_{name} {help}\n# TYPE greenroom_{name} {kind}\ngreenroom_{name} {value}"
        )
        .expect("writing to a string does not fail");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_prometheus_format() {
        let sample = Sample {
            name: "posts_sent_total",
            help: "Posts sent.",
            counter: true,
            value: 3,
        };
        assert_eq!(
            exposition(&[sample]),
            "# HELP greenroom_posts_sent_total Posts sent.\n\
             # TYPE greenroom_posts_sent_total counter\n\
             greenroom_posts_sent_total 3\n"
        );
    }
}
