//! The JSON reader: a shape-driven visitor that accepts what the published binding accepts (`model` 1.3).

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;

use byline_model::Timestamp;
use byline_model::document::{Object, Value};
use byline_model::rules::Step;
use byline_model::shape::{Check, Content, Field, Hosts, Place, Role, Rule, Shape};
use serde::de::{self, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::{chars, depth};
use crate::check::{binds, shorten, trimmed};
use crate::error::joined;
use crate::extent::{self, Extent, Room};
use crate::{Position, ReadError, ReadErrorKind, check};

/// Reads a document of this shape, which is imported or converted, and checks it against the schema.
///
/// # Errors
/// [`ReadErrorKind::Malformed`] for broken JSON and characters that XML does not have, [`ReadErrorKind::Binding`] for
/// unknown keys, wrong types and values outside enumerations, [`ReadErrorKind::TooMuch`] for a tree that would be larger
/// than [`tree_room`](crate::tree_room), [`ReadErrorKind::Schema`] for the rest.
pub fn read<'a>(text: &'a str, shape: &'static Shape, hosts: &Hosts<'_>) -> Result<Object<'a>, ReadError> {
    read_as(Extent::Kept, text, shape, hosts)
}

/// As [`read`], or of a client: then [`ReadErrorKind::TooMuch`] is for lists that are too long.
pub(crate) fn read_as<'a>(
    extent: Extent,
    text: &'a str,
    shape: &'static Shape,
    hosts: &Hosts<'_>,
) -> Result<Object<'a>, ReadError> {
    chars::check(text)?;
    let object = read_members(extent, text, shape, usize::MAX)?;
    check(&object, hosts)?;
    Ok(object)
}

/// Reads a document of a client that is a list, and stops behind `most` of its members: what is wrong then is for the
/// caller to say.
pub(crate) fn read_at_most<'a>(
    text: &'a str,
    shape: &'static Shape,
    hosts: &Hosts<'_>,
    most: usize,
) -> Result<Object<'a>, ReadError> {
    let object = read_members(Extent::Sent, text, shape, most)?;
    check(&object, hosts)?;
    Ok(object)
}

/// Reads what a client sent without the schema check: of its errors there is only that of a wrapper without a value.
pub(crate) fn read_unchecked<'a>(text: &'a str, shape: &'static Shape) -> Result<Object<'a>, ReadError> {
    read_members(Extent::Sent, text, shape, usize::MAX)
}

fn read_members<'a>(
    extent: Extent,
    text: &'a str,
    shape: &'static Shape,
    most: usize,
) -> Result<Object<'a>, ReadError> {
    let context = Context {
        path: RefCell::new(vec![Step::Key(shape.name)]),
        kind: Cell::new(None),
        most,
        room: Room::new(extent, shape, text),
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let seed = ObjectSeed { shape, context: &context };
    seed.deserialize(&mut deserializer).and_then(|object| deserializer.end().map(|()| object)).map_err(|error| {
        let malformed = error.is_syntax() || error.is_eof() || error.is_io();
        if let Err(too_deep) = depth::check(text) {
            return too_deep;
        }
        let kind =
            if malformed { ReadErrorKind::Malformed } else { context.kind.get().unwrap_or(ReadErrorKind::Binding) };
        let message = error.to_string();
        let reason = message.rsplit_once(" at line ").map_or(message.as_str(), |(reason, _)| reason);
        ReadError {
            kind,
            position: Some(Position { line: error.line() as u32, column: error.column() as u32 }),
            path: joined(&context.path.borrow()),
            reason: reason.to_owned(),
        }
    })
}

/// Steps to a field of the document: its own name, and the field's.
const DIRECTLY: usize = 2;

struct Context {
    path: RefCell<Vec<Step>>,
    /// The layer of the error on its way up, when it is not [`ReadErrorKind::Binding`].
    kind: Cell<Option<ReadErrorKind>>,
    /// Members of a list directly in the document.
    most: usize,
    room: Room,
}

impl Context {
    /// The error of a document that has more than is taken.
    #[cold]
    fn too_much<E: de::Error>(&self, list: Option<&Field>) -> E {
        self.kind.set(Some(ReadErrorKind::TooMuch));
        E::custom(self.room.reason(list))
    }

