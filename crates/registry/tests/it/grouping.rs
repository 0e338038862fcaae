//! Groups form by shared identifiers, transitively (`record-api` 2.8, cases P24 to P28).

use byline_formats::Edition;
use byline_model::{ItemKind, Visibility};
use byline_registry::Section;

use crate::support::{App, codes, item, objects, work};

/// D-42
#[tokio::test]
async fn a_doi_in_another_case_is_the_same_doi() {
    let app = App::with(vec![
        work(1, "A", &[("doi", "10.1/ABC", "self")]),
        work(2, "A", &[("doi", "https://doi.org/10.1/abc", "self")]),
    ])
    .await;
    assert_eq!(app.groups(ItemKind::Work).await, [[1, 2]]);
    let works = app.read(Section::List(ItemKind::Work)).await;
    let group = objects(works.list("group")).next().expect("one group");
    let ids = group.object("external-ids").expect("keys").list("external-id");
    assert_eq!(ids.len(), 1);
    let id = ids[0].as_object().expect("an id");
    assert_eq!(id.at(&["external-id-normalized", "value"]).as_text(), Some("10.1/abc"));
}

/// REG-45
#[tokio::test]
async fn an_item_that_shares_with_two_makes_them_one_group() {
    let app = App::with(vec![
        work(1, "A", &[("doi", "10.1/a", "self")]),
        work(2, "B", &[("pmid", "12", "self")]),
        work(3, "C", &[("doi", "10.1/a", "self"), ("pmid", "12", "self")]),
        work(4, "D", &[("doi", "10.1/d", "self")]),
    ])
    .await;
    let mut groups = app.groups(ItemKind::Work).await;
    groups.sort();
    assert_eq!(groups, vec![vec![1, 2, 3], vec![4]]);
}

#[tokio::test]
async fn part_of_and_funded_by_do_not_group_but_version_of_does() {
    for (relationship, count) in [("part-of", 2), ("funded-by", 2), ("version-of", 1), ("self", 1)] {
        let app = App::with(vec![
            work(1, "A", &[("issn", "1234-5678", relationship)]),
            work(2, "B", &[("issn", "1234-5678", relationship)]),
        ])
        .await;
        assert_eq!(app.groups(ItemKind::Work).await.len(), count, "{relationship}");
    }
}

#[tokio::test]
async fn a_value_that_cannot_be_normalised_says_so_and_counts_as_it_is() {
    let app =
        App::with(vec![work(1, "A", &[("doi", "banana", "self")]), work(2, "B", &[("doi", "banana", "self")])]).await;
    assert_eq!(app.groups(ItemKind::Work).await, [[1, 2]]);
    let works = app.read(Section::List(ItemKind::Work)).await;
    let summary = objects(objects(works.list("group")).next().expect("a group").list("work-summary")).next();
    let ids = summary.expect("a summary").object("external-ids").expect("ids").list("external-id");
    let id = ids[0].as_object().expect("an id");
    assert!(id.get("external-id-normalized").is_null());
    assert_eq!(id.at(&["external-id-normalized-error", "error-code"]).as_text(), Some("8001"));
}

#[tokio::test]
async fn hidden_items_leave_neither_members_nor_keys() {
    let mut bridge = work(3, "C", &[("doi", "10.1/a", "self"), ("pmid", "12", "self")]);
    bridge.visibility = Visibility::Limited;
    let app =
        App::with(vec![work(1, "A", &[("doi", "10.1/a", "self")]), work(2, "B", &[("pmid", "12", "self")]), bridge])
            .await;
    let mut groups = app.groups(ItemKind::Work).await;
    groups.sort();
    assert_eq!(groups, [[1], [2]]);
}

#[tokio::test]
async fn fundings_compare_raw_values_and_show_no_normalised_ones() {
    let funding = |code, value: &str| {
        let id = format!(
            r#"{{"external-id-type":"grant_number","external-id-value":"{value}","external-id-relationship":"self"}}"#
        );
        let body = format!(
            r#"{{"type":"grant","title":{{"title":"G"}},"external-ids":{{"external-id":[{id}]}},"organization":{{"name":"O","address":{{}}}}}}"#
        );
        item(ItemKind::Funding, code, &body)
    };
    let app = App::with(vec![funding(1, "AB1"), funding(2, "ab1"), funding(3, "AB1")]).await;
    assert_eq!(app.groups(ItemKind::Funding).await, vec![vec![1, 3], vec![2]]);
    let fundings = app.read(Section::List(ItemKind::Funding)).await;
    let group = objects(fundings.list("group")).next().expect("a group");
    let id = group.object("external-ids").expect("keys").list("external-id")[0].as_object().expect("an id");
    assert!(id.get("external-id-normalized").is_null());
}

