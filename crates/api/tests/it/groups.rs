//! Groups of peer reviews: the G cases of `record-api` 8.4, and what they leave out.

use std::sync::Arc;

use async_trait::async_trait;
use byline_model::Issn;
use byline_registry::{IssnResolver, IssnTable, IssnUnavailable};
use byline_store::Stretch;
use byline_testkit::{ItemKind, TestApp, TestResponse};

const SYNTAXES: [&str; 2] = ["application/json", "application/xml"];

/// A group in one of the syntaxes.
fn group(media: &str, put_code: Option<u64>, id: &str, name: &str) -> String {
    if media.ends_with("xml") {
        let code = put_code.map_or_else(String::new, |code| format!(" put-code=\"{code}\""));
        return format!(
            "<group-id:group-id-record xmlns:group-id=\"http://www.orcid.org/ns/group-id\"{code}>\
             <group-id:name>{name}</group-id:name><group-id:group-id>{id}</group-id:group-id>\
             <group-id:description>About {name}</group-id:description><group-id:type>journal</group-id:type>\
             </group-id:group-id-record>"
        );
    }
    let code = put_code.map_or_else(|| "null".to_owned(), |code| code.to_string());
    format!(r#"{{"put-code":{code},"name":"{name}","group-id":"{id}","description":"About {name}","type":"journal"}}"#)
}

async fn send(app: &TestApp, token: &str, method: &str, path: &str, media: &str, body: &str) -> TestResponse {
    let request = app.request(method, &format!("/api/v3.0/group-id-record{path}")).accept(media).bearer(token);
    request.body(media, body.to_owned()).send().await
}

async fn get(app: &TestApp, token: &str, path: &str) -> TestResponse {
    let request = app.request("GET", &format!("/api/v3.0/group-id-record{path}"));
    request.accept("application/json").bearer(token).send().await
}

/// The number at the end of an address.
#[track_caller]
fn code(address: &str) -> u64 {
    address.rsplit('/').next().and_then(|it| it.parse().ok()).unwrap_or_else(|| panic!("{address:?}"))
}

/// What the answer points at.
fn duplicate(answer: &TestResponse) -> &str {
    let link = answer.header("link");
    link.strip_prefix('<').and_then(|it| it.strip_suffix(">; rel=\"duplicate\"")).unwrap_or_default()
}

/// MEM-70, G01, G02
#[tokio::test]
async fn g01_and_g02_a_group_is_added_once() {
    let app = TestApp::start().await;
    let token = app.member("Press").await.credentials("/group-id-record/update").await;
    for media in SYNTAXES {
        let id = format!("orcid-generated:{}", &media[12..]);
        let added = send(&app, &token, "POST", "", media, &group(media, None, &id, "Tides")).await;
        assert_eq!((added.status.as_u16(), added.text()), (201, ""), "{media}");
        let at = added.location().to_owned();
        assert!(at.starts_with("http://127.0.0.1:8080/api/v3.0/group-id-record/"), "{at}");
        let found = get(&app, &token, &format!("/{}", code(&at))).await.json();
        assert_eq!((&found["group-id"], &found["description"]), (&id.clone().into(), &"About Tides".into()));
        let again = send(
            &app,
            &token,
            "POST",
            "",
            media,
            &group(media, None, &id.to_uppercase().replace("ORCID-GENERATED", "orcid-generated"), "T"),
        )
        .await;
        assert_eq!(again.outcome(), (409, 9025), "{media}");
        assert_eq!(duplicate(&again), at);
    }
}

/// G03, G04, G05
#[tokio::test]
async fn g03_to_g05_what_is_refused() {
    let app = TestApp::start().await;
    let client = app.member("Press").await;
    let (token, reads) =
        (client.credentials("/group-id-record/update").await, client.credentials("/group-id-record/read").await);
    for (media, schema) in SYNTAXES.into_iter().zip([9047, 9012]) {
        let post = async |body: String| send(&app, &token, "POST", "", media, &body).await.outcome();
        assert_eq!(post(group(media, None, "foo:1", "T")).await, (400, schema), "G03 {media}");
        assert_eq!(post(group(media, None, "orcid-generated:x", "T")).await, (400, schema), "one character {media}");
        assert_eq!(post(group(media, Some(7), "orcid-generated:xy", "T")).await, (400, 9024), "{media}");
        assert_eq!(post(group(media, None, "issn:1234-567", "T")).await, (400, 9053), "{media}");
        assert_eq!(post(group(media, None, "issn:9999-9994", "T")).await, (400, 9053), "nobody has it {media}");
        let body = group(media, None, "orcid-generated:xy", "T").replace("journal", "blog");
        assert_eq!(post(body).await, (400, schema), "{media}");
        let body = group(media, Some(99), "orcid-generated:xy", "T");
        for method in ["PUT", "DELETE"] {
            let outcome = send(&app, &token, method, "/99", media, &body).await.outcome();
            assert_eq!(outcome, (400, 9026), "G04 {method} {media}");
            assert_eq!(send(&app, &token, method, "/x", media, &body).await.outcome(), (400, 9034), "{method} {media}");
            assert_eq!(send(&app, &reads, method, "/99", media, &body).await.outcome(), (403, 9038), "{method}");
        }
        let body = group(media, None, "orcid-generated:xy", "T");
        assert_eq!(send(&app, &reads, "POST", "", media, &body).await.outcome(), (403, 9038), "G05 {media}");
    }
    assert_eq!(get(&app, &reads, "/99").await.outcome(), (400, 9026), "G04");
    assert_eq!(send(&app, &token, "POST", "", "text/plain", "x").await.outcome(), (415, 9001));
    assert_eq!(send(&app, &token, "PATCH", "", SYNTAXES[0], "{}").await.outcome(), (405, 9001));
    let long = group(SYNTAXES[0], None, "orcid-generated:xy", &"n".repeat(1001));
    assert_eq!(send(&app, &token, "POST", "", SYNTAXES[0], &long).await.outcome(), (400, 9047));
}

#[tokio::test]
async fn only_its_source_changes_a_group() {
    let app = TestApp::start().await;
    let scope = "/group-id-record/update";
    let (press, other) = (app.member("Press").await, app.member("Other").await);
    let (token, foreign) = (press.credentials(scope).await, other.credentials(scope).await);
    for media in SYNTAXES {
        let id = format!("orcid-generated:{}", &media[12..]);
        let at = code(send(&app, &token, "POST", "", media, &group(media, None, &id, "Tides")).await.location());
        let path = format!("/{at}");
        let put = async |token: &str, code, id: &str, name: &str| {
            send(&app, token, "PUT", &path, media, &group(media, code, id, name)).await
        };
        assert_eq!(put(&token, None, &id, "Ebb").await.outcome(), (400, 9019), "{media}");
        assert_eq!(put(&token, Some(at + 1), &id, "Ebb").await.outcome(), (400, 9019), "{media}");
        assert_eq!(put(&foreign, Some(at), &id, "Ebb").await.outcome(), (403, 9010), "{media}");
        let changed = put(&token, Some(at), &format!("{id}-2"), "E\u{7f}bb").await;
        assert_eq!(changed.status, 200, "{media}: {}", changed.text());
        assert!(changed.text().contains("Ebb"), "control characters are left out: {}", changed.text());
        let added = send(&app, &token, "POST", "", media, &group(media, None, &id, "Tides")).await;
        assert_eq!(added.status, 201, "the old id is free");
        let clash = put(&token, Some(at), &id, "Ebb").await;
        assert_eq!((clash.outcome(), duplicate(&clash)), ((409, 9025), added.location()), "{media}");
        assert_eq!(
            put(&token, Some(at), "issn:0028-0836", "Mine").await.outcome(),
            (409, 9025),
            "serials are nobody's"
        );
        assert_eq!(send(&app, &foreign, "DELETE", &path, media, "").await.outcome(), (403, 9010), "{media}");
        assert_eq!(send(&app, &token, "DELETE", &path, media, "").await.status, 204, "{media}");
        assert_eq!(get(&app, &token, &path).await.outcome(), (400, 9026), "{media}");
    }
}

/// Clocks are put back now and then; what readers have seen of a group is not.
#[tokio::test]
async fn the_last_modification_of_a_group_does_not_go_back_with_the_clock() {
    let app = TestApp::start().await;
    let token = app.member("Press").await.credentials("/group-id-record/update").await;
    for media in SYNTAXES {
        let id = format!("orcid-generated:{}", &media[12..]);
        let added = send(&app, &token, "POST", "", media, &group(media, None, &id, "Tides")).await;
        let at = format!("/{}", code(added.location()));
        let modified = async || {
            let put_code = code(&at).to_string().parse().expect("a put-code");
            app.store.group_id(put_code).await.unwrap().expect("is there").modified
        };
        let before = modified().await.expect("it is known");
        let change = async |name: &str| {
            let changed = group(media, Some(code(&at)), &id, name);
            let answer = send(&app, &token, "PUT", &at, media, &changed).await;
            assert_eq!(answer.status, 200, "{media}: {}", answer.text());
        };
        app.clock.advance_seconds(-3600);
        change("Ebbs").await;
        assert_eq!(modified().await, Some(before), "{media}");
        app.clock.advance_seconds(3660);
        change("Floods").await;
        assert_eq!(modified().await, Some(before.plus_seconds(60)), "{media}");
    }
}

/// G06
#[tokio::test]
async fn g06_a_group_in_use_stays() {
    let app = TestApp::start().await;
    let client = app.member("Press").await;
    let token = client.credentials("/group-id-record/update").await;
    let ada = app.record("ada").await;
    let body = group(SYNTAXES[0], None, "orcid-generated:Tides", "Tides");
    let at = code(send(&app, &token, "POST", "", SYNTAXES[0], &body).await.location());
    let review = ada.item(ItemKind::PeerReview, r#"{"review-group-id":"orcid-generated:tides"}"#).add().await;
    let delete = async || send(&app, &token, "DELETE", &format!("/{at}"), SYNTAXES[0], "").await;
    let foreign = app.member("Other").await.credentials("/group-id-record/update").await;
    assert_eq!(send(&app, &foreign, "DELETE", &format!("/{at}"), SYNTAXES[0], "").await.outcome(), (409, 9040));
    assert_eq!(delete().await.outcome(), (409, 9040));
    let gone = byline_store::Change::DeleteItem { owner: ada.orcid, kind: ItemKind::PeerReview, put_code: review };
    app.commit([gone]).await;
    assert_eq!(delete().await.status, 204);
}

#[tokio::test]
async fn a_serial_gets_its_group_from_the_registry() {
    let app = TestApp::start().await;
    let client = app.member("Press").await;
    let token = client.credentials("/group-id-record/update").await;
    for (media, issn) in SYNTAXES.into_iter().zip(["0028-0836", "0036-8075"]) {
        let answer = send(&app, &token, "POST", "", media, &group(media, None, &format!("issn:{issn}"), "Mine")).await;
        assert_eq!(answer.outcome(), (409, 9025), "{media}");
        let made = get(&app, &token, &format!("/{}", code(duplicate(&answer)))).await.json();
        assert_eq!(made["group-id"], format!("issn:{issn}"), "{media}");
        assert!(["Nature", "Science"].iter().any(|name| made["name"] == *name), "{made}");
        let again = send(&app, &token, "POST", "", media, &group(media, None, &format!("issn:{issn}"), "Mine")).await;
        assert_eq!((again.outcome(), duplicate(&again)), ((409, 9025), duplicate(&answer)), "{media}");
        let path = format!("/{}", code(duplicate(&answer)));
        assert_eq!(send(&app, &token, "DELETE", &path, media, "").await.outcome(), (403, 9010), "{media}");
    }
    let found = get(&app, &token, "?group-id=issn:0004637x").await.json();
    assert_eq!((&found["group-id"], &found["name"]), (&"issn:0004-637X".into(), &"The Astrophysical journal".into()));
    assert_eq!(get(&app, &token, "?group-id=issn:9999-9994").await.json()["put-code"], serde_json::Value::Null);
    assert_eq!(get(&app, &token, "?group-id=issn:x").await.json()["put-code"], serde_json::Value::Null);
    let xml = app.request("GET", "/api/v3.0/group-id-record?group-id=issn:0028-0836").bearer(&token).send().await;
    assert!(xml.text().contains("<common:source-name>127.0.0.1:8080</common:source-name>"), "{}", xml.text());
    assert_eq!(get(&app, &token, "").await.json()["total"], 3);
}

#[tokio::test]
async fn many_who_ask_for_a_serial_get_one_group() {
    let app = Arc::new(TestApp::start().await);
    let asked = (0..8).map(|_| {
        let app = Arc::clone(&app);
        tokio::spawn(
            async move { app.registry.ensure_group("issn:0140-6736", &byline_registry::Manner::default()).await },
        )
    });
    for asked in asked.collect::<Vec<_>>() {
        assert_eq!(asked.await.unwrap().unwrap(), "issn:0140-6736");
    }
    assert_eq!(app.store.group_ids(Stretch::first(9)).await.unwrap().rows.len(), 1);
}

struct Silent;

#[async_trait]
impl IssnResolver for Silent {
    async fn title(&self, _: Issn) -> Result<Option<String>, IssnUnavailable> {
        Err(IssnUnavailable("nobody is there".into()))
    }
}

#[tokio::test]
async fn a_portal_that_is_away_is_no_fault_of_the_client() {
    let app = TestApp::setup().issns(Arc::new(Silent)).start().await;
    let token = app.member("Press").await.credentials("/group-id-record/update").await;
    let body = group(SYNTAXES[0], None, "issn:0028-0836", "Mine");
    assert_eq!(send(&app, &token, "POST", "", SYNTAXES[0], &body).await.outcome(), (500, 9008));
    let known = IssnTable::default().with("issn,title\n1741-4857,Tides").unwrap();
    let app = TestApp::setup().issns(Arc::new(known)).start().await;
    let token = app.member("Press").await.credentials("/group-id-record/update").await;
    assert_eq!(get(&app, &token, "?group-id=issn:1741-4857").await.json()["name"], "Tides");
}
