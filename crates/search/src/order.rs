//! The order of what was found.

use std::cmp::Ordering;

use byline_model::OrcidId;

use crate::facets::Counts;
use crate::plan::Search;

/// What a record is put in order by.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    Score(f32),
    /// In milliseconds.
    Moment(Option<i64>),
    /// The first of its terms in a field, or the last where the order is descending.
    Term(Option<Box<str>>),
}

/// A record that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub orcid: OrcidId,
    pub score: f32,
    /// One for each key of the search; none where the best come first.
    pub keys: Box<[Key]>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Found {
    /// How many there are.
    pub total: usize,
    /// Those of the page that was asked for, in order.
    pub hits: Vec<Hit>,
    /// All of them by what they have, where the search asks for that.
    pub facets: Option<Counts>,
}

impl Found {
    /// The page from this one on of what two found, each of whom says who comes first among its own.
    pub(crate) fn merged(mut self, other: Found, search: &Search, from: usize, most: usize) -> Found {
        let total = self.total + other.total;
        let facets = match (self.facets.take(), other.facets) {
            (Some(mut own), Some(theirs)) => {
                own.merge(theirs);
                Some(own)
            }
            (own, theirs) => own.or(theirs),
        };
        let (mut one, mut other) = (self.hits.into_iter().peekable(), other.hits.into_iter().peekable());
        let next = || match (one.peek(), other.peek()) {
            (Some(own), Some(their)) if own.compare(their, search).is_le() => one.next(),
            (_, Some(_)) => other.next(),
            (Some(_), None) => one.next(),
            (None, None) => None,
        };
        Found { total, hits: std::iter::from_fn(next).skip(from).take(most).collect(), facets }
    }
}

impl Hit {
    fn compare(&self, other: &Hit, search: &Search) -> Ordering {
        if search.by_id.is_some() {
            return self.orcid.cmp(&other.orcid);
        }
        let sort = &*search.sort;
        let by_keys = self.keys.iter().zip(&other.keys).zip(sort).map(|((own, their), key)| {
            let descending = key.descending;
            match (own, their) {
                (Key::Score(own), Key::Score(their)) if descending => their.total_cmp(own),
                (Key::Score(own), Key::Score(their)) => own.total_cmp(their),
                (Key::Moment(own), Key::Moment(their)) => last_without(own, their, descending),
                (Key::Term(own), Key::Term(their)) => last_without(own, their, descending),
                // Both were put in order by the same keys.
                _ => Ordering::Equal,
            }
        });
        let by_keys = match sort {
            [] => other.score.total_cmp(&self.score),
            _ => by_keys.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal),
        };
        by_keys.then(self.orcid.cmp(&other.orcid))
    }
}

/// Those without a value come last in either direction.
pub(crate) fn last_without<T: Ord>(one: &Option<T>, other: &Option<T>, descending: bool) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) if descending => other.cmp(one),
        (Some(one), Some(other)) => one.cmp(other),
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}
