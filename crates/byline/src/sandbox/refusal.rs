//! How `/__sandbox/` says no: a status and `{"error","message","path"}`.

use axum::http::header::ALLOW;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use byline_store::StoreError;
use serde_json::json;

#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    status: StatusCode,
    error: &'static str,
    message: String,
    /// The key that is wrong, `scopes[1]`; empty when it is none in particular.
    path: String,
    /// Which methods there are instead.
    allow: Option<String>,
}

impl Refusal {
    fn new(status: StatusCode, error: &'static str, message: impl Into<String>) -> Self {
        Refusal { status, error, message: message.into(), path: String::new(), allow: None }
    }

    pub fn bad(path: impl Into<String>, message: impl Into<String>) -> Self {
        Refusal { path: path.into(), ..Refusal::new(StatusCode::BAD_REQUEST, "bad_request", message) }
    }

    pub fn forbidden(message: impl Into<String>) -> Self {
        Refusal::new(StatusCode::FORBIDDEN, "forbidden", message)
    }

    pub fn not_found(message: impl Into<String>) -> Self {
        Refusal::new(StatusCode::NOT_FOUND, "not_found", message)
    }

    pub fn method(allow: String) -> Self {
        let message = format!("this address takes {allow}");
        Refusal { allow: Some(allow), ..Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message) }
    }

    #[cfg(test)]
    pub fn place(&self) -> &str {
        &self.path
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(what) => Refusal::bad("", format!("something else came first: {what}")),
            StoreError::ReadOnly(_) => {
                Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "store_read_only", error.to_string())
            }
            StoreError::Unavailable(_) | StoreError::Corrupt(_) => {
                tracing::error!("sandbox: {error}");
                Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "store_failed", error.to_string())
            }
        }
    }
}

impl From<anyhow::Error> for Refusal {
    fn from(error: anyhow::Error) -> Self {
        tracing::error!("sandbox: {error:#}");
        Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", format!("{error:#}"))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({ "error": self.error, "message": self.message, "path": self.path });
        let mut response = (self.status, axum::Json(body)).into_response();
        if let Some(allow) = self.allow.and_then(|it| HeaderValue::from_str(&it).ok()) {
            response.headers_mut().insert(ALLOW, allow);
        }
        response
    }
}
