//! Webhooks: what is owed to whom, and when.

use std::sync::Arc;
use std::time::Duration;

use byline_model::{ClientId, OrcidId, Timestamp};

use super::samples::{self, client_id, orcid, record};
use super::{Harness, assert_conflict, commit, put};
use crate::webhooks::{CALLS_KEPT, CallOutcome, Lane, Schedule, Verdict, Webhook, WebhookChange};
use crate::{Change, Guard, Store, Stretch, whole};

const URI: &str = "https://a.example/hook?x=1";
const HOST: &str = "a.example";
const PATIENCE: Duration = Duration::from_secs(30);

fn at(second: i64) -> Timestamp {
    samples::NOW.plus_seconds(second)
}

fn register_at(client: u64, number: u64, uri: &str, host: &str) -> Change {
    let (client, orcid, uri, host) = (client_id(client), orcid(number), uri.into(), host.into());
    Change::Webhook(WebhookChange::Put { client, orcid, uri, host, at: at(0) })
}

fn register(client: u64, number: u64) -> Change {
    register_at(client, number, URI, HOST)
}

fn owe(number: u64, sequence: u64, second: i64) -> Change {
    Change::Webhook(WebhookChange::Owe { orcid: orcid(number), sequence, due: at(second) })
}

fn called(hook: u64, second: i64, outcome: CallOutcome, verdict: Verdict) -> Change {
    Change::Webhook(WebhookChange::Called { hook, at: at(second), millis: 7, outcome, verdict })
}

fn told(hook: u64, second: i64, sequence: u64) -> Change {
    called(hook, second, CallOutcome::Answered(204), Verdict::Told { sequence, next: at(second + 1) })
}

fn later(hook: u64, second: i64, next: i64) -> Change {
    called(hook, second, CallOutcome::Answered(500), Verdict::Later { next: at(next) })
}

async fn hook(store: &dyn Store, client: u64, number: u64) -> Webhook {
    let found = store.webhook(&client_id(client), orcid(number), URI).await.unwrap();
    found.expect("it is registered")
}

async fn schedule(store: &dyn Store, client: u64, number: u64) -> Schedule {
    hook(store, client, number).await.schedule
}

/// A store with one record, on which client 1 has a registration.
async fn registered(harness: &dyn Harness) -> (Arc<dyn Store>, Webhook) {
    let store = harness.open().await;
    put(&*store, [record(1)]).await;
    put(&*store, [register(1, 1)]).await;
    let hook = hook(&*store, 1, 1).await;
    (store, hook)
}

pub async fn a_registration_is_kept_with_what_was_there_before_it(harness: &dyn Harness) {
    let store = harness.open().await;
    let before = put(&*store, [record(1), record(2)]).await.sequence;
    assert!(!store.any_webhooks().await.unwrap());
    assert_eq!(put(&*store, [register(1, 1)]).await.sequence, 0, "nothing is logged");
    let found = hook(&*store, 1, 1).await;
    let expected = Webhook {
        id: found.id,
        client: client_id(1),
        orcid: orcid(1),
        uri: URI.into(),
        host: HOST.into(),
        created: at(0),
        owed: before,
        told: before,
        failures: 0,
        sent: None,
        schedule: Schedule::Idle,
    };
    assert_eq!(found, expected);
    assert!(store.any_webhooks().await.unwrap());
    let store = harness.reopen(store).await;
    assert_eq!(hook(&*store, 1, 1).await, expected);
}

