//! Tokens on API calls (`oauth` 8, 11.7).

use byline_testkit::{ClientState, ClientType, ItemKind, RecordState, RevocationReason, TestApp, TestResponse};

fn oauth_error(answer: &TestResponse) -> (u16, String) {
    assert_eq!(answer.header("content-type"), "application/json;charset=UTF-8");
    (answer.status.as_u16(), answer.json()["error"].as_str().unwrap_or_default().to_owned())
}

/// P32, oauth-86
#[tokio::test]
async fn p32_a_bad_token_is_refused_on_every_path() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    for path in [
        format!("/pub/v3.0/{ada}/record"),
        format!("/api/v3.0/{ada}/record"),
        format!("/v3.0/{ada}/record"),
        "/pub/v3.0/status".to_owned(),
        "/api/v3.0/status".to_owned(),
        "/pub/nowhere".to_owned(),
        "/pub/v3.0/identifiers".to_owned(),
    ] {
        let answer = app.request("GET", &path).accept("application/xml").bearer("garbage-1234").send().await;
        assert_eq!(oauth_error(&answer), (401, "invalid_token".to_owned()), "{path}");
        assert_eq!(answer.json()["error_description"], "Invalid access token: 1234");
    }
}

/// P33, oauth-90
#[tokio::test]
async fn p33_a_token_is_for_one_record() {
    let app = TestApp::start().await;
    let (ada, bob, client) = (app.record("ada").await, app.record("bob").await, app.member("Press").await);
    let token = client.token(&bob, "/read-limited").await;
    for path in
        [format!("/pub/v3.0/{ada}/record"), format!("/api/v3.0/{ada}/record"), format!("/api/v3.0/{ada}/work/x")]
    {
        let answer = app.request("GET", &path).accept("application/json").bearer(&token).send().await;
        assert_eq!(answer.outcome(), (401, 9017), "{path}");
    }
    assert_eq!(bob.member(&token, "/record").await.status, 200);
    assert_eq!(app.request("GET", &format!("/pub/v3.0/{bob}/record")).bearer(&token).send().await.status, 200);
}

/// R01, oauth-84
#[tokio::test]
async fn r01_the_member_api_wants_a_token() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    for path in [format!("/api/v3.0/{ada}/record"), format!("/api/v3.0/{ada}/nowhere"), format!("/api/{ada}/record")] {
        let answer = app.request("GET", &path).accept("application/xml").send().await;
        assert_eq!(oauth_error(&answer), (403, "forbidden".to_owned()), "{path}");
    }
}

// 85
#[tokio::test]
async fn tokens_that_do_not_count() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("Press").await);
    let locked = app.client_with("Locked", ClientType::Updater, |it| it.state = ClientState::Locked).await;
    let closed = app.client_with("Closed", ClientType::Updater, |it| it.state = ClientState::Deactivated).await;
    let new = || client.new_token("/read-limited").of(ada.orcid);
    for (token, why) in [
        (new().expires(app.now()).issue().await, "expired"),
        (new().revoked(RevocationReason::ClientRevoked).issue().await, "revoked"),
        (locked.token(&ada, "/read-limited").await, "client locked"),
        (closed.token(&ada, "/read-limited").await, "client deactivated"),
        ("00000000-0000-4000-8000-999999999999".to_owned(), "unknown"),
    ] {
        let answer = ada.member(&token, "/record").await;
        assert_eq!(oauth_error(&answer), (401, "invalid_token".to_owned()), "{why}");
        assert!(!answer.text().contains(&token), "{why}: the token stays out of the answer");
    }
    let token = new().expires(app.now().plus_seconds(60)).issue().await;
    assert_eq!(ada.member(&token, "/record").await.status, 200);
    app.clock.advance_seconds(61);
    assert_eq!(ada.member(&token, "/record").await.status, 401);
}

// 87, 88
#[tokio::test]
async fn where_a_token_is_looked_for() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("Press").await);
    let token = client.token(&ada, "/read-limited").await;
    let public = format!("/pub/v3.0/{ada}/record");
    let blank = app.request("GET", &public).header("authorization", "Bearer ").send().await;
    assert_eq!((blank.status.as_u16(), blank.header("cache-control")), (200, "no-cache"));
    let basic = app.request("GET", &public).header("authorization", "Basic eDp5").send().await;
    assert_eq!(basic.status, 200);
    let member = format!("/api/v3.0/{ada}/record");
    for value in [format!("bEARER {token}"), format!("Bearer {token}, Basic x"), format!("Bearer  {token} ")] {
        assert_eq!(app.request("GET", &member).header("authorization", &value).send().await.status, 200, "{value}");
    }
    assert_eq!(app.get(&format!("{member}?access_token={token}")).await.status, 200);
    assert_eq!(app.get(&format!("{member}?access_token=x{token}")).await.status, 401);
    let both = app.request("GET", &format!("{member}?access_token=garbage")).bearer(&token).send().await;
    assert_eq!(both.status, 200, "the header wins");
}

