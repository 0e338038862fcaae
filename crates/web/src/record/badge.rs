//! `GET /{iD}/badge`: an iD for posters, signatures and pages elsewhere (`registry` 16.7).

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use byline_model::OrcidId;
use byline_pages::{Layout, Visitor, html};

use super::{answer, states};
use crate::WebState;

#[derive(Template)]
#[template(path = "record/badge.html")]
struct BadgePage {
    layout: Layout,
    orcid: OrcidId,
    /// `https://reg.example/0009-…`
    uri: String,
    snippets: [Snippet; 3],
}

/// Something to paste into a page.
struct Snippet {
    /// The message that says what it is.
    key: &'static str,
    html: String,
}

/// `GET /{iD}/badge`
pub(crate) async fn show(
    State(state): State<WebState>,
    Path(orcid): Path<String>,
    request: HeaderMap,
    visitor: Visitor,
) -> Response {
    let orcid = match states::shown(&state, &visitor.language, &orcid).await {
        Ok(orcid) => orcid,
        Err(response) => return response,
    };
    let urls = state.registry().urls();
    let uri = urls.person(orcid);
    let page = BadgePage {
        layout: Layout::new(&state, &visitor.language).of(&state, &visitor),
        orcid,
        snippets: snippets(urls.base(), &uri, orcid),
        uri,
    };
    let response = html(&visitor.language, StatusCode::OK, &page);
    answer::page(&state, &request, &visitor, response).await
}

/// The whole address, the iD alone, and the picture alone: `rel="me"` says that both pages are one person's.
fn snippets(base: &str, uri: &str, orcid: OrcidId) -> [Snippet; 3] {
    let link = |content: &str| format!("<a href=\"{uri}\" rel=\"me\">{content}</a>");
    let mark = |alt: &str| format!("<img src=\"{base}/badge.svg\" alt=\"{alt}\" width=\"16\" height=\"16\">");
    [
        Snippet { key: "badge-full", html: link(&format!("{} {uri}", mark(""))) },
        Snippet { key: "badge-compact", html: link(&format!("{} {orcid}", mark(""))) },
        Snippet { key: "badge-inline", html: link(&mark(&orcid.to_string())) },
    ]
}
