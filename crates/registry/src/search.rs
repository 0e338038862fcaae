//! Who is found (`search`): everybody who may be, by what everybody may see, as it is at the moment of the question.
//!
//! A question first catches up with the change log, so that whatever was acknowledged before it counts
//! ([`Finder`](finder::Finder)). Answers are made from the store and not from what is searched.

mod documents;
mod finder;
mod highlights;
mod indexer;
mod people;
mod shelf;
mod suggest;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use byline_model::{OrcidId, Timestamp};
use byline_search::fresh::Fresh;
use byline_search::index::IndexError;
use byline_search::memory::{Budget, TooExpensive};
use byline_search::plan::{After, Search};
use byline_search::query::{Limits, Params, QueryError, Request};
use byline_store::StoreError;

pub use byline_search::facets::Top as Facets;
pub use byline_search::highlight::Snippet;
pub(crate) use finder::{FAR_BEHIND, Finder};
pub use indexer::{Indexer, IndexingError, Made};
pub use people::FoundPerson;
pub use shelf::Shelf;

use crate::{Busy, Registry};

/// What is asked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Inquiry<'a> {
    /// The parameters of the request in its order; of a name that comes twice the first value counts. `q` and those that
    /// queries look at are read, others have no effect.
    pub params: &'a [(&'a str, &'a str)],
    /// How many hits are passed over.
    pub start: usize,
    /// How many are wanted at most.
    pub rows: usize,
    /// Instead of the order that the parameters say: that of iDs, from this one on. Beyond ORCID.
    pub after: Option<After>,
    /// Whether those who are found are counted by what they have. Beyond ORCID.
    pub facets: bool,
}

/// Who was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// How many there are, on whichever page.
    pub total: u64,
    /// Those of the page, in order.
    pub found: Vec<OrcidId>,
    /// The twenty most frequent values of all who were found, where they were asked for.
    pub facets: Option<Facets>,
}

/// Values of each facet.
const MOST_VALUES: usize = 20;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The query is none: where it goes wrong, and why. Published as 500, code 9008.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The query would look at more than it may.
    #[error(transparent)]
    TooExpensive(#[from] TooExpensive),
    /// So much is going on that this would wait for too long.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// The index is being made, or has yet to take in more than fits into memory: whoever comes back later is answered.
    #[error("the index is behind the registry: {0}")]
    Unavailable(&'static str),
    #[error("the index cannot be read")]
    Index(#[source] IndexError),
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl From<IndexError> for SearchError {
    fn from(error: IndexError) -> Self {
        match error {
            IndexError::TooExpensive(error) => SearchError::TooExpensive(error),
            error => SearchError::Index(error),
        }
    }
}

impl Registry {
    /// Who matches, of all that was acknowledged when this was asked.
    ///
    /// # Errors
    /// See [`SearchError`].
    pub async fn search(&self, inquiry: &Inquiry<'_>) -> Result<Findings, SearchError> {
        let current = self.finder.current(self).await?;
        let own = |(name, value): &(&str, &str)| (Box::<str>::from(*name), Box::<str>::from(*value));
        let params: Vec<(Box<str>, Box<str>)> = inquiry.params.iter().map(own).collect();
        let (now, start, rows, after) = (self.clock.now(), inquiry.start, inquiry.rows, inquiry.after);
        let facets = inquiry.facets;
        let gone = GoneAway::default();
        let budget = Budget::default().until(gone.flag());
        let job = move || {
            let params: Vec<(&str, &str)> = params.iter().map(|(name, value)| (&**name, &**value)).collect();
            let request = Request::read(&Params::new(&params), Limits::default())?;
            let search = Search::of(&request, now)?;
            let search = after.map_or_else(|| search.clone(), |after| search.clone().by_id(after));
            let search = if facets { search.with_facets() } else { search };
            let found = Fresh::new(current.index.as_ref(), &current.overlay).search(&search, start, rows, budget)?;
            let hits = found.hits.iter().map(|hit| hit.orcid).collect();
            let facets = found.facets.map(|counts| counts.top(MOST_VALUES));
            Ok(Findings { total: found.total as u64, found: hits, facets })
        };
        self.heavy.search(job).await?
    }
}

/// What a query comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The query as it was understood, in one canonical form.
    pub query: String,
    /// Which terms have to be where.
    pub plan: String,
    /// The same of `fq`.
    pub filter: Option<String>,
}

/// Reads a query and says what it comes to at a moment, without asking anybody.
///
/// # Errors
/// Where the query goes wrong, and why.
pub fn explain(params: &[(&str, &str)], now: Timestamp) -> Result<Explained, QueryError> {
    let request = Request::read(&Params::new(params), Limits::default())?;
    let search = Search::of(&request, now)?;
    let filter = search.filter.map(|plan| plan.to_string());
    Ok(Explained { query: request.to_string(), plan: search.plan.to_string(), filter })
}

/// Says so when whoever waits for an answer does not wait for it any more.
#[derive(Default)]
struct GoneAway(Arc<AtomicBool>);

impl GoneAway {
    fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.0)
    }
}

impl Drop for GoneAway {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
