//! The works of a record, and the page of each entry.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use byline_testkit::{ItemKind, TestRecord};

use crate::support::{Answer, BASE, PASSWORD, Pages};

/// A work of an owner, with a type and a date.
fn dated(title: &str, kind: &str, year: &str) -> String {
    let date = if year.is_empty() { String::new() } else { format!(r#","publication-date":{{"year":"{year}"}}"#) };
    format!(r#"{{"title":{{"title":"{title}"}},"type":"{kind}","journal-title":"Annals of {title}"{date}}}"#)
}

/// The titles of the cards, in their order.
fn titles(page: &Answer) -> Vec<&str> {
    let cards = page.body.split("<h3 dir=\"auto\">").skip(1);
    cards.filter_map(|card| card.split_once("\">")?.1.split('<').next()).collect()
}

async fn lamps(pages: &Pages) -> TestRecord<'_> {
    let ada = pages.record().await;
    let press = pages.app.member("Quill & Lantern Press").await;
    ada.item(ItemKind::Work, &dated("Bell", "book", "2001")).add().await;
    ada.item(ItemKind::Work, &dated("Anchor", "report", "2001")).by(&press).add().await;
    ada.item(ItemKind::Work, &dated("Dune", "book", "1999")).by(&press).add().await;
    ada.item(ItemKind::Work, &dated("cliff", "annotation", "")).add().await;
    ada
}

/// REG-51
// `registry` 11.1
#[tokio::test]
async fn works_come_in_the_order_that_is_asked_for() {
    let pages = Pages::start().await;
    let ada = lamps(&pages).await;
    for (order, expected) in [
        ("", ["Anchor", "Bell", "Dune", "cliff"]),
        ("?sort=-date", ["Anchor", "Bell", "Dune", "cliff"]),
        ("?sort=date", ["cliff", "Dune", "Bell", "Anchor"]),
        ("?sort=title", ["Anchor", "Bell", "cliff", "Dune"]),
        ("?sort=-title", ["Dune", "cliff", "Bell", "Anchor"]),
        ("?sort=type", ["cliff", "Bell", "Dune", "Anchor"]),
        ("?sort=source", ["Anchor", "Dune", "Bell", "cliff"]),
        ("?sort=-source", ["cliff", "Bell", "Dune", "Anchor"]),
        ("?sort=nonsense", ["Anchor", "Bell", "Dune", "cliff"]),
    ] {
        assert_eq!(titles(&pages.get(&format!("/{ada}{order}")).await), expected, "{order}");
    }
}

#[tokio::test]
async fn words_are_looked_for_in_what_everybody_may_see() {
    let pages = Pages::start().await;
    let ada = lamps(&pages).await;
    ada.work("Lighthouse", &[("doi", "10.5555/secret")]).limited().add().await;
    ada.work("Foghorn", &[("doi", "10.5555/Horn.1")]).add().await;
    for (words, expected) in [
        ("CLIFF", &["cliff"][..]),
        ("annals+of+be", &["Bell"]),
        ("10.5555%2Fhorn", &["Foghorn"]),
        ("lighthouse", &[]),
        ("secret", &[]),
        ("%3Cb%3E", &[]),
    ] {
        let page = pages.get(&format!("/{ada}?q={words}")).await;
        assert_eq!(titles(&page), expected, "{words}");
    }
    // Whatever is looked for, the section says how many there are, and leads back to all of them.
    for number in 0..8 {
        ada.work(&format!("Buoy {number}"), &[]).add().await;
    }
    let page = pages.get(&format!("/{ada}?q=%22%3E%3Cb%3E")).await;
    assert!(page.body.contains("Works <span class=\"count\">13</span>"), "{}", page.body);
    assert!(page.body.contains("Works with these words: 0."), "{}", page.body);
    assert!(page.body.contains(&format!("<a href=\"/{ada}#works\">Show all works</a>")));
    assert!(!page.body.contains("\"><b>"), "what was asked is escaped");
}

/// REG-51
#[tokio::test]
async fn pages_have_numbers_and_keep_what_was_chosen() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    for number in 1..=62 {
        ada.work(&format!("Work {number:03}"), &[]).add().await;
    }
    let page = pages.get(&format!("/{ada}?works=4&size=10&sort=title&q=work")).await;
    assert_eq!(titles(&page).first(), Some(&"Work 031"));
    assert_eq!(titles(&page).len(), 10);
    for link in ["works=1", "works=3", "works=5", "works=7"] {
        let link = format!("href=\"/{ada}?{link}&#38;size=10&#38;sort=title&#38;q=work#works\"");
        assert!(page.body.contains(&link), "{link}: {}", page.body);
    }
    assert!(page.body.contains("aria-current=\"page\""));
    assert!(page.body.contains("<input type=\"hidden\" name=\"sort\" value=\"title\">"), "the form keeps it too");
    assert!(page.body.contains("type=\"number\" min=\"1\" max=\"7\" value=\"4\""));
    for (query, count, first) in [
        ("size=100", 62, "Work 001"),
        ("size=11", 50, "Work 001"),
        ("size=10&works=0", 10, "Work 001"),
        ("size=10&works=99999999999999999999", 10, "Work 001"),
        ("size=10&works=100", 2, "Work 061"),
    ] {
        let page = pages.get(&format!("/{ada}?{query}")).await;
        assert_eq!((titles(&page).len(), titles(&page)[0]), (count, first), "{query}");
    }
}

/// A work that says all that works can say.
const WHOLE: &str = r#"{"title":{"title":"How far does a lamp reach?"},"type":"journal-article","journal-title":"Annals",
  "short-description":"On <b>light</b>.\n\nAnd on fog.","url":"https://annals.example/lamp",
  "citation":{"citation-type":"bibtex","citation-value":"@article{lamp}"},"country":{"value":"IS"},
  "contributors":{"contributor":[
    {"contributor-orcid":{"uri":"https://reg.example/0009-9000-0000-0029","path":"0009-9000-0000-0029"},
     "credit-name":"Bram","contributor-email":"bram@example.org",
     "contributor-attributes":{"contributor-sequence":"first","contributor-role":"author"}},
    {"credit-name":"Chloé"},{"credit-name":"Dana"},{"credit-name":"Elif"}]}}"#;

