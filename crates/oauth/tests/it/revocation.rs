//! Clients give tokens back.

use byline_oauth::{Form, IntrospectionEndpoint, Purpose, RevocationEndpoint, TokenError};

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

/// A client library puts the token it gives back into the header, too.
#[tokio::test]
async fn good_credentials_in_the_body_win_over_a_stray_token_in_the_header() {
    let world = World::new().await;
    let revocation = RevocationEndpoint::new(world.authority.clone());
    let introspection = IntrospectionEndpoint::new(world.authority.clone());
    for header in ["Bearer x", "bearer x", "BEARER", "Bearer"] {
        let pair = world.granted('A', "/read-limited").await;
        let token = pair.access_token.expose();
        let good = form('A', "", &[("token", token)]);
        let told = introspection.introspect(&good, Some(header), world.now()).await.unwrap();
        assert!(told.contains(r#""active":true"#), "{header}");
        revocation.revoke(&good, Some(header), world.now()).await.unwrap();
        assert!(!world.works(token).await, "{header}");
        let none = Form::default().with("token", token);
        assert_eq!(revocation.revoke(&none, Some(header), world.now()).await.unwrap_err().status, 401);
        assert_eq!(introspection.introspect(&none, Some(header), world.now()).await.unwrap_err().status, 401);
    }
    let good = form('A', "", &[("token", "x")]);
    for header in ["Basic eDp5", "nonsense"] {
        assert_eq!(revocation.revoke(&good, Some(header), world.now()).await.unwrap_err().status, 401, "{header}");
    }
}

#[tokio::test]
async fn a_parameter_that_comes_twice_is_refused() {
    let world = World::new().await;
    let revocation = RevocationEndpoint::new(world.authority.clone());
    let introspection = IntrospectionEndpoint::new(world.authority.clone());
    for (name, value) in [("token", "y"), ("client_id", "y"), ("client_secret", "y"), ("token_type_hint", "y")] {
        let form = form('A', "", &[("token", "x"), ("token_type_hint", "x"), (name, value)]);
        let refusals = [
            revocation.revoke(&form, None, world.now()).await.unwrap_err(),
            introspection.introspect(&form, None, world.now()).await.unwrap_err(),
        ];
        assert!(refusals.iter().all(|it| (it.status, it.code.as_str()) == (400, "invalid_request")), "{name}");
    }
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
