//! People into a store: as an import would leave them, and with what data files do not have.

use std::collections::VecDeque;
use std::sync::Arc;

use byline_model::client::Token;
use byline_model::{PutCode, Timestamp};
use byline_store::{
    Change, ChangeSet, Committed, Consent, GrantChange, GroupId, Store as AnyStore, StoreError, WebhookChange,
};
use byline_synthetic::{Permission, Person, Plan, Vocabulary};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use super::organizations;
use crate::registry_toml::hash_secret;

/// A commit holds about so many bytes of items.
const BATCH: usize = 8 << 20;
/// So many commits are on their way at most.
const PENDING: usize = 3;
/// How long permissions last: twenty years, as the published service has it.
const LASTS: i64 = 20 * 365 * 24 * 3600;
/// Of these a commit takes many.
const ROWS: usize = 5000;

/// What people of a chunk change, person by person.
#[derive(Default)]
pub(super) struct Filling {
    people: Vec<(byline_model::OrcidId, Vec<Change>)>,
    bytes: usize,
}

impl Filling {
    pub fn person(&mut self, person: Person, now: Timestamp) {
        let Person { head, items, permissions, webhooks } = person;
        let owner = head.orcid;
        let mut changes = Vec::with_capacity(1 + items.len() + permissions.len() * 2 + webhooks.len());
        changes.push(Change::PutRecord(Box::new(head)));
        self.bytes += 256;
        for item in items {
            self.bytes += item.body.len() + 128;
            changes.push(Change::PutItem { owner, item: Box::new(item) });
        }
        for permission in permissions {
            let Permission { client, scopes, granted, access, refresh } = permission;
            let scopes: Vec<Box<str>> = scopes.iter().map(|it| Box::from(*it)).collect();
            changes.push(Change::PutToken(Box::new(Token {
                access: hash_secret(&access),
                refresh: Some(hash_secret(&refresh)),
                tail: access[access.len() - 4..].into(),
                client: client.clone(),
                person: Some(owner),
                scopes: scopes.clone(),
                issued: granted,
                expires: granted.plus_seconds(LASTS),
                revoked: None,
                origin_client: None,
                code: None,
            })));
            let consent = Consent { person: owner, client, scopes, first: granted, latest: granted };
            changes.push(Change::Grant(GrantChange::GrantConsent(Box::new(consent))));
        }
        changes.extend(webhooks.into_iter().map(|hook| {
            let at = hook.created.min(now);
            let (client, uri, host) = (hook.client, hook.uri, hook.host);
            Change::Webhook(WebhookChange::Put { client, orcid: owner, uri, host, at })
        }));
        self.people.push((owner, changes));
    }
}

/// A store that is being filled.
pub(super) struct Store {
    store: Arc<dyn AnyStore>,
    handle: Handle,
    now: Timestamp,
    batch: Filling,
    pending: VecDeque<JoinHandle<Result<Committed, StoreError>>>,
}

impl Store {
    /// Puts there what people name: clients, organisations, review groups.
    pub fn open(
        store: Arc<dyn AnyStore>,
        handle: Handle,
        plan: &Plan,
        people: u64,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let mut filled = Store { store, handle, now, batch: Filling::default(), pending: VecDeque::new() };
        let clients = plan.clients().map(|client| Change::PutClient(Box::new(client)));
        let organizations = plan.organizations(people).map(|it| {
            let kind = organizations::kind(&it.name);
            Change::PutOrganization(Box::new(organizations::kept(it, Vocabulary::Ror, kind)))
        });
        let groups = plan.review_groups().zip(GROUPS..).map(|((group_id, name, kind), number)| {
            Change::PutGroupId(Box::new(GroupId {
                put_code: PutCode::new(number).expect("a small number is a put-code"),
                name: name.into(),
                group_id: group_id.into(),
                description: "A group of a synthetic registry".into(),
                group_type: kind.into(),
                source: byline_model::Source::default(),
                created: Some(plan.as_of()),
                modified: Some(plan.as_of()),
            }))
        });
        let changes: Vec<_> = clients.chain(organizations).chain(groups).collect();
        for some in changes.chunks(ROWS) {
            filled.commit(some.to_vec())?;
        }
        filled.settle()?;
        Ok(filled)
    }

    pub fn take(&mut self, filling: Filling) -> Result<(), StoreError> {
        self.batch.bytes += filling.bytes;
        self.batch.people.extend(filling.people);
        if self.batch.bytes < BATCH { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        let Filling { mut people, .. } = std::mem::take(&mut self.batch);
        if people.is_empty() {
            return Ok(());
        }
        // Stores like to be written in order of key.
        people.sort_by_key(|(orcid, _)| *orcid);
        self.commit(people.into_iter().flat_map(|(_, changes)| changes).collect())
    }

    fn commit(&mut self, changes: Vec<Change>) -> Result<(), StoreError> {
        while self.pending.len() >= PENDING {
            self.first()?;
        }
        let set = ChangeSet { changes, ..ChangeSet::new(self.now) };
        let store = Arc::clone(&self.store);
        self.pending.push_back(self.handle.spawn(async move { store.commit(set).await }));
        Ok(())
    }

    fn first(&mut self) -> Result<(), StoreError> {
        match self.pending.pop_front().map(|commit| self.handle.block_on(commit)) {
            None => Ok(()),
            Some(Ok(done)) => done.map(|_| ()),
            Some(Err(panicked)) => std::panic::resume_unwind(panicked.into_panic()),
        }
    }

    /// Commits what is left, and waits for everything that is on its way.
    pub fn settle(&mut self) -> Result<(), StoreError> {
        self.flush()?;
        while !self.pending.is_empty() {
            self.first()?;
        }
        Ok(())
    }
}

/// Where the put-codes of review groups begin: between those of first items and those of heavy records.
const GROUPS: u64 = 1 << 39;
