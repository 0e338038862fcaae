//! Answers as script (JSONP), for pages that are older than cross-origin requests (`record-api` 0.2).

use axum::body::{Body, to_bytes};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Response};

use crate::error::ApiError;
use crate::exchange::Exchange;

/// The name of a function in the page.
pub struct Callback(String);

/// More than any library writes.
const LONGEST: usize = 128;

impl Callback {
    /// # Errors
    /// 400/9012 for what is no name: whoever could write anything else there could write a script in our name.
    pub fn of(exchange: &Exchange<'_>) -> Result<Option<Self>, ApiError> {
        match exchange.query("callback").filter(|name| !name.is_empty()) {
            None => Ok(None),
            Some(name) if is_name(&name) => Ok(Some(Callback(name))),
            Some(_) => Err(ApiError::BadParameter { name: "callback", reason: "it is the name of a function" }),
        }
    }

    /// The answer as the argument of a call.
    pub async fn around(&self, response: Response<Body>) -> Response<Body> {
        let (mut parts, body) = response.into_parts();
        // All of it is there already.
        let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
        let mut script = Vec::with_capacity(self.0.len() + body.len() + 2);
        script.extend_from_slice(self.0.as_bytes());
        script.push(b'(');
        script.extend_from_slice(&body);
        script.push(b')');
        parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/javascript;charset=UTF-8"));
        Response::from_parts(parts, Body::from(script))
    }
}

/// Names with dots between them: `jQuery123_456`, `angular.callbacks._0`.
fn is_name(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.starts_with(|it: char| it.is_ascii_digit())
            && !part.is_empty()
            && part.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_' || it == b'$')
    };
    text.len() <= LONGEST && text.split('.').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_are_called() {
        for name in ["f", "_0", "$", "jQuery21405_1700000000000", "angular.callbacks._0"] {
            assert!(is_name(name), "{name}");
        }
        let long = "f".repeat(LONGEST + 1);
        for other in ["", "f()", "1f", "a..b", ".a", "a.", "alert(1)//", "é", "a b", "a[0]", "<script>", &long] {
            assert!(!is_name(other), "{other}");
        }
    }
}
