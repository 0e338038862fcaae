//! A new password, by mail or from the settings, and the forgotten iD (`registry` 6.1, 6.7).

use byline_i18n::Texts;
use byline_model::{EmailAddress, Locale, OrcidId, RecordState, Timestamp, email};
use byline_store::{
    AccountChange, Action, Actor, Change, ChangeSet, Deed, Guard, LinkPurpose, PasswordHash, StoreError,
};

use crate::links::{LinkError, NewLink};
use crate::password::{self, PasswordProblem, Verified};
use crate::service::Accounts;
use crate::{emails, languages, lockout, messages, secret};

/// Why there is no new password.
#[derive(Debug, thiserror::Error)]
pub enum NewPasswordError {
    #[error(transparent)]
    Link(#[from] LinkError),
    #[error("the new password is not good enough")]
    Password(Vec<PasswordProblem>),
    /// Also when there were too many attempts.
    #[error("the current password is wrong")]
    WrongPassword,
    #[error("the code is wrong")]
    BadCode,
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// What the form behind a link has to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResetForm {
    pub person: OrcidId,
    pub second_factor: bool,
}

/// As what wrong passwords count that are given in a session: whoever fails to sign in elsewhere is no matter here.
fn in_session(person: OrcidId) -> String {
    format!("password of {person} in a session")
}

impl Accounts {
    /// Sends a link for a new password to an address. The answer is the same whether or not somebody has it; the mail is
    /// not. It is in the language of the record; where there is none, in the one that it was asked for in.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn request_reset(&self, address: &str, asked_in: Locale, now: Timestamp) -> Result<(), StoreError> {
        self.mail_about(address, asked_in, now, |texts, person| {
            let link = NewLink::draw(self, LinkPurpose::ResetPassword, person, address, now);
            let message = messages::reset(texts, &self.base_url, person, &link.url);
            let deed = Deed::new(Action::PasswordResetAsked, Actor::Nobody).to(person);
            (message, vec![Change::Account(AccountChange::PutLink(Box::new(link.row))), deed.into()])
        })
        .await
    }

    /// Sends the iD that belongs to an address to it; the same for every address, as [`Accounts::request_reset`].
    ///
    /// # Errors
    /// Those of the store.
    pub async fn remind_of_id(&self, address: &str, asked_in: Locale, now: Timestamp) -> Result<(), StoreError> {
        self.mail_about(address, asked_in, now, |texts, person| {
            (messages::your_id(texts, &self.base_url, person), Vec::new())
        })
        .await
    }

    async fn mail_about(
        &self,
        address: &str,
        asked_in: Locale,
        now: Timestamp,
        found: impl FnOnce(Texts, OrcidId) -> (messages::Message, Vec<Change>) + Send,
    ) -> Result<(), StoreError> {
        // What is no address gets no mail, and everybody may know that it is none.
        let Ok(typed) = address.parse::<EmailAddress>() else { return Ok(()) };
        let person = self.store.find_by_email(typed.as_str()).await?;
        let head = match person {
            Some(person) => self.store.head(person).await?,
            None => None,
        };
        let texts = head.as_deref().map_or(Texts::of(asked_in), languages::of);
        let base = &self.base_url;
        let (message, changes) = match head.as_deref().map(|it| (it.orcid, it.state)) {
            Some((person, RecordState::Active)) => found(texts, person),
            Some((person, RecordState::Unclaimed)) => (messages::unclaimed(texts, base, person), Vec::new()),
            Some((person, _)) => (messages::unavailable(texts, base, person), Vec::new()),
            None => (messages::nobody(texts, base), Vec::new()),
        };
        // Never to what was typed when it is somebody's: letters that count as the same may be of two mailboxes.
        let to = match person {
            Some(person) => self.stored_address(person, &typed).await?,
            None => typed.as_str().into(),
        };
        if !self.may_mail(&to, now).await? {
            return Ok(());
        }
        let mut set = ChangeSet::new(now);
        set.changes.extend(changes);
        let mail = Box::new(message.to(&to, now));
        self.store.commit(set.with(Change::Account(AccountChange::PutMail(mail)))).await?;
        Ok(())
    }

    /// The address of the record that somebody typed in whatever way.
    async fn stored_address(&self, person: OrcidId, typed: &EmailAddress) -> Result<Box<str>, StoreError> {
        let (key, emails) = (typed.key(), emails::of(&*self.store, person).await?);
        let stored = emails.and_then(|(_, emails)| emails.into_iter().find(|it| email::key(&it.address) == key));
        stored.map(|it| it.address).ok_or(StoreError::Conflict("the address was removed meanwhile"))
    }

    /// What the form behind a link asks for.
    ///
    /// # Errors
    /// [`LinkError`] when the link does not work.
    pub async fn reset_form(&self, secret: &str, now: Timestamp) -> Result<ResetForm, LinkError> {
        let link = self.good_link(secret, LinkPurpose::ResetPassword, now).await?;
        Ok(ResetForm { person: link.person, second_factor: self.second_factor.is_on(link.person).await? })
    }

