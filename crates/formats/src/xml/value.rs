//! A text as what its field holds.

use std::borrow::Cow;

use byline_model::Timestamp;
use byline_model::document::Value;
use byline_model::shape::{Check, Content, Field, Hosts, Occurs, Rule};

use crate::check::{check_text, shorten, trimmed};
use crate::{ReadErrorKind, extent};

/// Why a text is refused; boxed, for results on the hot path stay small.
pub(crate) type Refused = Box<(ReadErrorKind, String)>;

pub(crate) fn of_text<'a>(field: &Field, text: Cow<'a, str>, hosts: &Hosts<'_>) -> Result<Value<'a>, Refused> {
    let key = field.key;
    match field.content {
        Content::Text(rule) | Content::Wrapped { rule, .. } => checked(key, rule, text, hosts),
        Content::Number | Content::NumberText => match text.trim_ascii().parse::<i64>() {
            Ok(number) => Ok(Value::Number(number)),
            Err(_) => refuse(|| format!("{key} is a whole number, not {}", shorten(&text))),
        },
        Content::Flag => match text.trim_ascii() {
            "true" | "1" => Ok(Value::Flag(true)),
            "false" | "0" => Ok(Value::Flag(false)),
            other => refuse(|| format!("{key} is true or false, not {}", shorten(other))),
        },
        Content::Time | Content::BareTime => match text.parse::<Timestamp>() {
            Ok(time) => Ok(Value::Time(time)),
            Err(error) => refuse(|| format!("{key}: {error}, not like {}", shorten(&text))),
        },
        Content::Literal(pairs) => match pairs.iter().find(|(xml, _)| *xml == text) {
            Some((xml, _)) => Ok(Value::Text(Cow::Borrowed(xml))),
            None => refuse(|| format!("{key} has no value {}", shorten(&text))),
        },
        Content::Object(_) => unreachable!("objects are read by their shape"),
    }
}

#[cold]
fn refuse<T>(reason: impl FnOnce() -> String) -> Result<T, Refused> {
    Err(Box::new((ReadErrorKind::Schema, reason())))
}

fn checked<'a>(key: &str, rule: &Rule, text: Cow<'a, str>, hosts: &Hosts<'_>) -> Result<Value<'a>, Refused> {
    if let Err((kind, reason)) = check_text(rule, &text, hosts) {
        return Err(Box::new((kind, format!("{key}: {reason}"))));
    }
    Ok(Value::Text(match rule.check {
        Check::OneOfOr { default, .. } if text.is_empty() => Cow::Borrowed(default),
        _ => trimmed(rule, text),
    }))
}

/// How many a list has.
pub(crate) fn members(slot: &Value<'_>) -> usize {
    match slot {
        Value::List(members) => members.len(),
        _ => 0,
    }
}

/// One more member of a list.
pub(crate) fn push<'a>(slot: &mut Value<'a>, member: Value<'a>) {
    match slot {
        Value::List(members) => {
            extent::grow(members);
            members.push(member);
        }
        empty => *empty = Value::List(vec![member]),
    }
}

/// An element without members is an empty list: only `null` where JSON says so.
pub(crate) fn fill_lists<'a>(fields: &[Field], slots: &mut [Value<'a>]) {
    for (field, slot) in fields.iter().zip(slots) {
        if slot.is_null() && matches!(field.occurs, Occurs::Many { min: 0, .. }) {
            *slot = Value::List(Vec::new());
        }
    }
}
