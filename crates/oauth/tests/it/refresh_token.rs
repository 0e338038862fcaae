//! New tokens for old.

use byline_model::client::RevocationReason;
use byline_oauth::{Host, TokenAnswer, TokenError};

use crate::support::{World, YEARS, form, json, keys, refusal, user};

async fn refresh(
    world: &World,
    letter: char,
    parent: &TokenAnswer,
    more: &[(&str, &str)],
) -> Result<TokenAnswer, TokenError> {
    let mut parameters = vec![("refresh_token", parent.refresh_token.as_ref().unwrap().expose())];
    parameters.extend(more);
    world.ask(letter, "refresh_token", &parameters).await
}

async fn works(world: &World, answer: &TokenAnswer) -> bool {
    world.works(answer.access_token.expose()).await
}

// Case 47.
#[tokio::test]
async fn revoke_old_ends_the_pair() {
    let world = World::new().await;
    let old = world.granted('A', "openid /read-limited").await;
    let new = refresh(&world, 'A', &old, &[("revoke_old", "TRUE")]).await.unwrap();
    let published = ["access_token", "token_type", "refresh_token", "expires_in", "scope", "name", "orcid"];
    assert_eq!(keys(&new.body()), published);
    assert_eq!(json(&new)["orcid"], user().to_string());
    assert_eq!((new.expires_in, new.scope.as_ref().unwrap().to_string()), (YEARS, "openid /read-limited".into()));
    assert!(works(&world, &new).await);
    assert!(!works(&world, &old).await);
    let refused = refusal(refresh(&world, 'A', &old, &[]).await);
    assert_eq!(refused, (400, "invalid_grant", "Parent token is disabled".to_owned()));
}

// Case 48.
#[tokio::test]
async fn a_narrower_shorter_token_beside_the_old() {
    let world = World::new().await;
    let old = world.granted('A', "/read-limited /activities/update").await;
    let more = [("revoke_old", "false"), ("scope", "/read-limited"), ("expires_in", "86400")];
    let new = refresh(&world, 'A', &old, &more).await.unwrap();
    assert_eq!((new.expires_in, new.scope.as_ref().unwrap().to_string()), (86399, "/read-limited".into()));
    assert!(works(&world, &old).await);
    world.clock.pass(86400);
    assert!(!works(&world, &new).await);
    assert!(works(&world, &old).await);
}

#[tokio::test]
async fn without_revoke_old_only_a_named_pair_ends() {
    let world = World::new().await;
    let old = world.granted('A', "/read-limited").await;
    let other = world.granted('A', "/read-limited").await;
    refresh(&world, 'A', &old, &[]).await.unwrap();
    assert!(works(&world, &old).await, "no header, no revocation");

    let with_header = |named: String, more: &'static [(&str, &str)]| {
        let refresh = [("refresh_token", old.refresh_token.as_ref().unwrap().expose())];
        let form = more.iter().fold(form('A', "refresh_token", &refresh), |form, (name, value)| form.with(name, value));
        let world = &world;
        async move { world.tokens.exchange(&form, Some(&format!("Bearer {named}")), Host::Registry, world.now()).await }
    };
    with_header(other.access_token.expose().to_owned(), &[]).await.unwrap();
    assert!(works(&world, &old).await && works(&world, &other).await, "a header for another token revokes nothing");
    with_header(old.access_token.expose().to_owned(), &[("revoke_old", "false")]).await.unwrap();
    assert!(works(&world, &old).await, "the parameter says no");
    with_header(old.access_token.expose().to_owned(), &[]).await.unwrap();
    assert!(!works(&world, &old).await);
}

