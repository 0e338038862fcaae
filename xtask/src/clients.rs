//! `cargo xtask clients`: the part of the tests that runs published clients, alone.

use anyhow::{Result, bail};

use crate::needs;
use crate::shell::command;
use crate::test::run_counting;

/// Provides what the clients need and runs those that are named, or all.
pub fn clients(names: &[String], write: bool) -> Result<()> {
    let (environment, missing) = needs::provide(true);
    if !missing.is_empty() {
        bail!("missing:\n  {}", missing.join("\n  "));
    }
    let mut cargo = command("cargo test --package byline --test clients --");
    // A test is called what its client is, with what Rust lets names have.
    let test = |name: &String| format!("table::{}", name.to_lowercase().replace('-', "_"));
    cargo.args(names.iter().map(test)).args((!names.is_empty()).then_some("--exact")).envs(environment);
    // Nobody may think that a client passed which did not run.
    cargo.env("CI", "true").env("BYLINE_LONG", "1");
    if write {
        cargo.env("BYLINE_WRITE_CLIENTS", "1");
    }
    let (tally, succeeded) = run_counting(&mut cargo)?;
    if !succeeded {
        bail!("{} clients failed", tally.failed);
    }
    if tally.passed < names.len() as u64 {
        bail!("not all of these are clients; those that are stand in docs/clients.md");
    }
    Ok(())
}
