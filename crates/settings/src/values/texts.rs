//! Words, and what is nobody's business.

use std::fmt;
use std::str::FromStr;

use crate::{Expected, Form, Value, expected};

/// One line of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(pub String);

impl FromStr for Text {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match text.is_empty() || text.contains(char::is_control) {
            true => expected(Self::LIKE),
            false => Ok(Text(text.to_owned())),
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Value for Text {
    const NAME: &'static str = "NAME";
    const LIKE: &'static str = "one line of text";
    const FORM: Form = Form::pattern(r"^[^\x00-\x1f\x7f-\x9f]+$");
}

/// A password; it shows itself nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl FromStr for Secret {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        if text.is_empty() { expected(Self::LIKE) } else { Ok(Secret(text.to_owned())) }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl Value for Secret {
    const NAME: &'static str = "PASSWORD";
    const LIKE: &'static str = "a password";
    const FORM: Form = Form::TEXT;
    const SECRET: bool = true;
}

/// Whether something is so: `true` or `false`. A flag alone says `true`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switch(pub bool);

impl FromStr for Switch {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        text.parse().map(Switch).or_else(|_| expected(Self::LIKE))
    }
}

impl fmt::Display for Switch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Value for Switch {
    const NAME: &'static str = "true|false";
    const LIKE: &'static str = "true or false";
    const FORM: Form = Form::SWITCH;
}
