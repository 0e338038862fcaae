//! What is measured, as a table. A new figure is a row in [`SCENARIOS`].

mod against;
mod members;

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::commands::{self, ViewCache};
use crate::corpus::{self, Corpus, Mix, Written};
use crate::flood;
use crate::load::{self, Outcome};
use crate::oauth::{self, Against, Ask};
use crate::process::{Core, Server, timed};
use crate::report::{Row, bytes, count, millis};
use crate::writes::Write;

pub use against::{HEAD as COMPARED, PAIRS};

pub struct Scenario {
    pub name: &'static str,
    pub about: &'static str,
    measure: Measure,
}

enum Measure {
    /// Requests for the first so many records of a corpus over HTTP, whole, in random order, against the bare server
    /// with answers of the same sizes.
    Records { corpus: Corpus, asked: u64, accept: &'static str, cache: ViewCache },
    /// From starting the sandbox to its ready line, against the bare server's start.
    Start,
    /// Memory of an idle sandbox, against the bare server's.
    Memory,
    /// Requests to the authorization server.
    OAuth(Ask),
    /// What members write.
    Writes(Write),
    /// Webhooks while members write.
    HandOff,
    /// Reads while passwords are looked at.
    Flood,
    /// A whole archive through a command, against only unpacking it.
    Archive { corpus: Corpus, command: fn(&Work, &Path) -> Result<Command> },
}

const READ: Corpus = Corpus { name: "kept", mix: Mix::Kept, from: 0, records: 100_000, connections: 32 };
/// Answers that the store keeps: some hundred megabytes in each syntax.
const STORED: u64 = 5_000;
/// Answers that stay in memory, see [`commands::serve`].
const HOT: u64 = 200;
/// The one of the mix with ten thousand works.
const HEAVY: Corpus = Corpus { name: "heavy", mix: Mix::Registry, from: 823, records: 1, connections: 2 };
const REGISTRY: Corpus = Corpus { name: "registry", mix: Mix::Registry, from: 0, records: 20_000, connections: 1 };

const ALL: (Corpus, u64) = (READ, READ.records);
const ONE: (Corpus, u64) = (HEAVY, 1);

const JSON: &str = "application/json";
const XML: &str = "application/xml";

const fn records(
    name: &'static str,
    about: &'static str,
    (corpus, asked): (Corpus, u64),
    accept: &'static str,
    cache: ViewCache,
) -> Scenario {
    Scenario { name, about, measure: Measure::Records { corpus, asked, accept, cache } }
}

const fn asked(name: &'static str, about: &'static str, ask: Ask) -> Scenario {
    Scenario { name, about, measure: Measure::OAuth(ask) }
}

pub const SCENARIOS: &[Scenario] = &[
    records("record-json-cold", "a record of 30 items as JSON, rendered each time", ALL, JSON, ViewCache::Off),
    records("record-json-store", "the same, kept in the store", (READ, STORED), JSON, ViewCache::Store),
    records("record-json-memory", "the same, hot in memory", (READ, HOT), JSON, ViewCache::Memory),
    records("record-xml-cold", "a record of 30 items as XML, rendered each time", ALL, XML, ViewCache::Off),
    records("record-xml-store", "the same, kept in the store", (READ, STORED), XML, ViewCache::Store),
    records("record-xml-memory", "the same, hot in memory", (READ, HOT), XML, ViewCache::Memory),
    records("heavy-json-cold", "a record of 10,000 works as JSON, rendered each time", ONE, JSON, ViewCache::Off),
    records("heavy-json-memory", "the same, hot in memory", ONE, JSON, ViewCache::Memory),
    asked("oauth-client-credentials", "a token for a client itself, committed", Ask::Credentials),
    asked("oauth-introspection", "introspection of a token", Ask::Introspection),
    asked("oauth-bearer", "a small answer of the member API, with a token", Ask::Bearer),
    asked("oauth-code", "a code for tokens with an identity token, against signing alone", Ask::Code),
    asked("oauth-exchange", "token exchange, against signing and verifying alone", Ask::Exchange),
    Scenario {
        name: "write-work",
        about: "a work added, to one of 512 records, 64 connections",
        measure: Measure::Writes(Write::Work),
    },
    Scenario {
        name: "write-bulk",
        about: "works added a hundred at a time, 8 connections",
        measure: Measure::Writes(Write::Bulk),
    },
    Scenario {
        name: "write-heavy",
        about: "a work added to a record that has 9,000 of its 10,000 works, in the median",
        measure: Measure::Writes(Write::Heavy),
    },
    Scenario {
        name: "webhook-hand-off",
        about: "99th percentile from a write to its webhook while 3,000 works are added in a second, against none",
        measure: Measure::HandOff,
    },
    Scenario {
        name: "sign-in-flood",
        about: "99th percentile of small answers while 32 people keep signing in, against nobody doing so",
        measure: Measure::Flood,
    },
    Scenario { name: "start", about: "`byline sandbox` from start to ready line", measure: Measure::Start },
    Scenario { name: "memory", about: "resident memory of an idle `byline sandbox`", measure: Measure::Memory },
    Scenario {
        name: "import",
        about: "summaries of the annual file into an empty store",
        measure: Measure::Archive {
            corpus: REGISTRY,
            command: |work, archive| commands::import(&work.fresh("imported")?, archive),
        },
    },
    Scenario {
        name: "convert",
        about: "summaries from XML to JSON, archive to archive",
        measure: Measure::Archive {
            corpus: REGISTRY,
            command: |work, archive| commands::convert(archive, &work.fresh("converted")?.join("converted.tar.gz")),
        },
    },
];

/// How long and how often.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    pub seconds: f64,
    pub rounds: usize,
}