// 89
#[tokio::test]
async fn a_public_client_has_no_place_on_the_member_api() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.client("App", ClientType::PublicClient).await);
    let token = client.credentials("/read-public").await;
    assert_eq!(oauth_error(&ada.member(&token, "/record").await), (403, "forbidden".to_owned()));
    let public = app.request("GET", &format!("/pub/v3.0/{ada}/record")).bearer(&token).send().await;
    assert_eq!((public.status.as_u16(), public.header("cache-control")), (200, "private, no-cache"));
}

/// From its second request on, what a token wants to see is read along with it.
#[tokio::test]
async fn what_is_read_along_with_a_token_is_what_is_read_without() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("Press").await);
    let education = ada.affiliation(ItemKind::Education, "London").limited().add().await;
    let work = ada.work("Notes", &[("doi", "10.1/n")]).add().await;
    let other = ada.work("Secrets", &[]).private().add().await;
    let paths = [
        "/record".to_owned(),
        "/works".to_owned(),
        "/biography".to_owned(),
        format!("/work/{work}"),
        format!("/work/{other}"),
        format!("/work/summary/{work}"),
        format!("/works/{work},{other}"),
        // Somebody else's kind.
        format!("/employment/{education}"),
        format!("/education/{education}"),
        "/work/99999999".to_owned(),
    ];
    let accepted = ["application/json", "application/xml", "application/ld+json", "text/nothing"];
    let public_client = app.client("App", ClientType::PublicClient).await;
    for (root, owner) in
        [("/pub", &client), ("/api", &client), ("", &client), ("", &public_client), ("/pub", &public_client)]
    {
        let regular = owner.token(&ada, "/read-limited").await;
        for path in &paths {
            for accept in accepted {
                let ask = async |token: String| {
                    let path = format!("{root}/v3.0/{ada}{path}");
                    let answer = app.request("GET", &path).accept(accept).bearer(&token).send().await;
                    (answer.status, answer.text().to_owned())
                };
                let first = ask(owner.token(&ada, "/read-limited").await).await;
                for _ in 0..2 {
                    assert_eq!(ask(regular.clone()).await, first, "{root}{path} {accept}");
                }
            }
        }
        ada.work("One more", &[]).add().await;
        let works = app.request("GET", &format!("{root}/v3.0/{ada}/works")).accept("application/json");
        assert!(works.bearer(&regular).send().await.text().contains("One more"), "{root}");
        ada.set_state(RecordState::Locked).await;
        let locked = app.request("GET", &format!("{root}/v3.0/{ada}/works")).accept("application/json");
        assert_eq!(locked.bearer(&regular).send().await.outcome().1, 9018, "{root}");
        ada.set_state(RecordState::Active).await;
    }
}

/// R14, oauth-92, oauth-93
#[tokio::test]
async fn r14_a_token_that_the_person_took_away_reads_nothing() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("Press").await);
    let new = || client.new_token("/read-limited /activities/update").of(ada.orcid);
    let taken = new().revoked(RevocationReason::UserRevoked).issue().await;
    assert_eq!(oauth_error(&ada.member(&taken, "/record").await), (401, "invalid_token".to_owned()));
    // What DELETE answers is for the writing side to say; the token itself passes.
    let path = format!("/api/v3.0/{ada}/works");
    assert_eq!(app.request("DELETE", &path).bearer(&taken).send().await.status, 405);
    let closed = new().revoked(RevocationReason::RecordClosed).issue().await;
    assert_eq!(app.request("DELETE", &path).bearer(&closed).send().await.status, 401);
}

#[tokio::test]
async fn a_token_for_creating_records_ends_where_the_owner_begins() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.client("University", ClientType::PremiumCreator).await);
    let token = client.credentials("/orcid-profile/create").await;
    assert_eq!(ada.member(&token, "/record").await.outcome(), (403, 9005));
    ada.unclaimed(&client, 1).await;
    assert_eq!(ada.member(&token, "/record").await.status, 200);
    let both = client.credentials("/orcid-profile/create /read-public").await;
    ada.change(|head| head.history.claimed = true).await;
    assert_eq!(ada.member(&both, "/record").await.status, 200);
}

// 94, 95
#[tokio::test]
async fn record_states_come_after_the_token() {
    let app = TestApp::start().await;
    let (ada, bob, client) = (app.record("ada").await, app.record("bob").await, app.member("Press").await);
    let token = client.token(&ada, "/read-limited").await;
    ada.set_state(byline_testkit::RecordState::Locked).await;
    assert_eq!(ada.member(&token, "/works").await.outcome(), (409, 9018));
    ada.set_state(byline_testkit::RecordState::Deprecated { primary: bob.orcid }).await;
    let answer = ada.member(&token, "/works").await;
    assert_eq!(answer.outcome(), (301, 9007));
    assert_eq!(answer.location(), format!("http://127.0.0.1:8080/api/v3.0/{bob}/works"));
    assert_eq!(app.get(&format!("/api/v3.0/{ada}/works")).await.status, 403, "nothing is said without a token");
}
