//! What has to be known and right before the gateway is connected.
//!
//! serenity asks Discord for the gateway's address by itself and, if that fails, silently takes
//! the real one; and it identifies with whatever intents it is given. So all of this is asked
//! here first, and a start that can't succeed is refused with the reason.

mod answers;
mod error;

use std::time::Duration;

use serde::de::DeserializeOwned;
use serenity::builder::CreateCommand;
use serenity::http::{LightMethod, Request, Route};
use serenity::model::id::ApplicationId;

use self::answers::{RawApplication, RawGateway, RawUser};
use super::commands;
use super::rest::{Answer, Rest, RestError, TIME_OUT, with_body};
use crate::domain::id::UserId;

pub use error::PreflightError;

/// Pauses between the tries of one question.
const PAUSES: [Duration; 3] = [
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
];
/// A start does not wait longer for a limit.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// What Discord says about us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preflight {
    /// The bot's user.
    pub me: UserId,
    /// The bot's name.
    pub name: String,
    /// The application.
    pub application: ApplicationId,
    /// Whether the Message Content intent may be asked for.
    pub message_content: bool,
    /// The gateway's address; goes into `client.ws_url`.
    pub gateway: String,
    /// How many shards Discord recommends.
    pub shards: u32,
    /// How many connections may still be begun in this period of a day.
    pub sessions_left: u32,
    /// How many shards may identify at once; at least 1.
    pub max_concurrency: u32,
}

/// Asks for everything; `shards` connections will be begun (at least 1 counts).
pub async fn preflight(rest: &Rest, shards: u32) -> Result<Preflight, PreflightError> {
    Questions::new(rest).all(shards).await
}

/// Asks again whether the Message Content intent may be asked for: after close code 4014.
pub async fn may_read_messages(rest: &Rest) -> Result<bool, PreflightError> {
    let application = Questions::new(rest).application().await?;
    Ok(application.may_read_messages())
}

/// Makes these the application's commands in all servers; others are removed.
pub async fn put_commands(
    rest: &Rest,
    application: ApplicationId,
    commands: &[CreateCommand],
) -> Result<(), PreflightError> {
    let route = Route::Commands {
        application_id: application,
    };
    let what = "registering the commands";
    let request = Request::new(route, LightMethod::Put);
    let body = commands::body(commands).map_err(|error| RestError::Invalid(error.to_string()));
    let request = body
        .and_then(|body| with_body(request, &body, Vec::new()))
        .map_err(|error| refused(what, &error))?;
    Questions::new(rest)
        .persist(what, || rest.send(request.clone(), TIME_OUT))
        .await
        .map(drop)
}

struct Questions<'a> {
    rest: &'a Rest,
    pauses: [Duration; PAUSES.len()],
}

impl<'a> Questions<'a> {
    fn new(rest: &'a Rest) -> Self {
        Self {
            rest,
            pauses: PAUSES,
        }
    }

    async fn all(&self, shards: u32) -> Result<Preflight, PreflightError> {
        let what = "reading the bot's user";
        let user: RawUser = self.ask(what, "/users/@me").await?;
        let me = user.id.parse().map_err(|_| strange(what))?;
        let application = self.application().await?;
        let id = application.id.parse::<std::num::NonZeroU64>();
        let gateway = self.gateway(shards.max(1)).await?;
        Ok(Preflight {
            me,
            name: user.username,
            message_content: application.may_read_messages(),
            application: ApplicationId::from(id.map_err(|_| strange("reading the application"))?),
            gateway: gateway.url,
            shards: gateway.shards.max(1),
            sessions_left: gateway.session_start_limit.remaining,
            max_concurrency: gateway.session_start_limit.max_concurrency.max(1),
        })
    }

    async fn application(&self) -> Result<RawApplication, PreflightError> {
        self.ask("reading the application", "/applications/@me")
            .await
    }

    async fn gateway(&self, needed: u32) -> Result<RawGateway, PreflightError> {
        let what = "reading the gateway's address";
        let gateway: RawGateway = self.ask(what, "/gateway/bot").await?;
        let scheme_is_right = reqwest::Url::parse(&gateway.url).is_ok_and(|url| {
            url.scheme() == "wss" || (url.scheme() == "ws" && self.rest.is_plain_http())
        });
        if !scheme_is_right {
            return Err(strange(what));
        }
        let sessions = &gateway.session_start_limit;
        if sessions.remaining < needed {
            return Err(PreflightError::NoSessionsLeft {
                left: sessions.remaining,
                needed,
                reset_after: Duration::from_millis(sessions.reset_after),
            });
        }
        Ok(gateway)
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        what: &'static str,
        path: &str,
    ) -> Result<T, PreflightError> {
        let answer = self.persist(what, || self.rest.get(path, TIME_OUT)).await?;
        answer.json().ok_or_else(|| strange(what))
    }

    /// Asks until there is a clear answer, a few times at most.
    async fn persist<F: Future<Output = Result<Answer, RestError>>>(
        &self,
        what: &'static str,
        mut question: impl FnMut() -> F,
    ) -> Result<Answer, PreflightError> {
        let mut pauses = self.pauses.iter().copied();
        loop {
            let (why, wait) = match question().await {
                Ok(answer) if answer.is_success() => return Ok(answer),
                Ok(answer) if answer.status == 401 => return Err(PreflightError::WrongToken),
                Ok(answer) if answer.status == 429 => {
                    let wait = answer.limits.retry_after.unwrap_or_default();
                    (format!("it asks us to wait {} s", wait.as_secs()), wait)
                }
                Ok(answer) if answer.status >= 500 => {
                    (format!("HTTP {}", answer.status), Duration::ZERO)
                }
                Ok(answer) => {
                    return Err(PreflightError::Refused {
                        what,
                        status: answer.status,
                        code: answer.code(),
                        message: answer.message(),
                    });
                }
                Err(error @ RestError::Invalid(_)) => return Err(refused(what, &error)),
                Err(error) => (error.to_string(), Duration::ZERO),
            };
            match pauses.next() {
                Some(pause) if wait <= LONGEST_WAIT => tokio::time::sleep(wait.max(pause)).await,
                _ => return Err(PreflightError::Unreachable { what, why }),
            }
        }
    }
}

fn strange(what: &'static str) -> PreflightError {
    PreflightError::Unreachable {
        what,
        why: "the answer is not one of Discord's".to_owned(),
    }
}

fn refused(what: &'static str, error: &RestError) -> PreflightError {
    PreflightError::Refused {
        what,
        status: 0,
        code: 0,
        message: error.to_string(),
    }
}

#[cfg(test)]
mod tests;
