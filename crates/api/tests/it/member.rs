//! What members read.

use byline_model::source::Agent;
use byline_store::{Change, GroupId};
use byline_testkit::{ItemKind, PutCode, Source, TestApp, Visibility};
use serde_json::Value;

fn titles(works: &Value) -> Vec<String> {
    let groups = works["group"].as_array().expect("groups").iter();
    let summaries = groups.flat_map(|group| group["work-summary"].as_array().expect("summaries"));
    let mut titles: Vec<_> = summaries.map(|it| it["title"]["title"]["value"].as_str().unwrap().to_owned()).collect();
    titles.sort();
    titles
}

/// D-13
/// What only those who are signed in may see is to tokens as what only trusted parties may (`record-api` 2.2).
#[tokio::test]
async fn each_visibility_opens_to_those_it_names() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let (reader, source) = (app.member("C1").await, app.member("C2").await);
    for visibility in Visibility::ALL {
        ada.work(visibility.as_str(), &[]).visibility(visibility).by(&source).add().await;
    }
    let public = reader.token(&ada, "/read-public").await;
    let limited = reader.token(&ada, "/read-limited").await;
    let own = source.token(&ada, "/read-public").await;
    assert_eq!(titles(&ada.member(&public, "/works").await.json()), ["public"]);
    assert_eq!(titles(&ada.member(&limited, "/works").await.json()), ["limited", "public", "registered-only"]);
    let all = ["limited", "private", "public", "registered-only"];
    assert_eq!(titles(&ada.member(&own, "/works").await.json()), all);
}

/// R02, R03, R04, R05, R06
#[tokio::test]
async fn r02_to_r06_scope_source_and_visibility_decide() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let (c1, c2) = (app.member("C1").await, app.member("C2").await);
    ada.work("public", &[]).add().await;
    let limited = ada.work("limited", &[]).limited().by(&c2).add().await;
    let private = ada.work("private", &[]).private().by(&c2).add().await;
    let own = ada.work("own", &[]).private().by(&c1).add().await;
    let read_public = c1.token(&ada, "/read-public").await;
    assert_eq!(titles(&ada.member(&read_public, "/works").await.json()), ["own", "public"]);
    let activities = c1.token(&ada, "/activities/read-limited").await;
    assert_eq!(ada.member(&activities, &format!("/work/{limited}")).await.status, 200);
    assert_eq!(titles(&ada.member(&activities, "/works").await.json()), ["limited", "own", "public"]);
    assert_eq!(ada.member(&read_public, &format!("/work/{limited}")).await.outcome(), (403, 9038));
    let read_limited = c1.token(&ada, "/read-limited").await;
    assert_eq!(ada.member(&read_limited, &format!("/work/{private}")).await.outcome(), (403, 9013));
    assert_eq!(ada.member(&read_public, &format!("/work/{own}")).await.status, 200);
}

// R07 is 90, see `bearer`.

/// R08
#[tokio::test]
async fn r08_client_credentials_read_public_content_of_every_record() {
    let app = TestApp::start().await;
    let (ada, bob, client) = (app.record("ada").await, app.record("bob").await, app.member("C1").await);
    ada.work("public", &[]).add().await;
    ada.work("limited", &[]).limited().add().await;
    let token = client.credentials("/read-public").await;
    let record = ada.member(&token, "/record").await;
    assert_eq!(titles(&record.json()["activities-summary"]["works"]), ["public"]);
    assert_eq!(bob.member(&token, "/record").await.status, 200);
}

/// R09
#[tokio::test]
async fn r09_put_codes_are_numbers_for_every_kind() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    let token = client.token(&ada, "/read-limited").await;
    for path in ["/work/abc", "/keywords/abc", "/service/summary/abc", "/education/abc"] {
        assert_eq!(ada.member(&token, path).await.outcome(), (400, 9034), "{path}");
    }
    let everyone = client.credentials("/read-public").await;
    let nobody = app.request("GET", "/api/v3.0/nobody/work/abc").bearer(&everyone).send().await;
    assert_eq!(nobody.outcome(), (400, 9034), "before the record is looked at");
}

