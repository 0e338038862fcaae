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

/// What does not fit, in a way that can be said in any language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is needed.
    Missing,
    /// It is there, and nothing but blanks.
    Blank,
    /// In characters.
    TooLong { most: usize },
    /// A whole number, both ends included.
    OutOf { low: i64, high: i64 },
    /// None of its list.
    Unlisted,
    /// Not written as it has to be.
    Malformed,
    /// A list with another number of members than it may have.
    Number,
    /// Two fields that do not go together; the reason.
    Together(&'static str),
}

/// A place that the schema refuses, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// From the root of the document, without its name.
    pub steps: Vec<Step>,
    pub how: How,
}

/// Everything that the schema refuses in a tree, in the order of its fields: for forms, which say all of it at once.
pub fn misfits(object: &Object<'_>, hosts: &Hosts<'_>) -> Vec<Misfit> {
    let mut found = Vec::new();
    look_through(object, hosts, &mut Vec::new(), &mut found);
    found
}

fn look_through(object: &Object<'_>, hosts: &Hosts<'_>, path: &mut Vec<Step>, found: &mut Vec<Misfit>) {
    for (field, value) in object.shape().fields.iter().zip(object.slots()) {
        path.push(Step::Key(field.key));
        if let Some(how) = occurs(field, value) {
            found.push(Misfit { steps: path.clone(), how });
        }
        match value {
            Value::List(members) => {
                for (index, member) in members.iter().enumerate() {
                    path.push(Step::Index(index));
                    look_at(field, member, hosts, path, found);
                    path.pop();
                }
            }
            single => look_at(field, single, hosts, path, found),
        }
        path.pop();
    }
    if let Some(Err(reason)) = object.shape().check.map(|check| check(object)) {
        found.push(Misfit { steps: path.clone(), how: How::Together(reason) });
    }
}

fn look_at(field: &Field, value: &Value<'_>, hosts: &Hosts<'_>, path: &mut Vec<Step>, found: &mut Vec<Misfit>) {
    match (value, field.content) {
        (Value::Text(text), Content::Text(rule) | Content::Wrapped { rule, .. }) => {
            found.extend(misfit(rule, text, hosts).map(|how| Misfit { steps: path.clone(), how }));
        }
        (value, _) => {
            if let Some(object) = value.as_object() {
                look_through(object, hosts, path, found);
            }
        }
    }
}

/// Whether a field is there as often as it has to be.
fn occurs(field: &Field, value: &Value<'_>) -> Option<How> {
    match (field.occurs, value) {
        (Occurs::Required, Value::Null) => Some(How::Missing),
        (Occurs::Many { min, .. }, Value::Null) if min > 0 => Some(How::Missing),
        (Occurs::Many { min, max }, Value::List(members)) => {
            (members.len() < min || max > 0 && members.len() > max).then_some(How::Number)
        }
        _ => None,
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
    let Some(how) = misfit(rule, text, hosts) else { return Ok(()) };
    let kind = match rule.check {
        Check::OneOf { in_xsd: false, .. } | Check::OneOfOr { .. } if how == How::Unlisted => ReadErrorKind::Binding,
        _ => ReadErrorKind::Schema,
    };
    Err((kind, reason(rule, text, how)))
}

/// How a text does not fit its rule.
fn misfit(rule: &Rule, text: &str, hosts: &Hosts<'_>) -> Option<How> {
    if rule.non_blank && text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
        return Some(How::Blank);
    }
    if rule.max > 0 && text.len() > rule.max && text.chars().count() > rule.max {
        return Some(How::TooLong { most: rule.max });
    }
    match rule.check {
        Check::None => None,
        Check::Pattern(pattern) => (!pattern(text, hosts)).then_some(How::Malformed),
        Check::Integer(low, high) => match text.trim_ascii().parse::<i64>() {
            Ok(number) if (low..=high).contains(&number) => None,
            Ok(_) => Some(How::OutOf { low, high }),
            Err(_) => Some(How::Malformed),
        },
        Check::OneOf { list, .. } => (!list.contains(text)).then_some(How::Unlisted),
        Check::OneOfOr { list, .. } => (!text.is_empty() && !list.contains(text)).then_some(How::Unlisted),
    }
}

/// The same for developers.
fn reason(rule: &Rule, text: &str, how: How) -> String {
    let (name, given) = (rule.name, shorten(text));
    match how {
        How::Blank => format!("{name} may not be blank"),
        How::TooLong { most } => {
            format!("{name} takes at most {most} characters, there are {}", text.chars().count())
        }
        How::OutOf { low, high } => format!("{name} is from {low} to {high}, not {}", text.trim_ascii()),
        How::Malformed if matches!(rule.check, Check::Integer(..)) => format!("{name} is a whole number, not {given}"),
        How::Malformed => format!("{name} does not look like this: {given}"),
        How::Unlisted => format!("{name} has no value {given}"),
        How::Missing | How::Number | How::Together(_) => format!("{name} is not as it has to be"),
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
