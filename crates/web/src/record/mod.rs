//! `GET /{iD}`: the public page of a record, or the way to its data.

mod accept;
pub(crate) mod activities;
pub(crate) mod answer;
pub(crate) mod asked;
pub(crate) mod badge;
mod dates;
mod details;
pub(crate) mod item;
pub(crate) mod links;
pub(crate) mod linkset;
mod person;
pub(crate) mod prose;
pub(crate) mod qr;
pub(crate) mod section;
pub(crate) mod source;
mod states;
mod view;

use axum::extract::{OriginalUri, Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use byline_model::OrcidId;
use byline_model::orcid::InvalidOrcidId;
use byline_pages::{Language, Layout, Visitor, error, html};
use byline_registry::Viewer;

use crate::WebState;
use accept::Wanted;
use asked::Asked;
use view::RecordPage;

/// `GET /{iD}`
pub(crate) async fn show(
    State(state): State<WebState>,
    Path(segment): Path<String>,
    RawQuery(query): RawQuery,
    OriginalUri(uri): OriginalUri,
    request: HeaderMap,
    visitor: Visitor,
) -> Response {
    let wanted = accept::wanted(&request);
    let orcid = match segment.parse::<OrcidId>() {
        Ok(orcid) => orcid,
        // The API says what is wrong with it, too.
        Err(InvalidOrcidId::CheckDigit { .. }) if wanted == Wanted::Data => {
            return to_data(&state, &visitor.language, uri.path());
        }
        Err(_) => return other_spelling(&state, &visitor.language, &segment),
    };
    let mut response = match wanted {
        // The path goes along as it came (`model` 7.1).
        Wanted::Data => to_data(&state, &visitor.language, uri.path()),
        Wanted::Page => page(&state, orcid, query.as_deref().unwrap_or_default(), &request, &visitor).await,
    };
    vary_by_form(response.headers_mut());
    response
}

/// The address is one for page and data.
fn vary_by_form(headers: &mut HeaderMap) {
    let vary = match headers.get(header::VARY).and_then(|it| it.to_str().ok()) {
        Some(more) => HeaderValue::from_str(&format!("Accept, {more}")).expect("it was a value before"),
        None => HeaderValue::from_static("Accept"),
    };
    headers.insert(header::VARY, vary);
}

/// An iD with a lower-case x leads to the canonical spelling (`registry` 4), and one that is mistyped is said to be; anything
/// else is no page.
fn other_spelling(state: &WebState, language: &Language, segment: &str) -> Response {
    let segment = segment.to_ascii_uppercase();
    match segment.parse::<OrcidId>() {
        Ok(orcid) => Redirect::permanent(&format!("/{orcid}")).into_response(),
        Err(InvalidOrcidId::CheckDigit { .. }) => {
            let missing = StatusCode::NOT_FOUND;
            error::page_saying(state, language, missing, "error-bad-id", |text| text.name("id", &segment))
        }
        Err(InvalidOrcidId::Shape) => error::no_such_page(state, language),
    }
}

fn to_data(state: &WebState, language: &Language, path: &str) -> Response {
    let target = format!("{}{path}", state.site().public_api);
    match HeaderValue::from_str(&target) {
        // Whoever asks is a program, perhaps one in a browser elsewhere: public data is open to it.
        Ok(target) => {
            let open = (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
            (StatusCode::FOUND, [(header::LOCATION, target), open]).into_response()
        }
        Err(_) => error::no_such_page(state, language),
    }
}

async fn page(state: &WebState, orcid: OrcidId, query: &str, request: &HeaderMap, visitor: &Visitor) -> Response {
    let asked = Asked::of(query);
    let shown = state.registry().extract_for(&Viewer::Public, orcid, &asked.works, |extract| {
        let layout = Layout::new(state, &visitor.language).of(state, visitor);
        RecordPage::new(layout, state, orcid, extract.get(), asked.clone())
    });
    let view = match shown.await {
        Ok(view) => view,
        Err(error) => return states::explain(state, &visitor.language, orcid, &error),
    };
    let listed = match is_listed(state, &visitor.language, orcid, &view).await {
        Ok(listed) => listed,
        Err(response) => return response,
    };
    let mut response = html(&visitor.language, StatusCode::OK, &view.listed(state, listed));
    links::Links::new(state, orcid).add(response.headers_mut());
    answer::page(state, request, visitor, response).await
}

/// Spam gets records and no trust: search engines list those alone for which an organisation vouches, or which one may use
/// (`registry` 16.2). Pages with a choice of works are the same again.
async fn is_listed(state: &WebState, language: &Language, orcid: OrcidId, view: &RecordPage) -> Result<bool, Response> {
    if !view.is_plain() || !state.site().indexed {
        return Ok(false);
    }
    if view.vouched {
        return Ok(true);
    }
    state.trusted().any(orcid, state.now()).await.map_err(|error| error::broken(state, language, &error))
}
