//! Every operation of the member API, and everybody who may come: what each is answered. An operation of the OpenAPI
//! document without a row fails, so that none is added without somebody saying who may do it.

use byline_store::{Change, GroupId, KindRange};
use byline_testkit::{ClientType, ItemKind, RevocationReason, Source, TestApp, TestClient, TestRecord};
use serde_json::json;

use crate::writes::documents::document;

/// Who asks. All but the third have a token for the record, where they have one for a record at all.
const CALLERS: [&str; 10] = [
    "nobody",
    "a token that does not exist",
    "a token of another record",
    "another permission",
    "permission to read",
    "the source",
    "another client",
    "a client on behalf of the source",
    "the source, whose token its owner took away",
    "a public client",
];

type Outcome = (u16, u64);

const NO_TOKEN: Outcome = (403, 0);
const BAD_TOKEN: Outcome = (401, 0);
const OTHER_RECORD: Outcome = (401, 9017);
const NO_SCOPE: Outcome = (403, 9038);
const NOT_THE_SOURCE: Outcome = (403, 9010);
const OK: Outcome = (200, 0);
const ADDED: Outcome = (201, 0);
const DONE: Outcome = (204, 0);

/// What an operation does, and so what its row looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// A section: leaves out what may not be seen.
    Section,
    /// A limited item that the source wrote.
    Item(ItemKind),
    /// What this record does not have.
    Missing(u64),
    /// `/summary`: public data for whoever has a permission at all.
    Summary,
    /// `/client/{id}`, `/sync/changes`, searches: what belongs to no record, of which each sees what it may.
    Shared,
    Add(ItemKind),
    AddMany,
    Replace(ItemKind),
    Delete(ItemKind),
    ReadGroups,
    AddGroup,
    ReplaceGroup,
    DeleteGroup,
    PutWebhook,
    DeleteWebhook,
    ReadNotifications,
    ReadNotification,
    AddNotification,
    DeleteNotification,
    /// Needs no token.
    Open,
    SelfTest,
}

/// Of callers with a token that counts, in the order of [`CALLERS`] from the third to the eighth; the ninth has one that
/// serves for DELETE alone.
fn expected(row: Row) -> [Outcome; 10] {
    let record = |[scope, read, own, other, behalf]: [Outcome; 5], revoked: Outcome| {
        [NO_TOKEN, BAD_TOKEN, OTHER_RECORD, scope, read, own, other, behalf, revoked, NO_TOKEN]
    };
    // Groups are nobody's record, so a token of another one passes the first look.
    let elsewhere = |[foreign, scope, read, own, other, behalf]: [Outcome; 6], revoked: Outcome| {
        [NO_TOKEN, BAD_TOKEN, foreign, scope, read, own, other, behalf, revoked, NO_TOKEN]
    };
    match row {
        Row::Section | Row::Summary => record([OK; 5], BAD_TOKEN),
        Row::Shared => elsewhere([OK; 6], BAD_TOKEN),
        Row::Item(_) => record([NO_SCOPE, OK, OK, OK, OK], BAD_TOKEN),
        Row::Missing(code) => record([(404, code); 5], BAD_TOKEN),
        Row::Add(_) => record([NO_SCOPE, NO_SCOPE, ADDED, ADDED, ADDED], BAD_TOKEN),
        Row::AddMany => record([NO_SCOPE, NO_SCOPE, OK, OK, OK], BAD_TOKEN),
        Row::Replace(_) => record([NO_SCOPE, NO_SCOPE, OK, NOT_THE_SOURCE, NOT_THE_SOURCE], BAD_TOKEN),
        Row::Delete(_) => record([NO_SCOPE, NO_SCOPE, DONE, NOT_THE_SOURCE, NOT_THE_SOURCE], DONE),
        Row::ReadGroups => elsewhere([OK, NO_SCOPE, OK, OK, OK, OK], BAD_TOKEN),
        Row::AddGroup => elsewhere([ADDED, NO_SCOPE, NO_SCOPE, ADDED, ADDED, ADDED], BAD_TOKEN),
        Row::ReplaceGroup => elsewhere([OK, NO_SCOPE, NO_SCOPE, OK, NOT_THE_SOURCE, NOT_THE_SOURCE], BAD_TOKEN),
        Row::DeleteGroup => elsewhere([DONE, NO_SCOPE, NO_SCOPE, DONE, NOT_THE_SOURCE, NOT_THE_SOURCE], DONE),
        Row::PutWebhook => record([NO_SCOPE, NO_SCOPE, ADDED, ADDED, ADDED], BAD_TOKEN),
        Row::DeleteWebhook => record([NO_SCOPE, NO_SCOPE, DONE, (403, 9014), (403, 9014)], DONE),
        Row::ReadNotifications => record([NO_SCOPE, NO_SCOPE, OK, OK, OK], BAD_TOKEN),
        Row::ReadNotification => record([NO_SCOPE, NO_SCOPE, OK, (403, 9004), (403, 9004)], BAD_TOKEN),
        Row::AddNotification => record([NO_SCOPE, NO_SCOPE, ADDED, ADDED, ADDED], BAD_TOKEN),
        Row::DeleteNotification => record([NO_SCOPE, NO_SCOPE, OK, NOT_THE_SOURCE, NOT_THE_SOURCE], OK),
        Row::Open => [OK, BAD_TOKEN, OK, OK, OK, OK, OK, OK, BAD_TOKEN, OK],
        Row::SelfTest => elsewhere([(500, 9008); 6], BAD_TOKEN),
    }
}

