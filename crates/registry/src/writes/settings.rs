//! What an owner decides about their record as a whole.

use byline_model::{OrcidId, RecordHead, Visibility};
use byline_store::{Action, Actor, Change, ChangeSet, Deed, Guard, StoreError};

use super::{ATTEMPTS, too_busy};
use crate::{RecordError, Registry, Viewer};

impl Registry {
    /// Who sees what is added from now on; items that are there stay as they are (`registry` 9).
    ///
    /// # Errors
    /// What [`RecordError`] says of the state of the record.
    pub async fn show_new_items(&self, person: OrcidId, owner: OrcidId, to: Visibility) -> Result<(), RecordError> {
        for _ in 0..ATTEMPTS {
            let head = self.readable(&Viewer::Owner(owner), owner).await?;
            if head.default_visibility == to {
                return Ok(());
            }
            let now = self.clock.now();
            let mut changed = RecordHead { default_visibility: to, ..RecordHead::clone(&head) };
            changed.history.modified = changed.history.modified.max(Some(now));
            let set = ChangeSet::new(now)
                .guard(Guard::RecordVersion(owner, head.version))
                .with(Change::PutRecord(Box::new(changed)))
                .tells(Deed::new(Action::DefaultVisibilityChanged, Actor::Person(person)).to(owner));
            match self.store.commit(set).await {
                Ok(_) => return Ok(()),
                // The record changed meanwhile: look again.
                Err(StoreError::Conflict(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(too_busy())
    }

    /// Who sees what is added.
    ///
    /// # Errors
    /// What [`RecordError`] says of the state of the record.
    pub async fn shows_new_items_to(&self, owner: OrcidId) -> Result<Visibility, RecordError> {
        Ok(self.readable(&Viewer::Owner(owner), owner).await?.default_visibility)
    }
}
