//! Answers, and what tests ask of them.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Response, StatusCode};
use bytes::Bytes;
use serde_json::Value;

/// An answer with its whole body.
#[derive(Debug)]
pub struct TestResponse {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl TestResponse {
    pub async fn read(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("the body can be read");
        TestResponse { status: parts.status, headers: parts.headers, body }
    }

    /// The value of a header, empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("headers are text"))
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is text")
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.text()))
    }

    /// The `error-code` of an error document in either syntax.
    pub fn error_code(&self) -> Option<u64> {
        let text = self.text();
        if text.starts_with('<') {
            let (_, rest) = text.split_once("<error-code>")?;
            return rest.split_once('<')?.0.parse().ok();
        }
        serde_json::from_str::<Value>(text).ok()?.get("error-code")?.as_u64()
    }

    /// Status and `error-code`: 0 where the body is no error document.
    pub fn outcome(&self) -> (u16, u64) {
        (self.status.as_u16(), self.error_code().unwrap_or(0))
    }
}
