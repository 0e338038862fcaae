//! Bulk documents, entry by entry: one that is refused does not take the others with it (`record-api` 3.6).

use std::borrow::Cow;
use std::fmt;

use byline_model::document::{Object, Value};
use byline_model::effort;
use byline_model::shape::{Hosts, Place, Shape};
use byline_model::shapes::roots::Root;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::extent::Extent;
use crate::{Edition, ReadError, ReadErrorKind, Syntax, check, json, xml};

/// One entry of a bulk document.
#[derive(Debug)]
pub enum BulkEntry<'a> {
    /// A work or an error, sound by its schema.
    Sound(Object<'a>),
    /// The schema refuses it. What could be read may show which rule of writing it breaks.
    Faulty { readable: Option<Object<'a>>, error: ReadError },
}

/// Why a bulk document is refused as a whole.
#[derive(Debug)]
pub enum BulkError {
    /// What is wrong with the document around the entries.
    Unreadable(ReadError),
    /// There are more entries than may be. Nothing behind them was looked at.
    TooMany,
}

impl From<ReadError> for BulkError {
    fn from(error: ReadError) -> Self {
        BulkError::Unreadable(error)
    }
}

/// Reads a bulk document of a version with `most` entries and lifts them to the model. Where everything is sound that is
/// one pass; otherwise each entry is looked at by itself.
///
/// # Errors
/// [`BulkError`].
///
/// # Panics
/// When the version has no bulk documents.
pub fn read_bulk<'a>(
    edition: &Edition,
    syntax: Syntax,
    text: &'a str,
    most: usize,
    hosts: &Hosts<'_>,
) -> Result<Vec<BulkEntry<'a>>, BulkError> {
    let root = edition.root("bulk").expect("the version has bulk documents");
    let whole = match syntax {
        Syntax::Xml if xml::has_more(text, most)? => return Err(BulkError::TooMany),
        Syntax::Xml => edition.read_as(Extent::Sent, syntax, text, root.kind, hosts),
        Syntax::Json => json::read_at_most(text, root.shape, hosts, most),
    };
    if syntax == Syntax::Json {
        if whole.is_err() && has_more(text, most) {
            return Err(BulkError::TooMany);
        }
        json::check_characters(text)?;
    }
    let entries = match whole {
        Ok(bulk) => sound(bulk),
        Err(error) if matches!(error.kind, ReadErrorKind::Malformed | ReadErrorKind::WrongDocument) => {
            return Err(error.into());
        }
        Err(error) => match syntax {
            Syntax::Xml => xml::read_members(text, root, hosts)?,
            Syntax::Json => json_entries(text, root, hosts, error)?,
        },
    };
    if edition.is_newest() {
        return Ok(entries);
    }
    Ok(entries.into_iter().map(|entry| lifted(edition, entry, hosts)).collect())
}

/// Members are called as the documents they could be.
fn lifted<'a>(edition: &Edition, entry: BulkEntry<'a>, hosts: &Hosts<'_>) -> BulkEntry<'a> {
    let up = |object: Object<'a>| edition.up(object.shape().name, object, hosts);
    match entry {
        BulkEntry::Faulty { readable, error } => BulkEntry::Faulty { readable: readable.map(up), error },
        BulkEntry::Sound(object) => {
            let object = up(object);
            match check(&object, hosts) {
                Ok(()) => BulkEntry::Sound(object),
                Err(error) => BulkEntry::Faulty { readable: Some(object), error },
            }
        }
    }
}

fn sound(mut bulk: Object<'_>) -> Vec<BulkEntry<'_>> {
    let members = bulk.slots_mut().iter_mut().find_map(|slot| match slot {
        Value::List(members) => Some(std::mem::take(members)),
        _ => None,
    });
    let objects = members.unwrap_or_default().into_iter().filter_map(|member| match member {
        Value::Object(object) => Some(object),
        _ => None,
    });
    objects.map(BulkEntry::Sound).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bulk<'a> {
    #[serde(borrow)]
    bulk: OneOrMany<'a>,
}

/// A single member stands for a list of one.
#[derive(Deserialize)]
#[serde(transparent)]
struct OneOrMany<'a>(#[serde(borrow)] &'a RawValue);

