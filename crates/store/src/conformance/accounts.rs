//! Accounts, sessions, links, failures and mail; and how the second part of the suite is run.

use std::sync::Arc;

use async_trait::async_trait;
use byline_model::client::SecretHash;

use super::samples::{self, client_id, hash, orcid, record};
use super::{assert_conflict, commit, put};
use crate::{
    Account, AccountChange, AccountStore, Change, ChangeSet, Delivery, Guard, Link, LinkPurpose, Mail, PasswordHash,
    Session, Stage, Stretch, WaitingForm, whole,
};

/// How an adapter opens stores for this part of the suite.
#[async_trait]
pub trait AccountHarness: Send + Sync {
    /// The store of this harness, empty at first.
    async fn open(&self) -> Arc<dyn AccountStore>;

    /// Closes the store and opens it again with what it holds.
    async fn reopen(&self, store: Arc<dyn AccountStore>) -> Arc<dyn AccountStore> {
        assert_eq!(Arc::strong_count(&store), 1, "a promise kept a handle over a restart");
        drop(store);
        self.open().await
    }
}

/// One test for each promise of [`AccountStore`](crate::AccountStore) and [`GrantStore`](crate::GrantStore).
#[macro_export]
macro_rules! account_conformance_tests {
    ($harness:expr) => {
        $crate::account_conformance_tests! { $harness;
            grants::codes_keep_every_field_and_are_used_once
            grants::consents_grow
            grants::what_nobody_can_use_is_forgotten_some_at_a_time
            grants::what_has_expired_is_no_basis_any_more
            grants::a_permission_is_one_however_many_tokens_it_has
            grants::what_ended_is_told_with_its_reasons
            grants::a_family_ends_as_a_whole
            grants::keys_come_newest_first
            grants::what_was_passed_on_ends_with_its_last_basis
            grants::a_basis_can_be_replaced
            grants::without_known_bases_the_origin_counts
            grants::chains_end_as_a_whole
            grants::ending_trust_ends_everything_between_the_two
            grants::a_code_takes_its_tokens_along
            grants::a_person_takes_all_tokens_along
            lists::lists_are_the_same_in_any_stretch
            lists::lists_go_on_whatever_went
            accounts::accounts_keep_every_field
            accounts::a_password_is_set_without_the_rest
            accounts::sessions_keep_every_field_until_they_end
            accounts::of_several_links_the_newest_is_good_once
            accounts::failures_are_counted_one_by_one
            accounts::many_failures_at_once_are_all_counted
            accounts::many_at_once_are_counted_up_to_a_limit
            accounts::mails_are_kept_in_order_and_sent_once
            mails::a_mail_that_is_put_off_waits_until_it_is_due
            mails::of_those_who_claim_mails_each_mail_is_given_to_one
            mails::a_mail_is_somebodys_until_it_is_written_down_what_became_of_it
            mails::a_refused_mail_is_kept_until_it_is_tried_again
            mails::what_was_sent_stays_sent
            mails::sent_mails_are_forgotten_after_a_while
            mails::waiting_for_mails_ends_with_the_next
            mails::deliveries_survive_a_restart
            accounts::what_is_old_is_forgotten
            accounts::a_form_waits_until_it_is_taken
            accounts::a_form_is_forgotten_when_its_time_is_over
            accounts::there_is_an_end_to_how_many_forms_wait
            accounts::a_record_takes_its_account_along
            accounts::accounts_leave_records_and_the_log_alone
        }
    };
    ($harness:expr; $($module:ident :: $name:ident)*) => {
        $(
            #[::tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                $crate::conformance::$module::$name(&$harness).await;
            }
        )*
    };
}

pub(super) fn account(change: AccountChange) -> Change {
    Change::Account(change)
}

fn full_account(number: u64) -> Account {
    Account {
        orcid: orcid(number),
        password: Some("$argon2id$v=19$…\"ä".into()),
        terms_accepted: Some(samples::NOW.plus_seconds(1)),
        tips: true,
        registered_from: Some("2001:db8::1".into()),
        referred_by: Some(client_id(1)),
        last_sign_in: Some(samples::NOW.plus_seconds(2)),
    }
}

