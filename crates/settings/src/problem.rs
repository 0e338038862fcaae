//! What is wrong with settings: all of it, each with its place.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::given::Via;

/// Who made more mistakes than this made one of them over and over: the others are counted.
pub(crate) const MOST: usize = 100;

/// One line for each: `byline.toml:3: listen: expected …`, `--listen: expected …`. Those of the file come by line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Problem {
    pub at: Place,
    /// Empty where the place says it already.
    pub key: String,
    pub what: String,
}

/// In the order in which problems are told.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Place {
    /// In the file, at this byte of it.
    File(PathBuf, usize, Line),
    Given(Via),
    Nowhere,
}

/// From 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Line(usize);

impl Place {
    pub(crate) fn in_file(path: &Path, lines: &Lines, span: &Range<usize>) -> Self {
        Place::File(path.to_owned(), span.start, lines.line(span.start))
    }
}

/// Where the lines of a file end.
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    pub fn of(text: &str) -> Self {
        Lines(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect())
    }

    /// The line of a byte; behind the end, the last.
    fn line(&self, at: usize) -> Line {
        Line(1 + self.0.partition_point(|end| *end < at))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::File(path, _, Line(line)) => write!(f, "{}:{line}", path.display()),
            Place::Given(via) => via.fmt(f),
            Place::Nowhere => Ok(()),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.at != Place::Nowhere {
            write!(f, "{}: ", self.at)?;
        }
        match &*self.key {
            "" => f.write_str(&self.what),
            key => write!(f, "{key}: {}", self.what),
        }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines: Vec<String> = self.0.iter().take(MOST).map(ToString::to_string).collect();
        match self.0.len().saturating_sub(MOST) {
            0 => {}
            1 => lines.push("and one more".to_owned()),
            more => lines.push(format!("and {more} more")),
        }
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Problems {}

impl Problems {
    pub(crate) fn new(problems: Vec<Problem>) -> Self {
        // A value that stands for several is wrong once.
        let mut told = HashSet::with_capacity(problems.len());
        let first: Vec<bool> = problems.iter().map(|it| told.insert(it)).collect();
        let mut first = first.into_iter();
        let mut problems = problems;
        problems.retain(|_| first.next().unwrap_or_default());
        problems.sort_by(|one, other| one.at.cmp(&other.at));
        Problems(problems)
    }

    pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        let what = format!("{}: cannot be read: {error}", path.display());
        Problems(vec![Problem { at: Place::Nowhere, key: String::new(), what }])
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Problems) -> Self {
        Problems::new([self.0, other.0].concat())
    }

    /// Whether a flag or a variable is among them: whoever calls the program can mend those.
    pub fn blame_the_call(&self) -> bool {
        self.0.iter().any(|it| matches!(it.at, Place::Given(_)))
    }
}

/// The name of a row of a table that is [checked](crate::settings).
#[derive(Clone, Copy, Debug)]
pub struct Named(pub &'static str);

/// What is wrong with settings of a table that do not fit each other.
#[derive(Clone, Debug)]
pub struct Complaint {
    /// The first of these that is set says where the problem is.
    pub(crate) about: Vec<Named>,
    pub(crate) what: String,
}

impl Complaint {
    /// What is wrong with these settings together, and where each of them stands.
    pub fn new(about: impl IntoIterator<Item = Named>, what: impl Into<String>) -> Self {
        Complaint { about: about.into_iter().collect(), what: what.into() }
    }
}