fn row(method: &str, path: &str) -> Option<Row> {
    let kind = |segment: &str| ItemKind::from_item_path(segment);
    let list = |segment: &str| ItemKind::from_list_path(segment);
    let segments: Vec<_> = path.trim_start_matches('/').split('/').collect();
    Some(match (method, segments.as_slice()) {
        ("get", ["v3.0", ""] | ["v3.0", "status" | "apiStatus"]) => Row::Open,
        ("get", ["v3.0", "error"]) => Row::SelfTest,
        ("get", ["v3.0", "client", _] | ["sync", "changes"]) => Row::Shared,
        ("get", ["v3.0", "search" | "expanded-search" | "csv-search" | "suggest"]) => Row::Shared,
        ("get", ["v3.0", "{orcid}", "summary"]) => Row::Summary,
        ("get", ["v3.0", "group-id-record"] | ["v3.0", "group-id-record", _]) => Row::ReadGroups,
        ("post", ["v3.0", "group-id-record"]) => Row::AddGroup,
        ("put", ["v3.0", "group-id-record", _]) => Row::ReplaceGroup,
        ("delete", ["v3.0", "group-id-record", _]) => Row::DeleteGroup,
        ("put", ["{orcid}", "webhook", _]) => Row::PutWebhook,
        ("delete", ["{orcid}", "webhook", _]) => Row::DeleteWebhook,
        ("get", ["v3.0", "{orcid}", "notification-permission"]) => Row::ReadNotifications,
        ("post", ["v3.0", "{orcid}", "notification-permission"]) => Row::AddNotification,
        ("get", ["v3.0", "{orcid}", "notification-permission", _]) => Row::ReadNotification,
        ("delete", ["v3.0", "{orcid}", "notification-permission", _]) => Row::DeleteNotification,
        ("get", ["v3.0", "{orcid}", "biography"]) => Row::Missing(9041),
        ("get", ["v3.0", "{orcid}"] | ["v3.0", "{orcid}", _] | ["v3.0", "{orcid}", "works", _]) => Row::Section,
        ("get", ["v3.0", "{orcid}", item, "{put-code}"] | ["v3.0", "{orcid}", item, "summary", _]) => {
            Row::Item(kind(item)?)
        }
        ("post", ["v3.0", "{orcid}", "works"]) => Row::AddMany,
        ("post", ["v3.0", "{orcid}", item]) => Row::Add(kind(item).or_else(|| list(item))?),
        ("put", ["v3.0", "{orcid}", item, "{put-code}"]) => Row::Replace(kind(item)?),
        ("delete", ["v3.0", "{orcid}", item, "{put-code}"]) => Row::Delete(kind(item)?),
        _ => return None,
    })
}

struct Cast<'a> {
    app: &'a TestApp,
    ada: TestRecord<'a>,
    bob: TestRecord<'a>,
    source: TestClient<'a>,
    other: TestClient<'a>,
    public: TestClient<'a>,
}

/// The scopes that open an operation, those that only read, and some that have nothing to do with it.
fn scopes(row: Row) -> [&'static str; 3] {
    match row {
        Row::ReadGroups => ["/group-id-record/read", "/group-id-record/read", "/read-public"],
        Row::AddGroup | Row::ReplaceGroup | Row::DeleteGroup => {
            ["/group-id-record/update", "/group-id-record/read", "/webhook"]
        }
        Row::PutWebhook | Row::DeleteWebhook => ["/webhook", "/read-public", "/group-id-record/update"],
        Row::ReadNotifications | Row::ReadNotification | Row::AddNotification | Row::DeleteNotification => {
            ["/premium-notification", "/read-public", "/webhook"]
        }
        Row::Add(kind) | Row::Replace(kind) | Row::Delete(kind) | Row::Item(kind) if kind.is_person() => {
            ["/read-limited /person/update", "/read-limited", "/activities/update"]
        }
        Row::Item(kind) if kind.is_affiliation() || kind == ItemKind::ResearchResource => {
            ["/read-limited", "/read-limited", "/funding/read-limited"]
        }
        Row::Item(_) => ["/read-limited", "/read-limited", "/affiliations/read-limited"],
        _ => ["/read-limited /activities/update", "/read-limited", "/person/update"],
    }
}

