//! Addresses and methods that are none of ours. No route counts them, so they are counted here.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use byline_http::Class;
use byline_http::limit::Counted;
use byline_pages::{Visitor, error};

use crate::WebState;

/// Any address that is none of ours.
pub(crate) async fn not_found(State(state): State<WebState>, request: Request) -> Response {
    match counted(&state, request).await {
        Ok(visitor) => error::no_such_page(&state, &visitor.language),
        Err(response) => response,
    }
}

pub(crate) async fn method_not_allowed(State(state): State<WebState>, request: Request) -> Response {
    match counted(&state, request).await {
        Ok(visitor) => error::page(&state, &visitor.language, StatusCode::METHOD_NOT_ALLOWED, "error-method"),
        Err(response) => response,
    }
}

/// Who asked for what is not there, unless it was too often.
async fn counted(state: &WebState, request: Request) -> Result<Visitor, Response> {
    let (mut parts, _) = request.into_parts();
    match state.take(Class::Read, &parts) {
        Ok(()) => Visitor::from_request_parts(&mut parts, state).await,
        Err(refused) => Err(state.too_often(Class::Read, &parts, refused)),
    }
}
