//! Turns what was written into what is valid, or into an error that says what is allowed.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use jiff::SignedDuration;

use super::raw::{Answers, Raw};
use super::{Config, ConfigError, DatabaseUrl, Discord, Environment, Shards};
use crate::domain::answer::AnswerRules;

/// What stands in the place of `https://discord.com`: scheme, host and port, no path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiBase(String);

impl ApiBase {
    /// Checks an address. Plain http is allowed to loopback and to `plain_http_hosts` only, since
    /// the token travels with every request.
    ///
    /// # Errors
    /// When it is no such address.
    pub fn parse(text: &str, key: &str, plain_http_hosts: &[String]) -> Result<Self, ConfigError> {
        let wrong = |allowed: &str| value_error(key, text, allowed);
        let url =
            reqwest::Url::parse(text).map_err(|_| wrong("an address like https://discord.com"))?;
        let host = url
            .host_str()
            .ok_or_else(|| wrong("an address with a host"))?;
        if !matches!(url.path(), "" | "/") || url.query().is_some() || !url.username().is_empty() {
            return Err(wrong(
                "scheme, host and port only, e.g. http://127.0.0.1:8080",
            ));
        }
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(host) || plain_http_hosts.iter().any(|named| named == host) => {}
            "http" => {
                return Err(wrong(
                    "https, since plain http would show the token to the network (loopback, and \
                     hosts in discord.plain_http_hosts, may use http)",
                ));
            }
            _ => return Err(wrong("an http or https address")),
        }
        Ok(Self(text.trim_end_matches('/').to_owned()))
    }

    /// The address, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || bare
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Checks everything.
pub(super) fn check(raw: Raw, environment: &Environment) -> Result<Config, ConfigError> {
    let content = match &environment.content {
        Some(path) => path.clone(),
        None => PathBuf::from(raw.content.path),
    };
    Ok(Config {
        content,
        database: database(&raw.database.url, environment)?,
        discord: discord(&raw.discord, environment)?,
        answers: answers(&raw.answers)?,
        catch_up: SignedDuration::from_hours(i64::from(number(
            "daily.catch_up_hours",
            raw.daily.catch_up_hours,
            0,
            23,
        )?)),
        http: http(&raw.http.address, environment)?,
    })
}

fn database(written: &str, environment: &Environment) -> Result<DatabaseUrl, ConfigError> {
    let (key, url) = match &environment.database_url {
        Some(url) => ("GREENROOM_DATABASE_URL", url.0.clone()),
        None => ("database.url", written.to_owned()),
    };
    let known = ["sqlite:", "postgres://", "postgresql://"];
    if known.iter().any(|scheme| url.starts_with(scheme)) {
        Ok(DatabaseUrl(url))
    } else {
        let shown = without_password(&url);
        Err(value_error(
            key,
            &shown,
            "sqlite://FILE or postgres://USER@HOST/NAME",
        ))
    }
}

fn discord(raw: &super::raw::Discord, environment: &Environment) -> Result<Discord, ConfigError> {
    let (key, api) = match &environment.discord_api {
        Some(api) => ("GREENROOM_DISCORD_API", api.as_str()),
        None => ("discord.api", raw.api.as_str()),
    };
    Ok(Discord {
        api: ApiBase::parse(api, key, &raw.plain_http_hosts)?,
        shards: shards(raw)?,
        processes: number("discord.processes", raw.processes, 1, 1000)?,
    })
}

fn shards(raw: &super::raw::Discord) -> Result<Option<Shards>, ConfigError> {
    let total = number("discord.shard_total", raw.shard_total, 0, 100_000)?;
    let first = number("discord.shard_first", raw.shard_first, 0, 100_000)?;
    let count = number("discord.shard_count", raw.shard_count, 0, 100_000)?;
    if total == 0 {
        return match (first, count) {
            (0, 0) => Ok(None),
            _ => Err(value_error(
                "discord.shard_total",
                "0",
                "set, since shard_first or shard_count is",
            )),
        };
    }
    let count = if count == 0 {
        total.saturating_sub(first)
    } else {
        count
    };
    if count >= 1 && first + count <= total {
        Ok(Some(Shards {
            first,
            count,
            total,
        }))
    } else {
        Err(value_error(
            "discord.shard_first + discord.shard_count",
            &(first + count).to_string(),
            &format!("at most discord.shard_total, which is {total}"),
        ))
    }
}

fn answers(raw: &Answers) -> Result<AnswerRules, ConfigError> {
    let quiet: u32 = number("answers.quiet_seconds", raw.quiet_seconds, 1, 600)?;
    let join: u32 = number("answers.join_minutes", raw.join_minutes, 0, 60)?;
    let least: u32 = number("answers.least_words", raw.least_words, 1, 100)?;
    Ok(AnswerRules {
        quiet: SignedDuration::from_secs(i64::from(quiet)),
        join: SignedDuration::from_mins(i64::from(join)),
        least_words: usize::try_from(least).unwrap_or(usize::MAX),
    })
}

fn http(written: &str, environment: &Environment) -> Result<Option<SocketAddr>, ConfigError> {
    let (key, address) = match &environment.http_address {
        Some(address) => ("GREENROOM_HTTP_ADDR", address.as_str()),
        None => ("http.address", written),
    };
    if address.is_empty() {
        return Ok(None);
    }
    let allowed = "an address and port like 127.0.0.1:9100";
    address
        .parse()
        .map(Some)
        .map_err(|_| value_error(key, address, allowed))
}

fn number(key: &str, value: i64, least: u32, most: u32) -> Result<u32, ConfigError> {
    u32::try_from(value)
        .ok()
        .filter(|value| (least..=most).contains(value))
        .ok_or_else(|| {
            value_error(
                key,
                &value.to_string(),
                &format!("a whole number from {least} to {most}"),
            )
        })
}

fn value_error(key: &str, value: &str, allowed: &str) -> ConfigError {
    ConfigError::Value {
        key: key.to_owned(),
        value: format!("`{value}`"),
        allowed: allowed.to_owned(),
    }
}

/// An address with its password left out.
pub(super) fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let host_and_path = rest.split_once('?').map_or(rest, |(before, _)| before);
    match host_and_path.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split_once(':').map_or(user, |(user, _)| user);
            format!("{scheme}://{user}@{host}")
        }
        None => format!("{scheme}://{host_and_path}"),
    }
}