/// R10, R11
#[tokio::test]
async fn r10_r11_members_see_verified_addresses() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    for visibility in [Visibility::Public, Visibility::Limited, Visibility::Private] {
        ada.email(&format!("{visibility}@example.org"), true).visibility(visibility).add().await;
        ada.email(&format!("unverified-{visibility}@example.org"), false).visibility(visibility).add().await;
    }
    let addresses = async |scopes: &str| {
        let answer = ada.member(&client.token(&ada, scopes).await, "/email").await.json();
        let emails = answer["email"].as_array().unwrap().iter();
        emails.map(|it| it["email"].as_str().unwrap().replace("@example.org", "")).collect::<Vec<_>>()
    };
    assert_eq!(addresses("/read-public").await, ["public"]);
    assert_eq!(addresses("/read-limited").await, ["public", "limited"]);
    assert_eq!(addresses("/email/read-private").await, ["public", "limited", "private"]);
}

/// R12
#[tokio::test]
async fn r12_a_bulk_read_hides_foreign_private_works() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let (c1, c2) = (app.member("C1").await, app.member("C2").await);
    let own = ada.work("own", &[]).private().by(&c1).add().await;
    let foreign = ada.work("foreign", &[]).private().by(&c2).add().await;
    let token = c1.token(&ada, "/read-public").await;
    let bulk = ada.member(&token, &format!("/works/{own},{foreign}")).await.json();
    assert_eq!(bulk["bulk"][0]["work"]["put-code"], own.get());
    assert_eq!(bulk["bulk"][1]["error"]["error-code"], 9013);
}

/// REG-62, R13
#[tokio::test]
async fn r13_a_summary_counts_groups_and_shows_three() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    let client = app.member("C1").await;
    for year in [2001, 2002, 2003, 2004] {
        let body = serde_json::json!({
            "organization": {"name": format!("Employer {year}"), "address": {"city": "Oslo", "country": "NO"}},
            "end-date": {"year": {"value": year.to_string()}},
        });
        ada.item(ItemKind::Employment, &body.to_string()).by(&client).add().await;
    }
    ada.affiliation(ItemKind::Employment, "Present employer").add().await;
    ada.affiliation(ItemKind::Employment, "Secret employer").limited().add().await;
    ada.affiliation(ItemKind::Service, "Club").add().await;
    ada.work("validated", &[("doi", "10.1/a")]).by(&client).add().await;
    ada.work("own copy", &[("doi", "10.1/a")]).add().await;
    ada.work("own", &[("doi", "10.1/b")]).add().await;
    ada.work("hidden", &[("doi", "10.1/c")]).limited().add().await;
    let token = client.token(&ada, "/read-limited").await;
    let answer = ada.member(&token, "/summary").await;
    assert_eq!(answer.status, 200);
    let summary = answer.json();
    assert_eq!(summary["credit-name"], "ada");
    assert_eq!(summary["employments"]["count"], 5);
    let shown = summary["employments"]["employment"].as_array().unwrap().iter();
    let shown: Vec<_> = shown.map(|it| (it["organization-name"].clone(), it["validated"] == true)).collect();
    let expected = [("Present employer", false), ("Employer 2004", true), ("Employer 2003", true)];
    assert_eq!(shown, expected.map(|(name, validated)| (Value::from(name), validated)));
    assert_eq!(summary["professional-activities"]["professional-activity"][0]["type"], "service");
    assert_eq!(summary["works"], serde_json::json!({"self-asserted-count": 1, "validated-count": 1}));
    assert!(!answer.text().contains("Secret"));
    let xml = app.request("GET", &format!("/api/v3.0/{ada}/summary")).bearer(&token).send().await;
    assert!(xml.text().contains("<summary:record-summary "), "{}", xml.text());
    assert!(xml.headers.contains_key("etag"));
    assert!(xml.text().contains("<summary:professional-activities>"));
    // The XSD has these parts only with members; the published service says that there are none.
    let parts = xml.text().replace(['\n', ' '], "");
    let none = "<summary:education-qualifications><summary:count>0</summary:count></summary:education-qualifications>";
    assert!(parts.contains(none), "{parts}");
    let none = serde_json::json!({"count": 0, "education-qualification": null});
    assert_eq!(summary["education-qualifications"], none);
    assert_eq!(ada.public("/summary").await.outcome(), (404, 9001), "members only");
}

