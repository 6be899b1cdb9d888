//! Greenroom: an interview coach for Discord study groups.
//!
//! A functional core ([`domain`]) that knows nothing of Discord, SQL, files or clocks, and a thin
//! shell around it. ARCHITECTURE.md holds the map, the rules of who may import whom, and the three
//! walks worth following first: `/drill`, an answer, and a question of the day.

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod content;
pub mod discord;
pub mod domain;
pub mod features;
pub mod http;
pub mod import;
pub mod outbox;
pub mod report_json;
pub mod scheduler;
pub mod store;
pub mod telemetry;
