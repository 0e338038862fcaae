//! What has changed since the index was committed.

use std::sync::Arc;

use byline_model::OrcidId;
use byline_search::document::Document;
use byline_search::fresh::Fresh;
use byline_search::memory::{Budget, Collection};
use byline_search::overlay::{Changed, Overlay};
use byline_search::plan::Search;
use byline_search::query::{Limits, Params, Request};

use crate::generated::{Random, params, record};
use crate::people::{Person, agree, indexed, now};

const ADA: &str = "0000-0001-6000-1118";
const BOB: &str = "0000-0001-6000-2225";
const EVE: &str = "0000-0001-6000-3332";

fn named(orcid: &str, family: &str) -> Document {
    Person::new("Z", orcid).name(None, Some(family), None).document()
}

fn changed(number: u64, document: Document) -> Changed {
    Changed { orcid: document.orcid, number, document: Some(Arc::new(document)) }
}

fn gone(number: u64, orcid: OrcidId) -> Changed {
    Changed { orcid, number, document: None }
}

#[test]
fn what_has_changed_is_found_as_it_is_and_not_as_it_was() {
    let index = indexed(&[named(ADA, "Before"), named(BOB, "Same"), named(EVE, "Locked")]);
    let snapshot = index.snapshot();
    // Eve's record has been locked since.
    let overlay = Overlay::default().with(vec![changed(1, named(ADA, "Same")), gone(2, EVE.parse().unwrap())]);
    let fresh = Fresh::new(Some(&snapshot), &overlay);
    let found = |text: &str| {
        let request = Request::read(&Params::new(&[("q", text)]), Limits::default()).unwrap();
        let found = fresh.search(&Search::of(&request, now()).unwrap(), 0, 10, Budget::default()).unwrap();
        assert_eq!(found.total, found.hits.len(), "{text}");
        found.hits.iter().map(|hit| hit.orcid.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(found("family-name:before"), [""; 0]);
    assert_eq!(found("family-name:locked"), [""; 0]);
    assert_eq!(found("family-name:same"), [ADA, BOB], "tied, whoever has them");
    assert_eq!(found("*:*"), [ADA, BOB]);
    assert_eq!(found("-family-name:before"), [ADA, BOB]);
}

/// Every page of every query is that of all records in one place.
#[test]
fn it_makes_no_difference_who_has_a_record() {
    let mut random = Random(7);
    let before: Vec<Document> = (0..400).map(|number| record(&mut random, number).document()).collect();
    let index = indexed(&before);
    let snapshot = index.snapshot();
    // Some are written anew, some are gone, some have come.
    let anew: Vec<Document> = (300..430).map(|number| record(&mut random, number).document()).collect();
    let gone = before[280..300].iter().map(|document| document.orcid);
    let all = Collection::new(before[..280].iter().chain(&anew).cloned());
    let changes = anew.into_iter().map(|document| changed(1, document)).chain(gone.map(|orcid| self::gone(2, orcid)));
    let overlay = Overlay::default().with(changes.collect());
    let fresh = Fresh::new(Some(&snapshot), &overlay);
    let mut found_in_both = 0;
    for _ in 0..200 {
        let params = params(&mut random);
        let borrowed: Vec<(&str, &str)> = params.iter().map(|(name, value)| (*name, &**value)).collect();
        let Ok(request) = Request::read(&Params::new(&borrowed), Limits::default()) else { continue };
        let search = Search::of(&request, now()).unwrap();
        for (from, most) in [(0, 1000), (0, 7), (5, 20)] {
            let expected = all.search(&search, from, most, &fresh, Budget::default()).unwrap();
            let found = fresh.search(&search, from, most, Budget::default()).unwrap();
            let whole = from == 0 && most == 1000;
            if whole {
                agree(&expected, &found, &search.sort)
                    .unwrap_or_else(|it| panic!("{params:?} is {}\n{it}", search.plan));
                let changed = found.hits.iter().filter(|hit| overlay.has(hit.orcid)).count();
                found_in_both += usize::from(changed > 0 && changed < found.total);
            }
            assert_eq!((found.total, found.hits.len()), (expected.total, expected.hits.len()), "{params:?}");
        }
    }
    assert!(found_in_both > 60, "{found_in_both} queries found somebody in both");
}