fn session(number: u64, person: u64) -> Session {
    Session {
        id: hash(number),
        person: orcid(person),
        acting_for: None,
        stage: Stage::SignedIn,
        authenticated: samples::NOW.plus_seconds(-9),
        second_factor: false,
        seen: samples::NOW,
    }
}

fn link(number: u64, person: u64, purpose: LinkPurpose, address: &str) -> Link {
    let expires = samples::NOW.plus_seconds(60);
    Link { hash: hash(number), purpose, person: orcid(person), address: address.into(), expires, used: None }
}

pub(super) fn mail(to: &str, subject: &str) -> Change {
    let (text, html) = ("Grüße".to_owned(), "<p>Grüße</p>".to_owned());
    account(AccountChange::PutMail(Box::new(Mail::new(to, subject, text, html, samples::NOW))))
}

fn put_link(link: Link) -> Change {
    account(AccountChange::PutLink(Box::new(link)))
}

fn put_session(session: Session) -> Change {
    account(AccountChange::PutSession(Box::new(session)))
}

pub async fn accounts_keep_every_field(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    assert_eq!(store.account(orcid(1)).await.unwrap(), None);
    let all = [full_account(1), Account::new(orcid(2))];
    put(&*store, all.clone().map(|it| account(AccountChange::PutAccount(Box::new(it))))).await;
    let store = harness.reopen(store).await;
    for expected in all {
        assert_eq!(store.account(expected.orcid).await.unwrap(), Some(expected));
    }
}

pub async fn a_password_is_set_without_the_rest(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, [account(AccountChange::PutAccount(Box::new(full_account(1))))]).await;
    let set = |number, password: &str| {
        account(AccountChange::SetPassword { orcid: orcid(number), password: PasswordHash(password.into()) })
    };
    let guard = |password: &str| [Guard::Password(orcid(1), PasswordHash(password.into()))];
    let old = full_account(1).password.unwrap();
    commit(&*store, guard(&old), [set(1, "new")]).await.unwrap();
    assert_conflict(commit(&*store, guard(&old), [set(1, "newer")]).await);
    let at = samples::NOW.plus_seconds(77);
    let signed_in = |number| account(AccountChange::SignedIn { orcid: orcid(number), at });
    put(&*store, [set(2, "first"), signed_in(1), signed_in(3)]).await;
    let expected = Account { password: Some("new".into()), last_sign_in: Some(at), ..full_account(1) };
    assert_eq!(store.account(orcid(1)).await.unwrap(), Some(expected));
    let made = Account { password: Some("first".into()), ..Account::new(orcid(2)) };
    assert_eq!(store.account(orcid(2)).await.unwrap(), Some(made));
    assert_eq!(store.account(orcid(3)).await.unwrap(), None);
}

pub async fn sessions_keep_every_field_until_they_end(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    let acting = Session {
        acting_for: Some(orcid(1)),
        second_factor: true,
        stage: Stage::AwaitingSecondFactor,
        ..session(4, 2)
    };
    let all = [session(1, 1), session(2, 1), session(3, 1), acting];
    put(&*store, all.clone().map(put_session)).await;
    for expected in all {
        assert_eq!(store.session(expected.id).await.unwrap(), Some(expected));
    }
    let at = samples::NOW.plus_seconds(5);
    let touch = |number| account(AccountChange::TouchSession { id: hash(number), at });
    put(&*store, [touch(1), touch(9), account(AccountChange::DeleteSession(hash(3)))]).await;
    assert_eq!(store.session(hash(1)).await.unwrap(), Some(Session { seen: at, ..session(1, 1) }));
    assert_eq!(store.session(hash(9)).await.unwrap(), None);
    assert_eq!(store.session(hash(3)).await.unwrap(), None);
    let end = |except| account(AccountChange::DeleteSessions { person: orcid(1), except });
    put(&*store, [end(Some(hash(1)))]).await;
    assert_eq!(store.session(hash(2)).await.unwrap(), None);
    assert!(store.session(hash(1)).await.unwrap().is_some() && store.session(hash(4)).await.unwrap().is_some());
    put(&*store, [end(None)]).await;
    assert_eq!(store.session(hash(1)).await.unwrap(), None);
    assert_eq!(store.session(hash(4)).await.unwrap(), None, "somebody acted for them");
}

