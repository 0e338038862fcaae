//! What a search may cost.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use byline_model::{ItemKind, OrcidId};
use byline_search::document::Document;
use byline_search::memory::{Budget, Collection};
use byline_search::plan::Search;
use byline_search::query::{Limits, Params, Request};

use crate::people::{Person, indexed, now};

fn documents(count: u64) -> impl Iterator<Item = Document> {
    (0..count).map(|number| {
        let orcid = OrcidId::from_base(990_000_000_000 + number).unwrap().to_string();
        Person::new("Z", &orcid)
            .name(Some("Same"), Some(&format!("name{number}")), None)
            .texts(ItemKind::Keyword, &["one two three", "four"])
            .document()
    })
}

fn crowd(count: u64) -> Collection {
    Collection::new(documents(count))
}

fn search(text: &str) -> Search {
    Search::of(&Request::read(&Params::new(&[("q", text)]), Limits::default()).unwrap(), now()).unwrap()
}

const QUERIES: &[&str] = &[
    "*:*",
    "same",
    "family-name:name7",
    "\"one two\"",
    "\"two one\"~5",
    "family-name:*7",
    "family-name:/n.*7/",
    "family-name:nam7~2",
    "family-name:[a TO z]",
    "-family-name:name7",
    "same AND (one OR two) NOT four",
    "{!edismax qf='given-names family-name text' pf='text' mm=1}same name7",
];

/// The least budget that a search needs.
fn cost(collection: &Collection, text: &str) -> u64 {
    let fits = |most| collection.search(&search(text), 0, 10, collection, Budget::of(most)).is_ok();
    let (mut low, mut high) = (0_u64, 1 << 30);
    while low < high {
        let middle = low.midpoint(high);
        if fits(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

#[test]
fn work_grows_no_faster_than_the_records() {
    let (few, many) = (crowd(200), crowd(2000));
    for text in QUERIES {
        let (small, large) = (cost(&few, text), cost(&many, text));
        // A little more than ten times, since names have more digits.
        assert!(large <= small.max(1) * 13, "{text}: {small} for 200, {large} for 2000");
    }
}

#[test]
fn a_search_beyond_its_budget_is_refused_and_says_so() {
    let crowd = crowd(200);
    for text in QUERIES {
        let needed = cost(&crowd, text);
        assert!(needed > 0, "{text} costs something");
        let refused = crowd.search(&search(text), 0, 10, &crowd, Budget::of(needed - 1)).unwrap_err();
        assert_eq!(refused.most, needed - 1);
    }
    let refused = crowd.search(&search("*:*"), 0, 10, &crowd, Budget::of(5)).unwrap_err();
    assert_eq!(refused.to_string(), "the query is too expensive: it would look at more than 5 entries");
}

#[test]
fn a_search_that_nobody_waits_for_ends() {
    let crowd = crowd(200);
    let index = indexed(&documents(50).collect::<Vec<_>>());
    let gone = Arc::new(AtomicBool::new(false));
    let budget = || Budget::default().until(Arc::clone(&gone));
    let both = |text: &str| {
        let (search, snapshot) = (search(text), index.snapshot());
        let indexed = snapshot.search(&search, 0, 10, &HashSet::new(), &snapshot, budget());
        [crowd.search(&search, 0, 10, &crowd, budget()).is_ok(), indexed.is_ok()]
    };
    for text in QUERIES {
        assert_eq!(both(text), [true, true], "{text}");
    }
    gone.store(true, Ordering::Relaxed);
    for text in QUERIES {
        assert_eq!(both(text), [false, false], "{text}");
    }
}

#[test]
fn the_last_of_several_documents_of_a_record_counts() {
    let of = |name| Person::new("Z", "0000-0001-6000-1118").name(None, Some(name), None).document();
    let collection = Collection::new([of("first"), of("last")]);
    assert_eq!(collection.len(), 1);
    let total = |text| collection.search(&search(text), 0, 10, &collection, Budget::default()).unwrap().total;
    assert_eq!((total("family-name:first"), total("family-name:last")), (0, 1));
}
