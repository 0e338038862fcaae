//! Identity tokens, keys, metadata, userinfo.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use byline_model::{RecordHead, RecordState, Visibility};
use byline_oauth::{KeyStage, Next, OpenId, Policy, SignedIn, USER_INFO_REFUSED};
use byline_store::Change;
use serde_json::Value;

use crate::support::{CALLBACK, ISSUER, World, claims, id, keys, parameters, told, user};

// Case 63.
#[tokio::test]
async fn an_identity_token_says_who_signed_in() {
    let world = World::new().await;
    let code = world.approve('A', &[("scope", "openid"), ("nonce", "n-1")]).await["code"].clone();
    let signed_in = world.now();
    world.clock.pass(30);
    let answer = world.ask('A', "authorization_code", &[("code", &code)]).await.unwrap();
    let it = claims(&world, answer.id_token.as_ref().unwrap().expose()).await;
    let hash = digest(&SHA256, answer.access_token.expose().as_bytes());
    assert_eq!(it["at_hash"], BASE64_URL_SAFE_NO_PAD.encode(&hash.as_ref()[..16]));
    assert_eq!((it["iss"].as_str(), it["aud"].as_str()), (Some(ISSUER), Some(id('A').as_str())));
    assert_eq!(it["sub"], user().to_string());
    assert_eq!(it["auth_time"], signed_in.seconds());
    assert_eq!(it["iat"], world.now().seconds());
    assert_eq!(it["exp"].as_i64().unwrap() - it["iat"].as_i64().unwrap(), 86400);
    assert_eq!(it["nonce"], "n-1");
    assert_eq!((it["name"].as_str(), it["given_name"].as_str()), (Some("A. Lovelace"), Some("Ada")));
    assert_eq!(it["family_name"], "Lovelace");
    assert_eq!(it["jti"].as_str().unwrap().len(), 36);
    assert!(it.get("email").is_none());
}

#[tokio::test]
async fn names_that_are_not_public_are_left_out() {
    let world = World::new().await;
    world.person(user(), Visibility::Limited).await;
    let answer = world.granted('A', "openid").await;
    let it = claims(&world, answer.id_token.unwrap().expose()).await;
    assert!(["name", "given_name", "family_name"].iter().all(|name| it.get(name).is_none()));
}

// Case 64.
#[tokio::test]
async fn only_members_learn_how_somebody_signed_in() {
    let world = World::new().await;
    for (second_factor, method) in [(false, "pwd"), (true, "mfa")] {
        for (letter, expected) in [('A', Some(method)), ('P', None)] {
            let request = world.begin(letter, &[("scope", "openid")]).await.unwrap();
            let session = SignedIn { second_factor, ..world.session() };
            let redirect = world.authorize.approve(&request, &session, world.now()).await.unwrap();
            let code = crate::support::parameters(redirect.location())["code"].clone();
            let answer = world.ask(letter, "authorization_code", &[("code", &code)]).await.unwrap();
            let it = claims(&world, answer.id_token.unwrap().expose()).await;
            assert_eq!(it.get("amr").and_then(Value::as_str), expected);
        }
    }
}

#[tokio::test]
async fn new_members_learn_it_as_openid_connect_has_it() {
    let now = World::new().await.now();
    for (created, expected) in [(now, serde_json::json!(["pwd"])), (now.plus_seconds(-1), serde_json::json!("pwd"))] {
        let world = World::with(Policy { amr_text_before: now, ..Policy::default() }).await;
        world.change_client('A', |client| client.created = Some(created)).await;
        let answer = world.granted('A', "openid").await;
        assert_eq!(claims(&world, answer.id_token.unwrap().expose()).await["amr"], expected);
    }
}