pub async fn of_several_links_the_newest_is_good_once(harness: &dyn AccountHarness) {
    use LinkPurpose::{ResetPassword, VerifyEmail};
    let store = harness.open().await;
    let others = [
        link(2, 1, ResetPassword, "a@example.org"),
        link(3, 1, VerifyEmail, "b@example.org"),
        link(4, 2, VerifyEmail, "a@example.org"),
    ];
    put(&*store, [put_link(link(1, 1, VerifyEmail, "a@example.org"))]).await;
    put(&*store, others.clone().map(put_link)).await;
    put(&*store, [put_link(link(5, 1, VerifyEmail, "A@Example.org"))]).await;
    assert_eq!(store.link(hash(1)).await.unwrap(), None, "a newer one was sent");
    for expected in others {
        assert_eq!(store.link(expected.hash).await.unwrap(), Some(expected));
    }
    let use_at = |second| account(AccountChange::UseLink { hash: hash(5), at: samples::NOW.plus_seconds(second) });
    commit(&*store, [Guard::LinkUnused(hash(5))], [use_at(1)]).await.unwrap();
    assert_conflict(commit(&*store, [Guard::LinkUnused(hash(5))], [use_at(2)]).await);
    assert_conflict(commit(&*store, [Guard::LinkUnused(hash(1))], []).await);
    put(&*store, [use_at(3), put_link(link(6, 1, VerifyEmail, "a@example.org"))]).await;
    let used = store.link(hash(5)).await.unwrap().expect("used ones stay").used;
    assert_eq!(used, Some(samples::NOW.plus_seconds(1)));
}

fn failure(key: &str, second: i64, restart_after: Option<i64>) -> Change {
    let at = samples::NOW.plus_seconds(second);
    account(AccountChange::CountFailure { key: key.into(), at, threshold: 3, restart_after })
}

pub async fn failures_are_counted_one_by_one(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    let seen = async |key: &str| {
        let it = store.attempts(key).await.unwrap().expect("was counted");
        let second = |at: byline_model::Timestamp| at.seconds() - samples::NOW.seconds();
        assert!(it.first <= it.latest && it.locked.is_none_or(|at| at <= it.latest));
        (it.failures, second(it.first), it.locked.map(second))
    };
    put(&*store, [failure("a", 1, None), failure("a", 2, None), failure("b", 2, None)]).await;
    assert_eq!((seen("a").await, seen("b").await), ((2, 1, None), (1, 2, None)));
    put(&*store, [failure("a", 3, None), failure("a", 4, None)]).await;
    assert_eq!(seen("a").await, (4, 1, Some(3)), "locked by the third");
    let latest = store.attempts("a").await.unwrap().expect("was counted").latest;
    assert_eq!(latest, samples::NOW.plus_seconds(4));
    put(&*store, [account(AccountChange::ForgetFailures("a".into()))]).await;
    assert_eq!(store.attempts("a").await.unwrap(), None);

    put(&*store, [0, 1, 9].map(|second| failure("c", second, Some(10)))).await;
    assert_eq!(seen("c").await, (3, 0, Some(9)));
    put(&*store, [failure("c", 10, Some(10))]).await;
    assert_eq!(seen("c").await, (1, 10, None), "counting began anew");
    let first = AccountChange::CountFailure { key: "d".into(), at: samples::NOW, threshold: 1, restart_after: None };
    put(&*store, [account(first)]).await;
    assert_eq!(seen("d").await, (1, 0, Some(0)));
}

