//! What was done.

use byline_model::client::RevocationReason;
use byline_model::{ItemKind, Timestamp};

use super::samples::{self, client_id, orcid, put_code, record};
use super::{Harness, assert_conflict, commit, put};
use crate::{
    AccountChange, Action, Actor, Change, ChangeSet, Deed, GrantChange, Guard, JournalEntry, JournalOf, Kept, Matter,
    NotificationChange, Period, Store, WebhookChange, whole,
};

const DAY: i64 = 24 * 3600;

async fn entries(store: &dyn Store, of: JournalOf, period: Period) -> Vec<JournalEntry> {
    whole(|it| store.journal(of.clone(), period, it)).await.unwrap()
}

async fn all(store: &dyn Store) -> Vec<JournalEntry> {
    entries(store, JournalOf::All, Period::default()).await
}

/// What was done, the newest first.
async fn deeds(store: &dyn Store, of: JournalOf) -> Vec<Deed> {
    entries(store, of, Period::default()).await.into_iter().map(|it| it.deed).collect()
}

async fn at(store: &dyn Store, at: Timestamp, deeds: impl IntoIterator<Item = Deed>) {
    let changes = deeds.into_iter().map(Change::from).collect();
    store.commit(ChangeSet { changes, ..ChangeSet::new(at) }).await.unwrap();
}

/// Somebody of each sort does something of each sort.
fn samples() -> Vec<Deed> {
    vec![
        Deed::new(Action::SignInFailed, Actor::Nobody).because("password"),
        Deed::new(Action::KeysRotated, Actor::Registry).on(Matter::Key("a key".into())),
        Deed::new(Action::ClientCreated, Actor::Operator).with(client_id(1)).because("a new member"),
        Deed::new(Action::Granted, orcid(1)).with(client_id(1)).on(Matter::Scopes("openid /read-limited".into())),
        Deed::new(Action::ItemsAdded, &client_id(1)).to(orcid(1)).on(Matter::Items(ItemKind::Work, 3)),
        // The old form, which looks like an iD.
        Deed::new(Action::ItemsRemoved, &"0000-0003-1415-9269".parse().unwrap())
            .to(orcid(2))
            .with(client_id(1))
            .on(Matter::Items(ItemKind::Keyword, 1)),
        Deed::new(Action::RequestWithdrawn, &client_id(2)).to(orcid(1)).on(Matter::PutCode(put_code(7))),
    ]
}

pub async fn entries_keep_every_field(harness: &dyn Harness) {
    let store = harness.open().await;
    assert_eq!(put(&*store, samples().into_iter().map(Change::from)).await.sequence, 0, "nothing is logged");
    let store = harness.reopen(store).await;
    at(&*store, samples::at(1), [Deed::new(Action::SignedIn, orcid(3))]).await;
    let found = all(&*store).await;
    assert!(found.windows(2).all(|it| it[0].number > it[1].number), "in order of the commits: {found:?}");
    assert_eq!((found[0].at, found[1].at), (samples::at(1), samples::NOW));
    let kept: Vec<_> = found.into_iter().rev().map(|it| it.deed).collect();
    assert_eq!(kept, [samples(), vec![Deed::new(Action::SignedIn, orcid(3))]].concat());
}

/// D-58
pub async fn there_is_no_deed_without_its_entry_and_no_entry_without_its_deed(harness: &dyn Harness) {
    let store = harness.open().await;
    let deed = || Change::from(Deed::new(Action::PersonCreated, Actor::Operator).to(orcid(1)));
    assert_conflict(
        commit(&*store, [Guard::NoClient(client_id(1)), Guard::RecordVersion(orcid(1), 1)], [deed()]).await,
    );
    // The second change is refused when the first was made.
    let stray = Change::PutItem { owner: orcid(9), item: Box::new(samples::item(ItemKind::Work, 1, "{}")) };
    assert_conflict(commit(&*store, [], [deed(), record(1), stray]).await);
    assert_eq!((all(&*store).await, store.head(orcid(1)).await.unwrap()), (vec![], None));
    put(&*store, [record(1), deed()]).await;
    assert_eq!((all(&*store).await.len(), store.head(orcid(1)).await.unwrap().is_some()), (1, true));
}

