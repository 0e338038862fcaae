//! The document tree: an object of some shape, with typed leaves.
//!
//! An [`Object`] has one slot for each field of its [`Shape`], empty ones included, because JSON writes every key.
//! Texts borrow from what was read wherever they can.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::Timestamp;
use crate::shape::{Role, Shape};

/// One object of a document.
#[derive(Clone)]
pub struct Object<'a> {
    shape: &'static Shape,
    /// `None` until something stands in one: an object with nothing in it takes no more than its place.
    slots: Option<Box<[Value<'a>]>>,
}

/// The slots of every object in which nothing stands.
static NOTHING: [Value<'static>; MOST_FIELDS] = [const { Value::Null }; MOST_FIELDS];

/// Not copied to where it is called, which is wherever slots are filled.
#[inline(never)]
fn empty<'a>(fields: usize) -> Box<[Value<'a>]> {
    (0..fields).map(|_| Value::Null).collect()
}

/// Fields that a shape may have.
const MOST_FIELDS: usize = 64;

impl PartialEq for Object<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.shape == other.shape && self.slots() == other.slots()
    }
}

/// What stands in a slot.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Value<'a> {
    #[default]
    Null,
    Text(Cow<'a, str>),
    Number(i64),
    Flag(bool),
    Time(Timestamp),
    Object(Object<'a>),
    /// An object that stands in several places of a document; printers write it once and copy.
    Shared(Arc<Object<'a>>),
    List(Vec<Value<'a>>),
}

impl<'a> Object<'a> {
    /// An object with every slot empty.
    pub fn new(shape: &'static Shape) -> Self {
        Object { shape, slots: None }
    }

    /// Which fields it has, in the order of [`Object::slots`].
    pub fn shape(&self) -> &'static Shape {
        self.shape
    }

    /// One value for each field of the shape, in its order; empty ones are [`Value::Null`].
    #[inline]
    pub fn slots(&self) -> &[Value<'a>] {
        match &self.slots {
            Some(slots) => slots,
            None => &NOTHING[..self.shape.fields.len()],
        }
    }

    /// The same, to be changed; their number stays.
    #[inline]
    pub fn slots_mut(&mut self) -> &mut [Value<'a>] {
        let shape = self.shape;
        self.slots.get_or_insert_with(|| empty(shape.fields.len()))
    }

    /// The slot at this position of the shape.
    pub fn slot(&self, position: usize) -> &Value<'a> {
        &self.slots()[position]
    }

    /// Fills the slot at this position of the shape.
    #[inline]
    pub fn fill(&mut self, position: usize, value: Value<'a>) {
        match &mut self.slots {
            Some(slots) => slots[position] = value,
            // Nothing in an object that has nothing needs no room.
            None if value.is_null() => {}
            None => self.slots_mut()[position] = value,
        }
    }

    /// What stands under a key; `Null` when the shape has no such key.
    pub fn get(&self, key: &str) -> &Value<'a> {
        self.shape.position(key).map_or(&Value::Null, |position| self.slot(position))
    }

    /// The slot of a key, to be changed; `None` when the shape has no such key.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value<'a>> {
        self.shape.position(key).map(|position| &mut self.slots_mut()[position])
    }

    /// What stands at a path of keys through nested objects.
    pub fn at(&self, path: &[&str]) -> &Value<'a> {
        let Some((last, front)) = path.split_last() else { return &Value::Null };
        let mut object = self;
        for key in front {
            match object.object(key) {
                Some(inner) => object = inner,
                None => return &Value::Null,
            }
        }
        object.get(last)
    }

    /// The text under a key; `None` when something else or nothing stands there.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).as_text()
    }

    /// The object under a key, shared ones included; `None` when something else or nothing stands there.
    pub fn object(&self, key: &str) -> Option<&Object<'a>> {
        self.get(key).as_object()
    }

    /// The members of a list; none when there is no list.
    pub fn list(&self, key: &str) -> &[Value<'a>] {
        match self.get(key) {
            Value::List(members) => members,
            _ => &[],
        }
    }

    /// Fills the slot of a key.
    ///
    /// # Panics
    /// When the shape has no such key: shapes and the code that fills them belong together.
    pub fn set(&mut self, key: &str, value: impl Into<Value<'a>>) -> &mut Self {
        let position = self.shape.position(key);
        let position = position.unwrap_or_else(|| panic!("{} has no field {key}", self.shape.name));
        self.fill(position, value.into());
        self
    }

    /// [`Object::set`], for building one in a single expression.
    ///
    /// # Panics
    /// When the shape has no such key.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value<'a>>) -> Self {
        self.set(key, value);
        self
    }

    /// Fills the slot with this role; shapes without one ignore it.
    pub fn set_role(&mut self, role: Role, value: impl Into<Value<'a>>) {
        if let Some(position) = self.shape.fields.iter().position(|field| field.role == role) {
            self.fill(position, value.into());
        }
    }

    /// What stands in the slot with this role.
    pub fn role(&self, role: Role) -> &Value<'a> {
        let position = self.shape.fields.iter().position(|field| field.role == role);
        position.map_or(&Value::Null, |position| self.slot(position))
    }

    /// The same document, owning its texts.
    pub fn into_owned(self) -> Object<'static> {
        let slots = self.slots.map(|slots| slots.into_iter().map(Value::into_owned).collect());
        Object { shape: self.shape, slots }
    }
}

