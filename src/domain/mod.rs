//! The core: questions, answers and words, as pure values and pure functions.
//!
//! Invariants: no I/O, no async, no serde, no clock and no global source of randomness. What a
//! function needs of the world (the instant, a seeded generator, a resolved time zone) is an
//! argument. Nothing here may know of Discord's wire format, SQL or files.

pub mod action;
pub mod answer;
pub mod bank;
pub mod feedback;
#[cfg(test)]
pub(crate) mod fixture;
pub mod framework;
pub mod id;
pub mod language;
pub mod markdown;
pub mod permission;
pub mod proposal;
pub mod question;
pub mod reply;
pub mod role;
pub mod schedule;
pub mod scorecard;
pub mod search;
pub mod seed;
pub mod select;
pub mod session;
pub mod settings;
pub mod slug;
pub mod view;
