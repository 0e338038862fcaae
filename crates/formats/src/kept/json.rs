//! JSON, value by value: keys that nobody knows are dropped, and values where they are of another kind.

use std::borrow::Cow;
use std::fmt;

use byline_model::Timestamp;
use byline_model::document::{Object, Value};
use byline_model::rules::Step;
use byline_model::shape::{Content, Field, Ns, Place, Role, Shape};
use byline_model::shapes::roots::Root;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Number;
use serde_json::value::RawValue;

use super::{Drops, Kept, instead, kept_text};
use crate::error::joined;
use crate::extent::{self, Extent, Room};
use crate::{Position, ReadError, ReadErrorKind};

/// Reads a document of a kind.
///
/// # Errors
/// [`ReadErrorKind::Malformed`] for what is no JSON, [`ReadErrorKind::WrongDocument`] for what is no object,
/// [`ReadErrorKind::TooMuch`] for a tree that would be larger than [`tree_room`](crate::tree_room).
pub fn read<'a>(text: &'a str, root: &'static Root) -> Result<Kept<'a>, ReadError> {
    let mut walk = Walk {
        path: vec![Step::Key(root.shape.name)],
        drops: Drops::default(),
        room: Room::new(Extent::Kept, root.shape, text),
        wrong: None,
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = DocumentSeed(ObjectSeed { shape: root.shape, walk: &mut walk }).deserialize(&mut deserializer);
    match read.and_then(|object| deserializer.end().map(|()| object)) {
        Ok(Some(object)) => Ok(Kept { root, object, dropped: walk.drops.0 }),
        Ok(None) => {
            let reason = format!("an object was expected ({})", root.kind);
            Err(ReadError::new(ReadErrorKind::WrongDocument, String::new(), reason))
        }
        Err(error) => {
            let reason = error.to_string();
            Err(ReadError {
                kind: walk.wrong.unwrap_or(ReadErrorKind::Malformed),
                position: Some(Position { line: error.line() as u32, column: error.column() as u32 }),
                path: String::new(),
                reason: reason.split(" at line ").next().unwrap_or_default().to_owned(),
            })
        }
    }
}

struct Walk {
    path: Vec<Step>,
    drops: Drops,
    room: Room,
    /// What an error is that is none of syntax.
    wrong: Option<ReadErrorKind>,
}

impl Walk {
    /// An unknown key, with the text that stands under it, if it is one.
    fn drop_key(&mut self, key: &str, shown: &str, reason: &str) {
        let path = &self.path;
        self.drops.add(|| format!("{}/{key}", joined(path)), shown, reason);
    }

    fn dropped(&mut self, field: &Field, shown: &str, reason: &str) -> Value<'static> {
        let path = &self.path;
        self.drops.add(|| joined(path), shown, reason);
        instead(field)
    }

    #[cold]
    fn too_much<E: serde::de::Error>(&mut self) -> E {
        self.wrong = Some(ReadErrorKind::TooMuch);
        E::custom(self.room.reason(None))
    }

    fn scalar<'a>(&mut self, field: &Field, scalar: Scalar<'a>) -> Value<'a> {
        let text = match scalar {
            Scalar::Null => return Value::Null,
            Scalar::Text(text) => text,
            Scalar::Number(number) => number.to_string().into(),
            Scalar::Flag(flag) => Cow::Borrowed(if flag { "true" } else { "false" }),
            Scalar::Other(shown) => return self.dropped(field, shown, "it is of the wrong kind"),
        };
        if let Some(kept) = kept_text(field, text.clone()) {
            return kept.unwrap_or_else(|reason| self.dropped(field, &text, reason));
        }
        let number = || text.trim_ascii().parse::<i64>().ok();
        let value = match field.content {
            Content::Number | Content::NumberText => number().map(Value::Number),
            Content::Flag => text.parse().ok().map(Value::Flag),
            Content::Time | Content::BareTime => {
                text.parse::<Timestamp>().ok().or_else(|| number().map(Timestamp::from_millis)).map(Value::Time)
            }
            Content::Literal(pairs) => {
                let known = pairs.iter().find(|(xml, json)| *json == text || *xml == text);
                known.map(|(xml, _)| Value::Text(Cow::Borrowed(*xml)))
            }
            Content::Text(_) | Content::Wrapped { .. } | Content::Object(_) => None,
        };
        value.unwrap_or_else(|| self.dropped(field, &text, "it is no value of this kind"))
    }
}

/// What is no object of the shape.
enum Scalar<'a> {
    Null,
    Text(Cow<'a, str>),
    Number(Number),
    Flag(bool),
    /// An object or list, as it is told.
    Other(&'static str),
}

impl<'a> Scalar<'a> {
    /// Not more of it than anybody reads.
    fn of(json: &'a RawValue) -> Scalar<'a> {
        let text = json.get();
        match text.as_bytes().first() {
            Some(b'{') => Scalar::Other("{…}"),
            Some(b'[') => Scalar::Other("[…]"),
            Some(b'"') => match text.trim_matches('"') {
                plain if !plain.contains('\\') => Scalar::Text(Cow::Borrowed(plain)),
                _ => Scalar::Text(serde_json::from_str::<String>(text).unwrap_or_default().into()),
            },
            Some(b't') => Scalar::Flag(true),
            Some(b'f') => Scalar::Flag(false),
            Some(b'n') | None => Scalar::Null,
            Some(_) => serde_json::from_str(text).map_or(Scalar::Null, Scalar::Number),
        }
    }

    /// The text; nothing of anything else.
    fn as_text(&self) -> &str {
        if let Scalar::Text(text) = self { text } else { "" }
    }
}

/// The document; `None` for what is no object.
struct DocumentSeed<'w>(ObjectSeed<'w>);

impl<'de> DeserializeSeed<'de> for DocumentSeed<'_> {
    type Value = Option<Object<'de>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for DocumentSeed<'_> {
    type Value = Option<Object<'de>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        self.0.read(map).map(Some)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(None)
    }
}

