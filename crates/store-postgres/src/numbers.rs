//! Put-codes, in blocks that a node has for itself. What is left of one when the node ends is never handed out.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use byline_model::PutCode;
use byline_store::StoreError;
use byline_store::put_codes::{BLOCK, Block};

use crate::decode::unsigned;
use crate::failure::Result;
use crate::guards::stored;
use crate::pool::Pool;
use crate::query::query;

/// The numbers of this node, and how far the counter is known to have come.
#[derive(Debug, Default)]
pub struct Numbers {
    pub block: Block,
    leased_to: AtomicU64,
}

impl Numbers {
    /// Numbers below this one were leased to somebody, or came from elsewhere.
    pub fn leased_to(&self) -> u64 {
        self.leased_to.load(Ordering::Relaxed)
    }

    /// The counter has come this far at least.
    pub fn follow(&self, next: u64) {
        self.leased_to.fetch_max(next, Ordering::Relaxed);
    }

    /// The next `count` numbers: of the block, or of a new one, which one statement of its own takes from the counter.
    pub async fn lease(&self, pool: &Pool, count: u64) -> Result<Range<u64>> {
        if let Some(range) = self.block.take(count) {
            return Ok(range);
        }
        let fresh = reserve(pool, count).await?;
        self.follow(fresh.end);
        Ok(self.block.refill(fresh, count))
    }
}

/// Takes a block from the counter, even while others have numbers left.
pub async fn reserve(pool: &Pool, count: u64) -> Result<Range<u64>> {
    const SQL: &str = "UPDATE put_codes SET next = next + $1 WHERE id = 1 AND next <= $2 RETURNING next - $1, next";
    let used_up = || StoreError::Unavailable("the put-codes are used up".into());
    let wanted = count.max(BLOCK);
    let highest = PutCode::MAX.checked_sub(wanted).ok_or_else(used_up)?;
    let answer = pool.one(query!(SQL, stored(wanted), stored(highest))).await?;
    let row = answer.rows.first().ok_or_else(used_up)?;
    Ok(unsigned(row, 0)?..unsigned(row, 1)?)
}
