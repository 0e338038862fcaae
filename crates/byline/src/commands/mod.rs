//! What each command does.

pub mod backup;
pub mod check;
pub mod client;
pub mod config;
pub mod convert;
pub mod dev_ca;
pub mod export;
pub mod fixtures;
pub mod generate;
pub mod import;
pub mod journal;
pub mod keys;
pub mod mail;
mod meter;
pub mod migrate;
pub mod person;
mod progress;
pub mod reindex;
pub mod restore;
pub mod sandbox;
pub mod search;
pub mod serve;
pub mod webhooks;

use std::process::ExitCode;

/// How a command ended that was called correctly (wrong calls end with 2, which clap sees to).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// It came to its end, but left something out and said so.
    Incomplete,
    /// It was called in a way that only shows later than on the command line.
    Misused,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Incomplete => ExitCode::from(1),
            Outcome::Misused => ExitCode::from(2),
        }
    }
}

/// `1 item`, `2 items`, `1 person`, `2 people`
pub fn counted(count: u64, what: &str) -> String {
    match (count, what) {
        (1, _) => format!("1 {what}"),
        (_, "person") => format!("{} people", indicatif::HumanCount(count)),
        _ => format!("{} {what}s", indicatif::HumanCount(count)),
    }
}

/// Tells people why a command failed: the error and what caused it, one line each.
pub fn explain(error: &anyhow::Error) {
    let mut lines: Vec<String> = Vec::new();
    for cause in error.chain() {
        let line = cause.to_string();
        // Errors that show their cause themselves would say it twice.
        if lines.last().is_none_or(|before| !before.contains(&line)) {
            lines.push(line);
        }
    }
    crate::out::complain(&format!("byline: {}", lines.join("\n  because: ")));
}
