//! What each call of the traits costs: turns to the database, and statements.
//!
//! A turn is what an adapter over a network waits for once: it goes to its database, with one statement or several, and has
//! all answers when it comes back. An adapter in the same process makes one when it takes a connection, or asks the thread
//! that writes. Statements are what the database is told, those that begin and end a transaction included. Each call is
//! counted on a store that was just opened, so that nothing is in memory.
//!
//! A call of a trait is a row of [`CALLS`], or several where it depends on what is asked. A list has its row in
//! [`LISTS`] alone: all of them cost the same.

use std::pin::Pin;
use std::sync::Arc;

use byline_model::{Agent, ItemKind, PutCode, Source};
use bytes::Bytes;

use super::accounts::{AccountHarness, mail};
use super::lists::{self, LISTS, List};
use super::samples::{self, client_id, hash, orcid, put_code};
use crate::read::{Items, OfRecord, Stamp};
use crate::webhooks::{Lane, WebhookChange};
use crate::{
    AccountStore, Action, Change, ChangeSet, Guard, KindRange, OrganizationKey, Read, Result, Shelf, Stretch, View,
};

/// What was asked of a database so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub turns: u64,
    pub statements: u64,
}

/// How an adapter tells what it asks.
pub trait CountingHarness: AccountHarness {
    /// For the store that was opened last.
    fn asked(&self) -> Asked;

    /// What a call may cost here, where that is not what its row says: an adapter over a network says why.
    fn most(&self, call: &'static str, most: Asked) -> Asked {
        let _row = call;
        most
    }
}

/// That a call was answered.
pub type Answered = Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// A call, and the most that it may cost.
pub struct Call<S: ?Sized> {
    /// As the trait calls it.
    pub name: &'static str,
    pub most: Asked,
    pub ask: fn(Arc<S>) -> Answered,
}

/// A row of a table of calls: the method, how many statements it may make, how it is asked. It may make one turn, unless a
/// number of turns stands before that of statements.
#[macro_export]
macro_rules! call {
    ($name:literal, $statements:expr, |$store:ident| $ask:expr) => {
        $crate::call!($name, 1, $statements, |$store| $ask)
    };
    ($name:literal, $turns:expr, $statements:expr, |$store:ident| $ask:expr) => {
        $crate::conformance::calls::Call {
            name: $name,
            most: $crate::conformance::calls::Asked { turns: $turns, statements: $statements },
            ask: |$store| {
                Box::pin(async move {
                    let _answer = $ask.await?;
                    Ok(())
                })
            },
        }
    };
}

/// A page is one statement, and one more where its list has an owner who may not be there.
const PAGE: u64 = 2;
/// What every commit has: its beginning, its end, the row of counters, the entries of the log.
const COMMIT: u64 = 4;
/// What one change may cost: the row, what follows from it, what it stands in the place of.
const CHANGE: u64 = 12;

