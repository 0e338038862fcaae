//! Signing in, and what stands in the way of guessing.

use std::sync::atomic::Ordering;

use byline_accounts::{Hashing, Lockout, LockoutMode, SecondStep, Settings, SignIn};
use byline_model::{OrcidId, RecordState};
use byline_store::{Account, AccountChange, AccountStore as _, Change};

#[cfg(debug_assertions)]
use crate::support::HASH;
use crate::support::{EMAIL, PASSWORD, World, cheap};

/// REG-06
#[tokio::test]
async fn people_sign_in_by_id_or_address() {
    let world = World::new();
    let orcid = world.ada().await.orcid.to_string();
    let bare = orcid.replace('-', "");
    let uri = format!("https://orcid.test/{orcid}");
    for name in [EMAIL, " ADA@example.ORG ", &orcid, &bare, &orcid.to_lowercase(), &uri] {
        assert!(world.opens(name, PASSWORD).await, "{name}");
    }
    assert!(!world.opens(EMAIL, "wrong password 1").await);
    assert!(!world.opens(EMAIL, "").await);
    world.pass(5);
    assert!(world.opens(EMAIL, PASSWORD).await);
    let account = world.store.account(orcid.parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(account.last_sign_in, Some(world.now()));
}

#[tokio::test]
async fn nobody_learns_who_is_there() {
    let world = World::new();
    let ada = world.ada().await;
    let nobody = OrcidId::from_base(ada.orcid.base() - 1).unwrap().to_string();
    let without = OrcidId::from_base(ada.orcid.base() - 2).unwrap();
    world.put(Change::PutRecord(Box::new(byline_model::RecordHead::new(without, world.now())))).await;
    for name in [EMAIL, "nobody@example.org", &nobody, &without.to_string(), "", "nonsense"] {
        assert!(matches!(world.sign_in(name, "wrong password 1").await, SignIn::BadCredentials), "{name}");
    }
    for state in [RecordState::Locked, RecordState::Deactivated, RecordState::Unclaimed] {
        world.set_state(ada.orcid, state).await;
        assert!(matches!(world.sign_in(EMAIL, "wrong password 1").await, SignIn::BadCredentials));
        match world.sign_in(EMAIL, PASSWORD).await {
            SignIn::Unusable(found) => assert_eq!(found, state),
            other => panic!("{other:?}"),
        }
    }
}

/// Nobody learns by waiting who is there: what is asked for is a hash, whether or not there is somebody. Hashes are
/// counted, since machines are busy.
#[cfg(debug_assertions)]
#[test]
fn unknown_names_cost_a_hash_too() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let _entered = runtime.enter();
    let world = World::new();
    let ada = runtime.block_on(world.ada());
    let nobody = OrcidId::from_base(ada.orcid.base() - 1).unwrap().to_string();
    let spent = |name: &str, password: &str| {
        let (opens, spent) = byline_model::effort::of(|| runtime.block_on(world.opens(name, password)));
        assert!(!opens, "{name}");
        // What is read besides is not counted in megabytes.
        spent / HASH
    };
    for name in [EMAIL, "nobody@example.org", &ada.orcid.to_string(), &nobody, "nonsense", ""] {
        assert_eq!(spent(name, "wrong password 1"), 1, "{name}");
        assert_eq!(spent(name, &"x1".repeat(129)), 0, "{name}: what is too long is not hashed");
    }
}

/// REG-07
#[tokio::test]
async fn ten_failures_close_the_account_for_ten_minutes() {
    let world = World::new();
    world.ada().await;
    for _ in 0..9 {
        assert!(!world.opens(EMAIL, "wrong password 1").await);
    }
    assert!(world.opens(EMAIL, PASSWORD).await, "nine are forgiven, and forgotten");
    for _ in 0..10 {
        assert!(!world.opens(EMAIL, "wrong password 1").await);
    }
    assert!(!world.opens(EMAIL, PASSWORD).await, "closed; counts as the eleventh");
    world.pass(600);
    assert!(!world.opens(EMAIL, PASSWORD).await, "twenty minutes by now; the twelfth");
    world.pass(1200);
    assert!(world.opens(EMAIL, PASSWORD).await, "thirty minutes after the tenth");
    assert!(world.opens(EMAIL, PASSWORD).await);
}

