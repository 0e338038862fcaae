//! What the pages need.

use std::net::IpAddr;
use std::sync::Arc;

use axum::http::request::Parts;
use byline_accounts::Accounts;
use byline_http::{Limits, Peer, TrustedProxies};
use byline_members::Members;
use byline_model::Timestamp;
use byline_model::env::Entropy;
use byline_oauth::{
    Authority, AuthorizeEndpoint, IntrospectionEndpoint, OpenId, RevocationEndpoint, TrustedOrganizations,
};
use byline_registry::Registry;

use crate::Site;
use crate::cookies::Jar;
use crate::forms::Opened;

/// One per process, shared by all requests; cheap to clone.
#[derive(Clone)]
pub struct WebState {
    pub(crate) registry: Arc<Registry>,
    pub(crate) site: Arc<Site>,
    authority: Arc<Authority>,
    accounts: Arc<Accounts>,
    members: Arc<Members>,
    entropy: Arc<dyn Entropy>,
    proxies: Arc<TrustedProxies>,
    jar: Jar,
    opened: Arc<Opened>,
    limits: Arc<Limits>,
}

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
        let jar = Jar::new(registry.urls().base());
        let opened = Arc::new(Opened::new(&*entropy));
        WebState {
            registry,
            site: Arc::new(site),
            authority,
            accounts,
            members,
            entropy,
            proxies: Arc::default(),
            jar,
            opened,
            limits: Arc::new(Limits::off()),
        }
    }

    /// Believes what these proxies say in `X-Forwarded-For`.
    #[must_use]
    pub fn trusting(self, proxies: TrustedProxies) -> Self {
        WebState { proxies: Arc::new(proxies), ..self }
    }

    /// Counts how often somebody asks; until then nobody is counted.
    #[must_use]
    pub fn limiting(self, limits: Arc<Limits>) -> Self {
        WebState { limits, ..self }
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.registry.clock().now()
    }

    pub(crate) fn jar(&self) -> Jar {
        self.jar
    }

    pub(crate) fn opened(&self) -> &Opened {
        &self.opened
    }

    pub(crate) fn entropy(&self) -> &dyn Entropy {
        &*self.entropy
    }

    pub(crate) fn accounts(&self) -> &Accounts {
        &self.accounts
    }

    pub(crate) fn members(&self) -> &Members {
        &self.members
    }

    pub(crate) fn authority(&self) -> &Authority {
        &self.authority
    }

    pub(crate) fn authorize(&self) -> AuthorizeEndpoint {
        AuthorizeEndpoint::new(Arc::clone(&self.authority))
    }

    pub(crate) fn revocation(&self) -> RevocationEndpoint {
        RevocationEndpoint::new(Arc::clone(&self.authority))
    }

    pub(crate) fn introspection(&self) -> IntrospectionEndpoint {
        IntrospectionEndpoint::new(Arc::clone(&self.authority))
    }

    pub(crate) fn openid(&self) -> OpenId {
        OpenId::new(Arc::clone(&self.authority))
    }

    pub(crate) fn trusted(&self) -> TrustedOrganizations {
        TrustedOrganizations::new(Arc::clone(&self.authority))
    }

    /// Where the visitor is, as far as it is known.
    pub(crate) fn address(&self, parts: &Parts) -> Option<IpAddr> {
        self.proxies.read(Peer::of(&parts.extensions), &parts.headers).client
    }
}
