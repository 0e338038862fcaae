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
    assert!(answer.text().contains("longer than 33554432 bytes"), "{}", answer.text());
}
