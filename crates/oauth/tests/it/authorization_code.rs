//! Codes for tokens.

use byline_model::{RecordHead, RecordState, Visibility};
use byline_oauth::{Policy, Purpose};
use byline_store::{Change, Store as _, Stretch};

use crate::support::{CALLBACK, World, YEARS, id, json, keys, refusal, user};

const GRANT: &str = "authorization_code";

// Case 37.
#[tokio::test]
async fn a_code_buys_the_published_answer() {
    let world = World::new().await;
    let answer = world.granted('A', "openid /authenticate").await;
    let published = ["access_token", "token_type", "refresh_token", "expires_in", "scope", "name", "orcid", "id_token"];
    assert_eq!(keys(&answer.body()), published);
    let body = json(&answer);
    assert_eq!(body["token_type"], "bearer");
    assert_eq!(body["expires_in"], YEARS);
    assert_eq!(body["scope"], "openid /authenticate");
    assert_eq!(body["name"], "A. Lovelace");
    assert_eq!(body["orcid"], user().to_string());
    let caller = world.call(answer.access_token.expose(), Purpose::Other).await.unwrap();
    assert_eq!((caller.client.id.clone(), caller.person), (id('A'), Some(user())));
}

#[tokio::test]
async fn without_openid_there_is_no_identity_token() {
    let world = World::new().await;
    let body = json(&world.granted('A', "/authenticate").await);
    assert!(body.get("id_token").is_none());
}

#[tokio::test]
async fn tokens_of_clients_without_persistent_ones_live_an_hour() {
    let world = World::new().await;
    world.change_client('A', |it| it.persistent_tokens = false).await;
    assert_eq!(world.granted('A', "/authenticate").await.expires_in, 3599);
}

// Case 42.
#[tokio::test]
async fn a_name_that_is_not_public_is_empty() {
    for visibility in [Visibility::RegisteredOnly, Visibility::Limited, Visibility::Private] {
        let world = World::new().await;
        world.person(user(), visibility).await;
        assert_eq!(json(&world.granted('A', "/authenticate").await)["name"], "");
    }
}

// Case 39.
#[tokio::test]
async fn a_second_use_ends_what_came_of_the_first() {
    let world = World::new().await;
    let code = world.code('A', "/read-limited").await;
    let first = world.ask('A', GRANT, &[("code", &code)]).await.unwrap();
    let refreshed = [("refresh_token", first.refresh_token.as_ref().unwrap().expose()), ("revoke_old", "false")];
    let second = world.ask('A', "refresh_token", &refreshed).await.unwrap();
    let other = world.granted('A', "/read-limited").await;
    let refused = refusal(world.ask('A', GRANT, &[("code", &code)]).await);
    assert_eq!(refused, (400, "invalid_grant", format!("Reused authorization code: {}", &code[39..])));
    assert!(!world.works(first.access_token.expose()).await);
    assert!(!world.works(second.access_token.expose()).await, "refreshed from it");
    assert!(world.works(other.access_token.expose()).await, "from another code");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_at_once_one_gets_a_token_and_then_loses_it() {
    let world = std::sync::Arc::new(World::new().await);
    let code = world.code('A', "/read-limited").await;
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let (world, code) = (world.clone(), code.clone());
            tokio::spawn(async move { world.ask('A', GRANT, &[("code", &code)]).await })
        })
        .collect();
    let mut given = Vec::new();
    for task in tasks {
        given.extend(task.await.unwrap().ok());
    }
    assert_eq!(given.len(), 1);
    assert!(!world.works(given[0].access_token.expose()).await);
}

// Case 40.
#[tokio::test]
async fn a_code_is_of_no_use_to_others() {
    let world = World::new().await;
    let code = world.code('A', "/read-limited").await;
    let refused = refusal(world.ask('B', GRANT, &[("code", &code)]).await);
    assert_eq!((refused.0, refused.1), (400, "invalid_grant"));
    assert!(world.ask('A', GRANT, &[("code", &code)]).await.is_ok());
}

