//! Records as linked data, works as citations (`model` 7).

use std::sync::Arc;

use byline_formats::Edition;
use byline_formats::linked::{Context, csl, rdf, schema_org};
use byline_model::document::Object;
use byline_model::{ItemKind, OrcidId, PutCode};
use byline_store::read::OfRecord;

use crate::heavy::Weight;
use crate::render::Read;
use crate::{RecordError, Registry, Rendered, Section, Viewer, names};

/// A form of linked data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Linked {
    /// JSON-LD with the vocabulary of schema.org.
    SchemaOrg,
    Turtle,
    NTriples,
    RdfXml,
}

impl Registry {
    /// A record as linked data. `document_url` is where the answer is served.
    ///
    /// # Errors
    /// What [`RecordError`] says of the state of the record.
    pub async fn render_linked(
        self: &Arc<Self>,
        viewer: &Viewer,
        orcid: OrcidId,
        form: Linked,
        document_url: Option<String>,
    ) -> Result<Arc<Rendered>, RecordError> {
        let found = self.look(viewer, Section::Record.wanted(orcid)).await?;
        let head = Arc::clone(&found.record.head);
        let mut read = self.load(viewer, found, &Section::Record).await?;
        if form != Linked::SchemaOrg {
            // RDF says nothing of activities; grouping them would be for nothing.
            read.items.retain(|item| item.kind.is_person());
        }
        let describe = async { self.describe(viewer, &read, form, document_url) };
        let body = self.heavy.run(Weight::of_answer(&read.items), describe).await??;
        Ok(Arc::new(Rendered::fresh(body, &head)))
    }

    fn describe(
        &self,
        viewer: &Viewer,
        read: &Read,
        form: Linked,
        document_url: Option<String>,
    ) -> Result<Vec<u8>, RecordError> {
        let record = self.assemble(viewer, &Section::Record, read, Edition::newest())?;
        let record: &Object<'_> = record.get();
        let context = Context { base_url: self.urls.base(), document_url: document_url.as_deref() };
        Ok(match form {
            Linked::SchemaOrg => schema_org::person(record, &context),
            Linked::Turtle => rdf::turtle(&rdf::graph(record, &context)),
            Linked::NTriples => rdf::n_triples(&rdf::graph(record, &context)),
            Linked::RdfXml => rdf::rdf_xml(&rdf::graph(record, &context)),
        })
    }

    /// A work as a CSL item.
    ///
    /// # Errors
    /// As for the work itself.
    pub async fn render_citation(
        &self,
        viewer: &Viewer,
        orcid: OrcidId,
        code: PutCode,
    ) -> Result<Arc<Rendered>, RecordError> {
        let section = Section::Item(ItemKind::Work, code);
        let found = self.look(viewer, OfRecord { owner: true, ..section.wanted(orcid) }).await?;
        let (head, name) = (Arc::clone(&found.record.head), found.named.name_of(orcid).and_then(names::public_name));
        let read = self.load(viewer, found, &section).await?;
        let cite = async {
            let work = self.assemble(viewer, &section, &read, Edition::newest())?;
            Ok(Arc::new(Rendered::fresh(csl::item(work.get(), name.as_deref()), &head)))
        };
        // A citation is taken apart letter by letter.
        let longest = read.items.iter().map(|item| item.body.len()).max().unwrap_or_default();
        self.heavy.run(Weight::of_document(longest), cite).await?
    }
}
