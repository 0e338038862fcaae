//! `GET /{iD}`: the public page of a record, or the way to its data.

mod accept;
pub(crate) mod activities;
mod dates;
pub(crate) mod links;
pub(crate) mod person;
pub(crate) mod section;
pub(crate) mod source;
mod states;
mod view;

use axum::extract::{OriginalUri, Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use byline_model::OrcidId;
use byline_model::document::Object;
use byline_model::orcid::InvalidOrcidId;
use byline_pages::{Language, Layout, Visitor, error, html};
use byline_registry::{RecordError, Section, Viewer, Visible};

use crate::WebState;
use accept::Wanted;
use activities::ReviewGroups;
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
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept, Accept-Language, Cookie"));
    response
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
    let (everybody, whole) = (Viewer::Public, Section::Record);
    let shown =
        state.registry().read_for(&everybody, orcid, &whole, |record| shown(state, orcid, query, visitor, record));
    let mut response = match shown.await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => return error::broken(state, &visitor.language, &error),
        Err(error) => return states::explain(state, &visitor.language, orcid, &error),
    };
    links::add(response.headers_mut(), &state.registry().urls().person(orcid), &state.site().public_api, orcid);
    // Forms of the header need their token; visitors who are not signed in see none, and share the page.
    if visitor.signed_in().is_some() {
        return visitor.finish(state, response);
    }
    unless_known(response, request).await
}

/// The page of what was read. A record of thousands of works takes its time.
async fn shown(
    state: &WebState,
    orcid: OrcidId,
    query: &str,
    visitor: &Visitor,
    record: Visible<Object<'static>>,
) -> Result<Response, RecordError> {
    let record = record.into_inner();
    let groups = match activities::has_reviews(&record) {
        true => state.registry().review_groups(orcid).await?,
        false => ReviewGroups::new(),
    };
    let layout = Layout::new(state, &visitor.language).of(state, visitor);
    let view = RecordPage::new(layout, state, orcid, (&record, &groups), query);
    Ok(html(&visitor.language, StatusCode::OK, &view))
}

/// Answers 304 when the visitor has this very page already.
async fn unless_known(response: Response, request: &HeaderMap) -> Response {
    let (mut parts, body) = response.into_parts();
    // The page is in memory already: no limit can be met.
    let Ok(body) = axum::body::to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let tag = format!("\"{:032x}\"", xxhash_rust::xxh3::xxh3_128(&body));
    let known = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let known = known.flat_map(|value| value.split(',')).any(|it| it.trim().trim_start_matches("W/") == tag);
    parts.headers.insert(header::ETAG, HeaderValue::from_str(&tag).expect("a hash in quotes is ASCII"));
    if known {
        parts.status = StatusCode::NOT_MODIFIED;
        return Response::from_parts(parts, axum::body::Body::empty());
    }
    Response::from_parts(parts, axum::body::Body::from(body))
}
