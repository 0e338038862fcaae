//! Lists, all by one rule: in stretches of whatever length they are the same rows in the same order, and who goes on
//! after a place meets everything that is there all along, once.
//!
//! A list of a trait is a row of [`LISTS`]. What makes its rows is in [`crowd`], seven or more of each.

use std::fmt::Debug;
use std::pin::Pin;
use std::sync::Arc;

use byline_model::client::{RevocationReason, Token};
use byline_model::{OrcidId, Source, Timestamp};

use super::accounts::{AccountHarness, mail};
use super::put;
use super::samples::{self, client_id, group_id, orcid, put_code, record};
use crate::webhooks::{CallOutcome, Verdict, WebhookChange};
use crate::{
    AccountStore, Action, Actor, Change, Consent, Deed, GrantChange, GroupId, JournalOf, MessageKind, Notification,
    NotificationChange, NotificationContent, NumberedList, Organization, Period, PermissionRequest, Shelf, Walk,
};

/// The stretches of a list, each row as a text.
pub type Stretches = Pin<Box<dyn Future<Output = Vec<Vec<String>>> + Send>>;

/// A list as the suite walks it.
pub struct List<S: ?Sized> {
    pub name: &'static str,
    /// How a stretch of it is asked for, as it is written.
    pub asks: &'static str,
    /// Walks it in stretches of so many rows. After the first of them this happens.
    pub walk: fn(Arc<S>, usize, Vec<Change>) -> Stretches,
    /// Takes the first row away, where one change can.
    pub gone: fn() -> Vec<Change>,
}

/// A row of a table of lists: what it is called, how a stretch of it is asked for, and what takes its first row away.
#[macro_export]
macro_rules! list {
    ($name:literal, |$store:ident, $stretch:ident| $ask:expr, $gone:expr) => {
        $crate::conformance::lists::List {
            name: $name,
            asks: stringify!($ask),
            walk: |$store, limit, mut meanwhile| {
                Box::pin(async move {
                    let (mut walk, mut stretches) = ($crate::Walk::by(limit), Vec::new());
                    while let Some($stretch) = walk.stretch() {
                        let page = $ask.await.expect("the store answers");
                        stretches.push($crate::conformance::lists::texts(walk.on(page)));
                        for change in std::mem::take(&mut meanwhile) {
                            let set = $crate::ChangeSet::new($crate::conformance::samples::NOW).with(change);
                            $store.commit(set).await.expect("nothing stands in the way");
                        }
                    }
                    stretches
                })
            },
            gone: || $gone,
        }
    };
}

impl<S: ?Sized> List<S> {
    /// The method of the trait.
    pub fn method(&self) -> &'static str {
        let (_, call) = self.asks.split_once("store.").expect("a store is asked");
        call.split('(').next().unwrap_or(call)
    }
}

/// Rows as texts.
pub fn texts<T: Debug>(rows: Vec<T>) -> Vec<String> {
    rows.iter().map(|row| format!("{row:?}")).collect()
}

