//! `/{iD}`

use axum::body::Body;
use axum::http::{Request, StatusCode};
use byline_registry::Weight;
use byline_store::{Change, GroupId};
use byline_testkit::{ItemKind, OrcidId, RecordState, Source, Visibility};

use crate::support::{BASE, Pages};

/// REG-30
#[tokio::test]
async fn only_what_everybody_may_see_is_shown() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    ada.name("Hidden", Visibility::Limited).await;
    ada.email("ada@example.org", false).add().await;
    for visibility in [Visibility::RegisteredOnly, Visibility::Limited, Visibility::Private] {
        ada.item(ItemKind::Keyword, r#"{"content":"secret"}"#).visibility(visibility).add().await;
    }
    let page = pages.get(&format!("/{ada}")).await;
    for hidden in ["secret", "Hidden", "ada@"] {
        assert!(!page.body.contains(hidden), "{hidden}");
    }
    insta::assert_snapshot!(page.text());
}

/// REG-31, REG-60
#[tokio::test]
async fn a_record_says_what_is_on_it_and_who_says_so() {
    let pages = Pages::start().await;
    let publisher = pages.app.member("Quill & Lantern Press").await;
    let hub = pages.app.member("Hub").await;
    let ada = pages.record().await;
    ada.item(ItemKind::Biography, r#"{"content":"Writes notes.\nLong ones.\n\nAlso poems."}"#).add().await;
    ada.email("ada@example.org", true).add().await;
    ada.item(ItemKind::ResearcherUrl, r#"{"url-name":"Home","url":"https://ada.example/~a b"}"#).add().await;
    ada.item(ItemKind::Address, r#"{"country":{"value":"GB"}}"#).add().await;
    ada.item(ItemKind::Keyword, r#"{"content":"engines"}"#).by(&hub).add().await;
    ada.work_related("Notes", &[("doi", "10.5555/N.1", "self"), ("issn", "1234-5678", "part-of")])
        .by(&publisher)
        .add()
        .await;
    ada.work("Notes, an early version", &[("doi", "10.5555/n.1")]).add().await;
    ada.affiliation(ItemKind::Employment, "Analytical Engines").by(&hub).add().await;
    ada.affiliation(ItemKind::Membership, "Society of Computers").add().await;
    insta::assert_snapshot!(pages.get(&format!("/{ada}")).await.text());
}

/// D-06
#[tokio::test]
async fn text_is_escaped_and_only_the_web_is_linked() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    let script = "<script>alert(1)</script>";
    ada.name(script, Visibility::Public).await;
    let items = [
        (ItemKind::Biography, format!(r#"{{"content":"{script}\n\n<img src=x onerror=alert(2)>"}}"#)),
        (ItemKind::Keyword, format!(r#"{{"content":"{script}"}}"#)),
        (ItemKind::ResearcherUrl, r#"{"url-name":"mine","url":"javascript:alert(3)"}"#.to_owned()),
        (ItemKind::ResearcherUrl, r#"{"url-name":"\"><b>","url":"https://x.example/\"><b>"}"#.to_owned()),
        (
            ItemKind::ExternalIdentifier,
            format!(
                r#"{{"external-id-type":"{script}","external-id-value":"v","external-id-url":"data:text/html,x"}}"#
            ),
        ),
        (
            ItemKind::Work,
            format!(
                r#"{{"title":{{"title":"{script}"}},"journal-title":"{script}","type":"other","url":"javascript:alert(4)",{ids}}}"#,
                ids = r#""external-ids":{"external-id":[{"external-id-type":"uri","external-id-value":"javascript:alert(5)","external-id-relationship":"self"}]}"#
            ),
        ),
    ];
    for (kind, body) in items {
        ada.item(kind, &body).add().await;
    }
    let page = pages.get(&format!("/{ada}")).await;
    assert_eq!(page.status, StatusCode::OK);
    // What machines read is no script, and ends where it should.
    assert_eq!(page.body.matches("<script").count(), 1);
    assert!(page.body.contains("<script type=\"application/ld+json\">{\"@context\""));
    assert_eq!(page.body.matches("</script").count(), 1);
    for markup in ["<script>", "<img src=x", "\"><b>", "href=\"javascript:", "href=\"data:"] {
        assert!(!page.body.contains(markup), "{markup}");
    }
    assert!(page.body.contains("&#60;script&#62;"));
}

#[tokio::test]
async fn a_long_section_is_shown_in_pages() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    for number in 1..=120 {
        ada.work(&format!("Work {number:03}"), &[]).add().await;
    }
    let first = pages.get(&format!("/{ada}")).await;
    assert_eq!(first.body.matches("<li class=\"card\">").count(), 50);
    assert!(first.text().contains("1–50 of 120"));
    assert!(first.body.contains(&format!("href=\"/{ada}?works=2#works\"")));
    let last = pages.get(&format!("/{ada}?works=3")).await;
    assert_eq!(last.body.matches("<li class=\"card\">").count(), 20);
    assert!(last.body.contains("Work 120") && !last.body.contains("Work 100"));
}

#[tokio::test]
async fn a_huge_record_waits_for_room_and_a_short_one_does_not() {
    let pages = Pages::start().await;
    let (huge, short) = (pages.record().await, pages.app.record("Charles").await);
    huge.item(ItemKind::Keyword, &format!(r#"{{"content":"{}"}}"#, "x".repeat(5 << 20))).add().await;
    let (huge, short) = (format!("/{huge}"), format!("/{short}"));
    let heavy = pages.app.registry.heavy();
    // As huge as the long record; each is begun, and none ends.
    let job = || Box::pin(heavy.run(Weight::of_document(usize::MAX), std::future::pending::<()>()));
    let rooms = std::thread::available_parallelism().map_or(1, usize::from);
    let mut others: Vec<_> = (0..rooms).map(|_| job()).collect();
    for other in &mut others {
        tokio::select! { biased; _ = other => panic!("it has no end"), () = std::future::ready(()) => {} }
    }
    let mut waiting = Box::pin(pages.get(&huge));
    tokio::select! {
        biased;
        _ = &mut waiting => panic!("there is no room"),
        answer = pages.get(&short) => assert_eq!(answer.status, StatusCode::OK),
    }
    drop(others);
    assert_eq!(waiting.await.status, StatusCode::OK);
}

/// REG-64
#[tokio::test]
async fn data_is_asked_for_at_the_public_api() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    for accept in ["application/json", "application/vnd.orcid+xml", "text/turtle", "application/ld+json"] {
        let answer = pages.get_as(&format!("/{ada}"), accept).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{accept}");
        assert_eq!(answer.header("location"), format!("{BASE}/pub/{ada}"));
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(answer.header("vary"), "Accept");
    }
    assert_eq!(pages.get_as(&format!("/{ada}"), "*/*").await.status, StatusCode::OK);
}

/// REG-66
#[tokio::test]
async fn the_page_names_its_other_forms() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    ada.work("Fog", &[]).add().await;
    let page = pages.get(&format!("/{ada}")).await;
    let links = page.header("link");
    assert!(links.starts_with(&format!("<{BASE}/{ada}>; rel=\"cite-as\", ")), "{links}");
    for form in ["application/vnd.orcid+json", "application/ld+json", "text/turtle"] {
        assert!(links.contains(&format!("<{BASE}/pub/{ada}>; rel=\"describedby\"; type=\"{form}\"")), "{links}");
        assert!(page.body.contains(&format!("<link rel=\"alternate\" type=\"{form}\" href=\"{BASE}/pub/{ada}\">")));
    }
    assert!(page.body.contains(&format!("<link rel=\"canonical\" href=\"{BASE}/{ada}\">")));
}

/// REG-67
#[tokio::test]
async fn search_engines_may_list_what_organisations_vouch_for() {
    const NOINDEX: &str = "<meta name=\"robots\" content=\"noindex\">";
    let pages = Pages::start().await;
    let publisher = pages.app.member("Quill & Lantern Press").await;
    let ada = pages.record().await;
    ada.work("My own word", &[]).add().await;
    assert!(pages.get(&format!("/{ada}")).await.body.contains(NOINDEX));
    ada.work("Their word", &[]).by(&publisher).add().await;
    assert!(!pages.get(&format!("/{ada}")).await.body.contains(NOINDEX));
    assert!(pages.get(&format!("/{ada}?sort=title")).await.body.contains(NOINDEX), "the same again");
    let grace = pages.app.record("Grace").await;
    assert!(pages.get(&format!("/{grace}")).await.body.contains(NOINDEX));
    publisher.token(&grace, "/read-limited").await;
    assert!(!pages.get(&format!("/{grace}")).await.body.contains(NOINDEX), "an organisation may use it");
    let hidden = Pages::with(|site| site.indexed = false).await;
    let bob = hidden.record().await;
    bob.work("Their word", &[]).by(&hidden.app.member("Press").await).add().await;
    assert!(hidden.get(&format!("/{bob}")).await.body.contains(NOINDEX));
}

#[tokio::test]
async fn a_page_that_did_not_change_is_not_sent_again() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    let path = format!("/{ada}");
    let tag = pages.get(&path).await.header("etag").to_owned();
    let again = |tag: String| {
        let request = Request::get(&path).header("if-none-match", tag);
        pages.send(request.body(Body::empty()).expect("a well-formed request"))
    };
    let same = again(format!("\"other\", W/{tag}")).await;
    assert_eq!((same.status, same.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    ada.item(ItemKind::Keyword, r#"{"content":"fog"}"#).add().await;
    assert_eq!(again(tag).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_lower_case_x_is_corrected() {
    let answer = Pages::start().await.get("/0009-9000-0000-007x").await;
    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.header("location"), "/0009-9000-0000-007X");
}

/// REG-61
#[tokio::test]
async fn every_state_has_its_page() {
    let pages = Pages::start().await;
    let primary: OrcidId = "0009-9000-0000-0010".parse().expect("an iD");
    let states = [
        (RecordState::Locked, "This record is locked"),
        (RecordState::Deactivated, "This record was deactivated"),
        (RecordState::Unclaimed, "This iD is reserved"),
        (RecordState::Deprecated { primary }, "This iD has been replaced"),
    ];
    for (state, heading) in states {
        let ada = pages.record().await;
        ada.item(ItemKind::Keyword, r#"{"content":"fog"}"#).add().await;
        let mut head = (*pages.app.store.head(ada.orcid).await.expect("a store").expect("a record")).clone();
        head.state = state;
        pages.app.commit([Change::PutRecord(Box::new(head))]).await;
        let page = pages.get(&format!("/{ada}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains(&format!("<h1>{heading}</h1>")), "{heading}");
        assert!(page.body.contains("noindex") && !page.body.contains("fog"), "{heading}");
        let leads_on = page.body.contains(&format!("<a href=\"/{primary}\">{BASE}/{primary}</a>"));
        assert_eq!(leads_on, matches!(state, RecordState::Deprecated { .. }));
    }
    let unknown = pages.get("/0009-9000-0000-0213").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.body.contains("No record has this iD"));
}

/// A review of something, whatever the case of its identifier.
fn review(group: &str, mark: &str, subject: &str) -> String {
    let identifier = format!(
        r#"{{"external-id-type":"source-work-id","external-id-value":"{mark}","external-id-relationship":"self"}}"#
    );
    format!(
        r#"{{"reviewer-role":"reviewer","review-identifiers":{{"external-id":[{identifier}]}},"review-type":"review","review-group-id":"{group}"{subject}}}"#
    )
}

fn of_doi(doi: &str, kind: &str) -> String {
    format!(
        r#","subject-type":"{kind}","subject-external-identifier":{{"external-id-type":"doi","external-id-value":"{doi}","external-id-relationship":"self"}}"#
    )
}

/// REG-54
// `registry` 14
#[tokio::test]
async fn groups_of_reviews_are_named_and_say_how_much_was_reviewed() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    let group = GroupId {
        put_code: "77".parse().unwrap(),
        name: "Fjord <Letters>".into(),
        group_id: "orcid-generated:fjord".into(),
        description: "Letters".into(),
        group_type: "journal".into(),
        source: Source::default(),
        created: None,
        modified: None,
    };
    pages.app.commit([Change::PutGroupId(Box::new(group))]).await;
    let reviews = [
        review("orcid-generated:fjord", "1", &of_doi("10.5555/Ants", "journal-article")),
        review("orcid-generated:fjord", "2", &of_doi("https://doi.org/10.5555/ants", "journal-article")),
        review("orcid-generated:fjord", "3", r#","subject-name":{"title":"Bees"}"#),
        review("orcid-generated:fjord", "4", ""),
        review("orcid-generated:fjord", "5", &of_doi("10.5555/grant", "grant")),
        review("issn:1234-5679", "6", ""),
    ];
    for body in reviews {
        ada.item(ItemKind::PeerReview, &body).add().await;
    }
    let secret = review("orcid-generated:fjord", "7", &of_doi("10.5555/secret", "grant"));
    ada.item(ItemKind::PeerReview, &secret).limited().add().await;
    let page = pages.get(&format!("/{ada}")).await;
    let between = " <span aria-hidden=\"true\">·</span> ";
    let counts = ["5 reviews", "2 publications", "1 grant"].join(between);
    let named = format!("<h3>Fjord &#60;Letters&#62;</h3> <span class=\"muted\">{counts}</span>");
    assert!(page.body.contains(&named), "{}", page.body);
    // Nobody knows what this one is called, and the review keeps to itself what it is of.
    assert!(page.body.contains("<h3>ISSN 1234-5679</h3> <span class=\"muted\">1 review</span>"), "{}", page.body);
}
