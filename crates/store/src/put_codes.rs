//! Put-codes in blocks, for the adapters: one durable write pays for many numbers.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use byline_model::PutCode;

/// How many numbers a block has at least. What is left of it when the process ends is never handed out.
pub const BLOCK: u64 = 4096;

/// Imported numbers above this do not move the counter: one item at the end of the range would use it up.
pub const HIGHEST_FOLLOWED: u64 = 1 << 52;

/// The current block: numbers that are durably reserved and not handed out yet.
#[derive(Debug, Default)]
pub struct Block(Mutex<Range<u64>>);

impl Block {
    /// The next `count` numbers, if the block has as many.
    pub fn take(&self, count: u64) -> Option<Range<u64>> {
        let mut rest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let end = rest.start.checked_add(count).filter(|end| *end <= rest.end)?;
        let taken = rest.start..end;
        rest.start = end;
        Some(taken)
    }

    /// Takes `count` numbers from a newly reserved range and keeps the rest, or what was there if that is more.
    pub fn refill(&self, fresh: Range<u64>, count: u64) -> Range<u64> {
        let mut rest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let split = fresh.start + count;
        if fresh.end - split > rest.end - rest.start {
            *rest = split..fresh.end;
        }
        fresh.start..split
    }

    /// Somebody uses this number without having leased it: it and those before it are not handed out any more.
    pub fn skip(&self, used: u64) {
        let mut rest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if rest.contains(&used) {
            rest.start = used + 1;
        }
    }
}

/// The range that a lease of `count` reserves from `counter` on; `None` when the numbers are used up.
pub fn reserve(counter: u64, count: u64) -> Option<Range<u64>> {
    let end = counter.checked_add(count.max(BLOCK))?;
    (end <= PutCode::MAX).then_some(counter..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_once() {
        let block = Block::default();
        assert_eq!(block.take(1), None);
        assert_eq!(block.refill(10..20, 3), 10..13);
        assert_eq!(block.take(2), Some(13..15));
        assert_eq!(block.take(6), None);
        assert_eq!(block.refill(40..42, 1), 40..41); // five are left in the old block, one in the new
        assert_eq!(block.take(5), Some(15..20));
    }

    #[test]
    fn foreign_numbers_are_skipped() {
        let block = Block::default();
        block.refill(10..20, 0);
        block.skip(9);
        block.skip(12);
        block.skip(20);
        assert_eq!(block.take(7), Some(13..20));
    }

    /// D-20
    #[test]
    fn numbers_end_where_json_readers_round() {
        assert_eq!(reserve(1, 0), Some(1..1 + BLOCK));
        assert_eq!(reserve(PutCode::MAX - 1, 1), None);
        assert_eq!(reserve(1, u64::MAX), None);
    }
}
