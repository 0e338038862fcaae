//! What is wrong with a file, and where.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

/// Nobody makes more mistakes than this in one word.
const MISTAKES: usize = 3;
/// Who made more mistakes than this made one of them over and over.
const MOST: usize = 100;

/// A value that does not fit, by the keys that lead to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// Innermost first: an error is wrapped on its way out.
    path: Vec<Step>,
    message: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(Cow<'static, str>),
    Index(usize),
}

/// Everything that does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Problems(Vec<Invalid>);

/// What is wrong with a file: `registry.toml:12: people[3].orcid: the check digit should be 7`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {message}", .file.display())]
pub struct FileError {
    pub file: PathBuf,
    /// Counted from 1.
    pub line: usize,
    pub message: String,
}

/// All of it, by line; of very many the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileErrors(pub Vec<FileError>);

impl Invalid {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Invalid { path: Vec::new(), message: message.into() }
    }

    /// A key that means nothing, where these do.
    pub(super) fn unknown(key: &str, known: &[&str]) -> Self {
        let distance = |it: &&&str| strsim::damerau_levenshtein(key, it);
        let near = known.iter().min_by_key(distance).filter(|it| distance(it) <= MISTAKES.min(key.len() / 3));
        let meant = match near {
            Some(near) => format!("; did you mean `{near}`?"),
            None => format!(", expected one of `{}`", known.join("`, `")),
        };
        let mut unknown = Invalid::new(format!("unknown field `{key}`{meant}"));
        unknown.path.push(Step::Key(Cow::Owned(key.to_owned())));
        unknown
    }

    /// The same, seen from the table that has it under `key`.
    pub(super) fn under(mut self, key: &'static str) -> Self {
        self.path.push(Step::Key(Cow::Borrowed(key)));
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

    /// The byte at which the value stands, or what comes nearest to it: a key that is missing has no place of its own.
    fn place(&self, root: &DeTable<'_>) -> usize {
        let mut place = 0;
        let mut here: Option<&DeValue<'_>> = None;
        for step in self.path.iter().rev() {
            let next = match (step, here) {
                (Step::Key(key), None) => root.get(&**key),
                (Step::Key(key), Some(value)) => value.as_table().and_then(|table| table.get(&**key)),
                (Step::Index(index), Some(value)) => value.as_array().and_then(|list| list.get(*index)),
                (Step::Index(_), None) => None,
            };
            let Some(next) = next else { break };
            place = next.span().start;
            here = Some(next.get_ref());
        }
        place
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

impl Problems {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was read; what was wrong with it is among them.
    pub(super) fn keep<T>(&mut self, read: Result<T, Problems>) -> Option<T> {
        read.map_err(|problems| self.add(problems)).ok()
    }

    pub(super) fn add(&mut self, others: Problems) {
        self.0.extend(others.0);
    }

    /// What was read, unless there are any; there are where nothing was.
    pub(super) fn or<T>(self, value: Option<T>) -> Result<T, Problems> {
        value.filter(|_| self.is_empty()).ok_or(self)
    }

    /// See [`Invalid::under`].
    pub(super) fn under(self, key: &'static str) -> Self {
        self.0.into_iter().map(|it| it.under(key)).collect()
    }

    /// See [`Invalid::at`].
    pub(super) fn at(self, index: usize) -> Self {
        self.0.into_iter().map(|it| it.at(index)).collect()
    }

    /// The first of them; there is one wherever reading failed.
    pub(super) fn first(self) -> Invalid {
        self.0.into_iter().next().expect("a failure has a reason")
    }
}

impl From<Invalid> for Problems {
    fn from(invalid: Invalid) -> Self {
        Problems(vec![invalid])
    }
}

impl FromIterator<Invalid> for Problems {
    fn from_iter<I: IntoIterator<Item = Invalid>>(all: I) -> Self {
        Problems(all.into_iter().collect())
    }
}

impl FromIterator<Problems> for Problems {
    fn from_iter<I: IntoIterator<Item = Problems>>(all: I) -> Self {
        all.into_iter().flat_map(|it| it.0).collect()
    }
}

impl FileErrors {
    pub(super) fn syntax(text: &str, file: &Path, problem: &toml::de::Error) -> Self {
        let at = problem.span().map_or(0, |span| span.start);
        let message = problem.message().to_owned();
        FileErrors(vec![FileError { file: file.into(), line: Lines::of(text).line(at), message }])
    }

    pub(super) fn semantic(text: &str, file: &Path, problems: &Problems) -> Self {
        let root = DeTable::parse(text).ok();
        let place = |it: &Invalid| root.as_ref().map_or(0, |root| it.place(root.get_ref()));
        let mut placed: Vec<(usize, &Invalid)> = problems.0.iter().map(|it| (place(it), it)).collect();
        placed.sort_by_key(|(at, _)| *at);
        placed.truncate(MOST);
        let mut lines = Lines::of(text);
        let line = |(at, invalid): (usize, &Invalid)| FileError {
            file: file.into(),
            line: lines.line(at),
            message: invalid.to_string(),
        };
        FileErrors(placed.into_iter().map(line).collect())
    }
}

impl fmt::Display for FileErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for FileErrors {}

/// Counts lines from place to place.
struct Lines<'t> {
    text: &'t [u8],
    seen: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        Lines { text: text.as_bytes(), seen: 0, line: 1 }
    }

    /// The line of a byte that is not before the one asked for last.
    fn line(&mut self, at: usize) -> usize {
        let at = at.clamp(self.seen, self.text.len());
        self.line += self.text[self.seen..at].iter().filter(|byte| **byte == b'\n').count();
        self.seen = at;
        self.line
    }
}
