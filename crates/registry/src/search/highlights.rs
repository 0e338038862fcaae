//! Why those on a page were found. Beyond ORCID.

use byline_model::OrcidId;
use byline_search::highlight::{Marker, Snippet};
use byline_search::plan::Search;
use byline_search::query::{Limits, Params, Request};
use byline_store::KindRange;

use super::documents::made;
use super::{Inquiry, SearchError};
use crate::Registry;

/// So many records are looked through; those behind them have no snippets.
pub const MOST_HIGHLIGHTED: usize = 100;
/// Items in memory at once, about.
const ITEMS: usize = 20_000;

impl Registry {
    /// The values of these people in which the query has its words: of the first hundred, a few each, in this order. What
    /// is public now is looked through: who is found no more, or changed meanwhile, may have none.
    ///
    /// # Errors
    /// As [`Registry::search`].
    pub async fn highlights(
        &self,
        inquiry: &Inquiry<'_>,
        orcids: &[OrcidId],
    ) -> Result<Vec<Vec<Snippet>>, SearchError> {
        let now = self.clock.now();
        let request = Request::read(&Params::new(inquiry.params), Limits::default())?;
        let mut search = Search::of(&request, now)?;
        let wanted = &orcids[..orcids.len().min(MOST_HIGHLIGHTED)];
        let mut all = Vec::with_capacity(orcids.len());
        while all.len() < wanted.len() {
            let found = self.store.snapshots(&wanted[all.len()..], KindRange::ALL, ITEMS).await?;
            let job = move || {
                let marker = Marker::of(&search.plan);
                let snippets = found.iter().map(|record| {
                    let document = record.as_ref().and_then(|record| made(record, now));
                    document.map(|document| marker.snippets(&document)).unwrap_or_default()
                });
                let snippets: Vec<_> = snippets.collect();
                (snippets, search)
            };
            let snippets;
            (snippets, search) = self.heavy.search(job).await?;
            let before = all.len();
            all.extend(snippets);
            // A store that has none of them left says so at once.
            all.resize(all.len().max(before + 1), Vec::new());
        }
        all.resize(orcids.len(), Vec::new());
        Ok(all)
    }
}
