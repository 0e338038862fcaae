//! The front page, and the box that leads to a record.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use byline_accounts::written_orcid;
use byline_pages::{Layout, Visitor, html};
use serde::Deserialize;

use crate::WebState;

#[derive(Template)]
#[template(path = "site/home.html")]
struct HomePage {
    layout: Layout,
    public_api: String,
    /// What was typed into the box and is no iD.
    refused: Option<String>,
}

fn front_page(state: &WebState, visitor: &Visitor, refused: Option<String>) -> Response {
    let status = if refused.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let layout = Layout::new(state, &visitor.language).of(state, visitor).indexed(state, refused.is_none());
    let page = HomePage { layout, public_api: state.site().public_api.to_string(), refused };
    visitor.finish_public(state, html(&visitor.language, status, &page))
}

/// `GET /`
pub(crate) async fn home(State(state): State<WebState>, visitor: Visitor) -> Response {
    front_page(&state, &visitor, None)
}

#[derive(Deserialize)]
pub(crate) struct Find {
    #[serde(default)]
    id: String,
}

/// `GET /find?id=`: straight to the record of an iD in any form (`registry` 16.8).
pub(crate) async fn find(State(state): State<WebState>, visitor: Visitor, Query(find): Query<Find>) -> Response {
    match written_orcid(&find.id) {
        Some(orcid) => Redirect::to(&format!("/{orcid}")).into_response(),
        None => front_page(&state, &visitor, Some(find.id)),
    }
}
