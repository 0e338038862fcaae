//! What a commit has for itself, from its first statement to its end.
//!
//! Whoever changes a record, or decides on what it says, holds the lock of its iD; so do those who give or end what
//! clients hold for the person. Other things that are guarded have locks of their own. All locks of a commit are taken by
//! one statement, in one order, so that no two wait for each other, and before the transaction writes anything: it has no
//! number until then, and so the numbers of those who change a record grow in the order in which they do
//! (`docs/decisions/0045-postgresql.md`).
//!
//! These are PostgreSQL's advisory locks: they touch no row, so taking one costs no write.

use std::collections::BTreeMap;

use byline_model::client::SecretHash;
use byline_model::{Agent, ClientId, ItemKind, OrcidId, email};
use byline_store::{
    AccountChange, Change, ChangeSet, GrantChange, Guard, NotificationChange, WebhookChange, groups, rows,
};
use xxhash_rust::xxh3::xxh3_64;

use crate::permissions::Holder;
use crate::query::{Query, query};

/// What is locked: the upper eight bits of a lock's number. The rest is an iD, or made from a text.
#[derive(Clone, Copy)]
enum Of {
    Record = 1,
    Client,
    Email,
    Group,
    GroupCode,
    Reply,
    Cursor,
    Notification,
    Token,
    Code,
    Link,
    Form,
    Keys,
    /// Of [`crate::migrate`].
    Upkeep,
}

/// Who brings the schema up to date, or makes something anew.
pub const UPKEEP: i64 = number(Of::Upkeep, 0);

/// The lock of a record.
pub const fn of_record(orcid: i64) -> i64 {
    number(Of::Record, orcid.cast_unsigned())
}

const fn number(of: Of, rest: u64) -> i64 {
    ((of as i64) << 56) | (rest & ((1 << 56) - 1)).cast_signed()
}

/// The locks of one change set.
#[derive(Default)]
pub struct Locks {
    /// Whether others may hold it at the same time.
    numbers: BTreeMap<i64, bool>,
    /// Tokens, and codes: the people they are for are locked.
    tokens: Vec<Vec<u8>>,
    codes: Vec<Vec<u8>>,
}

const TAKE: &str = "SELECT CASE WHEN shared THEN pg_advisory_xact_lock_shared(number)::text
        ELSE pg_advisory_xact_lock(number)::text END
    FROM (SELECT number, bool_and(shared) AS shared FROM unnest($1::bigint[], $2::boolean[]) AS given(number, shared)
        GROUP BY number ORDER BY number OFFSET 0) AS ordered";
/// Whom a token or code is for never changes, so this may be read before the lock is there.
const TAKE_FOUND: &str = "SELECT CASE WHEN shared THEN pg_advisory_xact_lock_shared(number)::text
        ELSE pg_advisory_xact_lock(number)::text END
    FROM (SELECT number, bool_and(shared) AS shared FROM (
            SELECT number, shared FROM unnest($1::bigint[], $2::boolean[]) AS given(number, shared)
            UNION ALL SELECT (1::bigint << 56) | p.person, false
                FROM tokens t JOIN permissions p ON p.id = t.permission
                WHERE t.access = ANY($3::bytea[]) AND p.person IS NOT NULL
            UNION ALL SELECT (1::bigint << 56) | c.person, false FROM codes c WHERE c.hash = ANY($4::bytea[])
        ) AS wanted GROUP BY number ORDER BY number OFFSET 0) AS ordered";

impl Locks {
    /// All that a change set needs.
    pub fn of(set: &ChangeSet) -> Self {
        let mut locks = Locks::default();
        set.guards.iter().for_each(|guard| locks.guard(guard));
        set.changes.iter().for_each(|change| locks.change(change));
        locks
    }

    /// Those of who holds these permissions.
    pub fn of_holders(holders: &[Holder]) -> Self {
        let mut locks = Locks::default();
        holders.iter().for_each(|it| locks.holder(it.person, &it.client));
        locks
    }

    /// The statement that takes them, if there are any.
    pub fn take(self) -> Option<Query> {
        if self.numbers.is_empty() && self.tokens.is_empty() && self.codes.is_empty() {
            return None;
        }
        let (numbers, shared): (Vec<i64>, Vec<bool>) = self.numbers.into_iter().unzip();
        Some(match (self.tokens.is_empty(), self.codes.is_empty()) {
            (true, true) => query!(TAKE, numbers, shared),
            _ => query!(TAKE_FOUND, numbers, shared, self.tokens, self.codes),
        })
    }

    fn add(&mut self, number: i64, shared: bool) {
        *self.numbers.entry(number).or_insert(true) &= shared;
    }

    fn whole(&mut self, of: Of, rest: u64) {
        self.add(number(of, rest), false);
    }

    fn text(&mut self, of: Of, text: &str) {
        self.whole(of, xxh3_64(text.as_bytes()));
    }

    fn hash(&mut self, of: Of, hash: SecretHash) {
        self.whole(of, xxh3_64(&hash.0));
    }

    fn record(&mut self, orcid: OrcidId) {
        self.whole(Of::Record, rows::orcid_code(orcid).cast_unsigned());
    }

    /// What a client holds, for a person or by itself.
    fn holder(&mut self, person: Option<OrcidId>, client: &ClientId) {
        match person {
            Some(person) => self.record(person),
            None => self.text(Of::Client, client.as_str()),
        }
    }

    fn reply(&mut self, to: &Agent, key: &str) {
        self.text(Of::Reply, &format!("{} {key}", rows::agent_text(to)));
    }

    /// A token that ends, with whatever hangs on it.
    fn token(&mut self, access: SecretHash) {
        self.hash(Of::Token, access);
        self.tokens.push(access.0.to_vec());
    }

