//! The environment variables that Greenroom reads, as one value.

use std::path::PathBuf;

/// What the environment says; empty variables count as unset.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// `GREENROOM_CONFIG`.
    pub config: Option<PathBuf>,
    /// `GREENROOM_CONTENT`.
    pub content: Option<PathBuf>,
    /// `GREENROOM_DATABASE_URL`.
    pub database_url: Option<super::DatabaseUrl>,
    /// `GREENROOM_DISCORD_API`.
    pub discord_api: Option<String>,
    /// `GREENROOM_HTTP_ADDR`.
    pub http_address: Option<String>,
    /// `DISCORD_TOKEN`.
    pub token: Option<super::Token>,
    /// `DISCORD_TOKEN_FILE`.
    pub token_file: Option<PathBuf>,
}

impl Environment {
    /// Reads this process's environment.
    pub fn read() -> Self {
        Self::from(|name| std::env::var(name).ok())
    }

    /// Reads an environment from a function, for tests.
    pub fn from(get: impl Fn(&str) -> Option<String>) -> Self {
        let get = |name: &str| get(name).filter(|value| !value.trim().is_empty());
        Self {
            config: get("GREENROOM_CONFIG").map(PathBuf::from),
            content: get("GREENROOM_CONTENT").map(PathBuf::from),
            database_url: get("GREENROOM_DATABASE_URL").map(super::DatabaseUrl),
            discord_api: get("GREENROOM_DISCORD_API"),
            http_address: get("GREENROOM_HTTP_ADDR"),
            token: get("DISCORD_TOKEN").map(|token| super::Token::new(token.trim())),
            token_file: get("DISCORD_TOKEN_FILE").map(PathBuf::from),
        }
    }
}
