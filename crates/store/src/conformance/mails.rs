//! How far mails got.

use std::time::Duration;

use byline_model::Timestamp;

use super::accounts::{AccountHarness, account, mail};
use super::{put, samples};
use crate::{AccountChange, AccountStore, Change, Delivery, Mail, whole};

fn at(second: i64) -> Timestamp {
    samples::NOW.plus_seconds(second)
}

fn put_off(id: u64, second: i64) -> Change {
    account(AccountChange::PutOffMail { id, due: at(second), reason: format!("busy {second}").into() })
}

fn refuse(id: u64, second: i64) -> Change {
    account(AccountChange::RefuseMail { id, at: at(second), reason: "nobody there".into() })
}

fn sent(id: u64, second: i64) -> Change {
    account(AccountChange::MailSent { id, at: at(second) })
}

fn retry(id: u64, second: i64) -> Change {
    account(AccountChange::RetryMail { id, at: at(second) })
}

async fn due(store: &dyn AccountStore, second: i64) -> Vec<u64> {
    claimed(store, second, second, 9).await
}

/// Those that whoever asked has from one second to another; by one that is over, they are asked for and nothing else.
async fn claimed(store: &dyn AccountStore, from: i64, until: i64, limit: usize) -> Vec<u64> {
    store.claim_mails(at(from), at(until), limit).await.unwrap().iter().map(|it| it.id).collect()
}

async fn delivery(store: &dyn AccountStore, id: u64) -> Delivery {
    let mails: Vec<Mail> = whole(|it| store.mails(None, it)).await.unwrap();
    mails.into_iter().find(|it| it.id == id).expect("it is kept").delivery
}

pub async fn a_mail_that_is_put_off_waits_until_it_is_due(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    assert_eq!(store.next_mail_due().await.unwrap(), None);
    put(&*store, [mail("a@example.org", "1"), mail("b@example.org", "2"), mail("c@example.org", "3")]).await;
    assert_eq!((due(&*store, -1).await, due(&*store, 0).await), (vec![], vec![1, 2, 3]));
    assert_eq!(claimed(&*store, 0, 0, 2).await.len(), 2);
    put(&*store, [put_off(1, 10), put_off(2, 5), put_off(3, 5)]).await;
    assert_eq!(store.next_mail_due().await.unwrap(), Some(at(5)));
    assert_eq!((due(&*store, 4).await, due(&*store, 9).await), (vec![], vec![2, 3]));
    assert_eq!(due(&*store, 10).await, [2, 3, 1], "the longest due first");
    put(&*store, [put_off(1, 20)]).await;
    let waiting = Delivery::Waiting { tries: 2, due: at(20), reason: Some("busy 20".into()) };
    assert_eq!(delivery(&*store, 1).await, waiting);
}

pub async fn of_those_who_claim_mails_each_mail_is_given_to_one(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, (1..=20).map(|number| mail("a@example.org", &number.to_string()))).await;
    let claims = (0..8).map(|_| {
        let store = std::sync::Arc::clone(&store);
        tokio::spawn(async move { claimed(&*store, 0, 60, 3).await })
    });
    let mut given = Vec::new();
    for claim in claims.collect::<Vec<_>>() {
        given.extend(claim.await.unwrap());
    }
    // Whoever was passed by finds the others.
    while given.len() < 20 {
        let more = claimed(&*store, 0, 60, 3).await;
        assert!(!more.is_empty(), "{given:?}");
        given.extend(more);
    }
    given.sort_unstable();
    assert_eq!(given, (1..=20).collect::<Vec<u64>>());
    assert_eq!(claimed(&*store, 59, 99, 9).await, Vec::<u64>::new());
    assert_eq!(store.next_mail_due().await.unwrap(), Some(at(60)), "when nobody has them any more");
}