    fn code(&mut self, hash: SecretHash) {
        self.hash(Of::Code, hash);
        self.codes.push(hash.0.to_vec());
    }

    fn guard(&mut self, guard: &Guard) {
        match guard {
            Guard::RecordVersion(orcid, _) | Guard::NoRecord(orcid) | Guard::Password(orcid, _) => self.record(*orcid),
            Guard::Head(head) => self.record(head.orcid),
            Guard::Item { owner, .. } | Guard::NoIdentity { owner, .. } | Guard::Room { owner, .. } => {
                self.record(*owner);
            }
            Guard::NoWebhook(_, orcid, _) => self.record(*orcid),
            Guard::NoReply { to, key } => self.reply(to, key),
            Guard::Cursor { consumer, .. } => self.text(Of::Cursor, consumer),
            Guard::NoEmail(address) => self.text(Of::Email, &email::key(address)),
            Guard::NoClient(client) => self.text(Of::Client, client.as_str()),
            Guard::GroupKnown(id) => self.add(number(Of::Group, xxh3_64(groups::group_key(id).as_bytes())), true),
            Guard::GroupUnused(id) => self.text(Of::Group, &groups::group_key(id)),
            Guard::NotificationUnread(put_code) => self.whole(Of::Notification, put_code.get()),
            Guard::TokenLive(access) => self.add(number(Of::Token, xxh3_64(&access.0)), true),
            Guard::CodeUnused(hash) => self.hash(Of::Code, *hash),
            Guard::NoSigningKey => self.whole(Of::Keys, 0),
            Guard::LinkUnused(hash) => self.hash(Of::Link, *hash),
            Guard::FormWaits(key) => self.hash(Of::Form, *key),
        }
    }

    fn change(&mut self, change: &Change) {
        match change {
            Change::PutRecord(head) => self.record(head.orcid),
            Change::DeleteRecord(orcid) => self.record(*orcid),
            Change::PutItem { owner, item } => {
                self.record(*owner);
                if item.kind == ItemKind::Email
                    && let Ok(Some(address)) = rows::email_of(&item.body)
                {
                    self.text(Of::Email, &address);
                }
            }
            Change::DeleteItem { owner, .. } => self.record(*owner),
            Change::PutClient(client) => self.text(Of::Client, client.id.as_str()),
            Change::DeleteClient(id) => self.text(Of::Client, id.as_str()),
            Change::PutToken(token) => self.holder(token.person, &token.client),
            Change::RevokeToken { access, .. } => self.token(*access),
            Change::PutGroupId(group) => {
                self.whole(Of::GroupCode, group.put_code.get());
                self.text(Of::Group, &groups::group_key(&group.group_id));
            }
            Change::DeleteGroupId(put_code) => self.whole(Of::GroupCode, put_code.get()),
            Change::PutReply { to, key, .. } => self.reply(to, key),
            Change::PutCursor { consumer, .. } => self.text(Of::Cursor, consumer),
            Change::Notification(change) => self.notification(change),
            Change::Grant(change) => self.grant(change),
            Change::Account(change) => self.account(change),
            Change::Webhook(WebhookChange::Put { orcid, .. }) => self.record(*orcid),
            Change::Webhook(_)
            | Change::PutOrganization(_)
            | Change::Journal(_)
            | Change::ForgetJournal { .. }
            | Change::CountUses { .. }
            | Change::ForgetUses { .. } => {}
        }
    }

    fn notification(&mut self, change: &NotificationChange) {
        match change {
            NotificationChange::Put(it) => {
                self.record(it.person);
                self.whole(Of::Notification, it.put_code.get());
            }
            NotificationChange::Read { put_code, .. }
            | NotificationChange::Actioned { put_code, .. }
            | NotificationChange::Archive { put_code, .. } => self.whole(Of::Notification, put_code.get()),
            NotificationChange::Trim { person, .. } => self.record(*person),
            NotificationChange::Age { .. } => {}
        }
    }

    fn grant(&mut self, change: &GrantChange) {
        match change {
            GrantChange::PutCode(code) => {
                self.record(code.person);
                self.hash(Of::Code, code.hash);
            }
            GrantChange::UseCode { hash, .. } => self.hash(Of::Code, *hash),
            GrantChange::GrantConsent(consent) => self.record(consent.person),
            GrantChange::PassOn { token, bases } => {
                self.holder(token.person, &token.client);
                self.tokens.extend(bases.iter().map(|it| it.0.to_vec()));
            }
            GrantChange::ReplaceBasis { from, to } => {
                self.token(*from);
                self.token(*to);
            }
            GrantChange::RevokeTrust { person, .. } | GrantChange::RevokePerson { person, .. } => self.record(*person),
            GrantChange::RevokeCode { code, .. } => self.code(*code),
            GrantChange::RevokeFamily { access, .. } => self.token(*access),
            GrantChange::PutSigningKey(_) => self.whole(Of::Keys, 0),
            GrantChange::DeleteSigningKey(_) | GrantChange::ForgetExpired { .. } => {}
        }
    }

    fn account(&mut self, change: &AccountChange) {
        match change {
            AccountChange::PutAccount(account) => self.record(account.orcid),
            AccountChange::SetPassword { orcid, .. } => self.record(*orcid),
            AccountChange::PutLink(link) => self.record(link.person),
            AccountChange::UseLink { hash, .. } => self.hash(Of::Link, *hash),
            AccountChange::DeleteWaitingForm(key) => self.hash(Of::Form, *key),
            AccountChange::PutWaitingForm(form) => self.hash(Of::Form, form.key),
            _ => {}
        }
    }
}
