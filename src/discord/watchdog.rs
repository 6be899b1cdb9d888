//! Ends the process where serenity would try for ever what can't succeed.
//!
//! When Discord closes the gateway with 4003, 4010 or 4011, serenity 0.12.5 keeps polling the
//! closed connection without ever yielding, so that one core is lost (and, where there is only
//! one, the whole runtime), and then identifies again, which uses up the day's sessions; on 4012
//! it identifies again for ever. No event, stage or error tells an application of it: the runner
//! swallows the error, and `ShardStageUpdateEvent` only speaks of connections that succeed. What
//! does come out is serenity's own log, so [`GatewayWatch`] listens there: to the runner's error,
//! whose text is the `Debug` form of public error types (they are formatted here from those
//! types, not copied), and to the shard's warning about the one code that serenity has no name
//! for. A test runs the real serenity against a gateway that closes with each of the codes, so
//! that an update which changes the words can't go unnoticed. (A relay between serenity and
//! Discord would see the codes themselves, but every message would pass through it.)
//!
//! Invariants: the thread is the system's own, never a task, since the runtime may be starved;
//! it ends nothing by itself, but calls what it was given, once. [`GatewayWatch`] has its own
//! filter: other layers must filter for themselves (`with_filter`), since a filter for all of
//! them would hide serenity's log from it.

use std::fmt::Write as _;
use std::sync::mpsc::{SyncSender, sync_channel};

use serenity::gateway::GatewayError;
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{Filtered, Targets};
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

/// The part of serenity that speaks of the gateway.
const TARGET: &str = "serenity::gateway";
/// How the shard's warning about a code without a name goes on.
const UNNAMED_CLOSE: &str = "unclean close ";

/// A fault of the gateway that trying again does not heal.
///
/// Source: <https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum GatewayFault {
    /// Close code 4003.
    #[error(
        "Discord closed the gateway (4003: not authenticated); restart the bot, and report it if it comes again"
    )]
    NotAuthenticated,
    /// Close code 4004, or HTTP 401.
    #[error(
        "Discord rejects the bot's token (4004); copy a new one from the Developer Portal \
         (your application, Bot, Reset Token) into DISCORD_TOKEN or DISCORD_TOKEN_FILE"
    )]
    WrongToken,
    /// Close code 4010.
    #[error(
        "Discord refused this shard (4010); in [discord], shard_first + shard_count must not be \
         greater than shard_total"
    )]
    InvalidShard,
    /// Close code 4011.
    #[error(
        "the bot is in too many servers for its shards (4011); raise [discord] shard_total and \
         shard_count"
    )]
    ShardingRequired,
    /// Close code 4012.
    #[error(
        "Discord no longer speaks this version of its gateway (4012); update Greenroom to its \
         newest version"
    )]
    InvalidApiVersion,
    /// Close code 4013.
    #[error("Discord does not know the intents that were asked for (4013); please report this")]
    InvalidIntents,
    /// Close code 4014.
    #[error(
        "Discord refused the Message Content intent twice (4014); check the switch in the \
         Developer Portal (your application, Bot, Privileged Gateway Intents)"
    )]
    DisallowedIntents,
}

impl GatewayFault {
    /// The process's exit code: 3 where a supervisor should not try again, else 1.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::WrongToken => 3,
            _ => 1,
        }
    }

    /// The fault that ended serenity's `start`; `None` for any other error.
    pub fn of_start(error: &serenity::Error) -> Option<Self> {
        let serenity::Error::Gateway(error) = error else {
            return None;
        };
        match error {
            GatewayError::NoAuthentication => Some(Self::NotAuthenticated),
            GatewayError::InvalidAuthentication => Some(Self::WrongToken),
            GatewayError::InvalidShardData => Some(Self::InvalidShard),
            GatewayError::OverloadedShard => Some(Self::ShardingRequired),
            GatewayError::InvalidGatewayIntents => Some(Self::InvalidIntents),
            GatewayError::DisallowedGatewayIntents => Some(Self::DisallowedIntents),
            _ => None,
        }
    }

    /// The fault that serenity logs and does not act upon.
    fn of_log(message: &str) -> Option<Self> {
        let swallowed = [
            GatewayError::NoAuthentication,
            GatewayError::InvalidShardData,
            GatewayError::OverloadedShard,
        ];
        for error in swallowed {
            let error = serenity::Error::Gateway(error);
            if message.ends_with(&format!("{error:?}")) {
                return Self::of_start(&error);
            }
        }
        let (_, rest) = message.split_once(UNNAMED_CLOSE)?;
        let code = rest.split(':').next()?;
        (code.trim() == "4012").then_some(Self::InvalidApiVersion)
    }
}

/// Tells the watchdog's thread of faults. Clones speak to the same thread.
#[derive(Debug, Clone)]
pub struct Watchdog {
    faults: SyncSender<GatewayFault>,
}

impl Watchdog {
    /// Starts the thread. `end` is called there with the first fault, and should say it and end
    /// the process with [`GatewayFault::exit_code`].
    pub fn start(end: impl FnOnce(GatewayFault) + Send + 'static) -> std::io::Result<Self> {
        let (faults, heard) = sync_channel(1);
        std::thread::Builder::new()
            .name("gateway-watchdog".to_owned())
            .spawn(move || {
                if let Ok(fault) = heard.recv() {
                    end(fault);
                }
            })?;
        Ok(Self { faults })
    }

    /// Ends the process for this fault.
    pub fn report(&self, fault: GatewayFault) {
        // Full or closed: an earlier fault is ending the process already.
        let _ = self.faults.try_send(fault);
    }

    /// The layer that hears serenity's faults; part of the one subscriber of the process.
    pub fn layer<S>(&self) -> Filtered<GatewayWatch, Targets, S>
    where
        S: Subscriber + for<'span> LookupSpan<'span>,
    {
        GatewayWatch(self.clone())
            .with_filter(Targets::new().with_target(TARGET, LevelFilter::WARN))
    }
}

/// Listens to serenity's log.
#[derive(Debug)]
pub struct GatewayWatch(Watchdog);

impl<S: Subscriber> Layer<S> for GatewayWatch {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut message = Message::default();
        event.record(&mut message);
        if let Some(fault) = GatewayFault::of_log(&message.0) {
            self.0.report(fault);
        }
    }
}

/// The text of an event.
#[derive(Default)]
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "message" {
            let _ = write!(self.0, "{value:?}");
        }
    }
}

#[cfg(test)]
mod tests;
