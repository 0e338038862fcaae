//! People are found by what everybody may see of them.

use axum::http::StatusCode;
use byline_store::Change;
use byline_testkit::{ItemKind, OrcidId, TestRecord, Visibility};

use crate::support::Pages;

const PATH: &str = "/orcid-search/search";

/// Somebody with this whole name.
async fn person<'a>(pages: &'a Pages, given: &str, family: &str) -> TestRecord<'a> {
    let record = pages.app.record(given).await;
    let body = serde_json::json!({"given-names": {"value": given}, "family-name": {"value": family}});
    record.item(ItemKind::Name, &body.to_string()).add().await;
    record
}

async fn affiliation(record: &TestRecord<'_>, organization: &str, ended: bool) {
    let end = ended.then(|| serde_json::json!({"year": {"value": "2001"}}));
    let body = serde_json::json!({
        "organization": {"name": organization, "address": {"city": "Oslo", "country": "NO"}},
        "end-date": end,
    });
    record.item(ItemKind::Employment, &body.to_string()).add().await;
}

/// Who is on the page, in order.
fn ids(body: &str) -> Vec<&str> {
    body.split("<p class=\"id\">").skip(1).filter_map(|it| it.split('<').next()).collect()
}

/// REG-69
#[tokio::test]
async fn people_are_found_by_name_and_told_apart_by_what_they_did() {
    let pages = Pages::start().await;
    let other = person(&pages, "Ada", "Lovelace").await;
    let ada = person(&pages, "Ada", "Lovelace").await;
    affiliation(&ada, "Fjord University", false).await;
    affiliation(&ada, "School of <Fog>", true).await;
    ada.item(ItemKind::OtherName, r#"{"content":"A. A. L."}"#).add().await;
    ada.item(ItemKind::Keyword, r#"{"content":"engines"}"#).add().await;
    person(&pages, "Charles", "Babbage").await;

    let page = pages.get(&format!("{PATH}?searchQuery=ada+lovelace")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert_eq!(ids(&page.body), [ada.to_string(), other.to_string()], "who is somewhere now comes first");
    let text = page.text();
    for part in
        ["2 people", "Ada Lovelace", "Also known as A. A. L.", "Now at Fjord University", "Formerly at School of "]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(page.body.contains("School of &#60;Fog&#62;") && page.body.contains("value=\"ada lovelace\""));
    assert!(page.body.contains("<meta name=\"robots\" content=\"noindex\">"));

    for (query, count) in [
        ("firstName=ada&lastName=lovelace", 2),
        ("firstName=aal&otherFields=true", 0),
        ("firstName=l", 0),
        ("firstName=l&otherFields=true", 1),
        ("keyword=engines", 1),
        ("affiliationOrg=fjord+university", 1),
        ("lastName=lovelace&affiliationOrg=fog", 1),
        ("lastName=lovelace&keyword=fog", 0),
        ("searchQuery=fjord", 1),
        ("searchQuery=%22ada+babbage%22&lastName=babbage", 0),
    ] {
        let page = pages.get(&format!("{PATH}?{query}")).await;
        assert_eq!((page.status, ids(&page.body).len()), (StatusCode::OK, count), "{query}: {}", page.text());
        assert_eq!(page.text().contains("Nobody found"), count == 0, "{query}");
    }
}

#[tokio::test]
async fn what_is_not_public_finds_nobody() {
    let pages = Pages::start().await;
    let ada = person(&pages, "Ada", "Hidden").await;
    let found = async |text: &str| ids(&pages.get(&format!("{PATH}?searchQuery={text}")).await.body).len();
    assert_eq!(found("hidden").await, 1);
    ada.name("Ada", Visibility::Limited).await;
    ada.item(ItemKind::Keyword, r#"{"content":"lanterns"}"#).add().await;
    ada.item(ItemKind::Keyword, r#"{"content":"secret"}"#).private().add().await;
    assert_eq!((found("hidden").await, found("secret").await), (0, 0));
    let page = pages.get(&format!("{PATH}?searchQuery=lanterns")).await;
    assert!(ids(&page.body) == [ada.to_string()] && page.text().contains("not public"), "{}", page.text());
}

#[tokio::test]
async fn nothing_asked_is_nothing_found() {
    let pages = Pages::start().await;
    for query in ["", "?searchQuery=", "?searchQuery=++&lastName=", "?otherFields=true", "?nonsense=1"] {
        let page = pages.get(&format!("{PATH}{query}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("id=\"found\"") && !page.text().contains("Nobody found"), "{query}");
    }
}

/// The form by field is open when it was used.
#[tokio::test]
async fn what_was_asked_stands_in_the_forms() {
    let pages = Pages::start().await;
    let query = "firstName=%22A%22&lastName=B&otherFields=true&affiliationOrg=C&keyword=%3CD%3E";
    let page = pages.get(&format!("{PATH}?{query}")).await;
    for part in
        ["value=\"&#34;A&#34;\"", "value=\"B\"", "value=\"C\"", "value=\"&#60;D&#62;\"", " checked", "by-field\" open"]
    {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    let page = pages.get(&format!("{PATH}?searchQuery=x")).await;
    assert!(!page.body.contains("by-field\" open"));
}

#[tokio::test]
async fn an_id_in_any_form_leads_to_its_record() {
    let pages = Pages::start().await;
    for text in ["0009-9000-0000-0010", "0009900000000010", "https%3A%2F%2Forcid.org%2F0009-9000-0000-0010"] {
        let found = pages.get(&format!("{PATH}?searchQuery={text}")).await;
        assert_eq!((found.status, found.location()), (StatusCode::SEE_OTHER, "/0009-9000-0000-0010"), "{text}");
    }
    let mistyped = pages.get(&format!("{PATH}?searchQuery=0009-9000-0000-0011")).await;
    assert_eq!(mistyped.status, StatusCode::OK);
    assert!(
        mistyped.body.contains("aria-invalid=\"true\"")
            && mistyped.text().contains("Check this iD")
            && !mistyped.text().contains("Nobody found")
    );
    let ada = person(&pages, "Ada", "Lovelace").await;
    let within = pages.get(&format!("{PATH}?searchQuery=who+is+{ada}%3F")).await;
    assert_eq!(ids(&within.body), [ada.to_string()]);
}

#[tokio::test]
async fn many_are_on_pages() {
    let pages = Pages::start().await;
    let mut all: Vec<OrcidId> = Vec::new();
    for _ in 0..102 {
        all.push(person(&pages, "Wei", "Zhang").await.orcid);
    }
    all.sort_unstable();
    let (mut next, mut seen) = (format!("{PATH}?lastName=zhang"), Vec::new());
    for range in ["1–50 of 102", "51–100 of 102", "101–102 of 102"] {
        let page = pages.get(&next).await;
        assert!(page.text().contains(range) && page.text().contains("102 people"), "{range}: {}", page.text());
        seen.extend(ids(&page.body).into_iter().map(|it| it.parse::<OrcidId>().expect("an iD")));
        let link = |rel: &str| {
            let (before, _) = page.body.split_once(&format!("\" rel=\"{rel}\""))?;
            Some(before.rsplit_once("<a href=\"")?.1.replace("&#38;", "&"))
        };
        assert_eq!(link("prev").is_some(), range != "1–50 of 102");
        match link("next") {
            Some(link) => next = link,
            None => assert_eq!(range, "101–102 of 102"),
        }
    }
    assert_eq!(seen, all, "each once, those who are alike in order of iD");
    let beyond = pages.get(&format!("{PATH}?lastName=zhang&firstResult=5000")).await;
    assert_eq!((beyond.status, beyond.location()), (StatusCode::SEE_OTHER, "/orcid-search/search?lastName=zhang"));
}

/// Whatever is typed has an answer, and no answer is a mistake of ours.
#[tokio::test]
async fn whatever_is_typed_has_an_answer() {
    let pages = Pages::start().await;
    person(&pages, "Ada", "Lovelace").await;
    let long = "ada+".repeat(400);
    for text in [
        "%22",
        "%22ada",
        "*",
        "%3F",
        "a*",
        "*a",
        "~",
        "ada~",
        "-",
        "--",
        "-ada",
        "%2Bada",
        "AND",
        "ada+AND",
        "OR+OR",
        "NOT",
        "(",
        "%29",
        "%7B%21",
        "%7B%21lucene%7D*:*",
        "given-names:",
        ":",
        "%5C",
        "%5C%5C%22",
        "[1+TO",
        "/a/",
        "//",
        "%00",
        "%C0%AF",
        "%F0%9F%8E%89",
        "%E2%80%AEada",
        "_query_:%22x%22",
        "a%22b%22c",
        "%0A",
        &long,
    ] {
        for field in ["searchQuery", "firstName", "lastName", "keyword", "affiliationOrg"] {
            let page = pages.get(&format!("{PATH}?{field}={text}&otherFields=true")).await;
            let is_answer = matches!(page.status, StatusCode::OK | StatusCode::BAD_REQUEST | StatusCode::URI_TOO_LONG);
            assert!(is_answer, "{field}={text}: {} {}", page.status, page.text());
        }
    }
}

#[tokio::test]
async fn a_record_that_is_deleted_is_found_no_more() {
    let pages = Pages::start().await;
    let ada = person(&pages, "Ada", "Lovelace").await;
    let found = async || ids(&pages.get(&format!("{PATH}?lastName=lovelace")).await.body).len();
    assert_eq!(found().await, 1);
    pages.app.commit([Change::DeleteRecord(ada.orcid)]).await;
    assert_eq!(found().await, 0);
}
