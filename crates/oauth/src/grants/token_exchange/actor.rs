//! `actor_token`: who acts (RFC 8693 §2.1). Here that is always the client that asks, so the token has to be its own.

use super::super::Request;
use super::{ACCESS_TOKEN, ID_TOKEN, subject};
use crate::error::TokenError;
use crate::secret;

/// # Errors
/// `invalid_request` for a token without its type, a type without its token, a type that is not known, and a token that
/// is not the client's own.
pub(super) async fn check(request: &Request<'_>) -> Result<(), TokenError> {
    let filled = |name: &str| request.form.filled(name).map(str::trim);
    let (token, kind) = match (filled("actor_token"), filled("actor_token_type")) {
        (None, None) => return Ok(()),
        (Some(_), None) => return Err(TokenError::request("actor_token_type is required")),
        (None, Some(_)) => return Err(TokenError::request("actor_token is required")),
        (Some(token), Some(kind)) => (token, kind),
    };
    let own = match kind {
        ACCESS_TOKEN => {
            let found = request.authority.store.token(secret::hash(token)).await?;
            found.is_some_and(|it| it.client == request.client.id && it.revoked.is_none() && request.now < it.expires)
        }
        ID_TOKEN => {
            let keys = request.authority.keys(request.now).await?;
            subject::read(&keys, token).is_ok_and(|it| it.audience == request.client.id)
        }
        _ => return Err(TokenError::request(format!("actor_token_type is {ACCESS_TOKEN} or {ID_TOKEN}"))),
    };
    if own { Ok(()) } else { Err(TokenError::request("actor_token is no token of the client that asks")) }
}
