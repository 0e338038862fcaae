//! Linked data and citations (`model` 7.1).

use byline_testkit::{ItemKind, TestApp, Visibility};

/// MODEL-7.2
#[tokio::test]
async fn a_person_as_rdf_in_every_syntax() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    ada.item(ItemKind::Biography, r#"{"content":"a well-kept secret"}"#).limited().add().await;
    let path = format!("/pub/experimental_rdf_v1/{ada}");
    for (accept, content_type, words) in [
        ("text/turtle", "text/turtle;charset=UTF-8", "foaf:givenName \"ada\""),
        ("text/n3", "text/n3;charset=UTF-8", "foaf:givenName \"ada\""),
        (
            "application/n-triples",
            "application/n-triples;charset=UTF-8",
            "<http://xmlns.com/foaf/0.1/givenName> \"ada\"",
        ),
        ("application/rdf+xml", "application/rdf+xml;charset=UTF-8", "<rdf:RDF"),
        ("application/ld+json", "application/ld+json;charset=UTF-8", "\"givenName\""),
        ("*/*", "application/rdf+xml;charset=UTF-8", "<rdf:RDF"),
        ("application/rdf+xml;q=0.5, text/turtle", "text/turtle;charset=UTF-8", "foaf:"),
    ] {
        let answer = app.request("GET", &path).accept(accept).send().await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, content_type), "{accept}");
        assert!(answer.text().contains(words), "{accept}: {}", answer.text());
        assert!(!answer.text().contains("well-kept"), "{accept}");
        let request = app.request("GET", &path).accept(accept).header("if-none-match", answer.header("etag"));
        assert_eq!(request.send().await.status, 304, "{accept}");
    }
    let turtle = app.request("GET", &path).accept("text/turtle").send().await;
    assert!(turtle.text().contains(&format!("http://127.0.0.1:8080{path}")), "{}", turtle.text());
    assert_eq!(app.request("GET", &path).accept("text/plain").send().await.outcome(), (406, 9001));
}

#[tokio::test]
async fn rdf_is_the_public_apis() {
    let app = TestApp::start().await;
    let (ada, bob, client) = (app.record("ada").await, app.record("bob").await, app.member("C1").await);
    let token = client.token(&ada, "/read-limited").await;
    let at = async |path: String| app.request("GET", &path).accept("text/turtle").bearer(&token).send().await.outcome();
    assert_eq!(at(format!("/pub/experimental_rdf_v1/{ada}")).await, (200, 0));
    assert_eq!(at(format!("/experimental_rdf_v1/{ada}")).await, (200, 0));
    assert_eq!(at(format!("/api/experimental_rdf_v1/{ada}")).await, (404, 9001));
    assert_eq!(at(format!("/pub/experimental_rdf_v1/{bob}")).await, (401, 9017));
    assert_eq!(at(format!("/pub/experimental_rdf_v1/{ada}/works")).await, (404, 9001));
    assert_eq!(at("/pub/experimental_rdf_v1/nobody".to_owned()).await, (404, 9016));
    ada.set_state(byline_testkit::RecordState::Locked).await;
    assert_eq!(at(format!("/pub/experimental_rdf_v1/{ada}")).await, (409, 9018));
}

/// REG-65
#[tokio::test]
async fn schema_org_stands_beside_the_record() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    ada.work("Notes", &[("doi", "10.1000/a")]).add().await;
    ada.work("Diary", &[("doi", "10.1000/b")]).limited().add().await;
    for path in ["", "/record"] {
        let request = app.request("GET", &format!("/pub/v3.0/{ada}{path}")).accept("application/ld+json");
        let answer = request.send().await;
        assert_eq!(answer.header("content-type"), "application/ld+json;charset=UTF-8");
        assert_eq!(answer.json()["@type"], "Person");
        assert!(answer.text().contains("Notes") && !answer.text().contains("Diary"), "{}", answer.text());
    }
    let other = app.request("GET", &format!("/pub/v3.0/{ada}/works")).accept("application/ld+json").send().await;
    assert_eq!(other.outcome(), (406, 9001));
    let token = client.token(&ada, "/read-limited").await;
    let member = app.request("GET", &format!("/api/v3.0/{ada}")).accept("application/ld+json").bearer(&token);
    assert_eq!(member.send().await.outcome(), (406, 9001));
}

/// MODEL-7.1
#[tokio::test]
async fn works_can_be_cited() {
    const CSL: &str = "application/vnd.citationstyles.csl+json";
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let code = ada.work("Notes", &[("doi", "10.1000/a")]).add().await;
    let path = format!("/pub/v3.0/{ada}/work/{code}");
    let answer = app.request("GET", &path).accept(CSL).send().await;
    assert_eq!(answer.header("content-type"), format!("{CSL};charset=UTF-8"));
    assert_eq!((&answer.json()["title"], &answer.json()["DOI"]), (&"Notes".into(), &"10.1000/a".into()));
    assert!(answer.text().contains("ada"), "the owner is the author: {}", answer.text());
    let listed = app.request("GET", &path).accept(&format!("{CSL}, application/json;q=0.1")).send().await;
    assert_eq!(listed.header("content-type"), "application/json;charset=UTF-8", "only when it is all that is accepted");
    ada.name("ada", Visibility::Private).await;
    assert!(!app.request("GET", &path).accept(CSL).send().await.text().contains("ada"));
    let funding = app.request("GET", &format!("/pub/v3.0/{ada}/funding/{code}")).accept(CSL).send().await;
    assert_eq!(funding.outcome(), (406, 9001));
    ada.work("Notes", &[]).replacing(code).private().add().await;
    assert_eq!(app.request("GET", &path).accept(CSL).send().await.outcome(), (403, 9039));
}
