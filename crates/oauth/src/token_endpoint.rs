//! `POST /oauth/token` (`oauth` 1.2, 5).

use std::sync::Arc;

use byline_model::Timestamp;

use crate::answer::TokenAnswer;
use crate::authority::Authority;
use crate::client_auth::{self, Header};
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
    pub fn new(authority: Arc<Authority>) -> Self {
        TokenEndpoint(authority)
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
        let name = checked_by_host(form, authorization, host)?;
        let grant = GrantType::parse(name);
        let header = grant.map_or(Header::Credentials, GrantType::header);
        let client = client_auth::authenticate(&self.0, form, authorization, header, now).await?;
        let grant = grant.ok_or_else(|| grants::unsupported(name))?;
        if host == Host::Internal && grant != GrantType::ClientCredentials {
            return Err(grants::unsupported(name));
        }
        grants::answer(grant, Request { authority: &self.0, client, form, authorization, host, now }).await
    }
}

/// The grant type, and what is looked at before anything else (`oauth` 1.2 "API-host pre-checks", 5.6).
fn checked_by_host<'a>(form: &'a Form, authorization: Option<&str>, host: Host) -> Result<&'a str, TokenError> {
    const MISSING: &str = "grant_type is missing";
    if host == Host::Registry {
        return form.get("grant_type").ok_or_else(|| TokenError::new(400, ErrorCode::UnsupportedGrantType, MISSING));
    }
    let grant = form.get("grant_type").ok_or_else(|| TokenError::request(MISSING))?;
    if authorization.is_none_or(|it| it.trim().is_empty()) {
        for (name, longest) in [("client_id", 50), ("client_secret", 100)] {
            if form.filled(name).is_none_or(|it| it.chars().count() > longest) {
                return Err(TokenError::request(format!("{name} is missing or invalid")));
            }
        }
    }
    Ok(grant)
}
