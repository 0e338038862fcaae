//! The list of trusted organisations.

use byline_model::client::RevocationReason;
use byline_oauth::{Next, Purpose, TrustedOrganizations};
use byline_store::GrantStore as _;

use crate::support::{World, id, refusal, user};
use crate::token_exchange::{exchange, id_token_of};

/// D-16
// Case 80.
#[tokio::test]
async fn organisations_are_listed_once_with_those_who_act_for_them() {
    let world = World::new().await;
    let list = TrustedOrganizations::new(world.authority.clone());
    assert!(list.list(user(), world.now()).await.unwrap().is_empty());
    assert!(!list.any(user(), world.now()).await.unwrap());
    world.granted('C', "/authenticate").await;
    let since = world.now();
    let token = id_token_of(&world, 'A', "openid /activities/update").await;
    world.clock.pass(60);
    world.granted('A', "/read-limited").await;
    exchange(&world, 'B', &token, None).await.unwrap();
    world.ask('P', "client_credentials", &[("scope", "/read-public")]).await.unwrap();

    let rows = list.list(user(), world.now()).await.unwrap();
    assert!(list.any(user(), world.now()).await.unwrap());
    let ids: Vec<_> = rows.iter().map(|it| it.client.id.clone()).collect();
    assert_eq!(ids, [id('A'), id('C')], "by name; B has no permission of its own");
    assert_eq!(rows[0].since, since);
    assert_eq!(rows[0].scopes.to_string(), "openid /activities/update /read-limited");
    assert_eq!(rows[0].delegates.len(), 1);
    let delegate = &rows[0].delegates[0];
    assert_eq!(
        (&delegate.client.id, delegate.latest, delegate.until),
        (&id('B'), world.now(), world.now().plus_seconds(3600))
    );
    world.clock.pass(3600);
    assert!(list.list(user(), world.now()).await.unwrap()[0].delegates.is_empty());
}

#[tokio::test]
async fn an_organisation_leaves_with_its_last_token() {
    let world = World::new().await;
    let list = TrustedOrganizations::new(world.authority.clone());
    let first = world.granted('A', "/read-limited").await;
    let second = world.granted('A', "/read-limited").await;
    world.revoke(first.access_token.expose(), RevocationReason::ClientRevoked).await;
    assert_eq!(list.list(user(), world.now()).await.unwrap().len(), 1);
    world.revoke(second.access_token.expose(), RevocationReason::ClientRevoked).await;
    assert!(list.list(user(), world.now()).await.unwrap().is_empty());
}

// Case 92.
#[tokio::test]
async fn removing_takes_everything_away_at_once() {
    let world = World::new().await;
    let list = TrustedOrganizations::new(world.authority.clone());
    let held = world.granted('A', "/read-limited").await;
    let waiting = world.code('A', "/read-limited").await;
    let other = world.granted('C', "/read-limited").await;
    list.remove(user(), &id('A'), world.now()).await.unwrap();

    assert!(!world.works(held.access_token.expose()).await);
    assert!(world.call(held.access_token.expose(), Purpose::Delete).await.is_ok());
    let refresh = [("refresh_token", held.refresh_token.as_ref().unwrap().expose())];
    assert_eq!(refusal(world.ask('A', "refresh_token", &refresh).await).1, "invalid_grant");
    assert_eq!(refusal(world.ask('A', "authorization_code", &[("code", &waiting)]).await).1, "invalid_grant");
    assert!(world.works(other.access_token.expose()).await, "others stay");
    assert!(world.store.consent(user(), &id('A')).await.unwrap().is_none());
    assert_eq!(world.next('A', &[("scope", "/read-limited")]).await.unwrap(), Next::Consent);
    assert_eq!(list.list(user(), world.now()).await.unwrap().len(), 1);
}
