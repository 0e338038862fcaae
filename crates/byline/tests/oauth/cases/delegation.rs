//! Acting on behalf of another member.

use serde_json::json;

use crate::world::{
    A, ACCESS_TOKEN, B, Browser, C, EXCHANGE, ID_TOKEN, U, World, claims, is_signed, sha256_base64, text,
};

/// An identity token of A, which U allowed `scope`.
async fn id_token_of_a(world: &World, scope: &str) -> String {
    text(&world.granted(A, &format!("openid {scope}")).await, "id_token").to_owned()
}

fn scopes(token: &serde_json::Value) -> Vec<String> {
    let mut scopes: Vec<String> = text(token, "scope").split(' ').map(str::to_owned).collect();
    scopes.sort_unstable();
    scopes
}

/// oauth-65
#[tokio::test]
pub(super) async fn case_65_a_member_acts_with_the_permission_of_another() {
    let world = World::new().await;
    let id_token = id_token_of_a(&world, "/activities/update /read-limited").await;
    let token = world.exchange(B, &id_token, &[]).await.expect(200).json();
    assert!(token["expires_in"].as_i64().is_some_and(|it| (3598..=3600).contains(&it)), "{token}");
    assert_eq!((text(&token, "issued_token_type"), text(&token, "token_type")), (ACCESS_TOKEN, "bearer"));
    assert_eq!(text(&token, "orcid"), U);
    assert_eq!((token.get("refresh_token"), token.get("id_token")), (None, None));
    assert_eq!(world.status_of(text(&token, "access_token")).await, 200);
    let seen = world.introspect(B, text(&token, "access_token")).await;
    assert_eq!((&seen["active"], &seen["sub"], &seen["client_id"]), (&json!(true), &json!(U), &json!(B)), "{seen}");
    assert_eq!(seen["act"]["client_id"], B, "{seen}");
    world.advance(3601).await;
    assert_eq!(world.status_of(text(&token, "access_token")).await, 401);
}

/// oauth-66
#[tokio::test]
pub(super) async fn case_66_an_identity_token_never_ends_for_this() {
    let world = World::new().await;
    let id_token = id_token_of_a(&world, "/activities/update").await;
    world.advance(400 * 86_400).await;
    world.exchange(B, &id_token, &[]).await.expect(200);
}

/// oauth-67, oauth-68
#[tokio::test]
pub(super) async fn cases_67_68_what_is_exchanged_is_checked() {
    let world = World::new().await;
    let id_token = id_token_of_a(&world, "/activities/update").await;
    let (head, signature) = id_token.rsplit_once('.').unwrap();
    let other = if signature.starts_with('A') { "B" } else { "A" };
    let answer = world.exchange(B, &format!("{head}.{other}{}", &signature[1..]), &[]).await;
    assert_eq!(answer.refusal(), (400, "invalid_request".into(), "Invalid id token signature".into()));
    for kind in [ID_TOKEN, ACCESS_TOKEN] {
        let form = [("subject_token", &*id_token), ("subject_token_type", kind), ("requested_token_type", kind)];
        let answer = world.token(B, EXCHANGE, &form).await;
        assert_eq!((answer.status, &*answer.refusal().1), (400, "invalid_request"), "{kind}");
    }
}

/// MEM-11, oauth-69, oauth-70, oauth-71
#[tokio::test]
pub(super) async fn cases_69_to_71_who_may_act() {
    let world = World::new().await;
    let of_a = id_token_of_a(&world, "/activities/update").await;
    let of_b = text(&world.granted(B, "openid /activities/update").await, "id_token").to_owned();
    let (status, error, description) = world.exchange(A, &of_b, &[]).await.refusal();
    assert_eq!((status, &*error), (400, "invalid_request"));
    assert!(description.starts_with("Client does not have "), "{description}");
    let (status, _, description) = world.exchange(B, &of_b, &[]).await.refusal();
    assert_eq!(status, 400);
    assert!(description.starts_with("Attempt to exchange own id_token"), "{description}");
    world.exchange(B, &of_a, &[]).await.expect(200);
    world.put_client(A, json!({ "type": "updater", "obo_whitelist": [C] })).await;
    let answer = world.exchange(B, &of_a, &[]).await;
    let description = format!("Client {B} cannot act on behalf of client {A}");
    assert_eq!(answer.refusal(), (400, "invalid_request".into(), description));
    world.exchange(C, &of_a, &[]).await.expect(200);
}

