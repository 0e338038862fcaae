//! Pages for what went wrong.

use std::borrow::Cow;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

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
    next: (Cow<'static, str>, &'static str),
}

const FRONT_PAGE: (&str, &str) = ("/", "Go to the front page");

/// A page with a title and one paragraph.
pub(crate) fn page(state: &WebState, status: StatusCode, title: &'static str, text: impl Into<String>) -> Response {
    page_leading_to(state, status, title, text, FRONT_PAGE)
}

/// The same with something to try next.
pub(crate) fn page_leading_to(
    state: &WebState,
    status: StatusCode,
    title: &'static str,
    text: impl Into<String>,
    (address, words): (impl Into<Cow<'static, str>>, &'static str),
) -> Response {
    let next = (address.into(), words);
    html(status, &ErrorPage { layout: Layout::new(state), title, text: text.into(), next })
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

/// Something of ours failed: logged here, and not explained to the visitor.
pub(crate) fn broken(state: &WebState, error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(error, "a page could not be made");
    let text = "The page could not be made. It is not your fault; please try again in a moment.";
    page(state, StatusCode::SERVICE_UNAVAILABLE, "Something went wrong", text)
}

/// On to another page, by GET.
pub(crate) fn see_other(location: &str) -> Response {
    match HeaderValue::from_str(location) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        // Places to go to were checked before they came here.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
