//! `/{iD}/webhook/{uri}`: cases H01 to H03 of `record-api` 8.4, and what stands around them.

use byline_store::webhooks::Schedule;
use byline_testkit::{ClientType, RecordState, TestApp, TestResponse};

const URI: &str = "https://a.example/hook?x=1&y=a/b";
const ENCODED: &str = "https%3A%2F%2Fa.example%2Fhook%3Fx%3D1%26y%3Da%2Fb";

async fn call(app: &TestApp, method: &str, path: &str, token: &str) -> TestResponse {
    app.request(method, path).bearer(token).accept("application/json").send().await
}

/// MEM-71, H01
#[tokio::test]
async fn h01_registering_twice_is_created_then_no_content() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    let token = client.credentials("/webhook").await;
    for prefix in ["/api", ""] {
        let path = format!("{prefix}/{ada}/webhook/{ENCODED}");
        let created = call(&app, "PUT", &path, &token).await;
        assert_eq!((created.status.as_u16(), created.text()), (201, ""));
        assert_eq!(created.location(), format!("http://127.0.0.1:8080{path}"));
        let again = call(&app, "PUT", &path, &token).await;
        assert_eq!((again.status.as_u16(), again.text()), (204, ""));
        assert!(!again.headers.contains_key("location"));
        let hook = app.store.webhook(&client.id, ada.orcid, URI).await.unwrap().expect("it is kept as it was meant");
        assert_eq!((&*hook.host, hook.schedule), ("a.example", Schedule::Idle));
        assert_eq!(call(&app, "DELETE", &path, &token).await.status, 204);
    }
}

/// H02
#[tokio::test]
async fn h02_what_is_not_registered_cannot_be_removed() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    let token = client.credentials("/webhook").await;
    let path = format!("/api/{ada}/webhook/{ENCODED}");
    let missing = call(&app, "DELETE", &path, &token).await;
    assert_eq!(missing.outcome(), (404, 9028));
    assert_eq!(missing.json()["response-code"], 404);
    call(&app, "PUT", &path, &token).await;
    assert_eq!(call(&app, "DELETE", &path, &token).await.outcome(), (204, 0));
    assert_eq!(call(&app, "DELETE", &path, &token).await.outcome(), (404, 9028));
    let xml = app.request("DELETE", &path).bearer(&token).accept("application/xml").send().await;
    assert!(xml.text().contains("<error-code>9028</error-code>"), "{}", xml.text());
}

/// H03, D-11
#[tokio::test]
async fn h03_another_clients_registration_is_left_alone() {
    let app = TestApp::start().await;
    let (ada, c1, c2) = (app.record("ada").await, app.member("C1").await, app.member("C2").await);
    let (first, second) = (c1.credentials("/webhook").await, c2.credentials("/webhook").await);
    let path = format!("/api/{ada}/webhook/{ENCODED}");
    assert_eq!(call(&app, "PUT", &path, &first).await.status, 201);
    assert_eq!(call(&app, "DELETE", &path, &second).await.outcome(), (403, 9014));
    // Each client has its own.
    assert_eq!(call(&app, "PUT", &path, &second).await.status, 201);
    assert_eq!(call(&app, "DELETE", &path, &first).await.status, 204);
    assert!(app.store.webhook(&c2.id, ada.orcid, URI).await.unwrap().is_some());
}

#[tokio::test]
async fn addresses_that_cannot_be_called_are_refused() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    let token = client.credentials("/webhook").await;
    for uri in [
        "ftp%3A%2F%2Fa.example%2F",
        "https%3A%2F%2Fa%20b.example%2F",
        "mailto%3Aada%40example.org",
        "http%3A%2F%2F127.0.0.1%2Fx",
        "http%3A%2F%2F%5B%3A%3A1%5D%2F",
        "http%3A%2F%2F169.254.169.254%2Flatest",
        "localhost",
        "https%3A%2F%2Fa.example%3A8443%2F",
    ] {
        let refused = call(&app, "PUT", &format!("/api/{ada}/webhook/{uri}"), &token).await;
        assert_eq!(refused.outcome(), (400, 9012), "{uri}");
    }
    assert!(!app.store.any_webhooks().await.unwrap());
    let without_scheme = call(&app, "PUT", &format!("/api/{ada}/webhook/a.example%2Fhook"), &token).await;
    assert_eq!(without_scheme.status, 201);
    let bad = call(&app, "DELETE", &format!("/api/{ada}/webhook/ftp%3A%2F%2Fa.example"), &token).await;
    assert_eq!(bad.outcome(), (400, 9012));
}

