//! The documents that tell clients about this server, and its keys (`oauth` 1.5, 1.9, 7.1).

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::json;
use crate::WebState;

/// What a browser asks before it lets another site send a token along.
pub(crate) async fn preflight(headers: HeaderMap) -> Response {
    let mut response = StatusCode::OK.into_response();
    if headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD) {
        let answer = response.headers_mut();
        answer.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, PUT, DELETE"));
        let allowed = "X-Requested-With,Origin,Content-Type,Accept,Authorization,x-csrf-token,x-xsrf-token";
        answer.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(allowed));
    }
    response
}

pub(crate) async fn openid(State(state): State<WebState>) -> Response {
    document(state.openid().configuration())
}

pub(crate) async fn server(State(state): State<WebState>) -> Response {
    document(state.openid().server_metadata())
}

pub(crate) async fn jwks(State(state): State<WebState>) -> Response {
    match state.authority().jwks(state.now()).await {
        Ok(keys) => document(keys),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "the signing keys could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// Kept for minutes: a key that is added signs a day later only, so nobody misses it.
fn document(body: String) -> Response {
    let mut response = json(StatusCode::OK, body);
    let headers = response.headers_mut();
    headers.remove(header::PRAGMA);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    response
}
