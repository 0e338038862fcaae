//! Forms of people whose session ended while they wrote (`decisions` 53): kept until they are back, for half an hour.
//!
//! What was typed is sealed like a registration that waits ([`crate::pending`]): the store cannot read it, the address that
//! leads back carries the key.

use byline_model::Timestamp;
use byline_store::{AccountChange, Change, ChangeSet, StoreError, WaitingForm};

use crate::pending;
use crate::secret::{self, Secret};
use crate::service::Accounts;

/// Which of what is made from a key this is.
const PURPOSE: &[u8] = b"byline: a form that is kept";
/// What sealing adds.
const TAG: usize = 16;

impl Accounts {
    /// Keeps a form, whatever it says; the secret brings it back. `None` for one that is longer than what waits may be.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn keep_form(&self, form: &str, now: Timestamp) -> Result<Option<Secret>, StoreError> {
        if form.len() + TAG > WaitingForm::LONGEST {
            return Ok(None);
        }
        let key = Secret::random(&*self.entropy);
        let waiting = pending::seal(PURPOSE, &key, form.as_bytes().to_vec(), now);
        let put = Change::Account(AccountChange::PutWaitingForm(Box::new(waiting)));
        self.store.commit(ChangeSet::new(now).with(put)).await?;
        Ok(Some(key))
    }

    /// The form that was kept under a secret; `None` when its time is over, or there never was one.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn kept_form(&self, key: &str, now: Timestamp) -> Result<Option<String>, StoreError> {
        let Some(waiting) = self.store.waiting_form(secret::hash(key)).await? else { return Ok(None) };
        if waiting.expires <= now {
            return Ok(None);
        }
        let opened = pending::open(PURPOSE, key, &waiting);
        Ok(opened.and_then(|bytes| String::from_utf8(bytes).ok()))
    }
}
