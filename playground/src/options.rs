//! What a playground is started with.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// The settings of one playground.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen. Port 0 picks a free one. Loopback unless the caller says otherwise.
    pub bind: SocketAddr,
    /// A JSON file that is read at the start, if it exists, and written at the stop.
    pub state_file: Option<PathBuf>,
    /// Whether rate limits, and the 5 s between two identifies, are enforced.
    pub rate_limits: bool,
    /// Whether the application has the privileged message-content intent. Saved state keeps its
    /// own.
    pub message_content: bool,
    /// The bot token that is accepted, without the `Bot ` prefix.
    pub token: String,
    /// The path of Discord's OpenAPI description; request bodies are held against it when the
    /// crate is built with the feature `openapi`.
    pub openapi: Option<PathBuf>,
    /// The servers, channels and people to begin with.
    pub world: StartWorld,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            bind: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            state_file: None,
            rate_limits: false,
            message_content: true,
            token: "playground-token".to_owned(),
            openapi: None,
            world: StartWorld::Demo,
        }
    }
}

/// What exists when a playground starts without saved state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartWorld {
    /// Two servers and three people, one of them an administrator; the bot is in both servers.
    Demo,
    /// The bot and its application, nothing else.
    Empty,
    /// Many servers with one text channel each, for load and sharding.
    Large {
        /// How many servers.
        guilds: u32,
        /// How many people, each a member of every server.
        people: u32,
    },
}
