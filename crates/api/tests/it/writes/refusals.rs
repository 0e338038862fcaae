//! What is refused, with which code, and that the message says where: the rest of the W cases, in both syntaxes.

use byline_testkit::{ItemKind, TestApp};
use serde_json::{Value, json};

use super::documents::{document, id, ids, kinds, with};
use super::{World, address, put_code, to_xml, world};

/// A document that is refused: a sound one with changes, in JSON as (pointer, value), in XML as (text, other text).
struct Case {
    name: &'static str,
    kind: ItemKind,
    json: Vec<(&'static str, Value)>,
    /// `None` where the changed JSON is sound by its schema, so that it can be converted.
    xml: Option<Vec<(&'static str, &'static str)>>,
    /// In JSON, in XML.
    codes: [u64; 2],
    /// What the message says of the place, in JSON.
    place: &'static str,
}

fn rule(
    name: &'static str,
    kind: ItemKind,
    pointer: &'static str,
    value: Value,
    code: u64,
    place: &'static str,
) -> Case {
    Case { name, kind, json: vec![(pointer, value)], xml: None, codes: [code, code], place }
}

fn schema(
    name: &'static str,
    kind: ItemKind,
    (pointer, value): (&'static str, Value),
    xml: (&'static str, &'static str),
    code: u64,
    place: &'static str,
) -> Case {
    Case { name, kind, json: vec![(pointer, value)], xml: Some(vec![xml]), codes: [9047, code], place }
}

fn date(year: &str, month: Option<&str>, day: Option<&str>) -> Value {
    let part = |part: Option<&str>| part.map_or(Value::Null, |part| json!({"value": part}));
    json!({"year": {"value": year}, "month": part(month), "day": part(day)})
}

const RELATION: &str = "<common:external-id-relationship>self</common:external-id-relationship>";
const TITLE: &str = "<common:title>Ants in the archive</common:title>";

fn works() -> Vec<Case> {
    use ItemKind::Work;
    let contributor = |role: &str| json!({"contributor": [{"contributor-attributes": {"contributor-role": role}}]});
    let orcid = |uri: &str| json!({"contributor": [{"contributor-orcid": {"uri": uri}}]});
    let translated = |language: &str| json!({"title": {"value": "Ants"}, "translated-title": {"value": "Maur", "language-code": language}});
    let first = "/external-ids/external-id/0/external-id-type";
    vec![
        schema("W06", Work, ("/title", Value::Null), (TITLE, ""), 9012, "title"),
        rule("W07", Work, "/external-ids", Value::Null, 9023, "/external-ids"),
        rule("W08", Work, "/external-ids", ids(&[id("doi", "10.1/a", "part-of")]), 9023, "/external-ids/external-id"),
        rule("W09", Work, "/external-ids", ids(&[id("doii", "10.1/a", "self")]), 9023, first),
        rule("W10", Work, "/external-ids", ids(&[id("isbn", "1", "funded-by")]), 9020, first),
        rule("W11", Work, "/publication-date", date("2020", Some("02"), Some("30")), 9049, "/publication-date"),
        rule("W12", Work, "/publication-date", date("2020", Some("3"), None), 9049, "/publication-date"),
        rule(
            "no leap year",
            Work,
            "/publication-date",
            date("2019", Some("02"), Some("29")),
            9049,
            "/publication-date",
        ),
        Case {
            xml: Some(vec![(
                "</common:external-ids>",
                "</common:external-ids><common:language-code>xx-yy</common:language-code>",
            )]),
            ..rule("W13", Work, "/language-code", json!("xx-yy"), 9037, "language-code")
        },
        rule("W14", Work, "/title", translated("zz"), 9037, "/title/translated-title"),
        schema(
            "W14, no language",
            Work,
            ("/title", json!({"title": {"value": "Ants"}, "translated-title": {"value": "Maur"}})),
            (TITLE, "<common:title>Ants</common:title><common:translated-title>Maur</common:translated-title>"),
            9012,
            "translated-title",
        ),
        schema(
            "W15",
            Work,
            ("/contributors", orcid("http://orcid.org/0000-0002-1825-0097")),
            (
                "</common:external-ids>",
                "</common:external-ids><work:contributors><work:contributor><common:contributor-orcid><common:uri>http://orcid.org/0000-0002-1825-0097</common:uri></common:contributor-orcid></work:contributor></work:contributors>",
            ),
            9012,
            "uri",
        ),
        rule("W16", Work, "/contributors", contributor("king"), 9058, "/contributors/contributor/0"),
        schema("W57", Work, ("/type", json!("king")), (">journal-article<", ">king<"), 9051, "type"),
        schema(
            "day without month",
            Work,
            ("/publication-date", date("2020", None, Some("03"))),
            (
                "<common:external-ids>",
                "<common:publication-date><common:year>2020</common:year><common:day>03</common:day></common:publication-date><common:external-ids>",
            ),
            9012,
            "publication-date",
        ),
        schema(
            "no value",
            Work,
            (
                "/external-ids",
                json!({"external-id": [{"external-id-type": "doi", "external-id-relationship": "self"}]}),
            ),
            ("<common:external-id-value>10.5555/a</common:external-id-value>", ""),
            9012,
            "external-id",
        ),
        Case {
            name: "no relationship",
            kind: Work,
            json: vec![("/external-ids/external-id/0/external-id-relationship", Value::Null)],
            xml: Some(vec![(RELATION, "")]),
            codes: [9023, 9023],
            place: "/external-ids/external-id/0/external-id-relationship",
        },
    ]
}

fn affiliations() -> Vec<Case> {
    use ItemKind::{Education, Employment, Membership, Service};
    let at = |address: Value| json!({"name": "Fjord University", "address": address});
    let dates = |start: Value, end: Value| vec![("/start-date", start), ("/end-date", end)];
    let unknown = "/organization/disambiguated-organization/disambiguated-organization-identifier";
    vec![
        rule("W40", Employment, "/organization/disambiguated-organization", Value::Null, 9045, "/organization"),
        rule("W41", Employment, "/organization/address/city", Value::Null, 9060, "/organization/address/city"),
        rule(
            "W41, country",
            Education,
            "/organization/address/country",
            Value::Null,
            9060,
            "/organization/address/country",
        ),
        Case {
            json: vec![("/organization", at(json!({}))), ("/external-ids", Value::Null)],
            ..rule("W42", Membership, "", Value::Null, 9062, "/external-ids")
        },
        rule("W44", Service, "/organization", at(json!({"city": "Bergen"})), 9061, "/organization/address/country"),
        Case {
            json: dates(date("2021", None, None), date("2020", None, None)),
            ..rule("W45", Education, "", Value::Null, 9055, "/start-date")
        },
        Case {
            json: dates(date("2020", Some("05"), None), date("2020", None, None)),
            ..rule("W59", Employment, "", Value::Null, 9055, "/start-date")
        },
        rule("W46", Education, unknown, json!("https://ror.org/00unknown0"), 9045, "/organization/disambiguated"),
        rule("end is no day", Service, "/end-date", date("2021", Some("04"), Some("31")), 9049, "/end-date"),
        rule("no organization", Membership, "/organization", Value::Null, 9046, "/organization"),
        rule("no organization", Employment, "/organization", Value::Null, 9046, "/organization"),
    ]
}

fn others() -> Vec<Case> {
    use ItemKind::{Address, ExternalIdentifier, Funding, Keyword, PeerReview, ResearchResource, ResearcherUrl};
    let host = "/proposal/hosts/organization/0/disambiguated-organization";
    vec![
        schema("W47", Funding, ("/amount", json!({"value": "1000"})), (" currency-code=\"NOK\"", ""), 9012, "amount"),
        rule("W48", Funding, "/amount/value", json!("ten"), 9054, "/amount/value"),
        rule("W49", Funding, "/end-date", date("2020", None, None), 9050, "/start-date"),
        rule("W58", Funding, "/title", Value::Null, 9022, "/title"),
        rule("no id", Funding, "/external-ids", Value::Null, 9023, "/external-ids"),
        rule("no funder id", Funding, "/organization/disambiguated-organization", Value::Null, 9045, "/organization"),
        rule("W50", PeerReview, "/review-group-id", json!("orcid-generated:unknown"), 9020, "orcid-generated:unknown"),
        rule(
            "W51",
            PeerReview,
            "/review-identifiers",
            ids(&[id("doi", "10.1/a", "version-of")]),
            9023,
            "/review-identifiers",
        ),
        rule("no ISSN", PeerReview, "/review-group-id", json!("issn:9999-9999"), 9053, "9999-9999"),
        schema(
            "no review type",
            PeerReview,
            ("/review-type", Value::Null),
            ("<peer-review:review-type>review</peer-review:review-type>", ""),
            9012,
            "review-type",
        ),
        rule(
            "W53",
            ExternalIdentifier,
            "/external-id-relationship",
            json!("part-of"),
            9020,
            "/external-id-relationship",
        ),
        rule("W54", ExternalIdentifier, "/external-id-url", Value::Null, 9020, "/external-id-url"),
        rule("W55", ResearchResource, host, Value::Null, 9045, "/proposal/hosts/organization/0"),
        schema("country", Address, ("/country", json!({"value": "Norway"})), (">NO<", ">Norway<"), 9051, "country"),
        Case {
            codes: [9047, 9012],
            ..schema("long", Keyword, ("/content", json!("x".repeat(256))), (">a<", LONG), 9012, "content")
        },
        rule("long url", ResearcherUrl, "/url/value", json!(format!("https://x/{}", "x".repeat(2000))), 9020, "/url"),
    ]
}

/// A keyword of 256 letters.
const LONG: &str = concat!(
    ">",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "<"
);

/// W06, W07, W08, W09, W10, W11, W12, W13, W14, W15, W16, W40, W41, W42, W44, W45, W46, W47, W48, W49, W50, W51
/// W53, W54, W55, W57, W58, W59
#[tokio::test]
async fn refused_documents_are_told_why_and_where() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    super::life::group(&world).await;
    for case in works().into_iter().chain(affiliations()).chain(others()) {
        refused(&world, &case).await;
    }
    assert_eq!(world.get("/activities").await["works"]["group"], json!([]), "nothing was written");
}

async fn refused(world: &World<'_>, case: &Case) {
    let sound = document(case.kind, "a");
    let changed = case.json.iter().fold(sound.clone(), |it, (pointer, value)| with(it, pointer, value.clone()));
    let xml = match &case.xml {
        None => to_xml(case.kind.spec().singular, &changed.to_string()),
        Some(changes) => {
            changes.iter().fold(to_xml(case.kind.spec().singular, &sound.to_string()), |text, (from, to)| {
                assert!(text.contains(from), "{}: {from} is not in {text}", case.name);
                text.replacen(from, to, 1)
            })
        }
    };
    for ((media, body), code) in
        [("application/json", changed.to_string()), ("application/xml", xml)].iter().zip(case.codes)
    {
        let answer = world.send("POST", &address(case.kind), media, body).await;
        let name = format!("{} {} {media}", case.name, case.kind);
        assert_eq!(answer.outcome(), (400, code), "{name}: {}\n{body}", answer.text());
        assert!(answer.text().contains(case.place), "{name} does not name {}: {}", case.place, answer.text());
    }
}

/// W43, W60
#[tokio::test]
async fn w43_and_w60_what_is_let_pass() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let organization = json!({"name": "Fjord Society", "address": {}});
    for kind in kinds().filter(|kind| kind.is_affiliation()) {
        if matches!(kind, ItemKind::Education | ItemKind::Employment) {
            continue;
        }
        let sent = with(document(kind, "w43"), "/organization", organization.clone());
        assert_eq!(world.post(&address(kind), &sent.to_string()).await.status, 201, "W43 {kind}");
    }
    let own_type = document(ItemKind::ExternalIdentifier, "w60");
    assert_eq!(world.post("/external-identifiers", &own_type.to_string()).await.status, 201);
    let alias = with(document(ItemKind::Work, "alias"), "/type", json!("dataset"));
    let code = put_code(&world.post("/work", &alias.to_string()).await);
    assert_eq!(world.get(&format!("/work/{code}")).await["type"], "data-set");
    let role = json!({"contributor": [{"contributor-attributes": {"contributor-role": "AUTHOR"}}]});
    let shouted = with(document(ItemKind::Work, "role"), "/contributors", role);
    let code = put_code(&world.post("/work", &shouted.to_string()).await);
    let read = world.get(&format!("/work/{code}")).await;
    assert_eq!(read["contributors"]["contributor"][0]["contributor-attributes"]["contributor-role"], "author");
    let funding = with(document(ItemKind::Funding, "amount"), "/amount/value", json!("1000.50"));
    let code = put_code(&world.post("/funding", &funding.to_string()).await);
    assert_eq!(
        world.get(&format!("/funding/{code}")).await["amount"]["value"],
        "1000.50",
        "not a floating point number"
    );
}