    fn within<T, E>(&self, step: Step, read: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        self.path.borrow_mut().push(step);
        let value = read()?; // on errors the path stays, for the message
        self.path.borrow_mut().pop();
        Ok(value)
    }
}

#[derive(Clone, Copy)]
struct ObjectSeed<'c> {
    shape: &'static Shape,
    context: &'c Context,
}

impl<'de> DeserializeSeed<'de> for ObjectSeed<'_> {
    type Value = Object<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Object<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ObjectSeed<'_> {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", self.shape.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
        let mut object = Object::new(self.shape);
        if !self.context.room.object(self.shape) {
            return Err(self.context.too_much(None));
        }
        let context = self.context;
        let mut expected = 0;
        while let Some(index) = map.next_key_seed(KeySeed { shape: self.shape, expected })? {
            let index = index.map_err(|key| A::Error::custom(format!("there is no key {}", shorten(&key))))?;
            expected = index + 1;
            let field = &self.shape.fields[index];
            let value = context.within(Step::Key(field.key), || map.next_value_seed(FieldSeed { field, context }))?;
            object.slots_mut()[index] = value;
        }
        Ok(object)
    }
}

/// A key, as the position of its field or as itself when the shape has none.
struct KeySeed {
    shape: &'static Shape,
    /// Where the key stands when the document keeps the order of the shape, which most do.
    expected: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Result<usize, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Result<usize, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Self::Value, E> {
        let fields = self.shape.fields;
        let is = |field: &Field| field.key == key && field.role != Role::Ignored;
        if let Some(index) = (self.expected..fields.len()).find(|index| is(&fields[*index])) {
            return Ok(Ok(index));
        }
        Ok((0..self.expected.min(fields.len())).find(|index| is(&fields[*index])).ok_or_else(|| key.to_owned()))
    }
}

#[derive(Clone, Copy)]
struct FieldSeed<'c> {
    field: &'static Field,
    context: &'c Context,
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_> {
    type Value = Value<'de>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value<'de>, D::Error> {
        if self.field.is_list() {
            deserializer.deserialize_any(ListVisitor(self))
        } else {
            deserializer.deserialize_any(MemberVisitor(self))
        }
    }
}

/// A list; a single member stands for a list of one.
struct ListVisitor<'c>(FieldSeed<'c>);

impl<'de> Visitor<'de> for ListVisitor<'_> {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list ({})", self.0.field.key)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value<'de>, A::Error> {
        let mut members = Vec::new();
        let context = self.0.context;
        let mut left = if context.path.borrow().len() == DIRECTLY { context.most } else { usize::MAX };
        loop {
            let step = Step::Index(members.len());
            let Some(member) = context.within(step, || seq.next_element_seed(MemberSeed(self.0)))? else { break };
            left = left.checked_sub(1).ok_or_else(|| A::Error::custom("a list is too long"))?;
            // As the published binding does: what is left is counted.
            if !member.is_null() {
                if !context.room.member(self.0.field, members.len()) {
                    return Err(context.too_much(Some(self.0.field)));
                }
                extent::grow(&mut members);
                members.push(member);
            }
        }
        Ok(Value::List(members))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Value<'de>, A::Error> {
        MemberVisitor(self.0).visit_map(map).map(|member| Value::List(vec![member]))
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Value<'de>, E> {
        MemberVisitor(self.0).visit_borrowed_str(text).map(|member| Value::List(vec![member]))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value<'de>, E> {
        MemberVisitor(self.0).visit_str(text).map(|member| Value::List(vec![member]))
    }
}

struct MemberSeed<'c>(FieldSeed<'c>);

impl<'de> DeserializeSeed<'de> for MemberSeed<'_> {
    type Value = Value<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value<'de>, D::Error> {
        deserializer.deserialize_any(MemberVisitor(self.0))
    }
}

/// One value of a field, list or not.
struct MemberVisitor<'c>(FieldSeed<'c>);

