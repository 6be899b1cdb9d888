//! The body of a request: JSON, or a form with JSON and files.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use serde_json::Value;

use super::error::{ApiError, ApiResult, INVALID_JSON, TOO_LARGE};

/// The largest body that is read, in bytes: Discord's 10 MiB per file, and some room.
const BODY_MAX: usize = 26 * 1024 * 1024;

/// An uploaded file.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The number in `files[n]`.
    pub index: u64,
    pub name: String,
    pub content_type: String,
    pub bytes: Bytes,
}

/// What came with a request. An absent body is null.
#[derive(Debug, Default)]
pub struct Payload {
    pub json: Value,
    pub files: Vec<Upload>,
}

impl Payload {
    /// Reads the whole body.
    pub async fn read(request: &mut Request) -> ApiResult<Self> {
        let content_type = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        let body = std::mem::replace(request.body_mut(), Body::empty());
        if content_type.starts_with("multipart/form-data") {
            return Self::read_form(&content_type, body).await;
        }
        let bytes = to_bytes(body, BODY_MAX).await.map_err(|_| TOO_LARGE)?;
        if bytes.is_empty() {
            return Ok(Self::default());
        }
        if !content_type.is_empty() && !content_type.starts_with("application/json") {
            return Err(unsupported(&content_type));
        }
        let json = serde_json::from_slice(&bytes).map_err(|_| INVALID_JSON)?;
        Ok(Self {
            json,
            files: Vec::new(),
        })
    }

    async fn read_form(content_type: &str, body: Body) -> ApiResult<Self> {
        let bytes = to_bytes(body, BODY_MAX).await.map_err(|_| TOO_LARGE)?;
        let request = Request::builder()
            .header(CONTENT_TYPE, content_type)
            .body(Body::from(bytes))
            .map_err(|_| INVALID_JSON)?;
        let mut form = Multipart::from_request(request, &())
            .await
            .map_err(|_| INVALID_JSON)?;
        let mut payload = Self::default();
        while let Some(field) = form.next_field().await.map_err(|_| INVALID_JSON)? {
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(str::to_owned);
            let kind = field.content_type().map(str::to_owned);
            let bytes = field.bytes().await.map_err(|_| INVALID_JSON)?;
            if name == "payload_json" {
                payload.json = serde_json::from_slice(&bytes).map_err(|_| INVALID_JSON)?;
            } else if let Some(file_name) = file_name {
                payload.files.push(Upload {
                    index: file_index(&name, payload.files.len()),
                    name: file_name,
                    content_type: kind.unwrap_or_else(|| "application/octet-stream".to_owned()),
                    bytes,
                });
            }
        }
        Ok(payload)
    }
}

/// The number in `files[n]`; older clients write `file` or `filen`.
fn file_index(field: &str, position: usize) -> u64 {
    let digits = field.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let digits = digits.trim_end_matches(']');
    digits.parse().unwrap_or(position as u64)
}

fn unsupported(content_type: &str) -> ApiError {
    let mut problems = super::validate::Problems::default();
    problems.add(
        "_",
        "CONTENT_TYPE_INVALID",
        &format!("Expected \"Content-Type\" header to be one of application/json, multipart/form-data; got {content_type}"),
    );
    problems.into_error()
}