pub async fn many_failures_at_once_are_all_counted(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let store = Arc::clone(&store);
            tokio::spawn(async move { put(&*store, [failure("a", 1, None)]).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(store.attempts("a").await.unwrap().unwrap().failures, 20);
}

/// However many come at once, each hears whether it was one of the first.
pub async fn many_at_once_are_counted_up_to_a_limit(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    let count = |second| {
        let at = samples::NOW.plus_seconds(second);
        let count = AccountChange::CountUpTo { key: "a".into(), at, most: 5, restart_after: 60 };
        ChangeSet::new(at).with(account(count))
    };
    for begin in [0, 60, 120] {
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                let (store, set) = (Arc::clone(&store), count(begin));
                tokio::spawn(async move { store.commit(set).await.unwrap().changed })
            })
            .collect();
        let mut counted = 0;
        for task in tasks {
            counted += usize::from(task.await.unwrap());
        }
        assert_eq!(counted, 5, "from second {begin}");
        assert!(!store.commit(count(begin + 59)).await.unwrap().changed);
    }
    assert_eq!(store.attempts("a").await.unwrap().unwrap().failures, 5);
}

pub async fn mails_are_kept_in_order_and_sent_once(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, [mail("a@example.org", "1"), mail("B@example.org", "2"), mail("a@example.org", "3")]).await;
    let subjects = |mails: Vec<Mail>| mails.iter().map(|it| it.subject.to_string()).collect::<Vec<_>>();
    assert_eq!(subjects(whole(|it| store.mails(None, it)).await.unwrap()), ["1", "2", "3"]);
    assert_eq!(subjects(whole(|it| store.mails(Some("A@example.org"), it)).await.unwrap()), ["1", "3"]);
    let second = &whole(|it| store.mails(Some(" b@example.org"), it)).await.unwrap()[0];
    assert_eq!((&*second.to, &*second.text, &*second.html), ("B@example.org", "Grüße", "<p>Grüße</p>"));
    let waiting = Delivery::Waiting { tries: 0, due: samples::NOW, reason: None };
    assert_eq!((second.created, &second.delivery), (samples::NOW, &waiting));
    let sent = |second| {
        let at = samples::NOW.plus_seconds(second);
        account(AccountChange::MailSent { id: 1, at })
    };
    put(&*store, [sent(1)]).await;
    put(&*store, [sent(2)]).await;
    assert_eq!(
        whole(|it| store.mails(None, it)).await.unwrap()[0].delivery,
        Delivery::Sent(samples::NOW.plus_seconds(1))
    );
    assert_eq!(subjects(store.unsent_mails(Stretch::first(1)).await.unwrap().rows), ["2"]);
    assert_eq!(subjects(whole(|it| store.unsent_mails(it)).await.unwrap()), ["2", "3"]);
}

pub async fn what_is_old_is_forgotten(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, [put_session(session(1, 1)), put_link(link(1, 1, LinkPurpose::VerifyEmail, "a@example.org"))]).await;
    put(&*store, [failure("a", 30, None)]).await;
    let forget = |second| {
        let before = samples::NOW.plus_seconds(second);
        account(AccountChange::ForgetOld { before, now: samples::NOW, most: 1 })
    };
    assert!(!store.any_old(samples::NOW, samples::NOW).await.unwrap());
    put(&*store, [forget(0)]).await;
    assert!(store.session(hash(1)).await.unwrap().is_some());
    assert!(store.any_old(samples::NOW.plus_seconds(1), samples::NOW).await.unwrap());
    put(&*store, [forget(1)]).await;
    assert!(store.session(hash(1)).await.unwrap().is_none());
    assert!(store.attempts("a").await.unwrap().is_some() && store.link(hash(1)).await.unwrap().is_some());
    put(&*store, [forget(61)]).await;
    assert!(store.attempts("a").await.unwrap().is_none() && store.link(hash(1)).await.unwrap().is_none());
}

fn waiting(number: u16, second: i64) -> WaitingForm {
    let mut key = [0; 32];
    key[..2].copy_from_slice(&number.to_be_bytes());
    let sealed = vec![0xAB; WaitingForm::LONGEST - usize::from(number)].into();
    WaitingForm { key: SecretHash(key), sealed, expires: samples::NOW.plus_seconds(second) }
}

fn put_waiting(form: WaitingForm) -> Change {
    account(AccountChange::PutWaitingForm(Box::new(form)))
}

