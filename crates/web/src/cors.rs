//! What pages of other sites may read (Fetch §3.2; `oauth` 1.9).
//!
//! An endpoint that is open is so in all it says: a page that cannot read a refusal cannot know that it was one. So the
//! headers are put here, around handlers, limits and whatever answers wrong methods.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use byline_http::headers::put_origin;

use crate::WebState;

/// Open to any site. The origin is named, as published; cookies play no part, so no credentials.
const OPEN: [&str; 4] =
    ["/oauth/userinfo", "/oauth/jwks", "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"];
/// The one answer that other sites may read with the cookie, where browsers still send it along.
const WITH_COOKIE: &str = "/userStatus.json";

/// Open to browser applications. What it says itself it opens itself, as it knows which application asks; what is said
/// before it is asked is open to all of them.
const FOR_APPLICATIONS: &str = "/oauth/revoke";
const BEFORE_IT_IS_ASKED: [StatusCode; 3] =
    [StatusCode::METHOD_NOT_ALLOWED, StatusCode::TOO_MANY_REQUESTS, StatusCode::URI_TOO_LONG];

pub(crate) async fn headers(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let path = request.uri().path().trim_end_matches('/');
    if path == FOR_APPLICATIONS {
        return for_applications(&state, request, next).await;
    }
    let with_cookie = path == WITH_COOKIE;
    if !with_cookie && !OPEN.contains(&path) {
        return next.run(request).await;
    }
    let origin = request.headers().get(header::ORIGIN).cloned();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if with_cookie {
            headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
        }
    }
    response
}

async fn for_applications(state: &WebState, request: Request, next: Next) -> Response {
    let asked = request.headers().clone();
    let mut response = next.run(request).await;
    let said = response.headers().contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN);
    if !said && BEFORE_IT_IS_ASKED.contains(&response.status()) {
        let origin = asked.get(header::ORIGIN).and_then(|value| value.to_str().ok());
        let admitted = state.authority().admits_origin(origin, None).await;
        put_origin(response.headers_mut(), &asked, admitted);
    }
    response
}
