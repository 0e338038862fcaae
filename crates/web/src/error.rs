//! Pages for what went wrong.

use std::borrow::Cow;

use askama::Template;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use byline_http::{Class, headers};

use crate::WebState;
use crate::language::Language;
use crate::layout::Layout;
use crate::limits;
use crate::markup::{Markup, Said};
use crate::page::html;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    layout: Layout,
    title: Cow<'static, str>,
    text: Said,
    /// Something to try next: where to, and what it says.
    next: Next,
}

/// An address, and the text of the link to it.
type Next = (Cow<'static, str>, &'static str);

const FRONT_PAGE: Next = (Cow::Borrowed("/"), "go-home");

/// A page with a title and one paragraph: those of the message `key`.
pub(crate) fn page(state: &WebState, language: &Language, status: StatusCode, key: &str) -> Response {
    page_saying(state, language, status, key, |text| text)
}

/// The same with something put into the paragraph.
pub(crate) fn page_saying(
    state: &WebState,
    language: &Language,
    status: StatusCode,
    key: &str,
    fill: impl FnOnce(Markup<'_>) -> Markup<'_>,
) -> Response {
    show(state, language, status, fill(Markup::of(language.texts, key)), FRONT_PAGE)
}

/// The same with something else to try next.
pub(crate) fn page_leading_to(
    state: &WebState,
    language: &Language,
    status: StatusCode,
    text: Markup<'_>,
    (address, words): (impl Into<Cow<'static, str>>, &'static str),
) -> Response {
    show(state, language, status, text, (address.into(), words))
}

fn show(state: &WebState, language: &Language, status: StatusCode, text: Markup<'_>, next: Next) -> Response {
    let title = language.texts.text(&format!("{}.title", text.key()));
    let layout = Layout::new(state, language);
    html(language, status, &ErrorPage { layout, title, text: text.into(), next })
}

/// Any address that is none of ours.
pub(crate) async fn not_found(State(state): State<WebState>, request: Request) -> Response {
    match counted(&state, request).await {
        Ok(visitor) => no_such_page(&state, &visitor.language),
        Err(response) => response,
    }
}

pub(crate) fn no_such_page(state: &WebState, language: &Language) -> Response {
    page(state, language, StatusCode::NOT_FOUND, "error-no-page")
}

pub(crate) async fn method_not_allowed(State(state): State<WebState>, request: Request) -> Response {
    match counted(&state, request).await {
        Ok(visitor) => page(&state, &visitor.language, StatusCode::METHOD_NOT_ALLOWED, "error-method"),
        Err(response) => response,
    }
}

/// Who asked for what is not there, unless it was too often: no route counts it.
async fn counted(state: &WebState, request: Request) -> Result<Visitor, Response> {
    let (mut parts, _) = request.into_parts();
    match limits::take(state, Class::Read, &parts) {
        Ok(()) => Visitor::from_request_parts(&mut parts, state).await,
        Err(refused) => Err(limits::too_often(state, &Language::of_request(state, &parts), refused)),
    }
}

/// Something of ours failed: logged here, and not explained to the visitor.
pub(crate) fn broken(state: &WebState, language: &Language, error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(error, "a page could not be made");
    let mut response = page(state, language, StatusCode::SERVICE_UNAVAILABLE, "error-broken");
    headers::put_retry(StatusCode::SERVICE_UNAVAILABLE, response.headers_mut());
    response
}

/// On to another page, by GET.
pub(crate) fn see_other(location: &str) -> Response {
    match HeaderValue::from_str(location) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        // Places to go to were checked before they came here.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