/// Whether tokens of client credentials are what opens it; then there is no other record to have one for.
fn two_legged(row: Row) -> bool {
    matches!(
        row,
        Row::ReadGroups
            | Row::AddGroup
            | Row::ReplaceGroup
            | Row::DeleteGroup
            | Row::PutWebhook
            | Row::DeleteWebhook
            | Row::ReadNotifications
            | Row::ReadNotification
            | Row::AddNotification
            | Row::DeleteNotification
    )
}

impl<'a> Cast<'a> {
    async fn token(&self, row: Row, caller: usize) -> Option<String> {
        let [full, read, unrelated] = scopes(row);
        let issue = async |client: &TestClient<'_>, scopes: &str| {
            let token = client.new_token(scopes);
            if two_legged(row) { token.issue().await } else { token.of(self.ada.orcid).issue().await }
        };
        Some(match CALLERS[caller] {
            "nobody" => return None,
            "a token that does not exist" => "no-such-token".to_owned(),
            "a token of another record" => self.source.token(&self.bob, full).await,
            "another permission" => issue(&self.other, unrelated).await,
            "permission to read" => issue(&self.other, read).await,
            "the source" => issue(&self.source, full).await,
            "another client" => issue(&self.other, full).await,
            "a client on behalf of the source" => {
                let token = self.other.new_token(full).on_behalf_of(&self.source);
                if two_legged(row) { token.issue().await } else { token.of(self.ada.orcid).issue().await }
            }
            "the source, whose token its owner took away" => {
                let token = self.source.new_token(full).revoked(RevocationReason::UserRevoked);
                if two_legged(row) { token.issue().await } else { token.of(self.ada.orcid).issue().await }
            }
            _ => self.public.credentials("/read-public").await,
        })
    }

    /// Path and body of a request that has everything it needs but the right caller.
    async fn request(&self, row: Row, path: &str) -> (String, String) {
        let mark = self.app.number().to_string();
        let path = path.replace("{orcid}", &self.ada.to_string()).replace("{client-id}", self.source.id.as_str());
        let path = path.replace("{put-codes}", "1,2");
        if let Row::Add(kind @ ItemKind::Address) | Row::Replace(kind @ ItemKind::Address) = row {
            self.forget(kind).await; // there are few countries to tell them apart by
        }
        match row {
            Row::Item(kind) => {
                let item = self.ada.item(kind, &stored(kind, &mark)).limited().by(&self.source);
                (path.replace("{put-code}", &item.add().await.to_string()), String::new())
            }
            Row::Add(kind) => (path, document(kind, &mark).to_string()),
            Row::AddMany => (path, json!({"bulk": [{"work": document(ItemKind::Work, &mark)}]}).to_string()),
            Row::Replace(kind) => {
                let code = self.ada.item(kind, &stored(kind, &mark)).by(&self.source).add().await.get();
                let mut changed = document(kind, &format!("{mark}x"));
                changed["put-code"] = json!(code);
                (path.replace("{put-code}", &code.to_string()), changed.to_string())
            }
            Row::Delete(kind) => {
                let code = self.ada.item(kind, &stored(kind, &mark)).by(&self.source).add().await;
                (path.replace("{put-code}", &code.to_string()), String::new())
            }
            Row::AddGroup => (path, group_document(&mark, None)),
            Row::ReadGroups | Row::ReplaceGroup | Row::DeleteGroup => {
                let code = self.group(&mark).await;
                (path.replace("{put-code}", &code.to_string()), group_document(&mark, Some(code)))
            }
            Row::PutWebhook => (path.replace("{uri}", &format!("https%3A%2F%2Fexample.org%2F{mark}")), String::new()),
            Row::DeleteWebhook => {
                let path = path.replace("{uri}", &format!("https%3A%2F%2Fexample.org%2F{mark}"));
                self.set_up("PUT", &path, Row::PutWebhook, "").await;
                (path, String::new())
            }
            Row::ReadNotification | Row::DeleteNotification => {
                let list = path.rsplit_once('/').expect("a number in the end").0.to_owned();
                let location = self.set_up("POST", &list, Row::AddNotification, &notification()).await;
                let number = location.rsplit('/').next().expect("a number in the end");
                (format!("{list}/{number}"), String::new())
            }
            Row::AddNotification => (path, notification()),
            _ => (path, String::new()),
        }
    }

    /// Does something as the source and says where the result is.
    async fn set_up(&self, method: &str, path: &str, row: Row, body: &str) -> String {
        let token = self.source.credentials(scopes(row)[0]).await;
        let request = self.app.request(method, &format!("/api{path}")).bearer(&token);
        let answer = request.body("application/json", body.to_owned()).send().await;
        assert_eq!(answer.status, 201, "{method} {path}: {}", answer.text());
        answer.location().to_owned()
    }

    async fn forget(&self, kind: ItemKind) {
        let snapshot = self.app.store.snapshot(self.ada.orcid, KindRange::one(kind)).await.unwrap();
        let items = snapshot.expect("the record is there").items.into_iter();
        let owner = self.ada.orcid;
        self.app.commit(items.map(|item| Change::DeleteItem { owner, kind, put_code: item.put_code })).await;
    }

    async fn group(&self, mark: &str) -> u64 {
        let code = self.app.store.lease_put_codes(1).await.unwrap().start;
        let group = GroupId {
            put_code: code.to_string().parse().unwrap(),
            name: "Fjord reviews".into(),
            group_id: format!("orcid-generated:{mark}").into(),
            description: "Reviews".into(),
            group_type: "journal".into(),
            source: Source::client(self.source.id.clone()),
            created: None,
            modified: None,
        };
        self.app.commit([Change::PutGroupId(Box::new(group))]).await;
        code
    }
}

