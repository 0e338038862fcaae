//! What is said to whoever asks too often or too much, each in their way.

use std::net::IpAddr;

use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use byline_http::limit::{Counted, Refused};
use byline_http::{Class, Limits};
use byline_model::Timestamp;
use byline_oauth::TokenError;
use byline_pages::{Language, error};

use crate::{WebState, legacy, oauth};

/// The routes of this surface.
pub(crate) type Routes = byline_http::limit::Routes<WebState>;

impl Counted for WebState {
    fn limits(&self) -> &Limits {
        self.limits()
    }

    fn now(&self) -> Timestamp {
        self.now()
    }

    fn address(&self, parts: &Parts) -> Option<IpAddr> {
        self.address(parts)
    }

    fn too_often(&self, class: Class, parts: &Parts, refused: Refused) -> Response {
        match class {
            Class::Token | Class::Introspect => oauth::refused(&TokenError::too_often(refused.most, refused.wait)),
            _ if legacy::is_call(parts.uri.path()) => legacy::too_often(refused),
            _ => too_often(self, &Language::of_request(self, parts), refused),
        }
    }

    fn too_long(&self, parts: &Parts) -> Response {
        let language = Language::of_request(self, parts);
        error::page(self, &language, StatusCode::URI_TOO_LONG, "error-long-address")
    }
}

/// The page that says so.
pub(crate) fn too_often(state: &WebState, language: &Language, refused: Refused) -> Response {
    let mut response = error::too_often(state, language, refused.wait);
    refused.put(response.headers_mut());
    response
}
