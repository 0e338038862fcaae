//! A store in memory, as simple as the contract allows: what imports and exports need of one.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use byline_model::client::{Client, SecretHash, Token};
use byline_model::{Agent, ClientId, Item, ItemKind, OrcidId, PutCode, RecordHead, Source, Timestamp};
use byline_store::webhooks::{Lane, OwnedWebhooks, Schedule, Webhook, WebhookCall, WebhookChange};
use byline_store::{
    Account, AccountChange, AccountStore, Attempts, ByAge, ByChange, Change, ChangeSet, ChangedOrganization, Code,
    Committed, Consent, EndedPermission, EndedPlace, Found, GrantChange, GrantStore, GroupId, InboxStore, JournalEntry,
    JournalOf, JournalPlace, JournalStore, KeptToken, KindRange, Link, LogEntry, Mail, Notification,
    NotificationChange, NumberedList, Organization, OrganizationKey, Page, Period, Permission, PermissionPlace, Read,
    Reply, Result, Session, SharedAddress, SharedPlace, Shelf, SigningKey, Snapshot, Store, StoreError, Stretch, View,
    WaitingForm, WebhookStore,
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

/// A stretch of rows that are in the order of their places.
fn page<T, C: Ord>(stretch: &Stretch<C>, rows: impl IntoIterator<Item = T>, place: impl Fn(&T) -> C) -> Page<T, C> {
    let rest = rows.into_iter().filter(|row| stretch.place().is_none_or(|after| place(row) > *after));
    let rows = rest.take(stretch.with_one_more()).collect();
    Page::cut(stretch, rows, place)
}

#[async_trait]
impl InboxStore for MemoryStore {
    async fn notification(&self, _: PutCode) -> Result<Option<Notification>> {
        unreachable!("not asked here")
    }

    async fn inbox(&self, _: OrcidId, _: Shelf, _: Stretch<ByAge>) -> Result<Page<Notification, ByAge>> {
        unreachable!("not asked here")
    }

    async fn count_inbox(&self, _: OrcidId, _: Shelf) -> Result<u64> {
        unreachable!("not asked here")
    }

    async fn count_unread(&self, _: OrcidId) -> Result<u64> {
        unreachable!("not asked here")
    }

    async fn permission_requests(
        &self,
        _: OrcidId,
        _: &ClientId,
        _: Stretch<ByAge>,
    ) -> Result<Page<Notification, ByAge>> {
        unreachable!("not asked here")
    }

    async fn open_requests(&self, _: OrcidId, _: Stretch<ByAge>) -> Result<Page<Notification, ByAge>> {
        unreachable!("not asked here")
    }

    async fn open_amendment(&self, _: OrcidId, _: &Source) -> Result<Option<Notification>> {
        unreachable!("not asked here")
    }

    async fn notifications(&self, stretch: Stretch<PutCode>) -> Result<Page<Notification, PutCode>> {
        Ok(page(&stretch, self.content().notifications.into_values(), |it| it.put_code))
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

    async fn snapshots(&self, _: &[OrcidId], _: KindRange, _: usize) -> Result<Vec<Option<Snapshot>>> {
        unreachable!("not asked here")
    }

    async fn records(&self, stretch: Stretch<OrcidId>) -> Result<Page<Arc<RecordHead>, OrcidId>> {
        Ok(page(&stretch, self.content().heads.into_values().map(Arc::new), |head| head.orcid))
    }

    async fn count_records(&self) -> Result<u64> {
        Ok(self.content.lock().unwrap().heads.len() as u64)
    }

    async fn clients(&self, stretch: Stretch<ClientId>) -> Result<Page<Arc<Client>, ClientId>> {
        Ok(page(&stretch, self.content().clients.into_values().map(Arc::new), |client| client.id.clone()))
    }

    async fn count_clients(&self) -> Result<u64> {
        unreachable!("not asked here")
    }

    async fn tokens(&self, stretch: Stretch<SecretHash>) -> Result<Page<KeptToken, SecretHash>> {
        let Content { tokens, mut bases, .. } = self.content();
        let tokens = tokens.into_values().map(|token| {
            let bases = bases.remove(&token.access).unwrap_or_default();
            KeptToken { token, bases }
        });
        Ok(page(&stretch, tokens, |it| it.token.access))
    }

    async fn group_ids(&self, stretch: Stretch<ByAge>) -> Result<Page<GroupId, ByAge>> {
        let mut groups: Vec<_> = self.content().group_ids.into_values().collect();
        groups.sort_by_key(GroupId::place);
        Ok(page(&stretch, groups, GroupId::place))
    }

    async fn organizations(&self, stretch: Stretch<OrganizationKey>) -> Result<Page<Organization, OrganizationKey>> {
        Ok(page(&stretch, self.content().organizations.into_values(), Organization::key))
    }
    async fn organizations_by_change(&self, _: Stretch<ByChange>) -> Result<Page<ChangedOrganization, ByChange>> {
        unreachable!("not asked here")
    }

    async fn places(&self, _: NumberedList, _: Stretch<ByAge>) -> Result<Page<ByAge, ByAge>> {
        unreachable!("not asked here")
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
        Ok(Committed { sequence: 0, changed: true })
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

    async fn reply(&self, _: &Agent, _: &str) -> Result<Option<Reply>> {
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

    async fn clients_of(&self, _: OrcidId, _: Stretch<ClientId>) -> Result<Page<Arc<Client>, ClientId>> {
        unreachable!("not asked here")
    }

    async fn owns_clients(&self, _: OrcidId) -> Result<bool> {
        unreachable!("not asked here")
    }

    async fn count_groups(&self) -> Result<u64> {
        unreachable!("not asked here")
    }

    async fn find_group_by_name(&self, _: &str) -> Result<Option<GroupId>> {
        unreachable!("not asked here")
    }

    async fn clients_epoch(&self) -> Result<u64> {
        unreachable!("not asked here")
    }

    async fn read(&self, _: &Read) -> Result<Found> {
        unreachable!("not asked here")
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

    async fn newest_in_log(&self) -> Result<u64> {
        unreachable!("not asked here")
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

    async fn webhooks(&self, _: Option<&ClientId>, stretch: Stretch<u64>) -> Result<Page<Webhook, u64>> {
        Ok(page(&stretch, self.content().webhooks, |it| it.id))
    }

    async fn any_webhooks(&self) -> Result<bool> {
        unreachable!("not asked here")
    }

    async fn watched(&self, _: Vec<OrcidId>) -> Result<Vec<OrcidId>> {
        unreachable!("not asked here")
    }

    async fn due_lanes(&self, _: Stretch<Lane>) -> Result<Page<(Lane, Timestamp), Lane>> {
        unreachable!("not asked here")
    }

    async fn claim_webhooks(&self, _: &Lane, _: Timestamp, _: Timestamp, _: usize) -> Result<Vec<Webhook>> {
        unreachable!("not asked here")
    }

    async fn next_webhook_due(&self, _: &Lane, _: Timestamp) -> Result<Option<Timestamp>> {
        unreachable!("not asked here")
    }

    async fn webhook_calls(&self, _: Option<&ClientId>, _: Stretch<u64>) -> Result<Page<WebhookCall, u64>> {
        unreachable!("not asked here")
    }

    async fn owned_webhooks(
        &self,
        _: OrcidId,
        _: usize,
        _: Stretch<ClientId>,
    ) -> Result<Page<OwnedWebhooks, ClientId>> {
        unreachable!("not asked here")
    }

    async fn wait_for_webhooks(&self, _: u64) -> u64 {
        unreachable!("not asked here")
    }
}

#[async_trait]
impl JournalStore for MemoryStore {
    async fn journal(
        &self,
        _: JournalOf,
        _: Period,
        _: Stretch<JournalPlace>,
    ) -> Result<Page<JournalEntry, JournalPlace>> {
        unreachable!("not asked here")
    }

    async fn journal_outgrown(&self, _: Timestamp) -> Result<bool> {
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

    async fn consents_of(&self, person: OrcidId, stretch: Stretch<ClientId>) -> Result<Page<Consent, ClientId>> {
        let consents = self.content().consents.into_values().filter(|it| it.person == person);
        Ok(page(&stretch, consents, |it| it.client.clone()))
    }

    async fn permissions_of(
        &self,
        _: OrcidId,
        _: Option<&ClientId>,
        _: Timestamp,
        _: Stretch<PermissionPlace>,
    ) -> Result<Page<Permission, PermissionPlace>> {
        unreachable!("not asked here")
    }

    async fn ended_permissions(
        &self,
        _: OrcidId,
        _: &ClientId,
        _: Timestamp,
        _: Stretch<EndedPlace>,
    ) -> Result<Page<EndedPermission, EndedPlace>> {
        unreachable!("not asked here")
    }

    async fn any_expired(&self, _: Timestamp) -> Result<bool> {
        unreachable!("not asked here")
    }

    async fn signing_keys(&self) -> Result<Vec<SigningKey>> {
        Ok(self.content().signing_keys.into_values().collect())
    }
}

#[async_trait]
impl AccountStore for MemoryStore {
    async fn waiting_form(&self, _: SecretHash) -> Result<Option<WaitingForm>> {
        unreachable!("not asked here")
    }

    async fn any_old(&self, _: Timestamp, _: Timestamp) -> Result<bool> {
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

    async fn shared_addresses(&self, stretch: Stretch<SharedPlace>) -> Result<Page<SharedAddress, SharedPlace>> {
        Ok(Page::cut(&stretch, Vec::new(), |_| unreachable!("there is none")))
    }

    async fn attempts(&self, _: &str) -> Result<Option<Attempts>> {
        unreachable!("not asked here")
    }

    async fn mails(&self, _: Option<&str>, _: Stretch<u64>) -> Result<Page<Mail, u64>> {
        unreachable!("not asked here")
    }

    async fn mail(&self, _: u64) -> Result<Option<Mail>> {
        unreachable!("not asked here")
    }

    async fn unsent_mails(&self, stretch: Stretch<u64>) -> Result<Page<Mail, u64>> {
        Ok(page(&stretch, self.content().mails, |it| it.id))
    }

    async fn claim_mails(&self, _: Timestamp, _: Timestamp, _: usize) -> Result<Vec<Mail>> {
        unreachable!("not asked here")
    }

    async fn hold_mails(&self, _: &[u64], _: Timestamp) -> Result<()> {
        unreachable!("not asked here")
    }

    async fn next_mail_due(&self) -> Result<Option<Timestamp>> {
        unreachable!("not asked here")
    }

    async fn wait_for_mails(&self, _: u64) -> u64 {
        unreachable!("not asked here")
    }
}
