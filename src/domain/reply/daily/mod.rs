//! The question of the day: what the group, its members and its organisers read.
//!
//! Instants are Discord's timestamps, which every reader sees in their own zone.

pub mod organising;
pub mod status;
pub mod thread;
pub mod trouble;

use jiff::Timestamp;

/// An instant as day and time: `Friday, 20 November 2026 09:00`.
fn moment(at: Timestamp) -> String {
    format!("<t:{}:F>", at.as_second())
}

/// An instant as date and time, shorter: `20 November 2026 09:00`.
fn minute(at: Timestamp) -> String {
    format!("<t:{}:f>", at.as_second())
}

/// An instant as seen from now: `in 22 hours`.
fn from_now(at: Timestamp) -> String {
    format!("<t:{}:R>", at.as_second())
}

#[cfg(test)]
mod tests;
