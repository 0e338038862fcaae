//! The load generator: HTTP/1.1 over keep-alive connections, one thread, requests built beforehand.
//!
//! It costs less per request than any server does, so that the server is what is measured. Two modes:
//!
//! * As fast as possible: every connection sends its next request when the answer to the last has arrived.
//! * At a rate: requests fall due on a fixed schedule, whatever the server does, and a latency counts from the moment
//!   a request was due. A server that stalls is charged for everyone who would have come meanwhile. This mode spins,
//!   for timers are too coarse for the latencies in question.

mod connection;
mod response;

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use mio::{Events, Interest, Poll, Token};
use serde::{Deserialize, Serialize};

use crate::histogram::Histogram;
use crate::process;
use connection::{Connection, Progress};

/// What to do.
pub struct Plan {
    pub address: SocketAddr,
    /// Whole requests, sent in turn.
    pub requests: Vec<Vec<u8>>,
    pub connections: usize,
    pub warm_up: Duration,
    pub duration: Duration,
    /// Requests per second; `None` is as fast as possible.
    pub rate: Option<f64>,
    /// Each request is good for one time: the end comes with the last of them, if not before.
    pub once: bool,
}

/// What came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outcome {
    pub requests: u64,
    /// Requests, and those of the warm-up.
    pub answered: u64,
    /// Answers outside 200–299.
    pub refused: u64,
    pub seconds: f64,
    /// Bytes of answers, heads included.
    pub bytes: u64,
    pub p50_ns: u64,
    pub p99_ns: u64,
    pub p999_ns: u64,
    /// The share of one core that the generator used. Near 1 and not at a rate, it is what limits the figure.
    pub busy: f64,
}

impl Outcome {
    pub fn per_second(&self) -> f64 {
        self.requests as f64 / self.seconds
    }
}

/// Bytes of head and body of one answer to each of the plan's first requests, all of which must succeed.
pub fn answer_sizes(address: SocketAddr, requests: &[Vec<u8>]) -> Result<Vec<usize>> {
    let plan = Plan {
        address,
        requests: Vec::new(),
        connections: 1,
        warm_up: Duration::ZERO,
        duration: Duration::from_secs(60),
        rate: None,
        once: false,
    };
    let mut driver = Driver::new(&plan)?;
    requests.iter().map(|request| driver.single(request)).collect()
}

/// Runs a plan to its end.
pub fn run(plan: &Plan) -> Result<Outcome> {
    let mut outcomes = run_in_lanes(plan, &vec![0; plan.requests.len()])?;
    Ok(outcomes.swap_remove(0))
}

/// The same, with an outcome of its own for each sort of request: `lanes` says which each of the plan's is of.
pub fn run_in_lanes(plan: &Plan, lanes: &[usize]) -> Result<Vec<Outcome>> {
    if plan.requests.is_empty() || plan.connections == 0 {
        bail!("a load needs a request and a connection");
    }
    let mut driver = Driver::new(plan)?;
    driver.lanes = lanes.to_vec();
    driver.tallies.resize_with(lanes.iter().max().map_or(1, |most| most + 1), Tally::default);
    match plan.rate {
        None => driver.as_fast_as_possible(plan)?,
        Some(rate) => driver.at_rate(plan, rate)?,
    }
    driver.tallies.iter().map(|tally| driver.outcome(plan, tally)).collect()
}

/// What came of one sort of request.
struct Tally {
    histogram: Histogram,
    answered: u64,
    refused: u64,
    bytes: u64,
}

impl Default for Tally {
    fn default() -> Self {
        Tally { histogram: Histogram::new(), answered: 0, refused: 0, bytes: 0 }
    }
}

struct Driver {
    poll: Poll,
    events: Events,
    address: SocketAddr,
    connections: Vec<Connection>,
    /// Which sort of request each connection has under way.
    under_way: Vec<usize>,
    /// How many were sent.
    sent: usize,
    /// Of which sort each request of the plan is.
    lanes: Vec<usize>,
    tallies: Vec<Tally>,
    /// When recording begins.
    from: Instant,
    ended: Instant,
    cpu_at_start: Duration,
}

impl Driver {
    fn new(plan: &Plan) -> Result<Self> {
        let poll = Poll::new()?;
        let mut connections = Vec::with_capacity(plan.connections);
        for index in 0..plan.connections {
            connections.push(connect(&poll, plan.address, index)?);
        }
        Ok(Driver {
            poll,
            events: Events::with_capacity(1024),
            address: plan.address,
            connections,
            under_way: vec![0; plan.connections],
            sent: 0,
            lanes: vec![0],
            tallies: vec![Tally::default()],
            from: Instant::now() + plan.warm_up,
            ended: Instant::now() + plan.warm_up + plan.duration,
            cpu_at_start: process::cpu_time("self").unwrap_or_default(),
        })
    }

