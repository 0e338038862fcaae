//! The index: documents on disk, searched as those in memory are.
//!
//! Each field of the table is a field here, with terms, positions and lengths as analysis makes them; nothing is stored
//! but what a hit is known by. A plan becomes a query of the engine, scored by the same formula and constants as
//! [`crate::memory`], and ties are in order of iD, so that it does not matter which of the two has a record.
//!
//! A commit says how far its writer had come, in the same write ([`Writer::commit`]): after a crash the index and that
//! word are of one moment.

mod best;
mod bounds;
mod collect;
mod facets;
mod fuzzy;
mod known;
mod order;
mod packed;
mod phrase;
mod query;
mod rows;
mod terms;
mod work;
mod writer;

use std::cell::RefCell;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use byline_model::{OrcidId, Timestamp};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{IndexReader, ReloadPolicy, Searcher, Term};

pub use writer::Writer;

use crate::facets::Facet;
use crate::fields::{Analysis, FIELDS, FieldSpec, Quoted, is_exact, place};
use crate::memory::{Budget, Statistics, TooExpensive};
use crate::order::Found;
use crate::plan::Search;

/// Why an index cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Made by other fields than these: it has to be made anew.
    #[error("the index has other fields than this version of the program")]
    OtherFields,
    #[error(transparent)]
    TooExpensive(#[from] TooExpensive),
    #[error("the index cannot be read or written: {0}")]
    Engine(#[source] tantivy::TantivyError),
}

impl IndexError {
    /// Whether the index is of no use, however often it is tried: it has to be made anew.
    pub fn is_beyond_repair(&self) -> bool {
        use tantivy::TantivyError::{
            DataCorruption, DeserializeError, IncompatibleIndex, InternalError, OpenReadError, SchemaError,
        };
        match self {
            IndexError::OtherFields => true,
            IndexError::TooExpensive(_) => false,
            IndexError::Engine(error) => matches!(
                error,
                DataCorruption(_)
                    | DeserializeError(_)
                    | IncompatibleIndex(_)
                    | InternalError(_)
                    | OpenReadError(_)
                    | SchemaError(_)
            ),
        }
    }
}

impl From<tantivy::TantivyError> for IndexError {
    fn from(error: tantivy::TantivyError) -> Self {
        match error {
            tantivy::TantivyError::SchemaError(_) => IndexError::OtherFields,
            error => IndexError::Engine(error),
        }
    }
}

impl From<std::io::Error> for IndexError {
    fn from(error: std::io::Error) -> Self {
        IndexError::Engine(error.into())
    }
}

/// Columns that no field of a query is called as.
const FOUND_FROM: &str = "found from";
const UNTIL: &str = "until";

/// An index, as it was when it was last refreshed.
pub struct Index {
    index: tantivy::Index,
    reader: IndexReader,
    layout: Arc<Layout>,
}

/// Which field of the engine is which.
#[derive(Clone, Debug)]
struct Layout {
    /// At their places; the last has the terms of all dynamic fields.
    fields: Vec<Field>,
    /// Words in a row, of fields of names, at their places.
    rows: Vec<Option<Field>>,
    /// What orders ties and says who was found: [`OrcidId::base`].
    id: Field,
    /// Addresses from behind, for those who look for all of a domain.
    reversed: Field,
    /// Names of the fields that a record has terms in, for those who only ask whether it has any.
    present: Field,
    /// [`Document::found_from`](crate::document::Document::found_from) in milliseconds.
    found_from: Field,
    /// [`Document::until`](crate::document::Document::until) in milliseconds.
    until: Field,
    /// Values that are counted, at the place of their facet.
    facets: [Field; Facet::ALL.len()],
}

impl Layout {
    fn new() -> (Self, Schema) {
        let mut schema = Schema::builder();
        let packed = || TextFieldIndexing::default().set_tokenizer(packed::NAME);
        let exact = || {
            let indexing = packed().set_index_option(IndexRecordOption::Basic).set_fieldnorms(false);
            TextOptions::default().set_indexing_options(indexing)
        };
        let words = || {
            let indexing = packed().set_index_option(IndexRecordOption::WithFreqsAndPositions);
            TextOptions::default().set_indexing_options(indexing)
        };
        let in_a_row = || {
            let indexing = packed().set_index_option(IndexRecordOption::WithFreqs).set_fieldnorms(false);
            TextOptions::default().set_indexing_options(indexing)
        };
        let mut fields: Vec<Field> = FIELDS
            .iter()
            .map(|field| match field.analysis {
                Analysis::Date => schema.add_i64_field(field.name, FAST),
                Analysis::Exact => schema.add_text_field(field.name, exact()),
                Analysis::Text | Analysis::Folded => schema.add_text_field(field.name, words()),
            })
            .collect();
        // Names that no field of a query can have.
        fields.push(schema.add_text_field("dynamic", exact()));
        let mut row = |field: &FieldSpec| schema.add_text_field(&format!("{} in a row", field.name), in_a_row());
        let rows =
            FIELDS.iter().map(|field| (field.quoted == Quoted::Here).then(|| row(field))).chain([None]).collect();
        let id = schema.add_u64_field("id", FAST);
        let reversed = schema.add_text_field("email reversed", exact());
        let present = schema.add_text_field("fields present", exact());
        let (found_from, until) = (schema.add_i64_field(FOUND_FROM, FAST), schema.add_i64_field(UNTIL, FAST));
        // In columns alone.
        let counted = || TextOptions::default().set_fast("raw");
        let facets = Facet::ALL.map(|facet| schema.add_text_field(facet.column(), counted()));
        (Layout { fields, rows, id, reversed, present, found_from, until, facets }, schema.build())
    }

    fn term(&self, place: usize, text: &str) -> Term {
        Term::from_field_text(self.fields[place], text)
    }

    /// That a record has something in a field of the table.
    fn present(&self, place: usize) -> Term {
        Term::from_field_text(self.present, FIELDS[place].name)
    }
}

impl Index {
    /// An index that goes with the process.
    ///
    /// # Errors
    /// [`IndexError::Engine`]
    pub fn in_memory() -> Result<Self, IndexError> {
        let (layout, schema) = Layout::new();
        Index::of(tantivy::Index::create_in_ram(schema), layout)
    }

    /// The index in a folder, which is made where there is none.
    ///
    /// # Errors
    /// [`IndexError::OtherFields`] for one that an older or newer program made.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let (layout, schema) = Layout::new();
        let directory = tantivy::directory::MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        Index::of(tantivy::Index::open_or_create(directory, schema)?, layout)
    }

    fn of(index: tantivy::Index, layout: Layout) -> Result<Self, IndexError> {
        index.tokenizers().register(packed::NAME, packed::Unpacking::default());
        // Whoever writes says when there is something new.
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Index { index, reader, layout: Arc::new(layout) })
    }

    /// The writer, of which there is one at a time, with so many bytes for what is not yet written.
    ///
    /// # Errors
    /// [`IndexError::Engine`] when there is one already, here or in another process, or less than 15 MB.
    pub fn writer(&self, memory: usize) -> Result<Writer, IndexError> {
        Ok(Writer::new(self.index.writer_with_num_threads(1, memory)?, Arc::clone(&self.layout)))
    }

    /// Takes in what has been committed since.
    ///
    /// # Errors
    /// [`IndexError::Engine`]
    pub fn refresh(&self) -> Result<(), IndexError> {
        Ok(self.reader.reload()?)
    }

    /// How far the writer of the last commit had come; `None` before the first.
    ///
    /// # Errors
    /// [`IndexError::Engine`]
    pub fn progress(&self) -> Result<Option<String>, IndexError> {
        Ok(self.index.load_metas()?.payload)
    }

    /// What is in the index now; whatever is committed later does not show in it.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { searcher: self.reader.searcher(), layout: Arc::clone(&self.layout) }
    }
}

