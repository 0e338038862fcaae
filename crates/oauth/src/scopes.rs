//! Which scopes a request gets (`oauth` 2.4).

use byline_model::client::Client;
use byline_model::scope::{Legs, Scope, ScopeList, ScopeSet, modernize};

use crate::error::{ErrorCode, TokenError};

/// What a client holds: by its type, and what staff added.
pub(crate) fn held(client: &Client) -> ScopeSet {
    Scope::automatic(client.client_type).union(ScopeSet::from_names(&client.extra_scopes))
}

/// The `scope` parameter of the token endpoint; the oldest spelling of the funding scopes is read too.
///
/// # Errors
/// `invalid_scope`, naming the first value that is no scope.
pub(crate) fn parse(text: &str) -> Result<ScopeList, TokenError> {
    let text = modernize(text);
    let (scopes, unknown) = ScopeList::parse(&text);
    match unknown.first() {
        Some(unknown) => Err(invalid(unknown)),
        None => Ok(scopes),
    }
}

/// # Errors
/// 401 `invalid_scope` when one of them is for the internal host (`oauth` 2.4; case 46).
pub(crate) fn refuse_internal(scopes: &ScopeList) -> Result<(), TokenError> {
    if scopes.iter().any(|it| it.spec().legs == Legs::Internal) {
        return Err(not_valid(scopes));
    }
    Ok(())
}

/// The words of error 9015.
pub(crate) fn not_valid(scopes: &ScopeList) -> TokenError {
    let text = format!("The scope is not valid. Provided scopes: {scopes}");
    TokenError::new(401, ErrorCode::InvalidScope, text)
}

pub(crate) fn invalid(scope: impl std::fmt::Display) -> TokenError {
    TokenError::scope(format!("Invalid scope: {scope}"))
}
