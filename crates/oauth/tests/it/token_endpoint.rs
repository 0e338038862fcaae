//! What is checked before a grant is looked at.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use byline_model::client::{ClientSecret, ClientState};
use byline_oauth::{Form, Host, IntrospectionEndpoint, RevocationEndpoint, hash};

use crate::support::{World, form, id, refusal, secret};

fn basic(id: &str, secret: &str) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(format!("{id}:{secret}")))
}

fn good(letter: char) -> String {
    basic(id(letter).as_str(), &secret(letter))
}

const GRANT: &str = "client_credentials";
const SCOPE: (&str, &str) = ("scope", "/read-public");

fn without_credentials(grant: &str) -> Form {
    Form::default().with("grant_type", grant).with(SCOPE.0, SCOPE.1)
}

// Case 32.
#[tokio::test]
async fn the_grant_type_comes_first() {
    let world = World::new().await;
    let error = world.tokens.exchange(&Form::default(), None, Host::Registry, world.now()).await.unwrap_err();
    assert_eq!(error.status, 400);
    assert_eq!(error.body(), r#"{"error":"unsupported_grant_type","error_description":"grant_type is missing"}"#);
    for host in [Host::PublicApi, Host::MemberApi] {
        let error = world.tokens.exchange(&Form::default(), None, host, world.now()).await.unwrap_err();
        assert_eq!(error.body(), r#"{"error":"invalid_request","error_description":"grant_type is missing"}"#);
    }
}

// Case 33.
#[tokio::test]
async fn wrong_credentials_win_over_an_unknown_grant() {
    let world = World::new().await;
    let forms = [
        Form::default().with("client_id", id('A').as_str()).with("client_secret", "wrong").with("grant_type", "foo"),
        Form::default().with("client_id", "nobody").with("client_secret", "wrong").with("grant_type", "foo"),
        Form::default().with("client_id", id('Z').as_str()).with("client_secret", "").with("grant_type", GRANT),
    ];
    for (form, status) in forms.iter().zip([401, 401, 400]) {
        let error = world.tokens.exchange(form, None, Host::Registry, world.now()).await.unwrap_err();
        assert_eq!(error.status, status);
        if status == 401 {
            let body = r#"{"error_description":"Client authentication failed","error":"invalid_client"}"#;
            assert_eq!(error.body(), body);
            assert_eq!(error.www_authenticate(), None, "no header was used");
        }
    }
}

// Case 34.
#[tokio::test]
async fn an_unknown_grant_is_not_supported() {
    let world = World::new().await;
    for grant in ["foo", ""] {
        let refused = refusal(world.ask('A', grant, &[]).await);
        assert_eq!(refused, (400, "unsupported_grant_type", format!("Unsupported grant type: {grant}")));
    }
}

// Cases 35, 36.
#[tokio::test]
async fn the_header_wins_over_the_body() {
    let world = World::new().await;
    let body = form('A', GRANT, &[SCOPE]);
    let ask = |form: Form, header: String| {
        let world = &world;
        async move { world.tokens.exchange(&form, Some(&header), Host::Registry, world.now()).await }
    };
    assert!(ask(without_credentials(GRANT), good('A')).await.is_ok());
    let error = ask(body.clone(), basic(id('A').as_str(), "wrong")).await.unwrap_err();
    assert_eq!((error.status, error.www_authenticate()), (401, Some(r#"Basic realm="oauth""#)));
    for header in ["Bearer x", "Basic", "Basic %%%", "nonsense"] {
        assert_eq!(ask(body.clone(), header.to_owned()).await.unwrap_err().status, 401, "{header}");
    }
    assert!(ask(body, "  ".to_owned()).await.is_ok(), "a blank header is none");
}

/// RFC 6749 §2.3: one client, in one way. At the token endpoint the published service lets the header win.
#[tokio::test]
async fn two_clients_in_one_request_are_one_too_many() {
    let world = World::new().await;
    let revocation = RevocationEndpoint::new(world.authority.clone());
    let introspection = IntrospectionEndpoint::new(world.authority.clone());
    let body = |id: Option<&str>, secret: Option<&str>| {
        let form = Form::default().with("grant_type", GRANT).with(SCOPE.0, SCOPE.1).with("token", "x");
        let form = id.into_iter().fold(form, |form, id| form.with("client_id", id));
        secret.into_iter().fold(form, |form, secret| form.with("client_secret", secret))
    };
    let ids = ['A', 'B', 'Z'].map(|letter| id(letter).as_str().to_owned());
    let [own, other, nobody] = ids.each_ref().map(|id| Some(&**id));
    let (own_secret, other_secret) = (secret('A'), secret('B'));
    let (own_secret, other_secret) = (Some(&*own_secret), Some(&*other_secret));
    for strict in [false, true] {
        world.change_client('A', |it| it.strict = strict).await;
        for (case, (form, one_client, one_way)) in [
            (body(None, None), true, true),
            (body(own, None), true, true),
            (body(own, Some("")), true, true),
            (body(own, own_secret), true, false),
            (body(own, Some("wrong")), true, false),
            (body(None, other_secret), true, false),
            (body(other, None), false, false),
            (body(other, other_secret), false, false),
            (body(nobody, Some("wrong")), false, false),
            (body(Some("nonsense"), None), false, false),
        ]
        .into_iter()
        .enumerate()
        {
            let header = good('A');
            for host in [Host::Registry, Host::PublicApi, Host::MemberApi] {
                let asked = world.tokens.exchange(&form, Some(&header), host, world.now()).await;
                let refused = asked.map(|_| ()).map_err(|error| (error.status, error.code.as_str()));
                let expected = if strict && !one_way { Err((400, "invalid_request")) } else { Ok(()) };
                assert_eq!(refused, expected, "strict {strict}: case {case}");
            }
            let expected = if one_client { Ok(()) } else { Err((400, "invalid_request")) };
            let revoked = revocation.revoke(&form, Some(&header), world.now()).await;
            assert_eq!(revoked.map_err(|error| (error.status, error.code.as_str())), expected, "case {case}");
            let told = introspection.introspect(&form, Some(&header), world.now()).await;
            let told = told.map(|_| ()).map_err(|error| (error.status, error.code.as_str()));
            assert_eq!(told, expected, "case {case}");
            // Who is nobody is told that first.
            let wrong = basic(id('A').as_str(), "wrong");
            assert_eq!(revocation.revoke(&form, Some(&wrong), world.now()).await.unwrap_err().status, 401);
            let asked = world.tokens.exchange(&form, Some(&wrong), Host::Registry, world.now()).await;
            assert_eq!(asked.unwrap_err().status, 401, "case {case}");
        }
    }
}

#[tokio::test]
async fn basic_credentials_may_be_form_encoded() {
    let world = World::new().await;
    world.change_client('A', |it| it.secrets = vec![ClientSecret { hash: hash("a b+c%20:d"), ends: None }]).await;
    for secret in ["a b+c%20:d", "a+b%2Bc%2520%3Ad"] {
        let header = basic(id('A').as_str(), secret);
        let form = without_credentials(GRANT);
        let answer = world.tokens.exchange(&form, Some(&header), Host::Registry, world.now()).await;
        assert!(answer.is_ok(), "{secret}");
    }
}

/// D-48
/// RFC 6749 §3.2.
#[tokio::test]
async fn a_parameter_that_comes_twice_is_refused_unless_it_says_the_same() {
    let world = World::new().await;
    for (name, values) in [
        ("client_id", vec![id('B').as_str().to_owned()]),
        ("client_secret", vec!["x".into()]),
        ("grant_type", vec!["authorization_code".into()]),
        ("code", vec!["x".into(), "y".into()]),
        ("redirect_uri", vec!["x".into(), String::new()]),
        ("refresh_token", vec!["x".into(), "y".into()]),
        ("code_verifier", vec!["x".into(), "y".into()]),
        ("subject_token", vec!["x".into(), "y".into()]),
    ] {
        let form = values.iter().fold(form('A', GRANT, &[SCOPE]), |form, value| form.with(name, value));
        for host in [Host::Registry, Host::PublicApi, Host::MemberApi] {
            let refused = refusal(world.tokens.exchange(&form, None, host, world.now()).await);
            assert_eq!(refused, (400, "invalid_request", format!("The parameter {name} comes twice")));
        }
    }
    let same = form('A', GRANT, &[SCOPE, SCOPE, ("grant_type", GRANT), ("resource", "a"), ("resource", "b")]);
    assert!(world.tokens.exchange(&same, None, Host::Registry, world.now()).await.is_ok());
    let scopes = [SCOPE, ("scope", "/group-id-record/read")];
    assert_eq!(world.ask('A', GRANT, &scopes).await.unwrap().scope.unwrap().to_string(), "/read-public");
    world.change_client('A', |it| it.strict = true).await;
    assert_eq!(refusal(world.ask('A', GRANT, &scopes).await).1, "invalid_request");
}

#[tokio::test]
async fn missing_credentials_are_named() {
    let world = World::new().await;
    let ask = |form: Form, host| {
        let world = &world;
        async move { refusal(world.tokens.exchange(&form, None, host, world.now()).await) }
    };
    let none = without_credentials(GRANT);
    let half = none.clone().with("client_id", id('A').as_str());
    let expected = |text: &str| (400, "invalid_request", text.to_owned());
    assert_eq!(ask(none.clone(), Host::Registry).await, expected("client_id is required"));
    assert_eq!(ask(half.clone(), Host::Registry).await, expected("client_secret is required"));
    assert_eq!(ask(none.clone(), Host::MemberApi).await, expected("client_id is missing or invalid"));
    assert_eq!(ask(half, Host::PublicApi).await, expected("client_secret is missing or invalid"));
    let long = none.with("client_id", &"x".repeat(51)).with("client_secret", "s");
    assert_eq!(ask(long, Host::PublicApi).await, expected("client_id is missing or invalid"));
}

#[tokio::test]
async fn an_old_secret_works_until_its_end() {
    let world = World::new().await;
    let ends = Some(world.now().plus_seconds(60));
    world
        .change_client('A', |it| {
            it.secrets = vec![
                ClientSecret { hash: hash("new"), ends: None },
                ClientSecret { hash: hash(&secret('A')), ends },
                ClientSecret { hash: hash("forgotten"), ends: None },
            ];
        })
        .await;
    assert!(world.ask('A', GRANT, &[SCOPE]).await.is_ok());
    let third = basic(id('A').as_str(), "forgotten");
    let refused = world.tokens.exchange(&without_credentials(GRANT), Some(&third), Host::Registry, world.now()).await;
    assert_eq!(refused.unwrap_err().status, 401, "two at most are valid");
    world.clock.pass(60);
    assert_eq!(refusal(world.ask('A', GRANT, &[SCOPE]).await).1, "invalid_client");
}

#[tokio::test]
async fn clients_that_are_switched_off_get_nothing() {
    let world = World::new().await;
    world.set_state('A', ClientState::Locked).await;
    let locked = (400, "unauthorized_client", "The client is locked".to_owned());
    assert_eq!(refusal(world.ask('A', GRANT, &[SCOPE]).await), locked);
    world.set_state('A', ClientState::Deactivated).await;
    let deactivated = (401, "unauthorized_client", format!("Client {} is deactivated", id('A')));
    assert_eq!(refusal(world.ask('A', GRANT, &[SCOPE]).await), deactivated);
    let wrong =
        Form::default().with("client_id", id('A').as_str()).with("client_secret", "wrong").with("grant_type", GRANT);
    let error = world.tokens.exchange(&wrong, None, Host::Registry, world.now()).await.unwrap_err();
    assert_eq!(error.code.as_str(), "invalid_client", "its state is nobody else's business");
}

#[tokio::test]
async fn no_secret_is_printed() {
    let world = World::new().await;
    let answer = world.ask('A', GRANT, &[SCOPE]).await.unwrap();
    let printed = format!("{answer:?}");
    assert!(!printed.contains(answer.access_token.expose()));
    assert!(!printed.contains(answer.refresh_token.as_ref().unwrap().expose()));
}
