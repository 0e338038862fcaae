//! The schema check: what the XSDs demand of a tree, whichever syntax it came from.

use std::borrow::Cow;

use byline_model::document::{Object, Value};
use byline_model::rules::Step;
use byline_model::shape::{Check, Content, Field, Hosts, Occurs, Rule};

use crate::error::joined;
use crate::{ReadError, ReadErrorKind};

/// Checks a whole tree, as the published API does with JSON bodies after binding (`model` 1.3).
///
/// # Errors
/// The first breach, depth first in the order of the fields.
pub fn check(object: &Object<'_>, hosts: &Hosts<'_>) -> Result<(), ReadError> {
    let mut path = vec![Step::Key(object.shape().name)];
    check_object(object, hosts, &mut path)
        .map_err(|reason| ReadError::new(ReadErrorKind::Schema, joined(&path), reason))
}

fn check_object(object: &Object<'_>, hosts: &Hosts<'_>, path: &mut Vec<Step>) -> Result<(), String> {
    complete(object)?;
    for (field, value) in object.shape().fields.iter().zip(object.slots()) {
        path.push(Step::Key(field.key));
        match value {
            Value::List(members) => members.iter().enumerate().try_for_each(|(index, member)| {
                path.push(Step::Index(index));
                check_value(field, member, hosts, path)?;
                path.pop();
                Ok::<_, String>(())
            })?,
            single => check_value(field, single, hosts, path)?,
        }
        path.pop();
    }
    Ok(())
}

fn check_value(field: &Field, value: &Value<'_>, hosts: &Hosts<'_>, path: &mut Vec<Step>) -> Result<(), String> {
    match (value, field.content) {
        (Value::Text(text), Content::Text(rule) | Content::Wrapped { rule, .. }) => {
            check_text(rule, text, hosts).map_err(|(_, reason)| reason)
        }
        (value, _) => value.as_object().map_or(Ok(()), |object| check_object(object, hosts, path)),
    }
}

/// What can be said of an object without looking into its members: nothing needed is missing, lists have the right
/// length, and its own condition holds.
pub(crate) fn complete(object: &Object<'_>) -> Result<(), String> {
    for (field, value) in object.shape().fields.iter().zip(object.slots()) {
        match (field.occurs, value) {
            (Occurs::Required, Value::Null) => return Err(format!("{} is missing", field.key)),
            (Occurs::Many { min, .. }, Value::Null) if min > 0 => return Err(format!("{} is missing", field.key)),
            (Occurs::Many { min, max }, Value::List(members)) => {
                if members.len() < min {
                    return Err(format!("at least {min} {} needed", field.key));
                }
                if max > 0 && members.len() > max {
                    return Err(format!("at most {max} {} allowed, there are {}", field.key, members.len()));
                }
            }
            _ => {}
        }
    }
    object.shape().check.map_or(Ok(()), |check| check(object).map_err(str::to_owned))
}

/// A text against its rule; says which layer refuses it in XML.
pub(crate) fn check_text(rule: &Rule, text: &str, hosts: &Hosts<'_>) -> Result<(), (ReadErrorKind, String)> {
    let schema = |reason: String| Err((ReadErrorKind::Schema, reason));
    if rule.non_blank && text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
        return schema(format!("{} may not be blank", rule.name));
    }
    if rule.max > 0 && text.len() > rule.max {
        let length = text.chars().count();
        if length > rule.max {
            return schema(format!("{} takes at most {} characters, there are {length}", rule.name, rule.max));
        }
    }
    match rule.check {
        Check::None => Ok(()),
        Check::Pattern(pattern) if pattern(text, hosts) => Ok(()),
        Check::Pattern(_) => schema(format!("{} does not look like this: {}", rule.name, shorten(text))),
        Check::Integer(low, high) => match text.trim_ascii().parse::<i64>() {
            Ok(number) if (low..=high).contains(&number) => Ok(()),
            Ok(number) => schema(format!("{} is from {low} to {high}, not {number}", rule.name)),
            Err(_) => schema(format!("{} is a whole number, not {}", rule.name, shorten(text))),
        },
        Check::OneOf { list, in_xsd, .. } if !list.contains(text) => {
            let kind = if in_xsd { ReadErrorKind::Schema } else { ReadErrorKind::Binding };
            Err((kind, format!("{} has no value {}", rule.name, shorten(text))))
        }
        Check::OneOfOr { list, .. } if !text.is_empty() && !list.contains(text) => {
            Err((ReadErrorKind::Binding, format!("{} has no value {}", rule.name, shorten(text))))
        }
        Check::OneOf { .. } | Check::OneOfOr { .. } => Ok(()),
    }
}

/// The text as it is kept.
pub(crate) fn trimmed<'a>(rule: &Rule, text: Cow<'a, str>) -> Cow<'a, str> {
    match text {
        text if !rule.trims => text,
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_ascii()),
        Cow::Owned(text) => Cow::Owned(text.trim_ascii().to_owned()),
    }
}

/// Whether reading itself must fail on this value, before any schema check (JSON).
pub(crate) fn binds(rule: &Rule, text: &str) -> bool {
    match rule.check {
        Check::OneOf { list, bound: true, .. } | Check::OneOfOr { list, .. } => list.contains(text),
        _ => true,
    }
}

/// A value as it may stand in a message: quoted, and not at length.
pub(crate) fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}
