//! Reading what somebody published, whatever it holds (`decisions` 41).
//!
//! Real answers and data files have values that their own schemas forbid. Here everything is kept that the model can
//! hold, as it came: texts that are too long, blank or in no list, dates outside their range, parts in another order, and
//! parts that ought to be there and are not. What it cannot hold is dropped at the smallest part that can be, and told.
//! The readers of requests know none of this.

mod json;
mod xml;

use std::borrow::Cow;

use byline_model::document::{Object, Value};
use byline_model::shape::{Check, Content, Field, Role};
use byline_model::shapes::roots::Root;
use byline_model::{Visibility, enums};

use crate::check::{shorten, trimmed};

pub use json::read as keep_json;
pub use xml::read as keep_xml;

/// A document, as far as it can be kept.
#[derive(Debug)]
pub struct Kept<'a> {
    pub root: &'static Root,
    pub object: Object<'a>,
    pub dropped: Vec<Dropped>,
}

/// A part of a document that was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// As in [`ReadError::path`](crate::ReadError::path).
    pub path: String,
    /// What stood there, quoted and not at length.
    pub value: String,
    pub reason: String,
}

impl std::fmt::Display for Dropped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}: {}", self.path, self.value, self.reason)
    }
}

/// More of one document are not told one by one.
const MOST: usize = 1000;

#[derive(Default)]
struct Drops(Vec<Dropped>);

impl Drops {
    fn add(&mut self, path: impl FnOnce() -> String, value: &str, reason: impl Into<String>) {
        if self.0.len() < MOST {
            self.0.push(Dropped { path: path(), value: shorten(value), reason: reason.into() });
        }
    }
}

/// A text in a field that holds texts; `None` for content of another kind. All is kept but a word that the registry acts
/// on: who may see an item of unknown visibility is not for us to guess.
fn kept_text<'a>(field: &Field, text: Cow<'a, str>) -> Option<Result<Value<'a>, &'static str>> {
    let (Content::Text(rule) | Content::Wrapped { rule, .. }) = field.content else { return None };
    if field.role == Role::Visibility && !enums::VISIBILITY.contains(&text) {
        return Some(Err("there is no such visibility; private is meant"));
    }
    Some(Ok(Value::Text(match (rule, rule.check) {
        (_, Check::OneOfOr { default, .. }) if text.is_empty() => Cow::Borrowed(default),
        (rule, _) => trimmed(rule, text),
    })))
}

/// What stands where a word was dropped.
fn instead<'a>(field: &Field) -> Value<'a> {
    match field.role {
        Role::Visibility => Value::from(Visibility::Private.as_str()),
        _ => Value::Null,
    }
}
