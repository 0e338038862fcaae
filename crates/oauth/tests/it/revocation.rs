//! Clients give tokens back.

use byline_oauth::{Form, Purpose, RevocationEndpoint, TokenError};

use crate::support::{World, form, id, refusal};

async fn revoke(world: &World, letter: char, token: &str) -> Result<(), TokenError> {
    let endpoint = RevocationEndpoint::new(world.authority.clone());
    endpoint.revoke(&form(letter, "", &[("token", token), ("token_type_hint", "nonsense")]), None, world.now()).await
}

// Cases 54, 55, 58.
#[tokio::test]
async fn either_token_ends_the_pair() {
    let world = World::new().await;
    for by_refresh in [false, true] {
        let pair = world.granted('A', "/read-limited").await;
        let refresh = pair.refresh_token.as_ref().unwrap().expose();
        let access = pair.access_token.expose();
        revoke(&world, 'A', if by_refresh { refresh } else { access }).await.unwrap();
        assert!(!world.works(access).await);
        assert!(world.call(access, Purpose::Delete).await.is_err(), "not even for DELETE");
        let refused = refusal(world.ask('A', "refresh_token", &[("refresh_token", refresh)]).await);
        assert_eq!(refused.1, "invalid_grant");
        revoke(&world, 'A', access).await.expect("again is no error");
    }
}

// Cases 56, 57.
#[tokio::test]
async fn success_says_nothing_about_the_token() {
    let world = World::new().await;
    let pair = world.granted('A', "/read-limited").await;
    revoke(&world, 'A', "unknown").await.unwrap();
    revoke(&world, 'B', pair.access_token.expose()).await.unwrap();
    revoke(&world, 'B', pair.refresh_token.as_ref().unwrap().expose()).await.unwrap();
    assert!(world.works(pair.access_token.expose()).await);
}

#[tokio::test]
async fn credentials_and_a_token_are_needed() {
    let world = World::new().await;
    let endpoint = RevocationEndpoint::new(world.authority.clone());
    let refused = |form: Form| {
        let (world, endpoint) = (&world, &endpoint);
        async move {
            let error = endpoint.revoke(&form, None, world.now()).await.unwrap_err();
            (error.status, error.code.as_str())
        }
    };
    assert_eq!(refused(form('A', "", &[])).await, (400, "invalid_request"));
    assert_eq!(refused(Form::default().with("token", "x")).await, (401, "invalid_client"));
    let wrong = Form::default().with("token", "x").with("client_id", id('A').as_str()).with("client_secret", "wrong");
    assert_eq!(refused(wrong).await, (401, "invalid_client"));
}