/// Every call of the traits.
pub const CALLS: &[Call<dyn AccountStore>] = &[
    // A token, what its permission says, its client.
    call!("read", 3, |store| store.read(&Read::token(hash(1)))),
    call!("read", 1, |store| store.read(&Read::head(orcid(1)))),
    // Head, items, and two for each agent: a client is one, a person a head and a name.
    call!("read", 4 + 2 * 3, |store| store.read(&Read::of(whole()))),
    call!("read", 3 + 4 + 2 * 3 + 2 + 1 + 2, |store| store.read(&everything())),
    // Of what is current, the head is enough.
    call!("read", 2, |store| store.read(&Read::of(OfRecord {
        kept: Some(Stamp { version: 1, epoch: 7, others: [(orcid(2), 1)].into() }),
        ..OfRecord::head(orcid(1))
    }))),
    call!("read", 2, |store| store.read(&Read::of(OfRecord { view: Some(1), ..OfRecord::head(orcid(1)) }))),
    call!("read", 2, |store| store.read(&Read::of(OfRecord {
        items: Items::One([ItemKind::Work].into(), put_code(70)),
        ..OfRecord::head(orcid(1))
    }))),
    // The head, the same in the moment of the items, and those before, of and behind the kind.
    call!("read", 2 + 3, |store| store.read(&Read::of(OfRecord {
        items: Items::Around(ItemKind::Work, [put_code(70), put_code(71)].into()),
        ..OfRecord::head(orcid(1))
    }))),
    call!("head", 1, |store| store.head(orcid(1))),
    call!("snapshot", 2, |store| store.snapshot(orcid(1), KindRange::ALL)),
    // Of each, the head and the items.
    call!("snapshots", 2 * 3, |store| store.snapshots(&[orcid(1), orcid(2), orcid(3)], KindRange::ALL, 1000)),
    call!("item", 1, |store| store.item(orcid(1), KindRange::one(ItemKind::Name), PutCode::SINGLE)),
    call!("find_identities", 1, |store| store.find_identities(orcid(1), &[1, 2])),
    call!("count_items", 1, |store| store.count_items(orcid(1), ItemKind::Work)),
    call!("count_records", 1, |store| store.count_records()),
    call!("find_by_email", 1, |store| store.find_by_email("a@example.org")),
    // A name has two numbers: with its first given name, and with all of them.
    call!("find_by_name", 2, |store| store.find_by_name("Ada King", "Lovelace", 3)),
    call!("check_writes", 1, |store| store.check_writes()),
    call!("check_schema", 1, |store| store.check_schema()),
    call!("client", 1, |store| store.client(&client_id(1))),
    call!("count_clients", 1, |store| store.count_clients()),
    call!("owns_clients", 1, |store| store.owns_clients(orcid(5))),
    call!("clients_epoch", 1, |store| store.clients_epoch()),
    call!("token", 2, |store| store.token(hash(1))),
    call!("token_by_refresh", 1, |store| store.token_by_refresh(hash(1_000_001))),
    call!("group_id", 1, |store| store.group_id(put_code(8))),
    call!("count_groups", 1, |store| store.count_groups()),
    call!("find_group_by_name", 1, |store| store.find_group_by_name("x")),
    call!("find_group_id", 1, |store| store.find_group_id("id-1")),
    call!("group_in_use", 1, |store| store.group_in_use("id-1")),
    call!("organization", 1, |store| store.organization("ROR", "1")),
    call!("reply", 1, |store| store.reply(&Agent::Client(client_id(1)), "key")),
    call!("lease_put_codes", COMMIT, |store| store.lease_put_codes(3)),
    call!("commit", COMMIT, |store| store.commit(ChangeSet::new(samples::NOW))),
    call!("commit", COMMIT + 4 + CHANGE, |store| store.commit(guarded())),
    call!("commit", COMMIT + 10 * CHANGE, |store| store.commit(works(10))),
    call!("commit", COMMIT + 100 * CHANGE, |store| store.commit(works(100))),
    call!("commit_shared", COMMIT + 10 * CHANGE, |store| store.commit_shared(Arc::new(works(10)))),
    call!("log_after", 1, |store| store.log_after(0, 3)),
    call!("log_length", 1, |store| store.log_length(0, 3)),
    call!("newest_in_log", 1, |store| store.newest_in_log()),
    call!("cursor", 1, |store| store.cursor("x")),
    call!("uses", 1, |store| store.uses(1, "x")),
    call!("wait_for_log", 1, |store| answered(store.wait_for_log(0))),
    call!("view", 1, |store| store.view(orcid(1), 1)),
    // It answers before it is done: what comes after it waits for it.
    call!("keep_view", 2, COMMIT + 2 + COMMIT, |store| async {
        store.keep_view(orcid(1), 1, View { version: 1, epoch: 0, body: Bytes::from_static(b"x") });
        store.commit(ChangeSet::new(samples::NOW)).await
    }),
    call!("notification", 1, |store| store.notification(put_code(101))),
    call!("count_inbox", 1, |store| store.count_inbox(orcid(1), Shelf::Current)),
    call!("count_unread", 1, |store| store.count_unread(orcid(1))),
    call!("open_amendment", 1, |store| store.open_amendment(orcid(1), &Source::client(client_id(1)))),
    call!("webhook", 1, |store| store.webhook(&client_id(7), orcid(1), "https://host.example/7/1")),
    call!("has_webhook", 1, |store| store.has_webhook(orcid(1), "https://host.example/7/1")),
    call!("any_webhooks", 1, |store| store.any_webhooks()),
    call!("watched", 1, |store| store.watched(vec![orcid(1), orcid(2), orcid(3)])),
    call!("claim_webhooks", 1, |store| store.claim_webhooks(&lane(), samples::NOW, samples::NOW, 3)),
    call!("next_webhook_due", 1, |store| store.next_webhook_due(&lane(), samples::NOW)),
    // Both wait for something that happens while the store is open.
    call!("wait_for_webhooks", 2, 1 + COMMIT + CHANGE, |store| async {
        store.commit(ChangeSet::new(samples::NOW).with(owed())).await?;
        answered(store.wait_for_webhooks(0)).await
    }),
    // Each action is kept for as long as it says.
    call!("journal_outgrown", Action::ALL.len() as u64, |store| store.journal_outgrown(samples::NOW)),
    call!("code", 1, |store| store.code(hash(1))),
    call!("consent", 1, |store| store.consent(orcid(3), &client_id(1))),
    call!("any_expired", 4, |store| store.any_expired(samples::NOW)),
    call!("signing_keys", 1, |store| store.signing_keys()),
    call!("account", 1, |store| store.account(orcid(1))),
    call!("session", 1, |store| store.session(hash(1))),
    call!("link", 1, |store| store.link(hash(1))),
    call!("shared_addresses", PAGE, |store| store.shared_addresses(Stretch::first(3))),
    call!("attempts", 1, |store| store.attempts("x")),
    call!("waiting_form", 1, |store| store.waiting_form(hash(1))),
    // Sessions, links, failures, forms.
    call!("any_old", 4, |store| store.any_old(samples::NOW, samples::NOW)),
    call!("mail", 1, |store| store.mail(1)),
    call!("claim_mails", 1, |store| store.claim_mails(samples::NOW, samples::NOW, 3)),
    call!("hold_mails", 1, |store| store.hold_mails(&[1, 2], samples::NOW)),
    call!("next_mail_due", 1, |store| store.next_mail_due()),
    call!("wait_for_mails", 2, 1 + COMMIT + CHANGE, |store| async {
        store.commit(ChangeSet::new(samples::NOW).with(mail("a@example.org", "x"))).await?;
        answered(store.wait_for_mails(0)).await
    }),
];

