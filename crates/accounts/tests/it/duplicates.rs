//! Whether somebody is here already.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use aws_lc_rs::digest;
use byline_accounts::{Accounts, Outcome, Registration, RegistrationError, RegistrationProblem, Secret};
use byline_model::client::SecretHash;
use byline_model::{Item, ItemKind, Locale, OrcidId, PutCode, RecordState, Source, Timestamp, Visibility};
use byline_store::{AccountStore as _, Change, KindRange, Store as _};
use byline_store_sqlite::{Options, SqliteStore};

use crate::support::{BASE, EMAIL, PASSWORD, TestEntropy, World, cheap, form};

async fn employment(world: &World, owner: OrcidId, number: u64, name: &str, visibility: Visibility) {
    let body = format!(r#"{{"organization":{{"name":"{name}"}}}}"#);
    let item = Item {
        kind: ItemKind::Employment,
        put_code: PutCode::new(number).unwrap(),
        visibility,
        source: Source::person(owner),
        created: None,
        modified: None,
        display_index: 0,
        body: body.into(),
    };
    world.put(Change::PutItem { owner, item: Box::new(item) }).await;
}

#[tokio::test]
async fn candidates_show_public_data_alone() {
    let world = World::new();
    let ada = world.ada().await.orcid;
    employment(&world, ada, 1, "University of London", Visibility::Public).await;
    employment(&world, ada, 2, "University of London", Visibility::Public).await;
    employment(&world, ada, 3, "Secret Service", Visibility::Limited).await;
    let found = async |given, family| world.accounts.possible_duplicates(given, family).await.unwrap();
    let ours = found("LOVELACE", "ada").await;
    assert_eq!(ours.len(), 1);
    assert_eq!((ours[0].orcid, &*ours[0].name, ours[0].created), (ada, "Ada Lovelace", Some(world.now())));
    assert_eq!(ours[0].affiliations, ["University of London".into()]);
    assert!(found("Ada", "Byron").await.is_empty());
    world.set_state(ada, RecordState::Locked).await;
    assert!(found("Ada", "Lovelace").await.is_empty());
}

fn again(email: &str) -> Registration {
    Registration { given_names: "Áda".into(), ..form(email) }
}

/// The key of the form that waits.
async fn asked(world: &World, form: &Registration) -> byline_accounts::Secret {
    match world.accounts.register_unless_here(form, world.now()).await {
        Ok(Outcome::MayBeHere { key, candidates }) if !candidates.is_empty() => key,
        other => panic!("a question was expected, got {other:?}"),
    }
}

#[tokio::test]
async fn who_has_a_name_that_is_here_is_asked_first() {
    let world = World::new();
    let first = world.accounts.register_unless_here(&form(EMAIL), world.now()).await;
    assert!(matches!(first, Ok(Outcome::Registered(_))), "nobody is here: {first:?}");

    let key = asked(&world, &again("other@example.org")).await;
    assert_eq!(world.store.count_records().await.unwrap(), 1);
    assert!(world.mails("other@example.org").await.is_empty());
    world.pass(29 * 60);
    let registered = world.accounts.register_after_all(key.expose(), world.now()).await.unwrap().expect("it waits");
    assert!(world.opens("other@example.org", PASSWORD).await);
    assert!(world.accounts.session(registered.session.id.expose(), world.now()).await.unwrap().is_some());
    assert!(world.accounts.register_after_all(key.expose(), world.now()).await.unwrap().is_none(), "good once");
}

#[tokio::test]
async fn a_form_does_not_wait_for_ever() {
    let world = World::new();
    world.ada().await;
    let key = asked(&world, &again("other@example.org")).await;
    world.pass(30 * 60);
    assert!(world.accounts.register_after_all(key.expose(), world.now()).await.unwrap().is_none());
    assert!(world.accounts.register_after_all("a guess", world.now()).await.unwrap().is_none());
}

#[tokio::test]
async fn an_address_may_be_taken_while_the_form_waits() {
    let world = World::new();
    world.ada().await;
    let key = asked(&world, &again("other@example.org")).await;
    world.accounts.register(&again("other@example.org"), world.now()).await.unwrap();
    match world.accounts.register_after_all(key.expose(), world.now()).await {
        Err(RegistrationError::Problems(problems)) => {
            assert_eq!(problems, [RegistrationProblem::EmailTaken { more: None, by: RecordState::Active }]);
        }
        other => panic!("a problem was expected, got {other:?}"),
    }
}

#[tokio::test]
async fn a_form_with_problems_is_not_asked_about() {
    let world = World::new();
    world.ada().await;
    let wrong = Registration { password: "short".into(), ..again("other@example.org") };
    let answer = world.accounts.register_unless_here(&wrong, world.now()).await;
    assert!(matches!(answer, Err(RegistrationError::Problems(_))), "{answer:?}");
}

/// What the store knows a form by.
fn kept(key: &Secret) -> SecretHash {
    let hash = digest::digest(&digest::SHA256, key.expose().as_bytes());
    SecretHash(hash.as_ref().try_into().unwrap())
}

/// A second process on the store of a world.
fn elsewhere(world: &World) -> Accounts {
    Accounts::new(world.store.clone(), Arc::new(TestEntropy(AtomicU64::new(77))), BASE, cheap())
}

#[tokio::test]
async fn any_process_knows_the_form_and_one_registers() {
    let world = World::new();
    world.ada().await;
    let key = asked(&world, &again("other@example.org")).await;
    let other = elsewhere(&world);
    let (here, there) = tokio::join!(
        world.accounts.register_after_all(key.expose(), world.now()),
        other.register_after_all(key.expose(), world.now())
    );
    let registered: Vec<_> = [&here, &there].into_iter().filter(|it| matches!(it, Ok(Some(_)))).collect();
    assert_eq!(registered.len(), 1, "{here:?} {there:?}");
    assert_eq!(world.store.count_records().await.unwrap(), 2);
    assert!(world.opens("other@example.org", PASSWORD).await);
}

#[tokio::test]
async fn a_form_survives_a_restart_with_all_that_was_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("byline.db");
    let now = Timestamp::from_millis(1_790_000_000_000);
    let accounts = async |seed| {
        let store = SqliteStore::open(&path, Options::small()).unwrap();
        (store.clone(), Accounts::new(store, Arc::new(TestEntropy(AtomicU64::new(seed))), BASE, cheap()))
    };
    let filled = Registration {
        given_names: " Áda \"Augusta\" ".into(),
        more_emails: vec![String::new(), "third@example.org".into()],
        default_visibility: Some(Visibility::Private),
        tips: true,
        locale: Locale::ZhTw,
        referred_by: Some("APP-0000000000000001".parse().unwrap()),
        ..form("other@example.org")
    };
    let plain =
        Registration { email: "plain@example.org".into(), email_again: "plain@example.org".into(), ..filled.clone() };
    let plain = Registration { more_emails: vec!["fourth@example.org".into()], ..plain };

    let (store, before) = accounts(5).await;
    let straight = before.register(&plain, now).await.unwrap().orcid;
    let Ok(Outcome::MayBeHere { key, .. }) = before.register_unless_here(&filled, now).await else {
        panic!("a question")
    };
    drop((store, before));
    let (store, after) = accounts(6).await;
    let waited = after.register_after_all(key.expose(), now).await.unwrap().expect("it waits").orcid;

    // Whatever becomes of the form, it becomes of the one that waited.
    let known = async |orcid| {
        let head = store.head(orcid).await.unwrap().unwrap();
        let account = store.account(orcid).await.unwrap().unwrap();
        let body = |it: Item| it.body.replace("plain@", "other@").replace("fourth@", "third@");
        let items: Vec<_> =
            store.snapshot(orcid, KindRange::ALL).await.unwrap().unwrap().items.into_iter().map(body).collect();
        let history = (head.history.creation_method, head.locale.clone(), head.default_visibility);
        (history, items, account.tips, account.registered_from, account.referred_by, account.terms_accepted)
    };
    assert_eq!(known(waited).await, known(straight).await);
}

