//! What is refused, and how: as the published service does it, or strictly.

use super::*;

/// 32, 57, 58, 67
/// SEARCH-3.1
#[tokio::test]
async fn a_query_that_is_none_is_refused_as_the_published_service_does_it() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    for query in ["doi-self:10.1087/a:b", "given-names:(josiah", "title:plasmons", "%20", "*:x", "a%20AND"] {
        for form in ["search", "expanded-search"] {
            let answer = cast.json(&format!("/pub/v3.0/{form}?q={query}")).await;
            assert_eq!(answer.outcome(), (500, 9008), "{query}");
            assert_eq!(answer.header("retry-after"), "", "it will be none later, too");
        }
        for version in ["v2.0", "v2.1"] {
            assert_eq!(cast.json(&format!("/pub/{version}/search?q={query}")).await.outcome(), (500, 9008), "{query}");
        }
        let path = format!("/pub/v3.0/csv-search?q={query}&fl=orcid,email");
        let table = app.request("GET", &path).accept("text/csv").send().await;
        assert_eq!((table.status.as_u16(), table.text()), (200, "orcid,email\n"), "{query}");
    }
}

#[tokio::test]
async fn the_refusal_says_where_the_query_goes_wrong() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let answer = cast.json("/pub/v3.0/search?q=given-names:(josiah").await;
    let message = answer.json()["developer-message"].as_str().unwrap().to_owned();
    assert!(message.contains("character "), "{message}");
}

/// SEARCH-13
#[tokio::test]
async fn whoever_prefers_it_is_refused_strictly() {
    let app = TestApp::start().await;
    cast(&app).await;
    for (path, accept, word) in [
        ("/pub/v3.0/search?q=given-names:(josiah", "application/json", "character "),
        ("/pub/v2.1/search?q=title:plasmons", "application/json", "`title`"),
        ("/pub/v3.0/expanded-search?q=nofield:x", "application/vnd.orcid+json", "`nofield`"),
        ("/pub/v3.0/csv-search?q=given-names:(", "text/csv", "character "),
        ("/pub/v3.0/csv-search?q=wren&fl=orcid,%20email", "text/csv", "fl"),
        ("/pub/v3.0/search?q=wren&sort=keyword%20asc", "application/json", "sort"),
    ] {
        let of = |preference: &str| app.request("GET", path).accept(accept).header("prefer", preference);
        let answer = of("handling=strict").send().await;
        assert_eq!(answer.outcome(), (400, 9012), "{path}");
        assert!(answer.text().contains(word), "{path}: {}", answer.text());
        assert_ne!(of("handling=lenient").send().await.status.as_u16(), 400, "{path}");
        assert_ne!(app.request("GET", path).accept(accept).send().await.status.as_u16(), 400, "{path}");
    }
    let fine = app.request("GET", "/pub/v3.0/search?q=wren").header("prefer", "handling=strict").send().await;
    assert_eq!((fine.status.as_u16(), fine.header("preference-applied")), (200, "handling=strict"));
    assert_eq!(app.get("/pub/v3.0/search?q=wren").await.header("preference-applied"), "");
}

/// With a token, a start that is none is left to the engine.
#[tokio::test]
async fn a_start_that_is_none_is_refused_as_a_query() {
    let app = TestApp::start().await;
    cast(&app).await;
    let token = app.member("Member").await.credentials("/read-public").await;
    for start in ["-1", "x"] {
        let path = format!("/api/v3.0/csv-search?q=wren&fl=orcid&start={start}");
        let table = app.request("GET", &path).accept("text/csv").bearer(&token).send().await;
        assert_eq!((table.status.as_u16(), table.text()), (200, "orcid\n"));
        let strict = app.request("GET", &path).accept("text/csv").bearer(&token).header("prefer", "handling=strict");
        assert_eq!(strict.send().await.outcome(), (400, 9012));
    }
}