/// D-54
#[tokio::test]
async fn nobody_waits_longer_than_an_hour() {
    let world = World::new();
    world.ada().await;
    for _ in 0..40 {
        assert!(!world.opens(EMAIL, "wrong password 1").await);
    }
    world.pass(3599);
    assert!(!world.opens(EMAIL, PASSWORD).await, "and this one is the latest now");
    world.pass(3600);
    assert!(world.opens(EMAIL, PASSWORD).await);
    // It never becomes free to guess: after each try there is an hour again.
    for _ in 0..40 {
        assert!(!world.opens(EMAIL, "wrong password 1").await);
    }
    for _ in 0..3 {
        world.pass(3600);
        assert!(!world.opens(EMAIL, "wrong password 1").await);
        assert!(!world.opens(EMAIL, PASSWORD).await, "closed by the one before");
    }
}

/// D-54
#[tokio::test]
async fn an_open_session_is_not_shut_out_by_others() {
    let world = World::new();
    world.ada().await;
    let SignIn::SignedIn(session) = world.sign_in(EMAIL, PASSWORD).await else { panic!("ada signs in") };
    for _ in 0..40 {
        assert!(!world.opens(EMAIL, "wrong password 1").await);
    }
    let id = session.id.expose();
    assert!(world.accounts.session(id, world.now()).await.unwrap().is_some());
    let new = "a new password 7";
    world.accounts.change_password(id, (PASSWORD, new, new), None, world.now()).await.unwrap();
    assert!(world.opens(EMAIL, new).await, "a new password begins afresh");
}

