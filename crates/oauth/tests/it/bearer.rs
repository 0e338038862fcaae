//! Which tokens count at the APIs.

use byline_model::client::{ClientState, RevocationReason};
use byline_model::scope::Scope;
use byline_oauth::{BearerError, Purpose, Whose};
use byline_store::read::OfRecord;

use crate::support::{World, id};

async fn token(world: &World, letter: char) -> String {
    let answer = world.ask(letter, "client_credentials", &[("scope", "/read-public")]).await.unwrap();
    answer.access_token.expose().to_owned()
}

#[tokio::test]
async fn a_live_token_says_who_calls() {
    let world = World::new().await;
    let caller = world.call(&token(&world, 'A').await, Purpose::Other).await.unwrap();
    assert_eq!((&caller.client.id, caller.person, caller.origin_client), (&id('A'), None, None));
    assert!(caller.scopes.contains(Scope::ReadPublic));
}

/// Nothing is read for tokens that were not good a moment ago, nor for who is turned away.
#[tokio::test]
async fn what_is_wanted_is_read_along_with_a_token_that_was_good() {
    let world = World::new().await;
    let Whose::Person { orcid: person, .. } = world.granted('A', "/read-limited").await.whose else {
        panic!("a person")
    };
    let token = token(&world, 'A').await;
    let ask = async |token: &str| {
        let wanted = |member: bool| {
            assert!(member, "A is a member");
            Some(OfRecord::head(person))
        };
        let verified = world.bearer.verify_with(token, Purpose::Other, wanted).await;
        verified.map(|(caller, found)| (caller, found.record.map(|it| it.head.orcid)))
    };
    assert_eq!(ask(&token).await.unwrap().1, None, "it is seen for the first time");
    let (caller, found) = ask(&token).await.unwrap();
    assert_eq!(found, Some(person));
    world.bearer.turned_away(&caller);
    assert_eq!(ask(&token).await.unwrap().1, None);
    assert_eq!(ask(&token).await.unwrap().1, Some(person));
    world.revoke(&token, RevocationReason::ClientRevoked).await;
    assert!(ask(&token).await.is_err(), "whether it counts is asked each time");
    for _ in 0..2 {
        let unknown = world.bearer.verify_with("nobody's", Purpose::Other, |_| panic!("nothing is read for it")).await;
        assert!(unknown.is_err());
    }
}

/// D-08
// Cases 85, 86.
#[tokio::test]
async fn an_unknown_token_is_refused_and_shown_by_its_end_alone() {
    let world = World::new().await;
    let error = world.call("0c1f0ee3-0000-4000-8000-00000000beef", Purpose::Other).await.unwrap_err();
    assert_eq!(error.status(), 401);
    assert_eq!(error.body(), r#"{"error":"invalid_token","error_description":"Invalid access token: beef"}"#);
    assert_eq!(error.www_authenticate(), Some(r#"Bearer error="invalid_token""#));
}

// Case 84.
#[tokio::test]
async fn the_member_api_asks_for_a_token() {
    let world = World::new().await;
    let error = world.bearer.member(None, Purpose::Other).await.unwrap_err();
    assert!(matches!(error, BearerError::Missing));
    assert_eq!((error.status(), error.www_authenticate()), (403, None));
    assert!(error.body().starts_with(r#"{"error":"forbidden","error_description":"Forbidden: "#));
    assert!(world.bearer.optional(None, Purpose::Other).await.unwrap().is_none());
}

// Case 89.
#[tokio::test]
async fn the_member_api_does_not_serve_public_clients() {
    let world = World::new().await;
    let token = token(&world, 'P').await;
    let error = world.bearer.member(Some(&token), Purpose::Other).await.unwrap_err();
    assert_eq!(error.status(), 403);
    let shown = format!(r#"{{"error":"forbidden","error_description":"Access Denied: {}"}}"#, &token[32..]);
    assert_eq!(error.body(), shown);
    assert!(world.works(&token).await);
}

#[tokio::test]
async fn a_token_ends_at_its_expiry() {
    let world = World::new().await;
    let token = token(&world, 'A').await;
    world.clock.pass(crate::support::YEARS);
    assert!(world.works(&token).await);
    world.clock.pass(1);
    assert!(!world.works(&token).await);
}

// Cases 58, 92, 93.
#[tokio::test]
async fn only_a_token_that_the_person_took_away_still_deletes() {
    for reason in RevocationReason::ALL {
        let world = World::new().await;
        let token = token(&world, 'A').await;
        world.revoke(&token, reason).await;
        assert!(!world.works(&token).await, "{reason:?}");
        let deletes = world.call(&token, Purpose::Delete).await.is_ok();
        assert_eq!(deletes, reason == RevocationReason::UserRevoked, "{reason:?}");
        world.clock.pass(crate::support::YEARS + 1);
        assert!(world.call(&token, Purpose::Delete).await.is_err(), "expired");
    }
}

#[tokio::test]
async fn a_locked_or_deactivated_client_has_no_tokens() {
    let world = World::new().await;
    let token = token(&world, 'A').await;
    for state in [ClientState::Locked, ClientState::Deactivated] {
        world.set_state('A', state).await;
        assert!(!world.works(&token).await);
    }
    world.set_state('A', ClientState::Active).await;
    assert!(world.works(&token).await);
}

#[tokio::test]
async fn a_refresh_token_is_no_access_token() {
    let world = World::new().await;
    let answer = world.ask('A', "client_credentials", &[("scope", "/read-public")]).await.unwrap();
    assert!(!world.works(answer.refresh_token.unwrap().expose()).await);
}
