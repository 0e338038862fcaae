//! `client_credentials`: a client for itself (`oauth` 2.4, 5.4).

use byline_model::scope::{Legs, Scope, ScopeList, ScopeSet};
use byline_store::{Change, ChangeSet};

use super::Request;
use crate::answer::{TokenAnswer, Whose, seconds_left};
use crate::error::TokenError;
use crate::issue::Draft;
use crate::scopes;
use crate::token_endpoint::Host;

pub(super) async fn answer(request: &Request<'_>) -> Result<TokenAnswer, TokenError> {
    let Request { authority, client, now, .. } = request;
    let scopes = granted(request)?;
    let expires = now.plus_seconds(authority.policy.two_legged_seconds);
    let draft = Draft {
        client: &client.id,
        person: None,
        scopes: &scopes,
        issued: *now,
        expires,
        refreshable: true,
        origin_client: None,
        code: None,
    };
    let minted = draft.mint(&*authority.entropy);
    authority.store.commit(ChangeSet::new(*now).with(Change::PutToken(Box::new(minted.row)))).await?;
    Ok(TokenAnswer {
        access_token: minted.access,
        token_type: "bearer",
        refresh_token: minted.refresh,
        expires_in: seconds_left(*now, expires),
        scope: Some(scopes),
        issued_token_type: None,
        whose: Whose::Nobody,
        id_token: None,
    })
}

/// Scopes that need a person are dropped; the rest has to be held, but for `/read-public`, which everybody has.
fn granted(request: &Request<'_>) -> Result<ScopeList, TokenError> {
    let mut asked = scopes::parse(request.form.get("scope").unwrap_or_default())?;
    match request.host {
        Host::Internal if asked.iter().any(|it| it.spec().legs == Legs::Internal) => {}
        Host::Internal => return Err(scopes::not_valid(&asked)),
        Host::Registry | Host::PublicApi | Host::MemberApi => scopes::refuse_internal(&asked)?,
    }
    asked.retain(|it| !it.needs_person());
    if asked.is_empty() {
        return Err(TokenError::scope("Invalid scope (none)"));
    }
    if asked.set() == ScopeSet::of(&[Scope::ReadPublic]) {
        return Ok(asked);
    }
    let held = scopes::held(&request.client);
    let refused = asked.iter().find(|it| !held.contains(*it) || it.spec().legs == Legs::None);
    match refused {
        Some(scope) => Err(scopes::invalid(scope)),
        None => Ok(asked),
    }
}
