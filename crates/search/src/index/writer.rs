//! Writing the index.

use std::sync::Arc;

use byline_model::OrcidId;
use tantivy::{IndexWriter, TantivyDocument};

use super::rows::Rows;
use super::{IndexError, Layout, emails, packed};
use crate::document::Document;
use crate::fields::{DYNAMIC, FIELDS, place};

/// Whoever writes an index. What was not committed is gone with it.
pub struct Writer {
    writer: IndexWriter,
    layout: Arc<Layout>,
}

impl Writer {
    pub(super) fn new(writer: IndexWriter, layout: Arc<Layout>) -> Self {
        Writer { writer, layout }
    }

    /// Puts a document in place of the one that the record may have.
    ///
    /// # Errors
    /// [`IndexError::Engine`]
    pub fn put(&mut self, document: &Document) -> Result<(), IndexError> {
        self.remove(document.orcid);
        self.add(document)
    }

    /// Adds the document of a record that has none: when all of an index is made, nothing has to be looked for.
    ///
    /// # Errors
    /// [`IndexError::Engine`]
    pub fn add(&mut self, document: &Document) -> Result<(), IndexError> {
        let mut fields = vec![String::new(); DYNAMIC + 1];
        let (mut reversed, emails) = (String::new(), emails());
        let mut rows: Vec<Option<(Rows, String)>> =
            self.layout.rows.iter().map(|it| it.map(|_| <_>::default())).collect();
        document.terms(|field, position, term| {
            packed::push(&mut fields[field], position, term);
            if let Some((rows, text)) = &mut rows[field] {
                rows.add(position, term, |row| packed::push(text, position, row));
            }
            if field == emails {
                packed::push(&mut reversed, position, &reverse(term));
            }
        });
        let mut present = String::new();
        for (field, _) in FIELDS.iter().zip(&fields).filter(|(_, text)| !text.is_empty()) {
            packed::push(&mut present, 0, field.name);
        }
        let mut written = TantivyDocument::new();
        let beside = [(&self.layout.reversed, &reversed), (&self.layout.present, &present)];
        let texts = self.layout.fields.iter().zip(&fields).chain(beside);
        let rows =
            self.layout.rows.iter().zip(&rows).filter_map(|(field, row)| Some((field.as_ref()?, &row.as_ref()?.1)));
        for (field, text) in texts.chain(rows).filter(|(_, text)| !text.is_empty()) {
            written.add_text(*field, text);
        }
        written.add_u64(self.layout.id, document.orcid.base());
        for (column, moment) in [(self.layout.found_from, document.found_from), (self.layout.until, document.until)] {
            if let Some(moment) = moment {
                written.add_i64(column, moment.millis());
            }
        }
        for (facet, value) in &document.facets {
            written.add_text(self.layout.facets[*facet as usize], value);
        }
        for (name, moment) in
            [("profile-last-modified-date", document.modified), ("profile-submission-date", document.submitted)]
        {
            if let Some(moment) = moment {
                written.add_i64(self.layout.fields[place(name)], moment.millis());
            }
        }
        self.writer.add_document(written)?;
        Ok(())
    }

    /// Takes the document of a record out, where it has one.
    pub fn remove(&mut self, orcid: OrcidId) {
        self.writer.delete_term(self.layout.term(place("orcid"), &orcid.to_string()));
    }

    /// Ends when segments that are being merged are: whoever only drops it breaks that off.
    ///
    /// # Errors
    /// [`IndexError::Engine`]
    pub fn finish(self) -> Result<(), IndexError> {
        Ok(self.writer.wait_merging_threads()?)
    }

    /// Makes everything since the last commit durable, with a word of how far the caller has come, for
    /// [`super::Index::progress`]. Both are there afterwards, or neither.
    ///
    /// # Errors
    /// [`IndexError::Engine`]
    pub fn commit(&mut self, progress: &str) -> Result<(), IndexError> {
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(progress);
        commit.commit()?;
        Ok(())
    }
}

/// A text from behind, letter by letter.
pub(super) fn reverse(text: &str) -> String {
    text.chars().rev().collect()
}