async fn answered(number: impl Future<Output = u64>) -> Result<u64> {
    Ok(number.await)
}

fn owed() -> Change {
    Change::Webhook(WebhookChange::Owe { orcid: orcid(1), sequence: u64::MAX >> 1, due: samples::NOW })
}

fn lane() -> Lane {
    Lane { client: client_id(7), host: "host-1.example".into() }
}

/// The agents of [`sourced`]: two clients and a person.
fn agents() -> [Agent; 3] {
    [Agent::Client(client_id(1)), Agent::Client(client_id(2)), Agent::Person(orcid(2))]
}

/// A record with items of several sources, a hundred of one of them.
fn sourced() -> Vec<Change> {
    let works = (70..170).map(|number| {
        let author = agents().into_iter().cycle().nth(usize::try_from(number % 3).unwrap_or_default());
        let source = Source { author, ..Source::default() };
        samples::put(1, byline_model::Item { source, ..samples::item(ItemKind::Work, number, "{}") })
    });
    works.collect()
}

fn whole() -> OfRecord {
    OfRecord { items: Items::Of(KindRange::ALL), sources: true, ..OfRecord::head(orcid(1)) }
}

fn everything() -> Read {
    let of = OfRecord { identities: [1, 2].into(), count: Some(ItemKind::Work), ..whole() };
    let key = |number: u64| OrganizationKey { source: "ROR".into(), identifier: number.to_string().into() };
    Read { token: Some(hash(1)), organizations: vec![key(1), key(2)], ..Read::of(of) }
}

