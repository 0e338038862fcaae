//! Counting values in columns.

use std::collections::HashMap;

use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentReader};

use super::work::Work;
use crate::facets::{Counts, Facet};

/// The values of the records of one segment that were found, by their numbers there.
pub(super) struct Counting {
    columns: Vec<(Facet, StrColumn, HashMap<u64, u64>)>,
}

impl Counting {
    pub fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let mut columns = Vec::with_capacity(Facet::ALL.len());
        for facet in Facet::ALL {
            // A segment in which nobody has a value has no column.
            let column = segment.fast_fields().str(facet.column())?;
            columns.extend(column.map(|column| (facet, column, HashMap::new())));
        }
        Ok(Counting { columns })
    }

    /// How many values that were.
    pub fn add(&mut self, document: DocId) -> u64 {
        let mut values = 0;
        for (_, column, counts) in &mut self.columns {
            for number in column.term_ords(document) {
                *counts.entry(number).or_default() += 1;
                values += 1;
            }
        }
        values
    }

    /// The same by the values themselves.
    pub fn finish(self, work: &Work, into: &mut Counts) -> tantivy::Result<()> {
        let mut value = String::new();
        for (facet, column, counts) in self.columns {
            // In the order in which the dictionary has them.
            let mut counts: Vec<_> = counts.into_iter().collect();
            counts.sort_unstable();
            work.spend(counts.len() as u64)?;
            for (number, records) in counts {
                value.clear();
                if column.ord_to_str(number, &mut value)? {
                    into.add(facet, &value, records);
                }
            }
        }
        Ok(())
    }
}
