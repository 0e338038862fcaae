//! Versions in paths (`record-api` 0.5).

use axum::body::Body;
use axum::http::{Response, StatusCode};
use byline_http::Api;

use crate::answer;
use crate::error::ApiError;
use crate::exchange::Exchange;

/// The version that is served.
pub const CURRENT: &str = "v3.0";

/// What the first segment of a path says about versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    Current,
    /// Known, with documents of another shape.
    Older,
    /// A release candidate or a number that never was: the version that took its place.
    Gone {
        successor: &'static str,
    },
    /// No version at all.
    Missing,
}

impl Version {
    pub fn of(segment: &str) -> Self {
        let Some(number) = segment.strip_prefix('v').filter(|it| it.starts_with(|c: char| c.is_ascii_digit())) else {
            return Version::Missing;
        };
        match number {
            "3.0" => Version::Current,
            "2.0" | "2.1" => Version::Older,
            _ if number.starts_with("2.0") => Version::Gone { successor: "v2.0" },
            _ if number.starts_with("2.1") => Version::Gone { successor: "v2.1" },
            _ => Version::Gone { successor: CURRENT },
        }
    }
}

/// Words in `Accept` that ask for linked data.
const RDF: [&str; 4] = ["n3", "rdf", "n-triples", "turtle"];

/// Addresses without a version that are meant so, besides those of webhooks.
const PASSED: [&str; 3] = ["resources", "search", "static"];

/// A path without a version: readers are sent to the current one, writers have to name it.
pub fn missing(exchange: &Exchange<'_>, segments: &[&str]) -> Result<Response<Body>, ApiError> {
    let webhook = matches!(segments, [_, "webhook", ..]);
    if webhook || segments.first().is_some_and(|first| PASSED.contains(first)) {
        return Err(ApiError::Unrouted);
    }
    if !exchange.reads() {
        return Err(ApiError::MissingVersion);
    }
    let accept = exchange.accept_text();
    let to = if RDF.iter().any(|word| accept.contains(word)) {
        let prefix = if exchange.place.prefix.is_empty() { "" } else { Api::Public.prefix() };
        let base = exchange.state.origins.links(Api::Public, prefix);
        format!("{base}/experimental_rdf_v1{}", exchange.path_and_query())
    } else {
        format!("{}/{CURRENT}{}", exchange.links(), exchange.path_and_query())
    };
    Ok(answer::redirect(exchange.state, StatusCode::FOUND, &to))
}

/// A version that is gone: 308 with a document that says so.
pub fn gone(exchange: &Exchange<'_>, given: &str, successor: &str) -> Response<Body> {
    let mut response = answer::error(exchange.state, &exchange.parts.headers, &ApiError::OldVersion);
    let path_and_query = exchange.path_and_query();
    // The segment cannot be encoded and still be a version, but for letters nobody encodes.
    let rest = path_and_query.strip_prefix('/').and_then(|path| path.strip_prefix(given)).unwrap_or("/");
    answer::put_location(response.headers_mut(), &format!("{}/{successor}{rest}", exchange.links()));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_have_successors() {
        for (segment, version) in [
            ("v3.0", Version::Current),
            ("v2.0", Version::Older),
            ("v2.1", Version::Older),
            ("v2.0_rc4", Version::Gone { successor: "v2.0" }),
            ("v2.1_rc1", Version::Gone { successor: "v2.1" }),
            ("v3.0_rc1", Version::Gone { successor: "v3.0" }),
            ("v1.2", Version::Gone { successor: "v3.0" }),
            ("v4", Version::Gone { successor: "v3.0" }),
            ("version", Version::Missing),
            ("v", Version::Missing),
            ("0000-0002-1825-0097", Version::Missing),
        ] {
            assert_eq!(Version::of(segment), version, "{segment}");
        }
    }
}
