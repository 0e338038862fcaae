//! Building answers: headers common to all, documents, errors.

use axum::body::Body;
use axum::http::header::{ALLOW, CONTENT_ENCODING, CONTENT_TYPE, ETAG, LAST_MODIFIED, LOCATION, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use byline_formats::{Layout, json, xml};
use byline_http::{Accepted, Coding, accept, conditional, headers};
use byline_model::document::Object;
use byline_model::shape::Hosts;
use byline_model::shapes::roots::Root;
use byline_oauth::BearerError;
use byline_registry::{Form, Rendered, Written, error_document_with_status};

use crate::error::ApiError;
use crate::exchange::Exchange;
use crate::{ApiState, media};

/// As many headers as an answer has at most, so that none is moved while they are written.
const HEADERS: usize = 16;

/// An empty answer with the headers that all have.
pub fn start(state: &ApiState, status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let map = response.headers_mut();
    map.reserve(HEADERS);
    headers::put_open(map);
    headers::put_security(map, state.origins.is_https());
    response
}

/// An answer that nobody keeps.
pub fn fleeting(
    state: &ApiState,
    status: StatusCode,
    content_type: Option<HeaderValue>,
    body: impl Into<Body>,
) -> Response<Body> {
    let mut response = start(state, status);
    headers::put_no_store(response.headers_mut());
    if let Some(content_type) = content_type {
        response.headers_mut().insert(CONTENT_TYPE, content_type);
    }
    *response.body_mut() = body.into();
    response
}

/// A rendered section of a record: validators, 304, content coding (`decisions` 1).
pub async fn rendered(exchange: &Exchange<'_>, accepted: Accepted, rendered: &Rendered) -> Response<Body> {
    rendered_as(exchange, accepted, rendered, rendered.hash).await
}

/// The same under the tag of another form of it.
pub async fn rendered_as(
    exchange: &Exchange<'_>,
    accepted: Accepted,
    rendered: &Rendered,
    hash: u128,
) -> Response<Body> {
    let state = exchange.state;
    let request = &exchange.parts.headers;
    let coding = Coding::choose(request, rendered.body.len());
    let etag = conditional::etag(hash, accepted.offer as u8, coding);
    let known = conditional::none_match(request, &etag);
    let mut response = start(state, if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
    let map = response.headers_mut();
    headers::put_revalidate(map, exchange.caller.is_some());
    map.insert(ETAG, etag);
    if let Some(modified) = rendered.modified {
        map.insert(LAST_MODIFIED, conditional::http_date(modified));
    }
    if known {
        return response;
    }
    map.insert(CONTENT_TYPE, accepted.content_type);
    if let Some(coding) = coding.header() {
        map.insert(CONTENT_ENCODING, coding);
    }
    *response.body_mut() = Body::from(state.codings.encode(coding, rendered.hash, &rendered.body).await);
    response
}

/// A small document that nobody keeps.
pub fn document(exchange: &Exchange<'_>, accepted: Accepted, kind: &str, object: &Object<'_>) -> Response<Body> {
    let body = print_for(exchange, &accepted, kind, object);
    fleeting(exchange.state, StatusCode::OK, Some(accepted.content_type), body)
}

/// A document as it was agreed on.
pub fn print_for(exchange: &Exchange<'_>, accepted: &Accepted, kind: &str, object: &Object<'_>) -> Vec<u8> {
    let hosts = Hosts::of(Some(exchange.state.registry.urls().base()));
    print(exchange.written(accepted.offer), kind, object, &hosts)
}

/// A document that is of no edition.
pub fn print_root(form: Form, root: &Root, object: &Object<'_>) -> Vec<u8> {
    match form {
        Form::Xml => xml::write(root, object),
        Form::Json => json::write(object, Layout::Compact),
        Form::SpacedJson => json::write(object, Layout::Spaced),
    }
}

fn print(written: Written, kind: &str, object: &Object<'_>, hosts: &Hosts<'_>) -> Vec<u8> {
    let Written { form, edition } = written;
    let older = (!edition.is_newest()).then(|| edition.down(kind, object.clone(), hosts));
    let object = older.as_ref().unwrap_or(object);
    print_root(form, edition.root(kind).expect("answers are documents"), object)
}

/// The error document in the syntax that the client accepts; JSON when that cannot be told. It is the same in all
/// versions (`record-api` 4.1).
pub fn error(state: &ApiState, request: &HeaderMap, error: &ApiError) -> Response<Body> {
    let written = match accept::negotiate(request, &media::STANDARD, media::STANDARD_DEFAULT) {
        _ if error.is_untyped() => (Form::Json, None),
        Ok(accepted) => (media::form(accepted.offer), Some(accepted.content_type)),
        Err(_) => (Form::Json, Some(HeaderValue::from_static(media::JSON.header))),
    };
    error_in(state, error, written)
}

/// The error document of what is answered in JSON alone.
pub fn json_error(state: &ApiState, error: &ApiError) -> Response<Body> {
    error_in(state, error, (Form::Json, Some(HeaderValue::from_static(media::JSON.header))))
}

fn error_in(state: &ApiState, error: &ApiError, (form, content_type): (Form, Option<HeaderValue>)) -> Response<Body> {
    let (status, code) = error.published();
    if error.is_of_load() || error.is_of_the_query() {
        // It is no fault of ours, and fills no log.
        tracing::debug!(%error, "a request was refused");
    } else if status.is_server_error() {
        tracing::error!(error = error as &(dyn std::error::Error + 'static), "request failed");
    }
    if matches!(error, ApiError::BadAccept) {
        return html_error(state, status, "The Accept header cannot be read.");
    }
    // The published service says 301 in the JSON form of this one (`record-api` 0.5).
    let shown = if matches!(error, ApiError::OldVersion) && form != Form::Xml { 301 } else { status.as_u16() };
    let document = error_document_with_status(code, shown, error.detail().as_deref());
    let mut response = fleeting(state, status, content_type, print(form.into(), "error", &document, &Hosts::default()));
    headers::put_retry(status, response.headers_mut());
    if matches!(error, ApiError::TooManyStreams) {
        // Readers of streams stay.
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
    }
    if let ApiError::MethodNotAllowed { allow } = error {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static(allow));
    }
    response
}

/// A page for failures that come before any API (`record-api` 0.2).
pub fn html_error(state: &ApiState, status: StatusCode, sentence: &str) -> Response<Body> {
    let name = status.canonical_reason().unwrap_or("Error");
    let number = status.as_u16();
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{number} {name}</title>\n\
         <h1>{number} {name}</h1>\n<p>{sentence}</p>\n</html>\n"
    );
    fleeting(state, status, Some(HeaderValue::from_static(media::HTML.header)), page)
}

/// A refused token: JSON for everybody (`oauth` 8.5).
pub fn bearer_error(state: &ApiState, error: &BearerError) -> Response<Body> {
    if let BearerError::Unavailable { source, .. } = error {
        tracing::error!(error = source as &(dyn std::error::Error + 'static), "a token could not be checked");
    }
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNAUTHORIZED);
    let mut response = fleeting(state, status, Some(HeaderValue::from_static(byline_oauth::JSON)), error.body());
    headers::put_retry(status, response.headers_mut());
    if let Some(challenge) = error.www_authenticate() {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    }
    response
}

/// A redirect without a body.
pub fn redirect(state: &ApiState, status: StatusCode, to: &str) -> Response<Body> {
    let mut response = fleeting(state, status, None, Body::empty());
    put_location(response.headers_mut(), to);
    response
}

/// Addresses are built from paths that came as a URI, so they always fit into a header.
pub fn put_location(headers: &mut HeaderMap, to: &str) {
    if let Ok(value) = HeaderValue::from_str(to) {
        headers.insert(LOCATION, value);
    }
}