/// D-06
/// Markup in texts is kept as it came (`decisions` 6).
#[tokio::test]
async fn texts_are_kept_as_they_were_sent() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let title = "<i>Ants</i> & \"bees\" \u{1f41c} ﷽";
    let sent = with(document(ItemKind::Work, "markup"), "/title/title/value", json!(title));
    let code = put_code(&world.post("/work", &sent.to_string()).await);
    assert_eq!(world.get(&format!("/work/{code}")).await["title"]["title"]["value"], title);
}

/// W32, W33, W34, W35, W36, W37, W38
// Also: bodies that are none.
#[tokio::test]
async fn w32_to_w38_bodies_and_scopes() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let work = document(ItemKind::Work, "a");
    let json = "application/json";
    let unknown = with(work.clone(), "/colour", json!("red")).to_string();
    let deep = format!("{{\"title\":{}{}}}", "[".repeat(200), "]".repeat(200));
    for (name, media, body, expected) in [
        ("W32", json, unknown.as_str(), (400, 9047)),
        ("W33", json, "", (400, 9047)),
        ("W33", json, " \n", (400, 9047)),
        ("JSON syntax", json, "{\"title\":", (400, 9001)),
        ("JSON too deep", json, deep.as_str(), (400, 9001)),
        ("JSON too deep that does not end", json, &deep[..deep.len() / 2], (400, 9001)),
        ("JSON of another shape", json, "[1]", (400, 9047)),
        ("W34", "application/xml", "<work:work", (400, 9001)),
        ("no XML at all", "application/xml", "", (400, 9001)),
        ("no root", "application/xml", "<ants/>", (400, 9012)),
        ("W36", "text/plain", "{}", (415, 9001)),
        ("form", "application/x-www-form-urlencoded", "a=b", (415, 9001)),
    ] {
        let answer = world.send("POST", "/work", media, body).await;
        let outcome = if media.starts_with("application/x-") || media == "text/plain" {
            let request = app.request("POST", &format!("/api/v3.0/{}/work", world.ada));
            request.accept(json).bearer(&world.token).body(media, body.to_owned()).send().await.outcome()
        } else {
            answer.outcome()
        };
        assert_eq!(outcome, expected, "{name}: {}", answer.text());
    }
    let keyword = to_xml("keyword", &document(ItemKind::Keyword, "a").to_string());
    assert_eq!(world.send("POST", "/work", "application/xml", &keyword).await.outcome(), (400, 9006));
    let bare = app.request("POST", &format!("/api/v3.0/{}/work", world.ada)).accept(json).bearer(&world.token);
    assert_eq!(bare.send().await.outcome(), (415, 9001), "no media type");
    let coded = app.request("POST", &format!("/api/v3.0/{}/work", world.ada)).accept(json).bearer(&world.token);
    let coded = coded.header("content-encoding", "gzip").body(json, work.to_string()).send().await;
    assert_eq!(coded.outcome(), (415, 9001), "a coding that is not understood");

    let read_only = world.client.token(&world.ada, "/read-limited").await;
    let credentials = world.client.credentials("/read-public").await;
    for (name, token) in [("W37", read_only), ("W38", credentials)] {
        let answer = world.send_as(&token, "POST", "/work", json, "whatever").await;
        assert_eq!(answer.outcome(), (403, 9038), "{name}: scopes come before content");
    }
}

