//! The activities: grouped lists of summaries.

use std::collections::HashMap;

use byline_formats::Edition;
use byline_model::document::{Object, Value};
use byline_model::kind::Grouping;
use byline_model::shape::Role;
use byline_model::{Item, ItemKind, shapes};

use super::{newest, objects, of_kind};
use crate::RecordError;
use crate::decorate::Context;
use crate::group;
use crate::order::{self, Entry};

/// `/activities`: all kinds, each its list.
pub(crate) fn activities<'a>(context: &Context<'a>, items: &'a [Item]) -> Result<Object<'a>, RecordError> {
    let mut object = Object::new(&shapes::ACTIVITIES);
    let mut dates = Vec::new();
    for kind in ItemKind::activities() {
        let section = list(context, items, kind)?;
        dates.push(super::modified(&section));
        object.set(kind.spec().plural, section);
    }
    object.set("last-modified-date", newest(dates.into_iter()));
    object.set("path", context.path("activities"));
    Ok(object)
}

/// The list of one kind (`/works`).
pub(crate) fn list<'a>(context: &Context<'a>, items: &'a [Item], kind: ItemKind) -> Result<Object<'a>, RecordError> {
    let shapes = shapes::of(kind);
    let mut entries = Vec::new();
    for item in of_kind(items, kind) {
        entries.push(Entry { item, summary: context.item(item, shapes.summary)? });
    }
    let newest = newest(entries.iter().map(|entry| entry.item.modified));
    order::sort(kind, &mut entries);
    let groups: Vec<Object<'a>> = match kind.spec().grouping {
        Grouping::ByReviewGroup => review_groups(kind, entries, context.edition),
        Grouping::ByIdentifier | Grouping::None => {
            let mut groups = group::by_identifier(entries, context.edition);
            for members in &mut groups {
                order::within_group(kind, members);
            }
            if kind == ItemKind::Work {
                order::sort_work_groups(&mut groups);
            }
            let group = |members| group_object(shapes.group, members, context.edition);
            groups.into_iter().map(group).collect()
        }
    };
    let mut object = Object::new(shapes.list);
    object.set_role(Role::Modified, newest);
    object.set_role(Role::Path, context.path(kind.spec().list_path));
    let key = if kind.is_affiliation() { "affiliation-group" } else { "group" };
    object.set(key, objects(groups));
    Ok(object)
}

/// A group in the newest version.
pub(crate) fn group<'a>(shape: &'static byline_model::shape::Shape, members: Vec<Entry<'a>>) -> Object<'a> {
    group_object(shape, members, Edition::newest())
}

/// Puts the list of one kind into a record.
pub(crate) fn put_list<'a>(record: &mut Object<'a>, kind: ItemKind, list: Object<'a>) {
    if let Some(Value::Object(activities)) = record.get_mut("activities-summary") {
        activities.set(kind.spec().plural, list);
    }
}

/// One group: the newest date of its members, its keys, its members. The last field of the shape holds the members.
fn group_object<'a>(
    shape: &'static byline_model::shape::Shape,
    mut members: Vec<Entry<'a>>,
    edition: &Edition,
) -> Object<'a> {
    let mut object = Object::new(shape);
    object.set("last-modified-date", newest(members.iter().map(|entry| entry.item.modified)));
    object.set("external-ids", group::keys(&mut members, edition));
    let summaries = objects(members.into_iter().map(|entry| entry.summary));
    *object.slots_mut().last_mut().expect("groups have members") = summaries;
    object
}

/// Reviews: by review group id first, and in each by shared identifiers.
fn review_groups<'a>(kind: ItemKind, entries: Vec<Entry<'a>>, edition: &Edition) -> Vec<Object<'a>> {
    let mut outer: Vec<(String, Vec<Entry<'a>>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for entry in entries {
        let id = entry.summary.text("review-group-id").unwrap_or_default().to_owned();
        let place = *places.entry(id.clone()).or_insert_with(|| {
            outer.push((id, Vec::new()));
            outer.len() - 1
        });
        outer[place].1.push(entry);
    }
    let groups = outer.into_iter().map(|(id, members)| {
        let date = newest(members.iter().map(|entry| entry.item.modified));
        let key =
            Object::new(&shapes::EXTERNAL_ID).with("external-id-type", "peer-review").with("external-id-value", id);
        let inner = group::by_identifier(members, edition).into_iter().map(|mut members| {
            order::within_group(kind, &mut members);
            group_object(&shapes::PEER_REVIEW_DUPLICATES, members, edition)
        });
        Object::new(&shapes::PEER_REVIEW_GROUP)
            .with("last-modified-date", date)
            .with("external-ids", Object::new(&shapes::EXTERNAL_IDS).with("external-id", vec![Value::Object(key)]))
            .with("peer-review-group", objects(inner))
    });
    groups.collect()
}
