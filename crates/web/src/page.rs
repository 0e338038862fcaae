//! From a template to an answer.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::WebState;
use crate::layout::Layout;
use crate::visitor::Visitor;

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// A page in English. Pages show states that change, so nobody keeps them without asking.
pub(crate) fn html(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(body) => {
            let headers = [
                (header::CONTENT_TYPE, HTML),
                (header::CONTENT_LANGUAGE, HeaderValue::from_static("en")),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
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
pub(crate) struct Confirm {
    pub(crate) title: String,
    pub(crate) text: Vec<String>,
    pub(crate) action: &'static str,
    pub(crate) button: &'static str,
    pub(crate) back: &'static str,
    pub(crate) hidden: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage<'a> {
    layout: Layout,
    ask: &'a Confirm,
}

impl Confirm {
    pub(crate) fn show(&self, state: &WebState, visitor: &Visitor) -> Response {
        let page = ConfirmPage { layout: Layout::new(state).of(state, visitor), ask: self };
        visitor.finish(state, html(StatusCode::OK, &page))
    }
}
