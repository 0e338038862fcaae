//! Clients without a secret: pages without a server, and programs on people's devices (`decisions` 59).

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use byline_model::client::{Application, Client, ClientState, ClientType, RedirectUri};
use byline_oauth::{Form, Host, IntrospectionEndpoint, Next, RevocationEndpoint, TokenAnswer, TokenError};
use byline_store::Change;

use crate::support::{CALLBACK, World, form, id, member, parameters, query, refusal, told};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: [(&str, &str); 2] =
    [("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256")];

/// A page `W` and a program `N`.
async fn world() -> World {
    let world = World::new().await;
    for (letter, application) in [('W', Application::Browser), ('N', Application::Native)] {
        let open = Client { application, secrets: Vec::new(), ..member(letter, ClientType::PublicClient) };
        world.put(Change::PutClient(Box::new(open))).await;
    }
    world
}

/// Without credentials but the name.
async fn ask(world: &World, letter: char, grant: &str, more: &[(&str, &str)]) -> Result<TokenAnswer, TokenError> {
    let form = Form::default().with("client_id", id(letter).as_str()).with("grant_type", grant);
    let form = more.iter().fold(form, |form, (name, value)| form.with(name, value));
    world.tokens.exchange(&form, None, Host::Registry, world.now()).await
}

async fn code(world: &World, letter: char) -> String {
    let more = [&[("scope", "openid")], &CHALLENGE[..]].concat();
    world.approve(letter, &more).await["code"].clone()
}

async fn granted(world: &World, letter: char) -> TokenAnswer {
    let code = code(world, letter).await;
    let more = [("code", &*code), ("code_verifier", VERIFIER), ("redirect_uri", CALLBACK)];
    ask(world, letter, "authorization_code", &more).await.unwrap()
}

async fn refreshed(world: &World, letter: char, pair: &TokenAnswer) -> Result<TokenAnswer, TokenError> {
    let refresh = pair.refresh_token.as_ref().unwrap().expose();
    ask(world, letter, "refresh_token", &[("refresh_token", refresh), ("revoke_old", "false")]).await
}

#[tokio::test]
async fn a_verifier_is_what_they_are_known_by() {
    let world = world().await;
    for letter in ['W', 'N'] {
        let answer = granted(&world, letter).await;
        assert!(world.works(answer.access_token.expose()).await);
        assert!(answer.id_token.is_some() && answer.refresh_token.is_some());
        let code = code(&world, letter).await;
        let whole = [("code", &*code), ("code_verifier", VERIFIER), ("redirect_uri", CALLBACK)];
        for (left_out, said) in
            [("code_verifier", "code_verifier is required"), ("redirect_uri", "redirect_uri is required")]
        {
            let rest: Vec<_> = whole.into_iter().filter(|(name, _)| *name != left_out).collect();
            let refused = refusal(ask(&world, letter, "authorization_code", &rest).await);
            assert_eq!(refused, (400, "invalid_grant", said.to_owned()));
        }
        let wrong = [("code", &*code), ("code_verifier", "x"), ("redirect_uri", CALLBACK)];
        assert_eq!(refusal(ask(&world, letter, "authorization_code", &wrong).await).1, "invalid_grant");
        assert!(ask(&world, letter, "authorization_code", &whole).await.is_ok(), "none of that used it up");
    }
}

/// D-59
#[tokio::test]
async fn a_request_without_a_challenge_comes_to_nothing() {
    let world = world().await;
    for letter in ['W', 'N'] {
        assert_eq!(parameters(&told(world.begin(letter, &[]).await))["error"], "invalid_request");
        let implicit = [("response_type", "token"), ("scope", "/authenticate")];
        assert_eq!(parameters(&told(world.begin(letter, &implicit).await))["error"], "unauthorized_client");
    }
    // A code from before it was declared.
    let code = world.code('P', "openid").await;
    world.change_client('P', |it| (it.application, it.secrets) = (Application::Browser, Vec::new())).await;
    for more in [vec![], vec![("code_verifier", VERIFIER)]] {
        let more = [vec![("code", &*code), ("redirect_uri", CALLBACK)], more].concat();
        assert_eq!(refusal(ask(&world, 'P', "authorization_code", &more).await).1, "invalid_grant");
    }
}

#[tokio::test]
async fn a_secret_is_none_of_theirs_and_needed_from_all_others() {
    let world = world().await;
    let code = code(&world, 'W').await;
    let more = [("code", &*code), ("code_verifier", VERIFIER), ("redirect_uri", CALLBACK)];
    let with_secret = [&more[..], &[("client_secret", "x")]].concat();
    assert_eq!(refusal(ask(&world, 'W', "authorization_code", &with_secret).await).1, "invalid_client");
    let refused = refusal(ask(&world, 'A', "authorization_code", &more).await);
    assert_eq!(refused, (400, "invalid_request", "client_secret is required".to_owned()));
    // An empty secret is none, in the body and in the header (RFC 6749 §2.3.1).
    let header = format!("Basic {}", BASE64_STANDARD.encode(format!("{}:", id('A'))));
    let form = Form::default().with("grant_type", "authorization_code").with("code", &code);
    let refused = world.tokens.exchange(&form, Some(&header), Host::Registry, world.now()).await.unwrap_err();
    assert_eq!((refused.status, refused.code.as_str()), (401, "invalid_client"));
    let header = format!("Basic {}", BASE64_STANDARD.encode(format!("{}:", id('W'))));
    let form = more[1..].iter().fold(form, |form, (name, value)| form.with(name, value));
    assert!(world.tokens.exchange(&form, Some(&header), Host::Registry, world.now()).await.is_ok());
}

