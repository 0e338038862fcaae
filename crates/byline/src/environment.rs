//! The time and randomness of the real world, and those of the sandbox. Nothing else may ask for either.
#![allow(clippy::disallowed_methods, reason = "these are the implementations everybody else is handed")]

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use aws_lc_rs::{digest, rand};
use byline_model::Timestamp;
use byline_model::env::{Clock, Entropy};

/// Measures how long something took, for messages alone.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    pub fn start() -> Self {
        Stopwatch(Instant::now())
    }

    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// A clock that starts where it is told, ticks, and can be moved on (`decisions` 32, 34).
#[derive(Debug)]
pub struct SandboxClock {
    /// Where it starts, and starts again; `None`: at the time of the machine.
    at: Option<Timestamp>,
    began: Instant,
    /// What it showed when it began, plus what it was moved on since, in milliseconds.
    origin: AtomicI64,
}

impl SandboxClock {
    pub fn new(at: Option<Timestamp>) -> Self {
        let origin = at.unwrap_or_else(|| SystemClock.now());
        SandboxClock { at, began: Instant::now(), origin: AtomicI64::new(origin.millis()) }
    }

    fn elapsed(&self) -> i64 {
        i64::try_from(self.began.elapsed().as_millis()).unwrap_or(i64::MAX)
    }

    /// Moves it on; it never goes back, as nothing that reads it expects that.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        let moved = |origin: i64| Some(Timestamp::from_millis(origin).plus_millis(by).millis());
        let _always_some = self.origin.fetch_update(Ordering::AcqRel, Ordering::Acquire, moved);
    }

    /// The moment that [`SandboxClock::reset`] goes back to.
    pub fn start(&self) -> Timestamp {
        self.at.unwrap_or_else(|| SystemClock.now())
    }

    /// Back to where it started.
    pub fn reset(&self) {
        let start = self.start();
        self.origin.store(start.plus_millis(-self.elapsed()).millis(), Ordering::Release);
    }
}

impl Clock for SandboxClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.origin.load(Ordering::Acquire)).plus_millis(self.elapsed())
    }
}

/// The operating system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        rand::fill(bytes).expect("the operating system has randomness");
    }
}

/// The same bytes for the same seed, so that a test of a client sees the same tokens in each run: SHA-256 of seed and
/// counter. For the sandbox alone.
#[derive(Debug)]
pub struct SeededEntropy {
    seed: u64,
    drawn: AtomicU64,
}

impl SeededEntropy {
    pub fn new(seed: u64) -> Self {
        SeededEntropy { seed, drawn: AtomicU64::new(0) }
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(digest::SHA256_OUTPUT_LEN) {
            let number = self.drawn.fetch_add(1, Ordering::Relaxed);
            let mut input = [0; 16];
            input[..8].copy_from_slice(&self.seed.to_be_bytes());
            input[8..].copy_from_slice(&number.to_be_bytes());
            chunk.copy_from_slice(&digest::digest(&digest::SHA256, &input).as_ref()[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn is_near(clock: &SandboxClock, expected: Timestamp) -> bool {
        (0..60_000).contains(&(clock.now().millis() - expected.millis()))
    }

    /// D-34
    #[test]
    fn the_sandbox_clock_starts_where_it_is_told_and_returns_there() {
        let start = at("2020-02-29T12:00:00Z");
        let clock = SandboxClock::new(Some(start));
        assert!(is_near(&clock, start));
        clock.advance(Duration::from_secs(86_400));
        assert!(is_near(&clock, at("2020-03-01T12:00:00Z")));
        clock.reset();
        assert!(is_near(&clock, start));
    }

    #[test]
    fn moving_on_without_end_stops_at_the_last_year() {
        let clock = SandboxClock::new(None);
        clock.advance(Duration::from_secs(u64::MAX / 2));
        assert_eq!(clock.now().date().0, 9999);
    }

    #[test]
    fn a_seed_decides_every_byte() {
        let draw = |seed: u64| {
            let entropy = SeededEntropy::new(seed);
            let (mut first, mut second) = ([0; 40], [0; 7]);
            entropy.fill(&mut first);
            entropy.fill(&mut second);
            (first, second)
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        assert_ne!(draw(1).0[..7], draw(1).1);
    }
}
