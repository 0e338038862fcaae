//! Why a document was not understood.

use std::fmt;

use byline_model::rules::Step;

/// What a reader says about a document it refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    pub kind: ReadErrorKind,
    /// Where in the text; `None` for conditions found after reading.
    pub position: Option<Position>,
    /// The way down to the place, from the root: keys and positions from 0 in JSON (`work/external-ids/external-id/1`, a
    /// JSON pointer below the root), elements in XML (`work/external-ids/external-id[2]`, an XPath of local names).
    pub path: String,
    /// Which rule was broken, and how.
    pub reason: String,
}

/// Which layer refused, and with it the published error code (`record-api` 4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadErrorKind {
    /// Not well-formed XML or JSON: 9001.
    Malformed,
    /// The document is of another kind than the one asked for: 9006 or 9047.
    WrongDocument,
    /// Reading itself fails: an unknown key, a wrong JSON type, a value outside an enumeration: 9051 in XML, 9047 in JSON.
    Binding,
    /// The XSD does not allow it: 9012 in XML, 9047 in JSON.
    Schema,
    /// There is more of it than is taken, which no schema says: 9020.
    TooMuch,
}

/// Line and column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

impl ReadError {
    pub(crate) fn new(kind: ReadErrorKind, path: String, reason: impl Into<String>) -> Self {
        ReadError { kind, position: None, path, reason: reason.into() }
    }
}

/// The path of a place in JSON.
pub(crate) fn joined(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        if !path.is_empty() {
            path.push('/');
        }
        match step {
            Step::Key(key) => path.push_str(key),
            Step::Index(index) => path.push_str(&index.to_string()),
        }
    }
    path
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Position { line, column }) = self.position {
            write!(f, "line {line}, column {column}: ")?;
        }
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.reason)
    }
}

impl std::error::Error for ReadError {}
