//! A store in memory, as simple as the contract allows: what imports and exports need of one.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use byline_model::client::{Client, SecretHash, Token};
use byline_model::{ClientId, Item, ItemKind, OrcidId, PutCode, RecordHead, Source, Timestamp};
use byline_store::webhooks::{Lane, Schedule, Webhook, WebhookCall, WebhookChange};
use byline_store::{
    Account, AccountChange, AccountStore, Attempts, Change, ChangeSet, Code, Committed, Consent, EndedPermission,
    GrantChange, GrantStore, GroupId, InboxStore, KindRange, Link, LogEntry, Mail, Notification, NotificationChange,
    Organization, Permission, Reply, Result, Session, SharedAddress, Shelf, SigningKey, Snapshot, Store, StoreError,
    View, WebhookStore,
};

#[derive(Default)]
pub struct MemoryStore {
    pub content: Mutex<Content>,
    /// Commits that touch this record are refused.
    pub refuses: Mutex<Option<OrcidId>>,
    /// So many commits succeed, the next fail as if the disk were gone.
    pub breaks_after: Mutex<Option<usize>>,
    /// How many put-codes were leased.
    pub leased: Mutex<u64>,
}

#[derive(Clone, Default, Debug, PartialEq)]
pub struct Content {
    pub heads: BTreeMap<OrcidId, RecordHead>,
    pub items: BTreeMap<(OrcidId, ItemKind, PutCode), Item>,
    pub clients: BTreeMap<ClientId, Client>,
    pub tokens: BTreeMap<SecretHash, Token>,
    pub bases: BTreeMap<SecretHash, Vec<SecretHash>>,
    pub consents: BTreeMap<(OrcidId, ClientId), Consent>,
    pub accounts: BTreeMap<OrcidId, Account>,
    pub group_ids: BTreeMap<PutCode, GroupId>,
    pub notifications: BTreeMap<PutCode, Notification>,
    pub organizations: BTreeMap<(Box<str>, Box<str>), Organization>,
    pub webhooks: Vec<Webhook>,
    pub signing_keys: BTreeMap<Box<str>, SigningKey>,
    pub mails: Vec<Mail>,
}

impl MemoryStore {
    pub fn content(&self) -> Content {
        self.content.lock().unwrap().clone()
    }
}

impl Content {
    fn apply(&mut self, change: Change) {
        match change {
            Change::PutRecord(head) => drop(self.heads.insert(head.orcid, *head)),
            Change::PutItem { owner, item } => {
                assert!(self.heads.contains_key(&owner), "an item without its record");
                self.items.insert((owner, item.kind, item.put_code), *item);
            }
            Change::DeleteItem { owner, kind, put_code } => drop(self.items.remove(&(owner, kind, put_code))),
            Change::PutClient(client) => drop(self.clients.insert(client.id.clone(), *client)),
            Change::PutToken(token) => drop(self.tokens.insert(token.access, *token)),
            Change::PutGroupId(group) => drop(self.group_ids.insert(group.put_code, *group)),
            Change::Webhook(WebhookChange::Put { client, orcid, uri, host, at }) => {
                let id = self.webhooks.len() as u64 + 1;
                let (owed, told, failures, sent, schedule) = (0, 0, 0, None, Schedule::Idle);
                let (created, owner) = (at, orcid);
                self.webhooks.push(Webhook {
                    id,
                    client,
                    orcid: owner,
                    uri,
                    host,
                    created,
                    owed,
                    told,
                    failures,
                    sent,
                    schedule,
                });
            }
            Change::Notification(NotificationChange::Put(it)) => drop(self.notifications.insert(it.put_code, *it)),
            Change::PutOrganization(it) => {
                drop(self.organizations.insert((it.source.clone(), it.identifier.clone()), *it));
            }
            Change::Account(AccountChange::PutAccount(it)) => drop(self.accounts.insert(it.orcid, *it)),
            Change::Grant(GrantChange::PassOn { token, bases }) => {
                self.bases.insert(token.access, bases);
                self.tokens.insert(token.access, *token);
            }
            Change::Grant(GrantChange::GrantConsent(it)) => {
                drop(self.consents.insert((it.person, it.client.clone()), *it));
            }
            Change::Account(AccountChange::PutMail(it)) => self.mails.push(*it),
            Change::Grant(GrantChange::PutSigningKey(it)) => drop(self.signing_keys.insert(it.kid.clone(), *it)),
            other => panic!("imports do not {other:?}"),
        }
    }
}

