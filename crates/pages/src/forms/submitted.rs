//! A form that was sent, and that we believe.

use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use byline_oauth::Form;

use super::same;
use crate::error::see_other;
use crate::language::Language;
use crate::visitor::Visitor;
use crate::{Pages, error};

/// Far more than any form of ours: a description of 5000 characters takes nine bytes for each of them in some scripts.
const LONGEST: usize = 256 * 1024;

/// A form of ours, sent by the browser it was made for.
pub struct Submitted {
    pub form: Form,
    pub visitor: Visitor,
}

/// A form of ours that may have outlived the session that it was made for: nothing may be done for it but what is for
/// whoever is there now, and for whoever sent it from here.
pub struct Sent {
    pub submitted: Submitted,
    /// Whether it was made for this browser and this session.
    pub current: bool,
}

impl<S: AsRef<Pages> + Send + Sync> FromRequest<S> for Submitted {
    type Rejection = Response;

    /// Who sends a form too late, or with another session than that of its page, is led back to what it was for
    /// (`decisions` 53).
    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let path = request.uri().path().to_owned();
        let Sent { submitted, current } = Sent::from_request(request, state).await?;
        if current {
            return Ok(submitted);
        }
        let pages = state.as_ref();
        Err(see_other(&(pages.surface().way_back)(pages.site(), &path, &submitted.form)))
    }
}

impl<S: AsRef<Pages> + Send + Sync> FromRequest<S> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        if !comes_from_here(&parts.headers, state.as_ref().registry().urls().base()) {
            let Ok(language) = Language::from_request_parts(&mut parts, state).await;
            return Err(error::page(state, &language, StatusCode::FORBIDDEN, "error-foreign-form"));
        }
        let visitor = Visitor::from_request_parts(&mut parts, state).await?;
        let Ok(body) = to_bytes(body, LONGEST).await else {
            let language = &visitor.language;
            return Err(error::page(state, language, StatusCode::PAYLOAD_TOO_LARGE, "error-long-form"));
        };
        let form = Form::parse(&String::from_utf8_lossy(&body));
        let current = form.get("csrf").is_some_and(|given| visitor.owns(given));
        Ok(Sent { submitted: Submitted { form, visitor }, current })
    }
}

impl Visitor {
    /// Whether a form token is of this browser and session.
    pub fn owns(&self, token: &str) -> bool {
        !self.form_is_new() && same(token, &self.form_token())
    }

    /// The same for old clients, which go on using the token from before they signed in.
    pub fn owns_somehow(&self, token: &str) -> bool {
        self.owns(token) || (!self.form_is_new() && same(token, &self.early_form_token()))
    }
}

/// What the browser says about where a request comes from. With `Referrer-Policy: no-referrer`, which our pages have,
/// the origin of their own forms is `null` (Fetch, "append a request `Origin` header"); then `Sec-Fetch-Site` tells.
pub fn comes_from_here(headers: &HeaderMap, base: &str) -> bool {
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
