//! The index by itself: what is written, what shows, what it costs.

use std::collections::HashSet;

use byline_model::{ItemKind, OrcidId};
use byline_search::fields::FIELDS;
use byline_search::index::{Index, IndexError, Snapshot};
use byline_search::memory::{Budget, Collection, Statistics, TooExpensive};
use byline_search::plan::Search;
use byline_search::query::{Limits, Params, Request};

use crate::people::{Person, agree, all, indexed, now, organization};

fn search(text: &str) -> Search {
    Search::of(&Request::read(&Params::new(&[("q", text)]), Limits::default()).unwrap(), now()).unwrap()
}

fn person(orcid: &str, family: &str) -> Person {
    Person::new("Z", orcid).name(Some("Given"), Some(family), None)
}

const ADA: &str = "0000-0001-6000-1118";
const BOB: &str = "0000-0001-6000-2225";

fn found(snapshot: &Snapshot, text: &str, elsewhere: &[&str]) -> Vec<String> {
    let elsewhere: HashSet<OrcidId> = elsewhere.iter().map(|orcid| orcid.parse().unwrap()).collect();
    let found = snapshot.search(&search(text), 0, 10, &elsewhere, snapshot, Budget::default()).unwrap();
    assert_eq!(found.total, found.hits.len());
    found.hits.iter().map(|hit| hit.orcid.to_string()).collect()
}

#[test]
fn a_record_has_one_document_and_what_is_committed_shows_when_asked_for() {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer(15_000_000).unwrap();
    assert_eq!(index.progress().unwrap(), None);
    writer.put(&person(ADA, "Old").document()).unwrap();
    writer.put(&person(BOB, "Bobson").document()).unwrap();
    writer.commit("seven").unwrap();
    assert_eq!(index.progress().unwrap().as_deref(), Some("seven"));
    assert!(index.snapshot().is_empty(), "nobody has looked yet");
    index.refresh().unwrap();
    let before = index.snapshot();
    assert_eq!(found(&before, "family-name:old", &[]), [ADA]);

    writer.put(&person(ADA, "New").document()).unwrap();
    writer.remove(BOB.parse().unwrap());
    index.refresh().unwrap();
    assert_eq!(index.snapshot().len(), 2, "nothing is committed");
    writer.commit("eight").unwrap();
    index.refresh().unwrap();
    let after = index.snapshot();
    assert_eq!(found(&after, "*:*", &[]), [ADA]);
    assert_eq!(found(&after, "family-name:(old OR bobson)", &[]), [""; 0]);
    assert_eq!(found(&after, "family-name:new", &[]), [ADA]);
    assert_eq!(found(&before, "*:*", &[]), [ADA, BOB], "a snapshot stays as it was");
}

#[test]
fn records_that_are_elsewhere_are_not_found_here() {
    let index = indexed(&[person(ADA, "Same").document(), person(BOB, "Same").document()]);
    let snapshot = index.snapshot();
    assert_eq!(found(&snapshot, "family-name:same", &[ADA]), [BOB]);
    assert_eq!(found(&snapshot, "*:*", &[ADA, BOB]), [""; 0]);
}

#[test]
fn a_folder_is_opened_again_as_it_was_committed() {
    let folder = tempfile::tempdir().unwrap();
    {
        let index = Index::open(folder.path()).unwrap();
        let mut writer = index.writer(15_000_000).unwrap();
        writer.put(&person(ADA, "Kept").document()).unwrap();
        writer.commit("1").unwrap();
        writer.put(&person(BOB, "Lost").document()).unwrap();
    }
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(index.progress().unwrap().as_deref(), Some("1"));
    assert_eq!(found(&index.snapshot(), "*:*", &[]), [ADA]);
    let writer = index.writer(15_000_000).unwrap();
    assert!(matches!(index.writer(15_000_000), Err(IndexError::Engine(_))), "there is one writer at a time");
    drop(writer);
}

#[test]
fn an_index_counts_as_a_collection_does() {
    let documents: Vec<_> = all().iter().map(Person::document).collect();
    let index = indexed(&documents);
    let (snapshot, collection) = (index.snapshot(), Collection::new(documents));
    assert_eq!(snapshot.documents(), collection.documents());
    for (place, field) in FIELDS.iter().enumerate() {
        for term in ["smith", "university", "1846", "the", "10.5555"] {
            assert_eq!(snapshot.frequency(place, term), collection.frequency(place, term), "{}:{term}", field.name);
        }
        if field.name.ends_with("name") || field.name == "text" {
            assert_eq!(snapshot.average_length(place), collection.average_length(place), "{}", field.name);
        }
    }
}

