//! `POST /oauth/token` (`oauth` 1.2, 5).

use std::sync::Arc;

use byline_model::Timestamp;

use crate::answer::TokenAnswer;
use crate::authority::Authority;
use crate::client_auth::{self, Header, Proof};
use crate::error::{ErrorCode, TokenError};
use crate::form::Form;
use crate::grants::{self, GrantType, Request};

/// Which host was asked; the API hosts check parameters in words of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    Registry,
    PublicApi,
    MemberApi,
    /// For services of the registry itself: client credentials with an internal scope, and nothing else.
    Internal,
}

/// The token endpoint.
#[derive(Clone)]
pub struct TokenEndpoint(Arc<Authority>);

impl TokenEndpoint {
    /// The endpoint of an authority; cheap to make for each request.
    pub fn new(authority: Arc<Authority>) -> Self {
        TokenEndpoint(authority)
    }

    /// Whose endpoint it is.
    pub fn authority(&self) -> &Authority {
        &self.0
    }

    /// Gives a token for the grant in `form`. `authorization` is the value of that header, if the request has one.
    ///
    /// # Errors
    /// Everything the endpoint refuses, ready to be written.
    pub async fn exchange(
        &self,
        form: &Form,
        authorization: Option<&str>,
        host: Host,
        now: Timestamp,
    ) -> Result<TokenAnswer, TokenError> {
        let name = self.checked_by_host(form, authorization, host).await?;
        if let Some(name) = form.ambiguous(false) {
            return Err(TokenError::ambiguous(name));
        }
        let grant = GrantType::parse(name);
        let header = grant.map_or(Header::Credentials, GrantType::header);
        let proof = Proof::SecretIfKept;
        let client = client_auth::authenticate(&self.0, form, authorization, header, proof, now).await?;
        if let Some(name) = form.ambiguous(client.strict) {
            return Err(TokenError::ambiguous(name));
        }
        if client.strict {
            client_auth::one_way(form, authorization, &client)?;
        }
        let grant = grant.ok_or_else(|| grants::unsupported(name))?;
        if grant.needs_secret() && !client.application.keeps_secrets() {
            let text = format!("Client {} has no secret, and this grant needs one", client.id);
            return Err(TokenError::new(400, ErrorCode::UnauthorizedClient, text));
        }
        if host == Host::Internal && grant != GrantType::ClientCredentials {
            return Err(grants::unsupported(name));
        }
        grants::answer(grant, Request { authority: &self.0, client, form, authorization, host, now }).await
    }

    /// The grant type, and what is looked at before anything else (`oauth` 1.2 "API-host pre-checks", 5.6).
    async fn checked_by_host<'a>(
        &self,
        form: &'a Form,
        authorization: Option<&str>,
        host: Host,
    ) -> Result<&'a str, TokenError> {
        const MISSING: &str = "grant_type is missing";
        if host == Host::Registry {
            return form
                .get("grant_type")
                .ok_or_else(|| TokenError::new(400, ErrorCode::UnsupportedGrantType, MISSING));
        }
        let grant = form.get("grant_type").ok_or_else(|| TokenError::request(MISSING))?;
        if authorization.is_some_and(|it| !it.trim().is_empty()) {
            return Ok(grant);
        }
        let good = |name: &str, longest| form.filled(name).is_some_and(|it| it.chars().count() <= longest);
        let refused = |name: &str| Err(TokenError::request(format!("{name} is missing or invalid")));
        if !good("client_id", 50) {
            return refused("client_id");
        }
        if good("client_secret", 100) || form.filled("client_secret").is_none() && self.0.keeps_no_secret(form).await? {
            return Ok(grant);
        }
        refused("client_secret")
    }
}