/// Folders that measurements work in.
pub struct Work {
    /// Corpora, made once and kept.
    pub cache: PathBuf,
    /// Everything else; gone afterwards.
    pub scratch: tempfile::TempDir,
    /// Registries that corpora were imported into, by the name of the corpus.
    pub stores: RefCell<HashMap<&'static str, Stored>>,
}

/// A registry that a corpus was imported into.
#[derive(Clone)]
pub struct Stored {
    data: PathBuf,
    orcids: Rc<[String]>,
}

impl Work {
    fn archive(&self, corpus: Corpus) -> Result<Written> {
        corpus::write(corpus, &self.cache.join(format!("{}-{}", corpus.name, corpus.records)))
    }

    /// A registry with this corpus in it, and whose records these are. Several measurements read from one.
    fn store(&self, corpus: Corpus) -> Result<Stored> {
        if let Some(known) = self.stores.borrow().get(corpus.name) {
            return Ok(known.clone());
        }
        let Written { archive, orcids, .. } = self.archive(corpus)?;
        let data = self.fresh(corpus.name)?;
        timed(&mut commands::import(&data, &archive)?)?;
        std::fs::remove_file(&archive)?;
        let stored = Stored { data, orcids };
        self.stores.borrow_mut().insert(corpus.name, stored.clone());
        Ok(stored)
    }

    fn fresh(&self, name: &str) -> Result<PathBuf> {
        let folder = self.scratch.path().join(name);
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        Ok(folder)
    }
}

impl Scenario {
    pub fn run(&self, work: &Work, effort: Effort) -> Result<Row> {
        match self.measure {
            Measure::Records { corpus, asked, accept, cache } => {
                self.records(work, effort, (corpus, asked), accept, cache)
            }
            Measure::OAuth(ask) => self.oauth(work, effort, ask),
            Measure::Writes(write) => self.writes(work, effort, write),
            Measure::HandOff => self.hand_off(work),
            Measure::Flood => self.flood(work, effort),
            Measure::Start => self.start(effort),
            Measure::Memory => self.memory(),
            Measure::Archive { corpus, command } => self.archive(work, effort, corpus, command),
        }
    }

    fn records(
        &self,
        work: &Work,
        effort: Effort,
        (corpus, asked): (Corpus, u64),
        accept: &str,
        cache: ViewCache,
    ) -> Result<Row> {
        let stored = work.store(corpus)?;
        let targets = requests(&stored, asked, accept);
        let ours = Server::start(&mut commands::serve(&stored.data, cache)?)?;
        // Also the visit after which a cache has everything.
        let sizes = load::answer_sizes(ours.listen, &targets)?;
        let mean = sizes.iter().sum::<usize>() / sizes.len();
        let lines = work.scratch.path().join("sizes");
        std::fs::write(&lines, sizes.iter().map(|size| format!("{size}\n")).collect::<String>())?;
        let bare = Server::start(commands::ourselves(Some(Core::Server))?.args(["baseline", "--sizes"]).arg(&lines))?;

        let file = work.scratch.path().join("requests");
        std::fs::write(&file, targets.concat())?;
        let compared =
            compare(&Load { requests: &file, connections: corpus.connections, effort, once: false }, &ours, &bare)?;
        let (ours_rate, bare_rate) = (compared.ours.per_second(), compared.bare.per_second());
        let asked = match targets.len() {
            1 => String::new(),
            some => format!(", {} of {}", count(some as f64), count(corpus.records as f64)),
        };
        Ok(Row {
            name: self.name.to_owned(),
            about: format!("{}{asked}, {} each, {} connections", self.about, bytes(mean as u64), corpus.connections),
            figure: format!("{}/s", count(ours_rate)),
            baseline: format!("{}/s", count(bare_rate)),
            ratio: ours_rate / bare_rate,
            latency: format!("{} (bare: {})", latencies(&compared.ours_half), latencies(&compared.bare_half)),
            note: compared.note(INTERRUPTED),
        })
    }

