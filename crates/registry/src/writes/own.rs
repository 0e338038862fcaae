//! What owners do with what is on their record, whoever added it: change what is theirs, decide who sees what, in which order,
//! and which of several versions leads (`registry` 8 to 11).
//!
//! All of it is made of the same permits, guards and commits as what clients write, and the journal says who really did it.

use std::collections::{BTreeMap, BTreeSet};

use byline_model::document::Object;
use byline_model::{Item, PutCode, Timestamp, Visibility};
use byline_store::{Action, Change, ChangeSet, Guard, KindRange};

use super::drafts::after;
use super::replace::is_still;
use super::{ATTEMPTS, Attempt, Manner, Permit, too_busy};
use crate::{RecordError, Registry};

/// So many items are looked up one by one; for more, all of the kind are read at once.
const ONE_BY_ONE: usize = 20;

/// What an item was before it was shown to others or fewer, in the order in which they were named.
pub type Before = Vec<(PutCode, Visibility)>;

impl Registry {
    /// Puts a document in the place of an item of the owner's own. `seen` is the last modification of the version that they
    /// had in front of them; without it the latest is replaced, whatever it is.
    ///
    /// # Errors
    /// [`RecordError::Changed`] when it is another version by now, [`RecordError::NotTheSource`] for what others added, and
    /// the refusals of a write.
    pub async fn change(
        &self,
        mut permit: Permit,
        document: &Object<'_>,
        seen: Option<Timestamp>,
    ) -> Result<(), RecordError> {
        for _ in 0..ATTEMPTS {
            let item = permit.item.as_ref().and_then(|(_, item)| item.clone());
            let attempt = match item {
                Some(item) if seen.is_some() && item.modified != seen => return Err(RecordError::Changed),
                Some(item) => self.put_in_place(&permit, &item, document, &Manner::default()).await?.then(()),
                None if permit.kind.spec().by_put_code => return Err(RecordError::NoSuchItem),
                None => self.put_first(&permit, document).await?,
            };
            match attempt {
                Attempt::Done(()) => return Ok(()),
                Attempt::Again => drop(self.renew(&mut permit, &[]).await?),
            }
        }
        Err(too_busy())
    }

    /// Puts that of which a record has one at most, where there is none.
    async fn put_first(&self, permit: &Permit, document: &Object<'_>) -> Result<Attempt<()>, RecordError> {
        let sketch = self.sketch(permit, document.clone(), None)?;
        let now = self.clock.now();
        let item = sketch.draft.into_new_item(permit, PutCode::SINGLE, now);
        let mut set = ChangeSet::new(now).by(permit.source.clone());
        set.guards = permit.guards();
        // There is no item that could be guarded: nothing at all has changed since.
        set.guards.push(Guard::RecordVersion(permit.owner, permit.head.version));
        set.changes.push(Change::PutItem { owner: permit.owner, item: Box::new(item) });
        set.changes.push(permit.deed(Action::ItemsAdded, 1).into());
        self.attempt(set, ()).await
    }

    /// Shows items to these and nobody else, whoever added them: in one commit, and none where one is missing. Says how they
    /// were shown before, for whoever wants to take it back.
    ///
    /// # Errors
    /// [`RecordError::NoSuchItem`], for one that is named twice, too, and the refusals of a write.
    pub async fn show(&self, mut permit: Permit, codes: &[PutCode], to: Visibility) -> Result<Before, RecordError> {
        for _ in 0..ATTEMPTS {
            let items = self.these(&permit, codes).await?;
            let before = items.iter().map(|item| (item.put_code, item.visibility)).collect();
            let changed = items.into_iter().filter(|item| item.visibility != to);
            match self.put_as(&permit, changed, |item| item.visibility = to, before).await? {
                Attempt::Done(before) => return Ok(before),
                Attempt::Again => drop(self.renew(&mut permit, &[]).await?),
            }
        }
        Err(too_busy())
    }

