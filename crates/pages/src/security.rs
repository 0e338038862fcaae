//! Headers that every answer of the pages carries.

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::response::Response;

use crate::Pages;

/// No scripts, no inline styles, nothing from elsewhere, no frames around us. Forms stay here.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// The same for pages on the way through OAuth. Browsers hold `form-action` against redirects too, and what follows
/// the form there is a redirect to the client, which may redirect further (CSP 3, `form-action`).
const POLICY_OAUTH: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Values as they go out: from a text each would be looked at byte by byte for each answer.
const FIXED: [(HeaderName, HeaderValue); 5] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    // Addresses here can carry codes and tokens of links in mails; nobody else needs to see them.
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    // For browsers that do not know `frame-ancestors`.
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=()"),
    ),
];

/// As the APIs say it; of this host alone, as others below it may not have certificates.
const HTTPS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Adds the headers to the answer to a request with this method, unless a handler chose its own value. HEAD only looks, and
/// so sets no cookies.
pub fn put(pages: &Pages, method: &Method, headers: &mut HeaderMap) {
    if method == Method::HEAD {
        headers.remove(header::SET_COOKIE);
    }
    if pages.registry().urls().base().starts_with("https://") {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HTTPS);
    }
    for (name, value) in FIXED {
        headers.entry(name).or_insert(value);
    }
}

/// For a page whose form leads to a client in the end.
pub fn leads_elsewhere(mut response: Response) -> Response {
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY_OAUTH));
    response
}
