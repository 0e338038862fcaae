//! Terms that are like something, whichever the index has.

use tantivy::columnar::Column;
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TantivyError};

use super::work::Work;
use crate::plan::{Matcher, Rest};

/// A step along a dictionary takes as long as so many entries of a list.
const STEP: u64 = 5;

/// Everybody with a term like this; scores 1, however many there are.
#[derive(Clone, Debug)]
pub(super) struct Like {
    field: Field,
    like: Matcher,
    work: Work,
}

impl Like {
    pub fn new(field: Field, like: Matcher, work: Work) -> Self {
        Like { field, like, work }
    }

    fn documents(&self, reader: &SegmentReader) -> tantivy::Result<BitSet> {
        let mut documents = BitSet::with_max_value(reader.max_doc());
        let index = reader.inverted_index(self.field)?;
        let dictionary = index.terms();
        let mut mark = |info: &tantivy::postings::TermInfo| -> tantivy::Result<()> {
            self.work.spend(u64::from(info.doc_freq))?;
            let mut postings = index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            while !postings.docs().is_empty() {
                for document in postings.docs() {
                    documents.insert(*document);
                }
                postings.advance();
            }
            Ok(())
        };
        if let Rest::OneOf(terms) = &self.like.rest {
            for term in terms {
                self.work.spend(1)?;
                if let Some(info) = dictionary.get(format!("{}{term}", self.like.prefix).as_bytes())? {
                    mark(&info)?;
                }
            }
            return Ok(documents);
        }
        let mut terms = dictionary.range().ge(self.like.first().as_bytes()).into_stream()?;
        while terms.advance() {
            // Terms are made of texts.
            let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
            if self.like.is_past(term) {
                break;
            }
            self.work.spend(STEP + self.like.work(term))?;
            if self.like.matches(term) {
                mark(terms.value())?;
            }
        }
        Ok(documents)
    }
}

impl Query for Like {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Like {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(self.documents(reader)?), boost)))
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        explained(self, reader, document, "a term like this")
    }
}

/// Everybody with a moment from the first to the last, both included, in milliseconds; scores 1.
#[derive(Clone, Debug)]
pub(super) struct Between {
    pub name: &'static str,
    pub from: i64,
    pub to: i64,
}

impl Query for Between {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

/// So many documents at a time.
const AT_ONCE: usize = 1 << 16;

impl Weight for Between {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut documents = BitSet::with_max_value(reader.max_doc());
        // A segment where nobody has one has no column, and a column of one value alone has it in any range.
        let column = reader.fast_fields().column_opt::<i64>(self.name)?;
        let overlaps = |column: &Column<i64>| self.from <= column.max_value() && column.min_value() <= self.to;
        if let Some(column) = column.filter(overlaps) {
            let mut some = Vec::new();
            for start in (0..reader.max_doc()).step_by(AT_ONCE) {
                let end = reader.max_doc().min(start.saturating_add(AT_ONCE as u32));
                some.clear();
                column.get_docids_for_value_range(self.from..=self.to, start..end, &mut some);
                for document in &some {
                    documents.insert(*document);
                }
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(documents), boost)))
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        explained(self, reader, document, "a moment in this range")
    }
}

pub(super) fn explained(
    weight: &dyn Weight,
    reader: &SegmentReader,
    document: DocId,
    why: &'static str,
) -> tantivy::Result<Explanation> {
    let mut scorer = weight.scorer(reader, 1.0)?;
    match scorer.doc() == document || (scorer.doc() < document && scorer.seek(document) == document) {
        true => Ok(Explanation::new(why, scorer.score())),
        false => Err(TantivyError::InvalidArgument("the document does not match".to_owned())),
    }
}
