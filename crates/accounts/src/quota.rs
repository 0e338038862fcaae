//! Telling whom an application belongs to that it asks more than it may (`record-api` 5.4).

use byline_model::{ClientId, Timestamp};
use byline_store::{AccountChange, Change, ChangeSet, StoreError};

use crate::{Accounts, emails, messages};

impl Accounts {
    /// Writes to the owner of a client that has used up its requests for a day (days since 1970): once in that day, and
    /// only when there is an owner with a confirmed primary address. Returns whether a mail was written.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn tell_of_quota(
        &self,
        client: &ClientId,
        day: i64,
        limit: u64,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        // Kept where days are counted, so that it is forgotten with them and other nodes know of it.
        let told: Box<str> = format!("told {client}").into();
        if self.store.uses(day, &told).await? > 0 {
            return Ok(false);
        }
        let Some(client) = self.store.client(client).await? else { return Ok(false) };
        let Some(owner) = client.owner else { return Ok(false) };
        let Some((_, emails)) = emails::of(&*self.store, owner).await? else { return Ok(false) };
        let Some(email) = emails.iter().find(|it| it.primary && it.verified) else { return Ok(false) };
        let mail = messages::quota(self.texts(owner).await?, &client.name, limit).to(&email.address, now);
        let set = ChangeSet::new(now)
            .with(Change::Account(AccountChange::PutMail(Box::new(mail))))
            .with(Change::CountUses { day, counts: vec![(told, 1)] });
        self.store.commit(set).await?;
        Ok(true)
    }
}
