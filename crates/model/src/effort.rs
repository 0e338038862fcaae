//! What reading costs, counted in builds for tests.
//!
//! Input comes from anybody, so the work it makes must grow no faster than the input itself. Time cannot tell: machines
//! are busy. Readers say here how many bytes they looked at and how many comparisons they made, and tests hold the sum to
//! a line. Release builds count nothing.

#[cfg(debug_assertions)]
use std::cell::Cell;

#[cfg(debug_assertions)]
thread_local! {
    static SPENT: Cell<u64> = const { Cell::new(0) };
}

/// So many bytes were looked at, or comparisons made.
#[inline(always)]
pub fn spend(amount: usize) {
    #[cfg(debug_assertions)]
    SPENT.set(SPENT.get() + amount as u64);
    #[cfg(not(debug_assertions))]
    let _ = amount;
}

/// Runs something, and says what it spent on this thread. Nothing is counted in release builds.
#[cfg(debug_assertions)]
pub fn of<T>(run: impl FnOnce() -> T) -> (T, u64) {
    let before = SPENT.get();
    let done = run();
    (done, SPENT.get() - before)
}

/// A search of a list from its start: what [`Iterator::position`] does, counted.
#[inline(always)]
pub fn position<T>(list: &[T], is: impl FnMut(&T) -> bool) -> Option<usize> {
    let found = list.iter().position(is);
    spend(found.map_or(list.len(), |at| at + 1));
    found
}
