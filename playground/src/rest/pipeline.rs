//! What every request passes on its way: faults, authorisation, rate limits, its body, and the
//! traffic log.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::{Json, http};
use serde_json::json;

use super::error::{ApiError, ErrorSummary, METHOD_NOT_ALLOWED, UNAUTHORIZED, not_a_snowflake};
use super::payload::Payload;
use crate::app::{App, Shared};
use crate::faults::RestFault;
use crate::limits::{Standing, Verdict};
use crate::listener::Reset;
use crate::traffic::Entry;
use crate::wire;

/// What an injected 429 tells to wait, in seconds.
const INJECTED_RETRY_AFTER: f64 = 0.5;

/// What is known of a request while it is served.
struct Passage {
    started: Instant,
    method: String,
    path: String,
    template: String,
    problem: Option<String>,
    limited: bool,
}

/// Serves one request of the bot.
pub async fn pass(
    State(app): State<Shared>,
    ConnectInfo(reset): ConnectInfo<Reset>,
    matched: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let mut passage = Passage::begin(&request, matched.as_ref());
    let fault = app.faults().take_rest(&passage.method, &passage.template);
    let response = match fault {
        None => passage.answer(&app, request, next).await,
        Some(RestFault::Delay(time)) => {
            tokio::time::sleep(time).await;
            passage.answer(&app, request, next).await
        }
        Some(RestFault::Status(status)) => broken(status),
        Some(RestFault::RateLimited) => {
            passage.limited = true;
            refused_by_rate(INJECTED_RETRY_AFTER, "user", false)
        }
        Some(RestFault::Hang) => {
            passage.record(&app, 0, None);
            hang(&app).await;
            return StatusCode::GATEWAY_TIMEOUT.into_response();
        }
        Some(RestFault::ResetBefore) => {
            passage.record(&app, 0, None);
            reset.break_connection();
            return StatusCode::BAD_GATEWAY.into_response();
        }
        Some(RestFault::ResetAfter) => {
            passage.answer(&app, request, next).await;
            passage.record(&app, 0, None);
            reset.break_connection();
            return StatusCode::BAD_GATEWAY.into_response();
        }
    };
    let summary = response.extensions().get::<ErrorSummary>().cloned();
    passage.record(&app, response.status().as_u16(), summary);
    response
}

impl Passage {
    fn begin(request: &Request, matched: Option<&MatchedPath>) -> Self {
        let path = request.uri().path();
        let original = request.extensions().get::<axum::extract::OriginalUri>();
        let path = original.map_or(path, |uri| uri.path());
        let strip = |path: &str| path.strip_prefix("/api/v10").unwrap_or(path).to_owned();
        Self {
            started: Instant::now(),
            method: request.method().to_string(),
            path: strip(path),
            template: matched.map_or_else(String::new, |path| strip(path.as_str())),
            problem: None,
            limited: false,
        }
    }

    async fn answer(&mut self, app: &App, mut request: Request, next: Next) -> Response {
        if !self.needs_no_token() && !has_token(request.headers(), app.token()) {
            return UNAUTHORIZED.into_response();
        }
        let verdict = app
            .limits()
            .check(&self.method, &self.template, major(&self.path));
        let standing = match verdict {
            Verdict::Unlimited => None,
            Verdict::Pass(standing) => Some(standing),
            Verdict::Refuse(standing) => {
                self.limited = true;
                let wait = standing.reset_after.as_secs_f64();
                let mut response = refused_by_rate(wait, "user", false);
                add_headers(response.headers_mut(), &standing);
                return response;
            }
            Verdict::RefuseGlobally(wait) => {
                self.limited = true;
                return refused_by_rate(wait.as_secs_f64(), "global", true);
            }
        };
        let payload = match Payload::read(&mut request).await {
            Ok(payload) => payload,
            Err(error) => return error.into_response(),
        };
        if let Some(description) = &app.description {
            self.problem = description.problem(&self.method, &self.template, &payload.json);
        }
        request.extensions_mut().insert(Arc::new(payload));
        let mut response = in_discords_words(next.run(request).await);
        if let Some(standing) = standing {
            add_headers(response.headers_mut(), &standing);
        }
        response
    }

