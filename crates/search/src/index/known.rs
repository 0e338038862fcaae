//! What a search looks up of the index more than once.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use tantivy::{Searcher, Term};

use crate::fields::DYNAMIC;
use crate::memory::Statistics;

/// Statistics that are asked for once in a search, however many parts of it need them: each is a look into the dictionary
/// of every segment.
pub(super) struct Known<'k> {
    statistics: &'k dyn Statistics,
    documents: u64,
    /// By place of the field.
    frequencies: Vec<RefCell<HashMap<Box<str>, u64, RandomState>>>,
    averages: Vec<RefCell<Option<f32>>>,
    lengths: RefCell<HashMap<Term, u64, RandomState>>,
}

impl<'k> Known<'k> {
    pub fn of(statistics: &'k dyn Statistics) -> Self {
        Known {
            statistics,
            documents: statistics.documents(),
            frequencies: (0..=DYNAMIC).map(|_| RefCell::default()).collect(),
            averages: (0..=DYNAMIC).map(|_| RefCell::default()).collect(),
            lengths: RefCell::default(),
        }
    }

    /// How many entries the lists of a term have in the index.
    pub fn length(&self, searcher: &Searcher, term: &Term) -> tantivy::Result<u64> {
        if let Some(length) = self.lengths.borrow().get(term) {
            return Ok(*length);
        }
        let length = searcher.doc_freq(term)?;
        self.lengths.borrow_mut().insert(term.clone(), length);
        Ok(length)
    }
}

impl Statistics for Known<'_> {
    fn documents(&self) -> u64 {
        self.documents
    }

    fn frequency(&self, field: usize, term: &str) -> u64 {
        let known = &self.frequencies[field];
        if let Some(frequency) = known.borrow().get(term) {
            return *frequency;
        }
        let frequency = self.statistics.frequency(field, term);
        known.borrow_mut().insert(term.into(), frequency);
        frequency
    }

    fn average_length(&self, field: usize) -> f32 {
        *self.averages[field].borrow_mut().get_or_insert_with(|| self.statistics.average_length(field))
    }
}