pub async fn a_form_waits_until_it_is_taken(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    let form = waiting(1, 30);
    put(&*store, [put_waiting(form.clone()), put_waiting(waiting(2, 60))]).await;
    let store = harness.reopen(store).await;
    assert_eq!(store.waiting_form(form.key).await.unwrap(), Some(form.clone()));
    assert_eq!(store.waiting_form(waiting(3, 30).key).await.unwrap(), None);

    let take = || account(AccountChange::DeleteWaitingForm(form.key));
    let waits = || Guard::FormWaits(form.key);
    assert_eq!(commit(&*store, [waits()], [take()]).await.unwrap().sequence, 0, "it is logged nowhere");
    assert_eq!(store.waiting_form(form.key).await.unwrap(), None);
    assert_conflict(commit(&*store, [waits()], [take()]).await);
    assert!(store.waiting_form(waiting(2, 60).key).await.unwrap().is_some());
}

pub async fn a_form_is_forgotten_when_its_time_is_over(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, [put_waiting(waiting(1, 30)), put_waiting(waiting(2, 30)), put_waiting(waiting(3, 31))]).await;
    let (before, at) = (samples::NOW.plus_seconds(-1000), |second| samples::NOW.plus_seconds(second));
    let forget = |second| account(AccountChange::ForgetOld { before, now: at(second), most: 1 });
    assert!(!store.any_old(before, at(29)).await.unwrap() && store.any_old(before, at(30)).await.unwrap());
    put(&*store, [forget(29)]).await;
    let left = async || {
        let mut left = 0;
        for number in 1..=3 {
            left += usize::from(store.waiting_form(waiting(number, 0).key).await.unwrap().is_some());
        }
        left
    };
    assert_eq!(left().await, 3);
    put(&*store, [forget(30)]).await;
    assert_eq!(left().await, 2, "so many at a time");
    put(&*store, [forget(30), forget(30)]).await;
    assert_eq!(left().await, 1);
    assert!(store.waiting_form(waiting(3, 31).key).await.unwrap().is_some());
}

pub async fn there_is_an_end_to_how_many_forms_wait(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    let short = |number| WaitingForm { sealed: [1].into(), ..waiting(number, 30) };
    let most = u16::try_from(WaitingForm::MOST).unwrap();
    put(&*store, (0..most).map(|it| put_waiting(short(it)))).await;
    assert!(store.waiting_form(short(0).key).await.unwrap().is_some());
    put(&*store, [put_waiting(short(most)), put_waiting(short(most + 1))]).await;
    for (number, there) in [(0, false), (1, false), (2, true), (most, true), (most + 1, true)] {
        assert_eq!(store.waiting_form(short(number).key).await.unwrap().is_some(), there, "{number}");
    }
}

pub async fn a_record_takes_its_account_along(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, [record(1), account(AccountChange::PutAccount(Box::new(full_account(1))))]).await;
    put(&*store, [put_session(session(1, 1)), put_link(link(1, 1, LinkPurpose::VerifyEmail, "a@example.org"))]).await;
    put(&*store, [Change::DeleteRecord(orcid(1))]).await;
    assert_eq!(store.account(orcid(1)).await.unwrap(), None);
    assert_eq!(store.session(hash(1)).await.unwrap(), None);
    assert_eq!(store.link(hash(1)).await.unwrap(), None);
}

pub async fn accounts_leave_records_and_the_log_alone(harness: &dyn AccountHarness) {
    let store = harness.open().await;
    put(&*store, [record(1)]).await;
    let head = store.head(orcid(1)).await.unwrap();
    let changes = [
        account(AccountChange::PutAccount(Box::new(full_account(1)))),
        put_session(session(1, 1)),
        mail("a@example.org", "1"),
    ];
    assert_eq!(put(&*store, changes).await.sequence, 0);
    assert_eq!(store.head(orcid(1)).await.unwrap(), head);
}

#[cfg(test)]
mod tests {
    /// A promise that no adapter runs would be no promise.
    #[test]
    fn every_promise_is_in_the_list() {
        let list = include_str!("accounts.rs");
        for (module, text) in
            [("accounts", list), ("grants", include_str!("grants.rs")), ("mails", include_str!("mails.rs"))]
        {
            for line in text.lines().filter_map(|it| it.strip_prefix("pub async fn ")) {
                let name = line.split('(').next().unwrap_or(line);
                assert!(list.contains(&format!("{module}::{name}\n")), "{module}::{name} is not run");
            }
        }
    }
}
