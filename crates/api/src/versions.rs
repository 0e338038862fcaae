//! Versions in paths (`record-api` 0.5).

use axum::body::Body;
use axum::http::{Response, StatusCode};
use byline_formats::Edition;
use byline_http::Api;

use crate::answer;
use crate::error::ApiError;
use crate::exchange::Exchange;

/// A version of the API that is served. Everything that handlers do otherwise for a version is in its row.
#[derive(Clone, Copy, Debug)]
pub struct ApiVersion {
    /// The first segment of its paths: `v2.1`.
    pub path: &'static str,
    /// Its documents.
    pub edition: &'static Edition,
    /// Whether tokens with which a client acts on behalf of another count (9052 otherwise).
    pub delegated_tokens: bool,
    /// What `/status` says in place of the present answer.
    pub status: Option<&'static str>,
    /// Whether its documents come as linked data and citations too, and its store answers for its health.
    pub extras: bool,
}

impl ApiVersion {
    /// A version like the current one in everything but its documents.
    pub const fn new(path: &'static str, edition: &'static Edition) -> Self {
        ApiVersion { path, edition, delegated_tokens: true, status: None, extras: true }
    }

    /// A version of the second generation (`record-api` 0.5, `platform` 5).
    const fn second(path: &'static str, edition: &'static Edition) -> Self {
        let status = Some("OK I am here");
        ApiVersion { delegated_tokens: false, status, extras: false, ..ApiVersion::new(path, edition) }
    }
}

/// The versions that are served.
#[derive(Clone, Debug)]
pub struct Versions(Vec<ApiVersion>);

impl Default for Versions {
    fn default() -> Self {
        Versions(vec![
            ApiVersion::new("v3.0", Edition::newest()),
            ApiVersion::second("v2.1", Edition::v2_1()),
            ApiVersion::second("v2.0", Edition::v2_0()),
        ])
    }
}

impl Versions {
    /// The one to which readers without a version are sent.
    pub fn current(&self) -> &ApiVersion {
        self.0.first().expect("there is a current version")
    }

    /// These versions and one more.
    #[must_use]
    pub fn and(mut self, version: ApiVersion) -> Self {
        self.0.push(version);
        self
    }

    /// The first segment of each, the current one first.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|version| version.path)
    }

    /// What the first segment of a path says.
    pub fn of(&self, segment: &str) -> Version<'_> {
        if let Some(served) = self.0.iter().find(|version| version.path == segment) {
            return Version::Served(served);
        }
        if !segment.strip_prefix('v').is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit())) {
            return Version::Missing;
        }
        let successor = self.0.iter().find(|version| segment.starts_with(version.path));
        Version::Gone { successor: successor.unwrap_or(self.current()).path }
    }
}

/// What the first segment of a path says about versions.
#[derive(Clone, Copy, Debug)]
pub enum Version<'v> {
    Served(&'v ApiVersion),
    /// A release candidate or a number that never was: the version that took its place.
    Gone {
        successor: &'static str,
    },
    /// No version at all.
    Missing,
}

impl<'v> Version<'v> {
    pub fn served(self) -> Option<&'v ApiVersion> {
        match self {
            Version::Served(version) => Some(version),
            Version::Gone { .. } | Version::Missing => None,
        }
    }

    pub fn is_missing(self) -> bool {
        matches!(self, Version::Missing)
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
        let current = exchange.state.versions.current().path;
        format!("{}/{current}{}", exchange.links(), exchange.path_and_query())
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
    fn versions_are_served_or_have_successors() {
        let versions = Versions::default();
        for served in ["v3.0", "v2.1", "v2.0"] {
            assert_eq!(versions.of(served).served().map(|it| it.path), Some(served));
        }
        for (segment, successor) in
            [("v2.0_rc4", "v2.0"), ("v2.1_rc1", "v2.1"), ("v3.0_rc1", "v3.0"), ("v1.2", "v3.0"), ("v4", "v3.0")]
        {
            assert!(matches!(versions.of(segment), Version::Gone { successor: it } if it == successor), "{segment}");
        }
        for segment in ["version", "v", "0000-0002-1825-0097"] {
            assert!(versions.of(segment).is_missing(), "{segment}");
        }
    }
}