pub async fn each_client_has_its_own_registration(harness: &dyn Harness) {
    let (store, first) = registered(harness).await;
    let guard = |client| Guard::NoWebhook(client_id(client), orcid(1), URI.into());
    assert_conflict(commit(&*store, [guard(1)], [register(1, 1)]).await);
    commit(&*store, [guard(2)], [register(2, 1)]).await.unwrap();
    let second = hook(&*store, 2, 1).await;
    let all = |client: Option<ClientId>| {
        let store = Arc::clone(&store);
        async move {
            let found = whole(|it| store.webhooks(client.as_ref(), it)).await.unwrap();
            found.into_iter().map(|it| it.id).collect::<Vec<_>>()
        }
    };
    assert_eq!(all(None).await, [first.id, second.id]);
    assert_eq!(all(Some(client_id(2))).await, [second.id]);
    let delete =
        |client| Change::Webhook(WebhookChange::Delete { client: client_id(client), orcid: orcid(1), uri: URI.into() });
    put(&*store, [delete(1), delete(1)]).await;
    assert_eq!(store.webhook(&client_id(1), orcid(1), URI).await.unwrap(), None);
    assert!(store.has_webhook(orcid(1), URI).await.unwrap(), "the other client's is left");
    assert!(!store.has_webhook(orcid(1), "https://a.example/").await.unwrap());
    put(&*store, [register(1, 1)]).await;
    assert!(hook(&*store, 1, 1).await.id > second.id, "numbers are not given twice");
}

pub async fn a_change_makes_all_registrations_on_its_record_due(harness: &dyn Harness) {
    let (store, first) = registered(harness).await;
    let sequence = put(&*store, [record(2), register(2, 1), register(1, 2)]).await.sequence + 5;
    put(&*store, [owe(1, sequence, 3), owe(1, sequence + 1, 9), owe(3, sequence, 3)]).await;
    for client in [1, 2] {
        let hook = hook(&*store, client, 1).await;
        assert_eq!((hook.owed, hook.schedule), (sequence + 1, Schedule::Due(at(3))), "the first decides when");
    }
    assert_eq!(schedule(&*store, 1, 2).await, Schedule::Idle);
    put(&*store, [owe(2, first.owed, 3)]).await;
    assert_eq!(schedule(&*store, 1, 2).await, Schedule::Idle, "of before the registration");
    let watched: Vec<OrcidId> = store.watched(vec![orcid(1), orcid(2), orcid(3)]).await.unwrap();
    assert_eq!(watched, [orcid(1), orcid(2)]);
}

pub async fn a_call_covers_what_it_told_and_no_more(harness: &dyn Harness) {
    let (store, hook_before) = registered(harness).await;
    let (id, first) = (hook_before.id, hook_before.owed + 1);
    put(&*store, [owe(1, first, 0)]).await;
    put(&*store, [later(id, 1, 11), told(id, 12, first)]).await;
    let hook_after = hook(&*store, 1, 1).await;
    assert_eq!((hook_after.told, hook_after.failures, hook_after.sent), (first, 0, Some(at(12))));
    assert_eq!(hook_after.schedule, Schedule::Idle);
    // Another change while the call was under way.
    put(&*store, [owe(1, first + 1, 20)]).await;
    put(&*store, [owe(1, first + 2, 21)]).await;
    put(&*store, [told(id, 22, first + 1)]).await;
    let hook_after = hook(&*store, 1, 1).await;
    assert_eq!((hook_after.told, hook_after.owed), (first + 1, first + 2));
    assert_eq!(hook_after.schedule, Schedule::Due(at(23)));
}

pub async fn a_failure_is_not_hurried_by_further_changes(harness: &dyn Harness) {
    let (store, before) = registered(harness).await;
    put(&*store, [owe(1, before.owed + 1, 0), later(before.id, 1, 601)]).await;
    put(&*store, [owe(1, before.owed + 2, 2)]).await;
    let after = hook(&*store, 1, 1).await;
    assert_eq!((after.failures, after.schedule, after.owed), (1, Schedule::Due(at(601)), before.owed + 2));
    let lane = Lane { client: client_id(1), host: HOST.into() };
    assert!(store.claim_webhooks(&lane, at(600), at(600), 9).await.unwrap().is_empty());
    assert_eq!(store.claim_webhooks(&lane, at(601), at(601), 9).await.unwrap(), [after]);
}

