//! What searches cost while the registry grows: sizes in turn, each made, imported and indexed, then asked at a steady rate.
//!
//! What is asked for follows from people of the registry, so that there is something to find, and each request is another
//! one. Latency is the server's as a client sees it, and stands beside that of a bare server which sends as many bytes.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::commands::{self, ViewCache};
use crate::corpus::{self, Corpus, Mix};
use crate::load::{self, Plan};
use crate::oauth::Wire;
use crate::process::{Core, Server, timed};
use crate::report::{bytes, count, micros};

/// Requests in a second, whoever answers how fast.
const RATE: f64 = 100.0;
const CONNECTIONS: usize = 16;
/// People whose data is asked for.
const KNOWN: usize = 200;

/// One kind of query.
struct Kind {
    name: &'static str,
    /// Path and parameters, of the so-manieth request.
    ask: fn(&[Person], usize) -> Option<String>,
}

/// What is known of somebody.
struct Person {
    orcid: String,
    given: String,
    family: String,
    doi: Option<String>,
    organizations: Vec<String>,
}

const QUICK: &str = "{!edismax qf=\"given-and-family-names^50.0 family-name^10.0 given-names^10.0 credit-name^10.0 \
    other-names^5.0 text^1.0\" pf=\"given-and-family-names^50.0\" bq=\"current-institution-affiliation-name:[* TO *]^100.0 \
    past-institution-affiliation-name:[* TO *]^70\" mm=1}";

const KINDS: &[Kind] = &[
    Kind { name: "an iD", ask: |people, at| Some(search(&format!("orcid:{}", people[at].orcid), 10)) },
    Kind {
        name: "an identifier",
        ask: |people, at| Some(search(&format!("doi-self:\"{}\"", people[at].doi.as_ref()?), 10)),
    },
    Kind {
        name: "two names",
        ask: |people, at| {
            let Person { given, family, .. } = &people[at];
            Some(search(&format!("given-names:\"{given}\" AND family-name:\"{family}\""), 10))
        },
    },
    Kind {
        name: "twenty organisations",
        ask: |people, at| {
            let names = people.iter().cycle().skip(at).take(people.len()).filter_map(|it| it.organizations.first());
            let names: Vec<_> = names.take(20).map(|it| format!("affiliation-org-name:\"{it}\"")).collect();
            Some(search(&names.join(" OR "), 10))
        },
    },
    Kind {
        name: "addresses of a domain",
        ask: |people, at| Some(search(&format!("email:*@{}.example", people[at].family.to_ascii_lowercase()), 10)),
    },
    Kind {
        name: "as the page asks",
        ask: |people, at| {
            let Person { given, family, .. } = &people[at];
            let q = escape(&format!("{QUICK}{} {}", given.to_lowercase(), family.to_lowercase()));
            Some(format!("/v3.0/expanded-search?rows=50&q={q}"))
        },
    },
    Kind {
        name: "the first thousand of many",
        ask: |people, at| Some(search(&format!("university OR science OR {}", people[at].given), 1000)),
    },
];

fn search(q: &str, rows: usize) -> String {
    format!("/v3.0/search?rows={rows}&q={}", escape(q))
}

