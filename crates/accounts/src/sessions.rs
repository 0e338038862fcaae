//! Sessions (`registry` 6.4): random ids kept as hashes, over after an idle hour, new with every sign-in.

use byline_model::{OrcidId, RecordState, Timestamp};
use byline_store::{AccountChange, Action, Change, ChangeSet, Deed, Result, Session, Stage};

use crate::secret::{self, Secret};
use crate::service::Accounts;

/// A session that begins: the value of its cookie, and what is kept.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub id: Secret,
    pub(crate) row: Session,
}

impl NewSession {
    pub(crate) fn signed_in(accounts: &Accounts, person: OrcidId, second_factor: bool, now: Timestamp) -> Self {
        Self::new(accounts, person, Stage::SignedIn, second_factor, now)
    }

    pub(crate) fn half(accounts: &Accounts, person: OrcidId, now: Timestamp) -> Self {
        Self::new(accounts, person, Stage::AwaitingSecondFactor, false, now)
    }

    fn new(accounts: &Accounts, person: OrcidId, stage: Stage, second_factor: bool, now: Timestamp) -> Self {
        let id = Secret::random(&*accounts.entropy);
        let row =
            Session { id: id.hash(), person, acting_for: None, stage, authenticated: now, second_factor, seen: now };
        NewSession { id, row }
    }

    /// What is kept of it.
    pub fn session(&self) -> &Session {
        &self.row
    }

    pub(crate) fn put(&self) -> Change {
        Change::Account(AccountChange::PutSession(Box::new(self.row.clone())))
    }
}

/// `seen` is not written more often.
const TOUCH_SECONDS: i64 = 60;

/// Of each kind in one commit, so that others need not wait long.
const FORGOTTEN: usize = 500;

impl Accounts {
    /// The session of a cookie, if somebody is signed in with it and their record is still in use.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn session(&self, id: &str, now: Timestamp) -> Result<Option<Session>> {
        let session = self.store.session(secret::hash(id)).await?;
        let session = session.filter(|it| it.stage == Stage::SignedIn);
        let Some(session) = session.filter(|it| now < it.seen.plus_seconds(self.settings.session_seconds)) else {
            return Ok(None);
        };
        for record in [Some(session.person), session.acting_for].into_iter().flatten() {
            if !self.store.head(record).await?.is_some_and(|it| it.state == RecordState::Active) {
                return Ok(None);
            }
        }
        if session.seen.plus_seconds(TOUCH_SECONDS) <= now {
            let touch = AccountChange::TouchSession { id: session.id, at: now };
            self.store.commit(ChangeSet::new(now).with(Change::Account(touch))).await?;
        }
        Ok(Some(session))
    }

    /// Who gave the right password and still owes the second factor.
    pub(crate) async fn half_session(&self, id: &str, now: Timestamp) -> Result<Option<Session>> {
        let session = self.store.session(secret::hash(id)).await?;
        let ends = |it: &Session| it.authenticated.plus_seconds(self.settings.second_factor_seconds);
        Ok(session.filter(|it| it.stage == Stage::AwaitingSecondFactor && now < ends(it)))
    }

    /// Ends a session, whatever its stage; nothing happens when there is none.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn sign_out(&self, id: &str, now: Timestamp) -> Result<()> {
        let id = secret::hash(id);
        let mut set = ChangeSet::new(now).with(Change::Account(AccountChange::DeleteSession(id)));
        // One that never came to its second factor was no sign-in.
        if let Some(session) = self.store.session(id).await?.filter(|it| it.stage == Stage::SignedIn) {
            set = set.tells(Deed::new(Action::SignedOut, session.person));
        }
        self.store.commit(set).await?;
        Ok(())
    }

    /// Forgets some of the sessions, links and failures from more than a month ago and of the registrations that wait no more, and says whether there are more. For a
    /// job that runs now and then.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn forget_old(&self, now: Timestamp) -> Result<bool> {
        let before = now.plus_seconds(-30 * 24 * 3600);
        if !self.store.any_old(before, now).await? {
            return Ok(false);
        }
        let forget = AccountChange::ForgetOld { before, now, most: FORGOTTEN };
        self.store.commit(ChangeSet::new(now).with(Change::Account(forget))).await?;
        self.store.any_old(before, now).await
    }

    /// Ends all sessions of a person but the one with this cookie.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn sign_out_elsewhere(&self, person: OrcidId, id: &str, now: Timestamp) -> Result<()> {
        let end = AccountChange::DeleteSessions { person, except: Some(secret::hash(id)) };
        let deed = Deed::new(Action::SignedOutElsewhere, person);
        self.store.commit(ChangeSet::new(now).with(Change::Account(end)).tells(deed)).await?;
        Ok(())
    }
}
