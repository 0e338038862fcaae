//! B1 to B4: how clients come to tokens, and how these end.

use serde_json::{Value, json};

use crate::scene::{Client, Person, Scene, amelie, text};
use crate::wire::{Answer, Syntax};

/// What a client keeps after somebody agreed.
#[derive(Clone, Debug)]
pub struct Token {
    pub access: String,
    pub refresh: String,
    pub id_token: Option<String>,
}

/// Twenty years, as it is told.
const PERSISTENT: i64 = 631_138_000;

/// The address of a client's question.
pub fn question(scene: &Scene, client: &Client, scope: &str, state: &str, more: &[(&str, &str)]) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("client_id", &*client.id), ("response_type", "code"), ("scope", scope)])
        .extend_pairs([("redirect_uri", &*client.redirect), ("state", state)])
        .extend_pairs(more)
        .finish();
    scene.sandbox.url(&format!("/oauth/authorize?{query}"))
}

/// B1: the person comes from the client, signs in where that is needed, sees what is asked, and agrees.
pub async fn consents(scene: &Scene, client: &Client, person: &Person, scope: &str) -> Token {
    let state = format!("case {} & more", client.id);
    let url = question(scene, client, scope, &state, &[]);
    let answer = scene.tell("consent", person, json!({ "url": url })).await;
    asked(client, &answer);
    let code = came_back(client, &answer, &state);
    token(scene, client, person, scope, &code).await
}

/// The page said who asks for what.
#[track_caller]
pub fn asked(client: &Client, answer: &Value) {
    assert!(text(&answer["asked"], "heading").contains(&client.name), "{answer}");
    assert!(answer["asked"]["permissions"].as_array().is_some_and(|it| !it.is_empty()), "{answer}");
}

/// The code with which somebody came back.
#[track_caller]
pub fn came_back(client: &Client, answer: &Value, state: &str) -> String {
    let back = text(answer, "back");
    assert!(back.starts_with(&client.redirect), "{back}");
    let back = url::Url::parse(&back).expect("an address");
    let of = |key: &str| back.query_pairs().find(|(name, _)| name == key).map(|(_, value)| value.into_owned());
    assert_eq!(of("state").as_deref(), Some(state), "{back}");
    of("code").unwrap_or_else(|| panic!("no code: {back}"))
}

async fn token(scene: &Scene, client: &Client, person: &Person, scope: &str, code: &str) -> Token {
    let answer = exchange(scene, client, code).await.expect(200).json();
    assert_eq!(answer["token_type"], "bearer", "{answer}");
    assert!(answer["expires_in"].as_i64().is_some_and(|it| it > PERSISTENT), "{answer}");
    assert_eq!(answer["orcid"], person.orcid, "{answer}");
    let mut scopes: Vec<String> = text(&answer, "scope").split(' ').map(str::to_owned).collect();
    let mut wanted: Vec<String> = scope.split(' ').map(str::to_owned).collect();
    scopes.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(scopes, wanted);
    assert_eq!(answer["id_token"].is_string(), wanted.iter().any(|it| it == "openid"), "{answer}");
    Token {
        access: text(&answer, "access_token"),
        refresh: text(&answer, "refresh_token"),
        id_token: answer["id_token"].as_str().map(str::to_owned),
    }
}

async fn form(scene: &Scene, client: &Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    let own = [("client_id", &*client.id), ("client_secret", &*client.secret)];
    scene.answer(scene.http.post(scene.sandbox.url(path)).form(&[&own[..], fields].concat())).await
}

/// The token endpoint's answer to a code.
pub async fn exchange(scene: &Scene, client: &Client, code: &str) -> Answer {
    let fields = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", &*client.redirect)];
    form(scene, client, "/oauth/token", &fields).await
}

/// A permission that the scenario is not about, without a browser: the sandbox agrees in the person's name.
pub async fn grants_quietly(scene: &Scene, client: &Client, person: &Person, scope: &str) -> Token {
    let url = question(scene, client, scope, "quiet", &[("login_as", &person.orcid)]);
    let back = scene.answer(scene.http.get(url)).await.expect(302);
    let answer = json!({ "back": back.header("location") });
    let code = came_back(client, &answer, "quiet");
    token(scene, client, person, scope, &code).await
}

/// B2: the client for itself.
pub async fn credentials(scene: &Scene, client: &Client, scope: &str) -> String {
    let answer = ask_credentials(scene, client, scope).await.expect(200).json();
    assert_eq!(answer["orcid"], Value::Null, "{answer}");
    text(&answer, "access_token")
}

pub async fn ask_credentials(scene: &Scene, client: &Client, scope: &str) -> Answer {
    form(scene, client, "/oauth/token", &[("grant_type", "client_credentials"), ("scope", scope)]).await
}

