//! Every route that is read, every viewer, on both APIs: what each is answered. A route without a row fails.

use byline_formats::Edition;
use byline_testkit::{ClientType, ItemKind, TestApp, TestClient, TestRecord};

/// What a route shows, and so what its row looks like.
#[derive(Clone, Copy, Debug)]
enum Row {
    /// Sections leave out what may not be seen.
    Section,
    /// A single item that is limited and was written by the first client.
    LimitedItem,
    /// Single things that this record does not have.
    Missing(u64),
    /// Asks for a scope that only client credentials of the right kind carry.
    Summary,
    Groups,
    Notifications,
    Client,
    /// Asks members for a scope that all of these have.
    Search,
    /// Answered without a token on both APIs.
    Open,
    OnlyPublic,
    OnlyMember,
    SelfTest,
}

/// Who asks: on the public API anybody, a public client; on the member API nobody, a public client, the source with and
/// without scope, another client with and without scope, a token of another record.
const VIEWERS: [&str; 9] = [
    "public: anybody",
    "public: public client",
    "member: no token",
    "member: public client",
    "member: source, /read-public",
    "member: source, /read-limited",
    "member: other, /read-public",
    "member: other, /read-limited",
    "member: other record",
];

type Outcome = (u16, u64);

fn expected(row: Row) -> [Outcome; 9] {
    const OK: Outcome = (200, 0);
    const NO_TOKEN: Outcome = (403, 0);
    const OTHER_RECORD: Outcome = (401, 9017);
    let member = |outcomes: [Outcome; 5]| {
        let [own_public, own_limited, public, limited, other] = outcomes;
        [NO_TOKEN, NO_TOKEN, own_public, own_limited, public, limited, other]
    };
    let with = |public: Outcome, rest: [Outcome; 7]| {
        let mut all = [public; 9];
        all[2..].copy_from_slice(&rest);
        all
    };
    match row {
        Row::Section => with(OK, member([OK, OK, OK, OK, OTHER_RECORD])),
        Row::LimitedItem => with((403, 9039), member([OK, OK, (403, 9038), OK, OTHER_RECORD])),
        Row::Missing(code) => {
            let missing = (404, code);
            with(missing, member([missing, missing, missing, missing, OTHER_RECORD]))
        }
        Row::Summary => with((404, 9001), member([OK, OK, OK, OK, OTHER_RECORD])),
        Row::Groups => with((404, 9001), member([(403, 9038); 5])),
        Row::Notifications => {
            let missing = (403, 9038);
            with((404, 9001), member([missing, missing, missing, missing, OTHER_RECORD]))
        }
        Row::Client | Row::Search => with(OK, member([OK; 5])),
        Row::Open => [OK; 9],
        // The other API takes the word for an iD.
        Row::OnlyPublic => with(OK, member([(404, 9016); 5])),
        Row::OnlyMember => {
            let [_, _, rest @ ..] = [OK; 9];
            with((404, 9001), rest)
        }
        Row::SelfTest => with((404, 9016), member([(500, 9008); 5])),
    }
}

/// The routes of the OpenAPI document with what they show.
fn row(path: &str) -> Option<Row> {
    let kind = |segment: &str| ItemKind::from_item_path(segment);
    let segments: Vec<_> = path.strip_prefix("/v3.0/")?.split('/').collect();
    Some(match segments.as_slice() {
        [""] | ["status"] => Row::Open,
        ["pubStatus"] => return None, // its own test: P35
        ["apiStatus"] => Row::OnlyMember,
        ["error"] => Row::SelfTest,
        ["identifiers"] => Row::OnlyPublic,
        ["client", _] => Row::Client,
        ["search" | "expanded-search" | "csv-search" | "suggest"] => Row::Search,
        ["group-id-record"] | ["group-id-record", _] => Row::Groups,
        ["{orcid}", "notification-permission"] | ["{orcid}", "notification-permission", _] => Row::Notifications,
        ["{orcid}", "biography"] => Row::Missing(9041),
        ["{orcid}", "summary"] => Row::Summary,
        ["{orcid}", "works", _] => Row::Section,
        ["{orcid}"] | ["{orcid}", _] => Row::Section,
        ["{orcid}", item, "{put-code}"] | ["{orcid}", item, "summary", "{put-code}"] if kind(item).is_some() => {
            Row::LimitedItem
        }
        _ => return None,
    })
}

struct Cast<'a> {
    app: &'a TestApp,
    ada: TestRecord<'a>,
    source: TestClient<'a>,
    /// In the order of [`VIEWERS`]: prefix and token.
    viewers: Vec<(&'static str, Option<String>)>,
}

