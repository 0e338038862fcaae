//! The OAuth endpoints that programs call; people meet [`authorize`]. What they decide is in `byline_oauth`, and the
//! token endpoint is with the APIs, which have it on their hosts too.

mod introspect;
mod metadata;
mod revoke;
mod user_info;

pub(crate) use metadata::preflight;

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use byline_http::limit::Refused;
use byline_http::{Class, headers};
use byline_oauth::{Form, TokenError};

use crate::limits::Routes;

/// Far more than any form of a client.
const LONGEST: usize = 64 * 1024;

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .route(Class::Token, "/oauth/revoke", post(revoke::revoke).options(revoke::preflight))
        .route(Class::Introspect, "/oauth/introspect", post(introspect::introspect).options(for_servers))
        .route(Class::Introspect, "/oauth/userinfo", get(user_info::get).post(user_info::post).options(preflight))
        .route(Class::Read, "/oauth/jwks", get(metadata::jwks).options(preflight))
        .route(Class::Read, "/.well-known/openid-configuration", get(metadata::openid).options(preflight))
        .route(Class::Read, "/.well-known/oauth-authorization-server", get(metadata::server).options(preflight))
}

/// A preflight at an endpoint that no pages of other sites call.
async fn for_servers() -> Response {
    let mut response = json(StatusCode::OK, String::new());
    response.headers_mut().remove(header::CONTENT_TYPE);
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST,OPTIONS"));
    response
}

/// The parameters of body and query, and the `Authorization` header. A body that is no form has no parameters.
async fn parameters(request: Request) -> Result<(Form, Option<String>), Response> {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LONGEST).await else {
        let sentence = format!("The form is longer than {LONGEST} bytes.");
        return Err((StatusCode::PAYLOAD_TOO_LARGE, sentence).into_response());
    };
    let body = String::from_utf8_lossy(&body);
    let query = parts.uri.query().unwrap_or_default();
    let form = Form::parse(&body);
    // The body comes first: of a parameter that both have, what is not in the address counts.
    let form = Form::parse(query).iter().fold(form, |form, (name, value)| form.with(name, value));
    Ok((form, authorization(&parts.headers)))
}

/// Bytes that are no text make a header that nothing accepts.
fn authorization(headers: &HeaderMap) -> Option<String> {
    headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap_or("unreadable").to_owned())
}

/// JSON that nobody keeps (RFC 6749 §5.1).
fn json(status: StatusCode, body: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(byline_oauth::JSON)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::PRAGMA, HeaderValue::from_static("no-cache")),
    ];
    (status, headers, body).into_response()
}

/// A refusal in the words of the token endpoint.
pub(crate) fn refused(error: &TokenError) -> Response {
    if error.status >= 500 {
        tracing::error!(error = error as &(dyn std::error::Error + 'static), "an OAuth request could not be handled");
    }
    let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = json(status, error.body());
    headers::put_retry(status, response.headers_mut());
    if let Some(challenge) = error.www_authenticate() {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    }
    if let Some((most, wait)) = error.too_often {
        Refused { most, wait }.put(response.headers_mut());
    }
    response
}