fn touches(changes: &ChangeSet, orcid: OrcidId) -> bool {
    changes.changes.iter().any(|change| match change {
        Change::PutRecord(head) => head.orcid == orcid,
        Change::PutItem { owner, .. } => *owner == orcid,
        _ => false,
    })
}

#[async_trait]
impl InboxStore for MemoryStore {
    async fn notification(&self, _: PutCode) -> Result<Option<Notification>> {
        unreachable!("not asked here")
    }

    async fn inbox(&self, _: OrcidId, _: Shelf, _: usize, _: usize) -> Result<Vec<Notification>> {
        unreachable!("not asked here")
    }

    async fn count_inbox(&self, _: OrcidId, _: Shelf) -> Result<u64> {
        unreachable!("not asked here")
    }

    async fn count_unread(&self, _: OrcidId) -> Result<u64> {
        unreachable!("not asked here")
    }

    async fn permission_requests(&self, _: OrcidId, _: &ClientId, _: usize) -> Result<Vec<Notification>> {
        unreachable!("not asked here")
    }

    async fn open_requests(&self, _: OrcidId) -> Result<Vec<Notification>> {
        unreachable!("not asked here")
    }

    async fn open_amendment(&self, _: OrcidId, _: &Source) -> Result<Option<Notification>> {
        unreachable!("not asked here")
    }