/// B3: another token for a part of the scopes.
pub async fn refresh(scene: &Scene, client: &Client, token: &Token, scope: &str, revoke_old: bool) -> Answer {
    let old = if revoke_old { "true" } else { "false" };
    let fields = [
        ("grant_type", "refresh_token"),
        ("refresh_token", &*token.refresh),
        ("scope", scope),
        ("revoke_old", old),
        ("expires_in", "3600"),
    ];
    form(scene, client, "/oauth/token", &fields).await
}

/// B4.
pub async fn revoke(scene: &Scene, client: &Client, token: &str) -> Answer {
    form(scene, client, "/oauth/revoke", &[("token", token)]).await
}

fn error(answer: &Answer) -> (u16, String) {
    (answer.status, text(&answer.json(), "error"))
}

async fn reads(scene: &Scene, person: &Person, token: &str) -> u16 {
    let path = format!("/api/v3.0/{}/email", person.orcid);
    scene.call("GET", &path, Some(token), Syntax::Json, None).await.status
}

// B1 to B4
#[tokio::test]
async fn permissions_are_given_used_narrowed_and_taken_back() {
    let Some(scene) = Scene::start("permissions_are_given_used_narrowed_and_taken_back").await else { return };
    let client = scene.member("CONSENT", "Consent & Co.").await;
    let person = amelie();
    let scope = "openid /read-limited /activities/update";

    // B1, 7: a no is told.
    let told = json!({ "url": question(&scene, &client, scope, "no", &[]), "decision": "deny" });
    let back = text(&scene.tell("consent", &person, told).await, "back");
    assert!(back.contains("error=access_denied") && back.contains("state=no"), "{back}");

    // 1 to 4.
    let first = consents(&scene, &client, &person, scope).await;
    assert_eq!(reads(&scene, &person, &first.access).await, 200);

    // 8: the same, or less, is not asked again.
    for again in [scope, "/read-limited"] {
        let answer = scene.tell("consent", &person, json!({ "url": question(&scene, &client, again, "8", &[]) })).await;
        assert_eq!(answer["asked"], Value::Null);
        let code = came_back(&client, &answer, "8");
        let token = exchange(&scene, &client, &code).await.expect(200).json();
        // 5: a second use ends what came of the first.
        assert_eq!(error(&exchange(&scene, &client, &code).await), (400, "invalid_grant".into()));
        assert_eq!(reads(&scene, &person, &text(&token, "access_token")).await, 401);
    }
    assert_eq!(reads(&scene, &person, &first.access).await, 200, "other codes' tokens stay");

    // B2.
    credentials(&scene, &client, "/group-id-record/update").await;
    let basic = scene.client("BASIC", "Basic", "updater", json!({})).await;
    assert_eq!(error(&ask_credentials(&scene, &basic, "/webhook").await), (400, "invalid_scope".into()));

    // B3.
    assert_eq!(error(&refresh(&scene, &client, &first, "/person/update", false).await), (400, "invalid_scope".into()));
    let narrow = refresh(&scene, &client, &first, "/read-limited", false).await.expect(200).json();
    assert_eq!(narrow["scope"], "/read-limited");
    assert_eq!(reads(&scene, &person, &first.access).await, 200);
    let renewed = refresh(&scene, &client, &first, scope, true).await.expect(200).json();
    assert_eq!(reads(&scene, &person, &first.access).await, 401);
    assert_eq!(reads(&scene, &person, &text(&renewed, "access_token")).await, 200);

    // B4: both halves end, and with the last the organisation leaves the list.
    assert!(scene.opens(&person, "/trusted-parties").await.contains(&client.name));
    for token in [&narrow, &renewed] {
        revoke(&scene, &client, &text(token, "refresh_token")).await.expect(200);
        assert_eq!(reads(&scene, &person, &text(token, "access_token")).await, 401);
        let ended =
            Token { access: text(token, "access_token"), refresh: text(token, "refresh_token"), id_token: None };
        assert_eq!(
            error(&refresh(&scene, &client, &ended, "/read-limited", false).await),
            (400, "invalid_grant".into())
        );
    }
    assert!(!scene.opens(&person, "/trusted-parties").await.contains(&client.name));

    // B1, 6: codes grow old.
    let answer = scene.tell("consent", &person, json!({ "url": question(&scene, &client, scope, "6", &[]) })).await;
    let code = came_back(&client, &answer, "6");
    scene.advance(24 * 3600).await;
    assert_eq!(error(&exchange(&scene, &client, &code).await), (400, "invalid_grant".into()));
    scene.end().await;
}
