//! Proving that an address is one's own (`registry` 7).

use byline_model::{OrcidId, RecordState, Timestamp, email};
use byline_store::{AccountChange, Action, Change, ChangeSet, Deed, Guard, LinkPurpose, StoreError};

use crate::links::{LinkError, NewLink};
use crate::service::Accounts;
use crate::{emails, languages, messages};

/// What a verification link is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToVerify {
    pub person: OrcidId,
    /// As it is written in the record.
    pub address: Box<str>,
}

impl Accounts {
    /// What a verification link is about, without following it. `signed_in` as in [`Accounts::verify_email`].
    ///
    /// # Errors
    /// [`LinkError`] when the link does not work.
    pub async fn address_to_verify(
        &self,
        secret: &str,
        signed_in: Option<OrcidId>,
        now: Timestamp,
    ) -> Result<ToVerify, LinkError> {
        let link = self.link_of(secret, LinkPurpose::VerifyEmail, signed_in, now).await?;
        let (_, emails) = emails::of(&*self.store, link.person).await?.ok_or(LinkError::Invalid)?;
        let email = emails.into_iter().find(|it| email::key(&it.address) == *link.address).ok_or(LinkError::Invalid)?;
        Ok(ToVerify { person: link.person, address: email.address })
    }

    /// Follows a verification link. `signed_in` is who is there, if anybody: a link of somebody else is refused.
    ///
    /// # Errors
    /// [`LinkError`] when the link does not work.
    pub async fn verify_email(
        &self,
        secret: &str,
        signed_in: Option<OrcidId>,
        now: Timestamp,
    ) -> Result<OrcidId, LinkError> {
        let link = self.link_of(secret, LinkPurpose::VerifyEmail, signed_in, now).await?;
        loop {
            let (version, emails) = emails::of(&*self.store, link.person).await?.ok_or(LinkError::Invalid)?;
            // The address may have been removed meanwhile.
            let email = emails.iter().find(|it| email::key(&it.address) == *link.address);
            let item = email.ok_or(LinkError::Invalid)?.verify(now)?;
            let set = ChangeSet::new(now)
                .guard(Guard::LinkUnused(link.hash))
                .guard(Guard::RecordVersion(link.person, version))
                .with(Change::PutItem { owner: link.person, item: Box::new(item) })
                .with(Change::Account(AccountChange::UseLink { hash: link.hash, at: now }))
                .tells(Deed::new(Action::AddressVerified, link.person));
            match self.store.commit(set).await {
                Ok(_) => return Ok(link.person),
                // The record or the link changed: look again.
                Err(StoreError::Conflict(_)) => {
                    self.good_link(secret, LinkPurpose::VerifyEmail, now).await?;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Sends a verification link once more. Nothing happens for an address that is not the person's, verified already,
    /// or had too many mails.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn send_verification(&self, person: OrcidId, address: &str, now: Timestamp) -> Result<(), StoreError> {
        let head = self.store.head(person).await?.filter(|it| it.state == RecordState::Active);
        let Some(head) = head else { return Ok(()) };
        let emails = emails::of(&*self.store, person).await?.map(|(_, emails)| emails).unwrap_or_default();
        let key = email::key(address);
        let email = emails.iter().find(|it| email::key(&it.address) == key);
        let Some(email) = email.filter(|it| !it.verified) else { return Ok(()) };
        if !self.may_mail(&email.address, now).await? {
            return Ok(());
        }
        let link = NewLink::draw(self, LinkPurpose::VerifyEmail, person, &email.address, now);
        let texts = languages::of(&head);
        let mail = messages::verify(texts, &self.base_url, person, &link.url).to(&email.address, now);
        let set = ChangeSet::new(now)
            .with(Change::Account(AccountChange::PutLink(Box::new(link.row))))
            .with(Change::Account(AccountChange::PutMail(Box::new(mail))));
        self.store.commit(set).await?;
        Ok(())
    }

    /// Whether an address of the record is verified: until then only names and addresses can be edited.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn has_verified_email(&self, person: OrcidId) -> Result<bool, StoreError> {
        let emails = emails::of(&*self.store, person).await?;
        Ok(emails.is_some_and(|(_, emails)| emails.iter().any(|it| it.verified)))
    }

    /// Counts a mail to an address that anybody may have asked for; false when there were too many within the hour.
    pub(crate) async fn may_mail(&self, address: &str, now: Timestamp) -> Result<bool, StoreError> {
        let key = format!("mail:{}", email::key(address)).into();
        let count = AccountChange::CountUpTo { key, at: now, most: self.settings.mails_per_hour, restart_after: 3600 };
        // Of any number that ask at once, so many hear that theirs counted.
        Ok(self.store.commit(ChangeSet::new(now).with(Change::Account(count))).await?.changed)
    }
}