pub async fn what_was_given_up_rests_until_it_is_asked_for(harness: &dyn Harness) {
    let (store, before) = registered(harness).await;
    let give_up = || called(before.id, 1, CallOutcome::Failed("nobody there".into()), Verdict::GiveUp);
    put(&*store, [owe(1, before.owed + 1, 0), give_up()]).await;
    put(&*store, [owe(1, before.owed + 2, 2)]).await;
    let after = hook(&*store, 1, 1).await;
    assert_eq!((after.schedule, after.owed), (Schedule::GivenUp(at(1)), before.owed + 2));
    assert!(whole(|it| store.due_lanes(it)).await.unwrap().is_empty());

    put(&*store, [register(1, 1)]).await;
    let revived = hook(&*store, 1, 1).await;
    assert_eq!((revived.id, revived.failures, revived.schedule), (before.id, 0, Schedule::Due(at(0))));
    put(&*store, [give_up()]).await;
    put(&*store, [Change::Webhook(WebhookChange::Retry { hook: before.id, at: at(9) })]).await;
    assert_eq!(schedule(&*store, 1, 1).await, Schedule::Due(at(9)));
    put(&*store, [told(before.id, 10, before.owed + 2)]).await;
    put(&*store, [Change::Webhook(WebhookChange::Retry { hook: before.id, at: at(11) })]).await;
    assert_eq!(schedule(&*store, 1, 1).await, Schedule::Idle, "there is nothing to be told");
}

pub async fn lanes_are_told_apart(harness: &dyn Harness) {
    let store = harness.open().await;
    let sequence = put(&*store, (1..=4).map(record)).await.sequence;
    let other = |client, number, host: &str| register_at(client, number, &format!("https://{host}/"), host);
    let hooks =
        [other(1, 1, "b.example"), other(1, 2, "a.example"), other(1, 3, "a.example"), other(2, 1, "a.example")];
    put(&*store, hooks).await;
    put(&*store, [other(1, 4, "c.example")]).await;
    put(&*store, [owe(3, sequence + 1, 1), owe(2, sequence + 1, 2), owe(1, sequence + 1, 3)]).await;
    let lane = |client, host: &str| Lane { client: client_id(client), host: host.into() };
    let expected = [(lane(1, "a.example"), at(1)), (lane(1, "b.example"), at(3)), (lane(2, "a.example"), at(3))];
    assert_eq!(whole(|it| store.due_lanes(it)).await.unwrap(), expected);
    let due = |second, limit| {
        let (store, lane) = (Arc::clone(&store), lane(1, "a.example"));
        async move {
            let due = store.claim_webhooks(&lane, at(second), at(second), limit).await.unwrap();
            due.into_iter().map(|it| it.orcid).collect::<Vec<_>>()
        }
    };
    assert_eq!((due(1, 9).await, due(2, 1).await), (vec![orcid(3)], vec![orcid(3)]));
    assert_eq!(due(2, 9).await, [orcid(3), orcid(2)], "the longest due first");
    let lane = lane(1, "a.example");
    let next = [0, 1, 2].map(|second| store.next_webhook_due(&lane, at(second)));
    let [first, second, none] = next;
    assert_eq!((first.await.unwrap(), second.await.unwrap(), none.await.unwrap()), (Some(at(1)), Some(at(2)), None));
}

pub async fn a_registration_is_called_by_one(harness: &dyn Harness) {
    let (store, before) = registered(harness).await;
    let lane = Lane { client: client_id(1), host: HOST.into() };
    let claimed = |from, until| {
        let (store, lane) = (Arc::clone(&store), lane.clone());
        async move { store.claim_webhooks(&lane, at(from), at(until), 9).await.unwrap().len() }
    };
    put(&*store, [owe(1, before.owed + 1, 0)]).await;
    let claims: Vec<_> = (0..4).map(|_| tokio::spawn(claimed(0, 60))).collect();
    let mut given = 0;
    for claim in claims {
        given += claim.await.unwrap();
    }
    assert_eq!(given, 1);
    // Whatever happens to it meanwhile.
    put(&*store, [owe(1, before.owed + 2, 1), register(1, 1)]).await;
    put(&*store, [Change::Webhook(WebhookChange::Retry { hook: before.id, at: at(2) })]).await;
    assert_eq!(claimed(59, 99).await, 0);
    put(&*store, [told(before.id, 3, before.owed + 1)]).await;
    assert_eq!(claimed(4, 60).await, 1, "what changed meanwhile is told next");
    assert_eq!((claimed(59, 99).await, claimed(60, 99).await), (0, 1), "whoever had it is gone");
    put(&*store, [later(before.id, 61, 70)]).await;
    assert_eq!((claimed(69, 99).await, claimed(70, 99).await), (0, 1));
}

