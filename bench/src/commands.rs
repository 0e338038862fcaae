//! How the binary is called. The one place to change when its command line does.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::corpus::Corpus;
use crate::process::{Core, byline, own_byline, pinned};

/// Any free port; the ready line tells which.
const LISTEN: [&str; 2] = ["--listen", "127.0.0.1:0"];

/// Requests are counted, as they are where people run it, but one client and one address may ask as often as they can.
const RATES: &str = "all=1000000/s";

/// Where answers that were rendered once are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewCache {
    Off,
    Store,
    Memory,
}

pub fn sandbox() -> Result<Command> {
    let mut command = pinned(Core::Server, byline()?);
    command.arg("sandbox").args(LISTEN);
    Ok(command)
}

pub fn serve(data: &Path, cache: ViewCache) -> Result<Command> {
    let mut command = pinned(Core::Server, byline()?);
    let cache = match cache {
        ViewCache::Off => "off",
        ViewCache::Store => "store",
        // Enough for all answers that are to stay there.
        ViewCache::Memory => "memory:1GiB",
    };
    command.arg("serve").arg("--data").arg(data).args(LISTEN);
    command.env("BYLINE_VIEW_CACHE", cache).env("BYLINE_RATES", RATES);
    Ok(command)
}

/// On all cores, as people run it.
pub fn import(data: &Path, archive: &Path) -> Result<Command> {
    let mut command = Command::new(byline()?);
    command.arg("import").arg("--data").arg(data).arg(archive);
    Ok(command)
}

/// Organisations of a vocabulary, from its file.
pub fn import_organizations(data: &Path, file: &Path) -> Result<Command> {
    let mut command = Command::new(byline()?);
    command.arg("import").arg("--data").arg(data).arg("--organizations").arg(file);
    Ok(command)
}

/// The index of the search made anew.
pub fn reindex(data: &Path) -> Result<Command> {
    let mut command = Command::new(byline()?);
    command.arg("reindex").arg("--data").arg(data);
    Ok(command)
}

/// Summaries alone, by the program that is measured, whichever plays it meanwhile.
pub fn generate(corpus: Corpus, out: &Path, report: &Path) -> Result<Command> {
    let mut command = Command::new(own_byline()?);
    command.args(["generate", "--force", "--only-summaries", "--mix", corpus.mix.as_str()]);
    command.args(["--people", &corpus.records.to_string(), "--from", &corpus.from.to_string()]);
    command.arg("--out").arg(out).arg("--report").arg(report);
    Ok(command)
}

pub fn convert(archive: &Path, out: &Path) -> Result<Command> {
    let mut command = Command::new(byline()?);
    command.args(["convert", "--to", "json"]).arg("--out").arg(out).arg(archive);
    Ok(command)
}

/// Our own programs for the other side of a comparison.
pub fn ourselves(core: Option<Core>) -> Result<Command> {
    let program = std::env::current_exe()?;
    Ok(match core {
        Some(core) => pinned(core, program),
        None => Command::new(program),
    })
}
