//! The headers that answers carry: security, caching, CORS (`record-api` 0.3, 0.4).

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_REQUEST_METHOD, CACHE_CONTROL, EXPIRES, ORIGIN, PRAGMA, RETRY_AFTER, STRICT_TRANSPORT_SECURITY,
    VARY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS, X_XSS_PROTECTION,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};

const ONE_YEAR: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Headers of every answer of an API.
pub fn put_security(headers: &mut HeaderMap, https: bool) {
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    // The filter this names did harm and is gone from browsers; scanners look for the header all the same.
    headers.insert(X_XSS_PROTECTION, HeaderValue::from_static("0"));
    if https {
        headers.insert(STRICT_TRANSPORT_SECURITY, ONE_YEAR);
    }
}

/// Any page may read the APIs: no cookie plays a part in them.
pub fn put_open(headers: &mut HeaderMap) {
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
}

/// Headers of an endpoint that some origins only may call from their pages: that of this request, if it is `admitted`.
/// Cookies play no part.
pub fn put_origin(answer: &mut HeaderMap, request: &HeaderMap, admitted: bool) {
    answer.append(VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = request.get(ORIGIN).filter(|_| admitted) {
        answer.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        put_preflight(answer, request, "");
    }
}

/// What a preflight request is told, if this is one. The registry's own pages may send one header more.
pub fn put_preflight(answer: &mut HeaderMap, request: &HeaderMap, own_origin: &str) {
    if !request.contains_key(ACCESS_CONTROL_REQUEST_METHOD) {
        return;
    }
    let own = request.get(ORIGIN).is_some_and(|origin| origin.as_bytes() == own_origin.as_bytes());
    answer.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, PUT, DELETE"));
    let allowed = if own {
        "X-Requested-With,Origin,Content-Type, Accept, Authorization, x-csrf-token"
    } else {
        "X-Requested-With,Origin,Content-Type, Accept, Authorization"
    };
    answer.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(allowed));
}

/// Tells whoever came while something is not available when to come again (RFC 9110 §10.2.3), where nobody did.
pub fn put_retry(status: StatusCode, headers: &mut HeaderMap) {
    if status == StatusCode::SERVICE_UNAVAILABLE && !headers.contains_key(RETRY_AFTER) {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("5"));
    }
}

/// An answer that is kept by nobody.
pub fn put_no_store(headers: &mut HeaderMap) {
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache, no-store, max-age=0, must-revalidate"));
    headers.insert(PRAGMA, HeaderValue::from_static("no-cache"));
    headers.insert(EXPIRES, HeaderValue::from_static("0"));
}

/// An answer that may be kept and must be asked for again each time; by its reader alone when a token was used.
pub fn put_revalidate(headers: &mut HeaderMap, private: bool) {
    let value = if private { "private, no-cache" } else { "no-cache" };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(value));
    headers.insert(VARY, HeaderValue::from_static("Accept, Accept-Encoding, Authorization"));
}
