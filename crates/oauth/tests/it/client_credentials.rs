//! Clients for themselves.

use byline_model::client::SecretHash;
use byline_oauth::{Host, hash};
use byline_store::{Store as _, Stretch};

use crate::support::{World, YEARS, form, json, keys, refusal};

// Case 43.
#[tokio::test]
async fn a_public_client_reads_public_data_for_twenty_years() {
    let world = World::new().await;
    let answer = world.ask('P', "client_credentials", &[("scope", "/read-public")]).await.unwrap();
    assert_eq!(keys(&answer.body()), ["access_token", "token_type", "refresh_token", "expires_in", "scope", "orcid"]);
    let body = json(&answer);
    assert_eq!(body["token_type"], "bearer");
    assert_eq!(body["expires_in"], YEARS);
    assert_eq!(body["scope"], "/read-public");
    assert!(body["orcid"].is_null());
    assert!(world.works(answer.access_token.expose()).await);
}

/// D-14
#[tokio::test]
async fn tokens_are_kept_as_hashes() {
    let world = World::new().await;
    let answer = world.ask('A', "client_credentials", &[("scope", "/read-public")]).await.unwrap();
    let rows: Vec<_> =
        world.store.tokens(Stretch::first(9)).await.unwrap().rows.into_iter().map(|it| it.token).collect();
    let kept: Vec<SecretHash> = rows.iter().flat_map(|it| [Some(it.access), it.refresh]).flatten().collect();
    assert_eq!(kept, [hash(answer.access_token.expose()), hash(answer.refresh_token.unwrap().expose())]);
    assert!(answer.access_token.expose().ends_with(&*rows[0].tail));
    assert_eq!(rows[0].tail.len(), 4);
}

#[tokio::test]
async fn each_call_gives_a_new_token_and_leaves_the_old() {
    let world = World::new().await;
    let first = world.ask('A', "client_credentials", &[("scope", "/read-public")]).await.unwrap();
    let second = world.ask('A', "client_credentials", &[("scope", "/read-public")]).await.unwrap();
    assert_ne!(first.access_token, second.access_token);
    assert!(world.works(first.access_token.expose()).await);
    assert!(world.works(second.access_token.expose()).await);
}

#[tokio::test]
async fn scopes_that_need_a_person_are_dropped() {
    let world = World::new().await;
    let scope = [("scope", "/activities/update /group-id-record/update /read-public")];
    let answer = world.ask('A', "client_credentials", &scope).await.unwrap();
    assert_eq!(answer.scope.unwrap().to_string(), "/group-id-record/update /read-public");
}

// Cases 44, 45.
#[tokio::test]
async fn what_is_left_has_to_be_held() {
    let world = World::new().await;
    let scope = |text: &'static str| [("scope", text)];
    for text in ["/activities/update", "", "openid /authenticate"] {
        let refused = refusal(world.ask('A', "client_credentials", &scope(text)).await);
        assert_eq!(refused, (400, "invalid_scope", "Invalid scope (none)".to_owned()), "{text}");
    }
    let refused = refusal(world.ask('A', "client_credentials", &scope("/read-public /webhook")).await);
    assert_eq!(refused, (400, "invalid_scope", "Invalid scope: /webhook".to_owned()));
    let refused = refusal(world.ask('A', "client_credentials", &scope("/read-public /nonsense")).await);
    assert_eq!(refused, (400, "invalid_scope", "Invalid scope: /nonsense".to_owned()));
    let refused = refusal(world.ask('A', "client_credentials", &[]).await);
    assert_eq!(refused.1, "invalid_scope");
    assert!(world.ask('B', "client_credentials", &scope("/webhook")).await.is_ok());
}

#[tokio::test]
async fn staff_may_add_scopes_but_not_those_that_no_grant_gives() {
    let world = World::new().await;
    world
        .change_client('A', |it| {
            it.extra_scopes = vec!["/premium-notification".into(), "/identifier-types/create".into()]
        })
        .await;
    assert!(world.ask('A', "client_credentials", &[("scope", "/premium-notification")]).await.is_ok());
    assert!(world.ask('A', "client_credentials", &[("scope", "/identifier-types/create")]).await.is_err());
}

// Case 46.
#[tokio::test]
async fn internal_scopes_belong_to_the_internal_host() {
    let world = World::new().await;
    world.change_client('A', |it| it.extra_scopes = vec!["/orcid-internal".into()]).await;
    let refused = refusal(world.ask('A', "client_credentials", &[("scope", "/orcid-internal")]).await);
    assert_eq!((refused.0, refused.1), (401, "invalid_scope"));
    let internal = |scope: &'static str| form('A', "client_credentials", &[("scope", scope)]);
    let on_host = |form| {
        let world = &world;
        async move { world.tokens.exchange(&form, None, Host::Internal, world.now()).await }
    };
    assert!(on_host(internal("/orcid-internal")).await.is_ok());
    assert_eq!(refusal(on_host(internal("/read-public")).await).1, "invalid_scope");
    let other = form('A', "refresh_token", &[("refresh_token", "x")]);
    assert_eq!(refusal(on_host(other).await).1, "unsupported_grant_type");
}
