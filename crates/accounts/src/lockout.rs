//! Failed passwords are counted, and too many close the door for a while (`registry` 6.3).
//!
//! Per account: ten, then ten minutes from the tenth on, and ten more for every further one. The attempt is counted before
//! the password is looked at, so that many at once cannot slip through. Names that nobody has are counted alike. Per
//! network address: a hundred within ten minutes.

use byline_model::Timestamp;
use byline_store::{AccountChange, Attempts, Change, ChangeSet, Result};

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
}

impl Default for Lockout {
    fn default() -> Self {
        Lockout { mode: LockoutMode::Enforce, per_account: 10, per_address: 100, window_seconds: 600 }
    }
}

impl Lockout {
    /// Until when these failures keep an account closed.
    fn ends(&self, attempts: &Attempts) -> Option<Timestamp> {
        let windows = i64::from(attempts.failures.saturating_sub(self.per_account)) + 1;
        attempts.locked.map(|from| from.plus_seconds(windows.saturating_mul(self.window_seconds)))
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
        let address: Option<Box<str>> = address.map(|it| format!("address:{it}").into());
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
        // Others may have been counted meanwhile; beyond the threshold a lock that still holds counts for this one too.
        let after = self.store.attempts(&account).await?;
        let overtaken = after.is_some_and(|it| {
            it.failures > lockout.per_account
                && it.locked.is_some_and(|from| now < from.plus_seconds(lockout.window_seconds))
        });
        let refused = closed || flooding || overtaken;
        if refused {
            tracing::warn!(enforced = lockout.mode == LockoutMode::Enforce, "too many failed sign-ins");
        }
        Ok(Attempt { account, address, refused: refused && lockout.mode == LockoutMode::Enforce })
    }

    /// The attempt failed: its network address is counted too.
    pub(crate) async fn attempt_failed(&self, attempt: &Attempt, now: Timestamp) -> Result<()> {
        let Some(key) = attempt.address.clone() else { return Ok(()) };
        let Lockout { per_address: threshold, window_seconds, .. } = self.settings.lockout;
        let count = AccountChange::CountFailure { key, at: now, threshold, restart_after: Some(window_seconds) };
        self.store.commit(ChangeSet::new(now).with(Change::Account(count))).await?;
        Ok(())
    }
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