fn works(count: u64) -> ChangeSet {
    let put = |number| samples::put_item(1, ItemKind::Work, 1000 + number);
    (0..count).map(put).fold(ChangeSet::new(samples::NOW), ChangeSet::with)
}

fn guarded() -> ChangeSet {
    let owner = orcid(1);
    works(1)
        .guard(Guard::TokenLive(hash(1)))
        .guard(Guard::NoIdentity { owner, keys: [7].into(), except: None })
        .guard(Guard::Room { owner, kind: ItemKind::Work, more: 1, most: 10_000 })
        .guard(Guard::NoReply { to: Agent::Client(client_id(1)), key: "x".into() })
}

/// Fails where a call costs more than its row says.
///
/// # Panics
/// When the store does not answer.
pub async fn cost_what_their_rows_say(harness: &dyn CountingHarness) {
    let mut store = lists::crowded(harness).await;
    super::put(&*store, sourced()).await;
    for call in CALLS {
        store = harness.reopen(store).await;
        let call = Call { most: harness.most(call.name, call.most), ..*call };
        costs_what_its_row_says(&store, &call, &|| harness.asked()).await;
    }
    for list in LISTS {
        store = harness.reopen(store).await;
        is_a_page(&store, list, &|| harness.asked()).await;
    }
}

/// Fails where this call costs more than its row says.
///
/// # Panics
/// When the store does not answer.
pub async fn costs_what_its_row_says<S: ?Sized>(store: &Arc<S>, call: &Call<S>, asked: &(dyn Fn() -> Asked + Sync)) {
    let before = asked();
    (call.ask)(Arc::clone(store)).await.unwrap_or_else(|error| panic!("{}: {error}", call.name));
    is_enough(call.name, call.most, before, asked());
}

/// Fails where the whole of a list, in one stretch, costs more than a page may.
pub async fn is_a_page<S: ?Sized>(store: &Arc<S>, list: &List<S>, asked: &(dyn Fn() -> Asked + Sync)) {
    let before = asked();
    let stretches = (list.walk)(Arc::clone(store), 1000, Vec::new()).await;
    assert_eq!(stretches.len(), 1, "{}", list.name);
    is_enough(list.name, Asked { turns: 1, statements: PAGE }, before, asked());
}

fn is_enough(name: &str, most: Asked, before: Asked, after: Asked) {
    let (turns, statements) = (after.turns - before.turns, after.statements - before.statements);
    assert!(turns <= most.turns, "{name}: {turns} turns, {} are enough", most.turns);
    assert!(statements <= most.statements, "{name}: {statements} statements, {} are enough", most.statements);
}

/// The methods of a trait, read from its source.
///
/// # Panics
/// When there is no such trait in it.
pub fn methods<'s>(source: &'s str, name: &str) -> Vec<&'s str> {
    let (_, body) = source.split_once(&format!("pub trait {name}")).expect("the trait is here");
    let (body, _) = body.split_once("\n}").expect("traits end");
    let starts = body.lines().filter_map(|line| {
        let line = line.strip_prefix("    ")?;
        line.strip_prefix("async fn ").or_else(|| line.strip_prefix("fn "))
    });
    starts.filter_map(|line| line.split(['(', '<']).next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_call_has_a_row_and_every_row_a_call() {
        let traits = [
            ("Store", include_str!("../lib.rs")),
            ("AccountStore", include_str!("../accounts.rs")),
            ("GrantStore", include_str!("../grants.rs")),
            ("InboxStore", include_str!("../notifications.rs")),
            ("JournalStore", include_str!("../journal.rs")),
            ("WebhookStore", include_str!("../webhooks.rs")),
        ];
        let calls: Vec<&str> = traits.iter().flat_map(|(name, source)| methods(source, name)).collect();
        assert!(calls.len() > 70, "{} calls were found", calls.len());
        let rows = || CALLS.iter().map(|it| it.name).chain(LISTS.iter().map(List::method));
        for call in &calls {
            assert!(rows().any(|row| row == *call), "{call} has no row");
        }
        for row in rows() {
            assert!(calls.contains(&row), "{row} is no call");
        }
    }
}
