//! The front page, and what every page has.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::support::Pages;

#[tokio::test]
async fn the_front_page_says_what_this_is() {
    let app = Pages::start().await;
    let page = app.get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    insta::assert_snapshot!(page.text());
}

/// What is asked under the old address is asked of the search.
#[tokio::test]
async fn the_box_of_the_front_page_leads_to_the_search() {
    let app = Pages::start().await;
    for (text, query) in [
        ("0009-9000-0000-0010", "?searchQuery=0009-9000-0000-0010"),
        ("%3Cb%3E+Ada", "?searchQuery=%3Cb%3E+Ada"),
        ("++", ""),
    ] {
        let found = app.get(&format!("/find?id={text}")).await;
        let to = format!("/orcid-search/search{query}");
        assert_eq!((found.status, found.location()), (StatusCode::SEE_OTHER, &*to), "{text}");
    }
    assert_eq!(app.get("/find").await.location(), "/orcid-search/search");
    let home = app.get("/").await.body;
    assert!(home.contains("action=\"/orcid-search/search\"") && home.contains("name=\"searchQuery\""));
}

#[tokio::test]
async fn every_answer_forbids_scripts_and_frames() {
    let app = Pages::start().await;
    for path in ["/", "/nowhere/at/all", "/0009-9000-0000-0213", "/orcid-search/search?searchQuery=x"] {
        let page = app.get(path).await;
        assert_eq!(
            page.header("content-security-policy"),
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'",
            "{path}"
        );
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        for forbidden in ["<script", "<style", " style=", " onclick="] {
            assert!(!page.body.contains(forbidden), "{path} has {forbidden}");
        }
    }
}

#[tokio::test]
async fn the_style_sheet_may_be_kept_for_ever_because_its_address_changes_with_it() {
    let app = Pages::start().await;
    let home = app.get("/").await;
    let (_, rest) = home.body.split_once("<link rel=\"stylesheet\" href=\"").expect("a style sheet");
    let (path, _) = rest.split_once('"').expect("an address ends");
    let sheet = app.get(path).await;
    assert_eq!(sheet.status, StatusCode::OK);
    assert_eq!(sheet.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(sheet.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(app.get("/assets/byline-0000000000000000.css").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn unknown_addresses_and_methods_get_pages() {
    let app = Pages::start().await;
    for path in ["/nowhere", "/a/b/c", "/0009-9000-0000-001"] {
        let page = app.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.body.contains("<h1>There is no such page</h1>"), "{path}");
    }
    for path in ["/0009-9000-0000-0011", "/0009-9000-0000-001x"] {
        let page = app.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.body.contains("<h1>This iD is mistyped</h1>"), "{}", page.body);
        assert!(page.body.contains(&path[1..].to_uppercase()), "{}", page.body);
    }
    let data = Request::get("/0009-9000-0000-0011").header("accept", "application/json").body(Body::empty());
    let data = app.send(data.expect("a well-formed request")).await;
    assert!(data.location().ends_with("/0009-9000-0000-0011"), "the API says what is wrong");
    let post = Request::post("/").body(Body::empty()).expect("a well-formed request");
    assert_eq!(app.send(post).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

/// REG-100
#[tokio::test]
async fn a_sandbox_says_on_its_pages_that_nothing_there_is_real() {
    for sandbox in [true, false] {
        let pages = Pages::with(|site| site.sandbox = sandbox).await;
        let ada = pages.record().await;
        for path in ["/".to_owned(), format!("/{ada}"), "/signin".to_owned(), "/nothing-here".to_owned()] {
            let page = pages.get(&path).await;
            assert_eq!(page.body.contains("class=\"notice-bar\""), sandbox, "{path}: {}", page.body);
        }
    }
}
