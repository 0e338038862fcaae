//! Building documents from filtered items.

mod activities;
mod person;
mod record;
mod single;

pub(crate) use activities::{activities, group, list as activity_list, put_list};
pub(crate) use person::{biography, list as person_list, person, personal_details};
pub(crate) use record::{EmailFacts, record};
pub(crate) use single::{bulk, item, name_contributors, parse_codes};

use byline_model::document::{Object, Value};
use byline_model::{Item, ItemKind, Timestamp};

/// The items of one kind, from a record in storage order.
pub(crate) fn of_kind(items: &[Item], kind: ItemKind) -> &[Item] {
    let start = items.partition_point(|item| item.kind < kind);
    let end = items.partition_point(|item| item.kind <= kind);
    &items[start..end]
}

/// The newest of some moments.
pub(crate) fn newest(moments: impl Iterator<Item = Option<Timestamp>>) -> Option<Timestamp> {
    moments.flatten().max()
}

/// The last modification that an assembled object shows.
pub(crate) fn modified(object: &Object<'_>) -> Option<Timestamp> {
    object.get("last-modified-date").as_time()
}

pub(crate) fn objects<'a>(members: impl IntoIterator<Item = Object<'a>>) -> Value<'a> {
    Value::List(members.into_iter().map(Value::Object).collect())
}
