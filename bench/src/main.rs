//! Measures Byline from without: `cargo xtask bench`.
//!
//! Every figure is a ratio to a baseline of the same run, for absolute figures say more about a machine than about a
//! program: requests are compared with a bare server that answers as many constant bytes, archives with nothing but
//! unpacking them. Server and generator have a core each.
// Only durations are measured here; there is no clock to hand in.
#![allow(clippy::disallowed_methods)]

mod baseline;
mod commands;
mod corpus;
mod flood;
mod growth;
mod handoff;
mod histogram;
mod load;
mod oauth;
mod process;
mod report;
mod scenario;
mod search;
mod signing;
mod writes;

use std::cell::RefCell;
use std::fs::File;
use std::io::BufReader;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Parser;

use scenario::{COMPARED, Effort, SCENARIOS, Work};

#[derive(Parser)]
#[command(name = "byline-bench", about = "Measures Byline from without")]
enum Command {
    /// Show what there is to measure
    List,
    /// Measure, and print a row per figure
    Run {
        /// What to measure; everything when nothing is named
        names: Vec<String>,
        /// A file with a table of figures to put the rows in
        #[arg(long)]
        write: Option<PathBuf>,
        /// Length of one measurement
        #[arg(long, default_value_t = 3.0)]
        seconds: f64,
        /// Measurements of each side; the middle one counts
        #[arg(long, default_value_t = 3)]
        rounds: usize,
    },
    /// Measure this program and another in turn, and say whether this one is slower
    Against {
        /// The other program
        binary: PathBuf,
        /// What to measure; everything that has two sides when nothing is named
        names: Vec<String>,
        /// Length of one measurement
        #[arg(long, default_value_t = 1.5)]
        seconds: f64,
        /// Measurements of each side
        #[arg(long, default_value_t = scenario::PAIRS)]
        pairs: usize,
    },
    /// Measure what operations cost while what they touch grows
    Growth {
        /// What grows; everything when nothing is named
        names: Vec<String>,
    },
    /// Measure searches while the registry grows
    Search {
        /// Sizes of the registry, in people
        #[arg(default_values_t = [10_000, 100_000, 1_000_000])]
        people: Vec<u64>,
        /// How long each kind of query is asked
        #[arg(long, default_value_t = 10.0)]
        seconds: f64,
        /// Where registries are made; they stay there for the next time
        #[arg(long)]
        folder: Option<PathBuf>,
    },
    /// Answer every request with the same bytes
    Baseline {
        /// How many
        #[arg(long, default_value_t = 1)]
        bytes: usize,
        /// A file with a number in each line: so many, in turn
        #[arg(long, conflicts_with = "bytes")]
        sizes: Option<PathBuf>,
    },
    /// Send requests and print what came of it as JSON
    Load {
        address: SocketAddr,
        /// Whole requests, one after the other
        requests: PathBuf,
        #[arg(long, default_value_t = 32)]
        connections: usize,
        #[arg(long, default_value_t = 3.0)]
        seconds: f64,
        #[arg(long, default_value_t = 0.5)]
        warm_up: f64,
        /// Requests per second; as fast as possible when not given
        #[arg(long)]
        rate: Option<f64>,
        /// Send each request one time, and end when all were sent
        #[arg(long)]
        once: bool,
    },
    /// Sign with RS256 on one thread and print how often per second
    Sign {
        #[arg(long, default_value_t = 3.0)]
        seconds: f64,
        /// Verify each signature, too
        #[arg(long)]
        verify: bool,
    },
    /// Read an archive to its end and do nothing with it
    Unpack { archive: PathBuf },
}

