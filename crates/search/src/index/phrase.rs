//! Words that stand together.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use super::terms::explained;
use super::work::Work;
use crate::memory::phrase::{self, Repeats};
use crate::memory::score;

/// A phrase, counted and scored as in memory: the engine counts moves between words in another way.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub field: Field,
    /// Words whose places are compared; none where one row of words says it all.
    pub words: Vec<Term>,
    /// Terms of words in a row, where the field has them: who has the phrase has each.
    pub rows: Vec<Term>,
    pub repeats: Repeats,
    pub slop: u32,
    pub rarity: Score,
    /// How many words the field has on average.
    pub average: Score,
    pub work: Work,
}

impl Phrase {
    /// `None` where a word is missing altogether.
    fn occurrences(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Option<Occurrences>> {
        let mut lists: Vec<SegmentPostings> = Vec::with_capacity(self.words.len() + self.rows.len());
        let words = self.words.iter().map(|term| (term, IndexRecordOption::WithFreqsAndPositions));
        for (term, option) in words.chain(self.rows.iter().map(|term| (term, IndexRecordOption::WithFreqs))) {
            match reader.inverted_index(term.field())?.read_postings(term, option)? {
                Some(list) => lists.push(list),
                None => return Ok(None),
            }
        }
        let rarest = (0..lists.len()).min_by_key(|place| lists[*place].doc_freq()).unwrap_or_default();
        let mut occurrences = Occurrences {
            phrase: self.clone(),
            boost,
            lengths: reader.get_fieldnorms_reader(self.field)?,
            positions: vec![Vec::new(); self.words.len()],
            lists,
            rarest,
            document: TERMINATED,
            score: 0.0,
        };
        occurrences.settle();
        Ok(Some(occurrences))
    }
}

impl Query for Phrase {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Phrase {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(match self.occurrences(reader, boost)? {
            Some(occurrences) => Box::new(occurrences),
            None => Box::new(EmptyScorer),
        })
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        explained(self, reader, document, "words that stand together")
    }
}

/// Documents with the phrase, one after the other.
struct Occurrences {
    phrase: Phrase,
    boost: Score,
    lengths: FieldNormReader,
    /// Of the words, then of the rows.
    lists: Vec<SegmentPostings>,
    positions: Vec<Vec<u32>>,
    /// The list that leads.
    rarest: usize,
    document: DocId,
    score: Score,
}

impl Occurrences {
    /// Moves on to the next document with the phrase, from where the rarest word stands.
    fn settle(&mut self) -> DocId {
        self.document = loop {
            let wanted = self.lists[self.rarest].doc();
            if wanted == TERMINATED {
                break TERMINATED;
            }
            if let Some(further) = self.misaligned(wanted) {
                // Somebody else is further: on from there.
                self.lists[self.rarest].seek(further);
                continue;
            }
            match self.scored(wanted) {
                // The search has failed, and says so when it ends.
                Err(_) => break TERMINATED,
                Ok(score) if score > 0.0 => {
                    self.score = score;
                    break wanted;
                }
                Ok(_) => {
                    self.lists[self.rarest].advance();
                }
            }
        };
        self.document
    }

    /// Where the first list stands that does not have this document.
    fn misaligned(&mut self, wanted: DocId) -> Option<DocId> {
        self.lists.iter_mut().find_map(|list| {
            let at = if list.doc() < wanted { list.seek(wanted) } else { list.doc() };
            (at != wanted).then_some(at)
        })
    }

    fn scored(&mut self, document: DocId) -> tantivy::Result<Score> {
        let times = self.times()?;
        let phrase = &self.phrase;
        let length = self.lengths.fieldnorm(document);
        Ok(if times > 0.0 { self.boost * score(phrase.rarity, times, length, phrase.average) } else { 0.0 })
    }

    /// How often the phrase is in the document at which all lists stand.
    fn times(&mut self) -> tantivy::Result<f32> {
        if self.positions.is_empty() {
            return Ok(self.lists[self.rarest].term_freq() as f32);
        }
        for (list, positions) in self.lists.iter_mut().zip(&mut self.positions) {
            list.positions(positions);
        }
        let phrase = &self.phrase;
        let positions: Vec<&[u32]> = self.positions.iter().map(|it| &**it).collect();
        phrase.work.spend(phrase::work(&positions, &phrase.repeats, phrase.slop))?;
        Ok(phrase::times(&positions, &phrase.repeats, phrase.slop))
    }
}

impl DocSet for Occurrences {
    fn advance(&mut self) -> DocId {
        if self.document != TERMINATED {
            self.lists[self.rarest].advance();
            self.settle();
        }
        self.document
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.document < target {
            self.lists[self.rarest].seek(target);
            self.settle();
        }
        self.document
    }

    fn doc(&self) -> DocId {
        self.document
    }

    fn size_hint(&self) -> u32 {
        self.lists[self.rarest].size_hint()
    }
}

impl Scorer for Occurrences {
    fn score(&mut self) -> Score {
        self.score
    }
}