/// The body of an item as the store keeps it.
fn stored(kind: ItemKind, mark: &str) -> String {
    let shape = byline_model::shapes::of(kind).full;
    let text = document(kind, mark).to_string();
    let object = byline_formats::json::read(&text, shape, &byline_model::shape::Hosts::default());
    byline_formats::write_body(&object.unwrap_or_else(|error| panic!("{kind}: {error}")))
}

fn group_document(mark: &str, put_code: Option<u64>) -> String {
    json!({
        "name": "Fjord reviews", "group-id": format!("orcid-generated:{mark}"), "description": "Reviews",
        "type": "journal", "put-code": put_code,
    })
    .to_string()
}

fn notification() -> String {
    json!({
        "notification-type": "permission",
        "authorization-url": {"path": "/oauth/authorize?client_id=x"},
        "notification-subject": "A work of yours",
        "notification-intro": "We would like to add it.",
        "items": {"item": [{"item-type": "work", "item-name": "Ants"}]},
    })
    .to_string()
}

/// D-04
#[tokio::test]
async fn every_operation_answers_everybody_as_its_row_says() {
    let app = TestApp::start().await;
    let world = crate::writes::world(&app).await;
    crate::writes::life::group(&world).await;
    let cast = Cast {
        app: &app,
        ada: world.ada,
        bob: app.record("bob").await,
        source: app.client_with("Source", ClientType::PremiumUpdater, |_| ()).await,
        other: app.client_with("Other", ClientType::PremiumUpdater, |it| it.obo_enabled = true).await,
        public: app.client("Public", ClientType::PublicClient).await,
    };
    let document = app.get("/openapi.json").await.json();
    let (mut operations, mut wrong) = (0, Vec::new());
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let member = operation["x-apis"].as_array().is_some_and(|apis| apis.iter().any(|api| api == "member"));
            let anybody = ["/ping", "/healthz", "/readyz", "/openapi.json"].contains(&path.as_str());
            if !member || path.starts_with("/oauth") || anybody {
                continue;
            }
            let row = row(method, path).unwrap_or_else(|| panic!("{method} {path} has no row: say who may do it"));
            for (caller, expected) in expected(row).into_iter().enumerate() {
                let (path, body) = cast.request(row, path).await;
                let accept = match &*path {
                    "/v3.0/" => "text/html",
                    "/v3.0/csv-search" => "text/csv",
                    _ => "application/json",
                };
                let request = app.request(&method.to_uppercase(), &format!("/api{path}")).accept(accept);
                let request = match cast.token(row, caller).await {
                    Some(token) => request.bearer(&token),
                    None => request,
                };
                let request = if body.is_empty() { request } else { request.body("application/json", body) };
                let answer = request.send().await;
                if answer.outcome() != expected {
                    let (outcome, text) = (answer.outcome(), answer.text());
                    wrong
                        .push(format!("{method} {path} by {}: {outcome:?}, not {expected:?}: {text}", CALLERS[caller]));
                }
            }
            operations += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(operations > 100, "only {operations} operations");
}
