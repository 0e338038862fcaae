//! What machines are told beside the pages.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use byline_store::Change;
use byline_testkit::{ItemKind, OrcidId, RecordState};
use serde_json::Value;

use crate::support::{BASE, Pages};

/// What a page says in JSON-LD.
fn linked(body: &str) -> Value {
    let (_, rest) = body.split_once("<script type=\"application/ld+json\">").expect("it is there");
    serde_json::from_str(rest.split_once("</script>").expect("it ends").0).expect("it is JSON")
}

/// REG-65
// `registry` 16.4
#[tokio::test]
async fn a_page_describes_itself_and_the_person_and_tells_them_apart() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    for number in 0..12 {
        ada.work(&format!("Work {number:02}"), &[("doi", &format!("10.5555/{number}"))]).add().await;
    }
    ada.work("Diary </script>", &[("doi", "10.5555/secret")]).limited().add().await;
    ada.item(ItemKind::Keyword, r#"{"content":"fog"}"#).limited().add().await;
    let page = pages.get(&format!("/{ada}?size=10&works=2&sort=title")).await;
    let said = linked(&page.body);
    let [about, person] = said["@graph"].as_array().expect("a graph").as_slice() else { panic!("{said}") };
    assert_eq!((&about["@type"], &person["@type"]), (&"ProfilePage".into(), &"Person".into()));
    assert_eq!(about["mainEntity"]["@id"], person["@id"]);
    assert_eq!(person["@id"], format!("{BASE}/{ada}"));
    assert_ne!(about["@id"], person["@id"]);
    let works = person["@reverse"]["creator"].as_array().expect("works");
    let names: Vec<_> = works.iter().map(|work| work["name"].as_str().expect("a name")).collect();
    assert_eq!(names, ["Work 10", "Work 11"], "those that the page shows");
    assert!(!said.to_string().contains("secret"));
}

/// REG-66
// RFC 9264, signposting.org
#[tokio::test]
async fn the_links_of_a_page_are_a_document_too() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    let page = pages.get(&format!("/{ada}")).await;
    let named = format!("<{BASE}/{ada}/linkset>; rel=\"linkset\"; type=\"application/linkset+json\"");
    assert!(page.header("link").contains(&named), "{}", page.header("link"));
    let set = pages.get_as(&format!("/{ada}/linkset"), "*/*").await;
    assert_eq!((set.status, set.header("content-type")), (StatusCode::OK, "application/linkset+json"));
    assert_eq!(set.header("access-control-allow-origin"), "*");
    let set: Value = serde_json::from_str(&set.body).expect("JSON");
    let links = &set["linkset"][0];
    assert_eq!(links["anchor"], format!("{BASE}/{ada}"));
    assert_eq!(links["cite-as"][0]["href"], links["anchor"]);
    for link in links["describedby"].as_array().expect("forms") {
        let (href, form) = (link["href"].as_str().expect("an address"), link["type"].as_str().expect("a type"));
        let described = format!("<{href}>; rel=\"describedby\"; type=\"{form}\"");
        assert!(page.header("link").contains(&described), "{described}");
    }
}

/// REG-68
#[tokio::test]
async fn an_id_is_shown_as_a_code_and_as_a_badge() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    let svg = pages.get(&format!("/{ada}/qr-code.svg")).await;
    assert_eq!((svg.status, svg.header("content-type")), (StatusCode::OK, "image/svg+xml"));
    assert!(svg.body.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "), "{}", svg.body);
    let request = Request::get(format!("/{ada}/qr-code.png")).header(header::ACCEPT_ENCODING, "gzip");
    let (head, png) = pages.bytes(request.body(Body::empty()).expect("a well-formed request")).await;
    assert_eq!(head[header::CONTENT_TYPE], "image/png");
    assert!(!head.contains_key(header::CONTENT_ENCODING), "it is packed already");
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let side = u32::from_be_bytes(png[16..20].try_into().expect("four bytes"));
    assert!((440..=500).contains(&side), "{side}");

    let badge = pages.get(&format!("/{ada}/badge")).await;
    let link = format!("&#60;a href=&#34;{BASE}/{ada}&#34; rel=&#34;me&#34;&#62;");
    assert_eq!(badge.body.matches(&link).count(), 3, "{}", badge.body);
    assert!(badge.body.contains(&format!("{BASE}/badge.svg")));
    assert_eq!(pages.get("/badge.svg").await.header("content-type"), "image/svg+xml");
}