#[tokio::test]
async fn scopes_open_what_is_not_a_record() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    let (without, with) = (client.credentials("/webhook").await, client.credentials("/read-public").await);
    let at = async |token: &str, path: &str| {
        app.request("GET", &format!("/api/v3.0{path}")).accept("application/json").bearer(token).send().await.outcome()
    };
    for path in [format!("/{ada}/summary"), format!("/client/{}", client.id)] {
        let expected = if Scope::covers_read_public("/webhook") { (200, 0) } else { (403, 9038) };
        assert_eq!(at(&without, &path).await, expected, "{path}");
        assert_eq!(at(&with, &path).await, (200, 0), "{path}");
    }
    assert_eq!(at(&with, "/group-id-record").await, (403, 9038));
}

struct Scope;

impl Scope {
    fn covers_read_public(name: &str) -> bool {
        use byline_model::scope::{Scope, ScopeSet};
        ScopeSet::from_names([name]).permits_scope(Scope::ReadPublic)
    }
}

async fn group(app: &TestApp, code: u64, id: &str, name: &str, source: Source) {
    let group = GroupId {
        put_code: PutCode::new(code).expect("a small number"),
        name: name.into(),
        group_id: id.into(),
        description: "About tides".into(),
        group_type: "journal".into(),
        source,
        created: Some(app.now().plus_seconds(code as i64)),
        modified: Some(app.now()),
    };
    app.commit([Change::PutGroupId(Box::new(group))]).await;
}

#[tokio::test]
async fn groups_of_reviews_are_listed_and_found() {
    let app = TestApp::start().await;
    let client = app.member("Press").await;
    let source = Source { author: Some(Agent::Client(client.id.clone())), ..Source::default() };
    group(&app, 1, "issn:0000-0019", "Tides", source).await;
    group(&app, 2, "orcid-generated:ebb", "Ebb", Source::default()).await;
    let token = client.credentials("/group-id-record/read").await;
    let get = async |query: &str, accept: &str| {
        app.request("GET", &format!("/api/v3.0/group-id-record{query}")).accept(accept).bearer(&token).send().await
    };
    let json = async |query: &str| get(query, "application/json").await;
    let all = json("").await.json();
    assert_eq!((&all["total"], &all["page"], &all["page-size"]), (&2.into(), &1.into(), &100.into()));
    assert_eq!(all["group-id-record"][0]["put-code"], 1);
    let second = json("?page=2&page-size=1").await.json();
    assert_eq!((&second["total"], &second["group-id-record"][0]["name"]), (&2.into(), &"Ebb".into()));
    for query in ["?page=x", "?page=0", "?page-size=-1"] {
        assert_eq!(json(query).await.outcome(), (400, 9020), "{query}");
    }
    assert_eq!(json("?group-id=ISSN:0000-0019").await.json()["put-code"], 1);
    assert_eq!(json("?name=ebb&group-id=").await.json()["put-code"], Value::Null, "the id wins, even empty");
    assert_eq!(json("?name=ebb").await.json()["put-code"], 2);
    assert_eq!(json("?name=nothing").await.json()["name"], Value::Null);
    assert_eq!(json("/2").await.json()["group-id"], "orcid-generated:ebb");
    assert_eq!(json("/3").await.outcome(), (400, 9026));
    assert_eq!(json("/x").await.outcome(), (400, 9034));
    let xml = get("/1", "application/xml").await;
    assert!(xml.text().contains("<common:source-name>Press</common:source-name>"), "{}", xml.text());
    assert_eq!(app.get("/pub/v3.0/group-id-record").await.outcome(), (404, 9001), "no place of the public API");
}
