//! Adding one item.

use byline_model::PutCode;
use byline_model::document::Object;
use byline_model::rules::OwnersPart;
use byline_store::{Action, Change, ChangeSet};

use super::{ATTEMPTS, Attempt, Manner, Permit, too_busy};
use crate::{RecordError, Registry};

impl Registry {
    /// Adds an item and says under which put-code; `None` when it was only to be checked.
    ///
    /// # Errors
    /// [`RecordError::Invalid`] and the other refusals of a write.
    pub async fn add(
        &self,
        mut permit: Permit,
        document: Object<'_>,
        manner: &Manner,
    ) -> Result<Option<PutCode>, RecordError> {
        if permit.is_owners() && OwnersPart::of(permit.kind) != OwnersPart::Adds {
            return Err(RecordError::NotTheOwners(permit.kind));
        }
        let answered = permit.answered();
        let earlier = || async { Ok(self.added_before(&answered, manner).await?.map(Some)) };
        let permit = &mut permit;
        manner.once_only(earlier, move || self.add_now(permit, document, manner)).await
    }

    async fn add_now(
        &self,
        permit: &mut Permit,
        document: Object<'_>,
        manner: &Manner,
    ) -> Result<Option<PutCode>, RecordError> {
        let sketch = self.sketch(permit, document, None)?;
        let keys = sketch.draft.conflicts(permit, false)?;
        let mut facts = self.facts(permit, &[&sketch], &keys).await?;
        let draft = self.draft(sketch, &facts, manner).await?;
        let mut leased = None;
        for _ in 0..ATTEMPTS {
            let room = Self::room(permit, &facts, 1)?;
            let unique = Self::unique(permit, &facts, &keys, None)?;
            let grouped = self.grouped(&draft, manner).await?;
            if manner.validate_only {
                return Ok(None);
            }
            let code = match leased {
                Some(code) => code,
                None => *leased.insert(self.new_put_codes(1).await?.next().expect("one was leased")),
            };
            let now = self.clock.now();
            let item = draft.clone().into_new_item(permit, code, now);
            let mut set = ChangeSet::new(now).by(permit.source.clone());
            set.guards = permit.guards();
            set.guards.extend(room.into_iter().chain(unique).chain(grouped));
            set.changes.push(Change::PutItem { owner: permit.owner, item: Box::new(item) });
            set.changes.push(permit.deed(Action::ItemsAdded, 1).into());
            manner.seal(&mut set, &permit.answered(), code);
            match self.attempt(set, code).await? {
                Attempt::Done(code) => return Ok(Some(code)),
                Attempt::Again => facts = self.renew(permit, &keys).await?,
            }
            if self.added_before(&permit.answered(), manner).await?.is_some() {
                break;
            }
        }
        Err(too_busy())
    }

    pub(super) async fn new_put_codes(&self, count: u64) -> Result<impl Iterator<Item = PutCode>, RecordError> {
        let range = self.store.lease_put_codes(count).await?;
        Ok(range.map(|number| PutCode::new(number).expect("stores lease what can be put")))
    }
}
