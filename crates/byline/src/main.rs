//! Byline in one program: the command line, configuration, and the wiring of everything else.
//!
//! The only crate that picks a store, reads the clock and draws randomness. What is printed on standard output is for
//! programs (the ready line, documents, tables); everything for people goes to standard error. Both go through [`out`].

#![deny(clippy::print_stdout, clippy::print_stderr, reason = "they panic when nobody reads: see `out`")]

#[macro_use]
mod out;

mod app;
mod arguments;
mod backup;
mod beside;
mod commands;
mod config;
mod data;
mod environment;
mod home;
mod issn_portal;
mod logging;
mod quotas;
mod runtime;
mod sandbox;
mod server;

use std::process::ExitCode;

use byline_settings::Problems;
use clap::{CommandFactory, FromArgMatches};

use crate::arguments::{Arguments, Command};
use crate::commands::Outcome;

/// Parsing documents allocates much; this allocator is a sixth faster there. Without huge pages (`no_thp`): they double
/// what a sandbox takes, and bring nothing measurable.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let started = environment::Stopwatch::start();
    let mut command = Arguments::command();
    let matches = command.get_matches_mut();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let outcome = logging::start(&arguments.logging).and_then(|()| {
        arguments::beaten_variables(&command, &matches).iter().for_each(|it| tracing::warn!("{it}"));
        run(arguments.command, started)
    });
    match outcome {
        Ok(outcome) => outcome.into(),
        Err(error) if out::reader_left(&error) => ExitCode::SUCCESS,
        Err(error) => {
            commands::explain(&error);
            let misused = error.downcast_ref::<Problems>().is_some_and(Problems::blame_the_call);
            if misused { Outcome::Misused.into() } else { ExitCode::FAILURE }
        }
    }
}

fn run(command: Command, started: environment::Stopwatch) -> anyhow::Result<Outcome> {
    // Once per process, before anything asks for TLS.
    let _installed_before = rustls::crypto::aws_lc_rs::default_provider().install_default();
    match command {
        Command::Sandbox(arguments) => commands::sandbox::run(*arguments, started),
        Command::Serve(arguments) => commands::serve::run(&arguments, started),
        Command::Config(arguments) => commands::config::run(&arguments),
        Command::Check(arguments) => commands::check::run(&arguments),
        Command::Import(arguments) => commands::import::run(&arguments),
        Command::Migrate(arguments) => commands::migrate::run(&arguments),
        Command::Backup(arguments) => commands::backup::run(&arguments),
        Command::Restore(arguments) => commands::restore::run(&arguments),
        Command::Export(arguments) => commands::export::run(&arguments),
        Command::Convert(arguments) => commands::convert::run(&arguments),
        Command::Generate(arguments) => commands::generate::run(&arguments),
        Command::Fixtures(arguments) => commands::fixtures::run(&arguments),
        Command::DevCa(arguments) => commands::dev_ca::run(&arguments),
        Command::Client(arguments) => commands::client::run(&arguments),
        Command::Keys(arguments) => commands::keys::run(&arguments),
        Command::Person(arguments) => commands::person::run(&arguments),
        Command::Mail(arguments) => commands::mail::run(&arguments),
        Command::Webhooks(arguments) => commands::webhooks::run(&arguments),
        Command::Journal(arguments) => commands::journal::run(&arguments),
        Command::Search(arguments) => commands::search::run(&arguments),
        Command::Reindex(arguments) => commands::reindex::run(&arguments),
    }
}
