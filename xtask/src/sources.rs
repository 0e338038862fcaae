//! What can be seen by reading the sources as text.

use std::fs;

use anyhow::{Context, Result};

use crate::shell::{command, root};

/// Files past this many lines probably tell two stories.
const LONG: usize = 600;

/// Signs of unfinished work, written in halves so that this file does not find itself.
const MARKERS: &[&str] =
    &[concat!("todo", "!("), concat!("unimplemented", "!("), concat!("FIX", "ME"), concat!("#[ign", "ore")];

/// What was found, and whether it is allowed to stay.
#[derive(Debug, Default)]
pub struct Findings {
    pub errors: Vec<String>,
    pub notes: Vec<String>,
}

/// Reads every Rust source that git knows or would add.
pub fn findings() -> Result<Findings> {
    let output =
        command("git ls-files --cached --others --exclude-standard -- *.rs").output().context("git is needed")?;
    let listed = String::from_utf8(output.stdout)?;
    let mut found = Findings::default();
    for name in listed.lines() {
        // A file may be deleted in the tree and still be known to git.
        if let Ok(text) = fs::read_to_string(root().join(name)) {
            read(name, &text, &mut found);
        }
    }
    Ok(found)
}

fn read(name: &str, text: &str, found: &mut Findings) {
    let mut lines = 0;
    for (index, line) in text.lines().enumerate() {
        lines = index + 1;
        if let Some(marker) = MARKERS.iter().find(|marker| line.contains(**marker)) {
            found.errors.push(format!("{name}:{lines}: unfinished: {marker}"));
        }
        // A known gap names its issue: `TODO(#123)`.
        let gap = concat!("TO", "DO");
        if line.contains(gap) && !line.contains(&format!("{gap}(#")) {
            found.errors.push(format!("{name}:{lines}: a {gap} without an issue, {gap}(#123)"));
        }
    }
    if lines > LONG && !name.ends_with("tests.rs") && !name.contains("/tests/") {
        found.notes.push(format!("{name} has {lines} lines"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(text: &str) -> usize {
        let mut found = Findings::default();
        read("a.rs", text, &mut found);
        found.errors.len()
    }

    #[test]
    fn markers_are_found_by_line() {
        let mut found = Findings::default();
        read("a.rs", &format!("fn a() {{\n    {}\n}}", concat!("todo", "!()")), &mut found);
        assert!(found.errors[0].starts_with("a.rs:2: unfinished"), "{found:?}");
    }

    #[test]
    fn a_gap_needs_an_issue() {
        assert_eq!(errors(concat!("// TO", "DO: later")), 1);
        assert_eq!(errors(concat!("// TO", "DO(#12): later")), 0);
    }

    #[test]
    fn long_files_are_noted_but_long_tests_are_not() {
        let text = "\n".repeat(LONG + 1);
        let mut found = Findings::default();
        read("crates/a/src/a.rs", &text, &mut found);
        read("crates/a/tests/it/a.rs", &text, &mut found);
        assert_eq!(found.notes.len(), 1);
    }
}
