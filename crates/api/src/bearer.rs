//! Which token a request carries (`oauth` 8.1).

use axum::http::Method;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use byline_http::path::query_values;
use byline_oauth::{Purpose, presented};

/// The token of a request. Headers that are no text count as absent.
pub fn token(parts: &Parts) -> Option<String> {
    let uri_has = parts.uri.query().is_some_and(|query| query.contains("access_token"));
    if !uri_has && !parts.headers.contains_key(AUTHORIZATION) {
        return None;
    }
    let parameter = query_values(parts.uri.query(), "access_token").next();
    let headers = parts.headers.get_all(AUTHORIZATION).iter().filter_map(|value| value.to_str().ok());
    presented(headers, parameter.as_deref()).map(str::to_owned)
}

pub fn purpose(method: &Method) -> Purpose {
    if method == Method::DELETE { Purpose::Delete } else { Purpose::Other }
}