/// oauth-72
#[tokio::test]
pub(super) async fn case_72_all_that_the_origin_holds_is_passed_on() {
    let world = World::new().await;
    let first = id_token_of_a(&world, "/read-limited").await;
    world.granted(A, "/activities/update").await;
    let token = world.exchange(B, &first, &[]).await.expect(200).json();
    let all = scopes(&token);
    assert!(all.contains(&"/read-limited".into()) && all.contains(&"/activities/update".into()), "{token}");
}

/// oauth-73, oauth-74
#[tokio::test]
pub(super) async fn cases_73_74_less_may_be_asked_for_but_not_more() {
    let world = World::new().await;
    let id_token = id_token_of_a(&world, "/activities/update").await;
    let token = world.exchange(B, &id_token, &[("scope", "/orcid-works/create")]).await.expect(200).json();
    assert_eq!(token["scope"], "/orcid-works/create");
    let answer = world.exchange(B, &id_token, &[("scope", "/person/update")]).await;
    assert_eq!((answer.status, &*answer.refusal().1), (401, "invalid_scope"));
}

/// oauth-76
#[tokio::test]
pub(super) async fn case_76_what_the_origin_gave_back_is_gone() {
    let world = World::new().await;
    let grant = world.granted(A, "openid /activities/update").await;
    world.as_client(A, "/oauth/revoke", &[("token", text(&grant, "access_token"))]).await.expect(200);
    let (status, error, description) = world.exchange(B, text(&grant, "id_token"), &[]).await.refusal();
    assert_eq!((status, &*error), (401, "invalid_scope"));
    assert!(description.starts_with("There are no active tokens"), "{description}");
}

/// oauth-80
#[tokio::test]
pub(super) async fn case_80_the_person_sees_who_acts_through_whom() {
    let world = World::new().await;
    let id_token = id_token_of_a(&world, "/activities/update").await;
    let delegated = world.exchange(B, &id_token, &[]).await.expect(200).json();
    let mut browser = Browser::of_u(&world).await;
    let page = browser.get("/trusted-parties").await.expect(200);
    assert!(page.body.contains("<h2><bdi>Client A</bdi></h2>"), "{}", page.body);
    assert!(!page.body.contains("<h2><bdi>Client B</bdi></h2>"), "{}", page.body);
    assert!(page.body.contains("<li><bdi>Client B</bdi>"), "nested: {}", page.body);

    // Taking it back from A ends what B got from it, at once.
    let ask = browser.get(&format!("/trusted-parties/remove?client={A}")).await.expect(200);
    let csrf = ask.field("csrf");
    browser.post("/trusted-parties/remove", &[("csrf", &csrf), ("client", A)]).await.expect(303);
    assert_eq!(world.status_of(text(&delegated, "access_token")).await, 401);
}

/// oauth-81, oauth-82
#[tokio::test]
pub(super) async fn cases_81_82_an_access_token_turns_into_an_identity_token() {
    let world = World::new().await;
    let grant = world.granted(B, "/activities/update").await;
    let access = text(&grant, "access_token");
    let answer = world.turn_back(B, access).await.expect(200).json();
    assert_eq!((text(&answer, "token_type"), text(&answer, "issued_token_type")), ("N_A", ID_TOKEN));
    let id_token = text(&answer, "access_token");
    assert!(is_signed(id_token, &world.get("/oauth/jwks").await.json()));
    let claims = claims(id_token);
    assert_eq!((text(&claims, "aud"), text(&claims, "sub")), (B, U));
    assert_eq!(text(&claims, "at_hash"), sha256_base64(access, 16));
    let (status, _, description) = world.turn_back(C, access).await.refusal();
    assert_eq!(status, 400);
    assert!(description.starts_with("Clients can only exchange their own"), "{description}");
}
