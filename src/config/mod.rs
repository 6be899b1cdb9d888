//! Configuration: one file, a few environment variables, read and checked in this one place.
//!
//! A wrong value fails at start with the key, the value (never a secret's) and what is allowed.
//! Values are valid by construction once [`Config::load`] gave them. Secrets are kept apart in
//! [`Token`], which does not print itself.

mod check;
mod environment;
mod raw;
mod token;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

pub use check::ApiBase;
pub use environment::Environment;
pub use token::{Token, TokenError};

use jiff::SignedDuration;

use crate::domain::answer::AnswerRules;

/// Where the configuration is looked for when nobody names a file.
pub const USUAL_FILE: &str = "config/greenroom.toml";

/// A configuration that can't be used; each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file can't be read.
    #[error(
        "can't read the configuration {path}: {reason}. Name an existing file with --config or GREENROOM_CONFIG"
    )]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        reason: String,
    },
    /// The file is not what it should be.
    #[error("{path}, line {line}, column {column}: {message}")]
    Malformed {
        /// The file.
        path: String,
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        /// What is wrong and how to mend it.
        message: String,
    },
    /// A value is not allowed.
    #[error("{key} is {value}, but must be {allowed}")]
    Value {
        /// The key, or the environment variable.
        key: String,
        /// The value, as it was given.
        value: String,
        /// What is allowed.
        allowed: String,
    },
}

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Folder of the question bank.
    pub content: PathBuf,
    /// Address of the database; may hold a password, so it is never printed.
    pub database: DatabaseUrl,
    /// Discord.
    pub discord: Discord,
    /// The rules for typed answers.
    pub answers: AnswerRules,
    /// How long after its time a question of the day is still posted; 0 to 23 hours.
    pub catch_up: SignedDuration,
    /// Where health and metrics are served.
    pub http: Option<SocketAddr>,
}

/// How Discord is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discord {
    /// What stands in the place of `https://discord.com`.
    pub api: ApiBase,
    /// Which shards this process runs; `None` for all that Discord recommends.
    pub shards: Option<Shards>,
    /// How many processes share the token; at least 1.
    pub processes: u32,
}

/// A range of shards. Invariant: `count >= 1` and `first + count <= total`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shards {
    /// The first one that this process runs.
    pub first: u32,
    /// How many it runs.
    pub count: u32,
    /// How many there are over all processes.
    pub total: u32,
}

/// A database's address, which hides a password when it is printed.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// The address with all that is in it; for connecting only.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The embedded database in this file.
    pub fn sqlite(file: &Path) -> Self {
        Self(format!("sqlite://{}", file.display()))
    }

    /// Whether it is the embedded database.
    pub fn is_sqlite(&self) -> bool {
        self.0.starts_with("sqlite:")
    }
}

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(check::without_password(&self.0).as_str())
    }
}

impl std::fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(check::without_password(&self.0).as_str())
    }
}

impl Config {
    /// Reads the configuration: the file named on the command line, else the one in
    /// `GREENROOM_CONFIG`, else [`USUAL_FILE`] where it exists, else the defaults; environment
    /// variables override single values.
    ///
    /// # Errors
    /// When a named file is missing, or anything in it or in the environment is wrong.
    pub fn load(named: Option<&Path>, environment: &Environment) -> Result<Self, ConfigError> {
        let named = named.or(environment.config.as_deref());
        let raw = match named {
            Some(path) => raw::read(path)?,
            None if Path::new(USUAL_FILE).exists() => raw::read(Path::new(USUAL_FILE))?,
            None => raw::Raw::default(),
        };
        check::check(raw, environment)
    }
}

#[cfg(test)]
mod tests;
