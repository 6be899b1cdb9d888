//! Greenroom: an interview coach for Discord study groups.

pub mod content;
pub mod domain;
pub mod outbox;
pub mod report_json;
