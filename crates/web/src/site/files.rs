//! Files for machines that a site has at its root.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use byline_pages::assets;

use crate::WebState;
use crate::record::answer;

/// What nobody should find by a search engine: steps of signing in, and what is behind it.
const CLOSED: [&str; 9] = [
    "/oauth/",
    "/signin",
    "/login",
    "/signout",
    "/2fa-signin",
    "/my-orcid",
    "/inbox",
    "/trusted-parties",
    "/reset-password",
];

/// `GET /robots.txt` (RFC 9309). Records that are not to be listed say so themselves, and have to be read for that.
pub(crate) async fn robots(State(state): State<WebState>) -> Response {
    let mut text = String::from("User-agent: *\n");
    if state.site().indexed {
        for path in CLOSED {
            text.push_str(&format!("Disallow: {path}\n"));
        }
    } else {
        text.push_str("Disallow: /\n");
    }
    plain("text/plain; charset=utf-8", text)
}

/// `GET /assets/{name}`
pub(crate) async fn asset(state: State<WebState>, name: Path<String>, request: HeaderMap) -> Response {
    answer::shared(&state, &request, assets::serve(name).await).await
}

/// `GET /badge.svg`: the mark at an address that stays, for pages elsewhere.
pub(crate) async fn badge() -> Response {
    plain("image/svg+xml", assets::read("mark.svg"))
}

/// `GET /favicon.ico`: for whoever asks without having read a page.
pub(crate) async fn favicon() -> Response {
    plain("image/vnd.microsoft.icon", assets::read("favicon.ico"))
}

/// A file without a hash in its name: it may be kept for a day.
fn plain(content_type: &'static str, body: impl IntoResponse) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")),
    ];
    (headers, body).into_response()
}
