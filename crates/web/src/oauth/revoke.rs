//! `POST /oauth/revoke` (RFC 7009).

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use byline_http::headers;
use byline_oauth::Form;

use super::{authorization, json, parameters, refused};
use crate::WebState;

/// 200 with nothing, whether or not there was anything to revoke.
pub(crate) async fn revoke(State(state): State<WebState>, request: Request) -> Response {
    let headers = request.headers().clone();
    let (form, mut response) = match parameters(request).await {
        Ok((form, authorization)) => {
            let answer = match state.revocation().revoke(&form, authorization.as_deref(), state.now()).await {
                Ok(()) => nothing(StatusCode::OK),
                Err(error) => refused(&error),
            };
            (Some(form), answer)
        }
        Err(response) => (None, response),
    };
    allow_origin(&state, &headers, form.as_ref(), &mut response).await;
    response
}

/// As at the token endpoint: pages of browser applications may call this, and no others.
pub(crate) async fn preflight(State(state): State<WebState>, headers: HeaderMap) -> Response {
    let mut response = nothing(StatusCode::OK);
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST,OPTIONS"));
    allow_origin(&state, &headers, None, &mut response).await;
    response
}

fn nothing(status: StatusCode) -> Response {
    let mut response = json(status, String::new());
    response.headers_mut().remove(header::CONTENT_TYPE);
    response.into_response()
}

async fn allow_origin(state: &WebState, request: &HeaderMap, form: Option<&Form>, response: &mut Response) {
    let authorization = authorization(request);
    let origin = request.get(header::ORIGIN).and_then(|value| value.to_str().ok());
    let named = form.map(|form| (form, authorization.as_deref()));
    let admitted = state.authority().admits_origin(origin, named).await;
    headers::put_origin(response.headers_mut(), request, admitted);
}