#[tokio::test]
async fn names_that_nobody_has_are_closed_alike() {
    let world = World::new();
    for _ in 0..11 {
        assert!(matches!(world.sign_in("nobody@example.org", PASSWORD).await, SignIn::BadCredentials));
    }
    // Somebody registers the address: the failures of before belong to the name, not to the new account.
    world.accounts.register(&crate::support::form("nobody@example.org"), world.now()).await.unwrap();
    assert!(world.opens("nobody@example.org", PASSWORD).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_guesses_at_once_are_no_way_around() {
    let world = std::sync::Arc::new(World::new());
    world.ada().await;
    let tasks: Vec<_> = (0..40)
        .map(|_| {
            let world = world.clone();
            tokio::spawn(async move { world.opens(EMAIL, "wrong password 1").await })
        })
        .collect();
    for task in tasks {
        assert!(!task.await.unwrap());
    }
    assert!(!world.opens(EMAIL, PASSWORD).await, "all of them were counted");
    world.pass(3599);
    assert!(!world.opens(EMAIL, PASSWORD).await);
}

#[tokio::test]
async fn a_network_address_that_tries_many_names_is_shut_out() {
    let world = World::new();
    world.ada().await;
    for number in 0..100 {
        assert!(!world.opens(&format!("p{number}@example.org"), "wrong password 1").await);
    }
    assert!(!world.opens(EMAIL, PASSWORD).await);
    let elsewhere = world.accounts.sign_in(EMAIL, PASSWORD, Some("192.0.2.2"), world.now()).await.unwrap();
    assert!(matches!(elsewhere, SignIn::SignedIn(_)));
    world.pass(600);
    assert!(world.opens(EMAIL, PASSWORD).await);
}

/// D-54
/// One connection has as many addresses as it likes.
#[tokio::test]
async fn a_network_is_a_64_and_an_ipv4_address_however_it_is_written() {
    let world = World::new();
    world.ada().await;
    let opens = async |name: &str, password: &str, address: &str| {
        let found = world.accounts.sign_in(name, password, Some(address), world.now()).await.unwrap();
        matches!(found, SignIn::SignedIn(_))
    };
    for number in 0..100 {
        let name = format!("p{number}@example.org");
        assert!(!opens(&name, "wrong password 1", &format!("2001:db8:1:2::{number:x}")).await);
        assert!(!opens(&name, "wrong password 1", &format!("{}192.0.2.1", ["", "::ffff:"][number % 2])).await);
    }
    for shut_out in ["2001:db8:1:2:ffff::1", "192.0.2.1", "::ffff:192.0.2.1"] {
        assert!(!opens(EMAIL, PASSWORD, shut_out).await, "{shut_out}");
    }
    for other in ["2001:db8:1:3::1", "192.0.2.2"] {
        assert!(opens(EMAIL, PASSWORD, other).await, "{other}");
    }
}

#[tokio::test]
async fn closing_can_be_switched_off_or_only_simulated() {
    for mode in [LockoutMode::Off, LockoutMode::Simulate] {
        let world = World::with(Settings { lockout: Lockout { mode, ..Lockout::default() }, ..cheap() });
        world.ada().await;
        for _ in 0..15 {
            assert!(!world.opens(EMAIL, "wrong password 1").await);
        }
        assert!(world.opens(EMAIL, PASSWORD).await, "{mode:?}");
    }
}

#[tokio::test]
async fn old_hashes_are_renewed_quietly() {
    let world = World::new();
    let ada = world.ada().await;
    let other = World::with(Settings { hashing: Hashing { memory_kib: 16, passes: 2, lanes: 1 }, ..cheap() });
    other.ada().await;
    let old = {
        let person = other.store.find(EMAIL).await;
        other.store.account(person).await.unwrap().unwrap().password
    };
    let account = Account { password: old.clone(), ..Account::new(ada.orcid) };
    world.put(Change::Account(AccountChange::PutAccount(Box::new(account)))).await;
    assert!(world.opens(EMAIL, PASSWORD).await);
    let new = world.store.account(ada.orcid).await.unwrap().unwrap().password;
    assert_ne!(new, old);
    assert!(new.unwrap().contains("m=8,t=1"));
    assert!(world.opens(EMAIL, PASSWORD).await);
}

/// Short-hand of this file.
trait Find {
    async fn find(&self, address: &str) -> OrcidId;
}

impl Find for byline_store_sqlite::SqliteStore {
    async fn find(&self, address: &str) -> OrcidId {
        byline_store::Store::find_by_email(self, address).await.unwrap().expect("somebody has it")
    }
}

#[tokio::test]
async fn a_second_factor_comes_after_the_password() {
    let world = World::new();
    let ada = world.ada().await;
    world.codes.0.store(true, Ordering::SeqCst);
    let SignIn::SecondFactorNeeded(half) = world.sign_in(EMAIL, PASSWORD).await else { panic!("a code is needed") };
    let give = |code: &'static str| {
        let (world, id) = (&world, half.id.expose().to_owned());
        async move { world.accounts.give_second_factor(&id, code, None, world.now()).await.unwrap() }
    };
    assert!(world.accounts.session(half.id.expose(), world.now()).await.unwrap().is_none(), "half is not enough");
    assert!(matches!(give("000000").await, SecondStep::BadCode));
    let SecondStep::SignedIn(whole) = give("123 456").await else { panic!("the code is right") };
    assert_ne!(whole.id, half.id, "a new session");
    let session = world.accounts.session(whole.id.expose(), world.now()).await.unwrap().unwrap();
    assert!(session.second_factor && session.person == ada.orcid);
    assert!(matches!(give("123456").await, SecondStep::Expired), "the half one is gone");
}

/// D-54
#[tokio::test]
async fn who_gave_the_password_gives_the_code_however_others_guess() {
    let world = World::new();
    world.ada().await;
    world.codes.0.store(true, Ordering::SeqCst);
    let SignIn::SecondFactorNeeded(half) = world.sign_in(EMAIL, PASSWORD).await else { panic!("a code is needed") };
    for _ in 0..40 {
        assert!(!world.opens(EMAIL, "wrong password 1").await);
    }
    assert!(matches!(world.sign_in(EMAIL, PASSWORD).await, SignIn::BadCredentials), "the account is closed");
    let given = world.accounts.give_second_factor(half.id.expose(), "123456", None, world.now()).await.unwrap();
    assert!(matches!(given, SecondStep::SignedIn(_)), "{given:?}");
}

#[tokio::test]
async fn codes_cannot_be_guessed_and_do_not_wait_for_ever() {
    let world = World::new();
    world.ada().await;
    world.codes.0.store(true, Ordering::SeqCst);
    let SignIn::SecondFactorNeeded(half) = world.sign_in(EMAIL, PASSWORD).await else { panic!("a code is needed") };
    let give = |code: &'static str| {
        let (world, id) = (&world, half.id.expose().to_owned());
        async move { world.accounts.give_second_factor(&id, code, None, world.now()).await.unwrap() }
    };
    for _ in 0..10 {
        assert!(matches!(give("000000").await, SecondStep::BadCode));
    }
    assert!(matches!(give("123456").await, SecondStep::BadCode), "too many");
    world.pass(600);
    assert!(matches!(give("123456").await, SecondStep::Expired));
}
