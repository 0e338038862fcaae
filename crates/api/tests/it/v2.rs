//! Versions 2.1 and 2.0 through HTTP: which addresses they have, and what their documents look like.

use byline_testkit::{ItemKind, RecordState, TestApp, TestClient, TestRecord};
use serde_json::{Value, json};

const OLDER: [&str; 2] = ["v2.1", "v2.0"];
const TYPES: [&str; 4] = ["application/xml", "application/json", "application/vnd.orcid+xml", "application/orcid+json"];

/// Kinds that came with 3.0.
const NEW: [ItemKind; 6] = [
    ItemKind::Distinction,
    ItemKind::InvitedPosition,
    ItemKind::Membership,
    ItemKind::Qualification,
    ItemKind::ResearchResource,
    ItemKind::Service,
];

/// As much of an item as its documents show.
fn body(kind: ItemKind) -> String {
    let organization =
        json!({"name": "Fjordland University", "address": {"city": "Bergen", "region": null, "country": "NO"}});
    let ids = |name: &str, value: &str| json!({"external-id": [{"external-id-type": name, "external-id-value": value, "external-id-relationship": "self"}]});
    let date = json!({"year": {"value": "2020"}, "month": {"value": "05"}});
    match kind {
        ItemKind::Work => json!({
            "title": {"title": {"value": "On engines"}}, "journal-title": {"value": "Notes"},
            "type": "dissertation-thesis", "publication-date": date, "external-ids": ids("doi", "10.1/A"),
            "url": {"value": "https://example.org/engines"},
        }),
        ItemKind::Funding => json!({
            "type": "salary-award", "title": {"title": {"value": "Fellowship"}}, "external-ids": ids("grant_number", "7"),
            "url": {"value": "https://example.org/grant"}, "organization": organization,
        }),
        ItemKind::PeerReview => json!({
            "reviewer-role": "reviewer", "review-identifiers": ids("source-work-id", "r1"), "review-type": "review",
            "review-url": {"value": "https://example.org/review"}, "review-completion-date": date,
            "review-group-id": "issn:0000-0019", "convening-organization": organization,
        }),
        ItemKind::ResearchResource => json!({
            "proposal": {"title": {"title": {"value": "Ship time"}}, "hosts": {"organization": [organization]}},
        }),
        kind if kind.is_affiliation() => json!({
            "department-name": "Physics", "role-title": "Reader", "start-date": date, "organization": organization,
            "url": {"value": "https://example.org/job"}, "external-ids": ids("other-id", "j1"),
        }),
        ItemKind::ResearcherUrl => json!({"url": {"value": "https://example.org/me"}}),
        ItemKind::Address => json!({"country": {"value": "NO"}}),
        ItemKind::ExternalIdentifier => json!({
            "external-id-type": "Loop", "external-id-value": "12", "external-id-url": {"value": "https://loop.example/12"},
            "external-id-relationship": "self",
        }),
        ItemKind::Email => json!({"email": "ada@example.org", "verified": true, "primary": true}),
        _ => json!({"content": "engines"}),
    }
    .to_string()
}

/// A record with one public item of each kind, written by a client; the put-code of each.
struct Full<'a> {
    ada: TestRecord<'a>,
    codes: Vec<(ItemKind, String)>,
}

async fn full<'a>(app: &'a TestApp, client: &TestClient<'_>) -> Full<'a> {
    let ada = app.record("ada").await;
    let mut codes = Vec::new();
    for kind in ItemKind::ALL.into_iter().filter(|kind| *kind != ItemKind::Name) {
        app.clock.advance_seconds(1);
        let code = ada.item(kind, &body(kind)).by(client).add().await;
        codes.push((kind, code.to_string()));
    }
    Full { ada, codes }
}

impl Full<'_> {
    fn code(&self, kind: ItemKind) -> &str {
        &self.codes.iter().find(|(known, _)| *known == kind).expect("every kind is there").1
    }

    /// Every address of this record with what older versions answer.
    fn addresses(&self) -> Vec<(String, (u16, u64))> {
        let ada = self.ada;
        let mut all: Vec<_> = ["", "/record", "/person", "/personal-details", "/biography", "/activities"]
            .map(|below| (format!("/{ada}{below}"), (200, 0)))
            .into();
        all.push((format!("/{ada}/works/{}", self.code(ItemKind::Work)), (200, 0)));
        for (kind, code) in self.codes.iter().filter(|(kind, _)| !kind.is_single()) {
            let (spec, outcome) = (kind.spec(), if NEW.contains(kind) { (404, 9001) } else { (200, 0) });
            all.push((format!("/{ada}/{}", spec.list_path), outcome));
            if spec.by_put_code {
                all.push((format!("/{ada}/{}/{code}", spec.item_path), outcome));
            }
            if kind.is_activity() {
                all.push((format!("/{ada}/{}/summary/{code}", spec.item_path), outcome));
            }
        }
        all
    }
}

