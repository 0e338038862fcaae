//! Pages of the repository: every link between them leads somewhere, and decisions are numbered one by one.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result};

use crate::shell::{command, root};

const DECISIONS: &str = "docs/decisions/";

/// Every link that leads nowhere and every number that is missing or taken twice, one line each.
pub fn violations() -> Result<Vec<String>> {
    let output =
        command("git ls-files --cached --others --exclude-standard -- *.md").output().context("git is needed")?;
    let listed = String::from_utf8(output.stdout)?;
    // A file may be deleted in the tree and still be known to git.
    let pages: Vec<&str> = listed.lines().filter(|it| root().join(it).exists()).collect();
    let mut found = misnumbered(pages.iter().filter_map(|it| it.strip_prefix(DECISIONS)));
    for page in &pages {
        let text = fs::read_to_string(root().join(page)).with_context(|| format!("{page} cannot be read"))?;
        for (line, target) in links(&text) {
            if !root().join(resolved(page, target)).exists() {
                found.push(format!("{page}:{line}: {target} leads nowhere"));
            }
        }
    }
    Ok(found)
}

/// Names of files begin with four digits, counted from 0001 in the order of names.
fn misnumbered<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let number = |name: &str| name.split_once('-').and_then(|(number, _)| number.parse().ok());
    (1..)
        .zip(names)
        .filter(|(expected, name)| number(name) != Some(*expected))
        .map(|(expected, name)| format!("{DECISIONS}{name}: its number should be {expected:04}"))
        .take(1)
        .collect()
}

/// Links to other files, each with its line; what is in blocks of code is none.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut in_code = false;
    for (line, text) in (1..).zip(text.lines()) {
        in_code ^= text.trim_start().starts_with("```");
        if in_code {
            continue;
        }
        for (_, rest) in text.match_indices("](").map(|(at, mark)| text.split_at(at + mark.len())) {
            let target = rest.split([')', ' ', '#']).next().unwrap_or_default();
            if !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:") {
                found.push((line, target));
            }
        }
    }
    found
}

/// From the root of the repository: `docs/a.md` and `../b.md` are `b.md`.
fn resolved(page: &str, target: &str) -> PathBuf {
    let mut path = Path::new(page).parent().unwrap_or(Path::new("")).to_owned();
    for part in Path::new(target).components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            Component::Normal(name) => path.push(name),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_those_to_files() {
        let text = "[a](a.md#part) [b](https://b.example/)\n```\n[c](c.md)\n```\nand ([d](../d.md), [e](#e))";
        assert_eq!(links(text), [(1, "a.md"), (5, "../d.md")]);
        assert_eq!(resolved("docs/x/page.md", "../d.md"), Path::new("docs/d.md"));
        assert_eq!(resolved("page.md", "docs/d.md"), Path::new("docs/d.md"));
    }

    #[test]
    fn numbers_are_given_once_and_none_is_left_out() {
        let wrong = |names: &[&'static str]| misnumbered(names.iter().copied()).len();
        assert_eq!(wrong(&["0001-a.md", "0002-b.md"]), 0);
        assert_eq!(wrong(&["0001-a.md", "0001-b.md"]), 1);
        assert_eq!(wrong(&["0001-a.md", "0003-b.md"]), 1);
        assert_eq!(wrong(&["0001-a.md", "about.md"]), 1);
    }
}
