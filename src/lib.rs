//! Greenroom: an interview coach for Discord study groups.

pub mod domain;
pub mod outbox;
pub mod store;