    async fn notifications_after(&self, after: Option<PutCode>, limit: usize) -> Result<Vec<Notification>> {
        let all = self.content().notifications.into_values();
        Ok(all.filter(|it| after.is_none_or(|after| it.put_code > after)).take(limit).collect())
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn check_writes(&self) -> Result<()> {
        Ok(())
    }

    async fn head(&self, orcid: OrcidId) -> Result<Option<Arc<RecordHead>>> {
        Ok(self.content().heads.get(&orcid).cloned().map(Arc::new))
    }

    async fn snapshot(&self, orcid: OrcidId, kinds: KindRange) -> Result<Option<Snapshot>> {
        let content = self.content.lock().unwrap();
        let Some(head) = content.heads.get(&orcid) else { return Ok(None) };
        let from = (orcid, kinds.first, PutCode::SINGLE);
        let to = (orcid, kinds.last, PutCode::new(PutCode::MAX).unwrap());
        let items = content.items.range(from..=to).map(|(_, item)| item.clone()).collect();
        Ok(Some(Snapshot { head: Arc::new(head.clone()), items }))
    }

    async fn records_after(&self, after: Option<OrcidId>, limit: usize) -> Result<Vec<Arc<RecordHead>>> {
        let heads = self.content().heads;
        let heads = heads.into_values().filter(|head| after.is_none_or(|after| head.orcid > after));
        Ok(heads.take(limit).map(Arc::new).collect())
    }

    async fn count_records(&self) -> Result<u64> {
        Ok(self.content.lock().unwrap().heads.len() as u64)
    }

    async fn clients(&self) -> Result<Vec<Arc<Client>>> {
        Ok(self.content().clients.into_values().map(Arc::new).collect())
    }

    async fn all_tokens(&self) -> Result<Vec<Token>> {
        Ok(self.content().tokens.into_values().collect())
    }

    async fn group_ids(&self) -> Result<Vec<GroupId>> {
        Ok(self.content().group_ids.into_values().collect())
    }

    async fn organizations(&self) -> Result<Vec<Organization>> {
        Ok(self.content().organizations.into_values().collect())
    }

    async fn commit(&self, changes: ChangeSet) -> Result<Committed> {
        if let Some(left) = self.breaks_after.lock().unwrap().as_mut() {
            *left = left.checked_sub(1).ok_or_else(|| StoreError::Unavailable("the disk is gone".to_owned()))?;
        }
        if self.refuses.lock().unwrap().is_some_and(|orcid| touches(&changes, orcid)) {
            return Err(StoreError::Conflict("not this one"));
        }
        let mut content = self.content.lock().unwrap();
        changes.changes.into_iter().for_each(|change| content.apply(change));
        Ok(Committed { sequence: 0 })
    }

    async fn item(&self, _: OrcidId, _: KindRange, _: PutCode) -> Result<Option<Item>> {
        unreachable!("not asked here")
    }

    async fn find_by_email(&self, _: &str) -> Result<Option<OrcidId>> {
        unreachable!("not asked here")
    }

    async fn find_identities(&self, _: OrcidId, _: &[i64]) -> Result<Vec<(i64, PutCode)>> {
        unreachable!("not asked here")
    }

    async fn count_items(&self, _: OrcidId, _: ItemKind) -> Result<u64> {
        unreachable!("not asked here")
    }

    async fn reply(&self, _: &ClientId, _: &str) -> Result<Option<Reply>> {
        unreachable!("not asked here")
    }

    async fn cursor(&self, _: &str) -> Result<u64> {
        unreachable!("not asked here")
    }

    async fn find_by_name(&self, _: &str, _: &str, _: usize) -> Result<Vec<OrcidId>> {
        unreachable!("not asked here")
    }

    async fn client(&self, _: &ClientId) -> Result<Option<Arc<Client>>> {
        unreachable!("not asked here")
    }

    async fn clients_of(&self, _: OrcidId) -> Result<Vec<Arc<Client>>> {
        unreachable!("not asked here")
    }

    async fn owns_clients(&self, _: OrcidId) -> Result<bool> {
        unreachable!("not asked here")
    }

    async fn group_page(&self, _: usize, _: usize) -> Result<Vec<GroupId>> {
        unreachable!("not asked here")
    }

    async fn count_groups(&self) -> Result<u64> {
        unreachable!("not asked here")
    }

    async fn find_group_by_name(&self, _: &str) -> Result<Option<GroupId>> {
        unreachable!("not asked here")
    }

    fn names_epoch(&self) -> u64 {
        0
    }

    fn clients_epoch(&self) -> u64 {
        0
    }

    async fn token(&self, _: SecretHash) -> Result<Option<Arc<Token>>> {
        unreachable!("not asked here")
    }

    async fn token_by_refresh(&self, _: SecretHash) -> Result<Option<Arc<Token>>> {
        unreachable!("not asked here")
    }

    async fn group_id(&self, _: PutCode) -> Result<Option<GroupId>> {
        unreachable!("not asked here")
    }

    async fn find_group_id(&self, _: &str) -> Result<Option<GroupId>> {
        unreachable!("not asked here")
    }

    async fn group_in_use(&self, _: &str) -> Result<bool> {
        unreachable!("not asked here")
    }

    async fn organization(&self, _: &str, _: &str) -> Result<Option<Organization>> {
        unreachable!("not asked here")
    }

    async fn lease_put_codes(&self, count: u64) -> Result<Range<u64>> {
        let mut leased = self.leased.lock().unwrap();
        *leased += count;
        Ok(*leased - count..*leased)
    }

    async fn log_after(&self, _: u64, _: usize) -> Result<Vec<LogEntry>> {
        Ok(Vec::new())
    }

    async fn uses(&self, _: i64, _: &str) -> Result<u64> {
        unreachable!("not asked here")
    }

    async fn wait_for_log(&self, _: u64) -> u64 {
        unreachable!("not asked here")
    }

    async fn view(&self, _: OrcidId, _: u32) -> Result<Option<View>> {
        Ok(None)
    }

    fn keep_view(&self, _: OrcidId, _: u32, _: View) {}
}

#[async_trait]
impl WebhookStore for MemoryStore {
    async fn webhook(&self, _: &ClientId, _: OrcidId, _: &str) -> Result<Option<Webhook>> {
        unreachable!("not asked here")
    }

