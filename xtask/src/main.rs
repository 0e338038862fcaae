//! Chores of the workspace that need code: `cargo xtask --help`.

mod check;
mod clients;
mod docs;
mod features;
mod generate;
mod needs;
mod pages;
mod rows;
mod shell;
mod sources;
mod test;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use shell::{command, run};

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "Chores of the workspace")]
enum Chore {
    /// Get what the tests need, then run all of them
    Test {
        /// The long tier: many kills, failover drills, thousands of generated cases
        #[arg(long)]
        long: bool,
        /// Further arguments for `cargo test`
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Run published clients, as they are, against a sandbox that plays the hosts they know
    Clients {
        /// Which clients (see docs/clients.md); all when none is named
        names: Vec<String>,
        /// Write what they did into docs/clients.md, instead of holding it to what stands there
        #[arg(long)]
        write: bool,
    },
    /// Format, lints, crate rows, docstrings, features, generated files, unfinished work, dependencies
    Check {
        /// Leave out the check of dependencies, whose tool may have to be installed first
        #[arg(long)]
        quick: bool,
    },
    /// Write the generated parts of files anew
    Generate,
    /// Measure against a bare server and note the figures in docs/benchmarks.md
    Bench {
        /// What to measure (see `--list`), `growth` and what grows, or `search` and sizes in people; everything when none is
        /// named
        names: Vec<String>,
        /// Measure beside another program, in turn, and say whether this one is slower
        #[arg(long, value_name = "BINARY")]
        against: Option<PathBuf>,
        /// Show what there is to measure
        #[arg(long)]
        list: bool,
    },
}

fn main() -> ExitCode {
    let outcome = match Chore::parse() {
        Chore::Test { long, arguments } => test::test(long, &arguments),
        Chore::Clients { names, write } => clients::clients(&names, write),
        Chore::Check { quick } => check::check(quick),
        Chore::Generate => generate::write(),
        Chore::Bench { names, against, list } => bench(&names, against.as_deref(), list),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Printed without a backtrace: what failed is said, and where in here it was noticed helps nobody.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn bench(names: &[String], against: Option<&Path>, list: bool) -> Result<()> {
    if list {
        return run(&mut command("cargo run --quiet --release --package byline-bench -- list"));
    }
    run(&mut command("cargo build --release --package byline --package byline-bench"))?;
    match (against, names) {
        (Some(binary), names) => run(command("target/release/byline-bench against").arg(binary).args(names)),
        (None, [first, rest @ ..]) if first == "growth" || first == "search" => {
            run(command("target/release/byline-bench").arg(first).args(rest))
        }
        (None, names) => run(command("target/release/byline-bench run --write docs/benchmarks.md").args(names)),
    }
}