#[tokio::test]
async fn api_hosts_take_them_too() {
    let world = world().await;
    for host in [Host::PublicApi, Host::MemberApi] {
        let code = code(&world, 'W').await;
        let mut form = Form::default().with("client_id", id('W').as_str()).with("grant_type", "authorization_code");
        for (name, value) in [("code", &*code), ("code_verifier", VERIFIER), ("redirect_uri", CALLBACK)] {
            form = form.with(name, value);
        }
        assert!(world.tokens.exchange(&form, None, host, world.now()).await.is_ok());
    }
}

#[tokio::test]
async fn what_needs_a_secret_is_not_for_them() {
    let world = world().await;
    world.change_client('W', |it| it.obo_enabled = true).await;
    let exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    for grant in ["client_credentials", exchange] {
        let refused = refusal(ask(&world, 'W', grant, &[("scope", "/read-public")]).await);
        assert_eq!((refused.0, refused.1), (400, "unauthorized_client"), "{grant}");
    }
    let pair = granted(&world, 'W').await;
    let introspection = IntrospectionEndpoint::new(world.authority.clone());
    let form = Form::default().with("client_id", id('W').as_str()).with("token", pair.access_token.expose());
    assert_eq!(introspection.introspect(&form, None, world.now()).await.unwrap_err().status, 401);
    world.set_state('W', ClientState::Deactivated).await;
    assert_eq!(refusal(refreshed(&world, 'W', &pair).await).1, "unauthorized_client");
}

#[tokio::test]
async fn they_give_back_their_own_tokens_alone() {
    let world = world().await;
    let revocation = RevocationEndpoint::new(world.authority.clone());
    let (own, others) = (granted(&world, 'W').await, world.granted('A', "openid").await);
    for token in [&own, &others] {
        let form = Form::default().with("client_id", id('W').as_str()).with("token", token.access_token.expose());
        revocation.revoke(&form, None, world.now()).await.unwrap();
    }
    assert!(!world.works(own.access_token.expose()).await);
    assert!(world.works(others.access_token.expose()).await);
    let form = Form::default().with("client_id", id('A').as_str()).with("token", others.access_token.expose());
    assert_eq!(revocation.revoke(&form, None, world.now()).await.unwrap_err().status, 401, "it keeps a secret");
}

/// D-59
/// RFC 9700 §4.14.2.
#[tokio::test]
async fn a_refresh_token_works_once() {
    let world = world().await;
    for letter in ['W', 'N'] {
        let first = granted(&world, letter).await;
        let second = refreshed(&world, letter, &first).await.unwrap();
        assert!(!world.works(first.access_token.expose()).await, "whatever `revoke_old` says");
        // Two pages of one application, or an answer that got lost.
        world.clock.pass(59);
        assert_eq!(refusal(refreshed(&world, letter, &first).await).1, "invalid_grant");
        let third = refreshed(&world, letter, &second).await.unwrap();
        // Somebody who found an old one.
        world.clock.pass(60);
        assert_eq!(refusal(refreshed(&world, letter, &second).await).1, "invalid_grant");
        assert!(!world.works(third.access_token.expose()).await, "nobody knows in whose hands it is");
        assert_eq!(refusal(refreshed(&world, letter, &third).await).1, "invalid_grant");
        assert!(world.works(granted(&world, letter).await.access_token.expose()).await, "signing in again helps");
    }
    // Clients with a secret are as they were.
    let first = world.granted('A', "openid").await;
    let refresh = first.refresh_token.as_ref().unwrap().expose();
    assert!(world.ask('A', "refresh_token", &[("refresh_token", refresh)]).await.is_ok());
    assert!(world.ask('A', "refresh_token", &[("refresh_token", refresh)]).await.is_ok());
}

#[tokio::test]
async fn a_used_code_ends_tokens_only_for_who_has_its_verifier() {
    let world = world().await;
    let code = code(&world, 'W').await;
    let whole = [("code", &*code), ("code_verifier", VERIFIER), ("redirect_uri", CALLBACK)];
    let answer = ask(&world, 'W', "authorization_code", &whole).await.unwrap();
    for more in [&whole[..1], &[("code", &*code), ("code_verifier", "guessed")]] {
        assert_eq!(refusal(ask(&world, 'W', "authorization_code", more).await).1, "invalid_grant");
        assert!(world.works(answer.access_token.expose()).await, "somebody found it in a history");
    }
    assert_eq!(refusal(ask(&world, 'W', "authorization_code", &whole).await).1, "invalid_grant");
    assert!(!world.works(answer.access_token.expose()).await);
}