fn main() -> ExitCode {
    match obey(Command::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(command: Command) -> Result<()> {
    match command {
        Command::List => {
            for scenario in SCENARIOS {
                println!("{:20} {}", scenario.name, scenario.about);
            }
            Ok(())
        }
        Command::Run { names, write, seconds, rounds } => {
            run(&names, write.as_deref(), Effort { seconds, rounds: rounds.max(1) })
        }
        Command::Against { binary, names, seconds, pairs } => {
            against(&binary.canonicalize()?, &names, Effort { seconds, rounds: pairs.max(1) })
        }
        Command::Growth { names } => grow(&names),
        Command::Search { people, seconds, folder: Some(folder) } => search::run(&folder, true, &people, seconds),
        Command::Search { people, seconds, folder: None } => {
            search::run(tempfile::tempdir()?.path(), false, &people, seconds)
        }
        Command::Baseline { bytes, sizes: None } => baseline::serve(&[bytes]),
        Command::Baseline { sizes: Some(file), .. } => {
            let sizes = std::fs::read_to_string(&file)?.lines().map(str::parse).collect::<Result<Vec<_>, _>>();
            baseline::serve(&sizes.with_context(|| format!("{} has other things than numbers", file.display()))?)
        }
        Command::Load { address, requests, connections, seconds, warm_up, rate, once } => {
            let text = std::fs::read(&requests).with_context(|| format!("cannot read {}", requests.display()))?;
            let plan = load::Plan {
                address,
                requests: split_requests(&text)?,
                connections,
                warm_up: Duration::from_secs_f64(warm_up),
                duration: Duration::from_secs_f64(seconds),
                rate,
                once,
            };
            println!("{}", serde_json::to_string(&load::run(&plan)?)?);
            Ok(())
        }
        Command::Sign { seconds, verify } => {
            println!("{}", signing::rate(Duration::from_secs_f64(seconds), verify)?);
            Ok(())
        }
        Command::Unpack { archive } => unpack(&archive),
    }
}

fn against(binary: &Path, names: &[String], effort: Effort) -> Result<()> {
    must_be_known(names)?;
    // Each has folders of its own: a store that one has opened may be none for the other.
    let (ours, theirs) = (work()?, work()?);
    print!("{COMPARED}");
    let mut failed = Vec::new();
    for scenario in SCENARIOS.iter().filter(|it| it.has_sides()) {
        if !names.is_empty() && names.iter().all(|name| name != scenario.name) {
            continue;
        }
        match scenario.against([&ours, &theirs], effort, binary) {
            Ok(comparison) => print!("{}", comparison.to_markdown(scenario.name)),
            Err(error) => {
                eprintln!("{}: {error:#}", scenario.name);
                failed.push(scenario.name);
            }
        }
    }
    if !failed.is_empty() {
        bail!("not measured: {}", failed.join(", "));
    }
    Ok(())
}

fn grow(names: &[String]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| growth::STATES.iter().all(|state| state.name != **name)) {
        bail!("nothing that grows is called {unknown}");
    }
    let scratch = tempfile::tempdir()?;
    let steep = growth::run(scratch.path(), names)?;
    println!("\n{steep} of them are steep.");
    Ok(())
}

fn must_be_known(names: &[String]) -> Result<()> {
    match names.iter().find(|name| SCENARIOS.iter().all(|scenario| scenario.name != **name)) {
        Some(unknown) => bail!("there is no measurement called {unknown}; see `list`"),
        None => Ok(()),
    }
}

fn work() -> Result<Work> {
    let cache = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../.cache/bench");
    Ok(Work { cache, scratch: tempfile::tempdir()?, stores: RefCell::default() })
}

fn run(names: &[String], write: Option<&Path>, effort: Effort) -> Result<()> {
    must_be_known(names)?;
    let work = work()?;
    let conditions = report::conditions(effort);
    let mut failed = Vec::new();
    for scenario in
        SCENARIOS.iter().filter(|scenario| names.is_empty() || names.iter().any(|name| name == scenario.name))
    {
        match scenario.run(&work, effort) {
            Ok(row) => {
                let row = row.to_markdown(&conditions);
                print!("{row}");
                // One by one, so that a failure later loses nothing.
                write.map_or(Ok(()), |path| report::write(path, &[row]))?;
            }
            Err(error) => {
                eprintln!("{}: {error:#}", scenario.name);
                failed.push(scenario.name);
            }
        }
    }
    if !failed.is_empty() {
        bail!("not measured: {}", failed.join(", "));
    }
    Ok(())
}

fn split_requests(text: &[u8]) -> Result<Vec<Vec<u8>>> {
    let mut requests = Vec::new();
    let mut rest = text;
    while let Some(end) = memchr::memmem::find(rest, b"\r\n\r\n") {
        let head = std::str::from_utf8(&rest[..end])?;
        let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "));
        let whole = end + 4 + length.map_or(Ok(0), str::parse)?;
        requests.push(rest.get(..whole).context("the last request is cut off")?.to_vec());
        rest = &rest[whole..];
    }
    Ok(requests)
}

/// The other side of import and convert: what the archive alone costs.
fn unpack(archive: &Path) -> Result<()> {
    let file = File::open(archive).with_context(|| format!("cannot read {}", archive.display()))?;
    let gunzip = flate2::bufread::MultiGzDecoder::new(BufReader::new(file));
    let mut archive = tar::Archive::new(BufReader::with_capacity(1 << 20, gunzip));
    let mut sink = std::io::sink();
    for entry in archive.entries()? {
        std::io::copy(&mut entry?, &mut sink)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_told_apart_by_their_length() {
        let (post, get) =
            ("POST / HTTP/1.1\r\nContent-Length: 7\r\n\r\na=\r\n\r\nb", "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        let requests = split_requests(format!("{post}{get}{post}").as_bytes()).unwrap();
        assert_eq!(requests, [post, get, post].map(|it| it.as_bytes().to_vec()));
        assert!(split_requests(&post.as_bytes()[..post.len() - 1]).is_err());
    }
}