#[tokio::test]
async fn every_route_has_its_status_in_every_version_and_syntax() {
    let app = TestApp::start().await;
    let client = app.member("Press").await;
    let record = full(&app, &client).await;
    let token = client.token(&record.ada, "/read-limited").await;
    let groups = client.credentials("/group-id-record/read").await;
    let mut asked = 0;
    for version in OLDER {
        for accept in TYPES {
            let mut expect = Vec::new();
            for (path, outcome) in record.addresses() {
                expect.push((format!("/pub/{version}{path}"), None, outcome));
                expect.push((format!("/api/{version}{path}"), Some(&token), outcome));
            }
            let ada = record.ada;
            for (path, public, member) in [
                (format!("/client/{}", client.id), (200, 0), (200, 0)),
                ("/client/nobody".to_owned(), (404, 9016), (404, 9016)),
                (format!("/{ada}/summary"), (404, 9001), (404, 9001)),
                ("/error".to_owned(), (404, 9016), (500, 9008)),
                ("/pubStatus".to_owned(), (404, 9001), (404, 9001)),
                ("/apiStatus".to_owned(), (404, 9001), (404, 9001)),
                (format!("/{ada}/work/1x"), (404, 9001), (400, 9034)),
                (format!("/{ada}/keywords/1x"), (400, 9006), (400, 9034)),
                (format!("/{ada}/service/1x"), (404, 9001), (404, 9001)),
                (format!("/{ada}/poems"), (404, 9001), (404, 9001)),
            ] {
                expect.push((format!("/pub/{version}{path}"), None, public));
                expect.push((format!("/api/{version}{path}"), Some(&token), member));
            }
            expect.push((format!("/api/{version}/group-id-record"), Some(&groups), (200, 0)));
            expect.push((format!("/api/{version}/group-id-record/1"), Some(&groups), (400, 9026)));
            expect.push((format!("/api/{version}/group-id-record"), Some(&token), (403, 9038)));
            expect.push((format!("/pub/{version}/group-id-record"), None, (404, 9001)));
            for (path, token, outcome) in expect {
                let request = app.request("GET", &path).accept(accept);
                let request = if let Some(token) = token { request.bearer(token) } else { request };
                assert_eq!(request.send().await.outcome(), outcome, "{path} as {accept}");
                asked += 1;
            }
        }
        for (below, outcome) in [("works", (200, 0)), ("services", (404, 9001))] {
            let answer = app.request("OPTIONS", &format!("/pub/{version}/{}/{below}", record.ada)).send().await;
            assert_eq!(answer.outcome(), outcome, "{below}");
        }
        let identifiers = app.get_json(&format!("/pub/{version}/identifiers")).await;
        assert_eq!(identifiers.status, 200);
        let page = app.request("GET", &format!("/pub/{version}/")).accept("text/html").send().await;
        assert!(page.text().contains(&format!("/pub/{version}/{{iD}}/record")), "{version}");
        assert_eq!(
            app.get(&format!("/pub/{version}")).await.location(),
            format!("http://127.0.0.1:8080/pub/{version}/")
        );
    }
    assert!(asked > 600, "only {asked} requests");
}

/// PLAT-5
#[tokio::test]
async fn status_is_told_in_words() {
    let app = TestApp::start().await;
    for version in OLDER {
        for (accept, served) in
            [("*/*", "text/plain;charset=UTF-8"), ("application/json", "application/json;charset=UTF-8")]
        {
            let answer = app.request("GET", &format!("/api/{version}/status")).accept(accept).send().await;
            assert_eq!((answer.status.as_u16(), answer.text()), (200, "OK I am here"));
            assert_eq!(answer.header("content-type"), served);
        }
    }
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().map(|object| object.keys().map(String::as_str).collect()).unwrap_or_default()
}

