//! How often somebody asked in a day (`decisions` 10).
//!
//! Requests are counted in memory and added to the store once a second: a write for each would cost more than most of
//! them do. Then the store is asked what others counted. So a day's limit is passed by what one second admits at most,
//! and a process that is killed forgets one second.
//!
//! A day is one of UTC. Who has not asked for a second is not in memory any more.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use byline_model::Timestamp;
use byline_model::env::Clock;
use byline_store::{Change, ChangeSet, Store, StoreError};

const DAY: i64 = 24 * 3600;
/// Older days are forgotten.
const KEPT: i64 = 7;

/// Counts requests of a deployment.
pub struct Usage {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    counters: Mutex<HashMap<(i64, Box<str>), Counter>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counter {
    /// As the store had it last.
    stored: u64,
    /// On its way there.
    leaving: u64,
    /// Not on its way yet.
    waiting: u64,
}

impl Counter {
    fn total(self) -> u64 {
        self.stored + self.leaving + self.waiting
    }
}

/// What was counted with this request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// In this day, this request included.
    pub requests: u64,
    /// Seconds until the next day.
    pub left: u64,
    /// Days since 1970.
    pub day: i64,
}

impl Usage {
    /// Counts nothing yet; what the store has counted of somebody is read when they first ask.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> Self {
        Usage { store, clock, counters: Mutex::default() }
    }

    /// Counts a request, unless so many were counted that this one would be the one with number `end`; then it says what it
    /// would have been and counts nothing.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn count(&self, who: &str, end: u64) -> Result<Counted, StoreError> {
        let (day, left) = day(self.clock.now());
        let key = (day, Box::from(who));
        if !self.counters().contains_key(&key) {
            let stored = self.store.uses(day, who).await?;
            // Somebody else may have been quicker, and have counted since.
            self.counters().entry(key.clone()).or_insert(Counter { stored, ..Counter::default() });
        }
        let mut counters = self.counters();
        let counter = counters.entry(key).or_default();
        let requests = counter.total() + 1;
        if requests < end {
            counter.waiting += 1;
        }
        Ok(Counted { requests, left, day })
    }

    /// Adds to the store what was counted, and looks what others did.
    ///
    /// # Errors
    /// When the store does not answer; what was counted waits for the next time.
    pub async fn write_down(&self) -> Result<(), StoreError> {
        let leaving = self.take();
        if leaving.is_empty() {
            return Ok(());
        }
        let now = self.clock.now();
        let mut changes = ChangeSet::new(now).with(Change::ForgetUses { before: day(now).0 - KEPT });
        for (day, counts) in by_day(&leaving) {
            changes = changes.with(Change::CountUses { day, counts });
        }
        if let Err(error) = self.store.commit(changes).await {
            self.give_back();
            return Err(error);
        }
        for (day, who, _) in leaving {
            let stored = self.store.uses(day, &who).await?;
            if let Some(counter) = self.counters().get_mut(&(day, who)) {
                (counter.stored, counter.leaving) = (stored, 0);
            }
        }
        Ok(())
    }

    /// What waits begins to leave; who has nothing that waits is forgotten.
    fn take(&self) -> Vec<(i64, Box<str>, u64)> {
        let mut leaving = Vec::new();
        self.counters().retain(|(day, who), counter| {
            counter.leaving += std::mem::take(&mut counter.waiting);
            if counter.leaving > 0 {
                leaving.push((*day, who.clone(), counter.leaving));
            }
            counter.leaving > 0
        });
        leaving
    }

    fn give_back(&self) {
        for counter in self.counters().values_mut() {
            counter.waiting += std::mem::take(&mut counter.leaving);
        }
    }

    fn counters(&self) -> MutexGuard<'_, HashMap<(i64, Box<str>), Counter>> {
        self.counters.lock().expect("nobody panics while holding it")
    }
}

/// The day, and how many seconds are left of it.
fn day(now: Timestamp) -> (i64, u64) {
    let seconds = now.millis().div_euclid(1000);
    let left = DAY - seconds.rem_euclid(DAY);
    (seconds.div_euclid(DAY), u64::try_from(left).unwrap_or(0))
}

fn by_day(leaving: &[(i64, Box<str>, u64)]) -> HashMap<i64, Vec<(Box<str>, u64)>> {
    let mut days: HashMap<i64, Vec<_>> = HashMap::new();
    for (day, who, more) in leaving {
        days.entry(*day).or_default().push((who.clone(), *more));
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_end_at_midnight() {
        let at = |text: &str| day(text.parse().unwrap());
        assert_eq!(at("1970-01-01T00:00:00Z"), (0, 86_400));
        assert_eq!(at("1970-01-01T23:59:59.999Z"), (0, 1));
        assert_eq!(at("2026-11-25T12:00:00Z").1, 43_200);
    }
}