/// What it holds, not its table.
impl fmt::Debug for Object<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut object = f.debug_struct(self.shape.name);
        for (field, value) in self.shape.fields.iter().zip(self.slots()) {
            if !value.is_null() {
                object.field(field.key, value);
            }
        }
        object.finish_non_exhaustive()
    }
}

impl<'a> Value<'a> {
    /// Whether nothing stands here. An empty list is something: JSON tells `[]` from `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// The text; `None` when it is something else.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The object, whether it stands here alone or is shared; `None` when it is something else.
    pub fn as_object(&self) -> Option<&Object<'a>> {
        match self {
            Value::Object(object) => Some(object),
            Value::Shared(object) => Some(object),
            _ => None,
        }
    }

    /// The number; `None` when it is something else. Numbers that JSON writes as text are numbers here.
    pub fn as_number(&self) -> Option<i64> {
        match self {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The flag; `None` when it is something else.
    pub fn as_flag(&self) -> Option<bool> {
        match self {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The moment; `None` when it is something else.
    pub fn as_time(&self) -> Option<Timestamp> {
        match self {
            Value::Time(time) => Some(*time),
            _ => None,
        }
    }

    /// The same value, owning its texts. What was shared is copied unless this was the last place.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Null => Value::Null,
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::Number(number) => Value::Number(number),
            Value::Flag(flag) => Value::Flag(flag),
            Value::Time(time) => Value::Time(time),
            Value::Object(object) => Value::Object(object.into_owned()),
            Value::Shared(object) => Value::Object(Arc::unwrap_or_clone(object).into_owned()),
            Value::List(members) => Value::List(members.into_iter().map(Value::into_owned).collect()),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Value::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Value::Number(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Value::Flag(flag)
    }
}

impl From<Timestamp> for Value<'_> {
    fn from(time: Timestamp) -> Self {
        Value::Time(time)
    }
}

impl<'a> From<Object<'a>> for Value<'a> {
    fn from(object: Object<'a>) -> Self {
        Value::Object(object)
    }
}

impl<'a> From<Arc<Object<'a>>> for Value<'a> {
    fn from(object: Arc<Object<'a>>) -> Self {
        Value::Shared(object)
    }
}

impl<'a> From<Vec<Value<'a>>> for Value<'a> {
    fn from(members: Vec<Value<'a>>) -> Self {
        Value::List(members)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}
