//! Buckets that refill: the generic cell rate algorithm (ITU-T I.371), where a bucket is one moment.

use std::convert::Infallible;
use std::hash::Hash;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use byline_model::Timestamp;
use quick_cache::sync::Cache;

use super::{Rate, Refused};

/// For each bucket the moment in microseconds at which it is full again.
#[derive(Debug)]
pub(super) struct Buckets<K>(Cache<K, Arc<AtomicI64>>);

/// So many buckets there is room for, at about a hundred bytes each.
const MOST_BUCKETS: usize = 200_000;

impl<K: Hash + Eq + Clone> Buckets<K> {
    pub fn new() -> Self {
        Self::with_room(MOST_BUCKETS)
    }

    pub fn with_room(most: usize) -> Self {
        Buckets(Cache::new(most))
    }

    /// Counts a request; returns how many more there is room for.
    pub fn take(&self, key: &K, rate: Rate, now: Timestamp) -> Result<u32, Refused> {
        let made = self.0.get_or_insert_with(key, || Ok::<_, Infallible>(Arc::default()));
        let bucket = match made {
            Ok(bucket) => bucket,
            Err(never) => match never {},
        };
        // Of a clock that was put back since: no bucket is emptier than empty.
        bucket.fetch_min(latest(rate, now), Ordering::Relaxed);
        let mut full_at = bucket.load(Ordering::Relaxed);
        loop {
            let next = room(rate, full_at, now)?;
            match bucket.compare_exchange_weak(full_at, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return Ok(left(rate, next, now)),
                Err(found) => full_at = found,
            }
        }
    }

    /// Whether a request would be one too many, without counting it.
    pub fn look(&self, key: &K, rate: Rate, now: Timestamp) -> Result<(), Refused> {
        let Some(bucket) = self.0.get(key) else { return Ok(()) };
        room(rate, bucket.load(Ordering::Relaxed), now).map(|_| ())
    }

    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

fn micros(now: Timestamp) -> i64 {
    now.millis().saturating_mul(1000)
}

/// When a bucket that is empty now is full again.
fn latest(rate: Rate, now: Timestamp) -> i64 {
    micros(now).saturating_add(rate.window_micros())
}

/// When the bucket is full again once this request is counted.
fn room(rate: Rate, full_at: i64, now: Timestamp) -> Result<i64, Refused> {
    let latest = latest(rate, now);
    let next = full_at.clamp(micros(now), latest).saturating_add(rate.interval_micros());
    if next <= latest {
        return Ok(next);
    }
    let seconds = next.saturating_sub(latest).saturating_add(999_999) / 1_000_000;
    Err(Refused { most: rate.most(), wait: u32::try_from(seconds).unwrap_or(u32::MAX) })
}

fn left(rate: Rate, full_at: i64, now: Timestamp) -> u32 {
    let free = latest(rate, now).saturating_sub(full_at) / rate.interval_micros();
    u32::try_from(free).unwrap_or(0)
}
