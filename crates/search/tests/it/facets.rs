//! How often values are among those who were found: the same in memory, in an index, and in both together.

use std::collections::HashSet;
use std::sync::Arc;

use byline_model::ItemKind;
use byline_search::document::Document;
use byline_search::facets::Facet;
use byline_search::fresh::Fresh;
use byline_search::memory::{Budget, Collection};
use byline_search::order::Found;
use byline_search::overlay::{Changed, Overlay};
use byline_search::plan::{After, Search};
use byline_search::query::{Limits, Params, Request};
use serde_json::json;

use crate::people::{Person, indexed, now, organization};

fn search(params: &[(&str, &str)]) -> Search {
    Search::of(&Request::read(&Params::new(params), Limits::default()).unwrap(), now()).unwrap().with_facets()
}

/// `country: GB 2, NO 1; …`, without those that have no value.
fn shown(found: &Found) -> String {
    let facets = found.facets.as_ref().expect("they were asked for").top(20);
    let of_one = |(facet, values): &(Facet, Vec<(Box<str>, u64)>)| {
        let values: Vec<_> = values.iter().map(|(value, records)| format!("{value} {records}")).collect();
        (!values.is_empty()).then(|| format!("{}: {}", facet.name(), values.join(", ")))
    };
    facets.iter().filter_map(of_one).collect::<Vec<_>>().join("; ")
}

/// Ten people called Wren, in one of two countries, with works of two types.
fn people() -> Vec<Document> {
    let person = |number: u64| {
        let orcid = byline_model::OrcidId::from_base(990_000_000_000 + number).unwrap().to_string();
        let work = |kind: &str, year: u64| json!({ "title": { "title": { "value": "T" } }, "type": kind, "publication-date": { "year": { "value": year.to_string() } } });
        let country = if number.is_multiple_of(3) { "NO" } else { "GB" };
        let person = Person::new("Z", &orcid)
            .name(Some("Wren"), Some(&format!("n{number}")), None)
            .item(ItemKind::Address, json!({ "country": { "value": country } }))
            .affiliation(ItemKind::Employment, organization("Alder", None), None)
            .affiliation(ItemKind::Education, organization("Brume", None), Some(("1990", None)))
            .item(ItemKind::Work, work("book", 2000 + number % 2))
            .item(ItemKind::Work, work("book", 2000 + number % 2));
        match number {
            0 => person.item(ItemKind::Work, work("patent", 1999)).hidden(byline_model::Visibility::Limited),
            1 => person.affiliation(ItemKind::Employment, organization("Alder", None), None),
            _ => person,
        }
        .document()
    };
    (0..10).map(person).collect()
}

const ALL: &str = "current-institution: Alder 10; country: GB 6, NO 4; work-type: book 10; year: 2000 5, 2001 5";

#[test]
fn values_count_once_for_each_who_is_found_and_only_public_ones() {
    let people = people();
    let memory = Collection::new(people.clone());
    let index = indexed(&people);
    for (params, expected) in [
        (&[("q", "wren")][..], ALL),
        (&[("q", "wren"), ("sort", "orcid desc")], ALL),
        (
            &[("q", "family-name:(n0 OR n1)")],
            "current-institution: Alder 2; country: GB 1, NO 1; work-type: book 2; year: 2000 1, 2001 1",
        ),
        (
            &[("q", "wren"), ("fq", "family-name:n3")],
            "current-institution: Alder 1; country: NO 1; work-type: book 1; year: 2001 1",
        ),
        (&[("q", "nobody")], ""),
    ] {
        for rows in [0, 3, 1000] {
            let search = search(params);
            let found = memory.search(&search, 0, rows, &memory, Budget::default()).unwrap();
            assert_eq!(shown(&found), expected, "{params:?}");
            let snapshot = index.snapshot();
            let found = snapshot.search(&search, 0, rows, &HashSet::new(), &memory, Budget::default()).unwrap();
            assert_eq!(shown(&found), expected, "{params:?} in the index");
            let by_id = search.by_id(After(Some(people[4].orcid)));
            let found = snapshot.search(&by_id, 0, rows, &HashSet::new(), &memory, Budget::default()).unwrap();
            assert_eq!(shown(&found), expected, "{params:?} in order of iD: all count");
        }
    }
    let unasked = Search { facets: false, ..search(&[("q", "wren")]) };
    assert!(memory.search(&unasked, 0, 1, &memory, Budget::default()).unwrap().facets.is_none());
}

#[test]
fn who_changed_counts_as_they_are_now() {
    let people = people();
    let index = indexed(&people);
    let gone = Changed { orcid: people[0].orcid, number: 1, document: None };
    let moved = Document { facets: vec![(Facet::Country, "SE".into())], ..people[1].clone() };
    let moved = Changed { orcid: people[1].orcid, number: 2, document: Some(Arc::new(moved)) };
    let overlay = Overlay::default().with(vec![gone]).with(vec![moved]);
    let snapshot = index.snapshot();
    let found =
        Fresh::new(Some(&snapshot), &overlay).search(&search(&[("q", "wren")]), 0, 2, Budget::default()).unwrap();
    assert_eq!((found.total, found.hits.len()), (9, 2));
    assert_eq!(
        shown(&found),
        "current-institution: Alder 8; country: GB 5, NO 3, SE 1; work-type: book 8; year: 2000 4, 2001 4"
    );
}

#[test]
fn counting_is_part_of_what_a_search_may_cost() {
    let people = people();
    let memory = Collection::new(people.clone());
    let index = indexed(&people);
    let cost = |facets: bool| {
        let search = Search { facets, ..search(&[("q", "wren")]) };
        let fits = |most| {
            let snapshot = index.snapshot();
            let indexed = snapshot.search(&search, 0, 1, &HashSet::new(), &memory, Budget::of(most)).is_ok();
            (memory.search(&search, 0, 1, &memory, Budget::of(most)).is_ok(), indexed)
        };
        let first = |of: fn((bool, bool)) -> bool| (0..1000).find(|most| of(fits(*most))).unwrap();
        [first(|it| it.0), first(|it| it.1)]
    };
    // Four values each, or more.
    assert!(cost(true).iter().zip(cost(false)).all(|(with, without)| *with >= without + 40));
}
