//! One HTTP request to Discord and its answer, with what the headers say of limits.
//!
//! serenity's own client drops the headers and `retry_after`, therefore requests are built with
//! serenity's public `Request::build` and sent with our client. Invariants: neither the bot's
//! token nor an interaction's token nor a body reaches a log or an error; a request ends within
//! its time-out. Nothing here waits, retries or paces: that is [`super::outbox`].

mod answer;
pub mod download;

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderValue, USER_AGENT};
use serenity::builder::CreateAttachment;
use serenity::http::{Multipart, MultipartUpload, Request};
use tokio::sync::watch;
use tracing::Dispatch;

pub use answer::{Answer, RateLimits, Scope};

/// Where Discord is.
pub const DISCORD: &str = "https://discord.com";
/// How long one request may take, from its start to the last byte of the answer.
pub const TIME_OUT: Duration = Duration::from_secs(10);
/// A larger answer is not Discord's.
const MAX_ANSWER_BYTES: usize = 16 * 1024 * 1024;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RestError {
    /// No answer within the time-out: whether the request took effect is not known.
    #[error("no answer within {} s", .0.as_secs_f32())]
    TimedOut(Duration),
    /// The connection failed: whether the request took effect is not known.
    #[error("{0}")]
    Connection(String),
    /// The request could not be made; it will not succeed by trying again.
    #[error("the request could not be made: {0}")]
    Invalid(String),
}

/// Why a [`Rest`] could not be made.
#[derive(Debug, thiserror::Error)]
pub enum RestSetupError {
    /// The token has characters that no header may have.
    #[error("the token contains characters that no Discord token has; copy it again")]
    Token,
    /// The base address is none.
    #[error("`{0}` is not an address such as {DISCORD}")]
    Address(String),
    /// The HTTP client could not be made.
    #[error("the HTTP client could not be made: {0}")]
    Client(String),
}

/// Sends single requests. Clones share their connections.
#[derive(Clone)]
pub struct Rest(Arc<Inner>);

struct Inner {
    client: reqwest::Client,
    authorization: String,
    base: String,
    user_agent: HeaderValue,
    rejected: watch::Sender<bool>,
}

impl std::fmt::Debug for Rest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rest")
            .field("base", &self.0.base)
            .finish_non_exhaustive()
    }
}

impl Rest {
    /// Requests with this bot token to this address ([`DISCORD`], or what stands in its place),
    /// without a path.
    pub fn new(token: &str, base: &str) -> Result<Self, RestSetupError> {
        let token = token.trim();
        let authorization = format!("Bot {}", token.strip_prefix("Bot ").unwrap_or(token));
        if HeaderValue::from_str(&authorization).is_err() {
            return Err(RestSetupError::Token);
        }
        let base = base.trim_end_matches('/').to_owned();
        let address = reqwest::Url::parse(&base)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https"))
            .ok_or_else(|| RestSetupError::Address(base.clone()))?;
        let mut client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(TIME_OUT);
        // Plain http leads to this machine or to one beside it, never through a proxy.
        if address.scheme() == "http" {
            client = client.no_proxy();
        }
        Ok(Self(Arc::new(Inner {
            client: client
                .build()
                .map_err(|error| RestSetupError::Client(error.to_string()))?,
            authorization,
            base,
            user_agent: user_agent(),
            rejected: watch::Sender::new(false),
        })))
    }

    /// Becomes true when Discord rejects the bot's token, and stays so. Whoever runs the bot must
    /// end it then: each further request counts towards a ban.
    pub fn token_rejected(&self) -> watch::Receiver<bool> {
        self.0.rejected.subscribe()
    }

    /// Whether what stands in Discord's place is reached without TLS: on this machine or beside it.
    pub fn is_plain_http(&self) -> bool {
        self.0.base.starts_with("http://")
    }

    /// Whether Discord has rejected the bot's token.
    pub fn is_token_rejected(&self) -> bool {
        *self.0.rejected.borrow()
    }

    /// Sends one request once.
    pub async fn send(
        &self,
        request: Request<'_>,
        time_out: Duration,
    ) -> Result<Answer, RestError> {
        let request = self.quietly_built(request)?;
        self.perform(request, time_out).await
    }

