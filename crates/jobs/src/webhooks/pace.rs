//! When to call, when to call again, and when to stop calling.

use std::time::Duration;

use byline_model::Timestamp;

/// How patient the sender is.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// So long after a change its call is due: what changes meanwhile is told by the same call.
    pub settle: Duration,
    /// After a failure, times the number of failures in a row (`decisions` 11).
    pub retry_after: Duration,
    /// After so many in a row nobody calls any more.
    pub most_failures: u32,
    /// For this long no receiver of a client is called after one answered that it is too much (429).
    pub rest: Duration,
    /// For a whole call, and for reaching the receiver.
    pub timeout: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Pace {
            settle: Duration::from_millis(200),
            retry_after: Duration::from_secs(600),
            most_failures: 25,
            rest: Duration::from_secs(300),
            timeout: Duration::from_secs(20),
        }
    }
}

impl Pace {
    /// When the next call is made after so many failures in a row; `None`: never.
    pub(super) fn retry(&self, now: Timestamp, failures: u32) -> Option<Timestamp> {
        (failures < self.most_failures).then(|| later(now, self.retry_after.saturating_mul(failures)))
    }
}

pub(super) fn later(moment: Timestamp, by: Duration) -> Timestamp {
    moment.plus_millis(i64::try_from(by.as_millis()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_grow_by_ten_minutes_until_it_is_given_up() {
        let pace = Pace::default();
        let now = Timestamp::EPOCH;
        assert_eq!(pace.retry(now, 1), Some(now.plus_seconds(600)));
        assert_eq!(pace.retry(now, 2), Some(now.plus_seconds(1200)));
        assert_eq!(pace.retry(now, 24), Some(now.plus_seconds(24 * 600)));
        assert_eq!(pace.retry(now, 25), None);
    }
}
