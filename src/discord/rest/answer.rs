//! What Discord answered: status, limits, body.
//!
//! Source: <https://docs.discord.com/developers/topics/rate-limits#header-format>.

use std::time::Duration;

use reqwest::header::{DATE, HeaderMap};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// HTTP 401 with this code is about an interaction's token.
const INVALID_WEBHOOK_TOKEN: u32 = 50_027;
/// The longest wait that a header may ask for; a longer one is cut to this.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// An answer of any status.
#[derive(Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// What the headers, and the body of a 429, say of limits.
    pub limits: RateLimits,
    /// What time it is at the other end, as the `Date` header says.
    pub date: Option<String>,
    body: Vec<u8>,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// What an answer says of limits.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RateLimits {
    /// The bucket that the route shares, within its major parameter.
    pub bucket: Option<String>,
    /// How many more requests the bucket takes now.
    pub remaining: Option<u32>,
    /// When the bucket is full again.
    pub reset_after: Option<Duration>,
    /// When to try again, after a 429.
    pub retry_after: Option<Duration>,
    /// Whom a 429 is about.
    pub scope: Option<Scope>,
}

/// Whom a 429 is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everything that this bot sends.
    Global,
    /// This bucket, for this bot.
    User,
    /// This resource, for all bots together.
    Shared,
}

/// Discord's words about a failure, and about a 429.
#[derive(Deserialize, Default)]
struct Refusal {
    #[serde(default)]
    code: u32,
    #[serde(default)]
    message: String,
    retry_after: Option<f64>,
    #[serde(default)]
    global: bool,
}

impl Answer {
    pub(super) fn new(status: u16, headers: &HeaderMap, body: Vec<u8>) -> Self {
        let mut limits = RateLimits::of(headers);
        if status == 429 {
            limits.complete(headers, serde_json::from_slice(&body).ok());
        }
        Self {
            status,
            limits,
            date: headers
                .get(DATE)
                .and_then(|date| date.to_str().ok())
                .map(str::to_owned),
            body,
        }
    }

    /// Whether Discord did what was asked.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether Discord rejects the bot's own token. HTTP 401 may also be about an interaction's.
    pub fn is_about_our_token(&self) -> bool {
        self.status == 401 && self.code() != INVALID_WEBHOOK_TOKEN
    }

    /// Discord's error code; 0 where there is none.
    pub fn code(&self) -> u32 {
        self.refusal().code
    }

    /// Discord's words about a failure; may be empty.
    pub fn message(&self) -> String {
        self.refusal().message
    }

    /// The body, read as JSON; `None` where it is something else.
    pub fn json<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(&self.body).ok()
    }

    fn refusal(&self) -> Refusal {
        self.json().unwrap_or_default()
    }
}

impl RateLimits {
    fn of(headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let global =
            text("x-ratelimit-global").is_some_and(|value| value.eq_ignore_ascii_case("true"));
        let scope = match text("x-ratelimit-scope") {
            _ if global => Some(Scope::Global),
            Some("global") => Some(Scope::Global),
            Some("user") => Some(Scope::User),
            Some("shared") => Some(Scope::Shared),
            _ => None,
        };
        Self {
            bucket: text("x-ratelimit-bucket").map(str::to_owned),
            remaining: text("x-ratelimit-remaining").and_then(|value| value.parse().ok()),
            reset_after: text("x-ratelimit-reset-after").and_then(seconds),
            retry_after: text("retry-after").and_then(seconds),
            scope,
        }
    }

    /// A 429's body is more exact than its headers. One without a body of Discord's kind comes
    /// from the guard before Discord, and is about everything that we send.
    fn complete(&mut self, headers: &HeaderMap, body: Option<Refusal>) {
        match body {
            Some(body) => {
                self.retry_after = body.retry_after.and_then(duration).or(self.retry_after);
                if body.global {
                    self.scope = Some(Scope::Global);
                }
            }
            None if !headers.contains_key("x-ratelimit-bucket") && self.scope.is_none() => {
                self.scope = Some(Scope::Global);
            }
            None => {}
        }
        self.retry_after.get_or_insert(Duration::from_secs(1));
    }
}

fn seconds(text: &str) -> Option<Duration> {
    duration(text.trim().parse().ok()?)
}

fn duration(seconds: f64) -> Option<Duration> {
    let wait = Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(LONGEST_WAIT);
    (!seconds.is_nan()).then_some(wait.min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderName;

    use super::*;

    fn answer(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> Answer {
        let headers = headers
            .iter()
            .map(|(name, value)| {
                let value = value.parse().expect("tests write valid headers");
                (HeaderName::from_static(name), value)
            })
            .collect();
        Answer::new(status, &headers, body.as_bytes().to_vec())
    }

    #[test]
    fn headers_tell_of_the_bucket() {
        let limits = answer(
            200,
            &[
                ("x-ratelimit-bucket", "abcd"),
                ("x-ratelimit-remaining", "0"),
                ("x-ratelimit-reset-after", "1.25"),
            ],
            "{}",
        )
        .limits;
        assert_eq!(limits.bucket.as_deref(), Some("abcd"));
        assert_eq!(limits.remaining, Some(0));
        assert_eq!(limits.reset_after, Some(Duration::from_millis(1250)));
        assert_eq!(limits.retry_after, None);
    }

    #[test]
    fn the_body_of_a_429_is_more_exact() {
        let limits = answer(
            429,
            &[("retry-after", "1"), ("x-ratelimit-scope", "shared")],
            r#"{"message": "slow down", "retry_after": 0.3, "global": false}"#,
        )
        .limits;
        assert_eq!(limits.retry_after, Some(Duration::from_millis(300)));
        assert_eq!(limits.scope, Some(Scope::Shared));
        let limits = answer(429, &[], r#"{"retry_after": 2, "global": true}"#).limits;
        assert_eq!(limits.scope, Some(Scope::Global));
    }

    #[test]
    fn a_429_that_is_not_discords_own_is_global() {
        let limits = answer(429, &[("retry-after", "600")], "<html>").limits;
        assert_eq!(limits.scope, Some(Scope::Global));
        assert_eq!(limits.retry_after, Some(Duration::from_secs(600)));
        assert_eq!(
            answer(429, &[], "").limits.retry_after,
            Some(Duration::from_secs(1))
        );
    }

    #[test]
    fn nonsense_in_numbers_is_left_out() {
        for value in ["NaN", "soon", "", "-1", "1e400"] {
            let limits = answer(200, &[("x-ratelimit-reset-after", value)], "").limits;
            assert!(
                limits.reset_after.is_none_or(|wait| wait <= LONGEST_WAIT),
                "{value}"
            );
        }
        assert_eq!(answer(400, &[], "[1]").code(), 0);
        assert_eq!(
            answer(400, &[], r#"{"code": 50035, "message": "Bad"}"#).message(),
            "Bad"
        );
    }
}
