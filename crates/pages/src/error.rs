//! Pages for what went wrong.

use std::borrow::Cow;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::Pages;
use crate::language::Language;
use crate::layout::Layout;
use crate::markup::{Markup, Said};
use crate::page::html;

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
pub fn page(on: &impl AsRef<Pages>, language: &Language, status: StatusCode, key: &str) -> Response {
    page_saying(on, language, status, key, |text| text)
}

/// The same with something put into the paragraph.
pub fn page_saying(
    on: &impl AsRef<Pages>,
    language: &Language,
    status: StatusCode,
    key: &str,
    fill: impl FnOnce(Markup<'_>) -> Markup<'_>,
) -> Response {
    show(on, language, status, fill(Markup::of(language.texts, key)), FRONT_PAGE)
}

/// The same with something else to try next.
pub fn page_leading_to(
    on: &impl AsRef<Pages>,
    language: &Language,
    status: StatusCode,
    text: Markup<'_>,
    (address, words): (impl Into<Cow<'static, str>>, &'static str),
) -> Response {
    show(on, language, status, text, (address.into(), words))
}

fn show(on: &impl AsRef<Pages>, language: &Language, status: StatusCode, text: Markup<'_>, next: Next) -> Response {
    let title = language.texts.text(&format!("{}.title", text.key()));
    let layout = Layout::new(on, language);
    html(language, status, &ErrorPage { layout, title, text: text.into(), next })
}

/// Any address that is none of ours.
pub fn no_such_page(on: &impl AsRef<Pages>, language: &Language) -> Response {
    page(on, language, StatusCode::NOT_FOUND, "error-no-page")
}

/// To whoever asks too often; in so many seconds they may come again.
pub fn too_often(on: &impl AsRef<Pages>, language: &Language, wait: u32) -> Response {
    let (key, count) = match wait {
        seconds @ 0..=90 => ("error-too-often", seconds),
        seconds => ("error-too-often-long", seconds.div_ceil(60)),
    };
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    page_saying(on, language, StatusCode::TOO_MANY_REQUESTS, key, |text| text.count("count", count))
}

/// Something of ours failed: logged here, and not explained to the visitor.
pub fn broken(on: &impl AsRef<Pages>, language: &Language, error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(error, "a page could not be made");
    page(on, language, StatusCode::SERVICE_UNAVAILABLE, "error-broken")
}

/// On to another page, by GET.
pub fn see_other(location: &str) -> Response {
    match HeaderValue::from_str(location) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        // Places to go to were checked before they came here.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
