//! What a long run tells whoever started it.

use std::fmt;
use std::path::{Path, PathBuf};

use byline_formats::{Dropped, Position, ReadError};

/// Told what happens. Called from one thread at a time.
pub trait Progress: Send + Sync {
    /// An input is opened; its size in bytes when that is known.
    fn began(&self, _input: &Path, _size: Option<u64>) {}

    /// So many documents (or people, of a directory in the layout of data files) are passed over, as an earlier run
    /// imported them.
    fn resumes(&self, _input: &Path, _done: u64) {}

    /// So many documents more have been dealt with, which ends at this byte of the input as it lies on disk; 0 for
    /// directories.
    fn advanced(&self, _position: u64, _documents: u64) {}

    /// A document was left out.
    fn refused(&self, _refusal: &Refusal) {}

    /// A part of a document was left out; the rest came in.
    fn dropped(&self, _part: &DroppedPart) {}

    /// A document that was refused came in at the end of the run, when others had given up their addresses.
    fn came_in(&self, _refusal: &Refusal) {}
}

/// Nobody listens.
impl Progress for () {}

/// A document that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The file or archive.
    pub file: PathBuf,
    /// The entry of the archive, or the file's place in the directory; empty when the file itself is meant.
    pub entry: String,
    /// Line and column inside the document.
    pub position: Option<Position>,
    /// The rule that was broken, with the path of elements or keys that leads there.
    pub reason: String,
}

impl Refusal {
    pub(crate) fn new(file: &Path, entry: &str, reason: impl fmt::Display) -> Self {
        Refusal { file: file.into(), entry: entry.to_owned(), position: None, reason: reason.to_string() }
    }

    pub(crate) fn of_read(file: &Path, entry: &str, mut problem: ReadError) -> Self {
        let position = problem.position.take();
        Refusal { position, ..Refusal::new(file, entry, problem) }
    }
}

impl Refusal {
    /// Which document it is about.
    pub fn place(&self) -> impl fmt::Display {
        place(&self.file, &self.entry)
    }
}

fn place(file: &Path, entry: &str) -> String {
    let file = file.display();
    if entry.is_empty() { file.to_string() } else { format!("{file}: {entry}") }
}

/// A part of a document that could not be kept, of a document that was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DroppedPart {
    /// The file or archive.
    pub file: PathBuf,
    /// As in [`Refusal::entry`].
    pub entry: String,
    /// Where in the document, what stood there, and why it is gone.
    pub part: Dropped,
}

impl DroppedPart {
    pub(crate) fn all(file: &Path, entry: &str, parts: Vec<Dropped>) -> impl Iterator<Item = Self> {
        parts.into_iter().map(move |part| DroppedPart { file: file.into(), entry: entry.to_owned(), part })
    }
}

impl fmt::Display for DroppedPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: left out: {}", place(&self.file, &self.entry), self.part)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.place())?;
        if let Some(Position { line, column }) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.reason)
    }
}