#[test]
fn a_page_is_a_part_of_all() {
    let people: Vec<_> = (0..3000)
        .map(|number| {
            let orcid = OrcidId::from_base(990_000_000_000 + number * 7 % 3000).unwrap().to_string();
            let person = Person::new("Z", &orcid).texts(ItemKind::Keyword, &["crowd"]);
            let person = if number % 3 == 0 { person.texts(ItemKind::Keyword, &["crowd and more"]) } else { person };
            person.document()
        })
        .collect();
    let index = indexed(&people);
    let (snapshot, collection) = (index.snapshot(), Collection::new(people));
    let page = |text: &str, from, most| {
        let one = collection.search(&search(text), from, most, &collection, Budget::default()).unwrap();
        let none = HashSet::new();
        let other = snapshot.search(&search(text), from, most, &none, &collection, Budget::default()).unwrap();
        agree(&one, &other, &[]).unwrap_or_else(|difference| panic!("{text} from {from}: {difference}"));
        one
    };
    let whole = page("keyword:crowd", 0, 5000);
    assert_eq!((whole.total, whole.hits.len()), (3000, 3000));
    for (from, most) in [(0, 0), (0, 1), (0, 600), (600, 600), (2990, 600), (3000, 1), (usize::MAX, usize::MAX)] {
        let part = page("keyword:crowd", from, most);
        let end = from.saturating_add(most).min(3000);
        assert_eq!(part.hits, whole.hits[from.min(end)..end]);
        assert_eq!(part.total, 3000);
    }
}

#[test]
fn a_search_beyond_its_budget_is_refused() {
    let people: Vec<_> = (0..200)
        .map(|number| {
            let orcid = OrcidId::from_base(990_000_000_000 + number).unwrap().to_string();
            Person::new("Z", &orcid)
                .name(None, Some(&format!("name{number}")), None)
                .email(&format!("{number}@x.org"))
                .document()
        })
        .collect();
    let index = indexed(&people);
    let snapshot = index.snapshot();
    let run = |text: &str, most| {
        let none = HashSet::new();
        snapshot.search(&search(text), 0, 10, &none, &snapshot, Budget::of(most)).map(|found| found.total)
    };
    for text in ["*:*", "family-name:*7", "family-name:name7~2", "family-name:[a TO z]", "-family-name:name7"] {
        assert!(matches!(run(text, 20), Err(IndexError::TooExpensive(TooExpensive { most: 20 }))), "{text}");
        assert!(run(text, 100_000).is_ok(), "{text}");
    }
    // All of a domain is found from behind, without looking at those of others.
    assert_eq!(run("email:*7@x.org", 200).unwrap(), 20);
    // Whether somebody has a field is known without its terms: one look at who has it, and one at each who is found.
    for (text, has) in [("family-name:*", 200), ("email:[* TO *]", 200), ("given-names:*", 0)] {
        assert_eq!(run(text, 1 + 2 * 200).unwrap(), has, "{text}");
    }
}

/// What a search costs: the least budget that it is done with.
fn cost(snapshot: &Snapshot, text: &str, most: usize) -> u64 {
    let none = HashSet::new();
    let is_done =
        |budget| snapshot.search(&search(text), 0, most, &none, snapshot, Budget::of(budget)).is_ok().then_some(budget);
    let (mut low, mut high) = (0, 1 << 20);
    while low < high {
        let middle = (low + high) / 2;
        if is_done(middle).is_some() { high = middle } else { low = middle + 1 }
    }
    low
}

fn crowd(count: u64, each: impl Fn(u64, Person) -> Person) -> Index {
    let person = |number| {
        let orcid = OrcidId::from_base(990_000_000_000 + number).unwrap().to_string();
        each(number, Person::new("Z", &orcid)).document()
    };
    indexed(&(0..count).map(person).collect::<Vec<_>>())
}

#[test]
fn a_name_is_quoted_without_a_look_at_all_who_have_its_words() {
    let index = crowd(400, |number, person| {
        let name = format!("University of Elsewhere {}", number % 40);
        let both = format!("Elsewhere {} University of the Others and More", (number + 1) % 40);
        let person = person.affiliation(ItemKind::Employment, organization(&name, None), None);
        person.affiliation(ItemKind::Education, organization(&both, None), None)
    });
    let snapshot = index.snapshot();
    // The list of ten, and those who are found.
    let phrase = "affiliation-org-name:\"University of Elsewhere 7\"";
    assert!(cost(&snapshot, phrase, 10) <= 1 + 2 * 10);
    // Where only some of the values are, it is looked at the words of those ten.
    let phrase = "current-institution-affiliation-name:\"University of Elsewhere 7\"";
    assert!(cost(&snapshot, phrase, 10) <= 1 + 20 * 10);
    let phrase = "affiliation-org-name:\"University of Elsewhere 7\"~1";
    assert!(cost(&snapshot, phrase, 10) > 800, "loose phrases look at everybody");
    // Longer than a term is: who has all parts of it is looked at.
    let long = "affiliation-org-name:\"Elsewhere 7 University of the Others and More\"";
    assert_eq!(found(&snapshot, long, &[]).len(), 10);
}

#[test]
fn those_who_cannot_be_on_the_page_are_counted_and_not_scored() {
    // Everybody has the word, and few have it where it counts.
    let index = crowd(3000, |number, person| {
        let person = person.texts(ItemKind::Keyword, &["common things"]);
        if number % 100 == 0 { person.name(None, Some("Common"), None) } else { person }
    });
    let snapshot = index.snapshot();
    let text = "family-name:common^50 OR keyword:common OR keyword:things";
    let everybody = 3 * 3000;
    // Lists are paid for as a whole; of those who match, the thirty by themselves and the others by the dozen.
    let (page, all) = (cost(&snapshot, text, 10), cost(&snapshot, text, 100));
    assert!(page < everybody, "a page of those costs {page}");
    assert!(all > everybody, "where others are on the page, everybody is looked at: {all}");
}