/// D-66
// Cases 1, 3.
#[tokio::test]
async fn metadata_begins_with_the_published_members() {
    let world = World::new().await;
    let openid = OpenId::new(world.authority.clone());
    let text = openid.configuration();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[14], format!("  \"issuer\" : \"{ISSUER}\","));
    let all: Value = serde_json::from_str(&text).unwrap();
    let methods = serde_json::json!(["client_secret_post", "client_secret_basic", "none"]);
    assert_eq!(all["token_endpoint_auth_methods_supported"], methods);
    assert_eq!(all["authorization_response_iss_parameter_supported"], true);
    assert_eq!(all["code_challenge_methods_supported"], serde_json::json!(["S256"]));

    let server: Value = serde_json::from_str(&openid.server_metadata()).unwrap();
    let has = |key: &str, value: &str| server[key].as_array().unwrap().iter().any(|it| it == value);
    assert!(has("grant_types_supported", "client_credentials"));
    assert!(has("token_endpoint_auth_methods_supported", "client_secret_basic"));
    assert!(has("scopes_supported", "/activities/update") && !has("scopes_supported", "/orcid-internal"));
    assert!(all.as_object().unwrap().keys().all(|key| server.get(key).is_some()));

    let jwks = world.authority.jwks(world.now()).await.unwrap();
    assert!(jwks.starts_with(r#"{"keys":[{"kty":"RSA","e":"AQAB","use":"sig","kid":""#));
    assert!(jwks.contains(r#"","alg":"RS256","n":""#), "after the kid: {jwks}");
}

/// What a member means when it is left out, in OpenID Connect Discovery 1.0 §3, RFC 8414 §2 and what adds to them; and
/// what is true here.
const DEFAULTS: [(&str, &str, &str); 20] = [
    ("response_modes_supported", r#"["query","fragment"]"#, r#"["query","fragment"]"#),
    (
        "grant_types_supported",
        r#"["authorization_code","implicit"]"#,
        r#"["authorization_code","implicit","refresh_token"]"#,
    ),
    (
        "token_endpoint_auth_methods_supported",
        r#"["client_secret_basic"]"#,
        r#"["client_secret_post","client_secret_basic","none"]"#,
    ),
    (
        "revocation_endpoint_auth_methods_supported",
        r#"["client_secret_basic"]"#,
        r#"["client_secret_post","client_secret_basic","none"]"#,
    ),
    ("introspection_endpoint_auth_methods_supported", "null", r#"["client_secret_post","client_secret_basic"]"#),
    ("code_challenge_methods_supported", "null", r#"["S256"]"#),
    ("claim_types_supported", r#"["normal"]"#, r#"["normal"]"#),
    ("claims_parameter_supported", "false", "false"),
    ("request_parameter_supported", "false", "false"),
    ("request_uri_parameter_supported", "true", "false"),
    ("require_request_uri_registration", "false", "false"),
    // RFC 9207, 9126, 9101, 8705; OpenID Connect logout.
    ("authorization_response_iss_parameter_supported", "false", "true"),
    ("require_pushed_authorization_requests", "false", "false"),
    ("require_signed_request_object", "false", "false"),
    ("tls_client_certificate_bound_access_tokens", "false", "false"),
    ("frontchannel_logout_supported", "false", "false"),
    ("frontchannel_logout_session_supported", "false", "false"),
    ("backchannel_logout_supported", "false", "false"),
    ("backchannel_logout_session_supported", "false", "false"),
    ("authorization_details_types_supported", "null", "null"),
];

/// D-09
#[tokio::test]
async fn what_metadata_says_or_leaves_out_is_true() {
    let world = World::new().await;
    let openid = OpenId::new(world.authority.clone());
    for (text, all_grants) in [(openid.configuration(), false), (openid.server_metadata(), true)] {
        let document: Value = serde_json::from_str(&text).unwrap();
        for (name, default, truth) in DEFAULTS {
            let said = document.get(name).map_or_else(|| default.to_owned(), Value::to_string);
            match name {
                // There is more than OpenID Connect is about.
                "grant_types_supported" if all_grants => {
                    assert!(said.starts_with(truth.trim_end_matches(']')), "{said}")
                }
                _ => assert_eq!(said, truth, "{name}"),
            }
        }
    }
    // And so it is.
    let asked = async |more: &[(&str, &str)]| {
        let more = [&[("scope", "openid")][..], more].concat();
        match world.begin('A', &more).await {
            Ok(_) => "taken".to_owned(),
            Err(error) => parameters(&told::<()>(Err(error)))["error"].clone(),
        }
    };
    for (name, value, outcome) in [
        ("response_mode", "query", "taken"),
        ("response_mode", "fragment", "taken"),
        ("response_mode", "form_post", "invalid_request"),
        ("response_mode", "query.jwt", "invalid_request"),
        ("request", "e30.e30.", "request_not_supported"),
        ("request_uri", "https://app.test/r", "request_uri_not_supported"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("claims", "{}", "taken"),
    ] {
        assert_eq!(asked(&[(name, value)]).await, outcome, "{name}={value}");
    }
    let answer = world.approve('A', &[("response_mode", "fragment")]).await;
    assert!(answer.contains_key("iss") && answer.contains_key("code"));
    let request = world.begin('A', &[("response_mode", "fragment")]).await.unwrap();
    let Next::Redirect(no) = world.authorize.answer(&request, None, false, world.now()).await.unwrap() else {
        panic!("a refusal is an answer");
    };
    assert!(no.location().starts_with(&format!("{CALLBACK}#error=access_denied")));
    let implicit = [("scope", "openid"), ("response_type", "id_token"), ("nonce", "n"), ("response_mode", "query")];
    let refused = told(world.begin('P', &implicit).await);
    assert!(refused.starts_with(&format!("{CALLBACK}#error=invalid_request")), "no token in a query: {refused}");
}

#[tokio::test]
async fn userinfo_knows_the_scheme_in_any_case() {
    let world = World::new().await;
    let openid = OpenId::new(world.authority.clone());
    let token = world.granted('A', "openid").await.access_token.expose().to_owned();
    for scheme in ["Bearer ", "bearer ", "BEARER ", "bEaReR   ", ""] {
        assert!(openid.user_info(Some(&format!("{scheme}{token}")), None, world.now()).await.is_ok(), "{scheme:?}");
    }
}

#[tokio::test]
async fn a_new_key_is_published_before_it_signs_and_the_old_one_after() {
    let world = World::without_key(Policy::default()).await;
    let kid = |token: &str| {
        let header = BASE64_URL_SAFE_NO_PAD.decode(token.split('.').next().unwrap()).unwrap();
        serde_json::from_slice::<Value>(&header).unwrap()["kid"].clone()
    };
    let signed = async || {
        let answer = world.granted('A', "openid").await;
        let token = answer.id_token.unwrap().expose().to_owned();
        claims(&world, &token).await;
        (kid(&token), token)
    };
    let published = async || {
        let jwks: Value = serde_json::from_str(&world.authority.jwks(world.now()).await.unwrap()).unwrap();
        jwks["keys"].as_array().unwrap().iter().map(|it| it["kid"].clone()).collect::<Vec<_>>()
    };
    let (first, old_token) = signed().await;
    assert_eq!(published().await, std::slice::from_ref(&first));
    world.clock.pass(3600);
    world.authority.rotate_keys(world.now()).await.unwrap();
    assert_eq!(published().await.len(), 2);
    assert_eq!(signed().await.0, first, "others may not know the new one yet");
    world.clock.pass(24 * 3600);
    let second = signed().await.0;
    assert_ne!(second, first);
    assert_eq!(published().await, [second.clone(), first]);
    world.clock.pass(25 * 3600);
    assert_eq!(published().await, [second]);

    let exchange = [
        ("subject_token", &*old_token),
        ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"),
        ("requested_token_type", "urn:ietf:params:oauth:token-type:access_token"),
    ];
    let grant = "urn:ietf:params:oauth:grant-type:token-exchange";
    assert!(world.ask('B', grant, &exchange).await.is_ok(), "retired keys still verify what is exchanged");
}

/// What is said of a key is what it does: whatever signs has begun to, and what has not begun does not sign.
#[tokio::test]
async fn keys_are_told_to_sign_from_when_they_do() {
    let world = World::without_key(Policy::default()).await;
    let first = world.now();
    // Looking at keys makes none; publishing them does.
    world.authority.jwks(first).await.unwrap();
    let mut seen = Vec::new();
    for passes in [0, 1, 3600, 23 * 3600, 24 * 3600, 25 * 3600, 3600] {
        world.clock.pass(passes);
        let keys = world.authority.known_keys(world.now()).await.unwrap();
        for key in &keys {
            let begun = key.signs_from <= world.now();
            assert_eq!(begun, key.stage != KeyStage::Published, "{keys:?} at {}", world.now());
        }
        assert_eq!(keys.iter().filter(|key| key.stage == KeyStage::Signing).count(), 1, "{keys:?}");
        let oldest = keys.last().expect("the first makes itself");
        assert_eq!((oldest.created, oldest.signs_from), (first, first), "there was none before it");
        seen.extend(keys.iter().map(|key| key.stage.as_str()));
        if keys.len() < 3 && passes > 0 {
            world.authority.rotate_keys(world.now()).await.unwrap();
        }
    }
    for stage in [KeyStage::Published, KeyStage::Signing, KeyStage::Retiring, KeyStage::Retired] {
        assert!(seen.contains(&stage.as_str()), "{} is not looked at: {seen:?}", stage.as_str());
    }
}

#[tokio::test]
async fn another_process_finds_the_same_keys() {
    let world = World::without_key(Policy::default()).await;
    let first = world.authority.jwks(world.now()).await.unwrap();
    let other = byline_oauth::Authority::new(world.store.clone(), world.entropy.clone(), ISSUER, Policy::default());
    assert_eq!(other.jwks(world.now()).await.unwrap(), first);
}

// Cases 59, 61.
#[tokio::test]
async fn userinfo_refuses_in_one_way() {
    let world = World::new().await;
    let openid = OpenId::new(world.authority.clone());
    assert_eq!(USER_INFO_REFUSED, r#"{"error":"access_denied","error-description":"access_token is invalid"}"#);
    let limited = world.granted('A', "/read-limited").await;
    let own = world.ask('A', "client_credentials", &[("scope", "/read-public")]).await.unwrap();
    for token in ["", "Bearer", "Bearer x", limited.access_token.expose(), own.access_token.expose()] {
        assert!(openid.user_info(Some(token), None, world.now()).await.is_err());
        assert!(openid.user_info(None, Some(token), world.now()).await.is_err());
    }
    assert!(openid.user_info(None, None, world.now()).await.is_err());
}

// Cases 60, 62.
#[tokio::test]
async fn userinfo_tells_public_names() {
    let world = World::new().await;
    let openid = OpenId::new(world.authority.clone());
    let answer = world.granted('A', "/authenticate").await;
    let token = answer.access_token.expose();
    let header = format!("Bearer {token}");
    let body = openid.user_info(Some(&header), None, world.now()).await.unwrap();
    assert_eq!(keys(&body), ["id", "sub", "name", "family_name", "given_name"]);
    let it: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(it["id"], format!("{ISSUER}/{}", user()));
    assert_eq!(it["sub"], user().to_string());
    assert_eq!(it["name"], "A. Lovelace");
    assert_eq!(openid.user_info(None, Some(token), world.now()).await.unwrap(), body);
    assert_eq!(openid.user_info(Some(&header), Some("wrong"), world.now()).await.unwrap(), body, "falls through");

    world.person(user(), Visibility::Private).await;
    let it: Value = serde_json::from_str(&openid.user_info(Some(&header), None, world.now()).await.unwrap()).unwrap();
    assert!(it["name"].is_null() && it["family_name"].is_null() && it["given_name"].is_null());
    let head = RecordHead { state: RecordState::Deactivated, ..RecordHead::new(user(), world.now()) };
    world.put(Change::PutRecord(Box::new(head))).await;
    assert!(openid.user_info(Some(&header), None, world.now()).await.is_err());
}
