//! The front page, and the box that leads to a record.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use byline_model::OrcidId;
use serde::Deserialize;

use crate::WebState;
use crate::layout::Layout;
use crate::page::html;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    layout: Layout,
    public_api: String,
    /// What was typed into the box and is no iD, with the reason.
    refused: Option<(String, String)>,
}

fn front_page(state: &WebState, refused: Option<(String, String)>) -> Response {
    let status = if refused.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    let layout = Layout::new(state).indexed(state, refused.is_none());
    html(status, &HomePage { layout, public_api: state.site.public_api.to_string(), refused })
}

/// `GET /`
pub(crate) async fn home(State(state): State<WebState>) -> Response {
    front_page(&state, None)
}

#[derive(Deserialize)]
pub(crate) struct Find {
    #[serde(default)]
    id: String,
}

/// `GET /find?id=`: straight to the record of an iD in any form (`registry` 16.8).
pub(crate) async fn find(State(state): State<WebState>, Query(find): Query<Find>) -> Response {
    match parse_id(&find.id) {
        Ok(orcid) => Redirect::to(&format!("/{orcid}")).into_response(),
        Err(error) => front_page(&state, Some((find.id, error.to_string()))),
    }
}

/// An iD as people write it: bare, without hyphens, with spaces, with a lower-case x, or as an address (`registry` 4).
pub(crate) fn parse_id(text: &str) -> Result<OrcidId, byline_model::orcid::InvalidOrcidId> {
    let text = text.trim().trim_end_matches('/');
    let last = text.rsplit('/').next().unwrap_or_default();
    let digits: Vec<char> =
        last.chars().filter(|it| !it.is_whitespace() && !matches!(it, '-' | '\u{2010}'..='\u{2015}')).collect();
    let grouped: Vec<String> = digits.chunks(4).map(|chunk| chunk.iter().collect()).collect();
    grouped.join("-").to_uppercase().parse()
}

#[cfg(test)]
mod tests {
    use super::parse_id;

    #[test]
    fn an_id_may_be_written_in_many_ways() {
        for text in [
            "0009-9000-0000-007X",
            " 0009-9000-0000-007x ",
            "000990000000007X",
            "0009 9000 0000 007x",
            "https://orcid.org/0009-9000-0000-007X/",
            "reg.example/0009\u{2013}9000\u{2013}0000\u{2013}007X",
        ] {
            assert_eq!(parse_id(text).map(|it| it.to_string()).as_deref(), Ok("0009-9000-0000-007X"), "{text}");
        }
        assert!(parse_id("Ada Lovelace").is_err());
        assert!(parse_id("").is_err());
    }
}
