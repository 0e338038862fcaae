//! What is counted in days.

use super::{Harness, put};
use crate::{Change, Store};

fn count(day: i64, counts: &[(&str, u64)]) -> Change {
    Change::CountUses { day, counts: counts.iter().map(|(who, more)| ((*who).into(), *more)).collect() }
}

async fn uses(store: &dyn Store, day: i64, who: &str) -> u64 {
    store.uses(day, who).await.unwrap()
}

pub async fn uses_add_up_by_day(harness: &dyn Harness) {
    let store = harness.open().await;
    assert_eq!(uses(&*store, 7, "192.0.2.1").await, 0);
    assert_eq!(put(&*store, [count(7, &[("192.0.2.1", 3), ("APP-1", 5)])]).await.sequence, 0, "nothing is logged");
    put(&*store, [count(7, &[("192.0.2.1", 4)]), count(8, &[("192.0.2.1", 1)])]).await;
    let store = harness.reopen(store).await;
    assert_eq!((uses(&*store, 7, "192.0.2.1").await, uses(&*store, 7, "APP-1").await), (7, 5));
    assert_eq!(uses(&*store, 8, "192.0.2.1").await, 1);
    put(&*store, [Change::ForgetUses { before: 8 }]).await;
    assert_eq!((uses(&*store, 7, "192.0.2.1").await, uses(&*store, 8, "192.0.2.1").await), (0, 1));
}
