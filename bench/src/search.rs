//! What searches cost while the registry grows: sizes in turn, each made, imported and indexed, then asked at a steady rate.
//!
//! What is asked for follows from people of the registry, so that there is something to find, and each request is another
//! one. Latency is the server's as a client sees it, and stands beside that of a bare server which sends as many bytes, and
//! beside the time that the index engine takes by itself.

mod engine;
mod kinds;
mod organizations;

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use self::engine::Engine;
use self::kinds::{KINDS, Kind, Person, get, people_of};
use crate::commands::{self, ViewCache};
use crate::corpus::{self, Corpus, Mix};
use crate::load::{self, Plan};
use crate::process::{Core, Server, timed};
use crate::report::{bytes, count, micros};
use crate::writes::{self, Grant};

/// Requests in a second, whoever answers how fast.
const RATE: f64 = 100.0;
const CONNECTIONS: usize = 16;
/// Searches in a second while there are so many commits.
const WITH_WRITES: usize = 200;
const WRITES: usize = 500;
/// People whose records are written.
const WRITTEN: usize = 512;

/// Measures each size, and prints a table of it. What is made may stay in the folder, and is used the next time.
pub fn run(scratch: &Path, stays: bool, sizes: &[u64], seconds: f64) -> Result<()> {
    for people in sizes {
        let folder = scratch.join(people.to_string());
        std::fs::create_dir_all(&folder)?;
        size(&folder, *people, seconds)?;
        if !stays {
            std::fs::remove_dir_all(&folder)?;
        }
    }
    Ok(())
}

/// A registry that is ready to be searched.
#[derive(Serialize, Deserialize)]
struct Made {
    orcids: Vec<String>,
    /// Whose records are written.
    grants: Vec<Grant>,
    /// How long the index took.
    indexed_in: Duration,
}

impl Made {
    /// The one that was made here before, or a new one.
    fn within(folder: &Path, people: u64) -> Result<Self> {
        let (data, word) = (folder.join("data"), folder.join("made.json"));
        if word.exists() {
            return Ok(serde_json::from_slice(&std::fs::read(&word)?)?);
        }
        // Those whose records are written come first: a sandbox makes them.
        let grants = writes::prepare(&data, WRITTEN, |_, _, _| Ok(()))?;
        let corpus =
            Corpus { name: "searched", mix: Mix::Registry, from: 0, records: people, connections: CONNECTIONS };
        let written = corpus::write(corpus, &folder.join("corpus"))?;
        timed(&mut commands::import(&data, &written.archive)?)?;
        std::fs::remove_file(&written.archive)?;
        let file = folder.join("organizations.json");
        organizations::write(&file)?;
        timed(&mut commands::import_organizations(&data, &file)?)?;
        let indexed_in = timed(&mut commands::reindex(&data)?)?;
        let made = Made { orcids: written.orcids.to_vec(), grants, indexed_in };
        std::fs::write(&word, serde_json::to_vec(&made)?)?;
        Ok(made)
    }
}

fn size(folder: &Path, people: u64, seconds: f64) -> Result<()> {
    let made = Made::within(folder, people)?;
    let data = folder.join("data");
    let index = room(&data.join("search"))?;
    let rate = people as f64 / made.indexed_in.as_secs_f64();
    println!("\n{} people, indexed at {} a second, an index of {}\n", count(people as f64), count(rate), bytes(index));
    let started = Instant::now();
    let server = Server::start(&mut commands::serve(&data, ViewCache::Memory)?)?;
    let known = people_of(server.listen, &made.orcids)?;
    ensure!(known.len() >= 20, "only {} people have a name, of {people}", known.len());
    println!("Ready after {}; resident {}\n", micros(started.elapsed()), bytes(server.resident_bytes()?));
    println!(
        "| What is asked for | Median | 99th percentile | Bare server, 99th | Engine alone, median | 99th | Refused |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let engine = Engine::open(&data.join("search").join("live"))?;
    let stage = Stage { folder, server: &server, seconds };
    for kind in KINDS {
        let requests: Vec<_> = (0..known.len()).filter_map(|at| (kind.ask)(&known, at)).map(|it| get(&it)).collect();
        if requests.is_empty() {
            println!("| {} | – | – | – | – | – | nobody has one |", kind.name);
            continue;
        }
        let alone = alone(kind, &engine, &known, seconds)?;
        stage.measure(kind.name, &requests, &alone)?;
    }
    let typed = organizations::typed();
    let typed = typed.iter().map(|text| format!("/v3.0/suggest?kind=organization&rows=10&q={}", kinds::escape(text)));
    stage.measure("an organisation as it is typed", &typed.map(|it| get(&it)).collect::<Vec<_>>(), "– | –")?;
    stage.beside_writes(&known, &made.grants)
}

/// What the engine takes by itself, as two cells.
fn alone(kind: &Kind, engine: &Engine, known: &[Person], seconds: f64) -> Result<String> {
    let mut asks = Vec::new();
    for at in 0..known.len() {
        asks.extend((kind.bare)(engine, known, at)?);
    }
    if asks.is_empty() {
        return Ok("– | –".to_owned());
    }
    let (p50, p99) = engine.measure(&asks, Duration::from_secs_f64(seconds / 4.0))?;
    Ok(format!("{} | {}", micros(p50), micros(p99)))
}

/// A server that is asked, and how long.
struct Stage<'s> {
    folder: &'s Path,
    server: &'s Server,
    seconds: f64,
}

