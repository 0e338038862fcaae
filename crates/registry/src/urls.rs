//! The addresses of this deployment: every URI in an answer comes from here.

use byline_model::{ClientId, OrcidId};

/// Base URL and what follows from it.
#[derive(Clone, Debug)]
pub struct Urls {
    base: Box<str>,
    host: Box<str>,
}

impl Urls {
    /// `base` is `https://reg.example`, without a slash at the end.
    pub fn new(base: &str) -> Self {
        let base = base.trim_end_matches('/');
        let host = base.split_once("://").map_or(base, |(_, rest)| rest);
        Urls { base: base.into(), host: host.into() }
    }

    /// `https://reg.example`, without a slash at the end.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Host, with the port when the base URL has one.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The URI of a record: what an iD is in full.
    pub fn person(&self, orcid: OrcidId) -> String {
        format!("{}/{orcid}", self.base)
    }

    /// The URI of a client, as sources carry it; nothing is served there.
    pub fn client(&self, client: &ClientId) -> String {
        format!("{}/client/{client}", self.base)
    }
}
