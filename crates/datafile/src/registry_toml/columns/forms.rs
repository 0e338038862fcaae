//! Forms: how one value is written.

use std::fmt::Display;
use std::marker::PhantomData;
use std::str::FromStr;

use byline_model::Timestamp;
use byline_model::client::SecretHash;
use byline_model::enums::Enumeration;

use super::described::{Looks, Shape};
use super::presence::{Optional, Or, OrEmpty};
use super::{Node, Out, Read};
use crate::registry_toml::error::Invalid;

/// The one way in which values of a kind are written.
pub trait Form: Sized {
    type Value;

    /// # Errors
    /// Everything that is wrong with it.
    fn read(&self, node: Node<'_>) -> Read<Self::Value>;

    fn write(&self, value: Self::Value) -> Out;

    fn looks(&self) -> Looks;

    /// Whether `null`, which JSON has, stands for a value that is left out.
    fn may_be_null(&self) -> bool {
        true
    }

    /// It need not be there.
    fn optional(self) -> Optional<Self> {
        Optional(self)
    }

    /// It need not be there, and means this then.
    fn or(self, default: impl Into<Self::Value>) -> Or<Self> {
        Or(self, default.into())
    }

    /// It need not be there, and means nothing then: an empty text or list, `false`, 0.
    fn or_empty(self) -> OrEmpty<Self> {
        OrEmpty(self)
    }
}

/// A form by its parts. What it is like is said after "is"; whatever it reads has the shape.
pub fn form<T>(
    like: &'static str,
    shape: impl Fn() -> Shape,
    read: impl Fn(Node<'_>) -> Read<T>,
    write: impl Fn(T) -> Out,
) -> impl Form<Value = T> {
    Parts { like, shape, read, write, value: PhantomData }
}

struct Parts<T, S, R, W> {
    like: &'static str,
    shape: S,
    read: R,
    write: W,
    value: PhantomData<T>,
}

impl<T, S: Fn() -> Shape, R: Fn(Node<'_>) -> Read<T>, W: Fn(T) -> Out> Form for Parts<T, S, R, W> {
    type Value = T;

    fn read(&self, node: Node<'_>) -> Read<T> {
        (self.read)(node)
    }

    fn write(&self, value: T) -> Out {
        (self.write)(value)
    }

    fn looks(&self) -> Looks {
        Looks::new(self.like, (self.shape)())
    }

    fn may_be_null(&self) -> bool {
        (self.shape)() != Shape::Flag
    }
}

/// What is written as a text.
pub fn as_text<T>(
    like: &'static str,
    shape: impl Fn() -> Shape,
    read: impl Fn(&str) -> Result<T, String>,
    write: impl Fn(T) -> Box<str>,
) -> impl Form<Value = T> {
    let read = move |node: Node<'_>| match node.text() {
        Some(text) => read(text).map_err(|it| Invalid::new(it).into()),
        None => node.is_no("a string"),
    };
    form(like, shape, read, move |value| Out::Text(write(value)))
}

/// Any text.
pub fn text() -> impl Form<Value = Box<str>> {
    checked("text", "", |_| Ok(()))
}

/// A text with something in it.
pub fn filled() -> impl Form<Value = Box<str>> {
    let check = |text: &str| if text.trim().is_empty() { Err("must not be empty".to_owned()) } else { Ok(()) };
    checked("text that is not empty", r"\S", check)
}

/// A text of which this holds, and which matches the pattern then (see [`Shape::Text`]).
pub fn checked(
    like: &'static str,
    pattern: &'static str,
    check: impl Fn(&str) -> Result<(), String>,
) -> impl Form<Value = Box<str>> {
    as_text(like, move || Shape::Text(pattern), move |text| check(text).map(|()| text.into()), |text| text)
}

/// Whatever reads itself from a text.
pub fn parsed<T: FromStr<Err: Display> + Display>(
    like: &'static str,
    shape: impl Fn() -> Shape,
) -> impl Form<Value = T> {
    as_text(like, shape, |text| text.parse().map_err(|it: T::Err| it.to_string()), |value: T| value.to_string().into())
}

/// The SHA-256 of something that is secret.
pub fn hash() -> impl Form<Value = SecretHash> {
    let shape = || Shape::Text("^[0-9a-fA-F+]{64}$");
    let read = |text: &str| text.parse().map_err(|_| "a hash has 64 hexadecimal digits".to_owned());
    as_text("SHA-256 in hexadecimal", shape, read, |hash: SecretHash| hash.to_hex().into())
}

/// A name of a closed list.
pub fn listed(list: &'static Enumeration) -> impl Form<Value = Box<str>> {
    let read = |text: &str| match list.values.len() {
        _ if list.contains(text) => Ok(text.into()),
        ..=20 => Err(is_one_of(list.values)),
        _ => Err(format!("\"{text}\" is not a {}", list.name)),
    };
    let names = || list.values.iter().copied().chain(list.aliases.iter().map(|it| it.0)).collect();
    as_text(list.name, move || Shape::Words(names()), read, |text| text)
}

/// One of these, each with its name.
pub fn named<T: Copy>(all: &'static [T], name: fn(T) -> &'static str) -> impl Form<Value = T> {
    named_or(all, name, is_one_of)
}

/// The same, with what is said of other names.
pub fn named_or<T: Copy>(
    all: &'static [T],
    name: fn(T) -> &'static str,
    complaint: fn(&[&str]) -> String,
) -> impl Form<Value = T> {
    let names = move || all.iter().map(|it| name(*it)).collect::<Vec<_>>();
    let known = move |text: &str| all.iter().copied().find(|it| name(*it) == text);
    let read = move |text: &str| known(text).ok_or_else(|| complaint(&names()));
    as_text("one of", move || Shape::Words(names()), read, move |value| name(value).into())
}

fn is_one_of(names: &[&str]) -> String {
    format!("must be one of {}", names.join(", "))
}

/// `true` or `false`.
pub fn flag() -> impl Form<Value = bool> {
    let read = |node: Node<'_>| node.flag().map_or_else(|| node.is_no("a boolean"), Ok);
    form("`true` or `false`", || Shape::Flag, read, Out::Flag)
}

/// The other way round.
pub fn not() -> impl Form<Value = bool> {
    form("`true` or `false`", || Shape::Flag, |node| Ok(!flag().read(node)?), |value: bool| Out::Flag(!value))
}

/// A number of things.
pub fn count() -> impl Form<Value = u64> {
    whole("whole number from 0", Some(0))
}

/// A number that may be below nothing.
pub fn seconds() -> impl Form<Value = i64> {
    whole("whole number", None)
}

fn whole<T: TryFrom<i128> + Into<i128>>(like: &'static str, from: Option<u64>) -> impl Form<Value = T> {
    let read = move |node: Node<'_>| {
        let Some(number) = node.whole() else { return node.is_no(&format!("a {like}")) };
        let beyond = |_| Invalid::new(format!("invalid value: integer `{number}`, expected a {like}")).into();
        T::try_from(number).map_err(beyond)
    };
    form(like, move || Shape::Whole(from), read, |value: T| Out::Whole(value.into()))
}

/// A date and time, to the millisecond, as text or as TOML has it.
pub fn moment() -> impl Form<Value = Timestamp> {
    let shape = || Shape::Text(r"^\s*\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?\s*$");
    let read = |node: Node<'_>| match node.text().map(str::to_owned).or_else(|| node.date()) {
        Some(text) => text.parse::<Timestamp>().map_err(|it| Invalid::new(it.to_string()).into()),
        None => node.is_no("a date and time like 2018-10-30T10:49:18.250Z"),
    };
    form("date and time", shape, read, |at: Timestamp| Out::Text(at.to_string().into()))
}
