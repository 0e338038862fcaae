//! What is read: a value of a TOML file, or of a JSON document with the same keys.

use std::cell::RefCell;

use byline_model::Timestamp;
use serde::de::Unexpected;
use serde_json::Value as Json;
use toml::de::{DeInteger, DeTable, DeValue};

use super::Read;
use crate::registry_toml::error::{Invalid, Problems};

/// A value.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    value: Value<'a>,
    /// When it is read: what some columns hold unless they are said.
    now: Timestamp,
}

#[derive(Clone, Copy)]
enum Value<'a> {
    Toml(&'a DeValue<'a>),
    Json(&'a Json),
}

impl<'a> Node<'a> {
    pub fn json(value: &'a Json, now: Timestamp) -> Self {
        Node { value: Value::Json(value), now }
    }

    fn beside(self, value: Value<'a>) -> Self {
        Node { value, ..self }
    }

    pub fn text(self) -> Option<&'a str> {
        match self.value {
            Value::Toml(value) => value.as_str(),
            Value::Json(value) => value.as_str(),
        }
    }

    /// A date and time of TOML's own.
    pub fn date(self) -> Option<String> {
        match self.value {
            Value::Toml(DeValue::Datetime(date)) => Some(date.to_string()),
            Value::Toml(_) | Value::Json(_) => None,
        }
    }

    pub fn flag(self) -> Option<bool> {
        match self.value {
            Value::Toml(value) => value.as_bool(),
            Value::Json(value) => value.as_bool(),
        }
    }

    pub fn whole(self) -> Option<i128> {
        match self.value {
            Value::Toml(value) => value.as_integer().and_then(number),
            Value::Json(value) => value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from)),
        }
    }

    pub fn is_null(self) -> bool {
        matches!(self.value, Value::Json(Json::Null))
    }

    pub fn list(self) -> Option<Vec<Node<'a>>> {
        match self.value {
            Value::Toml(value) => {
                let members = value.as_array()?.iter();
                Some(members.map(|it| self.beside(Value::Toml(it.get_ref()))).collect())
            }
            Value::Json(value) => Some(value.as_array()?.iter().map(|it| self.beside(Value::Json(it))).collect()),
        }
    }

    pub fn table(self) -> Option<Keys<'a>> {
        let table = match self.value {
            Value::Toml(value) => Table::Toml(value.as_table()?),
            Value::Json(value) => Table::Json(value.as_object()?),
        };
        Some(Keys::of(table, self.now))
    }

    /// The complaint that it is nothing of the kind.
    pub fn is_no<T>(self, expected: &str) -> Read<T> {
        Err(Invalid::new(format!("invalid type: {}, expected {expected}", self.unexpected())).into())
    }

    fn unexpected(self) -> Unexpected<'a> {
        if let Some(flag) = self.flag() {
            return Unexpected::Bool(flag);
        }
        if let Some(number) = self.whole() {
            return i64::try_from(number).map_or(Unexpected::Other("integer"), Unexpected::Signed);
        }
        match self.value {
            Value::Toml(DeValue::String(text)) => Unexpected::Str(text),
            Value::Json(Json::String(text)) => Unexpected::Str(text),
            Value::Toml(DeValue::Array(_)) | Value::Json(Json::Array(_)) => Unexpected::Other("list"),
            Value::Toml(DeValue::Table(_)) | Value::Json(Json::Object(_)) => Unexpected::Other("table"),
            Value::Toml(DeValue::Datetime(_)) => Unexpected::Other("date"),
            Value::Json(Json::Null) => Unexpected::Other("null"),
            Value::Toml(_) | Value::Json(_) => Unexpected::Other("number"),
        }
    }
}

fn number(it: &DeInteger<'_>) -> Option<i128> {
    i128::from_str_radix(it.as_str(), it.radix()).ok()
}

/// The keys of a table. They remember which were asked for: all others are mistakes.
pub struct Keys<'a> {
    table: Table<'a>,
    asked: RefCell<Vec<&'static str>>,
    pub now: Timestamp,
}

enum Table<'a> {
    Toml(&'a DeTable<'a>),
    Json(&'a serde_json::Map<String, Json>),
    /// One value that stands for a table with nothing else in it.
    Bare(&'static str, Node<'a>),
}

impl<'a> Keys<'a> {
    fn of(table: Table<'a>, now: Timestamp) -> Self {
        Keys { table, asked: RefCell::default(), now }
    }

    pub fn toml(table: &'a DeTable<'a>, now: Timestamp) -> Self {
        Keys::of(Table::Toml(table), now)
    }

    pub fn bare(key: &'static str, node: Node<'a>) -> Self {
        Keys::of(Table::Bare(key, node), node.now)
    }

    pub fn get(&self, key: &'static str) -> Option<Node<'a>> {
        self.asked.borrow_mut().push(key);
        self.find(key)
    }

    fn find(&self, key: &str) -> Option<Node<'a>> {
        let value = match self.table {
            Table::Toml(table) => Value::Toml(table.get(key)?.get_ref()),
            Table::Json(table) => Value::Json(table.get(key)?),
            Table::Bare(only, node) => return (only == key).then_some(node),
        };
        Some(Node { value, now: self.now })
    }

    /// What is said in two ways may contradict itself.
    pub fn beside(&self, one: &'static str, other: &str) -> Option<Invalid> {
        let said = |key: &str| self.find(key).is_some_and(|it| !it.is_null());
        let both = said(one) && said(other);
        both.then(|| Invalid::new(format!("stands beside {other}; one is enough")).under(one))
    }

    /// The complaint that a key is not there.
    pub fn missing(&self, key: &str) -> Problems {
        Invalid::new(format!("missing field `{key}`")).into()
    }

    /// What nobody asked for, each with what was probably meant.
    pub fn unknown(&self) -> Problems {
        let asked = self.asked.borrow();
        let strange = |key: &&str| !asked.contains(key);
        let name = |key: &str| Invalid::unknown(key, &asked);
        match self.table {
            Table::Toml(table) => table.keys().map(|it| &**it.get_ref()).filter(strange).map(name).collect(),
            Table::Json(table) => table.keys().map(|it| &**it).filter(strange).map(name).collect(),
            Table::Bare(..) => Problems::default(),
        }
    }
}
