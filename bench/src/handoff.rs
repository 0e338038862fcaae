//! From a write to the call that tells of it, while many others write.
//!
//! Some records have a webhook to a receiver here. One work after the other is added to them, and for each the time from
//! the answer to the call is taken, while the rest of the records are written to at a rate that a busy registry has.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::commands;
use crate::oauth::Wire;
use crate::process::Server;
use crate::writes::{self, Grant};

/// Writes per second meanwhile, none of which anybody waits for.
pub const WRITES: f64 = 3_000.0;

/// Records whose changes are told.
const TOLD: usize = 100;

/// Between two of them.
const PAUSE: Duration = Duration::from_millis(20);

/// Longer than any call takes that is not lost.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Stage {
    pub server: Server,
    /// The load: each good for one time.
    pub requests: Vec<Vec<u8>>,
    told: Vec<Grant>,
    receiver: Receiver,
}

/// Answers every call, and remembers when it came.
struct Receiver {
    address: SocketAddr,
    calls: Arc<Mutex<HashMap<String, Instant>>>,
}

pub fn stage(folder: &Path, requests: usize) -> Result<Stage> {
    let receiver = Receiver::start()?;
    let mut grants = writes::prepare(folder, TOLD + 512, |wire, number, orcid| {
        if number < TOLD { register(wire, orcid, receiver.address) } else { Ok(()) }
    })?;
    let load = grants.split_off(TOLD);
    let mut command = commands::serve(folder, commands::ViewCache::Memory)?;
    let server = Server::start(command.args(["--webhook-network", "127.0.0.0/8", "--webhook-port", "any"]))?;
    let requests =
        (0..requests).map(|number| load[number % load.len()].post("work", &writes::work(&number.to_string())));
    Ok(Stage { server, requests: requests.collect(), told: grants, receiver })
}

fn register(wire: &mut Wire, orcid: &str, receiver: SocketAddr) -> Result<()> {
    let token = json!({"client": writes::CLIENT, "scopes": ["/webhook"]});
    let token = writes::member(&writes::call(wire, "tokens", &token)?, "access_token")?;
    let uri = format!("http%3A%2F%2F127.0.0.1%3A{}%2F{orcid}", receiver.port());
    let request = format!(
        "PUT /api/{orcid}/webhook/{uri} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\
         Content-Length: 0\r\n\r\n"
    );
    let (head, body) = wire.ask(request.as_bytes())?;
    anyhow::ensure!(head.starts_with("HTTP/1.1 201"), "{head}{body}");
    Ok(())
}

impl Stage {
    /// How long each of the calls took, from the answer to the write, the shortest first.
    pub fn run(&self) -> Result<Vec<Duration>> {
        let mut wire = Wire::connect(self.server.listen)?;
        let mut answered = Vec::with_capacity(self.told.len());
        for grant in &self.told {
            let (head, body) = wire.ask(&grant.post("work", &writes::work(&format!("told.{}", grant.orcid))))?;
            anyhow::ensure!(head.starts_with("HTTP/1.1 201"), "{head}{body}");
            answered.push((grant.orcid.clone(), Instant::now()));
            std::thread::sleep(PAUSE);
        }
        let began = Instant::now();
        loop {
            let calls = self.receiver.calls.lock().expect("nobody panics with it").clone();
            if answered.iter().all(|(orcid, _)| calls.contains_key(orcid)) {
                let mut took: Vec<_> =
                    answered.iter().map(|(orcid, answer)| calls[orcid].saturating_duration_since(*answer)).collect();
                took.sort_unstable();
                return Ok(took);
            }
            if began.elapsed() > PATIENCE {
                bail!("{} of {} calls never came", answered.len() - calls.len(), answered.len());
            }
            std::thread::sleep(PAUSE);
        }
    }
}

impl Receiver {
    fn start() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let calls: Arc<Mutex<HashMap<String, Instant>>> = Arc::default();
        let known = Arc::clone(&calls);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let known = Arc::clone(&known);
                std::thread::spawn(move || answer(stream, &known));
            }
        });
        Ok(Receiver { address, calls })
    }
}

/// Until the connection ends.
fn answer(stream: TcpStream, known: &Mutex<HashMap<String, Instant>>) -> Result<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let (mut line, mut length) = (String::new(), 0);
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let path = line.split(' ').nth(1).context("a request line")?.trim_start_matches('/').to_owned();
        known.lock().expect("nobody panics with it").entry(path).or_insert_with(Instant::now);
        loop {
            line.clear();
            reader.read_line(&mut line)?;
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
            if line.trim().is_empty() {
                break;
            }
        }
        std::io::copy(&mut reader.by_ref().take(length), &mut std::io::sink())?;
        reader.get_mut().write_all(b"HTTP/1.1 204 No Content\r\n\r\n")?;
    }
}
