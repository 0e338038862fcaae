//! The lists of an item have an end (`docs/writing.md`), in every kind that has them.

use byline_testkit::{ItemKind, TestApp};
use serde_json::{Value, json};

use super::documents::{document, id, ids, kinds, with, work};
use super::{address, both, put_code, world};

/// Where a kind has its identifiers.
fn lists(kind: ItemKind) -> &'static [&'static str] {
    match kind {
        ItemKind::PeerReview => &["/review-identifiers"],
        ItemKind::ResearchResource => &["/proposal/external-ids", "/resource-item/0/external-ids"],
        kind if kind.is_person() => &[],
        _ => &["/external-ids"],
    }
}

/// The document with so many identifiers in its lists, one after the other; those behind the first have one each.
fn identified(kind: ItemKind, count: usize) -> Value {
    let lists = lists(kind);
    let of = |from: usize, to: usize| -> Vec<Value> {
        (from..to).map(|number| id("doi", &format!("10.5555/{}{number}", kind.spec().singular), "self")).collect()
    };
    let first = count - (lists.len() - 1);
    let mut whole = with(document(kind, "a"), lists[0], ids(&of(0, first)));
    for (at, list) in lists.iter().enumerate().skip(1) {
        whole = with(whole, list, ids(&of(first + at - 1, first + at)));
    }
    whole
}

/// D-57
#[tokio::test]
async fn an_item_has_so_many_identifiers_and_no_more() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    super::life::group(&world).await;
    for kind in kinds().filter(|kind| !lists(*kind).is_empty()) {
        let most = if kind == ItemKind::Work { 500 } else { 100 };
        for (media, body) in both(kind, &identified(kind, most + 1).to_string()) {
            let answer = world.send("POST", &address(kind), media, &body).await;
            assert_eq!(answer.outcome(), (400, 9020), "{kind}: {}", answer.text());
            assert!(answer.text().contains(&format!("at most {most} external identifiers")), "{}", answer.text());
        }
        put_code(&world.post(&address(kind), &identified(kind, most).to_string()).await);
    }
}

/// D-57
#[tokio::test]
async fn an_item_has_so_many_contributors_and_no_more() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let contributors = |count| json!({"contributor": vec![json!({"credit-name": {"value": "N"}}); count]});
    for kind in [ItemKind::Work, ItemKind::Funding] {
        let of = |count| with(document(kind, "a"), "/contributors", contributors(count)).to_string();
        let answer = world.post(&address(kind), &of(10_001)).await;
        assert_eq!(answer.outcome(), (400, 9020), "{kind}");
        assert!(answer.text().contains("at most 10000 contributors"), "{}", answer.text());
        put_code(&world.post(&address(kind), &of(10_000)).await);
    }
}

/// Empty members in any number: each list of every document ends at its limit, in either syntax, and is told so.
#[tokio::test]
async fn a_list_ends_at_its_limit_whatever_is_in_it() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    super::life::group(&world).await;
    let cases = [
        ("/work", "external-ids", "external-id", "work", "common", 500),
        ("/work", "contributors", "contributor", "work", "work", 10_000),
        ("/funding", "contributors", "contributor", "funding", "funding", 10_000),
        ("/employment", "external-ids", "external-id", "employment", "common", 100),
    ];
    for (path, outer, list, root, space, most) in cases {
        let outer_space = if list == "external-id" { "common" } else { space };
        for count in [most + 1, 300_000] {
            let json = format!("{{\"{outer}\":{{\"{list}\":[{}]}}}}", vec!["{}"; count].join(","));
            let namespaces = ["work", "funding", "employment", "common"]
                .map(|name| format!("xmlns:{name}=\"http://www.orcid.org/ns/{name}\""));
            let member = format!("<{space}:{list}/>");
            let xml = format!(
                "<{root}:{root} {}><{outer_space}:{outer}>{}</{outer_space}:{outer}></{root}:{root}>",
                namespaces.join(" "),
                member.repeat(count)
            );
            for (media, body) in [("application/json", json), ("application/xml", xml)] {
                let answer = world.send("POST", path, media, &body).await;
                // In a short document the schema refuses the first identifier that has nothing.
                let by_schema = media == "application/xml" && list == "external-id" && count == most + 1;
                let code = if by_schema { 9012 } else { 9020 };
                assert_eq!(answer.outcome(), (400, code), "{path} {media} {count}: {}", answer.text());
                assert_eq!(answer.text().contains(&format!("at most {most} ")), !by_schema, "{}", answer.text());
            }
        }
    }
}

