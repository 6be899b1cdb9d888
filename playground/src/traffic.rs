//! What the bot asked for and what it was told: the log of requests and its counters.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;
use serde_json::{Value, json};

/// Entries that the log keeps.
const KEPT: usize = 5_000;

/// Callback times that the percentiles are taken from.
const TIMES_KEPT: usize = 10_000;

/// One request of the bot.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    pub seq: u64,
    /// ISO 8601 in UTC.
    pub at: String,
    pub method: String,
    pub path: String,
    /// The path with its parameters named; empty for an unknown route.
    pub route: String,
    /// 0 when the connection was reset.
    pub status: u16,
    pub ms: f64,
    /// Discord's error code.
    pub code: Option<u64>,
    /// What the bot was told is wrong.
    pub message: Option<String>,
    /// What the OpenAPI description has against the body.
    pub problem: Option<String>,
    /// Whether this was refused for its rate.
    pub limited: bool,
}

/// The log and what was counted since the start.
#[derive(Debug, Default)]
pub struct Traffic {
    entries: VecDeque<Entry>,
    seq: u64,
    by_status: BTreeMap<u16, u64>,
    rate_limited: u64,
    refused: u64,
    unknown_routes: u64,
    unknown_interactions: u64,
    openapi_refused: u64,
    callback_ms: VecDeque<f64>,
    callbacks: u64,
    callback_max_ms: f64,
}

impl Traffic {
    /// Adds an entry, with its number, and counts it.
    pub fn record(&mut self, mut entry: Entry) -> Entry {
        self.seq += 1;
        entry.seq = self.seq;
        *self.by_status.entry(entry.status).or_default() += 1;
        self.rate_limited += u64::from(entry.limited);
        self.refused += u64::from(entry.status == 400);
        self.unknown_routes += u64::from(entry.status == 404 && entry.code == Some(0));
        self.unknown_interactions += u64::from(entry.code == Some(10_062));
        self.openapi_refused += u64::from(entry.problem.is_some());
        self.entries.push_back(entry.clone());
        if self.entries.len() > KEPT {
            self.entries.pop_front();
        }
        entry
    }

    /// Notes how long an interaction waited for its callback.
    pub fn record_callback(&mut self, milliseconds: f64) {
        self.callbacks += 1;
        self.callback_max_ms = self.callback_max_ms.max(milliseconds);
        self.callback_ms.push_back(milliseconds);
        if self.callback_ms.len() > TIMES_KEPT {
            self.callback_ms.pop_front();
        }
    }

    /// The kept entries after a number.
    pub fn since(&self, seq: u64) -> Vec<&Entry> {
        self.entries.iter().filter(|one| one.seq > seq).collect()
    }

    /// The counters, without the gateway's.
    pub fn counters(&self) -> Value {
        let mut times: Vec<f64> = self.callback_ms.iter().copied().collect();
        times.sort_by(f64::total_cmp);
        json!({
            "requests": self.seq,
            "by_status": self.by_status,
            "rate_limited": self.rate_limited,
            "refused": self.refused,
            "unknown_routes": self.unknown_routes,
            "unknown_interactions": self.unknown_interactions,
            "openapi_refused": self.openapi_refused,
            "callbacks": {
                "count": self.callbacks,
                "p50_ms": percentile(&times, 50),
                "p99_ms": percentile(&times, 99),
                "max_ms": self.callback_max_ms,
            },
        })
    }
}

/// The value below which so many percent of the sorted times lie; 0 for none.
fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let index = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(index).copied().unwrap_or(0.0)
}
