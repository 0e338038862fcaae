//! Authorization requests.

use byline_model::client::{ClientState, RevocationReason, Switch};
use byline_model::{OrcidId, RecordHead, RecordState};
use byline_oauth::{AuthorizationRequest, AuthorizeError, Next, SignedIn};
use byline_store::{Change, GrantStore as _};

use crate::support::{CALLBACK, ISSUER, World, id, parameters, query, shown, told, user};

fn invalid(description: &str) -> String {
    format!(r#"{{"error_description":"{description}","error":"invalid_request"}}"#)
}

// Cases 6, 7, 8.
#[tokio::test]
async fn the_first_checks_answer_as_on_the_wire() {
    let world = World::new().await;
    let begin = |more: &'static [(&str, &str)]| world.begin('A', more);
    assert_eq!(
        shown(begin(&[("response_type", ""), ("client_id", "")]).await),
        invalid("Missing parameter: response_type")
    );
    assert_eq!(shown(begin(&[("client_id", "")]).await), invalid("Missing parameter: client_id is missing"));
    for unknown in ["APP-ZZZZZZZZZZZZZZZZ", "nonsense"] {
        let result = world.begin('A', &[("client_id", unknown)]).await;
        assert_eq!(shown(result), invalid("Invalid parameter: client_id"));
    }
}

// Case 26.
#[tokio::test]
async fn clients_that_are_switched_off_are_named_on_the_page() {
    let world = World::new().await;
    world.set_state('A', ClientState::Deactivated).await;
    assert!(shown(world.begin('A', &[]).await).contains(&format!("Client {} is deactivated", id('A'))));
    world.set_state('A', ClientState::Locked).await;
    assert!(shown(world.begin('A', &[]).await).contains("The client is locked"));
}

// Cases 9 to 13.
#[tokio::test]
async fn nothing_is_sent_to_an_address_that_is_not_registered() {
    let world = World::new().await;
    for uri in ["https://other.test/cb", "https://www.app.test/cb", "https://app.test/cbx", "http://app.test/cb"] {
        let more = [("redirect_uri", uri), ("response_type", "nonsense"), ("scope", "/nonsense")];
        assert!(shown(world.begin('A', &more).await).contains("invalid_grant"), "{uri}");
    }
    assert!(shown(world.begin('A', &[("redirect_uri", "")]).await).contains("redirect_uri"));
    assert!(shown(world.begin('A', &[("scope", "")]).await).contains("scope"));
    assert!(world.begin('A', &[("redirect_uri", "https://app.test/cb/x")]).await.is_ok());
}

// Case 13.
#[tokio::test]
async fn parameters_join_those_of_the_address() {
    let world = World::new().await;
    let uri = format!("{CALLBACK}?mine=1");
    let request = world.begin('A', &[("redirect_uri", &uri), ("state", "s")]).await.unwrap();
    let redirect = world.authorize.approve(&request, &world.session(), world.now()).await.unwrap();
    assert!(redirect.location().starts_with(&format!("{uri}&code=")), "the code comes first");
    assert!(redirect.location().contains("&state=s&iss=https%3A%2F%2Forcid.test"));
}

// Cases 14, 15, 17.
#[tokio::test]
async fn scopes_that_cannot_be_asked_for_are_told_to_the_client() {
    let world = World::new().await;
    for (letter, scope, named) in [
        ('P', "/authenticate /read-limited", "/read-limited"),
        ('A', "/read-public", "/read-public"),
        ('A', "/webhook", "/webhook"),
        ('A', "/authenticate /not-a-scope", "/not-a-scope"),
        ('A', "/email/read-private", "/email/read-private"),
        ('A', "/orcid-internal", "/orcid-internal"),
    ] {
        let told = parameters(&told(world.begin(letter, &[("scope", scope), ("state", "s")]).await));
        assert_eq!(told["error"], "invalid_scope");
        assert_eq!(told["error_description"], format!("Invalid scope: {named}"));
        assert_eq!((&*told["state"], &*told["iss"]), ("s", ISSUER));
    }
    world.change_client('A', |it| it.extra_scopes = vec!["/email/read-private".into()]).await;
    assert!(world.begin('A', &[("scope", "/email/read-private")]).await.is_ok());
}

// Case 16.
#[tokio::test]
async fn values_of_openid_connect_are_dropped() {
    let world = World::new().await;
    let request = world.begin('A', &[("scope", "/authenticate profile email offline_access")]).await.unwrap();
    assert_eq!(request.scopes().to_string(), "/authenticate");
    assert!(told(world.begin('A', &[("scope", "profile email")]).await).contains("invalid_scope"));
}

#[tokio::test]
async fn unknown_response_types_and_features_are_told_to_the_client() {
    let world = World::new().await;
    for kind in ["nonsense", "code id_token", "code token", "none"] {
        let location = told(world.begin('A', &[("response_type", kind)]).await);
        assert!(location.starts_with(&format!("{CALLBACK}?error=unsupported_response_type&")), "{kind}");
    }
    for (name, code) in [("request", "request_not_supported"), ("request_uri", "request_uri_not_supported")] {
        assert_eq!(parameters(&told(world.begin('A', &[(name, "x")]).await))["error"], code);
    }
    let told_max_age = told(world.begin('A', &[("scope", "openid"), ("max_age", "soon")]).await);
    assert_eq!(parameters(&told_max_age)["error_description"], "Invalid max_age param");
}

// Case 27.
#[tokio::test]
async fn an_identity_token_in_the_fragment_needs_a_nonce() {
    let world = World::new().await;
    let more = [("response_type", "id_token"), ("scope", "openid")];
    let location = told(world.begin('P', &more).await);
    assert!(location.starts_with(&format!("{CALLBACK}#error=invalid_request&")));
    assert!(world.begin('P', &[more[0], more[1], ("nonce", "n")]).await.is_ok());
}

#[tokio::test]
async fn the_implicit_flow_is_for_signing_in_to_public_clients() {
    let world = World::new().await;
    let told_member = parameters(&told(world.begin('A', &[("response_type", "token"), ("scope", "openid")]).await));
    assert_eq!(told_member["error"], "unauthorized_client");
    world.switch('A', Switch::Implicit).await;
    assert!(world.begin('A', &[("response_type", "token"), ("scope", "openid")]).await.is_ok());
    let wider = [("response_type", "token"), ("scope", "openid /read-limited")];
    assert_eq!(parameters(&told(world.begin('A', &wider).await))["error_description"], "Invalid scope: /read-limited");
}

#[tokio::test]
async fn the_implicit_flow_gives_a_token_for_ten_minutes() {
    let world = World::new().await;
    let more = [("response_type", "token"), ("scope", "openid /authenticate"), ("state", "s"), ("nonce", "n")];
    let request = world.begin('P', &more).await.unwrap();
    let redirect = world.authorize.approve(&request, &world.session(), world.now()).await.unwrap();
    assert!(redirect.location().starts_with(&format!("{CALLBACK}#access_token=")));
    let given = parameters(redirect.location());
    assert_eq!((&*given["token_type"], &*given["expires_in"], &*given["state"]), ("bearer", "599", "s"));
    assert_eq!(given["scope"], "openid /authenticate");
    assert!(given.contains_key("id_token"));
    assert!(["refresh_token", "orcid", "tokenVersion", "persistent"].iter().all(|it| !given.contains_key(*it)));
    assert!(world.works(&given["access_token"]).await);
    world.clock.pass(600);
    assert!(!world.works(&given["access_token"]).await);
    let again = world.next('P', &more).await.unwrap();
    assert!(matches!(again, Next::Redirect(_)), "the consent is remembered although the token is gone");
}

// Cases 18, 19.
#[tokio::test]
async fn without_a_session_prompt_none_asks_for_a_login() {
    let more = [("scope", "openid"), ("prompt", "none"), ("state", "s")];
    let world = World::new().await;
    let request = world.begin('A', &more).await.unwrap();
    let location = told(world.authorize.decide(&request, None, world.now()).await);
    assert!(location.starts_with(&format!("{CALLBACK}?error=login_required&state=s")));

    world.switch('A', Switch::BarePromptErrors).await;
    let request = world.begin('A', &more).await.unwrap();
    let location = told(world.authorize.decide(&request, None, world.now()).await);
    assert_eq!(location, format!("{CALLBACK}#login_required"));
}

// Cases 20, 21, 23, 24.
#[tokio::test]
async fn consent_is_asked_once() {
    let world = World::new().await;
    let silent = [("scope", "openid /read-limited"), ("prompt", "none")];
    let location = told(world.next('A', &silent).await);
    assert_eq!(parameters(&location)["error"], "interaction_required");
    assert_eq!(world.next('A', &silent[..1]).await.unwrap(), Next::Consent);

    world.granted('A', "openid /read-limited").await;
    assert!(matches!(world.next('A', &silent).await.unwrap(), Next::Redirect(_)));
    assert!(matches!(world.next('A', &[("scope", "/read-limited")]).await.unwrap(), Next::Redirect(_)), "fewer");
    for prompt in ["confirm", "consent"] {
        let again = world.next('A', &[("scope", "openid"), ("prompt", prompt)]).await.unwrap();
        assert_eq!(again, Next::Consent);
    }
}

#[tokio::test]
async fn every_scope_must_have_been_granted_by_name() {
    let world = World::new().await;
    world.granted('A', "/read-limited").await;
    let covered = world.next('A', &[("scope", "/activities/read-limited")]).await.unwrap();
    assert_eq!(covered, Next::Consent, "covered, but never asked for");
    world.granted('A', "/activities/update").await;
    let both = world.next('A', &[("scope", "/activities/update /read-limited")]).await.unwrap();
    assert!(matches!(both, Next::Redirect(_)), "granted one after the other");
    assert_eq!(world.next('B', &[("scope", "/read-limited")]).await.unwrap(), Next::Consent, "another client");
}

#[tokio::test]
async fn consent_is_asked_again_when_the_grant_is_gone() {
    let world = World::new().await;
    let token = world.granted('A', "/read-limited").await;
    world.revoke(token.access_token.expose(), RevocationReason::ClientRevoked).await;
    assert_eq!(world.next('A', &[("scope", "/read-limited")]).await.unwrap(), Next::Consent);
    world.granted('A', "/read-limited").await;
    world.clock.pass(crate::support::YEARS + 1);
    assert_eq!(world.next('A', &[("scope", "/read-limited")]).await.unwrap(), Next::Consent);
}

// Case 22.
#[tokio::test]
async fn prompt_login_asks_for_a_fresh_session() {
    let world = World::new().await;
    world.granted('A', "openid").await;
    let more = [("scope", "openid"), ("prompt", "login")];
    assert_eq!(world.next('A', &more).await.unwrap(), Next::SignIn);
    let request = world.begin('A', &more).await.unwrap();
    let fresh = SignedIn { fresh: true, ..world.session() };
    assert!(matches!(world.authorize.decide(&request, Some(&fresh), world.now()).await.unwrap(), Next::Redirect(_)));
    let without = world.next('A', &[("scope", "/authenticate"), ("prompt", "login")]).await.unwrap();
    assert_eq!(without, Next::Consent, "counts with openid alone");
}

#[tokio::test]
async fn max_age_asks_for_a_recent_session() {
    let world = World::new().await;
    let request = world.begin('A', &[("scope", "openid"), ("max_age", "60")]).await.unwrap();
    let session = world.session();
    let next = |session: SignedIn| {
        let (world, request) = (&world, &request);
        async move { world.authorize.decide(request, Some(&session), world.now()).await.unwrap() }
    };
    world.clock.pass(60);
    assert_eq!(next(session).await, Next::Consent);
    world.clock.pass(1);
    assert_eq!(next(session).await, Next::SignIn);
    assert_eq!(next(SignedIn { fresh: true, ..session }).await, Next::Consent);
}

// Case 25.
#[tokio::test]
async fn a_no_is_told_to_the_client() {
    let world = World::new().await;
    let request = world.begin('A', &[("state", "s")]).await.unwrap();
    let location = no(&world, &request).await;
    let expected = format!("{CALLBACK}?error=access_denied&error_description=User%20denied%20access&state=s");
    assert!(location.starts_with(&expected), "{location}");
    let implicit = world.begin('P', &[("response_type", "token")]).await.unwrap();
    assert!(no(&world, &implicit).await.starts_with(&format!("{CALLBACK}#error=access_denied")));
}

/// Where a refusal leads, of somebody or nobody.
async fn no(world: &World, request: &AuthorizationRequest) -> String {
    let session = world.session();
    let mut locations = Vec::new();
    for session in [Some(&session), None] {
        match world.authorize.answer(request, session, false, world.now()).await.unwrap() {
            Next::Redirect(redirect) => locations.push(redirect.location().to_owned()),
            other => panic!("a refusal is an answer: {other:?}"),
        }
    }
    assert_eq!(locations[0], locations[1]);
    locations.remove(0)
}

#[tokio::test]
async fn a_no_stays_a_no_whatever_was_granted_meanwhile() {
    let world = World::new().await;
    let request = world.begin('A', &[("scope", "openid")]).await.unwrap();
    world.granted('A', "openid").await;
    assert!(matches!(world.next('A', &[("scope", "openid")]).await.unwrap(), Next::Redirect(_)));
    assert!(no(&world, &request).await.contains("error=access_denied"));
}

#[tokio::test]
async fn a_yes_needs_somebody_to_say_it() {
    let world = World::new().await;
    let request = world.begin('A', &[("scope", "openid"), ("prompt", "login")]).await.unwrap();
    let (stale, now) = (SignedIn { fresh: false, ..world.session() }, world.now());
    for session in [None, Some(&stale)] {
        assert_eq!(world.authorize.answer(&request, session, true, now).await.unwrap(), Next::SignIn);
        assert_eq!(world.authorize.ask_again(&request, session, now).await.unwrap(), Next::SignIn);
    }
    let fresh = SignedIn { fresh: true, ..stale };
    assert!(matches!(world.authorize.answer(&request, Some(&fresh), true, now).await.unwrap(), Next::Redirect(_)));
    // Asked again, although it was granted.
    assert_eq!(world.authorize.ask_again(&request, Some(&fresh), now).await.unwrap(), Next::Consent);
}

// Case 29.
#[tokio::test]
async fn the_state_comes_back_unchanged() {
    let world = World::new().await;
    for state in ["a b&c", "ü+%20/?#", "{\"a\":1}"] {
        let given = world.approve('A', &[("state", state)]).await;
        assert_eq!(given["state"], state);
        assert_eq!(given["code"].len(), 43);
    }
    assert!(!world.approve('A', &[]).await.contains_key("state"));
    assert!(shown(world.begin('A', &[("state", &"x".repeat(2001))]).await).contains("state"));
}

#[tokio::test]
async fn the_issuer_can_be_left_out() {
    let world = World::new().await;
    world.switch('A', Switch::WithoutIssuer).await;
    assert!(!world.approve('A', &[]).await.contains_key("iss"));
    assert_eq!(world.approve('B', &[]).await["iss"], ISSUER);
}

#[tokio::test]
async fn a_yes_is_recorded() {
    let world = World::new().await;
    world.approve('A', &[("scope", "/read-limited")]).await;
    let first = world.now();
    world.clock.pass(60);
    world.approve('A', &[("scope", "openid /read-limited")]).await;
    let consent = world.store.consent(user(), &id('A')).await.unwrap().unwrap();
    assert_eq!(consent.scopes, ["/read-limited".into(), "openid".into()]);
    assert_eq!((consent.first, consent.latest), (first, world.now()));
}

#[tokio::test]
async fn only_a_record_in_use_grants_anything() {
    let world = World::new().await;
    let other = OrcidId::from_base(990_000_000_002).unwrap();
    let request = world.begin('A', &[]).await.unwrap();
    let session = SignedIn { person: other, ..world.session() };
    let asked = || world.authorize.decide(&request, Some(&session), world.now());
    assert!(matches!(asked().await, Err(AuthorizeError::Unusable)), "unknown");
    for state in [
        RecordState::Unclaimed,
        RecordState::Locked,
        RecordState::Deactivated,
        RecordState::Deprecated { primary: user() },
    ] {
        let head = RecordHead { state, ..RecordHead::new(other, world.now()) };
        world.put(Change::PutRecord(Box::new(head))).await;
        assert!(matches!(asked().await, Err(AuthorizeError::Unusable)), "{state:?}");
        let approved = world.authorize.approve(&request, &session, world.now()).await;
        assert!(matches!(approved, Err(AuthorizeError::Unusable)), "{state:?}");
    }
}

/// D-15
#[tokio::test]
async fn challenges_are_s256_and_strict_clients_send_one() {
    let world = World::new().await;
    let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    let begin = |more: &'static [(&str, &str)]| world.begin('A', more);
    let good = [("code_challenge", challenge), ("code_challenge_method", "S256")];
    assert!(world.begin('A', &good).await.is_ok());
    for bad in [
        &[("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")][..],
        &[("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "plain")],
        &[("code_challenge", "short"), ("code_challenge_method", "S256")],
        &[("code_challenge_method", "S256")],
    ] {
        assert_eq!(parameters(&told(begin(bad).await))["error"], "invalid_request");
    }
    world.change_client('A', |it| it.strict = true).await;
    assert_eq!(parameters(&told(begin(&[]).await))["error"], "invalid_request");
    assert!(world.begin('A', &good).await.is_ok());
}

/// D-48
/// RFC 6749 §3.1.
#[tokio::test]
async fn a_parameter_that_comes_twice_is_refused_unless_it_says_the_same() {
    let world = World::new().await;
    let twice = async |letter, name: &str, values: [&str; 2]| {
        let form = query(letter, &[(name, "")]).with(name, values[0]).with(name, values[1]);
        world.authorize.begin(&form).await
    };
    let client = id('A');
    let other = id('B');
    for (name, values) in [
        ("client_id", [client.as_str(), other.as_str()]),
        ("client_id", [client.as_str(), ""]),
        ("redirect_uri", [CALLBACK, "https://app.test/cb/x"]),
        ("redirect_uri", [CALLBACK, ""]),
    ] {
        let text = shown(twice('A', name, values).await);
        assert_eq!(text, invalid(&format!("The parameter {name} comes twice")));
    }
    for (name, values) in [
        ("response_type", ["code", "token"]),
        ("state", ["a", "b"]),
        ("nonce", ["a", "b"]),
        ("prompt", ["none", "login"]),
        ("max_age", ["1", "2"]),
        ("code_challenge", ["a", "b"]),
        ("response_mode", ["query", "fragment"]),
        ("login_hint", ["a", ""]),
    ] {
        let answer = parameters(&told(twice('A', name, values).await));
        assert_eq!(answer["error"], "invalid_request", "{name}");
        assert_eq!(answer.get("state"), None, "{name}: nobody knows whose it is");
    }
    for (name, value) in [("state", "a"), ("scope", "/authenticate"), ("client_id", client.as_str())] {
        assert!(twice('A', name, [value, value]).await.is_ok(), "{name}");
    }
    let lenient = twice('A', "scope", ["/read-limited", "/activities/update"]).await.unwrap();
    assert_eq!(lenient.scopes().to_string(), "/read-limited", "the first counts");
    world.change_client('C', |it| it.strict = true).await;
    let strict = parameters(&told(twice('C', "scope", ["/read-limited", "/activities/update"]).await));
    assert_eq!(strict["error"], "invalid_request");
}

/// D-48
#[tokio::test]
async fn request_objects_are_refused_even_empty_or_twice() {
    let world = World::new().await;
    for name in ["request", "request_uri"] {
        for values in [vec![""], vec!["x"], vec!["x", "x"], vec!["", ""]] {
            let form = values.iter().fold(query('A', &[]), |form, value| form.with(name, value));
            let answer = parameters(&told(world.authorize.begin(&form).await));
            assert_eq!(answer["error"], format!("{name}_not_supported"), "{values:?}");
        }
    }
}

#[tokio::test]
async fn names_of_answers_have_no_place_in_a_redirect_address() {
    let world = World::new().await;
    for name in ["code", "state", "iss", "error", "error_description", "access_token", "id_token", "c%6Fde"] {
        let uri = format!("{CALLBACK}?{name}=mine");
        let refused = world.begin('A', &[("redirect_uri", &uri)]).await;
        let AuthorizeError::Page(page) = refused.unwrap_err() else { panic!("{uri}") };
        assert_eq!(page.code, "invalid_grant", "{uri}");
        let mismatch = page.mismatch.unwrap();
        assert_eq!((&*mismatch.requested, &*mismatch.registered), (&*uri, &[CALLBACK.into()][..]));
    }
}

// Case 28.
#[tokio::test]
async fn forms_are_filled_from_the_request() {
    let world = World::new().await;
    let more = [
        ("show_login", "false"),
        ("email", " ada@example.org "),
        ("given_names", "Ada"),
        ("family_names", "Lovelace"),
        ("orcid", "0000-0002-1825-0097"),
        ("lang", "de"),
    ];
    let request = world.begin('A', &more).await.unwrap();
    let prefill = request.prefill();
    assert!(prefill.register);
    assert_eq!(prefill.email.as_deref(), Some("ada@example.org"));
    assert_eq!((prefill.given_names.as_deref(), prefill.family_names.as_deref()), (Some("Ada"), Some("Lovelace")));
    assert_eq!(prefill.orcid.unwrap().to_string(), "0000-0002-1825-0097");
    let hinted = world.begin('A', &[("login_hint", "ada@example.org")]).await.unwrap();
    assert_eq!(hinted.prefill().email.as_deref(), Some("ada@example.org"));
    assert!(!hinted.prefill().register);
    assert_eq!(query('A', &[]).get("scope"), Some("/authenticate"));
}