/// On one line, as bodies are kept.
fn whole() -> String {
    WHOLE.lines().map(str::trim).collect()
}

/// REG-60
#[tokio::test]
async fn a_card_says_who_took_part_and_has_the_rest_on_demand() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    let code = ada.item(ItemKind::Work, &whole()).add().await;
    let page = pages.get(&format!("/{ada}")).await;
    for text in [
        "<p class=\"by\"><bdi>Bram</bdi>, <bdi>Chloé</bdi>, <bdi>Dana</bdi> and others (+1)</p>",
        "On &#60;b&#62;light&#60;/b&#62;.",
        "@article{lamp}",
        "Citation (BIBTEX)",
        "<dd>Iceland</dd>",
        "href=\"https://annals.example/lamp\"",
        "Self-asserted",
    ] {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
    assert!(page.body.contains(&format!("href=\"/{ada}/work/{code}\"")));
    assert!(!page.body.contains("bram@"), "addresses of contributors stay where they are");
}

/// REG-60
#[tokio::test]
async fn every_entry_that_is_public_has_a_page() {
    let pages = Pages::start().await;
    let ada = pages.record().await;
    let press = pages.app.member("Quill & Lantern Press").await;
    let code = ada.item(ItemKind::Work, &whole()).by(&press).add().await;
    let path = format!("/{ada}/work/{code}");
    let page = pages.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("<h1 dir=\"auto\">How far does a lamp reach?</h1>"), "{}", page.body);
    assert!(page.body.contains("From the record of <bdi>Ada</bdi>") && page.body.contains("Validated"));
    assert!(page.body.contains(&format!("<link rel=\"canonical\" href=\"{BASE}{path}\">")));
    assert!(!page.body.contains("bram@"));
    let data = pages.get_as(&path, "application/json").await;
    assert_eq!((data.status, data.location()), (StatusCode::FOUND, &*format!("{BASE}/pub/v3.0{path}")));

    let place = ada.affiliation(ItemKind::Employment, "Analytical Engines").add().await;
    assert!(pages.get(&format!("/{ada}/employment/{place}")).await.body.contains("Analytical Engines"));
    let hidden = ada.work("Diary", &[]).limited().add().await;
    let private = ada.work("Secret diary", &[]).visibility(byline_testkit::Visibility::Private).add().await;
    for path in [
        format!("/{ada}/work/{hidden}"),
        format!("/{ada}/work/{private}"),
        format!("/{ada}/work/{place}"),
        format!("/{ada}/work/99999999"),
        format!("/{ada}/work/x"),
        format!("/{ada}/keyword/{code}"),
        format!("/{ada}/nonsense/{code}"),
        format!("/0009-9000-0000-9999/work/{code}"),
    ] {
        let page = pages.get(&path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!page.body.to_lowercase().contains("diary"), "{path}");
    }
    let (one, other) = (pages.get(&format!("/{ada}/work/{hidden}")).await, pages.get(&format!("/{ada}/work/9")).await);
    assert_eq!(one.text(), other.text(), "nobody learns that something is there");
}

#[tokio::test]
async fn pages_for_everybody_are_compressed_and_those_with_a_token_are_not() {
    let pages = Pages::start().await;
    let orcid = pages.register("ada@example.org").await;
    let path = format!("/{orcid}");
    let ask = |cookies: String, tag: String| {
        let request = Request::get(&path).header(header::ACCEPT_ENCODING, "gzip, zstd, br");
        let request = request.header(header::COOKIE, cookies).header(header::IF_NONE_MATCH, tag);
        pages.bytes(request.body(Body::empty()).expect("a well-formed request"))
    };
    let (head, coded) = ask(String::new(), String::new()).await;
    let named = |name: header::HeaderName| head[name].to_str().expect("ASCII").to_owned();
    assert_eq!(named(header::CONTENT_ENCODING), "zstd");
    assert_eq!(named(header::VARY), "Accept, Accept-Language, Cookie, Accept-Encoding");
    let plain = pages.get(&path).await;
    assert!(coded.len() * 2 < plain.body.len(), "{} of {}", coded.len(), plain.body.len());
    assert_ne!(named(header::ETAG), plain.header("etag"), "other bytes, another tag");
    let (_, again) = ask(String::new(), named(header::ETAG)).await;
    assert!(again.is_empty());

    let mut browser = pages.browser();
    browser.sign_in("ada@example.org", PASSWORD).await;
    let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let (own, body) = ask(cookies.join("; "), String::new()).await;
    assert!(!own.contains_key(header::CONTENT_ENCODING) && !own.contains_key(header::ETAG), "{own:?}");
    assert_eq!(own[header::CACHE_CONTROL], "no-store");
    assert!(String::from_utf8(body).expect("it is plain").contains("name=\"csrf\""));
}