async fn cast(app: &TestApp) -> Cast<'_> {
    let (ada, bob) = (app.record("ada").await, app.record("bob").await);
    let (source, other) = (app.member("Source").await, app.member("Other").await);
    let public = app.client("Public", ClientType::PublicClient).await;
    let app_token = public.credentials("/read-public").await;
    let viewers = vec![
        ("/pub", None),
        ("/pub", Some(app_token.clone())),
        ("/api", None),
        ("/api", Some(app_token)),
        ("/api", Some(source.token(&ada, "/read-public").await)),
        ("/api", Some(source.token(&ada, "/read-limited").await)),
        ("/api", Some(other.token(&ada, "/read-public").await)),
        ("/api", Some(other.token(&ada, "/read-limited").await)),
        ("/api", Some(other.token(&bob, "/read-limited").await)),
    ];
    Cast { app, ada, source, viewers }
}

impl Cast<'_> {
    async fn outcomes(&self, path: &str, accept: &str) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        for (prefix, token) in &self.viewers {
            let request = self.app.request("GET", &format!("{prefix}{path}")).accept(accept);
            let request = match token {
                Some(token) => request.bearer(token),
                None => request,
            };
            outcomes.push(request.send().await.outcome());
        }
        outcomes
    }

    /// The path with the put-code of a limited item of the kind it names.
    async fn filled(&self, path: &str) -> String {
        let mut path = path.replace("{orcid}", &self.ada.to_string()).replace("{client-id}", self.source.id.as_str());
        path = path.replace("{put-codes}", "1,2");
        if path.contains("{put-code}") && !path.contains("group-id-record") && !path.contains("notification") {
            let kind = path.split('/').find_map(ItemKind::from_item_path).expect("a kind");
            let code = self.ada.item(kind, body(kind)).limited().by(&self.source).add().await;
            path = path.replace("{put-code}", &code.to_string());
        }
        path.replace("{put-code}", "1")
    }
}

/// As little as a document of the kind needs.
fn body(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::ResearchResource => r#"{"proposal":{"title":{"title":{"value":"Ship time"}}}}"#,
        ItemKind::PeerReview => r#"{"review-group-id":"issn:0000-0019"}"#,
        _ => "{}",
    }
}

#[tokio::test]
async fn every_route_answers_every_viewer_as_its_row_says() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let document = app.get("/openapi.json").await.json();
    let mut routes = 0;
    for (path, methods) in document["paths"].as_object().expect("paths") {
        if methods.get("get").is_none() || !path.starts_with("/v3.0/") || path.ends_with("/pubStatus") {
            continue;
        }
        let row = row(path).unwrap_or_else(|| panic!("{path} has no row: say who may read it"));
        let accept = match &**path {
            "/v3.0/" => "text/html",
            "/v3.0/csv-search" => "text/csv",
            _ => "application/json",
        };
        let outcomes = cast.outcomes(&cast.filled(path).await, accept).await;
        for ((outcome, expected), viewer) in outcomes.iter().zip(expected(row)).zip(VIEWERS) {
            assert_eq!(*outcome, expected, "{path} for {viewer}");
        }
        routes += 1;
    }
    assert!(routes > 50, "only {routes} routes");
}

/// What came with 3.0, or is ours alone.
const LATER: [&str; 5] = ["/apiStatus", "{orcid}/summary", "/expanded-search", "/csv-search", "/suggest"];

/// What older versions do not have is nowhere, also for those who are asked for a token first.
fn nowhere() -> [Outcome; 9] {
    let mut all = [(404, 9001); 9];
    all[2..4].fill((403, 0));
    all
}

#[tokio::test]
async fn older_versions_answer_every_viewer_alike_where_they_have_a_route() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let document = app.get("/openapi.json").await.json();
    let (mut alike, mut absent) = (0, 0);
    for (path, operations) in document["paths"].as_object().expect("paths") {
        let read = path.starts_with("/v3.0/") && operations.get("get").is_some();
        let Some(row) = row(path).filter(|_| read) else { continue };
        let (accept, filled) =
            (if path == "/v3.0/" { "text/html" } else { "application/json" }, cast.filled(path).await);
        for (version, edition) in [("v2.1", Edition::v2_1()), ("v2.0", Edition::v2_0())] {
            let kind = |segment: &str| ItemKind::from_item_path(segment).or(ItemKind::from_list_path(segment));
            let later = path.split('/').filter_map(kind).any(|kind| !edition.has(kind));
            let gone = later || LATER.iter().any(|it| path.ends_with(it));
            let outcomes = cast.outcomes(&filled.replacen("v3.0", version, 1), accept).await;
            let expected = if gone { nowhere() } else { expected(row) };
            for ((outcome, expected), viewer) in outcomes.iter().zip(expected).zip(VIEWERS) {
                assert_eq!(*outcome, expected, "{path} in {version} for {viewer}");
            }
            *(if gone { &mut absent } else { &mut alike }) += 1;
        }
    }
    assert!(alike > 60 && absent > 30, "{alike} alike, {absent} absent");
}
