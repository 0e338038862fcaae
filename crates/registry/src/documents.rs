//! The documents of records that lie in no store: what a data file has of them (`platform` 1.4, 1.5).
//!
//! They are put together by what answers anonymous readers, so that a data file and the API cannot disagree.

use std::collections::HashMap;
use std::sync::Arc;

use byline_formats::xml;
use byline_model::shapes::roots::Root;
use byline_model::{ClientId, Item, ItemKind, PutCode, RecordHead, RecordState};

use crate::assemble;
use crate::decorate::Context;
use crate::names::Names;
use crate::render::email_facts;
use crate::{RecordError, Urls, Viewer, error_document};

/// Makes documents of what the public sees.
pub struct Documents {
    urls: Urls,
    clients: HashMap<ClientId, Arc<str>>,
}

/// Which document of a record it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The record, or the error that stands in its place.
    Record,
    Item(ItemKind, PutCode),
}

impl Documents {
    /// `clients` are those that sources name, with their names.
    pub fn new(urls: Urls, clients: impl IntoIterator<Item = (ClientId, Arc<str>)>) -> Self {
        Documents { urls, clients: clients.into_iter().collect() }
    }

    /// Hands over a record as XML: its summary, then each activity whole when `whole` says so. Of a record that is locked,
    /// deactivated or merged it is the error document alone, of one that nobody has claimed nothing. The buffer is the
    /// caller's, and holds one document at a time.
    ///
    /// Items are in the order of storage.
    ///
    /// # Errors
    /// [`RecordError::Damaged`] when a body cannot be read.
    pub fn print(
        &self,
        head: &RecordHead,
        items: Vec<Item>,
        whole: bool,
        buffer: &mut Vec<u8>,
        mut each: impl FnMut(Part, &[u8]),
    ) -> Result<(), RecordError> {
        let closed = match head.state {
            RecordState::Active => None,
            RecordState::Unclaimed => return Ok(()),
            RecordState::Locked => Some((9018, None)),
            RecordState::Deactivated => Some((9044, None)),
            RecordState::Deprecated { primary } => Some((9007, Some(self.urls.person(primary)))),
        };
        let mut print = |part: Part, kind: &str, object: &byline_model::document::Object<'_>| {
            let root = Root::of_kind(kind).expect("records, errors and activities are documents");
            buffer.clear();
            xml::write_into(buffer, root, object);
            each(part, buffer);
        };
        if let Some((code, detail)) = closed {
            print(Part::Record, "error", &error_document(code, detail.as_deref()));
            return Ok(());
        }
        let emails = email_facts(&items)?;
        let items = Viewer::Public.filter(head.orcid, items).into_inner();
        let name = items.iter().find(|item| item.kind == ItemKind::Name);
        let sources = items.iter().map(|item| &item.source).chain([&head.history.source]);
        let names = Names::known(&self.urls, (head.orcid, name), sources, |client| self.clients.get(client).cloned());
        let context = Context::new(head.orcid, &self.urls, &names);
        print(Part::Record, "record", &assemble::record(&context, head, emails, &items)?);
        for item in items.iter().filter(|item| whole && item.kind.is_activity()) {
            let object = assemble::item(&context, item, false)?;
            print(Part::Item(item.kind, item.put_code), item.kind.spec().singular, &object);
        }
        Ok(())
    }
}
