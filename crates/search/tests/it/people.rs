//! Records, ready to be searched.

use std::collections::{HashMap, HashSet};

use byline_model::OrcidId;
use byline_search::document::{Document, document, is_searchable};
use byline_search::index::Index;
use byline_search::memory::{Budget, Collection};
use byline_search::order::{Found, Hit};
use byline_search::plan::Search;
use byline_search::query::{Limits, Order, Params, QueryError, Request, SortKey};

pub use crate::records::{Person, all, first, identifiers, now, organization};

impl Person {
    pub fn document(&self) -> Document {
        document(&self.head, &self.items, now()).unwrap()
    }
}

/// Those of the people who may be found, ready to be searched: in memory and in an index, which have to agree.
pub struct Searched {
    keys: Vec<(OrcidId, &'static str)>,
    pub collection: Collection,
    index: Index,
}

impl Searched {
    pub fn of(people: &[Person]) -> Self {
        let found = || people.iter().filter(|person| is_searchable(&person.head, now()));
        let documents: Vec<Document> = found().map(Person::document).collect();
        Searched {
            keys: found().map(|person| (person.orcid(), person.key)).collect(),
            index: indexed(&documents),
            collection: Collection::new(documents),
        }
    }

    pub fn search(&self, params: &[(&str, &str)]) -> Result<Found, QueryError> {
        let request = Request::read(&Params::new(params), Limits::default())?;
        let search = Search::of(&request, now())?;
        let found = self.collection.search(&search, 0, 1000, &self.collection, Budget::default()).unwrap();
        let snapshot = self.index.snapshot();
        let indexed = snapshot.search(&search, 0, 1000, &HashSet::new(), &self.collection, Budget::default()).unwrap();
        agree(&found, &indexed, &search.sort)
            .unwrap_or_else(|difference| panic!("{params:?} is {}: {difference}", search.plan));
        Ok(found)
    }

    /// The letters of those who are found, in order; `error` for what is none.
    pub fn letters(&self, params: &[(&str, &str)]) -> String {
        match self.search(params) {
            Err(_) => "error".to_owned(),
            Ok(found) => {
                assert_eq!(found.total, found.hits.len());
                let letter = |orcid| self.keys.iter().find(|(own, _)| *own == orcid).unwrap().1;
                found.hits.iter().map(|hit| letter(hit.orcid)).collect::<Vec<_>>().join(" ")
            }
        }
    }
}

/// An index of documents, in several segments.
pub fn indexed(documents: &[Document]) -> Index {
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer(15_000_000).unwrap();
    for part in documents.chunks(documents.len().div_ceil(3).max(1)) {
        part.iter().for_each(|document| writer.add(document).unwrap());
        writer.commit("all").unwrap();
    }
    index.refresh().unwrap();
    index
}

/// Whether two found the same in the same order. Sums of scores may differ in their last digits: where scores decide, those
/// whom these keep apart in one may be tied in the other.
pub fn agree(one: &Found, other: &Found, sort: &[SortKey]) -> Result<(), String> {
    let scores = |found: &Found| found.hits.iter().map(|hit| (hit.orcid, hit.score)).collect::<HashMap<_, _>>();
    let (own, theirs) = (scores(one), scores(other));
    let missing = |of: &HashMap<OrcidId, f32>, from: &HashMap<OrcidId, f32>| {
        of.keys().filter(|orcid| !from.contains_key(orcid)).take(5).map(OrcidId::to_string).collect::<Vec<_>>()
    };
    if one.total != other.total || own.len() != theirs.len() {
        let (more, fewer) = (missing(&own, &theirs), missing(&theirs, &own));
        return Err(format!("{} and {} are found: {more:?} and {fewer:?}", one.total, other.total));
    }
    let by_score = sort.is_empty() || sort.iter().any(|key| key.by == Order::Score);
    let near = |one: f32, other: f32| (one - other).abs() <= one.abs().max(1e-3) * 1e-4;
    for (place, (hit, their)) in one.hits.iter().zip(&other.hits).enumerate() {
        let Some(score) = theirs.get(&hit.orcid) else { return Err(format!("{} is found by one", hit.orcid)) };
        if !near(hit.score, *score) {
            return Err(format!("{} has {} and {score}", hit.orcid, hit.score));
        }
        if hit.orcid != their.orcid && !(by_score && near(hit.score, their.score)) {
            return Err(format!("at {place} are {hit:?} and {their:?}"));
        }
    }
    let in_order = |found: &Found| {
        found
            .hits
            .is_sorted_by(|one, next| one.score > next.score || (one.score == next.score && one.orcid < next.orcid))
    };
    if sort.is_empty() && !(in_order(one) && in_order(other)) {
        return Err("they are not in order of scores and iDs".to_owned());
    }
    Ok(())
}

/// Whether these are the best of all who were found. Who scores about the same may be either.
pub fn is_page_of(page: &Found, all: &Found, most: usize) -> Result<(), String> {
    if page.total != all.total || page.hits.len() != all.hits.len().min(most) {
        return Err(format!("{} of {}, and not of {}", page.hits.len(), page.total, all.total));
    }
    let scores: HashMap<_, _> = all.hits.iter().map(|hit| (hit.orcid, hit.score)).collect();
    let near = |one: f32, other: f32| (one - other).abs() <= one.abs().max(1e-3) * 1e-4;
    for (at, (hit, best)) in page.hits.iter().zip(&all.hits).enumerate() {
        let own = scores.get(&hit.orcid).copied().unwrap_or(f32::NAN);
        if !near(hit.score, best.score) || !near(hit.score, own) {
            return Err(format!("at {at} are {hit:?}, who has {own}, and {best:?}"));
        }
    }
    let is_better =
        |one: &Hit, next: &Hit| one.score > next.score || (one.score == next.score && one.orcid < next.orcid);
    page.hits.is_sorted_by(is_better).then_some(()).ok_or_else(|| "they are not in order of scores and iDs".to_owned())
}