pub async fn a_mail_is_somebodys_until_it_is_written_down_what_became_of_it(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, ["1", "2", "3", "4"].map(|subject| mail("a@example.org", subject))).await;
    assert_eq!(claimed(&*store, 0, 60, 9).await, [1, 2, 3, 4]);
    store.hold_mails(&[1], at(90)).await.unwrap();
    put(&*store, [put_off(2, 10), sent(3, 5), retry(4, 5)]).await;
    assert_eq!(store.next_mail_due().await.unwrap(), Some(at(10)));
    assert_eq!(claimed(&*store, 10, 30, 9).await, [2], "what was asked for again is somebody's still");
    assert_eq!(claimed(&*store, 60, 60, 9).await, [4, 2], "nothing was said of these in time");
    assert_eq!(claimed(&*store, 89, 99, 1).await, [4]);
    assert_eq!(claimed(&*store, 90, 99, 9).await, [1, 2]);
    store.hold_mails(&[3, 7], at(200)).await.unwrap();
    put(&*store, [sent(1, 91), sent(2, 91), sent(4, 91)]).await;
    assert_eq!(store.next_mail_due().await.unwrap(), None);
}

pub async fn a_refused_mail_is_kept_until_it_is_tried_again(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, [mail("a@example.org", "1"), put_off(1, 5)]).await;
    put(&*store, [refuse(1, 6), refuse(1, 7), put_off(1, 8)]).await;
    let refused = Delivery::Refused { tries: 2, at: at(6), reason: "nobody there".into() };
    assert_eq!(delivery(&*store, 1).await, refused);
    assert_eq!((due(&*store, 99).await, store.next_mail_due().await.unwrap()), (vec![], None));
    assert_eq!(whole(|it| store.unsent_mails(it)).await.unwrap().len(), 1);
    put(&*store, [retry(1, 50)]).await;
    let waiting = Delivery::Waiting { tries: 2, due: at(50), reason: Some("nobody there".into()) };
    assert_eq!((delivery(&*store, 1).await, due(&*store, 50).await), (waiting, vec![1]));
}

pub async fn what_was_sent_stays_sent(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, [mail("a@example.org", "1"), mail("b@example.org", "2")]).await;
    put(&*store, [sent(1, 1), put_off(1, 2), refuse(1, 3), retry(1, 4)]).await;
    // It was given up, and then the server said that it has it after all.
    put(&*store, [refuse(2, 1), sent(2, 2)]).await;
    assert_eq!(delivery(&*store, 1).await, Delivery::Sent(at(1)));
    assert_eq!(delivery(&*store, 2).await, Delivery::Sent(at(2)));
    assert_eq!(due(&*store, 99).await, Vec::<u64>::new());
    assert_eq!(whole(|it| store.unsent_mails(it)).await.unwrap(), []);
    put(&*store, [put_off(7, 1), refuse(7, 1), retry(7, 1), sent(7, 1)]).await;
}

pub async fn sent_mails_are_forgotten_after_a_while(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, ["1", "2", "3", "4"].map(|subject| mail("a@example.org", subject))).await;
    put(&*store, [sent(1, 1), sent(2, 2), refuse(3, 1)]).await;
    put(&*store, [account(AccountChange::ForgetSentMails { before: at(2) })]).await;
    let left: Vec<u64> = whole(|it| store.mails(None, it)).await.unwrap().iter().map(|it| it.id).collect();
    assert_eq!(left, [2, 3, 4]);
}

pub async fn waiting_for_mails_ends_with_the_next(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    let waiter = {
        let store = std::sync::Arc::clone(&store);
        tokio::spawn(async move { store.wait_for_mails(0).await })
    };
    put(&*store, [mail("a@example.org", "1")]).await;
    let seen = tokio::time::timeout(Duration::from_secs(10), waiter).await.expect("it wakes").unwrap();
    assert_eq!(seen, 1);
    let more = tokio::time::timeout(Duration::from_millis(50), store.wait_for_mails(seen)).await;
    assert!(more.is_err(), "nothing was written since");
    put(&*store, [refuse(1, 1), retry(1, 2)]).await;
    let woken = tokio::time::timeout(Duration::from_secs(10), store.wait_for_mails(seen)).await;
    assert_eq!(woken.expect("what is to be tried again wakes too"), 2);
}

pub async fn deliveries_survive_a_restart(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, ["1", "2", "3"].map(|subject| mail("a@example.org", subject))).await;
    put(&*store, [put_off(1, 5), refuse(2, 1), sent(3, 1)]).await;
    let before = whole(|it| store.mails(None, it)).await.unwrap();
    let store = harness.reopen(store).await;
    assert_eq!(whole(|it| store.mails(None, it)).await.unwrap(), before);
    assert_eq!(store.next_mail_due().await.unwrap(), Some(at(5)));
}