pub async fn the_newest_calls_are_kept(harness: &dyn Harness) {
    let (store, before) = registered(harness).await;
    put(&*store, [register(2, 1)]).await;
    let second = hook(&*store, 2, 1).await;
    let count = i64::try_from(CALLS_KEPT).unwrap() + 5;
    for number in 0..count {
        put(&*store, [owe(1, before.owed + 1, 0), later(before.id, number, number + 1)]).await;
    }
    let failed = CallOutcome::Failed("no answer in time".into());
    put(&*store, [called(second.id, 99, failed.clone(), Verdict::Later { next: at(100) })]).await;
    put(&*store, [told(7777, 99, 1)]).await;
    let calls = whole(|it| store.webhook_calls(None, it)).await.unwrap();
    assert_eq!(calls.len(), CALLS_KEPT + 1, "of a registration that is gone there is none");
    let (newest, rest) = calls.split_first().unwrap();
    assert_eq!((newest.hook, &newest.client, newest.orcid, &*newest.uri), (second.id, &client_id(2), orcid(1), URI));
    assert_eq!((newest.at, newest.millis, &newest.outcome), (at(99), 7, &failed));
    assert!(rest.windows(2).all(|pair| pair[0].id > pair[1].id) && rest[0].outcome == CallOutcome::Answered(500));
    let times: Vec<Timestamp> = rest.iter().map(|it| it.at).collect();
    assert_eq!(times, (5..count).rev().map(at).collect::<Vec<_>>());
    let second = client_id(2);
    let calls = whole(|it| store.webhook_calls(Some(&second), it)).await.unwrap();
    assert_eq!(calls.iter().collect::<Vec<_>>(), [newest]);
    assert_eq!(store.webhook_calls(Some(&client_id(1)), Stretch::first(3)).await.unwrap().rows, rest[..3]);
}

pub async fn registrations_go_with_their_record_and_their_client(harness: &dyn Harness) {
    let store = harness.open().await;
    let client = samples::full_client(1);
    put(&*store, [record(1), record(2), Change::PutClient(Box::new(client.clone()))]).await;
    put(&*store, [register(1, 1), register(1, 2), register(2, 1), register(2, 2)]).await;
    put(&*store, [Change::DeleteRecord(orcid(1))]).await;
    let left = whole(|it| store.webhooks(None, it)).await.unwrap();
    assert!(left.len() == 2 && left.iter().all(|it| it.orcid == orcid(2)));
    put(&*store, [Change::DeleteClient(client.id)]).await;
    let left = whole(|it| store.webhooks(None, it)).await.unwrap();
    assert!(left.len() == 1 && left[0].client == client_id(2));
}

pub async fn waiting_for_webhooks_ends_when_one_is_due(harness: &dyn Harness) {
    let (store, before) = registered(harness).await;
    // Registering may count: whoever waits looks again, and finds nothing.
    let seen = store.wait_for_webhooks(0).await;
    let waiter = {
        let store = Arc::clone(&store);
        tokio::spawn(async move { store.wait_for_webhooks(seen).await })
    };
    put(&*store, [record(2), owe(2, before.owed + 1, 0)]).await;
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert!(!waiter.is_finished(), "nobody wants to hear of that record");
    put(&*store, [owe(1, before.owed + 1, 0)]).await;
    let woken = tokio::time::timeout(PATIENCE, waiter).await.expect("it wakes").unwrap();
    assert!(woken > seen);
}
