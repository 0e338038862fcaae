//! What pages of other sites may read (Fetch §3.2; `oauth` 1.9).
//!
//! An endpoint that is open is so in all it says: a page that cannot read a refusal cannot know that it was one. So the
//! headers are put here, around handlers, limits and whatever answers wrong methods.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
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

/// To whom the answer to a request is open.
#[derive(Debug)]
pub(crate) enum Openness {
    /// To this site alone.
    Closed,
    /// To any, which names itself.
    Open { origin: Option<HeaderValue>, with_cookie: bool },
    /// To browser applications; with the headers of their request.
    ForApplications(HeaderMap),
}

impl Openness {
    pub fn of(request: &Request) -> Self {
        let path = request.uri().path().trim_end_matches('/');
        let with_cookie = path == WITH_COOKIE;
        if path == FOR_APPLICATIONS {
            Openness::ForApplications(request.headers().clone())
        } else if with_cookie || OPEN.contains(&path) {
            Openness::Open { origin: request.headers().get(header::ORIGIN).cloned(), with_cookie }
        } else {
            Openness::Closed
        }
    }

    /// Says so in an answer.
    pub async fn put(self, state: &WebState, response: &mut Response) {
        match self {
            Openness::Closed => {}
            Openness::Open { origin, with_cookie } => {
                let headers = response.headers_mut();
                headers.append(header::VARY, HeaderValue::from_static("Origin"));
                let Some(origin) = origin else { return };
                headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
                if with_cookie {
                    headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
                }
            }
            Openness::ForApplications(asked) => {
                let said = response.headers().contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN);
                if !said && BEFORE_IT_IS_ASKED.contains(&response.status()) {
                    let origin = asked.get(header::ORIGIN).and_then(|value| value.to_str().ok());
                    let admitted = state.authority().admits_origin(origin, None).await;
                    put_origin(response.headers_mut(), &asked, admitted);
                }
            }
        }
    }
}
