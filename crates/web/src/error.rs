//! Pages for what went wrong.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use byline_registry::RecordError;

use crate::WebState;
use crate::layout::Layout;
use crate::page::html;

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    layout: Layout,
    title: &'static str,
    text: String,
    /// Something to try next: where to, and what it says.
    next: (&'static str, &'static str),
}

/// A page with a title and one paragraph.
pub(crate) fn page(state: &WebState, status: StatusCode, title: &'static str, text: impl Into<String>) -> Response {
    let layout = Layout::new(state);
    html(status, &ErrorPage { layout, title, text: text.into(), next: ("/", "Go to the front page") })
}

/// Any address that is none of ours.
pub(crate) async fn not_found(State(state): State<WebState>) -> Response {
    no_such_page(&state)
}

pub(crate) fn no_such_page(state: &WebState) -> Response {
    page(state, StatusCode::NOT_FOUND, "There is no such page", "The address may be mistyped, or the page has moved.")
}

pub(crate) async fn method_not_allowed(State(state): State<WebState>) -> Response {
    let text = "This address exists, but does not answer requests of this kind.";
    page(&state, StatusCode::METHOD_NOT_ALLOWED, "That does not work here", text)
}

/// Something of ours failed: logged here, with the record it was about, and not explained to the visitor.
pub(crate) fn failure(state: &WebState, error: &RecordError) -> Response {
    tracing::error!(error = error as &dyn std::error::Error, "a page could not be made");
    let text = "The page could not be made. It is not your fault; please try again in a moment.";
    page(state, StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong", text).into_response()
}