#[tokio::test]
async fn a_record_of_2_1_has_the_sections_that_there_were() {
    let app = TestApp::start().await;
    let client = app.member("Press").await;
    let record = full(&app, &client).await;
    let (ada, base) = (record.ada, "http://127.0.0.1:8080");
    let document = app.get_json(&format!("/pub/v2.1/{ada}/record")).await.json();
    assert_eq!(document["orcid-identifier"]["uri"], format!("{base}/{ada}"));
    assert_eq!(document["preferences"]["locale"], "EN");
    let activities = &document["activities-summary"];
    let mut sections = keys(activities);
    sections.sort_unstable();
    assert_eq!(
        sections,
        ["educations", "employments", "fundings", "last-modified-date", "path", "peer-reviews", "works"]
    );

    let job = &activities["employments"]["employment-summary"][0];
    assert_eq!(job["visibility"], "PUBLIC");
    assert_eq!(job["organization"]["address"]["country"], "NO");
    for absent in ["url", "external-ids", "display-index"] {
        assert_eq!(job.get(absent), None, "{absent}");
    }
    assert_eq!(keys(&job["source"]).len(), 3, "no assertion origin");

    let group = &activities["works"]["group"][0];
    let id = &group["external-ids"]["external-id"][0];
    assert_eq!((&id["external-id-value"], &id["external-id-relationship"]), (&json!("10.1/A"), &json!("SELF")));
    assert_eq!(keys(id).len(), 4, "nothing normalised");
    let work = &group["work-summary"][0];
    assert_eq!((&work["type"], &work["display-index"]), (&json!("DISSERTATION"), &json!("1")));
    assert_eq!(work["publication-date"]["media-type"], Value::Null);
    assert!(work["publication-date"].as_object().is_some_and(|date| date.contains_key("media-type")));
    assert_eq!((work.get("url"), work.get("journal-title")), (None, None));

    let reviews = &activities["peer-reviews"]["group"][0];
    assert_eq!(reviews["external-ids"]["external-id"][0]["external-id-type"], "peer-review");
    assert_eq!(reviews["peer-review-summary"][0]["review-group-id"], "issn:0000-0019");
    assert_eq!(reviews["peer-review-summary"][0].get("reviewer-role"), None);

    // A page without a name goes by its address.
    let page = &document["person"]["researcher-urls"]["researcher-url"][0];
    assert_eq!(page["url-name"], "https://example.org/me");
    assert_eq!(page["visibility"], "PUBLIC");
}

#[tokio::test]
async fn dates_are_those_of_what_the_version_knows() {
    let app = TestApp::start().await;
    let client = app.member("Press").await;
    let ada = app.record("ada").await;
    let work = ada.work("On engines", &[("doi", "10.1/a")]).by(&client).add().await;
    let shown = app.get_json(&format!("/pub/v3.0/{ada}/work/{work}")).await.json()["last-modified-date"].clone();
    app.clock.advance_seconds(60);
    ada.affiliation(ItemKind::Service, "Society").by(&client).add().await;
    let activities = |version| format!("/pub/{version}/{ada}/activities");
    assert_ne!(app.get_json(&activities("v3.0")).await.json()["last-modified-date"], shown);
    for version in OLDER {
        assert_eq!(app.get_json(&activities(version)).await.json()["last-modified-date"], shown, "{version}");
    }
}

#[tokio::test]
async fn xml_has_the_namespaces_of_its_version() {
    let app = TestApp::start().await;
    let client = app.member("Press").await;
    let record = full(&app, &client).await;
    let ada = record.ada;
    let get = async |version: &str, below: String| {
        let answer = app.request("GET", &format!("/pub/{version}/{ada}{below}")).accept("application/xml").send().await;
        answer.text().to_owned()
    };
    let job = get("v2.1", format!("/employment/{}", record.code(ItemKind::Employment))).await;
    for element in
        ["<employment:department-name>Physics<", "<employment:role-title>Reader<", "<employment:organization>"]
    {
        assert!(job.contains(element), "{element} in {job}");
    }
    assert!(!job.contains("<common:url>") && !job.contains("external-ids"), "{job}");
    let work = get("v2.1", format!("/work/{}", record.code(ItemKind::Work))).await;
    assert!(work.contains("<work:url>https://example.org/engines</work:url>"), "{work}");
    assert!(work.contains("<work:type>dissertation</work:type>"), "{work}");
    let grant = get("v2.1", format!("/funding/summary/{}", record.code(ItemKind::Funding))).await;
    assert!(grant.contains("<funding:funding-summary ") && grant.contains("<funding:organization>"), "{grant}");
    let educations = get("v2.0", "/educations".to_owned()).await;
    assert!(educations.contains("<education:education-summary ") && !educations.contains("group"), "{educations}");
}

