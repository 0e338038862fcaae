//! What is wrong with a file, and where.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

/// A value that does not fit, by the keys that lead to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// Innermost first: an error is wrapped on its way out.
    path: Vec<Step>,
    message: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(&'static str),
    Index(usize),
}

/// What is wrong with a file: `registry.toml:12: people[3].orcid: the check digit should be 7`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {message}", .file.display())]
pub struct FileError {
    pub file: PathBuf,
    /// Counted from 1.
    pub line: usize,
    pub message: String,
}

impl Invalid {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Invalid { path: Vec::new(), message: message.into() }
    }

    /// The same, seen from the table that has it under `key`.
    pub(super) fn under(mut self, key: &'static str) -> Self {
        self.path.push(Step::Key(key));
        self
    }

    /// The same, seen from the list that has it at this place.
    pub(super) fn at(mut self, index: usize) -> Self {
        self.path.push(Step::Index(index));
        self
    }

    pub fn message(&self) -> &str {
        &self.message
    }

    /// `redirect_uris[0].scopes[1]`; empty when the whole is meant.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.path.iter().rev() {
            match step {
                Step::Key(key) if path.is_empty() => path.push_str(key),
                Step::Key(key) => {
                    path.push('.');
                    path.push_str(key);
                }
                Step::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.is_empty() {
            true => f.write_str(&self.message),
            false => write!(f, "{}: {}", self.path(), self.message),
        }
    }
}

impl std::error::Error for Invalid {}

impl FileError {
    pub(super) fn syntax(text: &str, file: &Path, problem: &toml::de::Error) -> Self {
        let at = problem.span().map_or(0, |span| span.start);
        FileError { file: file.into(), line: line_of(text, at), message: problem.message().to_owned() }
    }

    pub(super) fn semantic(text: &str, file: &Path, invalid: &Invalid) -> Self {
        let at = span_of(text, &invalid.path).map_or(0, |span| span.start);
        FileError { file: file.into(), line: line_of(text, at), message: invalid.to_string() }
    }
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count()
}

/// Where the value stands, or what comes nearest to it: a key that is missing has no place of its own.
fn span_of(text: &str, path: &[Step]) -> Option<Range<usize>> {
    let root = DeTable::parse(text).ok()?;
    let mut span = None;
    let mut here: Option<&DeValue<'_>> = None;
    for step in path.iter().rev() {
        let next = match (step, here) {
            (Step::Key(key), None) => root.get_ref().get(*key),
            (Step::Key(key), Some(value)) => value.as_table().and_then(|table| table.get(*key)),
            (Step::Index(index), Some(value)) => value.as_array().and_then(|list| list.get(*index)),
            (Step::Index(_), None) => None,
        };
        let Some(next) = next else { break };
        span = Some(next.span());
        here = Some(next.get_ref());
    }
    span
}