/// REG-61
#[tokio::test]
async fn what_is_not_shown_has_no_code_and_no_links() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    let mut head = (*pages.app.store.head(ada.orcid).await.expect("a store").expect("a record")).clone();
    head.state = RecordState::Locked;
    pages.app.commit([Change::PutRecord(Box::new(head))]).await;
    let unknown: OrcidId = "0009-9000-0000-0213".parse().expect("an iD");
    for what in ["linkset", "badge", "qr-code.svg", "qr-code.png", "work/7"] {
        let locked = pages.get(&format!("/{ada}/{what}")).await;
        assert!(locked.body.contains("This record is locked"), "{what}: {}", locked.body);
        assert_eq!(pages.get(&format!("/{unknown}/{what}")).await.status, StatusCode::NOT_FOUND, "{what}");
        assert_eq!(pages.get(&format!("/nobody/{what}")).await.status, StatusCode::NOT_FOUND, "{what}");
    }
}

/// REG-67
// RFC 9309
#[tokio::test]
async fn robots_are_told_where_nothing_is_for_them() {
    let open = Pages::start().await.get("/robots.txt").await;
    assert_eq!((open.status, open.header("content-type")), (StatusCode::OK, "text/plain; charset=utf-8"));
    assert!(open.body.starts_with("User-agent: *\n") && open.body.contains("Disallow: /my-orcid\n"));
    assert!(!open.body.contains("Disallow: /\n"), "records are read, and say for themselves whether they are listed");
    let closed = Pages::with(|site| site.indexed = false).await.get("/robots.txt").await;
    assert_eq!(closed.body, "User-agent: *\nDisallow: /\n");
}

#[tokio::test]
async fn a_page_says_what_previews_and_other_languages_need() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    ada.item(ItemKind::Biography, r#"{"content":"Writes \"notes\"."}"#).add().await;
    let page = pages.get(&format!("/{ada}?works=1&lang=de")).await;
    for tag in [
        format!("<title>Ada ({ada}) · Byline</title>"),
        format!("<link rel=\"canonical\" href=\"{BASE}/{ada}\">"),
        format!("<link rel=\"alternate\" hreflang=\"zh-CN\" href=\"{BASE}/{ada}?lang=zh_CN\">"),
        format!("<link rel=\"alternate\" hreflang=\"x-default\" href=\"{BASE}/{ada}\">"),
        format!("<meta property=\"og:title\" content=\"Ada ({ada})\">"),
        "<meta name=\"description\" content=\"Writes &#34;notes&#34;.\">".to_owned(),
    ] {
        assert!(page.body.contains(&tag), "{tag}: {}", page.body);
    }
    let (_, rest) = page.body.split_once("<meta property=\"og:image\" content=\"").expect("a picture");
    let picture = rest.split('"').next().and_then(|it| it.strip_prefix(BASE)).expect("an address of ours");
    let request = Request::get(picture).body(Body::empty()).expect("a well-formed request");
    let (head, png) = pages.bytes(request).await;
    assert_eq!(
        (&head[header::CONTENT_TYPE], &png[1..4]),
        (&header::HeaderValue::from_static("image/png"), &b"PNG"[..])
    );
    let request = Request::get("/favicon.ico").body(Body::empty()).expect("a well-formed request");
    let (head, icon) = pages.bytes(request).await;
    assert_eq!(head[header::CONTENT_TYPE], "image/vnd.microsoft.icon");
    assert_eq!(icon[..4], [0, 0, 1, 0]);
}

/// What a phone loads before it shows a record: 12 kB of style and little else.
#[tokio::test]
async fn the_first_page_is_light() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    for number in 0..60 {
        let title = format!("On the reach of lamp number {number} in weather of every kind");
        ada.work(&title, &[("doi", &format!("10.5555/lamp.{number}"))]).add().await;
    }
    let coded = async |path: &str| {
        let request = Request::get(path).header(header::ACCEPT_ENCODING, "zstd").body(Body::empty());
        pages.bytes(request.expect("a well-formed request")).await.1.len()
    };
    let page = pages.get(&format!("/{ada}")).await;
    let files: Vec<&str> =
        page.body.split("\"/assets/").skip(1).filter_map(|rest| rest.split(['"', '#']).next()).collect();
    let mut files: Vec<String> = files.into_iter().map(|name| format!("/assets/{name}")).collect();
    files.sort();
    files.dedup();
    assert!(files.len() >= 3, "{files:?}");
    let (mut style, mut all) = (0, coded(&format!("/{ada}")).await);
    assert!(all < 40_000, "the page: {all}");
    for file in files {
        let size = coded(&file).await;
        style += if file.ends_with(".css") { size } else { 0 };
        all += size;
    }
    assert!(style > 0 && style < 12_000, "style: {style}");
    assert!(all < 60_000, "all: {all}");
}
