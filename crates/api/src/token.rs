//! `POST /oauth/token` on every host; what it decides is in `byline_oauth`.

use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT, ALLOW, AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, ORIGIN, PRAGMA, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Response, StatusCode};
use byline_http::limit::Refused;
use byline_http::{Api, Class, Peer, Surface, Who, headers};
use byline_oauth::{Form, Host, TokenError};

use crate::{ApiState, answer};

/// Far more than any form of a client.
const LONGEST: usize = 64 * 1024;

const FORM: &str = "application/x-www-form-urlencoded";

pub async fn answer(state: &ApiState, surface: Surface, parts: &Parts, body: Body) -> Response<Body> {
    let mut form = None;
    let mut response = reply(state, surface, parts, body, &mut form).await;
    let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let request = form.as_ref().map(|form| (form, text(AUTHORIZATION)));
    let admitted = state.tokens.authority().admits_origin(text(ORIGIN), request).await;
    headers::put_origin(response.headers_mut(), &parts.headers, admitted);
    response
}

/// `form` gets what the body says, once that is read.
async fn reply(
    state: &ApiState,
    surface: Surface,
    parts: &Parts,
    body: Body,
    read: &mut Option<Form>,
) -> Response<Body> {
    if parts.method == Method::OPTIONS {
        let mut response = plain(state, StatusCode::OK, Body::empty());
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("POST,OPTIONS"));
        return response;
    }
    let given = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let is_form = given.is_some_and(|it| it.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(FORM));
    if parts.method != Method::POST || !is_form {
        return not_a_form(state, given);
    }
    let who = Who::Address(state.proxies.read(Peer::of(&parts.extensions), &parts.headers).client);
    if let Err(Refused { most, wait }) = state.limits.take(Class::Token, who, state.clock.now()) {
        return refused(state, &TokenError::too_often(most, wait));
    }
    let Ok(bytes) = to_bytes(body, LONGEST).await else {
        let sentence = format!("The form is longer than {LONGEST} bytes.");
        return closed(answer::html_error(state, StatusCode::PAYLOAD_TOO_LARGE, &sentence));
    };
    if Form::parse(parts.uri.query().unwrap_or_default()).get("client_secret").is_some() {
        return refused(state, &TokenError::secret_in_query());
    }
    let form = &*read.insert(Form::parse(&String::from_utf8_lossy(&bytes)));
    let authorization = parts.headers.get(AUTHORIZATION).map(|value| value.to_str().unwrap_or("unreadable"));
    let host = match surface {
        Surface::Registry | Surface::Shared => Host::Registry,
        Surface::Api(Api::Public) => Host::PublicApi,
        Surface::Api(Api::Member) => Host::MemberApi,
    };
    match state.tokens.exchange(form, authorization, host, state.clock.now()).await {
        Ok(token) => json(state, StatusCode::OK, token.body()),
        Err(error) => refused(state, &error),
    }
}

fn refused(state: &ApiState, error: &TokenError) -> Response<Body> {
    if error.status >= 500 {
        tracing::error!(error = error as &(dyn std::error::Error + 'static), "no token could be given");
    }
    let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = json(state, status, error.body());
    headers::put_retry(status, response.headers_mut());
    if let Some(challenge) = error.www_authenticate() {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    }
    if let Some((most, wait)) = error.too_often {
        Refused { most, wait }.put(response.headers_mut());
    }
    response
}

/// Tokens are for servers: unlike everything else here, this may not be called from other sites' pages (`oauth` 1.2), but
/// for those of browser applications.
fn plain(state: &ApiState, status: StatusCode, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    headers::put_security(response.headers_mut(), state.origins.is_https());
    // RFC 6749 §5.1.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(PRAGMA, HeaderValue::from_static("no-cache"));
    response
}

fn json(state: &ApiState, status: StatusCode, body: String) -> Response<Body> {
    let mut response = plain(state, status, body);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(byline_oauth::JSON));
    response
}

/// An answer that is open elsewhere.
fn closed(mut response: Response<Body>) -> Response<Body> {
    response.headers_mut().remove(axum::http::header::ACCESS_CONTROL_ALLOW_ORIGIN);
    response
}

/// Cases 30 and 31: also what GET gets.
fn not_a_form(state: &ApiState, given: Option<&str>) -> Response<Body> {
    let given = given.unwrap_or("null").replace('&', "&amp;").replace('<', "&lt;");
    let sentence = format!("Content-Type '{given}' is not supported.");
    let mut response = closed(answer::html_error(state, StatusCode::UNSUPPORTED_MEDIA_TYPE, &sentence));
    response.headers_mut().insert(ACCEPT, HeaderValue::from_static(FORM));
    response
}
