//! `GET /{iD}/linkset`: what the page links to, for programs (RFC 9264, signposting.org).

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use byline_pages::Visitor;
use serde_json::json;

use super::links::{FORMS, LICENCE, Links, TYPES};
use super::{answer, states};
use crate::WebState;

/// `GET /{iD}/linkset`
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
    let links = Links::new(&state, orcid);
    let described = FORMS.map(|form| json!({ "href": links.data, "type": form }));
    let set = json!({ "linkset": [{
        "anchor": links.person,
        "cite-as": [{ "href": links.person }],
        "type": TYPES.map(|href| json!({ "href": href })),
        "license": [{ "href": LICENCE }],
        "describedby": described,
    }] });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/linkset+json")),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    answer::shared(&state, &request, (headers, set.to_string()).into_response()).await
}
