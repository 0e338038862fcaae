//! What members write, over a store that survives a crash: whoever has an answer has it after a power cut.
//!
//! Records, clients and tokens are made through a sandbox over the same folder; what is measured is `byline serve`. Every
//! request is good for one time, for the same work again is a duplicate.

use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::commands;
use crate::oauth::Wire;
use crate::process::Server;

/// One kind of write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Write {
    /// One work at a time, to many records.
    Work,
    /// A hundred works at a time, to many records.
    Bulk,
    /// One work at a time, to a record that is nearly full.
    Heavy,
}

/// Works in a bulk request: as many as may be.
pub const BULK: usize = 100;

/// What the record has before the first measured write, of the 10,000 that it may have.
const HEAVY: usize = 9_000;

/// Writes per second to the record that is nearly full: it has room for a few hundred.
pub const CALM: f64 = 60.0;

impl Write {
    /// How many requests there are in a second; as many as go, where that is what is asked.
    pub const fn rate(self) -> Option<f64> {
        match self {
            Write::Work | Write::Bulk => None,
            Write::Heavy => Some(CALM),
        }
    }

    pub const fn connections(self) -> usize {
        match self {
            Write::Work => 64,
            Write::Bulk => 8,
            Write::Heavy => 1,
        }
    }

    /// Works per request.
    pub const fn each(self) -> usize {
        match self {
            Write::Work | Write::Heavy => 1,
            Write::Bulk => BULK,
        }
    }

    /// How many requests at most a measurement of this length may send.
    pub fn most(self, seconds: f64) -> usize {
        match self {
            Write::Work => (25_000.0 * seconds) as usize,
            Write::Bulk => (600.0 * seconds) as usize,
            Write::Heavy => (CALM * seconds) as usize + 1,
        }
    }

    /// How many records they go to, so that none is full in the end.
    fn records(self, requests: usize) -> usize {
        match self {
            Write::Heavy => 1,
            Write::Work | Write::Bulk => 512.max(requests * self.each() / 8_000 + 1),
        }
    }
}

/// A server that is ready, and requests of which each is good for one time.
pub struct Stage {
    pub server: Server,
    pub requests: Vec<Vec<u8>>,
}

pub const CLIENT: &str = "APP-DEMOPREMIUMUPD01";

pub fn stage(write: Write, folder: &Path, requests: usize) -> Result<Stage> {
    let grants = prepare(folder, write.records(requests), |_, _, _| Ok(()))?;
    let server = Server::start(&mut commands::serve(folder, commands::ViewCache::Memory)?)?;
    if write == Write::Heavy {
        let mut wire = Wire::connect(server.listen)?;
        for number in 0..HEAVY / BULK {
            let (head, body) = wire.ask(&grants[0].post("works", &bulk(&format!("heavy.{number}"))))?;
            anyhow::ensure!(head.starts_with("HTTP/1.1 200") && !body.contains("error-code"), "{head}{body}");
        }
    }
    let requests = (0..requests).map(|number| {
        let grant = &grants[number % grants.len()];
        match write {
            Write::Work | Write::Heavy => grant.post("work", &work(&number.to_string())),
            Write::Bulk => grant.post("works", &bulk(&number.to_string())),
        }
    });
    Ok(Stage { server, requests: requests.collect() })
}

/// A record, and a token that may write to it.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct Grant {
    pub orcid: String,
    pub token: String,
}

/// People and tokens, made in a sandbox that keeps its data in `folder` and leaves it for others to open.
///
/// `also` is done for each while the sandbox is there.
pub fn prepare(
    folder: &Path,
    records: usize,
    also: impl Fn(&mut Wire, usize, &str) -> Result<()>,
) -> Result<Vec<Grant>> {
    let sandbox = Server::start(commands::sandbox()?.arg("--data").arg(folder))?;
    let mut wire = Wire::connect(sandbox.listen)?;
    (0..records)
        .map(|number| {
            let person = json!({"given_names": "Ada", "family_name": format!("Number {number}")});
            let orcid = member(&call(&mut wire, "people", &person)?, "orcid")?;
            let token = json!({"client": CLIENT, "orcid": orcid, "scopes": ["/activities/update", "/read-limited"]});
            let token = member(&call(&mut wire, "tokens", &token)?, "access_token")?;
            also(&mut wire, number, &orcid)?;
            Ok(Grant { orcid, token })
        })
        .collect()
}

pub fn call(wire: &mut Wire, path: &str, body: &Value) -> Result<Value> {
    let body = body.to_string();
    let head = format!(
        "POST /__sandbox/{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let (head, body) = wire.ask((head + &body).as_bytes())?;
    serde_json::from_str(&body).with_context(|| format!("{head}{body}"))
}

pub fn member(answer: &Value, name: &str) -> Result<String> {
    Ok(answer[name].as_str().with_context(|| format!("no {name}: {answer}"))?.to_owned())
}

impl Grant {
    pub fn post(&self, path: &str, body: &str) -> Vec<u8> {
        let (orcid, token) = (&self.orcid, &self.token);
        let head = format!(
            "POST /api/v3.0/{orcid}/{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\
             Accept: application/json\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        (head + body).into_bytes()
    }
}

/// Some 700 bytes, as publishers send them.
fn document(mark: &str) -> Value {
    let id = |name: &str, value: String, relationship: &str| json!({"external-id-type": name, "external-id-value": value, "external-id-relationship": relationship});
    json!({
        "title": {"title": {"value": format!("Observations of ants in archives, part {mark}")}},
        "journal-title": {"value": "Journal of Quiet Measurements"},
        "type": "journal-article",
        "publication-date": {"year": {"value": "2026"}, "month": {"value": "11"}, "day": {"value": "05"}},
        "external-ids": {"external-id": [
            id("doi", format!("10.5555/bench.{mark}"), "self"),
            id("issn", "2049-3630".to_owned(), "part-of"),
        ]},
        "url": {"value": format!("https://doi.org/10.5555/bench.{mark}")},
        "contributors": {"contributor": [{
            "credit-name": {"value": "Ada Number"},
            "contributor-attributes": {"contributor-sequence": "first", "contributor-role": "author"},
        }]},
    })
}

pub fn work(mark: &str) -> String {
    document(mark).to_string()
}

fn bulk(mark: &str) -> String {
    let entries: Vec<_> = (0..BULK).map(|entry| json!({"work": document(&format!("{mark}.{entry}"))})).collect();
    json!({"bulk": entries}).to_string()
}

/// Bytes of the answer to the first request, which is used up with it.
pub fn answer_size(address: SocketAddr, request: &[u8]) -> Result<usize> {
    let (head, body) = Wire::connect(address)?.ask(request)?;
    anyhow::ensure!(head.starts_with("HTTP/1.1 20"), "{head}{body}");
    Ok(head.len() + body.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_say_how_long_they_are() {
        let grant = Grant { orcid: "0009-9000-0000-0010".to_owned(), token: "t".to_owned() };
        let request = String::from_utf8(grant.post("work", &work("7"))).unwrap();
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("Content-Length: {}", body.len())), "{request}");
        assert!(body.contains("10.5555/bench.7") && bulk("7").contains("10.5555/bench.7.99"));
    }
}