    async fn has_webhook(&self, _: OrcidId, _: &str) -> Result<bool> {
        unreachable!("not asked here")
    }

    async fn webhooks(&self, _: Option<&ClientId>, after: u64, _: usize) -> Result<Vec<Webhook>> {
        Ok(self.content().webhooks.into_iter().filter(|it| it.id > after).collect())
    }

    async fn any_webhooks(&self) -> Result<bool> {
        unreachable!("not asked here")
    }

    async fn watched(&self, _: Vec<OrcidId>) -> Result<Vec<OrcidId>> {
        unreachable!("not asked here")
    }

    async fn due_lanes(&self) -> Result<Vec<(Lane, Timestamp)>> {
        unreachable!("not asked here")
    }

    async fn due_webhooks(&self, _: &Lane, _: Timestamp, _: usize) -> Result<Vec<Webhook>> {
        unreachable!("not asked here")
    }

    async fn webhook_calls(&self, _: Option<&ClientId>, _: usize) -> Result<Vec<WebhookCall>> {
        unreachable!("not asked here")
    }

    async fn wait_for_webhooks(&self, _: u64) -> u64 {
        unreachable!("not asked here")
    }
}

#[async_trait]
impl GrantStore for MemoryStore {
    async fn code(&self, _: SecretHash) -> Result<Option<Code>> {
        unreachable!("not asked here")
    }

    async fn consent(&self, _: OrcidId, _: &ClientId) -> Result<Option<Consent>> {
        unreachable!("not asked here")
    }

    async fn consents_of(&self, person: OrcidId) -> Result<Vec<Consent>> {
        Ok(self.content().consents.into_values().filter(|it| it.person == person).collect())
    }

    async fn permissions_of(&self, _: OrcidId, _: Option<&ClientId>, _: Timestamp) -> Result<Vec<Permission>> {
        unreachable!("not asked here")
    }

    async fn ended_permissions(&self, _: OrcidId, _: &ClientId, _: Timestamp) -> Result<Vec<EndedPermission>> {
        unreachable!("not asked here")
    }

    async fn any_expired(&self, _: Timestamp) -> Result<bool> {
        unreachable!("not asked here")
    }

    async fn bases_of(&self, delegated: SecretHash) -> Result<Vec<SecretHash>> {
        Ok(self.content().bases.remove(&delegated).unwrap_or_default())
    }

    async fn signing_keys(&self) -> Result<Vec<SigningKey>> {
        Ok(self.content().signing_keys.into_values().collect())
    }
}

#[async_trait]
impl AccountStore for MemoryStore {
    async fn any_old(&self, _: Timestamp) -> Result<bool> {
        unreachable!("not asked here")
    }

    async fn account(&self, orcid: OrcidId) -> Result<Option<Account>> {
        Ok(self.content().accounts.remove(&orcid))
    }

    async fn session(&self, _: SecretHash) -> Result<Option<Session>> {
        unreachable!("not asked here")
    }

    async fn link(&self, _: SecretHash) -> Result<Option<Link>> {
        unreachable!("not asked here")
    }

    async fn shared_addresses(&self) -> Result<Vec<SharedAddress>> {
        Ok(Vec::new())
    }

    async fn attempts(&self, _: &str) -> Result<Option<Attempts>> {
        unreachable!("not asked here")
    }

    async fn mails(&self, _: Option<&str>) -> Result<Vec<Mail>> {
        unreachable!("not asked here")
    }

    async fn unsent_mails(&self, _: usize) -> Result<Vec<Mail>> {
        Ok(self.content().mails)
    }

    async fn due_mails(&self, _: Timestamp, _: usize) -> Result<Vec<Mail>> {
        unreachable!("not asked here")
    }

    async fn next_mail_due(&self) -> Result<Option<Timestamp>> {
        unreachable!("not asked here")
    }

    async fn wait_for_mails(&self, _: u64) -> u64 {
        unreachable!("not asked here")
    }
}
