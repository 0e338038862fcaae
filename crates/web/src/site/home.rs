//! The front page.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use byline_pages::{Layout, Visitor, html};

use crate::WebState;

#[derive(Template)]
#[template(path = "site/home.html")]
struct HomePage {
    layout: Layout,
    public_api: String,
}

/// `GET /`
pub(crate) async fn home(State(state): State<WebState>, visitor: Visitor) -> Response {
    let layout = Layout::new(&state, &visitor.language).of(&state, &visitor).indexed(&state, true).without_finder();
    let page = HomePage { layout, public_api: state.site().public_api.to_string() };
    visitor.finish_public(&state, html(&visitor.language, StatusCode::OK, &page))
}
