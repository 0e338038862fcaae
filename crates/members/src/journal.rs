//! What was done in a registry, for those who run it.

use byline_model::Timestamp;
use byline_store::{Change, ChangeSet, Result};

use crate::Members;

/// As many entries of one action as are forgotten in one commit, which keeps others waiting.
const FORGOTTEN: usize = 500;

impl Members {
    /// Forgets some of what the journal has kept for long enough, which each [`Action`](byline_store::Action) says for
    /// itself. Returns whether there is more of it. For a job that runs now and then.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn forget_journal(&self, now: Timestamp) -> Result<bool> {
        if !self.store.journal_outgrown(now).await? {
            return Ok(false);
        }
        let forget = Change::ForgetJournal { now, most: FORGOTTEN };
        self.store.commit(ChangeSet::new(now).with(forget)).await?;
        self.store.journal_outgrown(now).await
    }
}
