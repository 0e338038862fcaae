//! The Public and Member APIs, in all versions that are served ([`Versions`]).
//!
//! One service answers for both APIs and for whatever host or prefix a deployment has. Paths are parsed by hand
//! ([`endpoint`]), because one table of kinds makes most of the routes and the commonest request, a record that is kept
//! rendered, should cost little more than the bytes it sends.
//!
//! Order of checks (`decisions` 4): method and preflight, token (401, 403), the token's record (401/9017), route and
//! media type, then whatever the registry says of the record and its items.

mod admission;
mod answer;
mod bearer;
mod documents;
mod endpoint;
mod error;
mod exchange;
mod feed;
mod group_ids;
mod group_writes;
mod identifiers;
mod landing;
mod linked;
mod media;
mod notifications;
mod openapi;
mod reads;
mod search;
mod service;
mod status;
mod submitted;
mod suggest;
mod token;
mod versions;
mod webhooks;
mod writes;

use std::sync::Arc;

use axum::Router;
use byline_http::{Codings, Leaving, Limits, Origins, TrustedProxies};
use byline_members::Members;
use byline_model::env::Clock;
use byline_oauth::{Authority, Bearer, TokenEndpoint};
use byline_registry::Registry;

pub use admission::{Admission, Exceeded, UsedUp};
pub use openapi::document as openapi_document;
pub use search::Handling;
pub use service::ApiService;
pub use submitted::LONGEST_DOCUMENT;
pub use versions::{ApiVersion, Versions};

/// What the APIs need; cheap to clone.
#[derive(Clone)]
pub struct ApiState {
    pub(crate) registry: Arc<Registry>,
    pub(crate) members: Arc<Members>,
    pub(crate) bearer: Bearer,
    pub(crate) tokens: TokenEndpoint,
    pub(crate) authority: Arc<Authority>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) origins: Arc<Origins>,
    pub(crate) proxies: Arc<TrustedProxies>,
    pub(crate) codings: Arc<Codings>,
    pub(crate) limits: Arc<Limits>,
    pub(crate) openapi: Arc<str>,
    pub(crate) streams: Arc<feed::Streams>,
    pub(crate) admission: Option<Admission>,
    pub(crate) versions: Arc<Versions>,
    pub(crate) handling: Handling,
    pub(crate) leaving: Leaving,
}

/// How much of compressed answers is kept, in bytes.
const CODED: u64 = 16 << 20;

impl ApiState {
    /// The APIs over a registry, at the addresses of `origins`. No proxy is trusted until [`ApiState::trusting`].
    pub fn new(
        registry: Arc<Registry>,
        members: Arc<Members>,
        authority: Arc<Authority>,
        clock: Arc<dyn Clock>,
        origins: Origins,
    ) -> Self {
        let bearer = Bearer::new(Arc::clone(registry.store()), Arc::clone(&clock));
        ApiState {
            registry,
            members,
            bearer,
            tokens: TokenEndpoint::new(Arc::clone(&authority)),
            authority,
            clock,
            openapi: openapi::document(&origins).into(),
            origins: Arc::new(origins),
            proxies: Arc::default(),
            codings: Arc::new(Codings::new(CODED)),
            limits: Arc::new(Limits::off()),
            streams: Arc::default(),
            admission: None,
            versions: Arc::default(),
            handling: Handling::default(),
            leaving: Leaving::default(),
        }
    }

    /// Believes what these proxies say in `X-Forwarded-*`.
    #[must_use]
    pub fn trusting(mut self, proxies: TrustedProxies) -> Self {
        self.proxies = Arc::new(proxies);
        self
    }

    /// Counts how often somebody asks for tokens; until then nobody is counted.
    #[must_use]
    pub fn limiting(mut self, limits: Arc<Limits>) -> Self {
        self.limits = limits;
        self
    }

    /// Serves these versions.
    #[must_use]
    pub fn serving(mut self, versions: Versions) -> Self {
        self.versions = Arc::new(versions);
        self
    }

    /// Handles searches of those who have no preference like this.
    #[must_use]
    pub fn handling(mut self, handling: Handling) -> Self {
        self.handling = handling;
        self
    }

    /// Limits how often the APIs are asked; until then nobody is counted.
    #[must_use]
    pub fn admitting(mut self, admission: Admission) -> Self {
        self.admission = Some(admission);
        self
    }

    /// Says that it is not ready from when this has begun.
    #[must_use]
    pub fn leaving(mut self, leaving: Leaving) -> Self {
        self.leaving = leaving;
        self
    }

    /// Ends the streams of changes: they would last as long as their readers.
    pub fn end_streams(&self) {
        self.streams.end();
    }

    /// Keeps up to this many bytes of compressed answers.
    #[must_use]
    pub fn keeping_coded(mut self, bytes: u64) -> Self {
        self.codings = Arc::new(Codings::new(bytes));
        self
    }
}

/// The APIs alone: addresses that are none of theirs answer 404.
pub fn router(state: ApiState) -> Router {
    Router::new().fallback_service(ApiService::new(state, None))
}

/// The APIs, and `pages` for every address that is none of theirs.
pub fn router_beside(state: ApiState, pages: Router) -> Router {
    Router::new().fallback_service(ApiService::new(state, Some(pages)))
}
