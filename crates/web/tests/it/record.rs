//! `/{iD}`

use axum::body::Body;
use axum::http::{Request, StatusCode};
use byline_model::{ItemKind, OrcidId, RecordState, Visibility};
use byline_store::{Change, ChangeSet};

use crate::support::{App, BASE, NOW, item, work};

#[tokio::test]
async fn every_record_of_the_demo_registry_has_a_page() {
    let app = App::demo().await;
    let mut heads = app.store.records_after(None, 100).await.expect("records");
    heads.sort_by_key(|head| head.orcid);
    assert!(heads.len() >= 20);
    let mut table = String::new();
    for head in heads {
        let page = app.get(&format!("/{}", head.orcid)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", head.orcid);
        assert!(page.body.ends_with("</html>\n") || page.body.ends_with("</html>"), "{}", head.orcid);
        let title = page.body.split_once("<h1").and_then(|(_, rest)| rest.split_once('>')).map(|(_, rest)| rest);
        let title = title.and_then(|it| it.split_once("</h1>")).map(|(title, _)| title).expect("a heading");
        table += &format!("{} {:?}: {title}\n", head.orcid, head.state);
    }
    insta::assert_snapshot!(table);
}

#[tokio::test]
async fn the_first_demo_record_says_all_of_this() {
    let app = App::demo().await;
    insta::assert_snapshot!(app.get("/0009-9000-0000-0010").await.text());
}

#[tokio::test]
async fn only_what_everybody_may_see_is_shown() {
    let hidden = |code, visibility| {
        let mut item = item(ItemKind::Keyword, code, &format!(r#"{{"content":"secret {code}"}}"#));
        item.visibility = visibility;
        item
    };
    let mut name = item(ItemKind::Name, 0, r#"{"given-names":{"value":"Ada"},"family-name":{"value":"Hidden"}}"#);
    name.visibility = Visibility::Limited;
    let unverified = item(ItemKind::Email, 5, r#"{"email":"ada@example.org","verified":false,"primary":true}"#);
    let items = vec![
        name,
        unverified,
        hidden(1, Visibility::Limited),
        hidden(2, Visibility::Private),
        hidden(3, Visibility::RegisteredOnly),
    ];
    let (app, ada) = App::with(items).await;
    let page = app.get(&format!("/{ada}")).await;
    assert!(!page.body.contains("secret") && !page.body.contains("Hidden") && !page.body.contains("ada@"));
    insta::assert_snapshot!(page.text());
}

#[tokio::test]
async fn text_is_escaped_and_only_the_web_is_linked() {
    let script = r"<script>alert(1)</script>";
    let items = vec![
        item(ItemKind::Name, 0, &format!(r#"{{"credit-name":"{script}"}}"#)),
        item(ItemKind::Biography, 0, &format!(r#"{{"content":"{script}\n\n<img src=x onerror=alert(2)>"}}"#)),
        item(ItemKind::Keyword, 1, &format!(r#"{{"content":"{script}"}}"#)),
        item(ItemKind::ResearcherUrl, 2, r#"{"url-name":"mine","url":"javascript:alert(3)"}"#),
        item(ItemKind::ResearcherUrl, 3, r#"{"url-name":"\"><b>","url":"https://x.example/\"><b>"}"#),
        item(
            ItemKind::ExternalIdentifier,
            4,
            &format!(
                r#"{{"external-id-type":"{script}","external-id-value":"v","external-id-url":"data:text/html,x"}}"#
            ),
        ),
        item(
            ItemKind::Work,
            6,
            &format!(
                r#"{{"title":{{"title":"{script}"}},"journal-title":"{script}","type":"other","url":"javascript:alert(4)",
                "external-ids":{{"external-id":[{{"external-id-type":"uri","external-id-value":"javascript:alert(5)",
                "external-id-relationship":"self"}}]}}}}"#
            ),
        ),
    ];
    let (app, ada) = App::with(items).await;
    let page = app.get(&format!("/{ada}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("<script") && !page.body.contains("<img src=x") && !page.body.contains("\"><b>"));
    assert!(!page.body.contains("href=\"javascript:") && !page.body.contains("href=\"data:"), "{}", page.body);
    assert!(page.body.contains("&#60;script&#62;"));
}

#[tokio::test]
async fn a_long_section_is_shown_in_pages() {
    let items = (1..=120).map(|code| work(code, &format!("Work {code:03}"))).collect();
    let (app, ada) = App::with(items).await;
    let first = app.get(&format!("/{ada}")).await;
    assert_eq!(first.body.matches("<li class=\"card\">").count(), 50);
    assert!(first.text().contains("1–50 of 120"));
    assert!(first.body.contains(&format!("href=\"/{ada}?works=2#works\"")));
    let last = app.get(&format!("/{ada}?works=3")).await;
    assert_eq!(last.body.matches("<li class=\"card\">").count(), 20);
    assert!(last.body.contains("Work 120") && !last.body.contains("Work 100"));
}

#[tokio::test]
async fn data_is_asked_for_at_the_public_api() {
    let (app, ada) = App::with(Vec::new()).await;
    for accept in ["application/json", "application/vnd.orcid+xml", "text/turtle", "application/ld+json"] {
        let answer = app.get_as(&format!("/{ada}"), accept).await;
        assert_eq!(answer.status, StatusCode::FOUND, "{accept}");
        assert_eq!(answer.header("location"), format!("{BASE}/pub/{ada}"));
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(answer.header("vary"), "Accept");
    }
    assert_eq!(app.get_as(&format!("/{ada}"), "*/*").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_page_names_its_other_forms() {
    let (app, ada) = App::with(vec![work(1, "Fog")]).await;
    let page = app.get(&format!("/{ada}")).await;
    let links = page.header("link");
    assert!(links.starts_with(&format!("<{BASE}/{ada}>; rel=\"cite-as\", ")), "{links}");
    for form in ["application/vnd.orcid+json", "application/ld+json", "text/turtle"] {
        assert!(links.contains(&format!("<{BASE}/pub/{ada}>; rel=\"describedby\"; type=\"{form}\"")), "{links}");
        assert!(page.body.contains(&format!("<link rel=\"alternate\" type=\"{form}\" href=\"{BASE}/pub/{ada}\">")));
    }
    assert!(page.body.contains(&format!("<link rel=\"canonical\" href=\"{BASE}/{ada}\">")));
    // Nobody vouches for anything on it.
    assert!(page.body.contains("<meta name=\"robots\" content=\"noindex\">"));
}

#[tokio::test]
async fn what_organisations_vouch_for_is_listed_by_search_engines() {
    let app = App::demo().await;
    assert!(!app.get("/0009-9000-0000-0010").await.body.contains("noindex"));
}

#[tokio::test]
async fn a_page_that_did_not_change_is_not_sent_again() {
    let (app, ada) = App::with(Vec::new()).await;
    let path = format!("/{ada}");
    let tag = app.get(&path).await.header("etag").to_owned();
    let again = |tag: String| {
        let request = Request::get(&path).header("if-none-match", tag);
        app.send(request.body(Body::empty()).expect("a well-formed request"))
    };
    let same = again(format!("\"other\", W/{tag}")).await;
    assert_eq!((same.status, same.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let keyword = item(ItemKind::Keyword, 1, r#"{"content":"fog"}"#);
    let change = Change::PutItem { owner: ada, item: Box::new(keyword) };
    app.store.commit(ChangeSet::new(NOW).with(change)).await.expect("a commit");
    assert_eq!(again(tag).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_lower_case_x_is_corrected() {
    let app = App::empty();
    let answer = app.get("/0009-9000-0000-007x").await;
    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.header("location"), "/0009-9000-0000-007X");
}

#[tokio::test]
async fn every_state_has_its_page() {
    let primary: OrcidId = "0009-9000-0000-0010".parse().expect("an iD");
    let states = [
        (RecordState::Locked, StatusCode::OK, "This record is locked"),
        (RecordState::Deactivated, StatusCode::OK, "This record was deactivated"),
        (RecordState::Unclaimed, StatusCode::OK, "This iD is reserved"),
        (RecordState::Deprecated { primary }, StatusCode::OK, "This iD has been replaced"),
    ];
    for (state, status, heading) in states {
        let (app, ada) = App::with(vec![item(ItemKind::Keyword, 1, r#"{"content":"fog"}"#)]).await;
        let mut head = (*app.store.head(ada).await.expect("a store").expect("a record")).clone();
        head.state = state;
        app.store.commit(ChangeSet::new(NOW).with(Change::PutRecord(Box::new(head)))).await.expect("a commit");
        let page = app.get(&format!("/{ada}")).await;
        assert_eq!(page.status, status);
        assert!(page.body.contains(&format!("<h1>{heading}</h1>")), "{heading}");
        assert!(page.body.contains("noindex") && !page.body.contains("fog"), "{heading}");
        let leads_on = page.body.contains(&format!("<a href=\"/{primary}\">{BASE}/{primary}</a>"));
        assert_eq!(leads_on, matches!(state, RecordState::Deprecated { .. }));
    }
    let unknown = App::empty().get("/0009-9000-0000-0010").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.body.contains("No record has this iD"));
}
