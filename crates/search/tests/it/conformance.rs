//! The [cases](crate::cases), in memory and in an index.

use byline_search::memory::Budget;
use byline_search::plan::Search;
use byline_search::query::{Limits, Params, Request};

use crate::cases::{Case, first_cases, later_cases, sentences};
use crate::people::{self, Searched, now};

fn all_hold(people: &Searched, cases: &[Case]) {
    let failures: Vec<String> = cases.iter().filter_map(|case| case.failure(&people.letters(&case.params))).collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn the_first_cases_find_whom_they_say() {
    all_hold(&Searched::of(&people::first()), &first_cases());
}

#[test]
fn the_cases_of_the_corrections_find_whom_they_say() {
    all_hold(&Searched::of(&people::all()), &later_cases());
}

#[test]
fn the_sentences_of_the_corrections_hold() {
    all_hold(&Searched::of(&people::all()), &sentences());
}

/// 57: with `edismax` alone is it exactly A. 61: the strong rules of the front end (section 10, C5).
#[test]
fn full_names_come_first_and_of_those_who_is_somewhere() {
    let people = Searched::of(&people::all());
    let quick = "{!edismax qf=\"given-and-family-names^50.0 family-name^10.0 given-names^10.0 credit-name^10.0 \
                 other-names^5.0 text^1.0\" pf=\"given-and-family-names^50.0\" \
                 bq=\"current-institution-affiliation-name:[* TO *]^100.0 past-institution-affiliation-name:[* TO *]^70\" \
                 mm=1}jose garcia marquez";
    let found = people.letters(&[("q", quick)]);
    assert!(found.starts_with("O N"), "{found}");
}

/// 72
#[test]
fn pages_cover_everybody_once() {
    let people = Searched::of(&people::first());
    let request = Request::read(&Params::new(&[("q", "*:*")]), Limits::default()).unwrap();
    let search = Search::of(&request, now()).unwrap();
    let page = |from| people.collection.search(&search, from, 3, &people.collection, Budget::default()).unwrap();
    let pages: Vec<_> = [0, 3, 6, 9].into_iter().map(page).collect();
    assert!(pages.iter().all(|page| page.total == 10));
    assert_eq!(pages[1].hits.len(), 3);
    let seen: Vec<_> = pages.iter().flat_map(|page| &page.hits).map(|hit| hit.orcid).collect();
    assert_eq!(seen.len(), 10);
    assert!(seen.is_sorted(), "ties are in order of iD");
}

/// 68
#[test]
fn a_page_of_nothing_knows_how_many_there_are() {
    let people = Searched::of(&people::first());
    let request = Request::read(&Params::new(&[("q", "*:*")]), Limits::default()).unwrap();
    let search = Search::of(&request, now()).unwrap();
    let found = people.collection.search(&search, 0, 0, &people.collection, Budget::default()).unwrap();
    assert_eq!((found.total, found.hits.len()), (10, 0));
}
