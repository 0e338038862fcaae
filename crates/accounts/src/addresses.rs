//! Addresses that turned out to be those of other records (`decisions` 61): whoever had one gives another.

use byline_model::{EmailAddress, OrcidId, PutCode, RecordState, Timestamp, email};
use byline_store::{AccountChange, Action, Change, ChangeSet, Deed, Guard, LinkPurpose, StoreError};

use crate::links::NewLink;
use crate::service::Accounts;
use crate::{emails, languages, messages};

/// Why an address was not added.
#[derive(Debug, thiserror::Error)]
pub enum AddressError {
    #[error("this is no e-mail address")]
    Invalid,
    /// Another record has it, or this one.
    #[error("a record has this address")]
    Taken,
    /// The record has lost none, or the address had too many mails.
    #[error("nothing is added")]
    NotAsked,
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl Accounts {
    /// The addresses of a record by which somebody else is found.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn lost_addresses(&self, person: OrcidId) -> Result<Vec<Box<str>>, StoreError> {
        let emails = emails::of(&*self.store, person).await?.map(|(_, emails)| emails).unwrap_or_default();
        let mut lost = Vec::new();
        for email in emails {
            if self.store.find_by_email(&email.address).await? != Some(person) {
                lost.push(email.address);
            }
        }
        Ok(lost)
    }

    /// Gives a record that lost an address another one in its place, and mails a link to it.
    ///
    /// # Errors
    /// [`AddressError`] when it cannot be added.
    pub async fn replace_lost_address(
        &self,
        person: OrcidId,
        address: &str,
        now: Timestamp,
    ) -> Result<(), AddressError> {
        let address: EmailAddress = address.parse().map_err(|_| AddressError::Invalid)?;
        let lost: Vec<String> = self.lost_addresses(person).await?.iter().map(|it| email::key(it)).collect();
        let Some((version, emails)) = emails::of(&*self.store, person).await? else {
            return Err(AddressError::NotAsked);
        };
        let head = self.store.head(person).await?.filter(|it| it.state == RecordState::Active);
        let Some(head) = head.filter(|_| !lost.is_empty()) else { return Err(AddressError::NotAsked) };
        if self.store.find_by_email(address.as_str()).await?.is_some() {
            return Err(AddressError::Taken);
        }
        if !self.may_mail(address.as_str(), now).await? {
            return Err(AddressError::NotAsked);
        }
        let put_code = PutCode::new(self.store.lease_put_codes(1).await?.start)
            .map_err(|_| StoreError::Unavailable("put-codes are used up".into()))?;
        let gone = || emails.iter().filter(|it| lost.contains(&email::key(&it.address)));
        let primary = gone().any(|it| it.primary) || emails.iter().all(|it| !it.primary);
        let item = emails::new(person, &address, put_code, primary, now);
        let link = NewLink::draw(self, LinkPurpose::VerifyEmail, person, address.as_str(), now);
        let mail = messages::verify(languages::of(&head), &self.base_url, person, &link.url).to(address.as_str(), now);
        let mut set = ChangeSet::new(now)
            .guard(Guard::RecordVersion(person, version))
            .guard(Guard::NoEmail(address.as_str().into()))
            .with(Change::PutItem { owner: person, item: Box::new(item) })
            .with(Change::Account(AccountChange::PutLink(Box::new(link.row))))
            .with(Change::Account(AccountChange::PutMail(Box::new(mail))));
        for email in gone() {
            let (kind, put_code) = (email.item.kind, email.item.put_code);
            set = set.with(Change::DeleteItem { owner: person, kind, put_code });
        }
        match self.store.commit(set.tells(Deed::new(Action::AddressReplaced, person))).await {
            Ok(_) => Ok(()),
            Err(StoreError::Conflict(_)) => Err(AddressError::Taken),
            Err(error) => Err(error.into()),
        }
    }
}
