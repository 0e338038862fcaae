//! A message with things put into it.

use std::borrow::Cow;
use std::fmt;

use fluent_bundle::{FluentArgs, FluentValue};

use crate::Texts;

/// A message that is being filled in; `to_string` says it.
pub struct Phrase<'a> {
    texts: Texts,
    key: &'a str,
    arguments: FluentArgs<'a>,
}

impl<'a> Phrase<'a> {
    pub(crate) fn new(texts: Texts, key: &'a str) -> Self {
        Phrase { texts, key, arguments: FluentArgs::new() }
    }

    /// Puts in words as they are.
    #[must_use]
    pub fn with(mut self, name: &'a str, value: impl Into<Cow<'a, str>>) -> Self {
        self.arguments.set(name, FluentValue::String(value.into()));
        self
    }

    /// Puts in a number, which may choose between plural forms.
    #[must_use]
    pub fn count(mut self, name: &'a str, number: usize) -> Self {
        self.arguments.set(name, number);
        self
    }

    /// The name of the message.
    pub fn key(&self) -> &'a str {
        self.key
    }

    /// The language that it is said in.
    pub fn texts(&self) -> Texts {
        self.texts
    }
}

impl fmt::Display for Phrase<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.texts.format(self.key, Some(&self.arguments)))
    }
}