/// D-04
/// The steps, each of them failing together with all that come after it: only the first is told.
#[tokio::test]
async fn each_check_comes_before_the_next() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let bob = app.record("bob").await;
    let json = "application/json";
    let no_title = with(document(ItemKind::Work, "a"), "/title", Value::Null).to_string();
    let no_ids = with(document(ItemKind::Work, "a"), "/external-ids", Value::Null).to_string();
    let send = async |token: &str, media: &str, body: &str| {
        let request = app.request("POST", &format!("/api/v3.0/{}/work", world.ada)).accept(json).bearer(token);
        request.body(media, body.to_owned()).send().await.outcome()
    };
    let of_another = world.client.token(&bob, "/read-public").await;
    let without_scope = world.client.token(&world.ada, "/read-public").await;
    world.ada.set_state(byline_testkit::RecordState::Locked).await;
    assert_eq!(send("no-such-token", "text/plain", "{").await, (401, 0), "the token");
    assert_eq!(send(&of_another, "text/plain", "{").await, (401, 9017), "whose it is");
    assert_eq!(send(&without_scope, "text/plain", "{").await, (403, 9038), "what it is for");
    assert_eq!(send(&world.token, "text/plain", "{").await, (409, 9018), "the record");
    world.ada.set_state(byline_testkit::RecordState::Active).await;
    assert_eq!(send(&world.token, "text/plain", "{").await, (415, 9001), "the form");
    assert_eq!(send(&world.token, json, "{").await, (400, 9001), "the syntax");
    assert_eq!(send(&world.token, json, &no_title).await, (400, 9047), "the schema");
    assert_eq!(send(&world.token, json, &no_ids).await, (400, 9023), "the rules");
}

