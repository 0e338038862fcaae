//! When to try again, and when to stop trying.

use std::time::Duration;

use byline_model::Timestamp;

/// How patient the sender is.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// After the first try that failed for now; doubles with every further one.
    pub retry_after: Duration,
    /// A mail that could not be handed over for so long is given up.
    pub give_up_after: Duration,
    /// Mails that are handed over at a time, each over a connection of its own.
    pub connections: usize,
}

/// Delays do not grow beyond so many times the first: an hour, when that is half a minute.
const LONGEST: u32 = 120;

/// While nothing can be handed over at all, one mail is tried so often, whatever the first delay.
const LONGEST_HOLD: Duration = Duration::from_secs(60);
const FIRST_HOLD: Duration = Duration::from_secs(2);

impl Pace {
    /// When a mail is tried again that was tried `tries` times before this one.
    pub(super) fn due(&self, now: Timestamp, tries: u32) -> Timestamp {
        later(now, self.retry_after.saturating_mul(doubled(tries).min(LONGEST)))
    }

    /// Until when nothing is tried, after the server was found unusable so many times in a row.
    pub(super) fn hold(&self, now: Timestamp, troubles: u32) -> Timestamp {
        let first = self.retry_after.min(FIRST_HOLD);
        later(now, first.saturating_mul(doubled(troubles.saturating_sub(1))).min(LONGEST_HOLD))
    }

    pub(super) fn is_too_old(&self, written: Timestamp, now: Timestamp) -> bool {
        later(written, self.give_up_after) <= now
    }
}

fn doubled(times: u32) -> u32 {
    2_u32.saturating_pow(times)
}

pub(super) fn later(now: Timestamp, by: Duration) -> Timestamp {
    now.plus_millis(i64::try_from(by.as_millis()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACE: Pace = Pace {
        retry_after: Duration::from_secs(30),
        give_up_after: Duration::from_secs(4 * 24 * 3600),
        connections: 2,
    };

    fn seconds(until: Timestamp) -> i64 {
        until.seconds()
    }

    #[test]
    fn delays_grow_to_an_hour() {
        let delays: Vec<i64> = (0..9).map(|tries| seconds(PACE.due(Timestamp::EPOCH, tries))).collect();
        assert_eq!(delays, [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
        assert_eq!(seconds(PACE.due(Timestamp::EPOCH, u32::MAX)), 3600);
    }

    #[test]
    fn a_server_in_trouble_is_asked_every_minute_at_least() {
        let holds: Vec<i64> = (1..8).map(|troubles| seconds(PACE.hold(Timestamp::EPOCH, troubles))).collect();
        assert_eq!(holds, [2, 4, 8, 16, 32, 60, 60]);
    }

    #[test]
    fn a_mail_is_too_old_after_four_days() {
        let written = Timestamp::EPOCH;
        assert!(!PACE.is_too_old(written, written.plus_seconds(4 * 24 * 3600 - 1)));
        assert!(PACE.is_too_old(written, written.plus_seconds(4 * 24 * 3600)));
    }
}
