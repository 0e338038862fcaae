//! `authorization_code` (`oauth` 5.2; RFC 6749 §4.1.3, RFC 7636).

use aws_lc_rs::{constant_time, digest};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use byline_model::client::RevocationReason;
use byline_model::scope::{Scope, ScopeList, ScopeSet};
use byline_store::{Action, Actor, Change, ChangeSet, Code, Deed, GrantChange, Guard, StoreError};

use super::Request;
use crate::answer::{TokenAnswer, Whose, seconds_left};
use crate::error::{ErrorCode, TokenError};
use crate::id_token::Claims;
use crate::issue::Draft;
use crate::secret;

pub(super) async fn answer(request: &Request<'_>) -> Result<TokenAnswer, TokenError> {
    let Request { authority, client, form, now, .. } = request;
    let value = form.filled("code").ok_or_else(|| TokenError::request("code is required"))?.trim();
    // Whoever is merely named could be shut out by others; a code is far too long to be guessed.
    let most = authority.policy.unknown_codes_per_minute.filter(|_| client.application.keeps_secrets());
    if let Some((most, wait)) =
        most.and_then(|most| Some((most, authority.unknown_codes.wait(&client.id, most, *now)?)))
    {
        let error = TokenError::new(429, ErrorCode::SlowDown, "Too many invalid authorization codes");
        return Err(TokenError { too_often: Some((most, wait)), ..error });
    }
    // A code of somebody else is as good as none, and stays good for its owner (case 40).
    let code = authority.store.code(secret::hash(value)).await?.filter(|it| it.client == client.id);
    let Some(code) = code else {
        authority.unknown_codes.count(&client.id, *now);
        return Err(TokenError::grant(format!("Invalid authorization code: {}", secret::tail(value))));
    };
    if !client.application.keeps_secrets() {
        // Until it shows the verifier it is anybody, who may have found a code that was used.
        check_verifier(request, &code)?;
    }
    if code.used.is_some() {
        return Err(reused(request, &code, value).await);
    }
    check(request, &code)?;
    if !authority.is_usable(code.person).await? {
        return Err(TokenError::grant("The record cannot be accessed"));
    }
    match exchange(request, &code).await {
        // Somebody was faster with the same code, or the person took the permission back.
        Err(StoreError::Conflict(_)) => Err(reused(request, &code, value).await),
        Err(error) => Err(error.into()),
        Ok(answer) => Ok(answer),
    }
}

/// The code fell into two hands: what came from it does not count any more (RFC 6749 §4.1.2).
async fn reused(request: &Request<'_>, code: &Code, value: &str) -> TokenError {
    let change = GrantChange::RevokeCode { code: code.hash, at: request.now, reason: RevocationReason::CodeReused };
    let deed = Deed::new(Action::ReuseStopped, Actor::Registry).to(code.person).with(code.client.clone());
    let set = ChangeSet::new(request.now).with(Change::Grant(change)).tells(deed.because("code"));
    match request.authority.store.commit(set).await {
        Ok(_) => TokenError::grant(format!("Reused authorization code: {}", secret::tail(value))),
        Err(error) => error.into(),
    }
}

/// None of these burns the code.
fn check(request: &Request<'_>, code: &Code) -> Result<(), TokenError> {
    let Request { client, form, now, .. } = request;
    if code.expires <= *now {
        return Err(TokenError::grant("Authorization code has expired"));
    }
    check_scopes(form.get("scope").unwrap_or_default(), code)?;
    match form.get("redirect_uri").filter(|it| !it.is_empty()) {
        Some(uri) if *uri == *code.redirect_uri => {}
        Some(_) => return Err(TokenError::grant("Redirect URI mismatch.")),
        None if client.strict || !client.application.keeps_secrets() => {
            return Err(TokenError::grant("redirect_uri is required"));
        }
        None => {}
    }
    check_verifier(request, code)
}

/// RFC 7636 §4.6.
fn check_verifier(request: &Request<'_>, code: &Code) -> Result<(), TokenError> {
    match (&code.challenge, request.form.filled("code_verifier")) {
        (None, None) if request.client.application.keeps_secrets() => Ok(()),
        (None, None) => Err(TokenError::grant("The code was requested without a code_challenge")),
        (Some(challenge), Some(verifier)) if answers(challenge, verifier) => Ok(()),
        (Some(_), Some(_)) => Err(TokenError::grant("code_verifier does not match the code_challenge")),
        (Some(_), None) => Err(TokenError::grant("code_verifier is required")),
        // Somebody may have taken the challenge out of the request (RFC 9700 §4.8.2).
        (None, Some(_)) => Err(TokenError::grant("The code was requested without a code_challenge")),
    }
}

fn check_scopes(asked: &str, code: &Code) -> Result<(), TokenError> {
    let mut asked = crate::scopes::parse(asked)?;
    crate::scopes::refuse_internal(&asked)?;
    asked.retain(|it| it.needs_person());
    let granted = ScopeSet::from_names(&code.scopes);
    if granted.contains_all(asked.set()) {
        return Ok(());
    }
    let granted = code.scopes.join(", ");
    Err(TokenError::scope(format!("Invalid scopes: {asked} available scopes for this code are: [{granted}]")))
}

/// `S256` (RFC 7636 §4.6).
fn answers(challenge: &str, verifier: &str) -> bool {
    let hash = digest::digest(&digest::SHA256, verifier.as_bytes());
    let expected = BASE64_URL_SAFE_NO_PAD.encode(hash.as_ref());
    constant_time::verify_slices_are_equal(expected.as_bytes(), challenge.as_bytes()).is_ok()
}

async fn exchange(request: &Request<'_>, code: &Code) -> Result<TokenAnswer, StoreError> {
    let Request { authority, client, now, .. } = request;
    let policy = &authority.policy;
    let lifetime = if client.persistent_tokens { policy.persistent_seconds } else { policy.short_seconds };
    let expires = now.plus_seconds(lifetime);
    let scopes: ScopeList = code.scopes.iter().filter_map(|it| it.parse::<Scope>().ok()).collect();
    let draft = Draft {
        client: &client.id,
        person: Some(code.person),
        scopes: &scopes,
        issued: *now,
        expires,
        refreshable: true,
        origin_client: None,
        code: Some(code.hash),
    };
    let minted = draft.mint(&*authority.entropy);
    let names = authority.names(code.person).await?;
    let id_token = if scopes.set().contains(Scope::Openid) {
        let claims = Claims {
            client,
            person: code.person,
            access: minted.access.expose(),
            authenticated: Some((code.authenticated, code.second_factor)),
            nonce: code.nonce.as_deref(),
            names: &names,
            now: *now,
        };
        Some(claims.sign(authority).await?)
    } else {
        None
    };
    let set = ChangeSet::new(*now)
        .guard(Guard::CodeUnused(code.hash))
        .with(Change::Grant(GrantChange::UseCode { hash: code.hash, at: *now }))
        .with(Change::PutToken(Box::new(minted.row)));
    authority.store.commit(set).await?;
    Ok(TokenAnswer {
        access_token: minted.access,
        token_type: "bearer",
        refresh_token: minted.refresh,
        expires_in: seconds_left(*now, expires),
        scope: Some(scopes),
        issued_token_type: None,
        whose: Whose::Person { orcid: code.person, name: names.display() },
        id_token,
    })
}
