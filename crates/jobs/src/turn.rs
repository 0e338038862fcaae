//! Work that is done now and then, by one process for all.

use std::sync::Arc;
use std::time::Duration;

use byline_model::Timestamp;
use byline_model::env::Clock;
use byline_store::{AccountChange, Change, ChangeSet, Store, StoreError};

/// Whose turn it is to do something: of all processes on a store, one takes it in a period. Whoever ends in the middle of it
/// leaves the rest for the next period.
#[derive(Clone)]
pub struct Turn {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    key: Box<str>,
    seconds: i64,
}

impl Turn {
    /// At the work of this name. Whoever tries once in a period has a turn in each, where nobody else tries: it is over a little
    /// earlier.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, name: &str, period: Duration) -> Self {
        let seconds = i64::try_from(period.as_secs() / 10 * 9).unwrap_or(i64::MAX);
        Turn { store, clock, key: format!("turn:{name}").into(), seconds }
    }

    /// The time by which turns are taken.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Takes it, if nobody has; says whether that is so.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn take(&self) -> Result<bool, StoreError> {
        let at = self.now();
        let count = AccountChange::CountUpTo { key: self.key.clone(), at, most: 1, restart_after: self.seconds };
        Ok(self.store.commit(ChangeSet::new(at).with(Change::Account(count))).await?.changed)
    }
}