/// Anybody can name such a client: what others try must not stop it.
#[tokio::test]
async fn nobody_shuts_one_out_by_naming_it() {
    let world = world().await;
    for _ in 0..20 {
        let refused = refusal(ask(&world, 'W', "authorization_code", &[("code", "guessed")]).await);
        assert_eq!((refused.0, refused.1), (400, "invalid_grant"));
    }
    granted(&world, 'W').await;
}

/// RFC 8252 §8.6.
#[tokio::test]
async fn a_native_client_is_asked_for_each_time() {
    let world = world().await;
    for letter in ['W', 'N'] {
        granted(&world, letter).await;
    }
    let more = [&[("scope", "openid")], &CHALLENGE[..]].concat();
    assert!(matches!(world.next('W', &more).await.unwrap(), Next::Redirect(_)));
    assert_eq!(world.next('N', &more).await.unwrap(), Next::Consent);
    let silent = [&more[..], &[("prompt", "none")]].concat();
    assert_eq!(parameters(&told(world.next('N', &silent).await))["error"], "interaction_required");
}

/// D-59
#[tokio::test]
async fn a_program_listens_on_any_port() {
    let world = world().await;
    world.change_client('N', |it| it.redirect_uris = vec![redirect("http://127.0.0.1/cb")]).await;
    for port in [1024, 51004, 65535] {
        let uri = format!("http://127.0.0.1:{port}/cb");
        let more = [&[("redirect_uri", &*uri), ("scope", "openid")], &CHALLENGE[..]].concat();
        let request = world.begin('N', &more).await.unwrap();
        let answer = world.authorize.approve(&request, &world.session(), world.now()).await.unwrap();
        let (address, rest) = answer.location().split_once('?').unwrap();
        assert_eq!(address, uri);
        let code = Form::parse(rest).get("code").unwrap().to_owned();
        let whole = |uri| [("code", code.clone()), ("code_verifier", VERIFIER.into()), ("redirect_uri", uri)];
        let ask = async |uri: &str| {
            let more = whole(uri.to_owned());
            let more: Vec<_> = more.iter().map(|(name, value)| (*name, &**value)).collect();
            ask(&world, 'N', "authorization_code", &more).await
        };
        assert_eq!(refusal(ask("http://127.0.0.1/cb").await).1, "invalid_grant", "it is the one that was asked for");
        assert!(ask(&uri).await.is_ok());
    }
}

fn redirect(uri: &str) -> RedirectUri {
    RedirectUri { uri: uri.into(), kind: "default".into(), scopes: Vec::new(), retired: false }
}

#[tokio::test]
async fn pages_read_answers_at_the_origins_of_their_own_addresses() {
    let world = world().await;
    world
        .change_client('W', |it| {
            it.redirect_uris = vec![redirect("https://Page.test:443/cb"), redirect("http://localhost:5173/cb")];
            it.redirect_uris.push(RedirectUri { retired: true, ..redirect("https://gone.test/cb") });
        })
        .await;
    let by = |letter: char| form(letter, "authorization_code", &[]);
    let header = format!("Basic {}", BASE64_STANDARD.encode(format!("{}:", id('W'))));
    for (origin, letter, admitted) in [
        ("https://page.test", Some('W'), true),
        ("http://localhost:5173", Some('W'), true),
        ("https://page.test", None, true),
        ("https://page.test", Some('A'), false),
        ("https://page.test", Some('Z'), false),
        ("https://app.test", Some('W'), false),
        ("https://app.test", Some('N'), false),
        ("https://app.test", Some('A'), false),
        ("https://app.test", None, false),
        ("https://gone.test", Some('W'), false),
        ("https://Page.test:443", Some('W'), false),
        ("http://page.test", Some('W'), false),
        ("null", Some('W'), false),
        ("null", None, false),
    ] {
        let form = letter.map(by);
        let answer = world.authority.admits_origin(Some(origin), form.as_ref().map(|form| (form, None))).await;
        assert_eq!(answer, admitted, "{origin} {letter:?}");
    }
    assert!(!world.authority.admits_origin(None, None).await);
    let nameless = query('W', &[("client_id", "")]);
    assert!(world.authority.admits_origin(Some("https://page.test"), Some((&nameless, Some(&header)))).await);
    // What is taken away counts for the next request.
    world.change_client('W', |it| it.redirect_uris.truncate(0)).await;
    assert!(!world.authority.admits_origin(Some("https://page.test"), None).await);
}

/// The code is forgotten after a month; who holds on to an application does so for years.
#[tokio::test]
async fn a_stolen_refresh_token_is_noticed_long_after_signing_in() {
    let world = world().await;
    let first = granted(&world, 'W').await;
    world.clock.pass(40 * 86400);
    while world.authority.forget_expired(world.now()).await.unwrap() {}
    let second = refreshed(&world, 'W', &first).await.unwrap();
    let third = refreshed(&world, 'W', &second).await.unwrap();
    world.clock.pass(60);
    assert_eq!(refusal(refreshed(&world, 'W', &first).await).1, "invalid_grant");
    assert!(!world.works(third.access_token.expose()).await);
}
