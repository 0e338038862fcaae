//! All works of a record, as their owner looks through them and changes many at a time.

use axum::http::StatusCode;
use byline_model::{Item, ItemKind, Source};
use byline_testkit::{OrcidId, PutCode, Visibility};

use crate::edit::{ada, field, items, public};
use crate::support::{Answer, Browser, Pages};

/// Works with these titles, of 2001 and the years after; their put-codes.
async fn works(pages: &Pages, owner: OrcidId, titles: &[&str]) -> Vec<String> {
    let first = pages.app.store.lease_put_codes(titles.len() as u64).await.expect("a store").start;
    let works = titles.iter().zip(first..).zip(2001..).map(|((title, code), year)| {
        let body = format!(
            r#"{{"title":{{"title":"{title}"}},"type":"book","publication-date":{{"year":"{year}"}},"external-ids":{{"external-id":[{{"external-id-type":"doi","external-id-value":"10.5555/{code}","external-id-relationship":"self"}}]}}}}"#
        );
        Item {
            kind: ItemKind::Work,
            put_code: PutCode::new(code).expect("a number"),
            visibility: Visibility::Public,
            source: Source::person(owner),
            created: Some(pages.app.now()),
            modified: Some(pages.app.now()),
            display_index: 0,
            body: body.into(),
        }
    });
    let works: Vec<Item> = works.collect();
    let codes = works.iter().map(|it| it.put_code.to_string()).collect();
    pages.app.commit(works.into_iter().map(|item| byline_store::Change::PutItem { owner, item: Box::new(item) })).await;
    codes
}

/// The titles on a page, in their order.
fn titles(page: &Answer) -> Vec<String> {
    let marks = page.body.split("Who can see <bdi>").skip(1);
    marks.filter_map(|it| it.split('<').next()).map(str::to_owned).collect()
}

async fn press(browser: &mut Browser<'_>, page: &Answer, fields: &[(&str, &str)]) -> Answer {
    let (csrf, op) = (field(page, "csrf"), field(page, "op"));
    let all = [&[("csrf", &*csrf), ("op", &op), ("back", "/my-orcid/works")], fields].concat();
    browser.post("/my-orcid/works", &all).await
}

/// REG-51
#[tokio::test]
async fn owners_look_through_their_works_page_by_page() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    let many: Vec<String> = (0..25).map(|it| format!("Fog {it:02}")).collect();
    let names: Vec<&str> = many.iter().map(String::as_str).chain(["Rain"]).collect();
    let codes = works(&pages, orcid, &names).await;
    let mut path = "/my-orcid/works?q=fog&sort=title&size=10".to_owned();
    let mut seen = Vec::new();
    loop {
        let page = browser.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        seen.extend(titles(&page));
        let Some((_, next)) = page.body.split_once("<a rel=\"next\" href=\"") else { break };
        path = next.split('"').next().expect("quotes end").replace("&#38;", "&");
    }
    assert_eq!(seen, many);
    assert_eq!(titles(&browser.get("/my-orcid/works").await)[..2], ["Rain", "Fog 24"], "the newest first");
    assert_eq!(titles(&browser.get(&format!("/my-orcid/works?q=10.5555/{}", codes[25])).await), ["Rain"]);
    assert_eq!(titles(&browser.get("/my-orcid/works?size=7&works=99&sort=nonsense").await).len(), 26);
    assert!(titles(&browser.get("/my-orcid/works?q=nothing").await).is_empty());
    assert!(browser.get("/my-orcid").await.body.contains("href=\"/my-orcid/works\""));
}

/// REG-50
#[tokio::test]
async fn many_are_shown_or_removed_together_and_it_is_undone() {
    let pages = Pages::start().await;
    let (orcid, mut browser) = ada(&pages).await;
    let codes = works(&pages, orcid, &["Fog", "Rain", "Ants"]).await;
    let page = browser.get("/my-orcid/works").await;
    let none = press(&mut browser, &page, &[("level", "private")]).await;
    assert_eq!(none.location(), "/my-orcid/works?notice=none-chosen#main");
    let both = format!("{},{}", codes[0], codes[1]);
    let hidden = press(&mut browser, &page, &[("item", &both), ("level", "private")]).await;
    assert!(hidden.location().starts_with("/my-orcid/works?done="), "{}", hidden.location());
    let shown = public(&pages, orcid, "works").await;
    assert!(shown.contains("Ants") && !shown.contains("Fog") && !shown.contains("Rain"), "{shown}");
    let after = browser.get(hidden.location().split('#').next().expect("a path")).await;
    assert!(after.text().contains("Who can see 2 items: Only me"), "{}", after.text());
    let (csrf, key) = (field(&after, "csrf"), field(&after, "key"));
    browser.post("/my-orcid/undo", &[("csrf", &csrf), ("key", &key)]).await;
    assert!(public(&pages, orcid, "works").await.contains("Rain"));
    let removed = press(&mut browser, &page, &[("item", &both), ("item", &codes[2]), ("level", "")]).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    assert!(items(&pages, orcid, ItemKind::Work).await.is_empty());
    for strange in [[("item", "1,x"), ("level", "")], [("item", "1"), ("level", "registered-only")]] {
        assert_eq!(press(&mut browser, &page, &strange).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(press(&mut browser, &page, &[("item", "1")]).await.status, StatusCode::NOT_FOUND, "it says what to do");
    let numbers = (1..=501).map(|it| it.to_string()).collect::<Vec<_>>().join(",");
    let many = press(&mut browser, &page, &[("item", &numbers), ("level", "")]).await;
    assert_eq!(many.location(), "/my-orcid/works?notice=too-many#main");
}
