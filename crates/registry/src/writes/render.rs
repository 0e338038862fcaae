//! The answer to a bulk request: an entry for each that was sent.

use byline_formats::{Layout, json, xml};
use byline_model::document::{Object, Value};
use byline_model::shape::Hosts;
use byline_model::{Item, ItemKind, OrcidId, PutCode, shapes};
use byline_store::KindRange;

use super::Outcome;
use crate::decorate::Context;
use crate::names::Names;
use crate::{Form, RecordError, Registry, Written, assemble, error_document};

impl Registry {
    /// The item at a put-code, for its own source to compare with.
    ///
    /// # Errors
    /// [`RecordError::NoSuchItem`].
    pub async fn item(&self, owner: OrcidId, kind: ItemKind, code: PutCode) -> Result<Item, RecordError> {
        let item = self.store.item(owner, KindRange::one(kind), code).await?;
        item.ok_or(RecordError::NoSuchItem)
    }

    /// Prints what came of the entries of a bulk request, in their order.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn render_outcomes(
        &self,
        owner: OrcidId,
        outcomes: &[Outcome],
        written: Written,
    ) -> Result<Vec<u8>, RecordError> {
        let items = outcomes.iter().filter_map(|outcome| match outcome {
            Outcome::Written(item) => Some(&**item),
            Outcome::Refused { .. } | Outcome::Echo(_) => None,
        });
        let sources: Vec<_> = items.map(|item| &item.source).collect();
        let names = Names::look_up(&*self.store, &self.urls, owner, &sources).await?;
        let context = Context::new(owner, &self.urls, &names);
        let entries = outcomes.iter().map(|outcome| {
            Ok(Value::Object(match outcome {
                Outcome::Written(item) => assemble::item(&context, item, false)?,
                Outcome::Refused { code, detail } => error_document(*code, Some(detail)),
                Outcome::Echo(error) => error.clone(),
            }))
        });
        let entries: Vec<Value<'_>> = entries.collect::<Result<_, RecordError>>()?;
        let Written { form, edition } = written;
        let root = edition.root("bulk").expect("versions in which many are added have a document for it");
        let hosts = Hosts::of(Some(self.urls.base()));
        let bulk = edition.down(root.kind, Object::new(&shapes::BULK).with("bulk", entries), &hosts);
        Ok(match form {
            Form::Xml => xml::write(root, &bulk),
            Form::Json => json::write(&bulk, Layout::Compact),
            Form::SpacedJson => json::write(&bulk, Layout::Spaced),
        })
    }
}
