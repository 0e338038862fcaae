//! How long a session lasts.

use byline_accounts::SignIn;
use byline_model::RecordState;
use byline_store::AccountStore as _;

use crate::support::{EMAIL, PASSWORD, World};

async fn lives(world: &World, id: &str) -> bool {
    world.accounts.session(id, world.now()).await.unwrap().is_some()
}

async fn open(world: &World) -> String {
    match world.sign_in(EMAIL, PASSWORD).await {
        SignIn::SignedIn(session) => session.id.expose().to_owned(),
        other => panic!("{other:?}"),
    }
}

/// REG-08
#[tokio::test]
async fn a_session_ends_after_an_idle_hour() {
    let world = World::new();
    world.ada().await;
    let id = open(&world).await;
    for _ in 0..5 {
        world.pass(3599);
        assert!(lives(&world, &id).await, "it is used");
    }
    world.pass(3600);
    assert!(!lives(&world, &id).await);
    assert!(!lives(&world, "unknown").await);
}

#[tokio::test]
async fn cookies_are_kept_as_hashes() {
    let world = World::new();
    let ada = world.ada().await;
    assert_ne!(ada.session.session().id.to_hex(), ada.session.id.expose());
    assert!(world.store.session(ada.session.session().id).await.unwrap().is_some());
    assert!(!format!("{:?}", ada.session).contains(ada.session.id.expose()));
}

#[tokio::test]
async fn signing_out_ends_one_session_or_all_others() {
    let world = World::new();
    let ada = world.ada().await;
    let [first, second, third] = [open(&world).await, open(&world).await, open(&world).await];
    world.accounts.sign_out(&first, world.now()).await.unwrap();
    assert!(!lives(&world, &first).await && lives(&world, &second).await);
    world.accounts.sign_out_elsewhere(ada.orcid, &second, world.now()).await.unwrap();
    assert!(!lives(&world, &third).await && lives(&world, &second).await);
    world.accounts.sign_out("unknown", world.now()).await.unwrap();
}

#[tokio::test]
async fn a_record_that_is_closed_has_no_sessions() {
    let world = World::new();
    let ada = world.ada().await;
    let id = ada.session.id.expose();
    world.set_state(ada.orcid, RecordState::Locked).await;
    assert!(!lives(&world, id).await, "at once");
    world.set_state(ada.orcid, RecordState::Active).await;
    assert!(lives(&world, id).await);
}