/// Section 2: who may search where.
/// SEARCH-2
#[tokio::test]
async fn members_need_the_scope_for_the_plain_form_alone() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let member = app.member("Member").await;
    let (reads, other) = (member.credentials("/read-public").await, member.credentials("/webhook").await);
    let of_record = member.token(&cast.wrens[0], "/read-limited").await;
    let public = app.client("Reader", ClientType::PublicClient).await.credentials("/read-public").await;
    let asked = async |prefix: &str, form: &str, token: Option<&str>| {
        let accept = if form == "csv-search" { "text/csv" } else { "application/json" };
        let request = app.request("GET", &format!("{prefix}/v3.0/{form}?q=given-names:wren")).accept(accept);
        let request = match token {
            Some(token) => request.bearer(token),
            None => request,
        };
        request.send().await.status.as_u16()
    };
    for form in ["search", "expanded-search", "csv-search"] {
        let lacks_scope = if form == "search" { 403 } else { 200 };
        for (prefix, token, expected) in [
            ("/pub", None, 200),
            ("/pub", Some(&*public), 200),
            ("/pub", Some(&*reads), 200),
            ("/pub", Some(&*other), 200),
            ("/pub", Some("nobody's"), 401),
            ("/api", None, 403),
            ("/api", Some(&*public), 403),
            ("/api", Some("nobody's"), 401),
            ("/api", Some(&*reads), 200),
            ("/api", Some(&*of_record), 200),
            ("/api", Some(&*other), lacks_scope),
        ] {
            assert_eq!(asked(prefix, form, token).await, expected, "{prefix} {form} {token:?}");
        }
    }
    for version in ["v2.0", "v2.1"] {
        let request = app.request("GET", &format!("/api/{version}/search?q=wren")).accept("application/json");
        assert_eq!(request.bearer(&other).send().await.outcome(), (403, 9038));
    }
    let limited = cast.json("/pub/v3.0/search?q=given-names:wren").await.json();
    let request = app.request("GET", "/api/v3.0/search?q=given-names:wren").accept("application/json");
    assert_eq!(request.bearer(&of_record).send().await.json(), limited, "members find what everybody finds");
}

/// SEARCH-2
#[tokio::test]
async fn searches_are_only_read() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let token = app.member("Member").await.credentials("/read-public").await;
    for form in ["search", "expanded-search", "csv-search"] {
        for method in ["POST", "PUT", "DELETE", "PATCH"] {
            let request = app.request(method, &format!("/api/v3.0/{form}?q=wren")).bearer(&token);
            let answer = request.send().await;
            assert_eq!(answer.outcome(), (405, 9001), "{method} {form}");
            assert_eq!(answer.header("allow"), "HEAD,GET,OPTIONS");
        }
        let options = app.request("OPTIONS", &format!("/pub/v3.0/{form}")).send().await;
        assert_eq!((options.status.as_u16(), options.header("allow")), (200, "HEAD,GET,OPTIONS"));
        assert_eq!(app.get(&format!("/pub/v3.0/{form}/x?q=wren")).await.outcome(), (404, 9001));
        assert_eq!(app.get(&format!("/pub/{form}")).await.status.as_u16(), if form == "search" { 404 } else { 302 });
    }
    let get = cast.json("/pub/v3.0/search/?q=given-names:wren").await;
    let head = app.request("HEAD", "/pub/v3.0/search/?q=given-names:wren").accept("application/json").send().await;
    assert_eq!((head.status.as_u16(), head.text()), (200, ""));
    assert_eq!(head.header("content-length"), get.text().len().to_string());
    assert_eq!(get.header("access-control-allow-origin"), "*");
    assert_eq!(get.header("cache-control"), "no-cache, no-store, max-age=0, must-revalidate");
}

/// SEARCH-3.1
#[tokio::test]
async fn what_is_too_much_is_refused_before_it_is_done() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let many: Vec<String> = (0..101).map(|number| format!("p{number}=")).collect();
    let path = |query: &str| format!("/pub/v3.0/search?q=wren&{query}");
    assert_eq!(cast.json(&path(&many.join("&"))).await.outcome(), (400, 9012));
    assert_eq!(cast.json(&path(&"a=1&".repeat(4000))).await.status.as_u16(), 200, "of one name the first counts");
    assert_eq!(cast.json(&format!("/pub/v3.0/search?q={}", "a".repeat(21_000))).await.status.as_u16(), 414);
    let clauses: Vec<String> = (0..1025).map(|number| format!("orcid:{number}")).collect();
    let over = clauses.join("%20");
    assert!(over.len() < 20_000);
    assert_eq!(cast.json(&format!("/pub/v3.0/search?q={over}")).await.outcome(), (500, 9008));
    let deep = "(".repeat(2000);
    assert_eq!(cast.json(&format!("/pub/v3.0/search?q={deep}")).await.outcome(), (500, 9008));
}
