//! `refresh_token` (`oauth` 5.3).

use byline_model::Timestamp;
use byline_model::client::{RevocationReason, Token};
use byline_model::scope::{Scope, ScopeList, ScopeSet};
use byline_store::{Action, Actor, Change, ChangeSet, Deed, GrantChange, Guard, StoreError};

use super::Request;
use crate::answer::{TokenAnswer, Whose, seconds_left};
use crate::bearer::presented;
use crate::error::TokenError;
use crate::issue::Draft;
use crate::{scopes, secret};

pub(super) async fn answer(request: &Request<'_>) -> Result<TokenAnswer, TokenError> {
    let Request { authority, client, form, now, .. } = request;
    let value = form.filled("refresh_token").ok_or_else(|| TokenError::request("refresh_token is required"))?.trim();
    let parent = authority.store.token_by_refresh(secret::hash(value)).await?;
    let parent = parent.ok_or_else(|| TokenError::grant("Unable to find refresh token"))?;
    if parent.client != client.id {
        return Err(TokenError::grant("This token does not belong to the given client"));
    }
    if parent.expires <= *now {
        return Err(TokenError::grant(format!("Access token expired: {}", parent.expires)));
    }
    if let Some(revoked) = parent.revoked {
        return Err(ended(request, &parent, revoked).await);
    }
    let scopes = narrowed(&parent, form.get("scope").unwrap_or_default())?;
    let expires = expiry(&parent, form.filled("expires_in"), *now)?;
    let draft = Draft {
        client: &client.id,
        person: parent.person,
        scopes: &scopes,
        issued: *now,
        expires,
        refreshable: true,
        origin_client: parent.origin_client.clone(),
        // A second use of the code reaches what was made of its token too.
        code: parent.code,
    };
    let minted = draft.mint(&*authority.entropy);
    let mut set = ChangeSet::new(*now).guard(Guard::TokenLive(parent.access));
    if replaces(request, &parent) {
        let (from, to) = (parent.access, minted.row.access);
        set = set.with(Change::Grant(GrantChange::ReplaceBasis { from, to })).with(Change::RevokeToken {
            access: parent.access,
            at: *now,
            reason: RevocationReason::Replaced,
        });
    }
    // Before the revocation, so that what rests on the old token finds the new one.
    set.changes.insert(0, Change::PutToken(Box::new(minted.row)));
    match authority.store.commit(set).await {
        Err(StoreError::Conflict(_)) => return Err(disabled()),
        other => other?,
    };
    let whose = match parent.person {
        Some(orcid) => Whose::Person { orcid, name: authority.names(orcid).await?.display() },
        None => Whose::Nobody,
    };
    Ok(TokenAnswer {
        access_token: minted.access,
        token_type: "bearer",
        refresh_token: minted.refresh,
        expires_in: seconds_left(*now, expires),
        scope: Some(scopes),
        issued_token_type: None,
        whose,
        id_token: None,
    })
}

/// For so long the refresh token that was replaced may come again without harm: an answer got lost, or two pages of one
/// application refreshed at once (`oauth` 10).
const GRACE_SECONDS: i64 = 60;

/// One that works once and comes again is in two hands: nothing that came of it, or that it came of, counts any more (RFC
/// 9700 §4.14.2). One that was replaced is known for a month.
async fn ended(request: &Request<'_>, parent: &Token, (at, reason): (Timestamp, RevocationReason)) -> TokenError {
    let late = at.plus_seconds(GRACE_SECONDS) <= request.now;
    let stolen = reason == RevocationReason::Replaced && late && !request.client.application.keeps_secrets();
    if stolen {
        let (access, at, reason) = (parent.access, request.now, RevocationReason::CodeReused);
        let change = GrantChange::RevokeFamily { access, at, reason };
        let deed = Deed::new(Action::ReuseStopped, Actor::Registry).to(parent.person).with(parent.client.clone());
        let set = ChangeSet::new(request.now).with(Change::Grant(change)).tells(deed.because("refresh token"));
        if let Err(error) = request.authority.store.commit(set).await {
            return error.into();
        }
    }
    disabled()
}

fn disabled() -> TokenError {
    TokenError::grant("Parent token is disabled")
}

/// The scopes of the new token: each covered by one of the parent's. Values that no person grants are dropped for
/// people's tokens, unless nothing else was asked for (`oauth` 2.4).
fn narrowed(parent: &Token, asked: &str) -> Result<ScopeList, TokenError> {
    let mut asked = scopes::parse(asked)?;
    scopes::refuse_internal(&asked)?;
    let granted: ScopeList = parent.scopes.iter().filter_map(|it| it.parse::<Scope>().ok()).collect();
    if asked.is_empty() {
        return Ok(granted);
    }
    if parent.person.is_some() && asked.iter().any(Scope::needs_person) {
        asked.retain(|it| it.needs_person());
    }
    let covered: ScopeSet = granted.set().covers();
    let wider = asked.iter().find(|it| !covered.contains(*it));
    match wider {
        Some(wider) => Err(TokenError::scope(format!("The given scope '{wider}' is not allowed for the parent token"))),
        None => Ok(asked),
    }
}

/// Seconds from now, never beyond the parent; 0 or none: as long as the parent.
fn expiry(parent: &Token, asked: Option<&str>, now: Timestamp) -> Result<Timestamp, TokenError> {
    let Some(text) = asked.map(str::trim) else { return Ok(parent.expires) };
    let seconds: u64 = text.parse().map_err(|_| TokenError::request(format!("{text} is not a number")))?;
    let expires = now.plus_seconds(i64::try_from(seconds).unwrap_or(i64::MAX));
    match seconds {
        0 => Ok(parent.expires),
        _ if expires <= parent.expires => Ok(expires),
        _ => Err(TokenError::request(format!("Token expiration can't be after {}", parent.expires))),
    }
}

/// `revoke_old` as all three published descriptions have it: without the parameter the old pair ends only when a Bearer
/// header names it. Without a secret, a refresh token works once whatever is asked for (`decisions` 59).
fn replaces(request: &Request<'_>, parent: &Token) -> bool {
    if !request.client.application.keeps_secrets() {
        return true;
    }
    match request.form.filled("revoke_old") {
        Some(text) => text.trim().eq_ignore_ascii_case("true"),
        None => presented(request.authorization, None).is_some_and(|it| secret::hash(it) == parent.access),
    }
}