/// D-05
// Case 49.
#[tokio::test]
async fn scopes_stay_inside_what_the_parent_covers() {
    let world = World::new().await;
    let old = world.granted('A', "/activities/update").await;
    let scope = |text: &'static str| [("scope", text), ("revoke_old", "false")];
    let refused = refusal(refresh(&world, 'A', &old, &scope("/orcid-works/create /read-limited")).await);
    assert_eq!((refused.0, refused.1), (400, "invalid_scope"));
    assert_eq!(refused.2, "The given scope '/read-limited' is not allowed for the parent token");
    let part = refresh(&world, 'A', &old, &scope("/orcid-works/create /read-public")).await.unwrap();
    assert_eq!(part.scope.unwrap().to_string(), "/orcid-works/create");
    let old = world.granted('A', "/orcid-works/update").await;
    let refused = refusal(refresh(&world, 'A', &old, &scope("/orcid-works/create")).await);
    assert_eq!(refused.1, "invalid_scope", "updating does not contain creating");
}

// Case 50.
#[tokio::test]
async fn a_token_never_outlives_its_parent() {
    let world = World::new().await;
    world.change_client('A', |it| it.persistent_tokens = false).await;
    let old = world.granted('A', "/read-limited").await;
    let expires = |text: &'static str| [("expires_in", text), ("revoke_old", "false")];
    assert_eq!(refusal(refresh(&world, 'A', &old, &expires("3601")).await).1, "invalid_request");
    assert_eq!(refusal(refresh(&world, 'A', &old, &expires("99999999999999999")).await).1, "invalid_request");
    for text in ["soon", "-1", "1.5"] {
        let refused = refusal(refresh(&world, 'A', &old, &expires(text)).await);
        assert_eq!(refused, (400, "invalid_request", format!("{text} is not a number")));
    }
    world.clock.pass(600);
    assert_eq!(refresh(&world, 'A', &old, &expires("0")).await.unwrap().expires_in, 2999);
    assert_eq!(refresh(&world, 'A', &old, &expires("3000")).await.unwrap().expires_in, 2999);
    world.clock.pass(3000);
    let refused = refusal(refresh(&world, 'A', &old, &[]).await);
    assert_eq!(refused.1, "invalid_grant");
    assert!(refused.2.starts_with("Access token expired: "));
}

// Case 51.
#[tokio::test]
async fn a_refresh_token_is_of_no_use_to_others() {
    let world = World::new().await;
    let old = world.granted('A', "/read-limited").await;
    let refused = refusal(refresh(&world, 'B', &old, &[]).await);
    assert_eq!(refused, (400, "invalid_grant", "This token does not belong to the given client".to_owned()));
    let unknown = refusal(world.ask('A', "refresh_token", &[("refresh_token", "x")]).await);
    assert_eq!(unknown, (400, "invalid_grant", "Unable to find refresh token".to_owned()));
    assert_eq!(refusal(world.ask('A', "refresh_token", &[]).await).2, "refresh_token is required");
}

#[tokio::test]
async fn a_token_the_person_took_away_is_not_refreshed() {
    let world = World::new().await;
    let old = world.granted('A', "/read-limited").await;
    world.revoke(old.access_token.expose(), RevocationReason::UserRevoked).await;
    assert_eq!(refusal(refresh(&world, 'A', &old, &[]).await).1, "invalid_grant");
}

#[tokio::test]
async fn tokens_of_clients_for_themselves_are_refreshed_without_a_name() {
    let world = World::new().await;
    let old = world.ask('A', "client_credentials", &[("scope", "/read-public")]).await.unwrap();
    let new = refresh(&world, 'A', &old, &[]).await.unwrap();
    assert!(json(&new)["orcid"].is_null());
    assert!(json(&new).get("name").is_none());
    assert_eq!(new.scope.unwrap().to_string(), "/read-public");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_that_replace_a_token_one_succeeds() {
    let world = std::sync::Arc::new(World::new().await);
    let old = world.granted('A', "/read-limited").await;
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let (world, old) = (world.clone(), old.clone());
            tokio::spawn(async move { refresh(&world, 'A', &old, &[("revoke_old", "true")]).await.is_ok() })
        })
        .collect();
    let mut given = 0;
    for task in tasks {
        given += usize::from(task.await.unwrap());
    }
    assert_eq!(given, 1);
}
