//! The adapter for Discord: the only place that names serenity.
//!
//! Foreign types stop here: what comes in is decoded into plain requests, what goes out is made
//! from [`crate::domain::view`] and sent through [`outbox::DiscordOutbox`].

pub mod backfill;
pub mod commands;
pub mod custom_id;
pub mod decode;
pub mod encode;
pub mod gateway;
mod identify;
pub mod intake;
pub mod limits;
pub mod outbox;
pub mod preflight;
pub mod rest;
pub mod rights;
pub mod serve;
pub mod watchdog;
pub mod workers;

#[cfg(test)]
mod stand_in;