/// Whoever comes second does what was done, which is nothing.
pub async fn what_was_done_already_is_told_once(harness: &dyn Harness) {
    let store = harness.open().await;
    let ends = || {
        let at = samples::at(9);
        let reason = RevocationReason::ClientRevoked;
        [
            samples::delete_item(1, ItemKind::Work, 1),
            Change::RevokeToken { access: samples::hash(1), at, reason },
            Change::Grant(GrantChange::RevokeTrust { person: orcid(1), client: client_id(1), at, reason }),
            Change::Account(AccountChange::DeleteSession(samples::hash(2))),
            Change::Account(AccountChange::DeleteSessions { person: orcid(1), except: None }),
            Change::Notification(NotificationChange::Archive { person: orcid(1), put_code: put_code(7), at }),
            Change::DeleteGroupId(put_code(8)),
            Change::Webhook(WebhookChange::Delete {
                client: client_id(1),
                orcid: orcid(1),
                uri: "https://hook.example.org/".into(),
            }),
            Change::DeleteClient(client_id(1)),
            Change::DeleteRecord(orcid(1)),
        ]
    };
    for end in ends() {
        let deed = || Deed::new(Action::PersonRemoved, Actor::Operator);
        let set = || ChangeSet::new(samples::NOW).with(end.clone()).tells(deed());
        let before = all(&*store).await.len();
        assert!(!store.commit(set()).await.unwrap().changed, "{end:?}");
        assert_eq!(all(&*store).await.len(), before, "{end:?}");
        // With something that is done, it is told.
        let other = Change::PutClient(Box::new(samples::full_client(5)));
        assert!(store.commit(set().with(other)).await.unwrap().changed, "{end:?}");
        assert_eq!(all(&*store).await.len(), before + 1, "{end:?}");
    }
    // Each end of something that is there: of many at once, one does it.
    put(&*store, [record(1), samples::put_item(1, ItemKind::Work, 1)]).await;
    let end = || {
        let delete = samples::delete_item(1, ItemKind::Work, 1);
        ChangeSet::new(samples::NOW).with(delete).tells(Deed::new(Action::ItemsAdded, Actor::Operator))
    };
    let before = all(&*store).await.len();
    let all_at_once = (0..8).map(|_| {
        let (store, set) = (store.clone(), end());
        tokio::spawn(async move { store.commit(set).await.unwrap().changed })
    });
    let mut done = 0;
    for one in all_at_once.collect::<Vec<_>>() {
        done += usize::from(one.await.unwrap());
    }
    assert_eq!((done, all(&*store).await.len()), (1, before + 1));
}

pub async fn a_page_has_what_somebody_did_and_what_was_done_to_them(harness: &dyn Harness) {
    let store = harness.open().await;
    put(&*store, samples().into_iter().map(Change::from)).await;
    let all = samples();
    for (of, expected) in [
        (JournalOf::All, vec![6, 5, 4, 3, 2, 1, 0]),
        (JournalOf::Action(Action::Granted), vec![3]),
        (JournalOf::Actor(Actor::Nobody), vec![0]),
        (JournalOf::Actor(Actor::Registry), vec![1]),
        (JournalOf::Actor(Actor::Operator), vec![2]),
        (JournalOf::Actor(Actor::Person(orcid(1))), vec![3]),
        (JournalOf::Actor(Actor::Client(client_id(1))), vec![4]),
        (JournalOf::Person(orcid(1)), vec![6, 4, 3]),
        (JournalOf::Client(client_id(1)), vec![5, 4, 3, 2]),
        (JournalOf::Client(client_id(3)), vec![]),
    ] {
        let expected: Vec<_> = expected.into_iter().map(|it: usize| all[it].clone()).collect();
        assert_eq!(deeds(&*store, of.clone()).await, expected, "{of:?}");
    }
}

pub async fn a_period_begins_with_its_first_moment_and_ends_before_its_last(harness: &dyn Harness) {
    let store = harness.open().await;
    // Clocks go back now and then.
    for second in [3, 1, 2, 4] {
        at(&*store, samples::at(second), [Deed::new(Action::SignedIn, orcid(1))]).await;
    }
    let moment = |second: Option<i64>| second.map(samples::at);
    for of in [JournalOf::All, JournalOf::Person(orcid(1)), JournalOf::Action(Action::SignedIn)] {
        for (since, until, seconds) in [
            (None, None, vec![4, 3, 2, 1]),
            (Some(2), None, vec![4, 3, 2]),
            (Some(2), Some(4), vec![3, 2]),
            (Some(2), Some(2), vec![]),
        ] {
            let period = Period { since: moment(since), until: moment(until) };
            let found: Vec<_> = entries(&*store, of.clone(), period).await.iter().map(|it| it.at).collect();
            let expected: Vec<_> = seconds.into_iter().map(samples::at).collect();
            assert_eq!(found, expected, "{of:?} {period:?}");
        }
    }
}

/// D-58
pub async fn each_action_is_kept_for_as_long_as_it_says(harness: &dyn Harness) {
    let store = harness.open().await;
    let now = samples::at(20_000 * DAY);
    for action in Action::ALL {
        let days = match action.spec().kept {
            Kept::Days(days) => i64::from(days),
            Kept::ForGood => 19_999,
        };
        for second in [-2, -1, 0] {
            at(&*store, now.plus_seconds(second - days * DAY), [Deed::new(*action, Actor::Nobody)]).await;
        }
    }
    let forget = |most| Change::ForgetJournal { now, most };
    assert!(store.journal_outgrown(now).await.unwrap());
    put(&*store, [forget(1)]).await;
    assert!(store.journal_outgrown(now).await.unwrap(), "some at a time");
    put(&*store, [forget(10)]).await;
    assert!(!store.journal_outgrown(now).await.unwrap());
    for action in Action::ALL {
        let left = deeds(&*store, JournalOf::Action(*action)).await.len();
        assert_eq!(left, if action.spec().kept == Kept::ForGood { 3 } else { 1 }, "{action:?}");
    }
    // Numbers are not given again, also when all entries are gone.
    let before = all(&*store).await[0].number;
    let later = now.plus_seconds(100_000 * DAY);
    put(&*store, [Change::ForgetJournal { now: later, most: 1000 }]).await;
    let store = harness.reopen(store).await;
    at(&*store, later, [Deed::new(Action::SignedIn, orcid(1))]).await;
    assert!(all(&*store).await[0].number > before);
}

