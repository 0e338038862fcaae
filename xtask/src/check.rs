//! `cargo xtask check`: what holds for the sources, whatever the tests say.
//!
//! Every step runs, so that one call shows everything there is to mend.

use anyhow::{Context, Result, bail};

use crate::shell::{cache, command, find_program, root, run, succeeds};
use crate::{docs, features, generate, pages, rows, sources};

/// Pinned so that a new release does not turn a green tree red.
const CARGO_DENY: &str = "0.20.2";

type Step = fn() -> Result<()>;

/// Runs the checks; `quick` leaves out the one that may have to install a tool first.
pub fn check(quick: bool) -> Result<()> {
    let mut steps: Vec<(&str, Step)> = vec![
        ("crate rows", crate_rows),
        ("sources", unfinished),
        ("docstrings", docstrings),
        ("features", || none_of(&features::violations()?)),
        ("pages", || none_of(&pages::violations()?)),
        ("generated files", generated),
        ("format", || run(&mut command("cargo fmt --all --check"))),
        ("lints", || run(&mut command("cargo clippy --quiet --workspace --all-targets -- -D warnings"))),
    ];
    if !quick {
        steps.push(("dependencies", dependencies));
    }
    let mut failed = Vec::new();
    for (name, step) in steps {
        match step() {
            Ok(()) => eprintln!("{name}: ok"),
            Err(error) => {
                eprintln!("{name}: {error:#}");
                failed.push(name);
            }
        }
    }
    if !failed.is_empty() {
        bail!("to mend: {}", failed.join(", "));
    }
    Ok(())
}

fn crate_rows() -> Result<()> {
    none_of(&rows::violations()?)
}

fn docstrings() -> Result<()> {
    let mut short = Vec::new();
    for (line, falls_short) in docs::counted()? {
        if falls_short {
            short.push(line);
        } else {
            eprintln!("note: {line}");
        }
    }
    none_of(&short)
}

fn generated() -> Result<()> {
    none_of(&generate::stale()?)
}

fn unfinished() -> Result<()> {
    let found = sources::findings()?;
    for note in &found.notes {
        eprintln!("note: {note}");
    }
    none_of(&found.errors)
}

/// Bans, licences and sources of what we depend on, by `deny.toml`. Advisories need a network and are a step of
/// their own: `cargo deny check advisories`.
fn dependencies() -> Result<()> {
    let tool = match find_program(&["cargo-deny"]) {
        Some(tool) => tool,
        None => {
            let tools = cache().join("tools");
            let tool = tools.join("bin/cargo-deny");
            if !succeeds(std::process::Command::new(&tool).arg("--version")) {
                eprintln!("installing cargo-deny {CARGO_DENY}, once; this takes some minutes");
                run(command("cargo install --quiet --locked cargo-deny --version")
                    .arg(CARGO_DENY)
                    .arg("--root")
                    .arg(&tools))
                .context("cargo-deny is neither installed nor installable")?;
            }
            tool
        }
    };
    run(std::process::Command::new(tool).current_dir(root()).args([
        "--log-level",
        "error",
        "check",
        "bans",
        "licenses",
        "sources",
    ]))
}

fn none_of(found: &[String]) -> Result<()> {
    if found.is_empty() {
        return Ok(());
    }
    bail!("\n  {}", found.join("\n  "));
}