    fn oauth(&self, work: &Work, effort: Effort, ask: Ask) -> Result<Row> {
        // Codes for as many as can be signed in that time; when they are used up, the measurement ends.
        let signing = raw_signing(effort, ask == Ask::Exchange)?;
        let each = (signing * effort.seconds * (1.0 + WARM_UP)) as usize + OAUTH_CONNECTIONS;
        let stage = oauth::stage(ask, &work.fresh("oauth")?, each * effort.rounds)?;
        let file = work.scratch.path().join("requests");
        let load = Load { requests: &file, connections: OAUTH_CONNECTIONS, effort, once: ask == Ask::Code };
        let (ours, bare, each_takes) = match ask.against() {
            Against::Bare => {
                std::fs::write(&file, stage.requests.concat())?;
                let size =
                    load::answer_sizes(stage.server.listen, &stage.requests)?.first().copied().context("no answer")?;
                let mut bare = commands::ourselves(Some(Core::Server))?;
                let bare = Server::start(bare.args(["baseline", "--bytes", &size.to_string()]))?;
                let compared = compare(&load, &stage.server, &bare)?;
                let latency = format!("{} (bare: {})", latencies(&compared.ours_half), latencies(&compared.bare_half));
                let idle = if ask == Ask::Credentials { "it waits for the disk" } else { INTERRUPTED };
                let note = format!("{}, {:.0} µs of processor time each", compared.note(idle), compared.each_takes);
                return Ok(self.asked_row(compared.ours.per_second(), compared.bare.per_second(), latency, note));
            }
            Against::Signing | Against::SigningAndVerifying => {
                let (mut rounds, mut raw) = (Vec::new(), Vec::new());
                let mut busy = Duration::ZERO;
                for round in 0..effort.rounds {
                    raw.push(raw_signing(effort, ask == Ask::Exchange)?);
                    let own = stage.requests.chunks(each).nth(round).unwrap_or(&stage.requests);
                    std::fs::write(&file, own.concat())?;
                    let before = stage.server.cpu_time()?;
                    rounds.push(load.put_on(&stage.server, None)?);
                    busy += stage.server.cpu_time()? - before;
                }
                let answered: u64 = rounds.iter().map(|it| it.answered).sum();
                raw.sort_by(f64::total_cmp);
                (middle(rounds), raw[raw.len() / 2], busy.as_secs_f64() * 1e6 / answered as f64)
            }
        };
        let note = format!(
            "{each_takes:.0} µs of processor time each; the raw rate is one thread's that does nothing else; latencies at \
             full load"
        );
        Ok(self.asked_row(ours.per_second(), bare, latencies(&ours), note))
    }

    fn asked_row(&self, ours: f64, bare: f64, latency: String, note: String) -> Row {
        let (figure, baseline) = (format!("{}/s", count(ours)), format!("{}/s", count(bare)));
        Row { latency, ..self.simple(figure, baseline, ours / bare, note) }
    }

