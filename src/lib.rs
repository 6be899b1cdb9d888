//! Greenroom: an interview coach for Discord study groups.

pub mod discord;
pub mod content;
pub mod domain;
pub mod outbox;
pub mod store;