    fn as_fast_as_possible(&mut self, plan: &Plan) -> Result<()> {
        let end = self.from + plan.duration;
        for index in 0..self.connections.len() {
            if !self.has_sent_all(plan) {
                self.send(plan, index, Instant::now())?;
            }
        }
        loop {
            let now = Instant::now();
            if now >= end {
                return Ok(());
            }
            if self.has_sent_all(plan) {
                self.ended = now;
                return Ok(());
            }
            self.wait(Some(end - now))?;
            for index in self.ready() {
                if self.advance(index)? && !self.has_sent_all(plan) {
                    self.send(plan, index, Instant::now())?;
                }
            }
        }
    }

    fn has_sent_all(&self, plan: &Plan) -> bool {
        plan.once && self.sent >= plan.requests.len()
    }

    fn at_rate(&mut self, plan: &Plan, rate: f64) -> Result<()> {
        let start = Instant::now();
        let end = self.from + plan.duration;
        let interval = 1.0 / rate;
        let mut scheduled = 0u64;
        let mut waiting: VecDeque<Instant> = VecDeque::new();
        let mut idle: Vec<usize> = (0..self.connections.len()).collect();
        loop {
            let now = Instant::now();
            if now >= end {
                return Ok(());
            }
            loop {
                let due = start + Duration::from_secs_f64(scheduled as f64 * interval);
                if due > now {
                    break;
                }
                scheduled += 1;
                waiting.push_back(due);
            }
            while let (Some(due), Some(index)) = (waiting.front().copied(), idle.last().copied()) {
                waiting.pop_front();
                idle.pop();
                self.send(plan, index, due)?;
            }
            self.wait(Some(Duration::ZERO))?;
            for index in self.ready() {
                if self.advance(index)? {
                    idle.push(index);
                }
            }
        }
    }

    /// Sends one request on the only connection and waits for its answer.
    fn single(&mut self, request: &[u8]) -> Result<usize> {
        let (refused, bytes) = (self.tallies[0].refused, self.tallies[0].bytes);
        self.connections[0].send(request, Instant::now())?;
        loop {
            self.wait(Some(Duration::from_secs(60)))?;
            let ready = self.ready();
            if ready.is_empty() {
                bail!("no answer within a minute");
            }
            if self.advance(0)? {
                break;
            }
        }
        if self.tallies[0].refused > refused {
            bail!("{} was refused", String::from_utf8_lossy(request).lines().next().unwrap_or_default());
        }
        Ok((self.tallies[0].bytes - bytes) as usize)
    }

    fn send(&mut self, plan: &Plan, index: usize, due: Instant) -> Result<()> {
        let request = &plan.requests[self.sent % plan.requests.len()];
        self.under_way[index] = self.lanes[self.sent % self.lanes.len()];
        self.sent += 1;
        self.connections[index].send(request, due)
    }

    fn wait(&mut self, at_most: Option<Duration>) -> Result<()> {
        match self.poll.poll(&mut self.events, at_most) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => Ok(()),
            other => other.context("polling failed"),
        }
    }

    fn ready(&self) -> Vec<usize> {
        self.events.iter().map(|event| event.token().0).collect()
    }

    /// Reads what there is; whether the connection is free for its next request.
    fn advance(&mut self, index: usize) -> Result<bool> {
        match self.connections[index].advance()? {
            Progress::Waiting => Ok(false),
            Progress::Answered { due, success, bytes, last } => {
                let now = Instant::now();
                let tally = &mut self.tallies[self.under_way[index]];
                tally.answered += 1;
                if now >= self.from {
                    tally.histogram.record((now - due).as_nanos() as u64);
                    tally.refused += u64::from(!success);
                    tally.bytes += bytes as u64;
                }
                if last {
                    self.connections[index] = connect(&self.poll, self.address, index)?;
                }
                Ok(true)
            }
        }
    }

    fn outcome(&self, plan: &Plan, tally: &Tally) -> Result<Outcome> {
        if tally.histogram.total() == 0 {
            bail!("no answer at all within {:?}", plan.duration);
        }
        let cpu = process::cpu_time("self").unwrap_or_default().saturating_sub(self.cpu_at_start);
        Ok(Outcome {
            requests: tally.histogram.total(),
            refused: tally.refused,
            answered: tally.answered,
            seconds: self.ended.saturating_duration_since(self.from).as_secs_f64(),
            bytes: tally.bytes,
            p50_ns: tally.histogram.quantile(0.5),
            p99_ns: tally.histogram.quantile(0.99),
            p999_ns: tally.histogram.quantile(0.999),
            busy: cpu.as_secs_f64() / (self.ended.saturating_duration_since(self.from) + plan.warm_up).as_secs_f64(),
        })
    }
}

/// Connects, then waits in line like everyone else.
fn connect(poll: &Poll, address: SocketAddr, index: usize) -> Result<Connection> {
    let stream = std::net::TcpStream::connect(address).with_context(|| format!("cannot connect to {address}"))?;
    stream.set_nodelay(true)?;
    stream.set_nonblocking(true)?;
    let mut stream = mio::net::TcpStream::from_std(stream);
    poll.registry().register(&mut stream, Token(index), Interest::READABLE | Interest::WRITABLE)?;
    Ok(Connection::new(stream))
}

#[cfg(test)]
mod tests;
