//! What is wrong with the settings: all of it, each with its place.

use std::fmt;
use std::ops::Range;
use std::path::Path;

/// One line for each problem: `byline.toml:3: listen: expected …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(Vec<String>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for Problems {}

impl Problems {
    pub fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Problems(vec![format!("{}: {error}", path.display())])
    }

    pub fn syntax(path: &Path, text: &str, error: &toml::de::Error) -> Self {
        Problems(vec![format!("{}: {}", place(path, text, error.span()), error.message())])
    }

    pub fn from_lines(lines: Vec<String>) -> Self {
        Problems(lines)
    }
}

/// `byline.toml:3`
pub fn place(path: &Path, text: &str, span: Option<Range<usize>>) -> String {
    let at = span.map_or(0, |span| span.start).min(text.len());
    let line = 1 + text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count();
    format!("{}:{line}", path.display())
}