#[tokio::test]
async fn reviews_are_grouped_by_group_id_and_then_by_identifier() {
    let review = |code, group: &str, id: &str| {
        let id =
            format!(r#"{{"external-id-type":"doi","external-id-value":"{id}","external-id-relationship":"self"}}"#);
        let body = format!(
            r#"{{"reviewer-role":"reviewer","review-identifiers":{{"external-id":[{id}]}},"review-type":"review","review-completion-date":{{"year":"2020"}},"review-group-id":"{group}","convening-organization":{{"name":"O","address":{{}}}}}}"#
        );
        item(ItemKind::PeerReview, code, &body)
    };
    let app = App::with(vec![
        review(1, "issn:1111-1111", "10.1/a"),
        review(2, "issn:1111-1111", "10.1/A"),
        review(3, "issn:1111-1111", "10.1/c"),
        review(4, "issn:2222-2222", "10.1/a"),
    ])
    .await;
    let reviews = app.read(Section::List(ItemKind::PeerReview)).await;
    let seen: Vec<_> = objects(reviews.list("group"))
        .map(|group| {
            let key = group.object("external-ids").expect("keys").list("external-id")[0].as_object().expect("one key");
            assert_eq!(key.text("external-id-type"), Some("peer-review"));
            let inner: Vec<_> =
                objects(group.list("peer-review-group")).map(|it| codes(it.get("peer-review-summary"))).collect();
            (key.text("external-id-value").expect("a group id").to_owned(), inner)
        })
        .collect();
    assert_eq!(
        seen,
        [("issn:1111-1111".to_owned(), vec![vec![1, 2], vec![3]]), ("issn:2222-2222".to_owned(), vec![vec![4]])]
    );
}

/// D-47
#[tokio::test]
async fn an_empty_section_has_no_date_and_an_empty_list() {
    let app = App::with(Vec::new()).await;
    let works = app.read(Section::List(ItemKind::Work)).await;
    assert!(works.get("last-modified-date").is_null());
    assert_eq!(works.list("group").len(), 0);
    assert_eq!(works.text("path"), Some(format!("/{}/works", app.ada).as_str()));
}

/// D-44
/// 2.x compares what was sent, and knows two relationships (`decisions` 43, 44).
#[tokio::test]
async fn older_versions_group_by_values_as_they_were_sent() {
    let app = App::with(vec![
        work(1, "A", &[("doi", "10.1/ABC", "self")]),
        work(2, "B", &[("doi", "10.1/abc", "self"), ("pmid", "9", "version-of")]),
        work(3, "C", &[("doi", "10.1/abc", "self"), ("issn", "1234-5678", "part-of")]),
        work(4, "D", &[("pmid", "9", "version-of"), ("doi", "10.1/d", "self")]),
        work(5, "E", &[("pmid", "9", "self"), ("issn", "1234-5678", "part-of")]),
    ])
    .await;
    let mut groups = app.groups(ItemKind::Work).await;
    groups.sort();
    assert_eq!(groups, [[1, 2, 3, 4, 5]]);
    for edition in [Edition::v2_1(), Edition::v2_0()] {
        let works = app.json(Section::List(ItemKind::Work), edition).await;
        let groups = works["group"].as_array().unwrap();
        let mut found: Vec<(Vec<u64>, Vec<&str>)> = groups
            .iter()
            .map(|group| {
                let members = group["work-summary"].as_array().unwrap().iter();
                let mut codes: Vec<_> = members.map(|it| it["put-code"].as_u64().unwrap()).collect();
                codes.sort_unstable();
                let ids = group["external-ids"]["external-id"].as_array().unwrap().iter();
                (codes, ids.map(|id| id["external-id-value"].as_str().unwrap()).collect())
            })
            .collect();
        found.sort();
        let expected = [
            (vec![1], vec!["10.1/ABC"]),
            (vec![2, 3], vec!["10.1/abc"]),
            (vec![4], vec!["10.1/d"]),
            (vec![5], vec!["9"]),
        ];
        assert_eq!(found, expected, "{}", edition.name());
        let text = works.to_string();
        assert!(!text.contains("version-of") && !text.contains("VERSION_OF"), "{text}");
    }
}
