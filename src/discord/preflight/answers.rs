//! Discord's answers before a start: only what we use of them.

use serde::Deserialize;

/// Application flags: the Message Content intent was granted, or is free below Discord's limit
/// of servers.
///
/// Source: <https://docs.discord.com/developers/resources/application#application-object-application-flags>.
const GATEWAY_MESSAGE_CONTENT: u64 = 1 << 18;
const GATEWAY_MESSAGE_CONTENT_LIMITED: u64 = 1 << 19;
#[derive(Deserialize)]
pub(super) struct RawUser {
    pub id: String,
    pub username: String,
}

#[derive(Deserialize)]
pub(super) struct RawApplication {
    pub id: String,
    #[serde(default)]
    flags: u64,
}

impl RawApplication {
    pub(super) fn may_read_messages(&self) -> bool {
        self.flags & (GATEWAY_MESSAGE_CONTENT | GATEWAY_MESSAGE_CONTENT_LIMITED) != 0
    }
}

#[derive(Deserialize)]
pub(super) struct RawGateway {
    pub url: String,
    pub shards: u32,
    pub session_start_limit: RawSessions,
}

#[derive(Deserialize)]
pub(super) struct RawSessions {
    pub remaining: u32,
    /// Milliseconds.
    pub reset_after: u64,
    #[serde(default)]
    pub max_concurrency: u32,
}