/// D-58
pub async fn erasure_keeps_ids_of_staff_actions_alone(harness: &dyn Harness) {
    let store = harness.open().await;
    let added = |person| Deed::new(Action::ItemsAdded, &client_id(1)).to(person).on(Matter::Items(ItemKind::Work, 1));
    let created = Deed::new(Action::PersonCreated, Actor::Operator).to(orcid(1));
    let changed = Deed::new(Action::ClientChanged, orcid(1)).with(client_id(1));
    let own = [created.clone(), Deed::new(Action::SignedIn, orcid(1)), added(Some(orcid(1))), changed.clone()];
    put(&*store, [record(1)].into_iter().chain(own.map(Change::from))).await;
    put(&*store, [record(2), added(Some(orcid(2))).into()]).await;
    let removed = Deed::new(Action::PersonRemoved, Actor::Operator).to(orcid(1));
    put(&*store, [Change::DeleteRecord(orcid(1)), removed.clone().into()]).await;
    assert_eq!(deeds(&*store, JournalOf::Person(orcid(1))).await, [removed.clone(), changed.clone(), created.clone()]);
    let left =
        [removed, added(Some(orcid(2))), changed, added(None), Deed::new(Action::SignedIn, Actor::Nobody), created];
    assert_eq!(deeds(&*store, JournalOf::All).await, left);
}

/// However an adapter comes to know who is in which entry: in the first thousands, and after all that changes entries.
pub async fn a_long_journal_is_found_by_everybody_in_it(harness: &dyn Harness) {
    const MANY: u64 = 2800;
    let store = harness.open().await;
    put(&*store, (1..=3).map(record)).await;
    let deed = |number: u64| match number % 7 {
        0 => Deed::new(Action::SignInFailed, Actor::Nobody),
        1 => Deed::new(Action::SignedIn, orcid(1 + number % 3)),
        2 => Deed::new(Action::ClientChanged, orcid(1 + number % 3)).with(client_id(1)),
        3 => Deed::new(Action::Granted, orcid(1 + number % 3)).with(client_id(1 + number % 2)),
        _ => Deed::new(Action::ItemsAdded, &client_id(1 + number % 2)).to(orcid(1 + number % 3)),
    };
    // Some at a time, of some moments that come twice.
    for first in (0..MANY).step_by(400) {
        for number in first..first + 400 {
            at(&*store, samples::at(1000 + i64::try_from(number / 3 % 100).unwrap()), [deed(number)]).await;
        }
        everybody_finds_theirs(&*store, first + 400).await;
    }
    let store = harness.reopen(store).await;
    everybody_finds_theirs(&*store, MANY).await;
    put(&*store, [Change::DeleteRecord(orcid(2))]).await;
    everybody_finds_theirs(&*store, MANY).await;
    let own = deeds(&*store, JournalOf::Person(orcid(2))).await;
    assert!(!own.is_empty() && own.iter().all(|it| it.action.spec().staff), "{own:?}");
    let later = samples::at(1000).plus_seconds(100_000 * DAY);
    put(&*store, [Change::ForgetJournal { now: later, most: 30 }]).await;
    let left = u64::try_from(all(&*store).await.len()).unwrap();
    assert!(left < MANY - 100, "{left}");
    everybody_finds_theirs(&*store, left).await;
}

/// Every list has what the whole journal has of it, in its order.
async fn everybody_finds_theirs(store: &dyn Store, many: u64) {
    let all = all(store).await;
    assert_eq!(all.len() as u64, many);
    assert!(all.is_sorted_by_key(|it| std::cmp::Reverse(it.place())));
    let actors = [Actor::Nobody, Actor::Operator, orcid(1).into(), orcid(2).into(), (&client_id(1)).into()];
    let lists = [JournalOf::Person(orcid(1)), JournalOf::Person(orcid(2)), JournalOf::Client(client_id(2))];
    let actions = [Action::SignedIn, Action::ItemsAdded, Action::ClientChanged].map(JournalOf::Action);
    for of in lists.into_iter().chain(actions).chain(actors.map(JournalOf::Actor)) {
        let belongs = |deed: &Deed| match &of {
            JournalOf::All => true,
            JournalOf::Action(action) => deed.action == *action,
            JournalOf::Actor(actor) => deed.actor == *actor,
            JournalOf::Person(person) => deed.actor == Actor::from(*person) || deed.person == Some(*person),
            JournalOf::Client(client) => deed.actor == Actor::from(client) || deed.client.as_ref() == Some(client),
        };
        let expected: Vec<_> = all.iter().filter(|it| belongs(&it.deed)).collect();
        assert_eq!(entries(store, of.clone(), Period::default()).await.iter().collect::<Vec<_>>(), expected, "{of:?}");
    }
}
