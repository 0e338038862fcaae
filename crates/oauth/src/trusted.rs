//! The organisations a person trusts (`oauth` 9.1 to 9.3, `registry` 17.2).

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use byline_model::client::{Client, RevocationReason};
use byline_model::scope::ScopeList;
use byline_model::{ClientId, OrcidId, Timestamp};
use byline_store::{Action, Change, ChangeSet, Deed, GrantChange, Permission, Result, Stretch, whole};

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
    /// The lists that an authority knows; cheap to make for each request.
    pub fn new(authority: Arc<Authority>) -> Self {
        TrustedOrganizations(authority)
    }

    /// One row for each client with tokens of its own that count, by name. Clients that act on behalf of one are nested
    /// under it and have no row of their own (`decisions` 16).
    ///
    /// # Errors
    /// Those of the store.
    pub async fn list(&self, person: OrcidId, now: Timestamp) -> Result<Vec<TrustedOrganization>> {
        let mut held = whole(|it| self.0.store.permissions_of(person, None, now, it)).await?;
        held.sort_by_key(|it| it.first);
        let mut passed_on: HashMap<&ClientId, Vec<&Permission>> = HashMap::new();
        for permission in &held {
            if let Some(origin) = &permission.origin_client {
                passed_on.entry(origin).or_default().push(permission);
            }
        }
        let mut rows: Vec<TrustedOrganization> = Vec::new();
        for (id, own) in by_client(held.iter().filter(|it| it.origin_client.is_none())) {
            let Some(client) = self.0.store.client(id).await? else { continue };
            rows.push(TrustedOrganization {
                client,
                since: own.iter().map(|it| it.since).min().unwrap_or(now),
                scopes: scopes(&own),
                delegates: self.delegates(passed_on.remove(id).unwrap_or_default(), now).await?,
            });
        }
        rows.sort_by_key(|it| it.client.name.to_lowercase());
        Ok(rows)
    }

    /// Whether a client may use the record at this moment.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn any(&self, person: OrcidId, now: Timestamp) -> Result<bool> {
        let first = Stretch::after(None, 1);
        Ok(!self.0.store.permissions_of(person, None, now, first).await?.rows.is_empty())
    }

    async fn delegates(&self, passed_on: Vec<&Permission>, now: Timestamp) -> Result<Vec<TrustedDelegate>> {
        let mut delegates = Vec::new();
        for (id, held) in by_client(passed_on) {
            let Some(client) = self.0.store.client(id).await? else { continue };
            delegates.push(TrustedDelegate {
                client,
                latest: held.iter().map(|it| it.latest).max().unwrap_or(now),
                until: held.iter().map(|it| it.until).max().unwrap_or(now),
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
        let mut set = ChangeSet::new(now).with(Change::Grant(change));
        // Who trusts it no more takes nothing away.
        let held = self.0.held_by(client, person, now).await?;
        if !held.is_empty() || self.0.store.consent(person, client).await?.is_some() {
            set = set.tells(Deed::new(Action::Revoked, person).with(client.clone()));
        }
        self.0.store.commit(set).await?;
        Ok(())
    }
}

fn by_client<'a>(permissions: impl IntoIterator<Item = &'a Permission>) -> BTreeMap<&'a ClientId, Vec<&'a Permission>> {
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for permission in permissions {
        groups.entry(&permission.client).or_default().push(permission);
    }
    groups
}

fn scopes(permissions: &[&Permission]) -> ScopeList {
    permissions.iter().flat_map(|it| &it.scopes).filter_map(|it| it.parse().ok()).collect()
}
