//! `POST /oauth/revoke` (RFC 7009, `oauth` 1.3).

use std::sync::Arc;

use byline_model::Timestamp;
use byline_model::client::RevocationReason;
use byline_store::{Action, Change, ChangeSet, Deed};

use crate::authority::Authority;
use crate::client_auth::{self, Header, Proof};
use crate::error::{ErrorCode, TokenError};
use crate::form::Form;
use crate::secret;

/// The revocation endpoint.
#[derive(Clone)]
pub struct RevocationEndpoint(Arc<Authority>);

impl RevocationEndpoint {
    /// The endpoint of an authority; cheap to make for each request.
    pub fn new(authority: Arc<Authority>) -> Self {
        RevocationEndpoint(authority)
    }

    /// Ends the pair that an access or refresh token of the client belongs to, and what others hold because of it. `form`
    /// holds the parameters of body and query. Success, 200 with nothing, says nothing about the token: it may be
    /// unknown, revoked already or somebody else's.
    ///
    /// # Errors
    /// 400 without a token and for two clients at once, 401 without or with wrong credentials.
    pub async fn revoke(&self, form: &Form, authorization: Option<&str>, now: Timestamp) -> Result<(), TokenError> {
        let store = &*self.0.store;
        if let Some(name) = form.ambiguous(true) {
            return Err(TokenError::ambiguous(name));
        }
        let token = form.filled("token").ok_or_else(|| TokenError::request("token is required"))?.trim();
        let client = authenticate(&self.0, form, authorization, Proof::SecretIfKept, now).await?;
        let hash = secret::hash(token);
        let found = match store.token(hash).await? {
            Some(found) => Some(found),
            None => store.token_by_refresh(hash).await?,
        };
        if let Some(found) = found.filter(|it| it.client == client.id) {
            let reason = RevocationReason::ClientRevoked;
            let change = Change::RevokeToken { access: found.access, at: now, reason };
            let deed = Deed::new(Action::TokenRevoked, &client.id).to(found.person).with(found.origin_client.clone());
            let set = ChangeSet::new(now).with(change);
            // What is revoked already is not revoked again.
            store.commit(if found.revoked.is_none() { set.tells(deed) } else { set }).await?;
        }
        Ok(())
    }
}

/// As at the token endpoint, but here missing credentials are wrong ones, a Bearer header is none, and nobody was ever
/// answered who named two clients.
pub(crate) async fn authenticate(
    authority: &Authority,
    form: &Form,
    authorization: Option<&str>,
    proof: Proof,
    now: Timestamp,
) -> Result<Arc<byline_model::client::Client>, TokenError> {
    let client = client_auth::authenticate(authority, form, authorization, Header::MayNameToken, proof, now)
        .await
        .map_err(|error| if error.code == ErrorCode::InvalidRequest { TokenError::client(false) } else { error })?;
    client_auth::one_client(form, &client)?;
    Ok(client)
}
