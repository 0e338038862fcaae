//! What is kept in memory: heads, clients and tokens, each with a proof that it is current.
//!
//! The writer forgets a key after its commit and before the acknowledgement, or puts the value there that it knows to
//! follow from the one in memory. A reader that loaded the old value meanwhile holds a placeholder which that took away,
//! so its insertion comes to nothing: no value from before an acknowledgement can be found after it. That something is absent is kept too.

use std::hash::Hash;
use std::sync::Arc;
use std::time::Duration;

use quick_cache::sync::{Cache as Entries, GuardResult};

use crate::failure::Result;

/// Rows in memory, by key, and keys that have none. Holds nothing older than the last [`Cache::forget`] of its key.
pub struct Cache<K, V> {
    entries: Entries<K, Option<Arc<V>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    /// With room for so many keys; the least used go first.
    pub fn new(capacity: usize) -> Self {
        Cache { entries: Entries::new(capacity) }
    }

    /// The value if it is in memory.
    pub fn peek(&self, key: &K) -> Option<Arc<V>> {
        self.entries.get(key).flatten()
    }

    /// Whether it is in memory that there is no value.
    pub fn knows_none(&self, key: &K) -> bool {
        self.entries.get(key).is_some_and(|it| it.is_none())
    }

    /// The value, loaded unless it is in memory. Only one caller loads a key, the others wait for it.
    pub fn get(&self, key: &K, load: impl FnOnce() -> Result<Option<V>>) -> Result<Option<Arc<V>>> {
        self.get_within(None, key, load)
    }

    fn get_within(
        &self,
        wait: Option<Duration>,
        key: &K,
        load: impl FnOnce() -> Result<Option<V>>,
    ) -> Result<Option<Arc<V>>> {
        match self.entries.get_value_or_guard(key, wait) {
            GuardResult::Value(value) => Ok(value),
            GuardResult::Guard(guard) => {
                let value = load()?.map(Arc::new);
                // An error says that the key was forgotten while it was loaded: then this read began before that.
                let _stale = guard.insert(value.clone());
                Ok(value)
            }
            GuardResult::Timeout => Ok(load()?.map(Arc::new)),
        }
    }

    /// The value, loaded unless it is in memory, without waiting for another caller who is loading it.
    pub fn get_at_once(&self, key: &K, load: impl FnOnce() -> Result<Option<V>>) -> Result<Option<Arc<V>>> {
        self.get_within(Some(Duration::ZERO), key, load)
    }

    /// Puts what follows from the value in memory into its place; where there is none, or nothing follows, drops the key.
    ///
    /// For the writer, in place of [`Cache::forget`]: nobody else knows what a value becomes.
    pub fn follow(&self, key: &K, next: impl FnOnce(&V) -> Option<V>) {
        match self.peek(key).and_then(|before| next(&before)) {
            Some(next) => self.entries.insert(key.clone(), Some(Arc::new(next))),
            None => self.forget(key),
        }
    }

    /// Drops a key. A load that is under way is not kept: it may have read what was there before.
    pub fn forget(&self, key: &K) {
        self.entries.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_loaded_before_it_was_forgotten_is_not_kept() {
        let cache = Cache::<u64, &str>::new(8);
        let seen = cache
            .get(&1, || {
                cache.forget(&1); // the writer, between the reader's look at the database and its insertion
                Ok(Some("old"))
            })
            .unwrap();
        assert_eq!(seen.as_deref(), Some(&"old"));
        assert_eq!(cache.peek(&1), None);
        assert_eq!(cache.get(&1, || Ok(Some("new"))).unwrap().as_deref(), Some(&"new"));
    }

    #[test]
    fn a_value_is_followed_by_the_next_one_where_it_is_in_memory() {
        let cache = Cache::<u64, u64>::new(8);
        cache.follow(&1, |_| panic!("is not in memory"));
        assert_eq!(cache.peek(&1), None);
        assert_eq!(cache.get(&1, || Ok(Some(10))).unwrap().as_deref(), Some(&10));
        cache.follow(&1, |before| Some(before + 1));
        assert_eq!(cache.peek(&1).as_deref(), Some(&11));
        cache.follow(&1, |_| None);
        assert_eq!(cache.peek(&1), None);
        cache.get(&2, || Ok(None)).unwrap();
        cache.follow(&2, |_| panic!("there is none"));
        assert_eq!(cache.get(&2, || Ok(Some(20))).unwrap().as_deref(), Some(&20), "absence is forgotten");
    }

    #[test]
    fn what_follows_is_not_replaced_by_what_was_loaded_before() {
        let cache = Cache::<u64, &str>::new(8);
        let seen = cache.get(&1, || {
            cache.follow(&1, |_| panic!("it is being loaded"));
            Ok(Some("old"))
        });
        assert_eq!(seen.unwrap().as_deref(), Some(&"old"));
        assert_eq!(cache.peek(&1), None);
    }

    #[test]
    fn absence_is_kept_until_forgotten() {
        let cache = Cache::<u64, &str>::new(8);
        assert!(!cache.knows_none(&1));
        assert_eq!(cache.get(&1, || Ok(None)).unwrap(), None);
        assert!(cache.knows_none(&1));
        assert_eq!(cache.get(&1, || panic!("is in memory")).unwrap(), None);
        cache.forget(&1);
        assert_eq!(cache.get(&1, || Ok(Some("there"))).unwrap().as_deref(), Some(&"there"));
        assert!(!cache.knows_none(&1));
    }
}
