//! `POST /oauth/introspect` (RFC 7662, `oauth` 1.8, 10).

use std::sync::Arc;

use byline_model::Timestamp;
use byline_model::client::{Client, ClientState, RevocationReason, Switch, Token};
use serde_json::{Value, json};

use crate::answer::object;
use crate::authority::Authority;
use crate::client_auth::Proof;
use crate::error::TokenError;
use crate::form::Form;
use crate::{revocation, secret};

const INACTIVE: &str = r#"{"active":false}"#;

/// The introspection endpoint.
#[derive(Clone)]
pub struct IntrospectionEndpoint(Arc<Authority>);

impl IntrospectionEndpoint {
    /// The endpoint of an authority; cheap to make for each request.
    pub fn new(authority: Arc<Authority>) -> Self {
        IntrospectionEndpoint(authority)
    }

    /// What a token is worth, as JSON. Clients see their own tokens; resource servers
    /// ([`Switch::ResourceServer`]) see all, with the names of the published service
    /// besides those of the standard. Of what the caller may not see, only that it is not active is said.
    ///
    /// # Errors
    /// 400 without a token and for two clients at once, 401 without or with wrong credentials.
    pub async fn introspect(
        &self,
        form: &Form,
        authorization: Option<&str>,
        now: Timestamp,
    ) -> Result<String, TokenError> {
        let store = &*self.0.store;
        if let Some(name) = form.ambiguous(true) {
            return Err(TokenError::ambiguous(name));
        }
        let caller = revocation::authenticate(&self.0, form, authorization, Proof::Secret, now).await?;
        let token = form.filled("token").ok_or_else(|| TokenError::request("token is required"))?.trim();
        let hash = secret::hash(token);
        let found = match store.token(hash).await? {
            Some(found) => Some(found),
            None => store.token_by_refresh(hash).await?,
        };
        let internal = caller.has(Switch::ResourceServer);
        let Some(found) = found.filter(|it| internal || it.client == caller.id) else { return Ok(INACTIVE.into()) };
        let holder = match store.client(&found.client).await? {
            Some(holder) if now < found.expires => holder,
            _ => return Ok(INACTIVE.into()),
        };
        let enabled = match holder.state {
            ClientState::Active => true,
            ClientState::Locked | ClientState::Deactivated => false,
        };
        Ok(match found.revoked {
            _ if !enabled => INACTIVE.into(),
            None => self.describe(&found, &holder, internal, true),
            Some((_, RevocationReason::UserRevoked)) if internal => self.describe(&found, &holder, internal, false),
            Some(_) => INACTIVE.into(),
        })
    }

    fn describe(&self, token: &Token, holder: &Client, internal: bool, active: bool) -> String {
        let client = Value::from(token.client.as_str());
        let mut members = vec![
            ("active", Value::from(active)),
            ("scope", token.scopes.join(" ").into()),
            ("client_id", client.clone()),
            ("token_type", "bearer".into()),
            ("exp", token.expires.seconds().into()),
            ("iat", token.issued.seconds().into()),
            ("iss", self.0.issuer().into()),
        ];
        if let Some(person) = token.person {
            let person = Value::from(person.to_string());
            members.extend([("username", person.clone()), ("sub", person.clone()), ("orcid", person)]);
        }
        if let Some(origin) = &token.origin_client {
            // RFC 8693 §4.1: who acts.
            members.push(("act", json!({ "client_id": client })));
            if internal {
                members.push(("OBO_CLIENT_ID", origin.as_str().into()));
            }
        }
        if internal {
            let authority = if holder.client_type.is_member() { "ROLE_CLIENT" } else { "ROLE_PUBLIC" };
            members.extend([("clientGrantedAuthority", authority.into()), ("USER_REVOKED", (!active).into())]);
        }
        object(&members)
    }
}
