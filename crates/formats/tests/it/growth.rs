//! How work grows with input: a family of texts is read small and large, and the large one may not cost more than as many
//! small ones of the same length together.
//!
//! Two measures. What readers of ours count ([`byline_model::effort`]) is exact and the same everywhere. Libraries count
//! nothing, so that the processor time of this thread alone is looked at as well, of both in one run; what grows with the
//! square would cost thirty times as much, and eight are allowed.

use std::hint::black_box;

use byline_model::effort;

const SMALL: usize = 64;
const FACTOR: usize = 32;

/// Bytes looked at and comparisons made for one byte of input, at most.
const EACH: u64 = 100;

/// Holds `read` to a line over the texts that `make` gives for a number of parts.
pub fn assert_linear(name: &str, make: impl Fn(usize) -> String, read: impl Fn(&str)) {
    let (small, large) = (make(SMALL), make(SMALL * FACTOR));
    let times = (large.len() / small.len()).max(1);
    let counted = |text: &str| effort::of(|| read(text)).1;
    let (few, many) = (counted(&small), counted(&large));
    let together = few * times as u64;
    assert!(many <= 2 * together + 1000, "{name}: {times} times the length, {few} became {many}");
    assert!(many <= EACH * large.len() as u64, "{name}: {many} for {} bytes", large.len());
    let apart = processor_time(|| (0..times).for_each(|_| read(black_box(&small))));
    let at_once = processor_time(|| read(black_box(&large)));
    assert!(at_once <= 8 * apart + 1_000_000, "{name}: {at_once} ns at once, {apart} ns in {times} parts");
}

/// Nanoseconds that this thread took, in the best of three runs: waiting for a busy machine is none of them.
#[cfg(unix)]
fn processor_time(run: impl Fn()) -> u64 {
    use rustix::time::{ClockId, clock_gettime};
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
    };
    let measured = |_| {
        let before = now();
        run();
        now() - before
    };
    (0..3).map(measured).min().expect("three runs")
}

#[cfg(not(unix))]
fn processor_time(run: impl Fn()) -> u64 {
    run();
    0
}
