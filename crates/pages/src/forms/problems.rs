//! What is wrong with a form that was sent.

use std::borrow::Cow;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The id of the field; empty for what is about the whole form.
    pub field: Cow<'static, str>,
    pub text: String,
}

/// Everything that is wrong, in the order of the form: shown on top with links to the fields, and at each field.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    pub fn none() -> Self {
        Problems::default()
    }

    /// One that is about the whole form.
    pub fn whole(text: impl Into<String>) -> Self {
        Problems::none().with("", text)
    }

    pub fn with(mut self, field: impl Into<Cow<'static, str>>, text: impl Into<String>) -> Self {
        self.0.push(Problem { field: field.into(), text: text.into() });
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn all(&self) -> &[Problem] {
        &self.0
    }

    /// The first thing that is wrong with a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|problem| problem.field == field).map(|problem| problem.text.as_str())
    }
}
