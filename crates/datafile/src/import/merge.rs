//! All that is known of a person, by rank: `registry.toml`, full items, summaries.

use std::collections::{BTreeMap, BTreeSet};

use byline_formats::{read_body, write_body};
use byline_model::document::{Object, Value};
use byline_model::shape::{Content, Shape};
use byline_model::{Item, ItemKind, OrcidId, PutCode, RecordHead, Timestamp, Visibility, shapes};
use byline_store::{Snapshot, rows};

use super::ImportOptions;
use super::parse::PartContent;
use crate::items::{self, ItemPart, Sections};
use crate::registry_toml::PersonEntry;

/// A person, as it is to be committed.
pub(super) struct Person {
    /// `None` when nothing about the person is new.
    pub head: Option<RecordHead>,
    /// Items that are new or differ from what is stored.
    pub put: Vec<Item>,
    pub delete: Vec<(ItemKind, PutCode)>,
}

pub(super) fn person(
    orcid: OrcidId,
    stored: Option<Snapshot>,
    declared: Option<PersonEntry>,
    parts: impl Iterator<Item = PartContent>,
    options: &ImportOptions,
) -> Person {
    let now = options.now;
    let (stored_head, stored_items) = match stored {
        Some(snapshot) => (Some((*snapshot.head).clone()), snapshot.items),
        None => (None, Vec::new()),
    };
    let mut documented = stored_head.clone();
    let mut listed = Listed::default();
    let mut told = BTreeSet::new();
    let mut is_told = false;
    let (mut summaries, mut full) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            PartContent::Record(record) => {
                is_told = true;
                listed.person |= record.sections.person;
                listed.activities |= record.sections.activities;
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
                listed = Listed { person: true, activities: true };
                let head = documented.get_or_insert_with(|| bare(orcid));
                head.state = state;
                head.history.deactivated = head.history.deactivated.or(since);
            }
        }
    }
    let mut head = head(documented, declared.as_ref(), orcid);
    items::forget_owner_names(&mut head.history.source, orcid);
    head.history.submitted = head.history.submitted.or(Some(now));
    head.history.modified = head.history.modified.or(Some(now));

    // Of a record that is known by nothing but its items, their sources alone tell the owner's name.
    let is_known = is_told || declared.is_some() || head.history.creation_method.is_some();
    let before: BTreeMap<_, _> = stored_items.into_iter().map(|item| (key(&item), item)).collect();
    let mut after = before.clone();
    for part in emails_renumbered(summaries.into_iter().chain(full).collect(), &before) {
        let part = with_default(part, &head);
        let known = after.remove(&key(&part.item));
        told.insert(key(&part.item));
        let item = match known {
            Some(known) => merged(known, part),
            None => part.item,
        };
        after.insert(key(&item), item);
    }
    if options.replace {
        after.retain(|key, item| told.contains(key) || !listed.lists(item));
    }
    if is_known {
        after.values_mut().for_each(|item| items::forget_owner_names(&mut item.source, orcid));
    }
    let is_declared = declared.is_some();
    if let Some(declared) = declared {
        after.retain(|_, item| item.kind != ItemKind::Email);
        after.extend(declared.emails.into_iter().map(|mut email| {
            email.created = email.created.or(head.history.submitted);
            email.modified = email.modified.or(email.created);
            (key(&email), email)
        }));
    }
    let delete: Vec<_> = before.keys().filter(|key| !after.contains_key(key)).copied().collect();
    let put: Vec<_> =
        after.into_iter().filter(|(key, item)| before.get(key) != Some(item)).map(|(_, item)| item).collect();
    let same = stored_head.is_some_and(|it| RecordHead { version: it.version, ..head.clone() } == it);
    let head = (!same || !put.is_empty() || !delete.is_empty() || is_declared).then_some(head);
    Person { head, put, delete }
}

/// Documents do not number e-mail addresses: one that is known keeps its number, others get numbers that are free.
fn emails_renumbered(mut parts: Vec<ItemPart>, known: &BTreeMap<(ItemKind, PutCode), Item>) -> Vec<ItemPart> {
    let emails = || known.values().filter(|it| it.kind == ItemKind::Email);
    if emails().next().is_none() {
        return parts;
    }
    let mut next = emails().map(|it| it.put_code.get()).max().unwrap_or(0) + 1;
    for item in parts.iter_mut().map(|part| &mut part.item).filter(|it| it.kind == ItemKind::Email) {
        let address = |item: &Item| rows::email_of(&item.body).ok().flatten();
        let same = emails().find(|it| address(it) == address(item));
        item.put_code = match same {
            Some(same) => same.put_code,
            None => PutCode::new(next).unwrap_or(item.put_code),
        };
        next += u64::from(same.is_none());
    }
    parts
}

/// The parts of a record of which documents told everything that is public.
type Listed = Sections;

impl Listed {
    fn lists(&self, item: &Item) -> bool {
        let section = if item.kind.is_activity() { self.activities } else { self.person };
        section && item.visibility == Visibility::Public
    }
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
