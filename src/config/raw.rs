//! The file as it is written, before it is checked.

use std::path::Path;

use serde::Deserialize;

use super::ConfigError;

/// The whole file; every key is optional, unknown keys are errors.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Raw {
    pub content: Content,
    pub database: Database,
    pub discord: Discord,
    pub answers: Answers,
    pub daily: Daily,
    pub http: Http,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Content {
    pub path: String,
}

impl Default for Content {
    fn default() -> Self {
        Self {
            path: "content".to_owned(),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Database {
    pub url: String,
}

impl Default for Database {
    fn default() -> Self {
        Self {
            url: "sqlite://data/greenroom.db".to_owned(),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Discord {
    pub api: String,
    pub plain_http_hosts: Vec<String>,
    pub shard_first: i64,
    pub shard_count: i64,
    pub shard_total: i64,
    pub processes: i64,
}

impl Default for Discord {
    fn default() -> Self {
        Self {
            api: "https://discord.com".to_owned(),
            plain_http_hosts: Vec::new(),
            shard_first: 0,
            shard_count: 0,
            shard_total: 0,
            processes: 1,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Answers {
    pub quiet_seconds: i64,
    pub join_minutes: i64,
    pub least_words: i64,
}

impl Default for Answers {
    fn default() -> Self {
        Self {
            quiet_seconds: 45,
            join_minutes: 10,
            least_words: 12,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Daily {
    pub catch_up_hours: i64,
}

impl Default for Daily {
    fn default() -> Self {
        Self { catch_up_hours: 6 }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Http {
    pub address: String,
}

/// Reads and parses a file.
pub(super) fn read(path: &Path) -> Result<Raw, ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|error| ConfigError::Unreadable {
        path: path.display().to_string(),
        reason: error.to_string(),
    })?;
    parse(&text, &path.display().to_string())
}

/// Parses a file's text.
pub(super) fn parse(text: &str, path: &str) -> Result<Raw, ConfigError> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let (line, column) = place(text, at);
        ConfigError::Malformed {
            path: path.to_owned(),
            line,
            column,
            message: error.message().to_owned(),
        }
    })
}

/// Line and column of a byte, both from 1; the column in characters.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}