    fn flood(&self, work: &Work, effort: Effort) -> Result<Row> {
        let stage = oauth::stage(Ask::Bearer, &work.fresh("flood")?, 0)?;
        let files = ["reads", "sign-ins"].map(|it| work.scratch.path().join(it));
        std::fs::write(&files[0], stage.requests.concat())?;
        std::fs::write(&files[1], flood::sign_in(stage.server.listen)?)?;
        let load = |requests, effort| Load { requests, connections: OAUTH_CONNECTIONS, effort, once: false };
        let reads = load(&files[0], effort);
        // From before the reads to after them.
        let longer = Effort { seconds: effort.seconds * 1.5 + 1.0, ..effort };
        let sign_ins = load(&files[1], longer);
        let (mut calm, mut flooded, mut rates) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..effort.rounds {
            calm.push(reads.put_on(&stage.server, Some(flood::READS))?);
            let (others, own) = std::thread::scope(|scope| {
                let others = scope.spawn(|| sign_ins.run_on(&stage.server, None));
                std::thread::sleep(Duration::from_millis(500));
                let own = reads.put_on(&stage.server, Some(flood::READS));
                (others.join().expect("the load does not panic"), own)
            });
            rates.push(others?.per_second());
            flooded.push(own?);
        }
        let [calm, flooded] = [calm, flooded].map(middle_latency);
        let [figure, baseline] = [&flooded, &calm].map(|it| crate::report::micros(Duration::from_nanos(it.p99_ns)));
        let note = format!("{} reads/s, {} sign-ins/s meanwhile", count(flood::READS), count(mean(&rates)));
        let latency = format!("{} (bare: {})", latencies(&flooded), latencies(&calm));
        let ratio = flooded.p99_ns as f64 / calm.p99_ns as f64;
        Ok(Row { latency, ..self.simple(figure, baseline, ratio, note) })
    }

    fn start(&self, effort: Effort) -> Result<Row> {
        let times = effort.rounds.max(1) * 3;
        let (mut ours, mut bare) = (Vec::new(), Vec::new());
        for _ in 0..times {
            bare.push(
                Server::start(commands::ourselves(Some(Core::Server))?.args(["baseline", "--bytes", "1"]))?.ready_after,
            );
            ours.push(Server::start(&mut commands::sandbox()?)?.ready_after);
        }
        let (ours, bare) = (median(ours), median(bare));
        Ok(self.simple(
            millis(ours),
            millis(bare),
            ours.as_secs_f64() / bare.as_secs_f64(),
            format!("median of {times}"),
        ))
    }

    fn memory(&self) -> Result<Row> {
        let ours = Server::start(&mut commands::sandbox()?)?;
        let bare = Server::start(commands::ourselves(None)?.args(["baseline", "--bytes", "1"]))?;
        // Whatever start-up leaves to the background has a moment to finish.
        std::thread::sleep(Duration::from_secs(2));
        let (ours, bare) = (ours.resident_bytes()?, bare.resident_bytes()?);
        Ok(self.simple(
            bytes(ours),
            bytes(bare),
            ours as f64 / bare as f64,
            "two seconds after the ready line".to_owned(),
        ))
    }

    fn archive(
        &self,
        work: &Work,
        effort: Effort,
        corpus: Corpus,
        command: fn(&Work, &Path) -> Result<Command>,
    ) -> Result<Row> {
        let Written { archive, sizes, .. } = work.archive(corpus)?;
        let (mut ours, mut bare) = (Vec::new(), Vec::new());
        for _ in 0..effort.rounds {
            bare.push(timed(commands::ourselves(None)?.arg("unpack").arg(&archive))?);
            ours.push(timed(&mut command(work, &archive)?)?);
        }
        let (ours, bare) = (median(ours).as_secs_f64(), median(bare).as_secs_f64());
        let rate = |seconds: f64| {
            format!("{}/s, {}/s", count(sizes.documents as f64 / seconds), bytes((sizes.bytes as f64 / seconds) as u64))
        };
        let note = format!(
            "{} records, {} of XML, {} items",
            count(sizes.documents as f64),
            bytes(sizes.bytes),
            count(sizes.items as f64)
        );
        Ok(self.simple(rate(ours), rate(bare), bare / ours, note))
    }

    fn simple(&self, figure: String, baseline: String, ratio: f64, note: String) -> Row {
        let (name, about) = (self.name.to_owned(), self.about.to_owned());
        Row { name, about, figure, baseline, ratio, latency: "–".to_owned(), note }
    }
}

const INTERRUPTED: &str = "something else was running";

/// Enough for commits to be shared.
const OAUTH_CONNECTIONS: usize = 32;

/// Signatures per second on the server's core.
fn raw_signing(effort: Effort, verify: bool) -> Result<f64> {
    let mut command = commands::ourselves(Some(Core::Server))?;
    command.args(["sign", "--seconds", &effort.seconds.to_string()]);
    if verify {
        command.arg("--verify");
    }
    let output = command.stderr(Stdio::inherit()).output().context("could not start signing")?;
    if !output.status.success() {
        bail!("signing failed ({})", output.status);
    }
    Ok(String::from_utf8(output.stdout)?.trim().parse()?)
}

/// Both servers under the same requests, turn by turn.
struct Compared {
    ours: Outcome,
    bare: Outcome,
    ours_half: Outcome,
    bare_half: Outcome,
    server_busy: f64,
    /// Processor time of one of our answers, in microseconds.
    each_takes: f64,
}

