//! All that is known of a person, by rank: `registry.toml`, full items, summaries.

use std::collections::BTreeMap;

use byline_formats::{read_body, write_body};
use byline_model::document::{Object, Value};
use byline_model::shape::{Content, Shape};
use byline_model::{Item, ItemKind, OrcidId, PutCode, RecordHead, Timestamp, shapes};
use byline_store::Snapshot;

use super::parse::PartContent;
use crate::items::ItemPart;
use crate::registry_toml::PersonEntry;

/// A person, as it is to be committed.
pub(super) struct Person {
    pub head: RecordHead,
    /// Items that are new or differ from what is stored.
    pub put: Vec<Item>,
    pub delete: Vec<(ItemKind, PutCode)>,
}

pub(super) fn person(
    orcid: OrcidId,
    stored: Option<Snapshot>,
    declared: Option<PersonEntry>,
    parts: impl Iterator<Item = PartContent>,
    now: Timestamp,
) -> Person {
    let (stored_head, stored_items) = match stored {
        Some(snapshot) => (Some((*snapshot.head).clone()), snapshot.items),
        None => (None, Vec::new()),
    };
    let mut documented = stored_head;
    let (mut summaries, mut full) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            PartContent::Record(record) => {
                // What only registry.toml can say outlives a new document.
                let default = documented.as_ref().map(|head| head.default_visibility);
                let mut head = record.head;
                head.default_visibility = default.unwrap_or(head.default_visibility);
                documented = Some(head);
                let (whole, short) = record.items.into_iter().partition::<Vec<_>, _>(|part| part.full);
                summaries.extend(short);
                // Person items have one form only: newer ones replace what is stored.
                full.extend(whole);
            }
            PartContent::Item(item) if item.full => full.push(*item),
            PartContent::Item(item) => summaries.push(*item),
            PartContent::Closed(state, since) => {
                let head = documented.get_or_insert_with(|| bare(orcid));
                head.state = state;
                head.history.deactivated = head.history.deactivated.or(since);
            }
        }
    }
    let mut head = head(documented, declared.as_ref(), orcid);
    head.history.submitted = head.history.submitted.or(Some(now));
    head.history.modified = head.history.modified.or(Some(now));

    let before: BTreeMap<_, _> = stored_items.into_iter().map(|item| (key(&item), item)).collect();
    let mut after = before.clone();
    for part in summaries.into_iter().chain(full) {
        let part = with_default(part, &head);
        let item = match after.remove(&key(&part.item)) {
            Some(known) => merged(known, part),
            None => part.item,
        };
        after.insert(key(&item), item);
    }
    if let Some(declared) = declared {
        after.retain(|_, item| item.kind != ItemKind::Email);
        after.extend(declared.emails.into_iter().map(|mut email| {
            email.created = email.created.or(head.history.submitted);
            email.modified = email.modified.or(email.created);
            (key(&email), email)
        }));
    }
    let delete = before.keys().filter(|key| !after.contains_key(key)).copied().collect();
    let put = after.into_iter().filter(|(key, item)| before.get(key) != Some(item)).map(|(_, item)| item).collect();
    Person { head, put, delete }
}

fn key(item: &Item) -> (ItemKind, PutCode) {
    (item.kind, item.put_code)
}

/// A record of which no more than the iD is known.
fn bare(orcid: OrcidId) -> RecordHead {
    let mut head = RecordHead::new(orcid, Timestamp::EPOCH);
    head.history.submitted = None;
    head.history.modified = None;
    head.history.creation_method = None;
    head
}

/// The head by rank: the declaration, and where it is silent the document or what is stored.
fn head(documented: Option<RecordHead>, declared: Option<&PersonEntry>, orcid: OrcidId) -> RecordHead {
    let Some(entry) = declared else {
        return documented.unwrap_or_else(|| bare(orcid));
    };
    let mut head = entry.head.clone();
    let Some(known) = documented else { return head };
    let (history, said) = (&mut head.history, known.history);
    history.submitted = history.submitted.or(said.submitted);
    history.modified = history.modified.or(said.modified);
    history.completed = history.completed.or(said.completed);
    history.deactivated = history.deactivated.or(said.deactivated);
    history.verified_email |= said.verified_email;
    history.verified_primary_email |= said.verified_primary_email;
    if history.source.is_empty() {
        history.source = said.source;
    }
    if entry.left_out.creation_method && said.creation_method.is_some() {
        history.creation_method = said.creation_method;
    }
    if entry.left_out.locale {
        head.locale = known.locale;
    }
    head
}

fn with_default(mut part: ItemPart, head: &RecordHead) -> ItemPart {
    part.item.visibility = part.visibility.unwrap_or(head.default_visibility);
    part
}

/// What becomes of a known item when a document has it again.
fn merged(known: Item, part: ItemPart) -> Item {
    let mut item = part.item;
    if part.full {
        item.display_index = part.display_index.unwrap_or(known.display_index);
        return item;
    }
    let shapes = shapes::of(item.kind);
    let (Ok(whole), Ok(summary)) = (read_body(&known.body, shapes.full), read_body(&item.body, shapes.full)) else {
        return item;
    };
    if !says_more(&whole, shapes.summary) {
        return item;
    }
    // A summary of the same item tells nothing new but its place among versions; a newer one has newer values.
    if item.modified <= known.modified {
        return Item { display_index: item.display_index, ..known };
    }
    item.body = write_body(&updated(whole, summary, shapes.summary)).into();
    item
}

/// Whether an item has content that its summary has no place for.
pub(crate) fn says_more(whole: &Object<'_>, summary: &'static Shape) -> bool {
    let fields = whole.shape().fields.iter().zip(whole.slots());
    fields.filter(|(field, value)| field.in_body() && !value.is_null()).any(|(field, value)| {
        match summary.fields.iter().find(|it| it.in_body() && it.stored == field.stored) {
            None => true,
            Some(short) => match (value, short.content) {
                (Value::Object(inner), Content::Object(shape)) if inner.shape() != shape => says_more(inner, shape),
                _ => false,
            },
        }
    })
}

/// The whole item with everything that a summary can say replaced by what this one says.
fn updated<'a>(mut whole: Object<'a>, mut summary: Object<'a>, shape: &'static Shape) -> Object<'a> {
    for field in shape.fields.iter().filter(|field| field.in_body()) {
        let (Some(old), Some(new)) = (whole.get_mut(field.stored), summary.get_mut(field.stored)) else { continue };
        let new = std::mem::take(new);
        match (old, new, field.content) {
            // A title without subtitle is a title shortened.
            (Value::Object(old), Value::Object(new), Content::Object(shape))
                if old.shape() == new.shape() && old.shape() != shape =>
            {
                *old = updated(std::mem::replace(old, Object::new(new.shape())), new, shape);
            }
            (old, new, _) => *old = new,
        }
    }
    whole
}
