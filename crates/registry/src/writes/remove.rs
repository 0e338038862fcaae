//! Deleting an item.

use byline_model::{Item, PutCode};
use byline_store::{Action, Change, ChangeSet};

use super::replace::{is_still, present};
use super::{ATTEMPTS, Attempt, Manner, Permit, too_busy};
use crate::{RecordError, Registry};

impl Registry {
    /// Deletes the item at a put-code, the `expected` version of it if there is one.
    ///
    /// # Errors
    /// [`RecordError::NoSuchItem`], [`RecordError::Changed`] when it is another version, [`RecordError::NotTheSource`].
    pub async fn remove(
        &self,
        mut permit: Permit,
        put_code: PutCode,
        manner: &Manner,
        expected: Option<&Item>,
    ) -> Result<(), RecordError> {
        for _ in 0..ATTEMPTS {
            let item = present(&permit, expected)?;
            if !item.source.is_same(&permit.source) {
                return Err(RecordError::NotTheSource);
            }
            if manner.validate_only {
                return Ok(());
            }
            let mut set = ChangeSet::new(self.clock.now()).by(permit.source.clone());
            set.guards = permit.guards();
            set.guards.push(is_still(&permit, &item));
            set.changes.push(Change::DeleteItem { owner: permit.owner, kind: item.kind, put_code });
            set.changes.push(permit.deed(Action::ItemsRemoved, 1).into());
            match self.attempt(set, ()).await? {
                Attempt::Done(()) => return Ok(()),
                Attempt::Again => drop(self.renew(&mut permit, &[]).await?),
            }
        }
        Err(too_busy())
    }
}