/// One of many is refused alone, and one that is changed stays as it was.
#[tokio::test]
async fn what_is_too_long_takes_nothing_with_it() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let bulk = json!({"bulk": [{"work": identified(ItemKind::Work, 501)}, {"work": work("10.5555/b")}]});
    let answer = world.post("/works", &bulk.to_string()).await;
    let entries = answer.json();
    assert_eq!(entries["bulk"][0]["error"]["error-code"], 9020, "{entries}");
    let code = entries["bulk"][1]["work"]["put-code"].as_u64().expect("the other was added");
    let longer = with(identified(ItemKind::Work, 501), "/put-code", json!(code)).to_string();
    let answer = world.send("PUT", &format!("/work/{code}"), "application/json", &longer).await;
    assert_eq!(answer.outcome(), (400, 9020));
}

#[tokio::test]
async fn a_body_that_is_too_long_is_told_how_long_it_may_be() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let answer = world.post("/work", &" ".repeat((32 << 20) + 1)).await;
    assert_eq!(answer.outcome(), (413, 9001));
    let said = answer.json()["developer-message"].as_str().expect("a message").to_owned();
    let expected = "The request cannot be answered as it was sent. Details: the body is longer than 33554432 bytes";
    assert_eq!(said, expected);
}

/// A document in XML whose first element has these attributes, and in which this stands.
fn work_with(attributes: &str, inside: &str) -> String {
    let namespaces = r#"xmlns:work="http://www.orcid.org/ns/work" xmlns:common="http://www.orcid.org/ns/common""#;
    format!("<work:work {namespaces} {attributes}>{inside}</work:work>")
}

/// What is too much of what a row of the page is about: where to send it, and in which syntax.
fn too_much(row: &str) -> Vec<(&'static str, &'static str, String)> {
    let json = |path, body: String| (path, "application/json", body);
    let xml = |body: String| ("/work", "application/xml", body);
    let many = |count: usize, each: fn(usize) -> String| (0..count).map(each).collect::<String>();
    match row {
        "the body of a request" => vec![json("/work", " ".repeat((32 << 20) + 1))],
        "works in one request" => vec![json("/works", json!({"bulk": vec![json!({"work": {}}); 101]}).to_string())],
        "identifiers of a work" => vec![json("/work", identified(ItemKind::Work, 501).to_string())],
        "identifiers of any other item, in all its lists together" => {
            vec![json("/employment", identified(ItemKind::Employment, 101).to_string())]
        }
        "contributors of a work or funding" => {
            let contributors = json!({"contributor": vec![json!({"credit-name": {"value": "N"}}); 10_001]});
            vec![json("/work", with(document(ItemKind::Work, "a"), "/contributors", contributors).to_string())]
        }
        "members of any other list" => {
            let items = json!({"resource-item": vec![json!({}); 10_001]});
            vec![json("/research-resource", items.to_string())]
        }
        "XML: elements inside each other; attributes of one element; namespaces around one; bytes of a name" => vec![
            xml(work_with("", &("<a>".repeat(32) + &"</a>".repeat(32)))),
            xml(work_with(&many(33, |it| format!(" a{it}=''")), "")),
            xml(work_with(&many(63, |it| format!(" xmlns:a{it}='a'")), "")),
            xml(work_with("", &format!("<{}/>", "a".repeat(101)))),
        ],
        "JSON: objects and lists inside each other" => {
            let deep = |count| "[".repeat(count) + &"]".repeat(count);
            let objects = |count| "{\"title\":".repeat(count) + "1" + &"}".repeat(count);
            let each = [33, 127, 128, 129, 100_000].into_iter().flat_map(|count| {
                [
                    json("/work", deep(count)),
                    json("/work", "[".repeat(count)),
                    json("/works", format!(r#"{{"bulk":{}}}"#, deep(count))),
                    json("/work", objects(count)),
                    json("/work", format!(r#"{{"title":{}}}"#, deep(count))),
                    json("/employment", format!(r#"{{"department-name":{}}}"#, deep(count))),
                ]
            });
            each.collect()
        }
        other => panic!("nothing is known of {other:?}"),
    }
}

#[tokio::test]
async fn the_page_about_limits_says_what_is_answered() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let page = include_str!("../../../../../docs/writing.md");
    let (_, table) = page.split_once("\n## Limits\n").expect("a chapter");
    let rows: Vec<_> = table.lines().skip_while(|line| !line.starts_with("| ---")).skip(1).collect();
    let rows: Vec<_> = rows.into_iter().take_while(|line| line.starts_with("| ")).collect();
    assert!(rows.len() > 6, "{rows:?}");
    for row in rows {
        let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [about, _, beyond] = cells[..] else { panic!("three cells: {row}") };
        let said = |word: &str| {
            let (_, rest) = beyond.split_once(word)?;
            rest.trim_start().split(|it: char| !it.is_ascii_digit()).next()?.parse::<u64>().ok()
        };
        let status: u64 = beyond[..3].parse().expect("a status");
        for (path, media, body) in too_much(about) {
            let answer = world.send("POST", path, media, &body).await;
            let (answered, code) = answer.outcome();
            assert_eq!(u64::from(answered), status, "{about}: {body:.60}");
            assert_eq!(Some(code), said("error").or((status == 413).then_some(9001)), "{about}: {body:.60}");
        }
    }
}
