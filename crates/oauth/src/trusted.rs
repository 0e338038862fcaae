//! The organisations a person trusts (`oauth` 9.1 to 9.3, `registry` 17.2).

use std::sync::Arc;

use byline_model::client::{Client, RevocationReason, Token};
use byline_model::scope::ScopeList;
use byline_model::{ClientId, OrcidId, Timestamp};
use byline_store::{Change, ChangeSet, GrantChange, Result};

use crate::authority::Authority;

/// A client with a live permission of its own.
#[derive(Clone, Debug)]
pub struct TrustedOrganization {
    /// Its state is shown: a deactivated one cannot use its permission.
    pub client: Arc<Client>,
    /// The earliest token that still counts.
    pub since: Timestamp,
    /// Of all its tokens.
    pub scopes: ScopeList,
    /// Who acts on its behalf; by name.
    pub delegates: Vec<TrustedDelegate>,
}

/// A client that acts with the permission of another.
#[derive(Clone, Debug)]
pub struct TrustedDelegate {
    pub client: Arc<Client>,
    /// When it last got a token, and when its last token ends.
    pub latest: Timestamp,
    pub until: Timestamp,
    pub scopes: ScopeList,
}

/// The trusted list of a person.
#[derive(Clone)]
pub struct TrustedOrganizations(Arc<Authority>);

impl TrustedOrganizations {
    pub fn new(authority: Arc<Authority>) -> Self {
        TrustedOrganizations(authority)
    }

    /// One row for each client with tokens of its own that count, by name. Clients that act on behalf of one are nested
    /// under it and have no row of their own (`decisions` 16).
    ///
    /// # Errors
    /// Those of the store.
    pub async fn list(&self, person: OrcidId, now: Timestamp) -> Result<Vec<TrustedOrganization>> {
        let tokens = self.0.store.tokens_of(None, Some(person)).await?;
        let live: Vec<_> = tokens.iter().filter(|it| it.revoked.is_none() && now < it.expires).collect();
        let mut rows: Vec<TrustedOrganization> = Vec::new();
        for (id, own) in by_client(live.iter().copied().filter(|it| it.origin_client.is_none())) {
            let Some(client) = self.0.store.client(id).await? else { continue };
            let delegated = live.iter().copied().filter(|it| it.origin_client.as_ref() == Some(id));
            rows.push(TrustedOrganization {
                client,
                since: own.iter().map(|it| it.issued).min().unwrap_or(now),
                scopes: scopes(&own),
                delegates: self.delegates(delegated, now).await?,
            });
        }
        rows.sort_by_key(|it| it.client.name.to_lowercase());
        Ok(rows)
    }

    async fn delegates(
        &self,
        delegated: impl Iterator<Item = &Token> + Send,
        now: Timestamp,
    ) -> Result<Vec<TrustedDelegate>> {
        let mut delegates = Vec::new();
        for (id, held) in by_client(delegated) {
            let Some(client) = self.0.store.client(id).await? else { continue };
            delegates.push(TrustedDelegate {
                client,
                latest: held.iter().map(|it| it.issued).max().unwrap_or(now),
                until: held.iter().map(|it| it.expires).max().unwrap_or(now),
                scopes: scopes(&held),
            });
        }
        delegates.sort_by_key(|it| it.client.name.to_lowercase());
        Ok(delegates)
    }

    /// Takes every permission of a client away: its tokens, those it got on behalf of others, those that others got on
    /// its behalf, codes it did not use yet, and the recorded consent. What it wrote stays; its old tokens still delete
    /// that, and nothing else.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn remove(&self, person: OrcidId, client: &ClientId, now: Timestamp) -> Result<()> {
        let reason = RevocationReason::UserRevoked;
        let change = GrantChange::RevokeTrust { person, client: client.clone(), at: now, reason };
        self.0.store.commit(ChangeSet::new(now).with(Change::Grant(change))).await?;
        Ok(())
    }
}

/// Tokens in groups, clients in order of their first.
fn by_client<'a>(tokens: impl Iterator<Item = &'a Token>) -> Vec<(&'a ClientId, Vec<&'a Token>)> {
    let mut groups: Vec<(&ClientId, Vec<&Token>)> = Vec::new();
    for token in tokens {
        match groups.iter_mut().find(|(client, _)| **client == token.client) {
            Some((_, group)) => group.push(token),
            None => groups.push((&token.client, vec![token])),
        }
    }
    groups
}

fn scopes(tokens: &[&Token]) -> ScopeList {
    tokens.iter().flat_map(|it| &it.scopes).filter_map(|it| it.parse().ok()).collect()
}
