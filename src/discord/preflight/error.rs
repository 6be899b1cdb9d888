//! Why the bot can't start, with the fix.

use std::time::Duration;

use crate::discord::rest::DISCORD;

/// Why the bot can't start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PreflightError {
    /// Discord does not know the token.
    #[error(
        "Discord rejects the bot's token; copy a new one from the Developer Portal \
         (your application, Bot, Reset Token) into DISCORD_TOKEN or DISCORD_TOKEN_FILE"
    )]
    WrongToken,
    /// Too many connections were begun today; to begin more would lock the token.
    #[error(
        "Discord allows {left} more connections for now and {needed} are needed; \
         wait {} min before the next start, and find out why it restarts so often",
        reset_after.as_secs().div_ceil(60)
    )]
    NoSessionsLeft {
        /// How many may still be begun.
        left: u32,
        /// How many shards want to begin one.
        needed: u32,
        /// When the count starts anew.
        reset_after: Duration,
    },
    /// Discord refuses, and will again.
    #[error("{what}: Discord refused ({message}, HTTP {status}, code {code})")]
    Refused {
        /// What was asked for.
        what: &'static str,
        /// HTTP status.
        status: u16,
        /// Discord's error code; 0 where there was none.
        code: u32,
        /// Discord's words.
        message: String,
    },
    /// Every try failed.
    #[error(
        "{what}: Discord could not be reached ({why}); is {DISCORD} up, and this machine online?"
    )]
    Unreachable {
        /// What was asked for.
        what: &'static str,
        /// What went wrong last.
        why: String,
    },
}

impl PreflightError {
    /// The process's exit code: 3 where a supervisor should not try again, else 1.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::WrongToken => 3,
            _ => 1,
        }
    }
}