impl<'c> MemberVisitor<'c> {
    fn text<'de, E: de::Error>(&self, text: Cow<'de, str>) -> Result<Value<'de>, E> {
        match self.0.field.content {
            Content::Text(rule) | Content::Wrapped { rule, plain: true } => self.checked(rule, text),
            Content::Number | Content::NumberText => number(&text).map(Value::Number),
            Content::Flag => match &*text {
                "true" => Ok(Value::Flag(true)),
                "false" => Ok(Value::Flag(false)),
                _ => Err(E::custom(format!("true or false expected, not {}", shorten(&text)))),
            },
            Content::BareTime => moment(&text).map(Value::Time),
            Content::Literal(pairs) => {
                let known = pairs.iter().find(|(_, json)| *json == text);
                let known = known.map(|(xml, _)| Value::Text(Cow::Borrowed(*xml)));
                known.ok_or_else(|| E::custom(format!("no value {} in the enumeration", shorten(&text))))
            }
            Content::Wrapped { .. } | Content::Time | Content::Object(_) => {
                Err(E::custom(format!("an object was expected, not the text {}", shorten(&text))))
            }
        }
    }

    fn checked<'de, E: de::Error>(&self, rule: &Rule, text: Cow<'de, str>) -> Result<Value<'de>, E> {
        if !binds(rule, &text) {
            return Err(E::custom(format!("{} has no value {}", rule.name, shorten(&text))));
        }
        Ok(Value::Text(trimmed(rule, text)))
    }

    /// A number that is too long for one, or has a fraction: a text may be made of it all the same.
    fn digits<'de, E: de::Error>(&self, number: impl fmt::Display) -> Result<Value<'de>, E> {
        match self.0.field.content {
            Content::Number | Content::NumberText | Content::BareTime | Content::Flag => Err(too_large(number)),
            _ => self.scalar(0, || number.to_string()),
        }
    }

    /// A number where a text may be expected: it is taken as its digits.
    fn scalar<'de, E: de::Error>(&self, number: i64, digits: impl FnOnce() -> String) -> Result<Value<'de>, E> {
        match self.0.field.content {
            Content::Number | Content::NumberText => Ok(Value::Number(number)),
            Content::BareTime => Ok(Value::Time(Timestamp::from_millis(number))),
            Content::Flag => Ok(Value::Flag(number != 0)),
            Content::Text(_) => self.text(Cow::Owned(digits())),
            // Years, months and days may stand bare; addresses and titles are texts.
            Content::Wrapped { rule: Rule { check: Check::Integer(..), .. }, plain: true } => {
                self.text(Cow::Owned(digits()))
            }
            Content::Wrapped { .. } | Content::Time | Content::Literal(_) | Content::Object(_) => {
                Err(E::custom(format!("a number was not expected: {}", digits())))
            }
        }
    }
}

/// A numeric string.
fn number<E: de::Error>(text: &str) -> Result<i64, E> {
    let text = text.trim_ascii();
    text.parse().map_err(|_| E::custom(format!("a whole number was expected, not {}", shorten(text))))
}

/// A fraction is cut off, as the published binding does; what has more than 64 bits is no number to it.
fn cut<E: de::Error>(number: f64) -> Result<i64, E> {
    const END: f64 = 9_223_372_036_854_775_808.0;
    if (-END..END).contains(&number) { Ok(number as i64) } else { Err(too_large(number)) }
}

fn too_large<E: de::Error>(number: impl fmt::Display) -> E {
    E::custom(format!("the number {number} is too large"))
}

/// Moments are whole milliseconds.
fn no_moment<E: de::Error>(number: f64) -> E {
    E::custom(format!("a whole number of milliseconds was expected, not {number}"))
}

/// A moment as text: epoch milliseconds, or the XML spelling.
fn moment<E: de::Error>(text: &str) -> Result<Timestamp, E> {
    text.parse().or_else(|_| number(text).map(Timestamp::from_millis))
}

