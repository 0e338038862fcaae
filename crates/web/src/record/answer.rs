//! Pages that everybody gets alike: with a tag, coded, and not sent again to who has them.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use byline_http::{Coding, conditional};
use byline_pages::Visitor;

use crate::WebState;

/// Beside the tags of the APIs: pages are neither of their forms.
const FORM: u8 = 20;

/// The page for this visitor. Whoever is signed in has a header of their own, with forms that need their token: what holds a
/// secret beside what others may choose is not compressed (BREACH), nor kept by anybody. All others share the page.
pub(crate) async fn page(state: &WebState, request: &HeaderMap, visitor: &Visitor, response: Response) -> Response {
    if visitor.signed_in().is_some() {
        return visitor.finish(state, response);
    }
    shared(state, request, response).await
}

/// An answer that is the same for everybody.
pub(crate) async fn shared(state: &WebState, request: &HeaderMap, response: Response) -> Response {
    if response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // It is in memory already: no limit can be met.
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let hash = xxhash_rust::xxh3::xxh3_128(&body);
    let packed = parts.headers.get(header::CONTENT_TYPE).is_some_and(|it| it == "image/png");
    let coding = if packed { Coding::Identity } else { Coding::choose(request, body.len()) };
    let tag = conditional::etag(hash, FORM, coding);
    let known = conditional::none_match(request, &tag);
    parts.headers.insert(header::ETAG, tag);
    vary_by_coding(&mut parts.headers);
    if known {
        parts.status = StatusCode::NOT_MODIFIED;
        return Response::from_parts(parts, Body::empty());
    }
    if let Some(name) = coding.header() {
        parts.headers.insert(header::CONTENT_ENCODING, name);
    }
    Response::from_parts(parts, Body::from(state.codings().encode(coding, hash, &body).await))
}

/// Coded or not, the address is the same.
fn vary_by_coding(headers: &mut HeaderMap) {
    let vary = headers.get(header::VARY).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let vary = if vary.is_empty() { "Accept-Encoding".to_owned() } else { format!("{vary}, Accept-Encoding") };
    headers.insert(header::VARY, HeaderValue::from_str(&vary).expect("it was a value before"));
}