impl<'a> OneOrMany<'a> {
    fn members(&self) -> Option<Vec<&'a RawValue>> {
        let text = self.0.get();
        match text.as_bytes().first() {
            Some(b'[') => {
                let members: Vec<&'a RawValue> = serde_json::from_str(text).ok()?;
                Some(members.into_iter().filter(|member| member.get() != "null").collect())
            }
            Some(b'{') => Some(vec![self.0]),
            _ => None,
        }
    }
}

/// Whether the list of entries is longer than this; a document that cannot be read is told so by who reads it.
fn has_more(text: &str, most: usize) -> bool {
    let mut counted = Counted { most, seen: 0 };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let _unread = deserializer.deserialize_map(&mut counted);
    counted.seen > most
}

/// Counts the members of the list under `bulk`, up to the first too many.
struct Counted {
    most: usize,
    seen: usize,
}

impl<'de> Visitor<'de> for &mut Counted {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if key == "bulk" {
                // Of two lists the last counts.
                self.seen = 0;
                map.next_value_seed(&mut *self)?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {
            effort::spend(1);
            self.seen += 1;
            if self.seen > self.most {
                return Err(A::Error::custom("more than there may be"));
            }
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for &mut Counted {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

fn json_entries<'a>(
    text: &'a str,
    root: &Root,
    hosts: &Hosts<'_>,
    error: ReadError,
) -> Result<Vec<BulkEntry<'a>>, ReadError> {
    let bulk: Option<Bulk<'a>> = serde_json::from_str(text).ok();
    let Some(members) = bulk.and_then(|bulk| bulk.bulk.members()) else { return Err(error) };
    Ok(members.into_iter().enumerate().map(|(index, member)| json_entry(index, member.get(), root, hosts)).collect())
}

fn json_entry<'a>(index: usize, text: &'a str, root: &Root, hosts: &Hosts<'_>) -> BulkEntry<'a> {
    let faulty = |readable, mut error: ReadError| {
        error.position = None; // it would count from the start of the entry
        error.path = format!("bulk/{index}/{}", error.path);
        BulkEntry::Faulty { readable, error }
    };
    let only: Option<Only<'a>> = serde_json::from_str(text).ok();
    let Some((shape, inner)) = only.and_then(|Only(name, inner)| Some((member(root, name)?, inner.get()))) else {
        let reason = "an entry is an object with one key, the kind of what is in it";
        return faulty(None, ReadError::new(ReadErrorKind::Binding, String::new(), reason));
    };
    match json::read_as(Extent::Sent, inner, shape, hosts) {
        Ok(object) => BulkEntry::Sound(object),
        Err(error) => faulty(json::bind(inner, shape).ok(), error),
    }
}

/// The one key of an object, and what stands under it: of two that are alike the last.
struct Only<'a>(&'a str, &'a RawValue);

impl<'de> Deserialize<'de> for Only<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OnlyVisitor)
    }
}

struct OnlyVisitor;

impl<'de> Visitor<'de> for OnlyVisitor {
    type Value = Only<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with one key")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Only<'de>, A::Error> {
        let mut only: Option<Only<'de>> = None;
        while let Some(key) = map.next_key::<&'de str>()? {
            if only.as_ref().is_some_and(|it| it.0 != key) {
                return Err(A::Error::custom("there is another key"));
            }
            only = Some(Only(key, map.next_value()?));
        }
        only.ok_or_else(|| A::Error::custom("there is no key"))
    }
}

/// The shape of the members with this name.
fn member(root: &Root, name: &str) -> Option<&'static Shape> {
    let choices = root.shape.fields.iter().find_map(|field| match field.place {
        Place::Choice(choices) => Some(choices),
        _ => None,
    })?;
    choices.iter().find(|(_, shape)| shape.name == name).map(|(_, shape)| *shape)
}
