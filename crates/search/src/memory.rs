//! Who matches, without an index: documents in memory, as lists of who has which term where.
//!
//! This is how what has changed since the last commit of an index is searched, and it says the same as the index does.
//! Building is work in proportion to the text of the documents; searching, to the entries of the lists that the query
//! touches, which are counted: a query that would touch more than its [`Budget`] is refused.

mod budget;
mod evaluate;
mod merge;
mod order;
pub(crate) mod phrase;
mod score;
mod terms;

use std::sync::Arc;

use byline_model::{OrcidId, Timestamp};

pub use budget::{Budget, TooExpensive};
pub(crate) use evaluate::{NEAREST, nearness};
pub use score::Statistics;
pub(crate) use score::{most, rarity, score};
use terms::{Builder, Terms};

use crate::document::Document;
use crate::facets::{Counts, Facet};
use crate::fields::{DYNAMIC, FIELDS};
use crate::order::{Found, Hit};
use crate::plan::Search;

/// Documents, ready to be searched.
#[derive(Debug)]
pub struct Collection {
    /// In order, so that numbers of documents are in the order of iDs.
    orcids: Vec<OrcidId>,
    /// Terms of each field, at its place.
    fields: Vec<Terms>,
    modified: Vec<Option<Timestamp>>,
    submitted: Vec<Option<Timestamp>>,
    facets: Vec<Values>,
    /// Before when nobody finds them; empty when that is nobody.
    found_from: Vec<Option<Timestamp>>,
}

/// What a document is counted by.
type Values = Arc<[(Facet, Box<str>)]>;

impl Collection {
    /// Of documents of which the last counts where there are several of one record.
    pub fn new(documents: impl IntoIterator<Item = Document>) -> Self {
        let mut documents: Vec<Document> = documents.into_iter().collect();
        documents.sort_by_key(|document| document.orcid);
        // Stable, so that of equal ones the last is the first from behind.
        documents.reverse();
        documents.dedup_by_key(|document| document.orcid);
        documents.reverse();
        Collection::of(&documents.iter().collect::<Vec<_>>())
    }

    /// Of documents in order of iD, one of a record.
    pub(crate) fn of(documents: &[&Document]) -> Self {
        debug_assert!(documents.is_sorted_by(|one, next| one.orcid < next.orcid), "in order of iD, each once");
        let mut fields: Vec<Builder> = (0..=DYNAMIC).map(|_| Builder::default()).collect();
        for (number, document) in documents.iter().enumerate() {
            let number = u32::try_from(number).expect("a collection is held in memory, document by document");
            document.terms(|field, position, term| fields[field].add(number, position, term));
        }
        Collection {
            fields: fields.into_iter().map(|field| field.finish(documents.len())).collect(),
            modified: documents.iter().map(|document| document.modified).collect(),
            submitted: documents.iter().map(|document| document.submitted).collect(),
            facets: documents.iter().map(|document| document.facets.as_slice().into()).collect(),
            found_from: if documents.iter().any(|document| document.found_from.is_some()) {
                documents.iter().map(|document| document.found_from).collect()
            } else {
                Vec::new()
            },
            orcids: documents.iter().map(|document| document.orcid).collect(),
        }
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.orcids.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.orcids.is_empty()
    }

    /// Whose they are, in order.
    pub fn records(&self) -> impl Iterator<Item = OrcidId> {
        self.orcids.iter().copied()
    }

    /// Those that a search finds: so many hits from this one on. Scores are by these statistics, which may be of more
    /// than is in here.
    ///
    /// # Errors
    /// [`TooExpensive`] when the budget is spent before it is known who matches.
    pub fn search(
        &self,
        search: &Search,
        from: usize,
        most: usize,
        statistics: &dyn Statistics,
        budget: Budget,
    ) -> Result<Found, TooExpensive> {
        let mut budget = budget;
        self.search_but(search, from, most, |_| false, statistics, &mut budget)
    }

    /// The same without those who are searched elsewhere.
    pub(crate) fn search_but(
        &self,
        search: &Search,
        from: usize,
        most: usize,
        elsewhere: impl Fn(OrcidId) -> bool,
        statistics: &dyn Statistics,
        budget: &mut Budget,
    ) -> Result<Found, TooExpensive> {
        let mut found = evaluate::matches(self, &search.plan, statistics, budget)?;
        if let Some(filter) = &search.filter {
            let kept = evaluate::matches(self, filter, statistics, budget)?;
            found = evaluate::only(found, &kept);
        }
        let is_later =
            |document: usize| self.found_from.get(document).is_some_and(|it| it.is_some_and(|it| it > search.at));
        found.retain(|(document, _)| !is_later(*document as usize) && !elsewhere(self.orcids[*document as usize]));
        let total = found.len();
        let facets = search.facets.then(|| self.counted(&found, budget)).transpose()?;
        if let Some(after) = search.by_id {
            let first = found.partition_point(|(document, _)| !after.is_before(self.orcids[*document as usize]));
            let hits = found[first..].iter().skip(from).take(most);
            let hit = |(document, score): &(u32, f32)| Hit {
                orcid: self.orcids[*document as usize],
                score: *score,
                keys: Box::default(),
            };
            return Ok(Found { total, hits: hits.map(hit).collect(), facets });
        }
        let page = order::page(self, found, &search.sort, from, most, budget)?;
        Ok(Found { total, hits: page, facets })
    }

    fn counted(&self, found: &[(u32, f32)], budget: &mut Budget) -> Result<Counts, TooExpensive> {
        let mut counts = Counts::default();
        for (document, _) in found {
            let values = &self.facets[*document as usize];
            budget.spend(values.len() as u64)?;
            values.iter().for_each(|(facet, value)| counts.add(*facet, value, 1));
        }
        Ok(counts)
    }

    fn moments(&self, field: usize) -> &[Option<Timestamp>] {
        match FIELDS[field].name {
            "profile-last-modified-date" => &self.modified,
            _ => &self.submitted,
        }
    }
}
