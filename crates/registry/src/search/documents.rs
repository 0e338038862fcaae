//! From records in the store to what is searched of them.

use std::sync::Arc;

use byline_formats::read_body;
use byline_model::document::Object;
use byline_model::{Item, ItemKind, OrcidId, Timestamp, Visibility, shapes};
use byline_search::document::{Document, document, has_document};
use byline_search::overlay::Changed;
use byline_store::{KindRange, Snapshot, StoreError};

use crate::decorate::shape_value;
use crate::order::{self, Entry};
use crate::{Heavy, Registry, Weight};

/// So many records are read at once, unless they are large.
pub(super) const AT_ONCE: usize = 500;
/// Items in memory at once, about.
const ITEMS: usize = 20_000;

impl Registry {
    /// These records as they are now, for whoever searches. `number` says which changes of the log are in it for sure.
    pub(super) async fn changed(&self, orcids: &[OrcidId], number: u64) -> Result<Vec<Changed>, StoreError> {
        let mut changed = Vec::with_capacity(orcids.len());
        while changed.len() < orcids.len() {
            changed.extend(self.first_changed(&orcids[changed.len()..], number).await?);
        }
        Ok(changed)
    }

    /// The same of the first of them, as many as are read in one go.
    pub(super) async fn first_changed(&self, orcids: &[OrcidId], number: u64) -> Result<Vec<Changed>, StoreError> {
        let now = self.clock.now();
        let some = &orcids[..orcids.len().min(AT_ONCE)];
        let found = self.store.snapshots(some, KindRange::ALL, ITEMS).await?;
        let read = found.len().clamp(1, some.len());
        let documents = aside(found, move |snapshot| searched(&snapshot, now)).await;
        let documents = documents.into_iter().chain([None]);
        let changed = |(orcid, document): (&OrcidId, _)| Changed { orcid: *orcid, number, document };
        Ok(some[..read].iter().zip(documents).map(changed).collect())
    }
}

/// Makes something of each record, away from the threads that answer where that takes more than a moment.
pub(super) async fn aside<T: Send + 'static>(
    records: Vec<Option<Snapshot>>,
    make: impl Fn(Snapshot) -> Option<T> + Send + 'static,
) -> Vec<Option<T>> {
    let bytes = records.iter().flatten().flat_map(|it| &it.items).map(|item| item.body.len()).sum();
    let job = move || records.into_iter().map(|record| record.and_then(&make)).collect();
    match Weight::of_document(bytes) {
        Weight::Light => job(),
        Weight::Heavy | Weight::Huge => Heavy::apart(job).await,
    }
}

/// What is searched of a record; nothing of one that nobody finds.
fn searched(record: &Snapshot, now: Timestamp) -> Option<Arc<Document>> {
    made(record, now).map(Arc::new)
}

/// The document of a record that may be found.
pub(super) fn made(record: &Snapshot, now: Timestamp) -> Option<Document> {
    if !has_document(&record.head) {
        return None;
    }
    match document(&record.head, in_order(&record.items), now) {
        Ok(document) => Some(document),
        Err(error) => {
            // The APIs refuse to read it, too.
            tracing::error!(orcid = %record.head.orcid, %error, "a record cannot be searched");
            None
        }
    }
}

/// Public items in the order in which documents show them, where anybody asks for it.
fn in_order(items: &[Item]) -> Vec<&Item> {
    let mut ordered = Vec::with_capacity(items.len());
    for items in items.chunk_by(|one, next| one.kind == next.kind) {
        let public = items.iter().filter(|item| item.visibility == Visibility::Public);
        let kind = items[0].kind;
        // Groups come in an order of their own, and nobody asks for it.
        if matches!(kind, ItemKind::Work | ItemKind::PeerReview) {
            ordered.extend(public);
            continue;
        }
        let mut entries: Vec<Entry<'_>> = public.map(|item| Entry { item, summary: summary(item) }).collect();
        order::sort(kind, &mut entries);
        ordered.extend(entries.into_iter().map(|entry| entry.item));
    }
    ordered
}

/// What an item is put in order by.
fn summary(item: &Item) -> Object<'_> {
    let shape = shapes::of(item.kind).summary;
    if !item.kind.is_affiliation() {
        return Object::new(shape);
    }
    let mut object = read_body(&item.body, shape).unwrap_or_else(|_| Object::new(shape));
    object.slots_mut().iter_mut().for_each(|slot| shape_value(slot, item.kind));
    object
}
