//! What the pages need.

use std::net::IpAddr;
use std::sync::Arc;

use axum::http::request::Parts;
use byline_accounts::Accounts;
use byline_http::{Codings, Limits, Peer, TrustedProxies};
use byline_members::Members;
use byline_model::Timestamp;
use byline_model::env::Entropy;
use byline_oauth::{
    Authority, AuthorizeEndpoint, IntrospectionEndpoint, OpenId, RevocationEndpoint, TrustedOrganizations,
};
use byline_pages::{Jar, Pages, Site, Surface};
use byline_registry::Registry;

use crate::late;
use crate::register::Opened;

/// One per process, shared by all requests. Cloned for each of them, and again for each layer around a handler.
#[derive(Clone)]
pub struct WebState(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    pages: Pages,
    authority: Arc<Authority>,
    members: Arc<Members>,
    proxies: Arc<TrustedProxies>,
    opened: Arc<Opened>,
    limits: Arc<Limits>,
    codings: Arc<Codings>,
}

/// Bytes of compressed pages and files that are kept.
const CODED: u64 = 16 << 20;

const SURFACE: Surface = Surface { accepted: byline_http::language::accepted, way_back: late::way_back };

impl WebState {
    /// The pages of a registry. No proxy is trusted until [`WebState::trusting`].
    pub fn new(
        registry: Arc<Registry>,
        authority: Arc<Authority>,
        accounts: Arc<Accounts>,
        members: Arc<Members>,
        entropy: Arc<dyn Entropy>,
        site: Site,
    ) -> Self {
        let opened = Arc::new(Opened::new(&*entropy));
        WebState(Arc::new(Inner {
            pages: Pages::new(registry, accounts, entropy, site, SURFACE),
            authority,
            members,
            proxies: Arc::default(),
            opened,
            limits: Arc::new(Limits::off()),
            codings: Arc::new(Codings::new(CODED)),
        }))
    }

    /// Believes what these proxies say in `X-Forwarded-For`.
    #[must_use]
    pub fn trusting(self, proxies: TrustedProxies) -> Self {
        WebState(Arc::new(Inner { proxies: Arc::new(proxies), ..Inner::clone(&self.0) }))
    }

    /// Counts how often somebody asks; until then nobody is counted.
    #[must_use]
    pub fn limiting(self, limits: Arc<Limits>) -> Self {
        WebState(Arc::new(Inner { limits, ..Inner::clone(&self.0) }))
    }

    pub(crate) fn pages(&self) -> &Pages {
        &self.0.pages
    }

    pub(crate) fn registry(&self) -> &Registry {
        self.0.pages.registry()
    }

    pub(crate) fn site(&self) -> &Site {
        self.0.pages.site()
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.0.limits
    }

    pub(crate) fn codings(&self) -> &Codings {
        &self.0.codings
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.0.pages.now()
    }

    pub(crate) fn jar(&self) -> Jar {
        self.0.pages.jar()
    }

    pub(crate) fn opened(&self) -> &Opened {
        &self.0.opened
    }

    pub(crate) fn accounts(&self) -> &Accounts {
        self.0.pages.accounts()
    }

    pub(crate) fn members(&self) -> &Members {
        &self.0.members
    }

    pub(crate) fn authority(&self) -> &Authority {
        &self.0.authority
    }

    pub(crate) fn authorize(&self) -> AuthorizeEndpoint {
        AuthorizeEndpoint::new(Arc::clone(&self.0.authority))
    }

    pub(crate) fn revocation(&self) -> RevocationEndpoint {
        RevocationEndpoint::new(Arc::clone(&self.0.authority))
    }

    pub(crate) fn introspection(&self) -> IntrospectionEndpoint {
        IntrospectionEndpoint::new(Arc::clone(&self.0.authority))
    }

    pub(crate) fn openid(&self) -> OpenId {
        OpenId::new(Arc::clone(&self.0.authority))
    }

    pub(crate) fn trusted(&self) -> TrustedOrganizations {
        TrustedOrganizations::new(Arc::clone(&self.0.authority))
    }

    /// Where the visitor is, as far as it is known.
    pub(crate) fn address(&self, parts: &Parts) -> Option<IpAddr> {
        self.0.proxies.read(Peer::of(&parts.extensions), &parts.headers).client
    }
}

impl AsRef<Pages> for WebState {
    fn as_ref(&self) -> &Pages {
        &self.0.pages
    }
}