impl Compared {
    /// What limits a figure, when it is not the server, nor what it was said to be `otherwise`.
    fn note(&self, otherwise: &str) -> String {
        if self.ours.busy > 0.95 {
            "the generator was the limit".to_owned()
        } else if self.bare.busy > 0.95 {
            "the generator was the limit of the bare server: the ratio flatters".to_owned()
        } else if self.server_busy < 0.9 {
            format!("server only {:.0} % busy: {otherwise}", self.server_busy * 100.0)
        } else {
            format!("server {:.0} % busy, generator {:.0} %", self.server_busy * 100.0, self.ours.busy * 100.0)
        }
    }
}

/// What both servers are put under.
#[derive(Clone, Copy)]
struct Load<'a> {
    requests: &'a Path,
    connections: usize,
    effort: Effort,
    /// Each request is good for one time.
    once: bool,
}

fn compare(load: &Load<'_>, ours: &Server, bare: &Server) -> Result<Compared> {
    let (mut of_ours, mut of_bare) = (Vec::new(), Vec::new());
    let (mut server_busy, mut used, mut answered) = (0.0, Duration::ZERO, 0);
    for _ in 0..load.effort.rounds {
        of_bare.push(load.put_on(bare, None)?);
        let before = ours.cpu_time()?;
        let outcome = load.put_on(ours, None)?;
        let took = ours.cpu_time()? - before;
        server_busy = took.as_secs_f64() / (outcome.seconds * (1.0 + WARM_UP));
        used += took;
        answered += outcome.answered;
        of_ours.push(outcome);
    }
    let (ours_full, bare_full) = (middle(of_ours), middle(of_bare));
    let half = Some(ours_full.per_second() / 2.0);
    Ok(Compared {
        ours_half: load.put_on(ours, half)?,
        bare_half: load.put_on(bare, half)?,
        ours: ours_full,
        bare: bare_full,
        server_busy,
        each_takes: used.as_secs_f64() * 1e6 / answered as f64,
    })
}

/// The share of a measurement's time that goes before it.
const WARM_UP: f64 = 0.25;

impl Load<'_> {
    fn put_on(&self, server: &Server, rate: Option<f64>) -> Result<Outcome> {
        let outcome = self.run_on(server, rate)?;
        if outcome.refused > 0 {
            bail!("{} of {} requests were refused", outcome.refused, outcome.requests);
        }
        Ok(outcome)
    }

    /// It comes from a process of its own, on a core of its own. Refusals may be what was asked for.
    fn run_on(&self, server: &Server, rate: Option<f64>) -> Result<Outcome> {
        let seconds = self.effort.seconds;
        let mut command = commands::ourselves(Some(Core::Generator))?;
        command.arg("load").arg(server.listen.to_string()).arg(self.requests);
        command.args(["--connections", &self.connections.to_string(), "--seconds", &seconds.to_string()]);
        command.args(["--warm-up", &(seconds * WARM_UP).to_string()]);
        if let Some(rate) = rate {
            command.args(["--rate", &rate.to_string()]);
        }
        if self.once {
            command.arg("--once");
        }
        let output = command.stderr(Stdio::inherit()).output().context("could not start the generator")?;
        if !output.status.success() {
            bail!("the generator failed ({})", output.status);
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }
}

/// One request for each of the first so many records, ready to be sent.
fn requests(stored: &Stored, asked: u64, accept: &str) -> Vec<Vec<u8>> {
    let orcids = stored.orcids.iter().take(asked as usize);
    orcids
        .map(|orcid| {
            format!("GET /v3.0/{orcid}/record HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {accept}\r\n\r\n").into_bytes()
        })
        .collect()
}

fn latencies(outcome: &Outcome) -> String {
    let [p50, p99, p999] = [outcome.p50_ns, outcome.p99_ns, outcome.p999_ns]
        .map(|nanos| crate::report::micros(Duration::from_nanos(nanos)));
    format!("{p50} / {p99} / {p999}")
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

fn middle_latency(mut outcomes: Vec<Outcome>) -> Outcome {
    outcomes.sort_by_key(|it| it.p99_ns);
    outcomes.swap_remove(outcomes.len() / 2)
}

/// The outcome with the middle rate.
fn middle(mut outcomes: Vec<Outcome>) -> Outcome {
    outcomes.sort_by(|a, b| a.per_second().total_cmp(&b.per_second()));
    outcomes.swap_remove(outcomes.len() / 2)
}