impl Stage<'_> {
    fn plan(&self, address: std::net::SocketAddr, requests: Vec<Vec<u8>>, rate: f64) -> Plan {
        Plan {
            address,
            requests,
            connections: CONNECTIONS,
            warm_up: Duration::from_secs_f64(0.5),
            duration: Duration::from_secs_f64(self.seconds),
            rate: Some(rate),
            once: false,
        }
    }

    /// A line of the table: these requests in turn, then as many bytes of a bare server.
    fn measure(&self, name: &str, requests: &[Vec<u8>], alone: &str) -> Result<()> {
        let sizes = load::answer_sizes(self.server.listen, requests).with_context(|| name.to_owned())?;
        let lines = self.folder.join("sizes");
        std::fs::write(&lines, sizes.iter().map(|size| format!("{size}\n")).collect::<String>())?;
        let bare = Server::start(commands::ourselves(Some(Core::Server))?.args(["baseline", "--sizes"]).arg(&lines))?;
        let run = |address| load::run(&self.plan(address, requests.to_vec(), RATE));
        let (ours, theirs) = (run(self.server.listen)?, run(bare.listen)?);
        let [p50, p99, bare] = [ours.p50_ns, ours.p99_ns, theirs.p99_ns].map(nanos);
        println!("| {name} | {p50} | {p99} | {bare} | {alone} | {} |", ours.refused);
        Ok(())
    }

    /// Searches that many people make, while works are added to records.
    fn beside_writes(&self, known: &[Person], grants: &[Grant]) -> Result<()> {
        let kinds: Vec<_> = KINDS.iter().filter(|kind| kind.is_everyday).collect();
        let most = ((WITH_WRITES + WRITES) as f64 * (self.seconds + 1.0)) as usize;
        let (mut requests, mut lanes, mut searches) = (Vec::with_capacity(most), Vec::with_capacity(most), 0);
        for number in 0..most {
            // Evenly mixed.
            let is_search =
                number * WITH_WRITES / (WITH_WRITES + WRITES) < (number + 1) * WITH_WRITES / (WITH_WRITES + WRITES);
            let path = is_search.then(|| {
                searches += 1;
                (0..).find_map(|more| {
                    (kinds[(searches + more) % kinds.len()].ask)(known, searches / kinds.len() % known.len())
                })
            });
            match path.flatten() {
                Some(path) => requests.push(get(&path)),
                None => requests.push(grants[number % grants.len()].post("work", &writes::work(&number.to_string()))),
            }
            lanes.push(usize::from(!is_search));
        }
        let plan = self.plan(self.server.listen, requests, (WITH_WRITES + WRITES) as f64);
        let outcomes = load::run_in_lanes(&plan, &lanes)?;
        println!("\n| {WITH_WRITES} searches and {WRITES} commits a second | Median | 99th percentile | Refused |");
        println!("| --- | --- | --- | --- |");
        for (name, outcome) in ["a search", "a work added"].iter().zip(outcomes) {
            let [p50, p99] = [outcome.p50_ns, outcome.p99_ns].map(nanos);
            println!("| {name} | {p50} | {p99} | {} |", outcome.refused);
        }
        Ok(())
    }
}

fn nanos(nanos: u64) -> String {
    micros(Duration::from_nanos(nanos))
}

/// Bytes of the files in a folder and below.
fn room(folder: &Path) -> Result<u64> {
    let mut all = 0;
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let known = entry.metadata()?;
        all += if known.is_dir() { room(&entry.path())? } else { known.len() };
    }
    Ok(all)
}