/// A document that says too much is told so before it is in memory.
#[tokio::test]
async fn bodies_have_an_end() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let answer = world.post("/work", &" ".repeat((32 << 20) + 1)).await;
    assert_eq!(answer.outcome(), (413, 9001));
}

/// The schema tells the place too, in the way of the syntax.
#[tokio::test]
async fn the_schema_names_places_as_the_syntax_does() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let two = ids(&[id("doi", "10.1/a", "self"), id("doi", "", "self")]);
    let refused = with(document(ItemKind::Work, "a"), "/external-ids", two);
    let answer = world.post("/work", &refused.to_string()).await;
    let place = "/external-ids/external-id/1/external-id-value: ";
    assert!(answer.text().contains(place), "{}", answer.text());
    let sound =
        with(document(ItemKind::Work, "a"), "/external-ids", ids(&[id("doi", "1", "self"), id("doi", "2", "self")]));
    let faulty = to_xml("work", &sound.to_string()).replace(">2<", "><");
    let answer = world.send("POST", "/work", "application/xml", &faulty).await;
    let place = "/work/external-ids/external-id[2]/external-id-value: ";
    assert!(answer.text().contains(place), "{}", answer.text());
}

/// Who tests without a table of organizations may ask for less.
#[tokio::test]
async fn organizations_may_be_taken_as_they_come() {
    let app = TestApp::setup().naming(byline_registry::Organizations::WellFormed).start().await;
    let world = world(&app).await;
    let identifier = "/organization/disambiguated-organization/disambiguated-organization-identifier";
    let named = |ror: &str| with(document(ItemKind::Employment, ror), identifier, json!(ror)).to_string();
    assert_eq!(world.post("/employment", &named("https://ror.org/03vek6s52")).await.status, 201);
    let answer = world.post("/employment", &named("https://ror.org/03vek6s53")).await;
    assert_eq!(answer.outcome(), (400, 9045), "its check digits are wrong");
}
