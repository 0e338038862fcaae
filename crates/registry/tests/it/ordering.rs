//! The order of items and groups (`record-api` 2.7).

use byline_model::{Item, ItemKind};
use byline_registry::Section;

use crate::support::{App, codes, item, work};

fn with_index(mut item: Item, display_index: i64) -> Item {
    item.display_index = display_index;
    item
}

#[tokio::test]
async fn person_lists_put_the_highest_display_index_first_and_then_the_oldest() {
    let keyword = |code, index| with_index(item(ItemKind::Keyword, code, r#"{"content":"k"}"#), index);
    let app = App::with(vec![keyword(1, 0), keyword(2, 5), keyword(3, 0), keyword(4, 5)]).await;
    let keywords = app.read(Section::List(ItemKind::Keyword)).await;
    assert_eq!(codes(keywords.get("keyword")), [2, 4, 1, 3]);
}

/// REG-51
#[tokio::test]
async fn work_groups_go_by_date_then_title_then_type() {
    let dated = |code, title: &str, date: &str, work_type: &str| {
        let body = format!(r#"{{"title":{{"title":"{title}"}},"type":"{work_type}"{date}}}"#);
        item(ItemKind::Work, code, &body)
    };
    let date = |text: &str| format!(r#","publication-date":{text}"#);
    let app = App::with(vec![
        dated(1, "B", "", "book"),
        dated(2, "A", &date(r#"{"year":"2020"}"#), "book"),
        dated(3, "A", &date(r#"{"year":"2020","month":"3"}"#), "book"),
        dated(4, "A", &date(r#"{"year":"2021"}"#), "book"),
        dated(5, "A", "", "journal-article"),
        dated(6, "A", "", "book"),
    ])
    .await;
    assert_eq!(app.groups(ItemKind::Work).await.concat(), [4, 3, 2, 6, 5, 1]);
}

/// REG-48
#[tokio::test]
async fn in_a_group_the_preferred_work_comes_first() {
    let doi = [("doi", "10.1/a", "self")];
    let app = App::with(vec![
        with_index(work(1, "A", &doi), 0),
        with_index(work(2, "A", &doi), 3),
        with_index(work(3, "A", &doi), 0),
    ])
    .await;
    assert_eq!(app.groups(ItemKind::Work).await, [[2, 1, 3]]);
}

#[tokio::test]
async fn affiliations_go_undated_then_current_then_ended() {
    let employment = |code, dates: &str| {
        let body = format!(r#"{{"organization":{{"name":"O","address":{{}}}}{dates}}}"#);
        item(ItemKind::Employment, code, &body)
    };
    let app = App::with(vec![
        employment(1, r#","start-date":{"year":"2001"},"end-date":{"year":"2010"}"#),
        employment(2, r#","start-date":{"year":"2001"}"#),
        employment(3, r#","start-date":{"year":"2015","month":"6"}"#),
        employment(4, ""),
        employment(5, r#","end-date":{"year":"2012"}"#),
        employment(6, r#","start-date":{"year":"2005"},"end-date":{"year":"2010"}"#),
    ])
    .await;
    assert_eq!(app.groups(ItemKind::Employment).await.concat(), [4, 3, 2, 5, 6, 1]);
}

#[tokio::test]
async fn dates_are_served_with_two_digits() {
    let app = App::with(vec![item(
        ItemKind::Work,
        1,
        r#"{"title":{"title":"T"},"type":"book","publication-date":{"year":"2020","month":"3","day":"7"}}"#,
    )])
    .await;
    let work = app.read(Section::Item(ItemKind::Work, "1".parse().expect("a code"))).await;
    assert_eq!(work.at(&["publication-date", "month"]).as_text(), Some("03"));
    assert_eq!(work.at(&["publication-date", "day"]).as_text(), Some("07"));
}