/// Whether a record is searched elsewhere.
pub(crate) type Elsewhere<'e> = &'e dyn Fn(OrcidId) -> bool;

/// An index at a moment.
#[derive(Clone)]
pub struct Snapshot {
    searcher: Searcher,
    layout: Arc<Layout>,
}

impl Snapshot {
    /// How many records there are.
    pub fn len(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Those that a search finds: so many hits from this one on. Records that are told to be elsewhere count as if they
    /// were not in the index. Scores are by these statistics.
    ///
    /// # Errors
    /// [`IndexError::TooExpensive`] when the budget is spent before it is known who matches.
    pub fn search(
        &self,
        search: &Search,
        from: usize,
        most: usize,
        elsewhere: &HashSet<OrcidId>,
        statistics: &dyn Statistics,
        budget: Budget,
    ) -> Result<Found, IndexError> {
        let mut budget = budget;
        let is_elsewhere = |orcid| elsewhere.contains(&orcid);
        let elsewhere: Option<Elsewhere<'_>> = (!elsewhere.is_empty()).then_some(&is_elsewhere);
        self.search_but(search, from, most, elsewhere, statistics, &mut budget)
    }

    /// The same, and what is left of the budget.
    pub(crate) fn search_but(
        &self,
        search: &Search,
        from: usize,
        most: usize,
        elsewhere: Option<Elsewhere<'_>>,
        statistics: &dyn Statistics,
        budget: &mut Budget,
    ) -> Result<Found, IndexError> {
        let work = work::Work::of(budget.clone());
        let found = self.found(search, from, most, elsewhere, statistics, &work);
        *budget = work.rest();
        // Whatever the engine says of it: the budget is what went wrong.
        work.result()?;
        found
    }

    /// Records whose documents are others by now, though nobody changed them: so many at most.
    ///
    /// # Errors
    /// [`IndexError::Engine`]
    pub fn outlived(&self, now: Timestamp, most: usize) -> Result<Vec<OrcidId>, IndexError> {
        let mut found = Vec::new();
        for segment in self.searcher.segment_readers() {
            let Some(until) = segment.fast_fields().column_opt::<i64>(UNTIL)? else { continue };
            let ids = segment.fast_fields().u64("id")?;
            for document in segment.doc_ids_alive() {
                if until.first(document).is_none_or(|until| until > now.millis()) {
                    continue;
                }
                found.extend(ids.first(document).and_then(|base| OrcidId::from_base(base).ok()));
                if found.len() >= most {
                    return Ok(found);
                }
            }
        }
        Ok(found)
    }

    fn found(
        &self,
        search: &Search,
        from: usize,
        most: usize,
        elsewhere: Option<Elsewhere<'_>>,
        statistics: &dyn Statistics,
        work: &work::Work,
    ) -> Result<Found, IndexError> {
        let known = known::Known::of(statistics);
        let (searcher, layout) = (&self.searcher, &*self.layout);
        let compiler = query::Compiler { searcher, layout, statistics: &known, work, charges: true };
        let facets = search.facets.then(Default::default);
        let collection = collect::Collection { searcher, elsewhere, at: search.at, work, facets };
        if search.by_id.is_none() && search.sort.is_empty() && !search.facets {
            return best::page(&compiler, &collection, search, from, most);
        }
        let weight = compiler.weight(&*compiler.search(search)?)?;
        let found = if let Some(after) = search.by_id {
            collection.by_id(&*weight, after, from, most)?
        } else if search.sort.is_empty() {
            collection.best(&*weight, from, most)?
        } else {
            order::page(&collection.all(&*weight)?, self, &search.sort, from, most, work)?
        };
        Ok(Found { facets: collection.facets.map(RefCell::into_inner), ..found })
    }
}

/// Of the index by itself. Records that were written anew or deleted count until their segment is merged.
impl Statistics for Snapshot {
    fn documents(&self) -> u64 {
        self.searcher.segment_readers().iter().map(|segment| u64::from(segment.max_doc())).sum()
    }

    fn frequency(&self, field: usize, term: &str) -> u64 {
        // A damaged file is told when the term is searched.
        self.searcher.doc_freq(&self.layout.term(field, term)).unwrap_or_default()
    }

    fn average_length(&self, field: usize) -> f32 {
        if is_exact(field) {
            return 1.0;
        }
        let tokens = |segment: &tantivy::SegmentReader| {
            segment.inverted_index(self.layout.fields[field]).map_or(0, |index| index.total_num_tokens())
        };
        let total: u64 = self.searcher.segment_readers().iter().map(tokens).sum();
        total as f32 / self.documents().max(1) as f32
    }
}

fn emails() -> usize {
    place("email")
}
