//! Discord's errors: an HTTP status, a code, a message, and for bodies a tree of what is wrong.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// What an error answer says, for the traffic log.
#[derive(Debug, Clone)]
pub struct ErrorSummary {
    /// Discord's code.
    pub code: u64,
    /// The message and, for a body, the first place that is wrong.
    pub message: String,
}

/// A refusal.
#[derive(Debug, Clone)]
pub struct ApiError {
    pub status: u16,
    pub code: u64,
    pub message: &'static str,
    pub errors: Option<Value>,
}

/// What handlers return.
pub type ApiResult<T> = Result<T, ApiError>;

const fn error(status: u16, code: u64, message: &'static str) -> ApiError {
    ApiError {
        status,
        code,
        message,
        errors: None,
    }
}

pub const UNAUTHORIZED: ApiError = error(401, 0, "401: Unauthorized");
pub const NOT_FOUND: ApiError = error(404, 0, "404: Not Found");
pub const METHOD_NOT_ALLOWED: ApiError = error(405, 0, "405: Method Not Allowed");
pub const TOO_LARGE: ApiError = error(413, 40_005, "Request entity too large");
pub const INVALID_JSON: ApiError = error(400, 50_109, "The request body contains invalid JSON.");
pub const UNKNOWN_APPLICATION: ApiError = error(404, 10_002, "Unknown Application");
pub const UNKNOWN_CHANNEL: ApiError = error(404, 10_003, "Unknown Channel");
pub const UNKNOWN_GUILD: ApiError = error(404, 10_004, "Unknown Guild");
pub const UNKNOWN_MEMBER: ApiError = error(404, 10_007, "Unknown Member");
pub const UNKNOWN_MESSAGE: ApiError = error(404, 10_008, "Unknown Message");
pub const UNKNOWN_USER: ApiError = error(404, 10_013, "Unknown User");
pub const UNKNOWN_EMOJI: ApiError = error(400, 10_014, "Unknown Emoji");
pub const UNKNOWN_WEBHOOK: ApiError = error(404, 10_015, "Unknown Webhook");
pub const UNKNOWN_INTERACTION: ApiError = error(404, 10_062, "Unknown interaction");
pub const UNKNOWN_COMMAND: ApiError = error(404, 10_063, "Unknown application command");
pub const MAX_PINS: ApiError = error(400, 30_003, "Maximum number of pins reached (50)");
pub const MAX_REACTIONS: ApiError = error(400, 30_010, "Maximum number of reactions reached (20)");
pub const MAX_COMMANDS: ApiError = error(
    400,
    30_032,
    "Maximum number of application commands reached (100)",
);
pub const ALREADY_ACKNOWLEDGED: ApiError =
    error(400, 40_060, "Interaction has already been acknowledged.");
pub const MISSING_ACCESS: ApiError = error(403, 50_001, "Missing Access");
pub const EDIT_OF_ANOTHER: ApiError = error(
    403,
    50_005,
    "Cannot edit a message authored by another user",
);
pub const EMPTY_MESSAGE: ApiError = error(400, 50_006, "Cannot send an empty message");
pub const CANNOT_MESSAGE_USER: ApiError = error(403, 50_007, "Cannot send messages to this user");
pub const NOT_A_TEXT_CHANNEL: ApiError =
    error(400, 50_008, "Cannot send messages in a non-text channel");
pub const MISSING_PERMISSIONS: ApiError = error(403, 50_013, "Missing Permissions");
pub const TOO_FEW_OR_MANY: ApiError = error(
    400,
    50_016,
    "Provided too few or too many messages to delete. Must provide at least 2 and at most 100 messages",
);
pub const SYSTEM_MESSAGE: ApiError =
    error(403, 50_021, "Cannot execute action on a system message");
pub const WRONG_CHANNEL_TYPE: ApiError =
    error(400, 50_024, "Cannot execute action on this channel type");
pub const INVALID_WEBHOOK_TOKEN: ApiError = error(401, 50_027, "Invalid Webhook Token");
pub const INVALID_FORM: ApiError = error(400, 50_035, "Invalid Form Body");
pub const ARCHIVED: ApiError = error(400, 50_083, "Thread is archived");
pub const THREAD_EXISTS: ApiError = error(
    400,
    160_004,
    "A thread has already been created for this message",
);
pub const THREAD_LOCKED: ApiError = error(400, 160_005, "Thread is locked");
pub const TOO_MANY_THREADS: ApiError =
    error(400, 160_006, "Maximum number of active threads reached");

/// The same as an answer that cannot be parsed into a path parameter.
pub fn not_a_snowflake(name: &str) -> ApiError {
    let mut problems = super::validate::Problems::default();
    problems.add(name, "NUMBER_TYPE_COERCE", "Value is not snowflake.");
    problems.into_error()
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST);
        let place = self.errors.as_ref().and_then(first_problem);
        let summary = ErrorSummary {
            code: self.code,
            message: place.unwrap_or_else(|| self.message.to_owned()),
        };
        let mut body = json!({"message": self.message, "code": self.code});
        if let Some(errors) = self.errors {
            body["errors"] = errors;
        }
        let mut response = (status, Json(body)).into_response();
        response.extensions_mut().insert(summary);
        response
    }
}

/// The first place in a tree of problems, with its words.
fn first_problem(tree: &Value) -> Option<String> {
    if let Some(words) = tree["_errors"][0]["message"].as_str() {
        return Some(words.to_owned());
    }
    let (name, inside) = tree.as_object()?.iter().next()?;
    let words = first_problem(inside)?;
    let separator = if inside.get("_errors").is_some() {
        ": "
    } else {
        "."
    };
    Some(format!("{name}{separator}{words}"))
}
