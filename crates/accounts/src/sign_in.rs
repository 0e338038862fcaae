//! Signing in (`registry` 6.2).
//!
//! Nothing tells whether somebody is there: unknown names cost the same hash, count the same failures and get the same
//! answer, and what is special about an account is said only to who knows its password.

use byline_model::{OrcidId, RecordState, Timestamp};
use byline_store::{AccountChange, Action, Actor, Change, ChangeSet, Deed, Guard, PasswordHash, StoreError};

use crate::identifier::SignInName;
use crate::password::Verified;
use crate::secret;
use crate::service::Accounts;
use crate::sessions::NewSession;

/// What came of it.
#[derive(Clone, Debug)]
pub enum SignIn {
    /// Set the cookie.
    SignedIn(NewSession),
    /// Set the cookie and ask for the code: [`Accounts::give_second_factor`].
    SecondFactorNeeded(NewSession),
    /// Name or password are wrong, or there were too many attempts: the page says both, always.
    BadCredentials,
    /// The password was right, but nobody signs in to this record.
    Unusable(RecordState),
}

/// What came of a second factor.
#[derive(Clone, Debug)]
pub enum SecondStep {
    /// Set the new cookie.
    SignedIn(NewSession),
    BadCode,
    /// The password has to be given again.
    Expired,
}

/// Why a sign-in failed, as the journal has it.
const WRONG_PASSWORD: &str = "password";
const WRONG_CODE: &str = "code";
const TOO_OFTEN: &str = "too often";

/// Unknown names fail like known ones, and are not kept: they may be passwords.
fn failed(person: impl Into<Option<OrcidId>>, reason: &str) -> Deed {
    Deed::new(Action::SignInFailed, Actor::Nobody).to(person).because(reason)
}

impl Accounts {
    /// Signs somebody in by iD, in any written form, or by any address of the record. `address` is where they are, by
    /// which failures are counted too.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn sign_in(
        &self,
        name: &str,
        password: &str,
        address: Option<&str>,
        now: Timestamp,
    ) -> Result<SignIn, StoreError> {
        let name = SignInName::parse(name);
        let person = self.person(&name).await?;
        let counted = person.map_or_else(|| name.key(), |it| it.to_string());
        let attempt = self.attempt(&counted, address, now).await?;
        let hash = self.password_of(person).await?;
        let verified = self.passwords.verify(password, hash.as_deref(), &*self.entropy).await?;
        let (Some(person), Some(hash), Verified::Right { upgrade }) = (person, hash, verified) else {
            self.attempt_failed(&attempt, failed(person, WRONG_PASSWORD), now).await?;
            return Ok(SignIn::BadCredentials);
        };
        if attempt.refused {
            self.attempt_failed(&attempt, failed(person, TOO_OFTEN), now).await?;
            return Ok(SignIn::BadCredentials);
        }
        // From here on the password is known to be right: of what was verified, so it must not have changed meanwhile.
        let mut set = ChangeSet::new(now).guard(Guard::Password(person, PasswordHash(hash))).with(attempt.forgotten());
        if let Some(password) = upgrade {
            set = set
                .with(Change::Account(AccountChange::SetPassword { orcid: person, password: PasswordHash(password) }));
        }
        let outcome = match self.store.head(person).await?.map(|it| it.state) {
            Some(RecordState::Active) if self.second_factor.is_on(person).await? => {
                SignIn::SecondFactorNeeded(NewSession::half(self, person, now))
            }
            Some(RecordState::Active) => SignIn::SignedIn(NewSession::signed_in(self, person, false, now)),
            Some(state) => SignIn::Unusable(state),
            None => SignIn::BadCredentials,
        };
        match &outcome {
            SignIn::SignedIn(session) => {
                let at = AccountChange::SignedIn { orcid: person, at: now };
                set = set.with(session.put()).with(Change::Account(at)).tells(Deed::new(Action::SignedIn, person));
            }
            SignIn::SecondFactorNeeded(session) => set = set.with(session.put()),
            SignIn::Unusable(state) => set = set.tells(failed(person, state.as_str())),
            SignIn::BadCredentials => set = set.tells(failed(person, WRONG_PASSWORD)),
        }
        match self.store.commit(set).await {
            Ok(_) => Ok(outcome),
            Err(StoreError::Conflict(_)) => Ok(SignIn::BadCredentials),
            Err(error) => Err(error),
        }
    }

    /// Completes a sign-in with the code of the second factor. `id` is the cookie of the half-made session: who is meant
    /// comes from there and never from the request.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn give_second_factor(
        &self,
        id: &str,
        code: &str,
        address: Option<&str>,
        now: Timestamp,
    ) -> Result<SecondStep, StoreError> {
        let Some(half) = self.half_session(id, now).await? else { return Ok(SecondStep::Expired) };
        let attempt = self.attempt(&format!("second factor of {}", half.person), address, now).await?;
        let right = self.second_factor.verify(half.person, code, now).await?;
        if !right || attempt.refused {
            let reason = if attempt.refused { TOO_OFTEN } else { WRONG_CODE };
            self.attempt_failed(&attempt, failed(half.person, reason), now).await?;
            return Ok(SecondStep::BadCode);
        }
        if !self.store.head(half.person).await?.is_some_and(|it| it.state == RecordState::Active) {
            return Ok(SecondStep::Expired);
        }
        let session = NewSession::signed_in(self, half.person, true, now);
        let set = ChangeSet::new(now)
            .with(attempt.forgotten())
            .with(Change::Account(AccountChange::DeleteSession(secret::hash(id))))
            .with(session.put())
            .with(Change::Account(AccountChange::SignedIn { orcid: half.person, at: now }))
            .tells(Deed::new(Action::SignedIn, half.person).because("second factor"));
        self.store.commit(set).await?;
        Ok(SecondStep::SignedIn(session))
    }

    async fn person(&self, name: &SignInName) -> Result<Option<OrcidId>, StoreError> {
        match name {
            SignInName::Orcid(orcid) => Ok(self.store.head(*orcid).await?.map(|it| it.orcid)),
            SignInName::Address(address) => self.store.find_by_email(address).await,
        }
    }

    pub(crate) async fn password_of(&self, person: Option<OrcidId>) -> Result<Option<Box<str>>, StoreError> {
        match person {
            Some(person) => Ok(self.store.account(person).await?.and_then(|it| it.password)),
            None => Ok(None),
        }
    }
}
