//! What a search has cost so far, where the engine runs it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tantivy::TantivyError;

use crate::memory::{Budget, TooExpensive};

/// A budget that parts of a query share.
#[derive(Clone, Debug)]
pub(super) struct Work(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    most: u64,
    left: AtomicU64,
    over: AtomicBool,
    /// Who may no longer wait for it.
    budget: Budget,
}

impl Work {
    pub fn of(budget: Budget) -> Self {
        Work(Arc::new(Shared {
            most: budget.most(),
            left: AtomicU64::new(budget.left()),
            over: AtomicBool::new(false),
            budget,
        }))
    }

    /// Takes so much off what is left. The error ends the search; what is told is [`Work::result`].
    pub fn spend(&self, work: u64) -> Result<(), TantivyError> {
        let left = &self.0.left;
        let spent = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            left.checked_sub(work).filter(|_| !self.0.budget.is_in_vain())
        });
        spent.map(|_| ()).map_err(|_| {
            self.0.over.store(true, Ordering::Relaxed);
            TantivyError::InvalidArgument("the budget is spent".to_owned())
        })
    }

    /// What is left of the budget.
    pub fn rest(&self) -> Budget {
        self.0.budget.clone().with_left(self.0.left.load(Ordering::Relaxed))
    }

    /// Whether the budget held.
    pub fn result(&self) -> Result<(), TooExpensive> {
        match self.0.over.load(Ordering::Relaxed) {
            true => Err(TooExpensive { most: self.0.most }),
            false => Ok(()),
        }
    }
}
