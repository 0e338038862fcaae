//! The language of a record: that of the mails about it, and of the pages for its owner (`registry` 20).

use byline_i18n::Texts;
use byline_model::{Locale, OrcidId, RecordHead, RecordState, Timestamp};
use byline_store::{Action, Change, ChangeSet, Deed, Guard, StoreError};

use crate::service::Accounts;

pub(crate) fn of(head: &RecordHead) -> Texts {
    Texts::of(Locale::of_preference(&head.locale))
}

impl Accounts {
    /// The language that somebody prefers.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn locale(&self, person: OrcidId) -> Result<Locale, StoreError> {
        Ok(self.texts(person).await?.locale())
    }

    pub(crate) async fn texts(&self, person: OrcidId) -> Result<Texts, StoreError> {
        Ok(self.store.head(person).await?.as_deref().map(of).unwrap_or_default())
    }

    /// Notes the language that somebody prefers; nothing happens when it is that already, or the record is closed.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn set_locale(&self, person: OrcidId, locale: Locale, now: Timestamp) -> Result<(), StoreError> {
        loop {
            let head = self.store.head(person).await?.filter(|it| it.state == RecordState::Active);
            let Some(head) = head.filter(|it| *it.locale != *locale.as_str()) else { return Ok(()) };
            let mut changed = RecordHead { locale: locale.as_str().into(), ..RecordHead::clone(&head) };
            // Preferences are part of what a record shows to programs.
            changed.history.modified = changed.history.modified.max(Some(now));
            let set = ChangeSet::new(now)
                .guard(Guard::RecordVersion(person, head.version))
                .with(Change::PutRecord(Box::new(changed)))
                .tells(Deed::new(Action::LanguageChanged, person));
            match self.store.commit(set).await {
                Ok(_) => return Ok(()),
                // The record changed meanwhile: look again.
                Err(StoreError::Conflict(_)) => {}
                Err(error) => return Err(error),
            }
        }
    }
}
