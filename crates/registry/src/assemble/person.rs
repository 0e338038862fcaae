//! The person section: plain lists, name and biography.

use byline_model::document::{Object, Value};
use byline_model::shape::Role;
use byline_model::{Item, ItemKind, shapes};

use super::{modified, newest, objects, of_kind};
use crate::RecordError;
use crate::decorate::Context;
use crate::order::{self, Entry};

const LISTS: [ItemKind; 6] = [
    ItemKind::OtherName,
    ItemKind::ResearcherUrl,
    ItemKind::Email,
    ItemKind::Address,
    ItemKind::Keyword,
    ItemKind::ExternalIdentifier,
];

/// A list of person items (`/keywords`, `/email`).
pub(crate) fn list<'a>(context: &Context<'a>, items: &'a [Item], kind: ItemKind) -> Result<Object<'a>, RecordError> {
    let shapes = shapes::of(kind);
    let mut entries = Vec::new();
    for item in of_kind(items, kind) {
        entries.push(Entry { item, summary: context.item(item, shapes.full)? });
    }
    order::sort(kind, &mut entries);
    let mut object = Object::new(shapes.list);
    object.set_role(Role::Modified, newest(entries.iter().map(|entry| entry.item.modified)));
    object.set_role(Role::Path, context.path(kind.spec().list_path));
    object.set(kind.spec().singular, objects(entries.into_iter().map(|entry| entry.summary)));
    Ok(object)
}

fn single<'a>(context: &Context<'a>, items: &'a [Item], kind: ItemKind) -> Result<Value<'a>, RecordError> {
    match of_kind(items, kind).first() {
        Some(item) => context.item(item, shapes::of(kind).full).map(Value::Object),
        None => Ok(Value::Null),
    }
}

pub(crate) fn biography<'a>(context: &Context<'a>, item: &'a Item) -> Result<Object<'a>, RecordError> {
    context.item(item, &shapes::BIOGRAPHY)
}

/// `/person`: its date is that of its six lists.
pub(crate) fn person<'a>(context: &Context<'a>, items: &'a [Item]) -> Result<Object<'a>, RecordError> {
    let mut object = Object::new(&shapes::PERSON);
    object.set("name", single(context, items, ItemKind::Name)?);
    object.set("biography", single(context, items, ItemKind::Biography)?);
    let mut dates = Vec::new();
    for kind in LISTS {
        let section = list(context, items, kind)?;
        dates.push(modified(&section));
        object.set(kind.spec().plural, section);
    }
    object.set("last-modified-date", newest(dates.into_iter()));
    object.set("path", context.path("person"));
    Ok(object)
}

/// `/personal-details`: name, other names, biography; its date is theirs.
pub(crate) fn personal_details<'a>(context: &Context<'a>, items: &'a [Item]) -> Result<Object<'a>, RecordError> {
    let other_names = list(context, items, ItemKind::OtherName)?;
    let singles = [ItemKind::Name, ItemKind::Biography];
    let dates = singles.into_iter().map(|kind| of_kind(items, kind).first().and_then(|item| item.modified));
    Ok(Object::new(&shapes::PERSONAL_DETAILS)
        .with("last-modified-date", newest(dates.chain([modified(&other_names)])))
        .with("name", single(context, items, ItemKind::Name)?)
        .with("other-names", other_names)
        .with("biography", single(context, items, ItemKind::Biography)?)
        .with("path", context.path("personal-details")))
}