/// Every list of the traits.
pub const LISTS: &[List<dyn AccountStore>] = &[
    list!("records", |store, it| store.records(it), vec![Change::DeleteRecord(orcid(0))]),
    list!("clients", |store, it| store.clients(it), vec![Change::DeleteClient(client_id(1))]),
    list!("clients of an owner", |store, it| store.clients_of(orcid(5), it), vec![Change::DeleteClient(client_id(2))]),
    list!("clients of an owner, with their calls", |store, it| store.owned_webhooks(orcid(5), 2, it), vec![]),
    list!("groups", |store, it| store.group_ids(it), vec![Change::DeleteGroupId(put_code(11))]),
    list!("places of groups", |store, it| store.places(NumberedList::Groups, it), {
        vec![Change::DeleteGroupId(put_code(15))]
    }),
    list!("organisations", |store, it| store.organizations(it), vec![]),
    list!("organisations by change", |store, it| store.organizations_by_change(it), vec![]),
    list!("tokens", |store, it| store.tokens(it), vec![]),
    list!("inbox", |store, it| store.inbox(orcid(1), Shelf::Current, it), vec![archive(107)]),
    list!("what was put away", |store, it| store.inbox(orcid(1), Shelf::Archived, it), vec![]),
    list!("places of an inbox", |store, it| store.places(NumberedList::Inbox(orcid(1), Shelf::Current), it), {
        vec![archive(106)]
    }),
    list!("requests of a client", |store, it| store.permission_requests(orcid(2), &client_id(1), it), vec![]),
    list!("open requests", |store, it| store.open_requests(orcid(2), it), vec![actioned(207)]),
    list!("notifications", |store, it| store.notifications(it), vec![]),
    list!("webhooks", |store, it| store.webhooks(None, it), vec![unregister(7, 1)]),
    list!("webhooks of a client", |store, it| store.webhooks(Some(&client_id(7)), it), vec![unregister(7, 2)]),
    list!("lanes", |store, it| store.due_lanes(it), vec![unregister(4, 6)]),
    list!("calls", |store, it| store.webhook_calls(None, it), vec![]),
    list!("calls of a client", |store, it| store.webhook_calls(Some(&client_id(7)), it), vec![]),
    list!("consents", |store, it| store.consents_of(orcid(3), it), vec![end(3, 1)]),
    list!("what clients hold", |store, it| store.permissions_of(orcid(3), None, NOW, it), vec![end(3, 2)]),
    list!("what a client holds", |store, it| store.permissions_of(orcid(4), Some(&client_id(1)), NOW, it), vec![]),
    list!("what a client held", |store, it| store.ended_permissions(orcid(6), &client_id(1), NOW, it), vec![]),
    list!("mails", |store, it| store.mails(None, it), vec![]),
    list!("mails to an address", |store, it| store.mails(Some("A@example.org"), it), vec![]),
    list!("mails that wait", |store, it| store.unsent_mails(it), vec![]),
    list!("the journal", |store, it| store.journal(JournalOf::All, Period::default(), it), vec![]),
    list!(
        "what was done of a sort",
        |store, it| { store.journal(JournalOf::Action(Action::Granted), Period::default(), it) },
        vec![]
    ),
    list!(
        "what somebody did",
        |store, it| { store.journal(JournalOf::Actor(Actor::Person(orcid(3))), Period::default(), it) },
        vec![]
    ),
    list!(
        "what somebody did and what was done to them",
        |store, it| { store.journal(JournalOf::Person(orcid(3)), Period::default(), it) },
        vec![]
    ),
    list!(
        "what was done with a client",
        |store, it| { store.journal(JournalOf::Client(client_id(1)), Period::default(), it) },
        vec![]
    ),
];

const NOW: Timestamp = samples::NOW;

fn archive(number: u64) -> Change {
    Change::Notification(NotificationChange::Archive { person: orcid(1), put_code: put_code(number), at: NOW })
}

fn actioned(number: u64) -> Change {
    Change::Notification(NotificationChange::Actioned { person: orcid(2), put_code: put_code(number), at: NOW })
}

/// The address of a client for a record.
fn uri(client: u64, number: u64) -> Box<str> {
    format!("https://host.example/{client}/{number}").into()
}

fn register(client: u64, number: u64, host: u64) -> Change {
    let host = format!("host-{host}.example").into();
    let put =
        WebhookChange::Put { client: client_id(client), orcid: orcid(number), uri: uri(client, number), host, at: NOW };
    Change::Webhook(put)
}

fn unregister(client: u64, number: u64) -> Change {
    let delete = WebhookChange::Delete { client: client_id(client), orcid: orcid(number), uri: uri(client, number) };
    Change::Webhook(delete)
}

fn end(person: u64, client: u64) -> Change {
    let (person, client, at, reason) = (orcid(person), client_id(client), NOW, RevocationReason::UserRevoked);
    Change::Grant(GrantChange::RevokeTrust { person, client, at, reason })
}

fn notification(number: u64, person: OrcidId, archived: bool, content: NotificationContent) -> Change {
    Change::Notification(NotificationChange::Put(Box::new(Notification {
        put_code: put_code(number),
        person,
        source: Source::client(client_id(1)),
        // Several at a time.
        created: samples::at(i64::try_from(number / 3).unwrap_or_default()),
        sent: None,
        read: None,
        actioned: None,
        archived: archived.then_some(NOW),
        content,
    })))
}

fn token(number: u64, person: u64, client: u64, scope: &str) -> Change {
    let scopes = vec![scope.into()];
    Change::PutToken(Box::new(Token {
        scopes,
        expires: samples::at(3600),
        ..samples::token(number, client, Some(person))
    }))
}

fn revoke(number: u64) -> Change {
    Change::RevokeToken { access: samples::hash(number), at: NOW, reason: RevocationReason::ClientRevoked }
}

