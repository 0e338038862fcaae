//! Who is the source: cases 58, 75, 77, 78, 83, 91 to 93 of `oauth` 11 at the level of the API, and W27.

use byline_testkit::{ItemKind, RevocationReason, TestApp};
use serde_json::{Value, json};

use super::documents::{document, with};
use super::life::added;
use super::{put_code, world};

// 77, 78
#[tokio::test]
async fn on_behalf_of_another_is_another_source() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let provider = app.client_with("B", byline_testkit::ClientType::PremiumUpdater, |it| it.obo_enabled = true).await;
    let scopes = "/activities/update /read-limited";
    let delegated = provider.new_token(scopes).of(world.ada.orcid).on_behalf_of(&world.client).issue().await;
    let own = provider.token(&world.ada, scopes).await;
    let body = document(ItemKind::Work, "a");
    let json = "application/json";
    let code = put_code(&world.send_as(&delegated, "POST", "/work", json, &body.to_string()).await);
    let path = format!("/work/{code}");
    let source = &world.get(&path).await["source"];
    assert_eq!(source["source-client-id"]["path"], provider.id.to_string());
    assert_eq!(source["source-name"]["value"], "B");
    assert_eq!(source["assertion-origin-client-id"]["path"], world.client.id.to_string());
    assert_eq!(source["assertion-origin-name"]["value"], "C1");
    assert_eq!(source["assertion-origin-orcid"], Value::Null);
    let changed = with(document(ItemKind::Work, "b"), "/put-code", json!(code)).to_string();
    for token in [&own, &world.token] {
        assert_eq!(world.send_as(token, "PUT", &path, json, &changed).await.outcome(), (403, 9010));
        assert_eq!(world.delete(token, &path).await.outcome(), (403, 9010));
    }
    // Three sources may each hold the same identifier.
    for token in [&own, &world.token] {
        assert_eq!(world.send_as(token, "POST", "/work", json, &body.to_string()).await.status, 201);
        assert_eq!(world.send_as(token, "POST", "/work", json, &body.to_string()).await.outcome(), (409, 9021));
    }
    assert_eq!(world.send_as(&delegated, "PUT", &path, json, &changed).await.status, 200);
    assert_eq!(world.delete(&delegated, &path).await.status, 204);
}

// 83
#[tokio::test]
async fn a_client_that_speaks_for_the_owner_says_so() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let wizard =
        app.client_with("Wizard", byline_testkit::ClientType::PremiumUpdater, |it| it.user_obo_enabled = true).await;
    let token = wizard.token(&world.ada, "/activities/update /read-limited").await;
    let json = "application/json";
    let body = document(ItemKind::Work, "a").to_string();
    let code = put_code(&world.send_as(&token, "POST", "/work", json, &body).await);
    let path = format!("/work/{code}");
    for document in [world.get(&path).await, world.ada.public(&path).await.json()] {
        let source = &document["source"];
        assert_eq!(source["source-client-id"]["path"], wizard.id.to_string());
        assert_eq!(source["assertion-origin-orcid"]["path"], world.ada.to_string());
        assert_eq!(source["assertion-origin-name"]["value"], "ada");
    }
    let summary = world.get("/summary").await;
    assert_eq!(summary["works"], json!({"self-asserted-count": 1, "validated-count": 0}));
    // It keeps control of its items, before and after the flag changes.
    let changed = with(document(ItemKind::Work, "b"), "/put-code", json!(code)).to_string();
    assert_eq!(world.send_as(&token, "PUT", &path, json, &changed).await.status, 200);
    let mut client = (*app.store.client(&wizard.id).await.unwrap().unwrap()).clone();
    client.user_obo_enabled = false;
    app.commit([byline_store::Change::PutClient(Box::new(client))]).await;
    assert_eq!(world.ada.public(&path).await.json()["source"]["assertion-origin-orcid"], Value::Null);
    assert_eq!(
        world.ada.public("/works").await.json()["group"][0]["work-summary"][0]["source"]["assertion-origin-orcid"],
        Value::Null
    );
    assert_eq!(world.delete(&token, &path).await.status, 204);
}

/// A private name stays private, also where somebody speaks for its owner.
#[tokio::test]
async fn whose_name_is_private_is_not_named_as_origin() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    world.ada.name("ada", byline_testkit::Visibility::Private).await;
    let wizard =
        app.client_with("Wizard", byline_testkit::ClientType::PremiumUpdater, |it| it.user_obo_enabled = true).await;
    let token = wizard.token(&world.ada, "/activities/update").await;
    let body = document(ItemKind::Work, "a").to_string();
    put_code(&world.send_as(&token, "POST", "/work", "application/json", &body).await);
    let works = world.ada.public("/works").await.json();
    let source = &works["group"][0]["work-summary"][0]["source"];
    assert_eq!(source["assertion-origin-orcid"]["path"], world.ada.to_string());
    assert_eq!(source["assertion-origin-name"], Value::Null);
}

/// W27, oauth-75, oauth-92
#[tokio::test]
async fn w27_what_the_owner_took_away_still_cleans_up() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let (path, stored) = added(&world, ItemKind::Work, "a").await;
    let scopes = "/activities/update";
    let token = world.client.new_token(scopes).of(world.ada.orcid).revoked(RevocationReason::UserRevoked).issue().await;
    let body = with(document(ItemKind::Work, "b"), "/put-code", stored["put-code"].clone()).to_string();
    for (method, path) in [("GET", path.as_str()), ("PUT", &path), ("POST", "/work"), ("POST", "/works")] {
        let answer = world.send_as(&token, method, path, "application/json", &body).await;
        assert_eq!(answer.status, 401, "{method} {path}");
    }
    assert_eq!(world.delete(&token, &path).await.status, 204);
    for reason in RevocationReason::ALL.into_iter().filter(|it| *it != RevocationReason::UserRevoked) {
        let dead = world.client.new_token(scopes).of(world.ada.orcid).revoked(reason).issue().await;
        assert_eq!(world.delete(&dead, &path).await.status, 401, "{reason:?}");
    }
}

/// Members read what they wrote, whoever else may.
#[tokio::test]
async fn a_client_reads_its_own_private_items() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    world.ada.change(|head| head.default_visibility = byline_testkit::Visibility::Private).await;
    let (path, _) = added(&world, ItemKind::Work, "a").await;
    let other = app.member("C2").await.token(&world.ada, "/read-limited").await;
    assert_eq!(world.ada.member(&other, &path).await.outcome(), (403, 9013));
    assert_eq!(world.ada.public(&path).await.outcome(), (403, 9039));
    assert_eq!(world.get("/works").await["group"].as_array().unwrap().len(), 1);
}
