//! Logs: to stderr, filtered by `RUST_LOG`, without colours where stderr is no terminal.
//!
//! Nothing here or elsewhere logs people's words, tokens or request bodies. serenity's own debug
//! output names whole events, so its level is held at `warn` unless `RUST_LOG` names it.

use std::io::IsTerminal;

use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, Registry};

/// What is logged when `RUST_LOG` is not set. serenity's shard runner warns at every normal end of a
/// connection.
const USUAL: &str = "info,serenity=warn,serenity::gateway::bridge::shard_runner=error,sqlx=warn,\
                     hyper=warn,reqwest=warn";

/// Starts logging; to be called once, first thing. `listener` hears every event by a filter of
/// its own, whatever is logged. A filter that can't be parsed is told and replaced with the usual
/// one.
pub fn start(listener: impl Layer<Registry> + Send + Sync) {
    let wanted = std::env::var(EnvFilter::DEFAULT_ENV)
        .ok()
        .filter(|text| !text.is_empty());
    let (filter, fault) = match wanted.as_deref().map(EnvFilter::try_new) {
        Some(Ok(filter)) => (filter, None),
        Some(Err(error)) => (EnvFilter::new(USUAL), Some(error)),
        None => (EnvFilter::new(USUAL), None),
    };
    let log = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .with_filter(filter);
    let started = tracing_subscriber::registry()
        .with(listener)
        .with(log)
        .try_init();
    if let Some(error) = fault {
        tracing::warn!(%error, "RUST_LOG is not a log filter; using `{USUAL}`");
    }
    if started.is_err() {
        tracing::debug!("logging was started before");
    }
}
