//! From a template to an answer.

use std::borrow::Cow;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::Pages;
use crate::language::Language;
use crate::layout::Layout;
use crate::markup::Said;
use crate::visitor::Visitor;

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// A page in this language. Pages show states that change, so nobody keeps them without asking.
pub fn html(language: &Language, status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(body) => {
            let headers = [
                (header::CONTENT_TYPE, HTML),
                (header::CONTENT_LANGUAGE, HeaderValue::from_static(language.locale().tag())),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
                (header::VARY, HeaderValue::from_static("Accept-Language, Cookie")),
            ];
            (status, headers, body).into_response()
        }
        Err(error) => {
            // Writing to memory cannot fail; a template that says so is a defect.
            tracing::error!(%error, "a template could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A question before something is done.
pub struct Confirm {
    pub title: String,
    pub text: Vec<Said>,
    pub action: Cow<'static, str>,
    pub button: Cow<'static, str>,
    pub back: &'static str,
    pub hidden: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage<'a> {
    layout: Layout,
    ask: &'a Confirm,
}

impl Confirm {
    pub fn show(&self, on: &impl AsRef<Pages>, visitor: &Visitor) -> Response {
        let page = ConfirmPage { layout: Layout::new(on, &visitor.language).of(on, visitor), ask: self };
        visitor.finish(on, html(&visitor.language, StatusCode::OK, &page))
    }
}