#[tokio::test]
async fn the_record_has_to_exist_whatever_its_state() {
    let app = TestApp::start().await;
    let (ada, bob, client) = (app.record("ada").await, app.record("bob").await, app.member("C1").await);
    let token = client.credentials("/webhook").await;
    for method in ["PUT", "DELETE"] {
        for orcid in ["0009-9000-0000-9999", "0009-9000-0000-0001", "x"] {
            let path = format!("/api/{orcid}/webhook/{ENCODED}");
            assert_eq!(call(&app, method, &path, &token).await.outcome(), (404, 9011), "{method} {orcid}");
        }
    }
    let path = format!("/api/{ada}/webhook/{ENCODED}");
    for state in [
        RecordState::Locked,
        RecordState::Deactivated,
        RecordState::Deprecated { primary: bob.orcid },
        RecordState::Unclaimed,
    ] {
        ada.set_state(state).await;
        assert_eq!(call(&app, "PUT", &path, &token).await.status, 201, "{state:?}");
        assert_eq!(call(&app, "DELETE", &path, &token).await.status, 204, "{state:?}");
    }
}

#[tokio::test]
async fn the_token_has_to_be_for_it() {
    let app = TestApp::start().await;
    let (ada, bob, client) = (app.record("ada").await, app.record("bob").await, app.member("C1").await);
    let public = app.client("P", ClientType::PublicClient).await;
    let path = format!("/api/{ada}/webhook/{ENCODED}");
    for method in ["PUT", "DELETE"] {
        let answer = async |token: String| call(&app, method, &path, &token).await.outcome();
        assert_eq!(answer(client.credentials("/read-public").await).await, (403, 9038));
        assert_eq!(answer(client.token(&ada, "/read-limited /activities/update").await).await, (403, 9038));
        assert_eq!(answer(client.token(&bob, "/read-limited").await).await, (401, 9017));
        assert_eq!(answer("00000000-0000-4000-8000-ffffffffffff".to_owned()).await.0, 401);
        assert_eq!(answer(public.credentials("/read-public").await).await.0, 403);
        assert_eq!(app.request(method, &path).send().await.status, 403);
    }
}

#[tokio::test]
async fn the_address_knows_two_methods_on_one_api() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    let token = client.credentials("/webhook").await;
    let path = format!("/{ada}/webhook/{ENCODED}");
    for method in ["GET", "POST"] {
        let refused = call(&app, method, &format!("/api{path}"), &token).await;
        assert_eq!(refused.outcome(), (405, 9001));
        assert_eq!(refused.header("allow"), "PUT,DELETE,OPTIONS");
    }
    for method in ["GET", "PUT", "DELETE"] {
        assert_eq!(call(&app, method, &format!("/pub{path}"), &token).await.outcome(), (404, 9001), "{method}");
    }
    let versioned = call(&app, "PUT", &format!("/api/v3.0{path}"), &token).await;
    assert_eq!(versioned.outcome(), (404, 9001));
    let preflight = app.request("OPTIONS", &format!("/api{path}")).header("origin", "https://x.example").send().await;
    assert_eq!(preflight.status, 200);
}

#[tokio::test]
async fn registering_again_revives_what_was_given_up() {
    use byline_store::Change;
    use byline_store::webhooks::{CallOutcome, Verdict, WebhookChange};
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    let token = client.credentials("/webhook").await;
    let path = format!("/api/{ada}/webhook/{ENCODED}");
    call(&app, "PUT", &path, &token).await;
    let hook = app.store.webhook(&client.id, ada.orcid, URI).await.unwrap().unwrap();
    let owe = WebhookChange::Owe { orcid: ada.orcid, sequence: hook.owed + 1, due: app.now() };
    let outcome = CallOutcome::Answered(500);
    let failed = WebhookChange::Called { hook: hook.id, at: app.now(), millis: 1, outcome, verdict: Verdict::GiveUp };
    app.commit([Change::Webhook(owe), Change::Webhook(failed)]).await;
    assert_eq!(call(&app, "PUT", &path, &token).await.status, 204);
    let hook = app.store.webhook(&client.id, ada.orcid, URI).await.unwrap().unwrap();
    assert_eq!((hook.failures, hook.schedule), (0, Schedule::Due(app.now())));
}