#[tokio::test]
async fn addresses_of_people_are_http_in_2_0_alone() {
    let app = TestApp::setup().base_url("https://reg.example").start().await;
    let client = app.member("Press").await;
    let ada = app.record("ada").await;
    ada.work("On engines", &[("doi", "10.1/a")]).by(&client).add().await;
    ada.item(ItemKind::Keyword, r#"{"content":"engines"}"#).add().await;
    for (version, scheme) in [("v3.0", "https"), ("v2.1", "https"), ("v2.0", "http")] {
        let request = app.request("GET", &format!("/{version}/{ada}/record")).host("pub.reg.example");
        let record = request.accept("application/json").send().await.json();
        assert_eq!(record["orcid-identifier"]["uri"], format!("{scheme}://reg.example/{ada}"));
        let work = &record["activities-summary"]["works"]["group"][0]["work-summary"][0];
        let source = &work["source"]["source-client-id"];
        assert_eq!(source["uri"], format!("{scheme}://reg.example/client/{}", client.id), "{version}");
        let keyword = &record["person"]["keywords"]["keyword"][0];
        assert_eq!(keyword["source"]["source-orcid"]["uri"], format!("{scheme}://reg.example/{ada}"), "{version}");
    }
}

#[tokio::test]
async fn kept_answers_are_of_their_version() {
    let app = TestApp::start().await;
    let client = app.member("Press").await;
    let record = full(&app, &client).await;
    let get = async |version: &str, accept| {
        app.request("GET", &format!("/pub/{version}/{}/activities", record.ada)).accept(accept).send().await
    };
    for accept in TYPES {
        let mut tags = Vec::new();
        for version in ["v3.0", "v2.1", "v2.0"] {
            let (first, again) = (get(version, accept).await, get(version, accept).await);
            assert_eq!(first.body, again.body);
            assert_eq!(first.text().contains("services"), version == "v3.0", "{version} {accept}");
            tags.push(first.header("etag").to_owned());
        }
        // On loopback, where addresses have one scheme, 2.1 and 2.0 say the same.
        assert!(tags[0] != tags[1] && tags[1] == tags[2], "{tags:?}");
    }
}

#[tokio::test]
async fn a_merged_record_leads_on_in_the_same_version() {
    let app = TestApp::start().await;
    let (ada, bob) = (app.record("ada").await, app.record("bob").await);
    ada.set_state(RecordState::Deprecated { primary: bob.orcid }).await;
    for version in OLDER {
        let answer = app.get(&format!("/pub/{version}/{ada}/works?a=1")).await;
        assert_eq!(answer.outcome(), (301, 9007));
        assert_eq!(answer.location(), format!("http://127.0.0.1:8080/pub/{version}/{bob}/works?a=1"));
    }
}

// 79
#[tokio::test]
async fn case_79_delegated_tokens_are_for_later_versions() {
    let app = TestApp::start().await;
    let (ada, bob) = (app.record("ada").await, app.record("bob").await);
    let (university, vendor) = (app.member("University").await, app.member("Vendor").await);
    let delegated = vendor.new_token("/read-limited /activities/update").of(ada.orcid).on_behalf_of(&university);
    let (delegated, own) = (delegated.issue().await, vendor.token(&ada, "/read-limited").await);
    let get = async |path: String, token: &str| {
        app.request("GET", &path).accept("application/json").bearer(token).send().await.outcome()
    };
    for version in OLDER {
        for prefix in ["/api", "/pub", ""] {
            assert_eq!(get(format!("{prefix}/{version}/{ada}/record"), &delegated).await, (403, 9052), "{prefix}");
        }
        // Before the token's record is looked at (`oauth` 8.7), and whatever is done.
        assert_eq!(get(format!("/api/{version}/{bob}/record"), &delegated).await, (403, 9052));
        let post = app.request("POST", &format!("/api/{version}/{ada}/work")).bearer(&delegated);
        assert_eq!(post.accept("application/json").send().await.outcome(), (403, 9052));
        assert_eq!(get(format!("/api/{version}/{ada}/record"), &own).await, (200, 0));
        assert_eq!(get(format!("/api/{version}/{bob}/record"), &own).await, (401, 9017));
    }
    assert_eq!(get(format!("/api/v3.0/{ada}/record"), &delegated).await, (200, 0));
}

#[tokio::test]
async fn groups_of_reviews_are_made_and_read() {
    let app = TestApp::start().await;
    let client = app.member("Press").await;
    let token = client.credentials("/group-id-record/update").await;
    for (number, version) in OLDER.into_iter().enumerate() {
        let send = async |method: &str, path: &str, body: &str| {
            let request =
                app.request(method, &format!("/api/{version}{path}")).accept("application/xml").bearer(&token);
            request.body("application/xml", body.to_owned()).send().await
        };
        let group = |code: &str, name: &str| {
            format!(
                "<group-id:group-id-record xmlns:group-id=\"http://www.orcid.org/ns/group-id\"{code}>\
                 <group-id:name>{name}</group-id:name><group-id:group-id>orcid-generated:{number}0</group-id:group-id>\
                 <group-id:description>About it</group-id:description><group-id:type>peer-review service</group-id:type>\
                 </group-id:group-id-record>"
            )
        };
        let added = send("POST", "/group-id-record", &group("", "Tides")).await;
        assert_eq!(added.status, 201, "{}", added.text());
        let code = added.location().rsplit('/').next().expect("a put-code").to_owned();
        let path = format!("/group-id-record/{code}");
        assert_eq!(added.location(), format!("http://127.0.0.1:8080/api/{version}{path}"));
        let changed = send("PUT", &path, &group(&format!(" put-code=\"{code}\""), "Ebbs")).await;
        let shown = app.request("GET", &format!("/api/{version}{path}")).accept("application/xml").bearer(&token);
        let shown = shown.send().await;
        assert_eq!(shown.text(), changed.text());
        // As the XSD has it: nothing but what was sent.
        assert!(shown.text().contains("<group-id:name>Ebbs</group-id:name>"), "{}", shown.text());
        assert!(!shown.text().contains("common:created-date") && !shown.text().contains("common:source"));
        let list =
            app.request("GET", &format!("/api/{version}/group-id-record")).accept("application/xml").bearer(&token);
        let list = list.send().await;
        assert!(list.text().contains("<group-id:group-id-records "), "{}", list.text());
        assert_eq!(app.request("DELETE", &format!("/api/{version}{path}")).bearer(&token).send().await.status, 204);
    }
}

#[tokio::test]
async fn permissions_are_asked_for() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("Press").await);
    let token = client.credentials("/premium-notification").await;
    let request = json!({
        "notification-type": "PERMISSION", "authorization-url": {"path": "/oauth/authorize?client_id=APP-0"},
        "notification-subject": "May we?", "notification-intro": "An article of yours",
        "items": {"item": [{"item-type": "PEER_REVIEW", "item-name": "Tides", "external-id": {
            "external-id-type": "doi", "external-id-value": "10.5555/t", "external-id-relationship": "SELF",
        }}]},
    });
    for version in OLDER {
        let base = format!("/api/{version}/{ada}/notification-permission");
        let send = async |method: &str, path: &str, body: String| {
            let request = app.request(method, path).accept("application/json").bearer(&token);
            request.body("application/json", body).send().await
        };
        let added = send("POST", &base, request.to_string()).await;
        assert_eq!(added.status, 201, "{}", added.text());
        let code = added.location().rsplit('/').next().expect("a put-code").to_owned();
        assert_eq!(added.location(), format!("http://127.0.0.1:8080{base}/{code}"));
        let shown = send("GET", &format!("{base}/{code}"), String::new()).await.json();
        assert_eq!(shown["notification-type"], "PERMISSION");
        let item = &shown["items"]["item"][0];
        assert_eq!((&item["item-type"], keys(&item["external-id"]).len()), (&json!("PEER_REVIEW"), 4));
        assert_eq!(keys(&shown["source"]).len(), 3);
        // Kinds that came later cannot be asked about.
        let later = request.to_string().replace("PEER_REVIEW", "SERVICE");
        assert_eq!(send("POST", &base, later).await.outcome(), (400, 9047));
        let list = app.request("GET", &base).accept("application/xml").bearer(&token).send().await;
        assert!(
            list.text().contains("<notification:item-type>peer-review</notification:item-type>"),
            "{}",
            list.text()
        );
        assert_eq!(send("DELETE", &format!("{base}/{code}"), String::new()).await.status, 200);
    }
}

#[tokio::test]
async fn webhooks_have_no_version() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("Press").await);
    let token = client.credentials("/webhook").await;
    for version in OLDER {
        let path = format!("/api/{version}/{ada}/webhook/https%3A%2F%2Fhook.example");
        let answer = app.request("PUT", &path).accept("application/json").bearer(&token).send().await;
        assert_eq!(answer.outcome(), (404, 9001), "{version}");
    }
}