fn escape(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Measures each size, and prints a table of it.
pub fn run(scratch: &Path, sizes: &[u64], seconds: f64) -> Result<()> {
    for people in sizes {
        let folder = scratch.join(people.to_string());
        std::fs::create_dir_all(&folder)?;
        size(&folder, *people, seconds)?;
        std::fs::remove_dir_all(&folder)?;
    }
    Ok(())
}

fn size(folder: &Path, people: u64, seconds: f64) -> Result<()> {
    let corpus = Corpus { name: "searched", mix: Mix::Registry, from: 0, records: people, connections: CONNECTIONS };
    let data = folder.join("data");
    let written = corpus::write(corpus, &folder.join("corpus"))?;
    timed(&mut commands::import(&data, &written.archive)?)?;
    std::fs::remove_file(&written.archive)?;
    let took = timed(&mut commands::reindex(&data)?)?;
    let index = room(&data.join("search"))?;
    let rate = people as f64 / took.as_secs_f64();
    println!("\n{} people, indexed at {} a second, an index of {}\n", count(people as f64), count(rate), bytes(index));
    let started = Instant::now();
    let server = Server::start(&mut commands::serve(&data, ViewCache::Memory)?)?;
    let known = people_of(server.listen, &written.orcids)?;
    ensure!(known.len() >= 20, "only {} people have a name, of {people}", known.len());
    println!("Ready after {}; resident {}\n", micros(started.elapsed()), bytes(server.resident_bytes()?));
    println!(
        "| What is asked for | Median | 99th percentile | Bare server, 99th | Refused |\n| --- | --- | --- | --- | --- |"
    );
    for kind in KINDS {
        let requests: Vec<_> = (0..known.len()).filter_map(|at| (kind.ask)(&known, at)).map(|it| get(&it)).collect();
        if requests.is_empty() {
            println!("| {} | – | – | – | nobody has one |", kind.name);
            continue;
        }
        let sizes = load::answer_sizes(server.listen, &requests).with_context(|| kind.name.to_owned())?;
        let lines = folder.join("sizes");
        std::fs::write(&lines, sizes.iter().map(|size| format!("{size}\n")).collect::<String>())?;
        let bare = Server::start(commands::ourselves(Some(Core::Server))?.args(["baseline", "--sizes"]).arg(&lines))?;
        let plan = |address| Plan {
            address,
            requests: requests.clone(),
            connections: CONNECTIONS,
            warm_up: Duration::from_secs_f64(0.5),
            duration: Duration::from_secs_f64(seconds),
            rate: Some(RATE),
            once: false,
        };
        let [ours, theirs] = [load::run(&plan(server.listen))?, load::run(&plan(bare.listen))?];
        let [p50, p99, bare] = [ours.p50_ns, ours.p99_ns, theirs.p99_ns].map(|it| micros(Duration::from_nanos(it)));
        println!("| {} | {p50} | {p99} | {bare} | {} |", kind.name, ours.refused);
    }
    Ok(())
}

fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n").into_bytes()
}

/// Some of the registry, with what can be asked for.
fn people_of(address: std::net::SocketAddr, orcids: &[String]) -> Result<Vec<Person>> {
    let mut wire = Wire::connect(address)?;
    let mut known = Vec::new();
    let step = (orcids.len() / (4 * KNOWN)).max(1);
    for orcid in orcids.iter().step_by(step) {
        let (_, body) = wire.ask(&get(&format!("/v3.0/{orcid}/record")))?;
        let record: Value = serde_json::from_str(&body)?;
        let text = |path: &str| record.pointer(path).and_then(Value::as_str).map(str::to_owned);
        let (Some(given), Some(family)) =
            (text("/person/name/given-names/value"), text("/person/name/family-name/value"))
        else {
            continue;
        };
        let groups = record.pointer("/activities-summary/works/group").and_then(Value::as_array);
        let ids = groups.into_iter().flatten().filter_map(|it| it.pointer("/external-ids/external-id")?.as_array());
        let doi = ids.flatten().find(|it| it["external-id-type"] == "doi");
        let doi = doi.and_then(|it| it["external-id-value"].as_str()).map(str::to_owned);
        let jobs = record.pointer("/activities-summary/employments/affiliation-group").and_then(Value::as_array);
        let organizations = jobs.into_iter().flatten();
        let name = "/summaries/0/employment-summary/organization/name";
        let organizations = organizations.filter_map(|it| it.pointer(name)?.as_str().map(str::to_owned)).collect();
        known.push(Person { orcid: orcid.clone(), given, family, doi, organizations });
        if known.len() == KNOWN {
            break;
        }
    }
    Ok(known)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_asks_what_a_server_can_read() {
        let person = Person {
            orcid: "0000-0002-1825-0097".into(),
            given: "Zoë".into(),
            family: "O'Neill Smith".into(),
            doi: Some("10.1/a&b".into()),
            organizations: vec!["Text & Co".into()],
        };
        for kind in KINDS {
            let path = (kind.ask)(std::slice::from_ref(&person), 0).unwrap();
            let (_, query) = path.split_once("&q=").unwrap();
            assert!(
                query.bytes().all(|it| it.is_ascii_alphanumeric() || b"-._~%".contains(&it)),
                "{}: {path}",
                kind.name
            );
        }
    }
}
