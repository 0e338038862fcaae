//! What all endpoints of the authorization server share.

use std::sync::Arc;

use byline_model::env::Entropy;
use byline_store::Store;

use crate::policy::Policy;

/// The authorization server of a deployment: one per process, shared by all endpoints.
pub struct Authority {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) policy: Policy,
    issuer: Box<str>,
}

impl Authority {
    /// `issuer` is the base URL of the registry, without a slash at the end.
    pub fn new(store: Arc<dyn Store>, entropy: Arc<dyn Entropy>, issuer: &str, policy: Policy) -> Arc<Self> {
        Arc::new(Authority { store, entropy, policy, issuer: issuer.trim_end_matches('/').into() })
    }

    /// The base URL of the registry, without a slash at the end.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    pub fn policy(&self) -> &Policy {
        &self.policy
    }
}
