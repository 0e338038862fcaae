//! Files, or parts of files, that are made from something else in the tree.
//!
//! A generated part stands between `<!-- begin: NAME -->` and `<!-- end: NAME -->`. `cargo xtask generate` writes
//! them, `cargo xtask check` fails when one is not what it would write.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::rows::PLACES;
use crate::shell::{command, output, root};

struct Part {
    file: &'static str,
    name: &'static str,
    make: fn() -> Result<String>,
}

const PARTS: &[Part] = &[
    Part { file: "docs/architecture.md", name: "rows", make: rows },
    Part { file: "docs/settings.md", name: "settings", make: || said("config reference") },
    Part { file: "docs/fixtures.md", name: "tables", make: || said("fixtures reference") },
];

/// Writes every part anew.
pub fn write() -> Result<()> {
    for part in PARTS {
        let path = root().join(part.file);
        let old = fs::read_to_string(&path).with_context(|| format!("cannot read {}", part.file))?;
        let new = part.replace(&old)?;
        if new != old {
            fs::write(&path, new)?;
            eprintln!("wrote {}", part.file);
        }
    }
    Ok(())
}

/// The parts that differ from what [`write()`] would write.
pub fn stale() -> Result<Vec<String>> {
    let mut found = Vec::new();
    for part in PARTS {
        let there = fs::read_to_string(root().join(part.file)).with_context(|| format!("cannot read {}", part.file))?;
        if part.replace(&there)? != there {
            found.push(format!("{}: `{}` is out of date; run `cargo xtask generate`", part.file, part.name));
        }
    }
    Ok(found)
}

impl Part {
    fn replace(&self, text: &str) -> Result<String> {
        let (begin, end) = (format!("<!-- begin: {} -->\n", self.name), format!("<!-- end: {} -->", self.name));
        let Some((before, rest)) = text.split_once(&begin) else { bail!("{} has no `{}`", self.file, begin.trim()) };
        let Some((_, after)) = rest.split_once(&end) else { bail!("{} has no `{end}`", self.file) };
        Ok(format!("{before}{begin}{}{end}{after}", (self.make)()?))
    }
}

/// The crates that exist, highest row first.
fn rows() -> Result<String> {
    let mut table = String::from("| Row | Crate | What it is for |\n| --- | --- | --- |\n");
    for place in PLACES.iter().filter(|place| root().join("crates").join(place.folder).join("Cargo.toml").is_file()) {
        table += &format!("| {} | `{}` | {} |\n", place.row, place.folder, place.purpose);
    }
    Ok(table)
}

/// What the program says about itself.
fn said(arguments: &str) -> Result<String> {
    output(command("cargo run --quiet --package byline --").args(arguments.split(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: Part = Part { file: "a.md", name: "part", make: || Ok("new\n".to_owned()) };

    #[test]
    fn only_what_stands_between_the_marks_changes() {
        let text = "a\n<!-- begin: part -->\nold\n<!-- end: part -->\nz\n";
        assert_eq!(PART.replace(text).unwrap(), "a\n<!-- begin: part -->\nnew\n<!-- end: part -->\nz\n");
    }

    #[test]
    fn a_lost_mark_is_an_error() {
        assert!(PART.replace("a\n<!-- begin: part -->\nold\n").is_err());
        assert!(PART.replace("old\n<!-- end: part -->\n").is_err());
    }
}
