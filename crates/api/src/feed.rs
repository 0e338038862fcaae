//! `/sync/changes`: what changed, as pages and as a stream; on both APIs, without a version.

mod stream;

use axum::body::Body;
use axum::http::header::LINK;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use byline_http::MediaType;
use byline_model::scope::required;
use byline_oauth::Seal;
use byline_registry::{Cursor, FeedEntry, FeedError};
use serde::Serialize;

pub use stream::Streams;

use crate::documents::demand;
use crate::error::ApiError;
use crate::exchange::Exchange;
use crate::{answer, media};

/// Below the host and prefix of an API. JSON is all that is answered here, to who is refused, too.
pub const PATH: &[&str] = &["sync", "changes"];
/// Before everything.
const BEGINNING: &str = "0";
const USUAL: usize = 100;
const MOST: usize = 1000;

static EVENTS: MediaType = MediaType::new("text/event-stream", "text/event-stream", 500);

/// An entry as it is written.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Change {
    cursor: String,
    orcid: String,
    kind: &'static str,
    put_code: Option<u64>,
    operation: &'static str,
    source_client: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assertion_origin_client: Option<String>,
    time: String,
}

impl Change {
    fn of(entry: &FeedEntry, seal: &Seal) -> Self {
        Change {
            cursor: text(entry.cursor, seal),
            orcid: entry.orcid.to_string(),
            kind: entry.kind.map_or("record", |kind| kind.spec().singular),
            put_code: entry.put_code.map(|it| it.get()),
            operation: entry.operation.as_str(),
            source_client: entry.client.as_ref().map(ToString::to_string),
            assertion_origin_client: entry.origin.as_ref().map(ToString::to_string),
            time: entry.at.to_string(),
        }
    }
}

/// A cursor as readers keep it.
fn text(cursor: Cursor, seal: &Seal) -> String {
    if cursor == Cursor::START { BEGINNING.to_owned() } else { seal.close(cursor.sequence()) }
}

/// # Errors
/// When it was not made here.
fn cursor(text: &str, seal: &Seal) -> Result<Cursor, ApiError> {
    match text {
        "" | BEGINNING => Ok(Cursor::START),
        text => seal.open(text).map(Cursor::new).ok_or(ApiError::Feed(FeedError::UnknownCursor)),
    }
}

#[derive(Serialize)]
struct Page {
    changes: Vec<Change>,
    /// Where to go on.
    cursor: String,
    more: bool,
}

pub async fn answer(exchange: &Exchange<'_>) -> Result<Response<Body>, ApiError> {
    demand(exchange, required::SEARCH)?;
    if !exchange.reads() {
        return Err(ApiError::MethodNotAllowed { allow: "HEAD,GET,OPTIONS" });
    }
    let accepted = exchange.negotiate(&[&media::JSON, &EVENTS], 0)?;
    let seal = exchange.state.authority.seal(exchange.state.clock.now()).await;
    let seal = seal.map_err(|error| ApiError::Record(error.into()))?;
    let after = after(exchange, &seal)?;
    if accepted.offer == 1 {
        return stream::answer(exchange, accepted.content_type, after, seal).await;
    }
    let limit = limit(exchange)?;
    let page = exchange.state.registry.changes(&exchange.viewer(), after, limit).await?;
    let changes = page.entries.get().iter().map(|entry| Change::of(entry, &seal)).collect();
    let next = text(page.next, &seal);
    let written = Page { changes, cursor: next.clone(), more: page.more };
    let body = serde_json::to_vec(&written).expect("texts and numbers have a form in JSON");
    let mut response = answer::fleeting(exchange.state, StatusCode::OK, Some(accepted.content_type), body);
    put_next(exchange, response.headers_mut(), &next, limit);
    Ok(response)
}

fn put_next(exchange: &Exchange<'_>, headers: &mut HeaderMap, next: &str, limit: usize) {
    let link = format!("<{}/sync/changes?after={next}&limit={limit}>; rel=\"next\"", exchange.links());
    if let Ok(value) = HeaderValue::from_str(&link) {
        headers.insert(LINK, value);
    }
}

/// What a stream says when it is taken up again wins over the address that it was begun with.
fn after(exchange: &Exchange<'_>, seal: &Seal) -> Result<Cursor, ApiError> {
    let last = exchange.parts.headers.get("last-event-id").and_then(|value| value.to_str().ok()).map(str::to_owned);
    cursor(&last.or_else(|| exchange.query("after")).unwrap_or_default(), seal)
}

fn limit(exchange: &Exchange<'_>) -> Result<usize, ApiError> {
    match exchange.query("limit") {
        None => Ok(USUAL),
        Some(text) => match text.parse() {
            Ok(limit) if limit > 0 => Ok(MOST.min(limit)),
            Ok(_) | Err(_) => Err(ApiError::BadPage { name: "limit" }),
        },
    }
}