    /// Reads from a path below the API's version that serenity has no route for, such as
    /// `/applications/@me`.
    pub async fn get(&self, path: &str, time_out: Duration) -> Result<Answer, RestError> {
        let request = self
            .0
            .client
            .get(format!("{}/api/v10{path}", self.0.base))
            .header(reqwest::header::AUTHORIZATION, &self.0.authorization)
            .build()
            .map_err(|error| RestError::Invalid(error.without_url().to_string()))?;
        self.perform(request, time_out).await
    }

    /// serenity opens a span around `build` whose fields are the route (with an interaction's
    /// token) and the body: no subscriber may see it.
    fn quietly_built(&self, request: Request<'_>) -> Result<reqwest::Request, RestError> {
        let inner = &self.0;
        tracing::dispatcher::with_default(&Dispatch::none(), || {
            request
                .build(&inner.client, &inner.authorization, Some(&inner.base))
                .map_err(|_| RestError::Invalid("its parts make no request".to_owned()))?
                .build()
                .map_err(|error| RestError::Invalid(error.without_url().to_string()))
        })
    }

    async fn perform(
        &self,
        mut request: reqwest::Request,
        time_out: Duration,
    ) -> Result<Answer, RestError> {
        request
            .headers_mut()
            .insert(USER_AGENT, self.0.user_agent.clone());
        let answer = tokio::time::timeout(time_out, self.exchange(request))
            .await
            .map_err(|_| RestError::TimedOut(time_out))??;
        if answer.is_about_our_token() {
            self.0.rejected.send_replace(true);
        }
        Ok(answer)
    }

    async fn exchange(&self, request: reqwest::Request) -> Result<Answer, RestError> {
        let mut response = self.0.client.execute(request).await.map_err(connection)?;
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(connection)? {
            if body.len() + chunk.len() > MAX_ANSWER_BYTES {
                return Err(RestError::Connection("the answer is too long".to_owned()));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer::new(status, &headers, body))
    }
}

/// A request's JSON body, and its files as multipart where there are any.
pub fn with_body<'a>(
    request: Request<'a>,
    body: &impl serde::Serialize,
    files: Vec<CreateAttachment>,
) -> Result<Request<'a>, RestError> {
    let invalid = |error: serde_json::Error| RestError::Invalid(error.to_string());
    if files.is_empty() {
        let json = serde_json::to_vec(body).map_err(invalid)?;
        return Ok(request.body(Some(json)));
    }
    let mut json = serde_json::to_value(body).map_err(invalid)?;
    name_attachments(&mut json);
    Ok(request.multipart(Some(Multipart {
        upload: MultipartUpload::Attachments(files),
        fields: Vec::new(),
        payload_json: Some(json.to_string()),
    })))
}

/// Writes attachments' ids as texts: serenity writes numbers, which Discord takes but its own
/// description of the API does not allow.
fn name_attachments(body: &mut serde_json::Value) {
    for place in ["/attachments", "/data/attachments"] {
        let Some(attachments) = body.pointer_mut(place).and_then(|it| it.as_array_mut()) else {
            continue;
        };
        for attachment in attachments {
            if let Some(number) = attachment["id"].as_u64() {
                attachment["id"] = number.to_string().into();
            }
        }
    }
}

/// Discord wants the library and its version first; what follows is free.
///
/// Source: <https://docs.discord.com/developers/reference#user-agent>.
fn user_agent() -> HeaderValue {
    HeaderValue::from_str(&format!(
        "{} greenroom/{}",
        serenity::constants::USER_AGENT,
        env!("CARGO_PKG_VERSION")
    ))
    .unwrap_or_else(|_| HeaderValue::from_static(serenity::constants::USER_AGENT))
}

/// The error's causes in one line, without its address, which may hold an interaction's token.
fn connection(error: reqwest::Error) -> RestError {
    let error = error.without_url();
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        words.push_str(": ");
        words.push_str(&error.to_string());
        cause = error.source();
    }
    RestError::Connection(words)
}
