//! Tokens out of nothing: what consent pages would lead to.

use byline_model::client::{ClientState, RevocationReason, Token};
use byline_model::env::Clock;
use byline_model::scope::{Scope, ScopeList};
use byline_model::{ClientId, OrcidId, PutCode};
use byline_oauth::{Secret, TokenAnswer, Whose, tail};
use byline_store::{Action, Actor, Change, ChangeSet, Deed, KindRange, Matter, Store};

use super::input::Input;
use super::people;
use super::refusal::Refusal;
use super::state::Sandbox;

/// That of a persistent token (`oauth` 5.5).
const TWENTY_YEARS: i64 = 631_138_519;

pub async fn create(sandbox: &Sandbox, mut input: Input) -> Result<TokenAnswer, Refusal> {
    let client: ClientId = Input::required("client", input.parsed("client")?)?;
    let person: Option<OrcidId> = input.parsed("orcid")?;
    let scopes: Vec<Scope> = input.list("scopes", "a scope such as /read-limited")?;
    let seconds = input.number("expires_in")?.unwrap_or(TWENTY_YEARS);
    let access = secret(&mut input, "value")?;
    let refresh = secret(&mut input, "refresh_token")?;
    let origin_client: Option<ClientId> = input.parsed("origin_client")?;
    let revoked = input.flag("revoked")?;
    input.finish()?;
    if seconds < 0 {
        return Err(Refusal::bad("expires_in", "a token does not end before it is issued"));
    }
    if scopes.is_empty() {
        return Err(Refusal::bad("scopes", "at least one is needed"));
    }
    let store = sandbox.store();
    known_client(&*store, "client", &client).await?;
    if let Some(origin) = &origin_client {
        known_client(&*store, "origin_client", origin).await?;
    }
    let whose = whose(&*store, person).await?;

    let access = access.unwrap_or_else(|| Secret::uuid(sandbox.entropy()));
    // Permissions of people can be refreshed, those of a client for itself cannot.
    let refresh = refresh.or_else(|| person.map(|_| Secret::uuid(sandbox.entropy())));
    if store.token(access.hash()).await?.is_some() {
        return Err(Refusal::bad("value", "there is such a token already"));
    }
    let now = sandbox.clock().now();
    let token = Token {
        access: access.hash(),
        refresh: refresh.as_ref().map(Secret::hash),
        tail: tail(access.expose()),
        client,
        person,
        scopes: scopes.iter().map(|it| it.as_str().into()).collect(),
        issued: now,
        expires: now.plus_seconds(seconds),
        revoked: revoked.then_some((now, RevocationReason::ClientRevoked)),
        origin_client,
        code: None,
    };
    let deed = Deed::new(Action::TokenMade, Actor::Operator).to(person).with(token.client.clone());
    let deed = deed.on(Matter::Scopes(token.scopes.join(" ").into()));
    store.commit(ChangeSet::new(now).with(Change::PutToken(Box::new(token))).tells(deed)).await?;
    Ok(TokenAnswer {
        access_token: access,
        token_type: "bearer",
        refresh_token: refresh,
        expires_in: seconds,
        scope: Some(scopes.into_iter().collect::<ScopeList>()),
        issued_token_type: None,
        whose,
        id_token: None,
    })
}

fn secret(input: &mut Input, key: &str) -> Result<Option<Secret>, Refusal> {
    match input.text(key)? {
        Some(text) if text.trim().is_empty() => Err(Refusal::bad(key, "is blank")),
        text => Ok(text.map(Secret::new)),
    }
}

async fn known_client(store: &dyn Store, key: &str, id: &ClientId) -> Result<(), Refusal> {
    match store.client(id).await? {
        Some(client) if client.state == ClientState::Active => Ok(()),
        Some(client) => {
            Err(Refusal::bad(key, format!("{id} is {}: its tokens would not count", client.state.as_str())))
        }
        None => Err(Refusal::bad(key, format!("there is no client {id}"))),
    }
}

async fn whose(store: &dyn Store, person: Option<OrcidId>) -> Result<Whose, Refusal> {
    let Some(orcid) = person else { return Ok(Whose::Nobody) };
    if store.head(orcid).await?.is_none() {
        return Err(Refusal::bad("orcid", format!("there is no record {orcid}")));
    }
    let item = store.item(orcid, KindRange::one(byline_model::ItemKind::Name), PutCode::SINGLE).await?;
    let public = item.filter(|item| item.visibility == byline_model::Visibility::Public);
    let name = public.as_ref().and_then(people::full_name).map(String::into_boxed_str);
    Ok(Whose::Person { orcid, name })
}
