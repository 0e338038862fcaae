//! Whether somebody is here already.

use byline_accounts::{Outcome, Registration, RegistrationError, RegistrationProblem};
use byline_model::{Item, ItemKind, OrcidId, PutCode, RecordState, Source, Visibility};
use byline_store::{Change, Store as _};

use crate::support::{EMAIL, PASSWORD, World, form};

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