struct ObjectSeed<'w> {
    shape: &'static Shape,
    walk: &'w mut Walk,
}

impl ObjectSeed<'_> {
    fn read<'de, A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
        let ObjectSeed { shape, walk } = self;
        let mut object = Object::new(shape);
        if !walk.room.object(shape) {
            return Err(walk.too_much());
        }
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let known = |field: &Field| field.key == key && field.role != Role::Ignored;
            let Some(index) = shape.fields.iter().position(known) else {
                let json = map.next_value::<&'de RawValue>()?;
                walk.drop_key(&key, Scalar::of(json).as_text(), "there is no such key");
                continue;
            };
            let field = &shape.fields[index];
            walk.path.push(Step::Key(field.key));
            let value = map.next_value_seed(FieldSeed { field, in_list: field.is_list(), walk })?;
            object.fill(index, value);
            walk.path.pop();
        }
        Ok(object)
    }
}

/// What stands under a key: a list, or a member of it, or a value alone.
struct FieldSeed<'w> {
    field: &'static Field,
    /// Whether a list may follow; a single member stands for a list of one.
    in_list: bool,
    walk: &'w mut Walk,
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_> {
    type Value = Value<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'w> FieldSeed<'w> {
    /// A member, which may be all there is of a list.
    fn member<'de, E>(
        self,
        read: impl FnOnce(&'static Field, &mut Walk) -> Result<Value<'de>, E>,
    ) -> Result<Value<'de>, E> {
        let FieldSeed { field, in_list, walk } = self;
        if !in_list {
            return read(field, walk);
        }
        walk.path.push(Step::Index(0));
        let member = read(field, walk)?;
        walk.path.pop();
        Ok(Value::List(Some(member).filter(|member| !member.is_null()).into_iter().collect()))
    }

    fn scalar<'de, E>(self, scalar: Scalar<'de>) -> Result<Value<'de>, E> {
        self.member(|field, walk| {
            Ok(match (field.content, &scalar) {
                (Content::Object(_), Scalar::Text(text)) => walk.dropped(field, text, "an object was expected"),
                (Content::Object(_), Scalar::Number(number)) => {
                    walk.dropped(field, &number.to_string(), "an object was expected")
                }
                (Content::Object(_), Scalar::Flag(flag)) => {
                    walk.dropped(field, &flag.to_string(), "an object was expected")
                }
                _ => walk.scalar(field, scalar),
            })
        })
    }
}

impl<'de> Visitor<'de> for FieldSeed<'_> {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value ({})", self.field.key)
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value<'de>, E> {
        self.scalar(Scalar::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value<'de>, E> {
        self.scalar(Scalar::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value<'de>, E> {
        self.scalar(Scalar::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value<'de>, E> {
        self.scalar(Number::from_f64(number).map_or(Scalar::Null, Scalar::Number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
        self.scalar(Scalar::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
        self.scalar(Scalar::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value<'de>, A::Error> {
        let FieldSeed { field, in_list, walk } = self;
        if !in_list {
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(walk.dropped(field, "[…]", "it is of the wrong kind"));
        }
        let mut members = Vec::new();
        for index in 0.. {
            walk.path.push(Step::Index(index));
            let member = seq.next_element_seed(FieldSeed { field, in_list: false, walk })?;
            walk.path.pop();
            let Some(member) = member else { break };
            if !member.is_null() {
                if !walk.room.member(field, members.len()) {
                    return Err(walk.too_much());
                }
                extent::grow(&mut members);
                members.push(member);
            }
        }
        Ok(Value::List(members))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
        self.member(|field, walk| match (&field.place, field.content) {
            (Place::Choice(choices), _) => choice(map, choices, walk),
            (_, Content::Object(shape)) => ObjectSeed { shape, walk }.read(map).map(Value::Object),
            (_, Content::Wrapped { .. } | Content::Time) => {
                let mut value = Scalar::Null;
                while let Some(key) = map.next_key::<Cow<'de, str>>()? {
                    let json = map.next_value::<&'de RawValue>()?;
                    if key == "value" {
                        value = Scalar::of(json);
                    } else {
                        walk.drop_key(&key, json.get(), "there is no such key");
                    }
                }
                Ok(walk.scalar(field, value))
            }
            _ => {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(walk.dropped(field, "{…}", "it is of the wrong kind"))
            }
        })
    }
}

/// `{"work-summary": {…}}`: the first that is known.
fn choice<'de, A: MapAccess<'de>>(
    mut map: A,
    choices: &[(Ns, &'static Shape)],
    walk: &mut Walk,
) -> Result<Value<'de>, A::Error> {
    let mut found = Value::Null;
    while let Some(key) = map.next_key::<Cow<'de, str>>()? {
        let shape = choices.iter().find(|(_, shape)| shape.name == key).map(|(_, shape)| *shape);
        let json = map.next_value::<&'de RawValue>()?.get();
        let is_object = json.starts_with('{');
        match shape.filter(|_| is_object && found.is_null()) {
            Some(shape) => {
                walk.path.push(Step::Key(shape.name));
                let seed = DocumentSeed(ObjectSeed { shape, walk });
                let object = seed.deserialize(&mut serde_json::Deserializer::from_str(json));
                found = object.map_err(A::Error::custom)?.map_or(Value::Null, Value::Object);
                walk.path.pop();
            }
            None => walk.drop_key(&key, if is_object { "{…}" } else { json }, "there is no such member"),
        }
    }
    Ok(found)
}
