//! `cargo xtask test`: everything a change has to pass, on a machine that has nothing but Rust.
//!
//! The tests themselves are plain `cargo test --workspace`, its output passed on line by line. What libtest cannot
//! say is that a test had nothing to run on (no official samples, no browser): such a test appends its name and the
//! reason to the file that `BYLINE_SKIP_LOG` names, and is counted as skipped instead of passed.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::needs;
use crate::shell::{cache, command, on_ci};

/// What the tests came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
    skipped: u64,
}

/// Provides what the tests need, runs them, and fails if any of them does.
pub fn test(long: bool, arguments: &[String]) -> Result<()> {
    let (environment, missing) = needs::provide(long);
    for (name, value) in &environment {
        eprintln!("{name}={}", value.display());
    }
    for line in &missing {
        eprintln!("missing: {line}");
    }
    let skip_log = cache().join("skipped-tests");
    fs::create_dir_all(cache())?;
    fs::write(&skip_log, "")?;

    let mut cargo = command("cargo test --workspace --no-fail-fast");
    cargo.args(arguments).envs(environment).env("BYLINE_SKIP_LOG", &skip_log);
    if long {
        cargo.env("BYLINE_LONG", "1");
    }
    let (mut tally, succeeded) = run_counting(&mut cargo)?;
    tally.take_skipped(&skip_log)?;

    println!("{tally}");
    if !succeeded && tally.failed == 0 {
        bail!("not every test could be built or run to its end");
    }
    if tally.failed > 0 {
        bail!("{} tests failed", tally.failed);
    }
    if tally.passed == 0 && arguments.is_empty() {
        bail!("no test ran");
    }
    if on_ci() && (!missing.is_empty() || fs::metadata(&skip_log)?.len() > 0) {
        bail!("on CI nothing that the tests need may be missing");
    }
    Ok(())
}

/// Runs `cargo test`, shows what it prints, and adds up its closing lines.
pub fn run_counting(cargo: &mut Command) -> Result<(Tally, bool)> {
    let mut child = cargo.stdout(Stdio::piped()).spawn().context("could not start cargo")?;
    let mut tally = Tally::default();
    let mut stdout = std::io::stdout().lock();
    for line in BufReader::new(child.stdout.take().expect("stdout is piped")).split(b'\n') {
        let line = line?;
        stdout.write_all(&line)?;
        stdout.write_all(b"\n")?;
        tally.add_line(&String::from_utf8_lossy(&line));
    }
    Ok((tally, child.wait()?.success()))
}

impl Tally {
    /// Adds a closing line of libtest, `test result: ok. 3 passed; 0 failed; 1 ignored; …`; others count nothing.
    fn add_line(&mut self, line: &str) {
        let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else {
            return;
        };
        for count in counts.split("; ") {
            match count.split_once(' ') {
                Some((number, "passed")) => self.passed += number.parse().unwrap_or(0),
                Some((number, "failed")) => self.failed += number.parse().unwrap_or(0),
                Some((number, "ignored")) => self.skipped += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }

    /// Moves the tests that noted themselves in the skip log from passed to skipped, and shows why.
    fn take_skipped(&mut self, log: &Path) -> Result<()> {
        let noted = fs::read_to_string(log)?;
        let mut lines: Vec<&str> = noted.lines().filter(|line| !line.is_empty()).collect();
        lines.sort_unstable();
        lines.dedup();
        for line in &lines {
            println!("skipped: {line}");
        }
        let count = lines.len() as u64;
        self.passed = self.passed.saturating_sub(count);
        self.skipped += count;
        Ok(())
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_add_up_and_other_lines_do_not_count() {
        let mut tally = Tally::default();
        for line in [
            "running 4 tests",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test a::passed ... ok",
            "test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 3.00s",
        ] {
            tally.add_line(line);
        }
        assert_eq!(tally.to_string(), "13 passed, 2 failed, 1 skipped");
    }

    #[test]
    fn a_test_that_noted_itself_counts_once_as_skipped() {
        let log = std::env::temp_dir().join(format!("byline-skip-log-{}", std::process::id()));
        fs::write(&log, "schema: no corpus\npages: no browser\nschema: no corpus\n").unwrap();
        let mut tally = Tally { passed: 5, failed: 0, skipped: 1 };
        tally.take_skipped(&log).unwrap();
        fs::remove_file(&log).unwrap();
        assert_eq!(tally, Tally { passed: 3, failed: 0, skipped: 3 });
    }
}