#[tokio::test]
async fn what_waits_says_nothing_to_who_has_the_store() {
    let world = World::new();
    world.ada().await;
    let key = asked(&world, &again("other@example.org")).await;
    let copy = tempfile::tempdir().unwrap();
    world.store.copy_to(&copy.path().join("copy.db")).await.unwrap();
    let bytes = std::fs::read(copy.path().join("copy.db")).unwrap();
    let says = |text: &str| bytes.windows(text.len()).any(|it| it == text.as_bytes());
    assert!(says("Lovelace"), "Ada is there");
    for text in ["other@example.org", "Áda", key.expose()] {
        assert!(!says(text), "{text}");
    }
}

#[tokio::test]
async fn the_longest_form_may_wait() {
    let world = World::new();
    // Signs that nobody sees are kept as they were typed.
    let longest = |at: usize| format!("{at:02}@e{}xample.org", "\u{ad}".repeat(490));
    let name = "\u{1}".repeat(98);
    let form = Registration {
        given_names: format!("x{name}"),
        family_name: name,
        email: longest(0),
        email_again: longest(0),
        more_emails: (1..30).map(longest).collect(),
        ..form(EMAIL)
    };
    world
        .accounts
        .register(
            &Registration { email: EMAIL.into(), email_again: EMAIL.into(), more_emails: vec![], ..form.clone() },
            world.now(),
        )
        .await
        .unwrap();
    let key = asked(&world, &form).await;
    assert!(world.accounts.register_after_all(key.expose(), world.now()).await.unwrap().is_some());
}

#[tokio::test]
async fn forms_that_wait_no_more_are_forgotten_by_the_cleaning() {
    let world = World::new();
    world.ada().await;
    let key = kept(&asked(&world, &again("other@example.org")).await);
    world.pass(30 * 60 - 1);
    assert!(!world.accounts.forget_old(world.now()).await.unwrap());
    assert!(world.store.waiting_form(key).await.unwrap().is_some());
    world.pass(1);
    assert!(!world.accounts.forget_old(world.now()).await.unwrap(), "nothing is left");
    assert!(world.store.waiting_form(key).await.unwrap().is_none());
}
