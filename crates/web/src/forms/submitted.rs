//! A form that was sent, and that we believe.

use std::net::IpAddr;

use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use byline_oauth::Form;

use super::same;
use crate::language::Language;
use crate::visitor::Visitor;
use crate::{WebState, error};

/// Far more than any form of ours.
const LONGEST: usize = 64 * 1024;

/// A form of ours, sent by the browser it was made for.
pub(crate) struct Submitted {
    pub(crate) form: Form,
    pub(crate) visitor: Visitor,
    network: Option<IpAddr>,
    address: Option<String>,
}

impl Submitted {
    /// The network address it came from: wrong passwords are counted by it, too.
    pub(crate) fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }

    pub(crate) fn network(&self) -> Option<IpAddr> {
        self.network
    }
}

impl FromRequest<WebState> for Submitted {
    type Rejection = Response;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        if !comes_from_here(&parts.headers, state.registry.urls().base()) {
            let Ok(language) = Language::from_request_parts(&mut parts, state).await;
            return Err(refused(state, &language, "error-foreign-form"));
        }
        let visitor = Visitor::from_request_parts(&mut parts, state).await?;
        let Ok(body) = to_bytes(body, LONGEST).await else {
            let language = &visitor.language;
            return Err(error::page(state, language, StatusCode::PAYLOAD_TOO_LARGE, "error-long-form"));
        };
        let form = Form::parse(&String::from_utf8_lossy(&body));
        if !form.get("csrf").is_some_and(|given| visitor.owns(given)) {
            return Err(refused(state, &visitor.language, "error-old-form"));
        }
        let network = state.address(&parts);
        Ok(Submitted { form, visitor, network, address: network.map(|it| it.to_string()) })
    }
}

impl Visitor {
    /// Whether a form token is of this browser and session.
    pub(crate) fn owns(&self, token: &str) -> bool {
        !self.form_is_new() && same(token, &self.form_token())
    }

    /// The same for old clients, which go on using the token from before they signed in.
    pub(crate) fn owns_somehow(&self, token: &str) -> bool {
        self.owns(token) || (!self.form_is_new() && same(token, &self.early_form_token()))
    }
}

fn refused(state: &WebState, language: &Language, key: &str) -> Response {
    error::page(state, language, StatusCode::FORBIDDEN, key)
}

/// What the browser says about where a request comes from. With `Referrer-Policy: no-referrer`, which our pages have,
/// the origin of their own forms is `null` (Fetch, "append a request `Origin` header"); then `Sec-Fetch-Site` tells.
pub(crate) fn comes_from_here(headers: &HeaderMap, base: &str) -> bool {
    let text = |name| headers.get(name).map(|value: &axum::http::HeaderValue| value.to_str().unwrap_or("unreadable"));
    if text(header::HeaderName::from_static("sec-fetch-site"))
        .is_some_and(|site| !matches!(site, "same-origin" | "none"))
    {
        return false;
    }
    match text(header::ORIGIN) {
        None | Some("null") => true,
        Some(origin) if origin == base => true,
        // One deployment may go by several names (`localhost`); the name in the address bar is what counts.
        Some(origin) => origin.split_once("://").map(|(_, host)| host) == text(header::HOST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn here(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers =
            pairs.iter().map(|(name, value)| (header::HeaderName::from_static(name), HeaderValue::from_static(value)));
        comes_from_here(&headers.collect(), "https://reg.example")
    }

    #[test]
    fn forms_of_other_sites_are_known_by_their_origin() {
        assert!(here(&[]));
        assert!(here(&[("origin", "https://reg.example")]));
        assert!(here(&[("origin", "null"), ("sec-fetch-site", "same-origin")]));
        assert!(here(&[("origin", "http://localhost:8080"), ("host", "localhost:8080")]));
        assert!(!here(&[("origin", "https://evil.example"), ("host", "reg.example")]));
        assert!(!here(&[("origin", "null"), ("sec-fetch-site", "cross-site")]));
        assert!(!here(&[("sec-fetch-site", "same-site")]));
    }
}
