//! Who has which mail, and which registration of a webhook, at the moment.
//!
//! One process has the database, so that this is kept in memory: when it ends, nobody has anything.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use byline_model::Timestamp;
use byline_store::{AccountChange, Change, WebhookChange};

use crate::failure::Result;

/// What of both was claimed.
#[derive(Debug, Default)]
pub struct Leases {
    pub mails: Claimed,
    pub webhooks: Claimed,
}

/// Numbers of rows, each with who has it.
#[derive(Debug, Default)]
pub struct Claimed(Mutex<Claims>);

#[derive(Debug, Default)]
struct Claims {
    rows: HashMap<u64, Claim>,
    /// How many there were so far.
    made: u64,
}

#[derive(Clone, Copy, Debug)]
struct Claim {
    /// Tells it from others on the same row.
    number: u64,
    until: Timestamp,
}

/// Claims that are over once a commit has succeeded.
#[derive(Debug, Default)]
pub struct Settled {
    mails: Vec<(u64, u64)>,
    webhooks: Vec<(u64, u64)>,
}

impl Leases {
    /// Before a commit: the claims on what it writes the outcome of. Whoever claims a row after it, once time is over, has another.
    pub fn settled_by(&self, changes: &[Change]) -> Settled {
        let mut settled = Settled::default();
        for change in changes {
            match change {
                Change::Account(
                    AccountChange::MailSent { id, .. }
                    | AccountChange::PutOffMail { id, .. }
                    | AccountChange::RefuseMail { id, .. },
                ) => settled.mails.extend(self.mails.claim_on(*id)),
                Change::Webhook(WebhookChange::Called { hook, .. }) => {
                    settled.webhooks.extend(self.webhooks.claim_on(*hook));
                }
                _ => {}
            }
        }
        settled
    }

    /// After the commit: nobody has these any more.
    pub fn settle(&self, settled: &Settled) {
        self.mails.release(&settled.mails);
        self.webhooks.release(&settled.webhooks);
    }
}

impl Claimed {
    /// Takes up to `limit` of what `due` has, which is asked for so many of the first rows: those that nobody has at `now`.
    pub fn claim<T>(
        &self,
        (now, until): (Timestamp, Timestamp),
        limit: usize,
        due: impl FnOnce(usize) -> Result<Vec<T>>,
        number: impl Fn(&T) -> u64,
    ) -> Result<Vec<T>> {
        let mut claims = self.lock();
        claims.rows.retain(|_, claim| claim.until > now);
        let mut found = due(limit.saturating_add(claims.rows.len()))?;
        found.retain(|row| !claims.rows.contains_key(&number(row)));
        found.truncate(limit);
        for row in &found {
            claims.made += 1;
            let claim = Claim { number: claims.made, until };
            claims.rows.insert(number(row), claim);
        }
        Ok(found)
    }

    /// Keeps those that are still claimed for longer.
    pub fn hold(&self, numbers: &[u64], until: Timestamp) {
        let mut claims = self.lock();
        for number in numbers {
            claims.rows.entry(*number).and_modify(|claim| claim.until = until);
        }
    }

    /// When the next can be claimed of those that are waiting: `waiting` is asked for so many of the first, with when each
    /// is due.
    pub fn next(&self, waiting: impl FnOnce(usize) -> Result<Vec<(u64, Timestamp)>>) -> Result<Option<Timestamp>> {
        let claims = self.lock();
        let waiting = waiting(claims.rows.len().saturating_add(1))?;
        let free = |(row, due): (u64, Timestamp)| claims.rows.get(&row).map_or(due, |claim| due.max(claim.until));
        Ok(waiting.into_iter().map(free).min())
    }

    /// A row with the number of the claim on it.
    fn claim_on(&self, row: u64) -> Option<(u64, u64)> {
        self.lock().rows.get(&row).map(|claim| (row, claim.number))
    }

    fn release(&self, settled: &[(u64, u64)]) {
        if settled.is_empty() {
            return;
        }
        let mut claims = self.lock();
        for (row, number) in settled {
            if claims.rows.get(row).is_some_and(|claim| claim.number == *number) {
                claims.rows.remove(row);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Claims> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
