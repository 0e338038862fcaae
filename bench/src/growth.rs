//! What an operation costs while what it touches grows: every operation with everything that grows, twice.
//!
//! Large states are put into the store and not made by requests. What is looked at is the slope: by which power of the
//! growth the server's processor time grows, 0 being flat and 1 linear. Until an answer comes it also waits for the disk,
//! which takes a turn of it or two, whatever the state. Bytes written are those that the kernel counts.

mod operations;
mod states;

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use rusqlite::Connection;

use crate::commands::{self, ViewCache};
use crate::corpus::{self, Corpus, Mix};
use crate::oauth::Wire;
use crate::process::{Server, timed};
use crate::report::{bytes, count, micros};

pub use operations::OPERATIONS;
use operations::{Operation, World};
pub use states::STATES;
use states::State;

const FEW: u64 = 10;
/// A slope above this is said aloud, unless the operation stays within [`UNFELT`].
const STEEP: f64 = 0.1;
const UNFELT: Duration = Duration::from_micros(100);

pub const HEAD: &str = "| What is done | What grows | Processor, with 10 | with many | Slope | Until the answer | Written each time |\n\
                        | --- | --- | --- | --- | --- | --- | --- |\n";

/// What an operation cost each time: processor time in the mean, time until the answer in the median, bytes in the mean.
#[derive(Clone, Copy, Debug)]
struct Cost {
    processor: Duration,
    time: Duration,
    written: u64,
}

/// Measures, prints a row for each pair and returns how many are steep.
pub fn run(folder: &Path, names: &[String]) -> Result<usize> {
    let wanted = |name: &str| names.is_empty() || names.iter().any(|it| it == name);
    let base = folder.join("base");
    let mut world = World::prepare(&base)?;
    let few = Corpus { name: "few", mix: Mix::Registry, from: 2000, records: 200, connections: 1 };
    let archive = corpus::write(few, &folder.join("import"))?.archive;
    let mut steep = 0;
    print!("{HEAD}");
    for state in STATES.iter().filter(|it| wanted(it.name)) {
        let mut costs = Vec::new();
        for size in [FEW, state.many] {
            let data = folder.join("grown");
            copy(&base, &data)?;
            grow(&data, state, size)?;
            costs.push(all(&mut world, &data, &archive)?);
        }
        for ((name, few), (_, many)) in costs[0].iter().zip(&costs[1]) {
            let growth = many.processor.as_secs_f64() / few.processor.as_secs_f64();
            let slope = growth.ln() / (state.many as f64 / FEW as f64).ln();
            let is_steep =
                slope > STEEP && many.processor > few.processor + UNFELT || many.written > 2 * few.written + 100_000;
            steep += usize::from(is_steep);
            println!(
                "| {name} | {}, to {} | {} | {} | {slope:.2}{} | {} → {} | {} → {} |",
                state.name,
                count(state.many as f64),
                micros(few.processor),
                micros(many.processor),
                if is_steep { " **steep**" } else { "" },
                micros(few.time),
                micros(many.time),
                bytes(few.written),
                bytes(many.written),
            );
        }
    }
    Ok(steep)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        std::fs::remove_dir_all(to)?;
    }
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

fn grow(data: &Path, state: &State, size: u64) -> Result<()> {
    let conn = Connection::open(data.join("byline.db"))?;
    conn.execute_batch("PRAGMA synchronous = OFF; BEGIN")?;
    for sql in state.rows {
        let sql = format!("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < {size}) {sql}");
        conn.execute(&sql, []).with_context(|| format!("{}: {sql}", state.name))?;
    }
    conn.execute_batch("COMMIT; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}

/// Each operation, and then what needs no server: the start, and an import.
fn all(world: &mut World, data: &Path, archive: &Path) -> Result<Vec<(&'static str, Cost)>> {
    let mut costs = Vec::new();
    let server = Server::start(&mut commands::serve(data, ViewCache::Off)?)?;
    let mut wire = Wire::connect(server.listen)?;
    for operation in OPERATIONS {
        costs.push((operation.name, cost(world, operation, &server, &mut wire)?));
    }
    drop(wire);
    drop(server);
    let mut starts = Vec::new();
    for _ in 0..3 {
        starts.push(Server::start(&mut commands::serve(data, ViewCache::Off)?)?.ready_after);
    }
    // Of what has ended, the time it took is what there is.
    let ended = |time| Cost { processor: time, time, written: 0 };
    costs.push(("start", ended(middle(starts))));
    costs.push(("an import of 200 records", ended(timed(&mut commands::import(data, archive)?)?)));
    Ok(costs)
}

fn cost(world: &mut World, operation: &Operation, server: &Server, wire: &mut Wire) -> Result<Cost> {
    // The first finds nothing in memory, and is not what is compared.
    let mut ask = |wire: &mut Wire| -> Result<Duration> {
        let request = (operation.request)(world);
        let started = Instant::now();
        let (head, body) = wire.ask(&request)?;
        let took = started.elapsed();
        let fine =
            head.starts_with("HTTP/1.1 2") || head.starts_with("HTTP/1.1 302") || head.starts_with("HTTP/1.1 303");
        let fine = fine || operation.refused && head.starts_with("HTTP/1.1 400");
        ensure!(fine, "{}: {head}{body}", operation.name);
        Ok(took)
    };
    let once = operation.times == 1;
    if !once {
        ask(wire)?;
    }
    let (written, spent) = (server.written()?, server.cpu_time_of_threads()?);
    let mut times = Vec::new();
    for _ in 0..operation.times {
        times.push(ask(wire)?);
    }
    let written = (server.written()? - written) / operation.times as u64;
    let processor = server.cpu_time_of_threads()?.saturating_sub(spent) / operation.times as u32;
    Ok(Cost { processor: processor.max(Duration::from_nanos(1)), time: middle(times), written })
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