    fn needs_no_token(&self) -> bool {
        self.path.starts_with("/webhooks/")
            || self.path.starts_with("/interactions/")
            || self.path == "/gateway"
    }

    fn record(&mut self, app: &App, status: u16, summary: Option<ErrorSummary>) {
        let now = app.world().clock.now_ms();
        app.record(Entry {
            seq: 0,
            at: wire::time(now),
            method: self.method.clone(),
            path: self.path.clone(),
            route: self.template.clone(),
            status,
            ms: self.started.elapsed().as_secs_f64() * 1_000.0,
            code: summary.as_ref().map(|one| one.code),
            message: summary.map(|one| one.message),
            problem: self.problem.take(),
            limited: self.limited,
        });
    }
}

fn has_token(headers: &HeaderMap, token: &str) -> bool {
    headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bot "))
        == Some(token)
}

/// The parameter that a bucket belongs to: the channel or guild, or the token of a webhook or
/// interaction.
fn major(path: &str) -> &str {
    let mut parts = path.split('/').skip(1);
    let kind = parts.next();
    let first = parts.next().unwrap_or_default();
    match kind {
        Some("webhooks" | "interactions") => parts.next().unwrap_or(first),
        Some("channels" | "guilds") => first,
        _ => "",
    }
}

/// Refusals by axum itself, put as Discord puts them.
fn in_discords_words(response: Response) -> Response {
    if response.extensions().get::<ErrorSummary>().is_some() {
        return response;
    }
    let error: Option<ApiError> = match response.status() {
        StatusCode::BAD_REQUEST => Some(not_a_snowflake("id")),
        StatusCode::METHOD_NOT_ALLOWED => Some(METHOD_NOT_ALLOWED),
        _ => None,
    };
    error.map_or(response, IntoResponse::into_response)
}

fn broken(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let words = format!(
        "{}: {}",
        status.as_u16(),
        status.canonical_reason().unwrap_or_default()
    );
    (status, Json(json!({"message": words, "code": 0}))).into_response()
}

fn refused_by_rate(retry_after: f64, scope: &'static str, global: bool) -> Response {
    // Clients that only read whole seconds shall not come back too early.
    let seconds = retry_after.ceil().max(1.0);
    let body = json!({
        "message": "You are being rate limited.",
        "retry_after": (retry_after * 1_000.0).ceil() / 1_000.0,
        "global": global,
    });
    let mut response = (StatusCode::TOO_MANY_REQUESTS, Json(body)).into_response();
    let headers = response.headers_mut();
    put(
        headers,
        http::header::RETRY_AFTER.as_str(),
        &seconds.to_string(),
    );
    put(headers, "x-ratelimit-scope", scope);
    if global {
        put(headers, "x-ratelimit-global", "true");
    }
    response
}

fn add_headers(headers: &mut HeaderMap, standing: &Standing) {
    let after = standing.reset_after.as_secs_f64();
    put(headers, "x-ratelimit-limit", &standing.limit.to_string());
    put(
        headers,
        "x-ratelimit-remaining",
        &standing.remaining.to_string(),
    );
    put(
        headers,
        "x-ratelimit-reset",
        &format!("{:.3}", standing.reset_at()),
    );
    put(headers, "x-ratelimit-reset-after", &format!("{after:.3}"));
    put(headers, "x-ratelimit-bucket", &standing.bucket);
}

fn put(headers: &mut HeaderMap, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
        headers.insert(name, value);
    }
}

/// Waits as long as a patient client does, or until the playground stops.
async fn hang(app: &App) {
    // An elapsed hour ends it as well as a stop.
    let _ = tokio::time::timeout(Duration::from_secs(3_600), app.stopped()).await;
}