impl<'de> Visitor<'de> for MemberVisitor<'_> {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0.field.content {
            Content::Text(_) | Content::Literal(_) => "a string",
            Content::Wrapped { .. } | Content::Time | Content::Object(_) => "an object",
            Content::Number | Content::NumberText | Content::BareTime => "a number",
            Content::Flag => "true or false",
        })
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Value<'de>, E> {
        match self.0.field.content {
            Content::Flag => Ok(Value::Flag(flag)),
            Content::Text(_) => self.text(Cow::Borrowed(if flag { "true" } else { "false" })),
            _ => Err(E::invalid_type(de::Unexpected::Bool(flag), &self)),
        }
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Value<'de>, E> {
        self.scalar(number, || number.to_string())
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value<'de>, E> {
        match i64::try_from(number) {
            Ok(small) => self.scalar(small, || number.to_string()),
            Err(_) => self.digits(number),
        }
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Value<'de>, E> {
        match self.0.field.content {
            Content::Number | Content::NumberText => cut(number).map(Value::Number),
            Content::BareTime => Err(no_moment(number)),
            _ => self.digits(number),
        }
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Value<'de>, E> {
        self.text(Cow::Borrowed(text))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value<'de>, E> {
        self.text(Cow::Owned(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
        let FieldSeed { field, context } = self.0;
        match (field.content, &field.place) {
            (_, Place::Choice(choices)) => {
                let key: Cow<'de, str> = map.next_key()?.ok_or_else(|| A::Error::custom("an empty object"))?;
                let shape = choices.iter().find(|(_, shape)| shape.name == key).map(|(_, shape)| *shape);
                let shape = shape.ok_or_else(|| A::Error::custom(format!("there is no key {}", shorten(&key))))?;
                let seed = ObjectSeed { shape, context };
                let object = context.within(Step::Key(shape.name), || map.next_value_seed(seed))?;
                match map.next_key::<Cow<'de, str>>()? {
                    None => Ok(Value::Object(object)),
                    Some(key) => Err(A::Error::custom(format!("there is no key {}", shorten(&key)))),
                }
            }
            (Content::Object(shape), _) => ObjectSeed { shape, context }.visit_map(map).map(Value::Object),
            (Content::Wrapped { rule, .. }, _) => self.wrapper(map, Content::Text(rule)),
            (Content::Time, _) => self.wrapper(map, Content::BareTime),
            _ => Err(A::Error::invalid_type(de::Unexpected::Map, &self)),
        }
    }
}

impl MemberVisitor<'_> {
    /// `{"value": …}`; without a value it is no document of the schema.
    fn wrapper<'de, A: MapAccess<'de>>(self, mut map: A, inner: Content) -> Result<Value<'de>, A::Error> {
        let FieldSeed { field, context } = self.0;
        let mut value = Value::Null;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if key != "value" {
                return Err(A::Error::custom(format!("there is no key {}", shorten(&key))));
            }
            value = map.next_value_seed(ScalarSeed { field, inner })?;
        }
        if value.is_null() {
            context.kind.set(Some(ReadErrorKind::Schema));
            return Err(A::Error::custom(format!("{} has no value", field.key)));
        }
        Ok(value)
    }
}

/// The inside of a wrapper.
struct ScalarSeed {
    field: &'static Field,
    inner: Content,
}

impl<'de> DeserializeSeed<'de> for ScalarSeed {
    type Value = Value<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value<'de>, D::Error> {
        deserializer.deserialize_any(ScalarVisitor(self))
    }
}

struct ScalarVisitor(ScalarSeed);

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value ({})", self.0.field.key)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Value<'de>, E> {
        match self.0.inner {
            Content::BareTime => Ok(Value::Time(Timestamp::from_millis(number))),
            _ => self.visit_string(number.to_string()),
        }
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value<'de>, E> {
        match (self.0.inner, i64::try_from(number)) {
            (_, Ok(small)) => self.visit_i64(small),
            (Content::BareTime, Err(_)) => Err(too_large(number)),
            (_, Err(_)) => self.visit_string(number.to_string()),
        }
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Value<'de>, E> {
        match self.0.inner {
            Content::BareTime => Err(no_moment(number)),
            _ => self.visit_string(number.to_string()),
        }
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Value<'de>, E> {
        self.take(Cow::Borrowed(text))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value<'de>, E> {
        self.take(Cow::Owned(text.to_owned()))
    }
}

impl ScalarVisitor {
    fn take<'de, E: de::Error>(self, text: Cow<'de, str>) -> Result<Value<'de>, E> {
        match self.0.inner {
            Content::BareTime => moment(&text).map(Value::Time),
            Content::Text(rule) if !binds(rule, &text) => {
                Err(E::custom(format!("{} has no value {}", rule.name, shorten(&text))))
            }
            Content::Text(rule) => Ok(Value::Text(trimmed(rule, text))),
            _ => Ok(Value::Text(text)),
        }
    }
}