/// Seven of everything at least. Of what has a moment, several have the same and some have none.
fn crowd() -> Vec<Change> {
    let mut changes: Vec<Change> = (0..=7).map(record).collect();
    for number in 1..=7 {
        let mut client = samples::full_client(number);
        client.owner = Some(orcid(5));
        changes.push(Change::PutClient(Box::new(client)));
        let organization = Organization { identifier: format!("{number}").into(), ..samples::organization() };
        changes.push(Change::PutOrganization(Box::new(organization)));
        let text = || "x".into();
        let message = NotificationContent::Message { kind: MessageKind::Tip, subject: text(), text: text() };
        changes.push(notification(100 + number, orcid(1), false, message.clone()));
        changes.push(notification(110 + number, orcid(1), true, message));
        let request =
            PermissionRequest { subject: text(), intro: text(), authorization_url: text(), items: Vec::new() };
        changes.push(notification(200 + number, orcid(2), false, NotificationContent::Permission(request)));
        changes.extend([register(7, number, number), register(number % 3 + 4, number, number % 4)]);
        let consent = Consent {
            person: orcid(3),
            client: client_id(number),
            scopes: vec!["openid".into()],
            first: NOW,
            latest: NOW,
        };
        changes.push(Change::Grant(GrantChange::GrantConsent(Box::new(consent))));
        changes.push(token(number, 3, number, "openid"));
        changes.push(token(10 + number, 4, 1, &format!("/scope-{number}")));
        changes.extend([20, 30].map(|from| token(from + number, 6, 1, &format!("/scope-{number}"))));
        changes.push(revoke(20 + number));
        changes.push(mail("a@example.org", "to a"));
        changes.push(mail("b@example.org", "to b"));
        changes.push(Deed::new(Action::Granted, orcid(3)).with(client_id(1)).into());
        changes.push(Deed::new(Action::TokenRevoked, &client_id(1)).to(orcid(3)).into());
    }
    changes.push(end(6, 1));
    for number in 1..=4 {
        changes.extend([token(40 + number, 6, 1, &format!("/later-{number}")), revoke(40 + number)]);
        changes.push(token(50 + number, 6, 1, &format!("/later-{number}")));
    }
    for (number, second) in
        [(1, Some(5)), (2, Some(1)), (3, Some(5)), (4, None), (5, Some(-9)), (6, Some(5)), (8, None)]
    {
        let created = second.map(samples::at);
        changes
            .push(Change::PutGroupId(Box::new(GroupId { created, ..group_id(number + 7, &format!("id-{number}")) })));
    }
    changes
}

/// A store in which there is much of everything.
pub async fn crowded(harness: &dyn AccountHarness) -> Arc<dyn AccountStore> {
    let store = harness.open().await;
    let sequence = put(&*store, crowd()).await.sequence;
    let owe = |number| WebhookChange::Owe { orcid: orcid(number), sequence: sequence + 1, due: samples::at(9) };
    put(&*store, (1..=7).map(owe).map(Change::Webhook)).await;
    let mut walk = Walk::by(100);
    while let Some(stretch) = walk.stretch() {
        for hook in walk.on(store.webhooks(None, stretch).await.expect("the store answers")) {
            let verdict = Verdict::Later { next: samples::at(99) };
            let outcome = CallOutcome::Answered(500);
            let called = WebhookChange::Called { hook: hook.id, at: NOW, millis: 1, outcome, verdict };
            put(&*store, [Change::Webhook(called.clone()), Change::Webhook(called)]).await;
        }
    }
    store
}

/// Fails unless a list is the same in stretches of any length.
pub async fn is_the_same_in_any_stretch<S: ?Sized>(store: &Arc<S>, list: &List<S>) {
    let walk = async |limit| (list.walk)(Arc::clone(store), limit, Vec::new()).await;
    let mut whole = walk(1000).await;
    assert_eq!(whole.len(), 1, "{} has an end", list.name);
    let whole = whole.remove(0);
    assert!(whole.len() > 3, "of {} there are {}", list.name, whole.len());
    for limit in [1, 2, 3, whole.len()] {
        let stretches = walk(limit).await;
        let lengths: Vec<_> = stretches.iter().map(Vec::len).collect();
        let (last, full) = lengths.split_last().expect("there is one at least");
        assert!(full.iter().all(|it| *it == limit) && *last > 0, "{} by {limit}: {lengths:?}", list.name);
        assert_eq!(stretches.concat(), whole, "{} by {limit}", list.name);
    }
}

/// Fails unless a list goes on where it was when what was before is taken away.
pub async fn goes_on_whatever_went<S: ?Sized>(store: &Arc<S>, list: &List<S>) {
    let gone = (list.gone)();
    if gone.is_empty() {
        return;
    }
    let before = (list.walk)(Arc::clone(store), 1000, Vec::new()).await.concat();
    let seen = (list.walk)(Arc::clone(store), 2, gone).await.concat();
    assert_eq!(seen, before, "{}: somebody is missing, or was met twice", list.name);
    let after = (list.walk)(Arc::clone(store), 1000, Vec::new()).await.concat();
    assert_eq!(after, before[1..], "{}: the first row is gone", list.name);
}

pub async fn lists_are_the_same_in_any_stretch(harness: &dyn AccountHarness) {
    let store = crowded(harness).await;
    for list in LISTS {
        is_the_same_in_any_stretch(&store, list).await;
    }
}

pub async fn lists_go_on_whatever_went(harness: &dyn AccountHarness) {
    let store = crowded(harness).await;
    for list in LISTS {
        goes_on_whatever_went(&store, list).await;
    }
}
