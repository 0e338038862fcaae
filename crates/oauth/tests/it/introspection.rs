//! What a token is worth, for those who may ask.

use byline_model::client::{RevocationReason, Switch};
use byline_oauth::IntrospectionEndpoint;
use serde_json::Value;

use crate::support::{ISSUER, World, form, id, user};
use crate::token_exchange::{exchange, id_token_of};

async fn introspect(world: &World, letter: char, token: &str) -> Value {
    let endpoint = IntrospectionEndpoint::new(world.authority.clone());
    let body = endpoint.introspect(&form(letter, "", &[("token", token)]), None, world.now()).await.unwrap();
    serde_json::from_str(&body).unwrap()
}

#[tokio::test]
async fn a_client_sees_its_own_tokens() {
    let world = World::new().await;
    let answer = world.granted('A', "/read-limited openid").await;
    let it = introspect(&world, 'A', answer.access_token.expose()).await;
    assert_eq!(it["active"], true);
    assert_eq!(
        (it["scope"].as_str(), it["client_id"].as_str()),
        (Some("/read-limited openid"), Some(id('A').as_str()))
    );
    assert_eq!((it["sub"].as_str(), it["iss"].as_str()), (Some(&*user().to_string()), Some(ISSUER)));
    assert!(it.get("clientGrantedAuthority").is_none());
    assert_eq!(introspect(&world, 'A', answer.refresh_token.as_ref().unwrap().expose()).await["active"], true);

    let inactive = serde_json::json!({ "active": false });
    assert_eq!(introspect(&world, 'B', answer.access_token.expose()).await, inactive);
    assert_eq!(introspect(&world, 'A', "unknown").await, inactive);
    world.revoke(answer.access_token.expose(), RevocationReason::UserRevoked).await;
    assert_eq!(introspect(&world, 'A', answer.access_token.expose()).await, inactive);
}

#[tokio::test]
async fn resource_servers_see_all() {
    let world = World::new().await;
    world.switch('C', Switch::ResourceServer).await;
    let token = id_token_of(&world, 'A', "openid /activities/update").await;
    let delegated = exchange(&world, 'B', &token, None).await.unwrap();
    let it = introspect(&world, 'C', delegated.access_token.expose()).await;
    assert_eq!(
        (it["client_id"].as_str(), it["act"]["client_id"].as_str()),
        (Some(id('B').as_str()), Some(id('B').as_str()))
    );
    assert_eq!(it["OBO_CLIENT_ID"], id('A').as_str());
    assert_eq!(
        (it["clientGrantedAuthority"].as_str(), it["USER_REVOKED"].as_bool()),
        (Some("ROLE_CLIENT"), Some(false))
    );
    world.revoke(delegated.access_token.expose(), RevocationReason::UserRevoked).await;
    let it = introspect(&world, 'C', delegated.access_token.expose()).await;
    assert_eq!((it["active"].as_bool(), it["USER_REVOKED"].as_bool()), (Some(false), Some(true)));
}

#[tokio::test]
async fn credentials_are_needed() {
    let world = World::new().await;
    let endpoint = IntrospectionEndpoint::new(world.authority.clone());
    let form = byline_oauth::Form::default().with("token", "x");
    let error = endpoint.introspect(&form, None, world.now()).await.unwrap_err();
    assert_eq!((error.status, error.code.as_str()), (401, "invalid_client"));
}