    /// Puts all items of a kind into this order, the first first.
    ///
    /// # Errors
    /// [`RecordError::Changed`] when these are not all that there are, and the refusals of a write.
    pub async fn put_in_order(&self, mut permit: Permit, codes: &[PutCode]) -> Result<(), RecordError> {
        for _ in 0..ATTEMPTS {
            let items = self.all_of(&permit).await?;
            let named: BTreeSet<PutCode> = codes.iter().copied().collect();
            if named.len() != codes.len() || !items.iter().map(|it| it.put_code).eq(named) {
                return Err(RecordError::Changed);
            }
            // The highest leads.
            let places = (0_i64..).zip(codes.iter().rev()).map(|(place, code)| (*code, place));
            let places: BTreeMap<PutCode, i64> = places.collect();
            let place = |item: &Item| places.get(&item.put_code).copied().unwrap_or_default();
            let changed = items.into_iter().filter(|item| item.display_index != place(item));
            match self.put_as(&permit, changed, |item| item.display_index = place(item), ()).await? {
                Attempt::Done(()) => return Ok(()),
                Attempt::Again => drop(self.renew(&mut permit, &[]).await?),
            }
        }
        Err(too_busy())
    }

    /// Lets an item lead among those that are the same, whoever added it.
    ///
    /// # Errors
    /// [`RecordError::NoSuchItem`], and the refusals of a write.
    pub async fn prefer(&self, mut permit: Permit, code: PutCode) -> Result<(), RecordError> {
        for _ in 0..ATTEMPTS {
            let items = self.all_of(&permit).await?;
            let others = items.iter().filter(|it| it.put_code != code).map(|it| it.display_index).max();
            let item = items.iter().find(|it| it.put_code == code).ok_or(RecordError::NoSuchItem)?;
            let highest = others.map_or(item.display_index, |others| others.saturating_add(1).max(item.display_index));
            let changed = (item.display_index != highest).then(|| item.clone());
            match self.put_as(&permit, changed, |item| item.display_index = highest, ()).await? {
                Attempt::Done(()) => return Ok(()),
                Attempt::Again => drop(self.renew(&mut permit, &[]).await?),
            }
        }
        Err(too_busy())
    }

    async fn all_of(&self, permit: &Permit) -> Result<Vec<Item>, RecordError> {
        let snapshot = self.store.snapshot(permit.owner, KindRange::one(permit.kind)).await?;
        Ok(snapshot.ok_or(RecordError::NoSuchRecord)?.items)
    }

    /// The items that are named, in that order.
    async fn these(&self, permit: &Permit, codes: &[PutCode]) -> Result<Vec<Item>, RecordError> {
        let mut items = Vec::with_capacity(codes.len());
        if codes.len() > ONE_BY_ONE {
            let all = self.all_of(permit).await?;
            let mut known: BTreeMap<PutCode, Item> = all.into_iter().map(|item| (item.put_code, item)).collect();
            for code in codes {
                items.push(known.remove(code).ok_or(RecordError::NoSuchItem)?);
            }
            return Ok(items);
        }
        if codes.iter().collect::<BTreeSet<_>>().len() != codes.len() {
            return Err(RecordError::NoSuchItem);
        }
        for code in codes {
            let item = self.store.item(permit.owner, KindRange::one(permit.kind), *code).await?;
            items.push(item.ok_or(RecordError::NoSuchItem)?);
        }
        Ok(items)
    }

    /// One commit of items as they become; none where there is nothing to change.
    async fn put_as<T>(
        &self,
        permit: &Permit,
        items: impl IntoIterator<Item = Item>,
        make: impl Fn(&mut Item),
        done: T,
    ) -> Result<Attempt<T>, RecordError> {
        let now = self.clock.now();
        let mut set = ChangeSet::new(now).by(permit.source.clone());
        set.guards = permit.guards();
        for mut item in items {
            set.guards.push(is_still(permit, &item));
            item.modified = Some(after(&item, now));
            make(&mut item);
            set.changes.push(Change::PutItem { owner: permit.owner, item: Box::new(item) });
        }
        if set.changes.is_empty() {
            return Ok(Attempt::Done(done));
        }
        let count = set.changes.len();
        set.changes.push(permit.deed(Action::ItemsChanged, count).into());
        self.attempt(set, done).await
    }
}
