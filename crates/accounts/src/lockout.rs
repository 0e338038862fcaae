//! Failed passwords are counted, and too many close the door for a while (`registry` 6.3).
//!
//! Per account: ten, then ten minutes from the tenth on, and ten more for every further one, but no longer than an hour from
//! the latest (`decisions` 54). The attempt is counted before the password is looked at, so that many at once cannot slip
//! through. Names that nobody has are counted alike. Per network, which is an IPv4 address or an IPv6 /64: a hundred
//! within ten minutes.
//!
//! What is counted here shuts nobody out who is in: sessions go on, and what their owners do in them is counted apart.

use byline_model::Timestamp;
use byline_model::network::Network;
use byline_store::{AccountChange, Attempts, Change, ChangeSet, Deed, Result};

use crate::secret;
use crate::service::Accounts;

/// Whether too many failures have consequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockoutMode {
    Off,
    /// It is written to the log, and that is all.
    Simulate,
    Enforce,
}

/// How many failures are too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lockout {
    pub mode: LockoutMode,
    pub per_account: u32,
    pub per_address: u32,
    pub window_seconds: i64,
    /// The longest wait of an account.
    pub longest_seconds: i64,
}

impl Default for Lockout {
    fn default() -> Self {
        Lockout {
            mode: LockoutMode::Enforce,
            per_account: 10,
            per_address: 100,
            window_seconds: 600,
            longest_seconds: 3600,
        }
    }
}

impl Lockout {
    /// Until when these failures keep an account closed.
    fn ends(&self, attempts: &Attempts) -> Option<Timestamp> {
        let windows = i64::from(attempts.failures.saturating_sub(self.per_account)) + 1;
        let grown = |from: Timestamp| from.plus_seconds(windows.saturating_mul(self.window_seconds));
        // From the latest: else whoever has gone on long enough would never have to wait again.
        let longest = attempts.latest.plus_seconds(self.longest_seconds);
        attempts.locked.map(|from| grown(from).min(longest))
    }

    /// Whether others were counted meanwhile: beyond the threshold one at a time has a try, or as many as come at once
    /// would be looked at each time a wait is over.
    fn is_overtaken(&self, before: Option<&Attempts>, after: &Attempts) -> bool {
        let counted = before.map_or(0, |it| it.failures);
        after.failures > self.per_account && after.failures > counted.saturating_add(1)
    }
}

/// An attempt that was counted as a failure until it turns out to be none.
pub(crate) struct Attempt {
    account: Box<str>,
    address: Option<Box<str>>,
    /// The door is closed: whatever the password is, it is wrong.
    pub refused: bool,
}

impl Accounts {
    /// Counts an attempt under the name that was tried.
    pub(crate) async fn attempt(&self, name: &str, address: Option<&str>, now: Timestamp) -> Result<Attempt> {
        let lockout = self.settings.lockout;
        // The name may be a password that was typed into the wrong field.
        let account: Box<str> = format!("account:{}", secret::hash(name).to_hex()).into();
        let address: Option<Box<str>> = address.map(|it| format!("address:{}", network(it)).into());
        if lockout.mode == LockoutMode::Off {
            return Ok(Attempt { account, address: None, refused: false });
        }
        let before = self.store.attempts(&account).await?;
        let closed = before.as_ref().and_then(|it| lockout.ends(it)).is_some_and(|ends| now < ends);
        let flooding = match &address {
            Some(key) => self
                .store
                .attempts(key)
                .await?
                .is_some_and(|it| it.locked.is_some() && now < it.first.plus_seconds(lockout.window_seconds)),
            None => false,
        };
        let count = AccountChange::CountFailure {
            key: account.clone(),
            at: now,
            threshold: lockout.per_account,
            restart_after: None,
        };
        self.store.commit(ChangeSet::new(now).with(Change::Account(count))).await?;
        let after = self.store.attempts(&account).await?;
        let overtaken = after.as_ref().is_some_and(|after| lockout.is_overtaken(before.as_ref(), after));
        let refused = closed || flooding || overtaken;
        if refused {
            tracing::warn!(enforced = lockout.mode == LockoutMode::Enforce, "too many failed sign-ins");
        }
        Ok(Attempt { account, address, refused: refused && lockout.mode == LockoutMode::Enforce })
    }

    /// The attempt failed: its network address is counted too.
    pub(crate) async fn attempt_failed(&self, attempt: &Attempt, deed: Deed, now: Timestamp) -> Result<()> {
        let mut set = ChangeSet::new(now);
        if let Some(key) = attempt.address.clone() {
            let Lockout { per_address: threshold, window_seconds, .. } = self.settings.lockout;
            let restart_after = Some(window_seconds);
            set = set.with(Change::Account(AccountChange::CountFailure { key, at: now, threshold, restart_after }));
        }
        self.store.commit(set.tells(deed)).await?;
        Ok(())
    }
}

/// As what a network address counts.
fn network(address: &str) -> String {
    address.parse().map_or_else(|_| address.to_owned(), |address| Network::around(address).to_string())
}

impl Attempt {
    /// The attempt succeeded: the account starts afresh.
    pub fn forgotten(&self) -> Change {
        Change::Account(AccountChange::ForgetFailures(self.account.clone()))
    }
}

/// Starts afresh for these names.
pub(crate) fn forget<'a>(names: impl IntoIterator<Item = &'a str>) -> impl Iterator<Item = Change> {
    names.into_iter().map(|name| {
        let key = format!("account:{}", secret::hash(name).to_hex());
        Change::Account(AccountChange::ForgetFailures(key.into()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::from_millis(1_790_000_000_000);

    fn attempts(failures: u32) -> Attempts {
        Attempts { failures, first: START, latest: START, locked: (failures >= 10).then_some(START) }
    }

    #[test]
    fn the_wait_grows_to_an_hour_from_the_latest() {
        let lockout = Lockout::default();
        let minutes = |failures, latest| {
            let it = Attempts { latest: START.plus_seconds(latest), ..attempts(failures) };
            lockout.ends(&it).map(|ends| (ends.seconds() - START.seconds()) / 60)
        };
        assert_eq!(
            [9, 10, 11, 15, 16, 1000].map(|it| minutes(it, 0)),
            [None, Some(10), Some(20), Some(60), Some(60), Some(60)]
        );
        assert_eq!((minutes(1000, 3000), minutes(u32::MAX, 7200)), (Some(110), Some(180)));
    }

    #[test]
    fn beyond_the_threshold_one_at_a_time_has_a_try() {
        let lockout = Lockout::default();
        let overtaken = |before: u32, after: u32| {
            let before = (before > 0).then(|| attempts(before));
            lockout.is_overtaken(before.as_ref(), &attempts(after))
        };
        assert!(!overtaken(0, 1) && !overtaken(3, 9) && !overtaken(0, 10), "below it nobody is in the way");
        assert!(overtaken(0, 11) && overtaken(9, 11));
        assert!(!overtaken(40, 41), "alone");
        assert!(overtaken(40, 42), "not alone");
    }
}