// Cases 38, 41.
#[tokio::test]
async fn the_redirect_uri_may_be_left_out_but_not_be_wrong() {
    let world = World::new().await;
    let code = world.code('A', "/read-limited").await;
    for wrong in ["https://app.test/other", "https://app.test/cb/", "https://app.test/cb?x"] {
        let refused = refusal(world.ask('A', GRANT, &[("code", &code), ("redirect_uri", wrong)]).await);
        assert_eq!((refused.0, refused.1), (400, "invalid_grant"));
    }
    assert!(world.ask('A', GRANT, &[("code", &code), ("redirect_uri", CALLBACK)]).await.is_ok(), "it was not burnt");
}

/// D-14
#[tokio::test]
async fn a_code_lives_ten_minutes() {
    let world = World::new().await;
    let [early, late] = [world.code('A', "/read-limited").await, world.code('A', "/read-limited").await];
    world.clock.pass(599);
    assert!(world.ask('A', GRANT, &[("code", &early)]).await.is_ok());
    world.clock.pass(1);
    let refused = refusal(world.ask('A', GRANT, &[("code", &late)]).await);
    assert_eq!(refused, (400, "invalid_grant", "Authorization code has expired".to_owned()));
}

#[tokio::test]
async fn scopes_beyond_the_codes_are_refused() {
    let world = World::new().await;
    let code = world.code('A', "/read-limited openid").await;
    let refused = refusal(world.ask('A', GRANT, &[("code", &code), ("scope", "/activities/update")]).await);
    assert_eq!(refused.1, "invalid_scope");
    assert!(refused.2.contains("[/read-limited, openid]"));
    let answer = world.ask('A', GRANT, &[("code", &code), ("scope", "openid /read-public")]).await.unwrap();
    assert_eq!(answer.scope.unwrap().to_string(), "/read-limited openid", "the person granted that");
}

// Cases 52, 53.
#[tokio::test]
async fn a_challenge_has_to_be_answered() {
    // RFC 7636 appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    let world = World::new().await;
    let challenge = [("code_challenge", CHALLENGE), ("code_challenge_method", "S256")];
    let code = world.approve('A', &challenge).await["code"].clone();
    for wrong in [&[("code", &*code)][..], &[("code", &code), ("code_verifier", "wrong")]] {
        assert_eq!(refusal(world.ask('A', GRANT, wrong).await).1, "invalid_grant");
    }
    assert!(world.ask('A', GRANT, &[("code", &code), ("code_verifier", VERIFIER)]).await.is_ok());
    let plain = world.code('A', "/read-limited").await;
    let stray = refusal(world.ask('A', GRANT, &[("code", &plain), ("code_verifier", VERIFIER)]).await);
    assert_eq!(stray.1, "invalid_grant", "somebody took the challenge away");
    assert!(world.ask('A', GRANT, &[("code", &plain)]).await.is_ok());
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let world = World::with(Policy { unknown_codes_per_minute: Some(2), ..Policy::default() }).await;
    let code = world.code('A', "/read-limited").await;
    for _ in 0..2 {
        assert_eq!(refusal(world.ask('A', GRANT, &[("code", "guess")]).await).0, 400);
    }
    let error = world.ask('A', GRANT, &[("code", &code)]).await.unwrap_err();
    assert_eq!(error.status, 429);
    assert!(error.too_often.is_some_and(|(most, wait)| most == 2 && (1..=60).contains(&wait)));
    assert_eq!(refusal(world.ask('B', GRANT, &[("code", "guess")]).await).0, 400, "others are not slowed down");
    world.clock.pass(60);
    assert!(world.ask('A', GRANT, &[("code", &code)]).await.is_ok());
}

#[tokio::test]
async fn a_code_is_named_when_missing_or_unknown() {
    let world = World::new().await;
    assert_eq!(refusal(world.ask('A', GRANT, &[]).await).1, "invalid_request");
    let refused = refusal(world.ask('A', GRANT, &[("code", "abcdef")]).await);
    assert_eq!(refused, (400, "invalid_grant", "Invalid authorization code: cdef".to_owned()));
}

#[tokio::test]
async fn a_record_that_was_locked_meanwhile_gives_nothing() {
    let world = World::new().await;
    let code = world.code('A', "/read-limited").await;
    let head = RecordHead { state: RecordState::Locked, ..RecordHead::new(user(), world.now()) };
    world.put(Change::PutRecord(Box::new(head))).await;
    assert_eq!(refusal(world.ask('A', GRANT, &[("code", &code)]).await).1, "invalid_grant");
    assert!(world.store.tokens(Stretch::first(1)).await.unwrap().rows.is_empty());
}
