//! One request with everything known about it.

use std::sync::{Mutex, PoisonError};

use axum::http::request::Parts;
use axum::http::{Method, header};
use byline_http::path::query_values;
use byline_http::{Accepted, Api, MediaType, NotNegotiable, Place, accept};
use byline_model::OrcidId;
use byline_oauth::Caller;
use byline_registry::{Ready, Section, Viewer, Written};

use crate::error::ApiError;
use crate::{ApiState, ApiVersion, media};

/// A request to one of the APIs.
pub struct Exchange<'r> {
    pub state: &'r ApiState,
    pub parts: &'r Parts,
    pub place: Place<'r>,
    /// The version that the path names, or else the current one.
    pub version: &'r ApiVersion,
    pub api: Api,
    pub caller: Option<Caller>,
    /// What was read along with the token.
    pub ahead: Ahead,
}

/// A section that was asked for together with the token, until it is answered.
#[derive(Default)]
pub struct Ahead(Mutex<Option<Ready>>);

impl Ahead {
    pub fn new(ready: Option<Ready>) -> Self {
        Ahead(Mutex::new(ready))
    }

    /// It, if it is this. It is good once.
    pub fn take(&self, viewer: &Viewer, orcid: OrcidId, section: &Section, written: Written) -> Option<Ready> {
        let ready = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        ready.filter(|it| it.is(viewer, orcid, section, written))
    }
}

impl Exchange<'_> {
    pub fn reads(&self) -> bool {
        matches!(self.parts.method, Method::GET | Method::HEAD)
    }

    pub fn query(&self, name: &str) -> Option<String> {
        query_values(self.parts.uri.query(), name).next()
    }

    /// Who looks at a record.
    pub fn viewer(&self) -> Viewer {
        match (self.api, &self.caller) {
            (Api::Member, Some(caller)) => Viewer::Member(byline_registry::Caller {
                client: caller.client.id.clone(),
                person: caller.person,
                scopes: caller.scopes,
            }),
            (Api::Public, _) | (Api::Member, None) => Viewer::Public,
        }
    }

    /// The address before the paths of this API, prefix of the request included.
    pub fn links(&self) -> String {
        self.state.origins.links(self.api, self.place.prefix)
    }

    /// How a document is written whose media type is at this position of the standard ones.
    pub fn written(&self, offer: usize) -> Written {
        Written { form: media::form(offer), edition: self.version.edition }
    }

    /// The address before the paths of this version.
    pub fn versioned_links(&self) -> String {
        format!("{}/{}", self.links(), self.version.path)
    }

    /// Path and query as they came, without the prefix.
    pub fn path_and_query(&self) -> String {
        match self.parts.uri.query() {
            Some(query) => format!("{}?{query}", self.place.path),
            None => self.place.path.to_owned(),
        }
    }

    /// # Errors
    /// 406, or 400 for a header that cannot be read.
    pub fn negotiate(&self, offers: &[&MediaType], default: usize) -> Result<Accepted, ApiError> {
        accept::negotiate(&self.parts.headers, offers, default).map_err(|error| match error {
            NotNegotiable::Malformed => ApiError::BadAccept,
            NotNegotiable::NotAcceptable => ApiError::NotAcceptable,
        })
    }

    /// One of the six types that documents come in.
    ///
    /// # Errors
    /// As [`Exchange::negotiate`].
    pub fn standard(&self) -> Result<Accepted, ApiError> {
        self.negotiate(&media::STANDARD, media::STANDARD_DEFAULT)
    }

    /// A type that is served only to who asks for it: without a wish that is another.
    ///
    /// # Errors
    /// As [`Exchange::negotiate`].
    pub fn wished(&self, offer: &'static MediaType) -> Result<Accepted, ApiError> {
        // The usual type, which is not on offer, goes first where there is no wish.
        let accepted = self.negotiate(&[offer, media::STANDARD[media::STANDARD_DEFAULT]], 1)?;
        if accepted.offer == 0 { Ok(accepted) } else { Err(ApiError::NotAcceptable) }
    }

    /// The whole `Accept` header in lower case, for the redirects that look at words in it.
    pub fn accept_text(&self) -> String {
        let values = self.parts.headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
        values.collect::<Vec<_>>().join(",").to_ascii_lowercase()
    }
}