    /// Sets a new password by a link. Nobody is signed in by that; all sessions end, and failures are forgotten.
    ///
    /// # Errors
    /// [`NewPasswordError`] when link, password or code are not good.
    pub async fn reset_password(
        &self,
        secret: &str,
        password: &str,
        again: &str,
        code: Option<&str>,
        now: Timestamp,
    ) -> Result<OrcidId, NewPasswordError> {
        let form = self.reset_form(secret, now).await?;
        let emails = self.check_new_password(form.person, password, again).await?;
        self.check_code(form.person, code, now).await?;
        let hash = secret::hash(secret);
        let set = self.new_password(form.person, password, &emails, None, now).await?;
        let used = Change::Account(AccountChange::UseLink { hash, at: now });
        let set = set.guard(Guard::LinkUnused(hash)).with(used).tells(Deed::new(Action::PasswordReset, form.person));
        match self.store.commit(set).await {
            Ok(_) => Ok(form.person),
            Err(StoreError::Conflict(_)) => Err(LinkError::Used.into()),
            Err(error) => Err(error.into()),
        }
    }

    /// Changes the password of somebody who is signed in with the session `id`; all others end.
    ///
    /// # Errors
    /// [`NewPasswordError`] when a password or the code are not good.
    pub async fn change_password(
        &self,
        id: &str,
        (current, password, again): (&str, &str, &str),
        code: Option<&str>,
        now: Timestamp,
    ) -> Result<(), NewPasswordError> {
        let session = self.session(id, now).await?.ok_or(NewPasswordError::WrongPassword)?;
        let person = session.person;
        let attempt = self.attempt(&in_session(person), None, now).await?;
        let hash = self.password_of(Some(person)).await?;
        let verified = self.passwords.verify(current, hash.as_deref(), &*self.entropy).await?;
        let (Some(hash), Verified::Right { .. }, false) = (hash, verified, attempt.refused) else {
            return Err(NewPasswordError::WrongPassword);
        };
        let emails = self.check_new_password(person, password, again).await?;
        self.check_code(person, code, now).await?;
        let set = self.new_password(person, password, &emails, Some(session.id), now).await?;
        let set = set.guard(Guard::Password(person, PasswordHash(hash)));
        match self.store.commit(set.tells(Deed::new(Action::PasswordChanged, person))).await {
            Ok(_) => Ok(()),
            Err(StoreError::Conflict(_)) => Err(NewPasswordError::WrongPassword),
            Err(error) => Err(error.into()),
        }
    }

    /// The addresses of the person, when the password is good.
    async fn check_new_password(
        &self,
        person: OrcidId,
        password: &str,
        again: &str,
    ) -> Result<Vec<emails::Email>, NewPasswordError> {
        let emails = emails::of(&*self.store, person).await?.map(|(_, emails)| emails).unwrap_or_default();
        let mut problems = password::problems(password, emails.iter().map(|it| &*it.address));
        if !password::same(password, again) {
            problems.push(PasswordProblem::Differ);
        }
        if problems.is_empty() { Ok(emails) } else { Err(NewPasswordError::Password(problems)) }
    }

    async fn check_code(&self, person: OrcidId, code: Option<&str>, now: Timestamp) -> Result<(), NewPasswordError> {
        if !self.second_factor.is_on(person).await? {
            return Ok(());
        }
        let attempt = self.attempt(&format!("second factor of {person} in a session"), None, now).await?;
        let right = self.second_factor.verify(person, code.unwrap_or_default(), now).await?;
        if !right || attempt.refused {
            return Err(NewPasswordError::BadCode);
        }
        self.store.commit(ChangeSet::new(now).with(attempt.forgotten())).await?;
        Ok(())
    }

    /// The password, the end of sessions, a fresh start, and the mail about it.
    async fn new_password(
        &self,
        person: OrcidId,
        password: &str,
        emails: &[emails::Email],
        spared: Option<byline_model::client::SecretHash>,
        now: Timestamp,
    ) -> Result<ChangeSet, StoreError> {
        let password = PasswordHash(self.passwords.hash(password, &*self.entropy).await?);
        let mut set = ChangeSet::new(now)
            .with(Change::Account(AccountChange::SetPassword { orcid: person, password }))
            .with(Change::Account(AccountChange::DeleteSessions { person, except: spared }));
        set.changes.extend(lockout::forget([&*person.to_string(), &*in_session(person)]));
        let texts = self.texts(person).await?;
        for email in emails.iter().filter(|it| it.primary) {
            let mail = messages::password_changed(texts, &self.base_url, person).to(&email.address, now);
            set = set.with(Change::Account(AccountChange::PutMail(Box::new(mail))));
        }
        Ok(set)
    }
}
