//! What a store asks of its database: how often it turned to it, and with how many statements.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::query::Query;

/// Counted for one store.
#[derive(Debug, Default)]
pub struct Heard {
    turns: AtomicU64,
    statements: AtomicU64,
}

/// Each statement that a store of this process asked, once.
#[cfg(test)]
static TEXTS: std::sync::Mutex<std::collections::BTreeSet<String>> =
    std::sync::Mutex::new(std::collections::BTreeSet::new());

/// Each statement that a store of this process asked, once.
#[cfg(test)]
pub fn texts() -> std::collections::BTreeSet<String> {
    TEXTS.lock().unwrap().clone()
}

impl Heard {
    /// These statements are sent together.
    pub fn turn(&self, queries: &[Query]) {
        self.turns.fetch_add(1, Ordering::Relaxed);
        self.statements.fetch_add(queries.len() as u64, Ordering::Relaxed);
        #[cfg(test)]
        TEXTS.lock().unwrap().extend(queries.iter().map(|it| it.sql.to_string()));
    }

    /// How many turns, and statements, there were.
    pub fn counted(&self) -> (u64, u64) {
        (self.turns.load(Ordering::Relaxed), self.statements.load(Ordering::Relaxed))
    }
}
