//! What owners do with what is on their record, whoever added it: change what is theirs, decide who sees what, in which order,
//! and which of several versions leads (`registry` 8 to 11).
//!
//! All of it is made of the same permits, guards and commits as what clients write, and the journal says who really did it.

use std::collections::{BTreeMap, BTreeSet};

use byline_model::document::Object;
use byline_model::{Item, PutCode, Timestamp, Visibility};
use byline_store::{Action, Change, ChangeSet, Guard, KindRange};

use super::drafts::after;
use super::permit::Hand;
use super::replace::{is_still, is_unchanged};
use super::trace::{Was, What};
use super::{ATTEMPTS, Attempt, Manner, Permit, too_busy};
use crate::{RecordError, Registry, order};

/// So many items are looked up one by one; for more, all of the kind are read at once.
const ONE_BY_ONE: usize = 20;

/// So many items are shown or removed by one request.
pub const MOST_AT_ONCE: usize = 500;

impl Registry {
    /// Puts a document in the place of an item of the owner's own. `seen` is the last modification of the version that they
    /// had in front of them; without it the latest is replaced, whatever it is. What the latest says already is done.
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
                Some(item) if seen.is_some() && item.modified != seen => {
                    return if is_unchanged(document, &item) { Ok(()) } else { Err(RecordError::Changed) };
                }
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

    /// Shows items to these and nobody else, whoever added them: in one commit, and none where one is missing. With a key it
    /// can be taken back.
    ///
    /// # Errors
    /// [`RecordError::NoSuchItem`], for one that is named twice, too, [`RecordError::TooMany`], and the refusals of a write.
    pub async fn show(
        &self,
        mut permit: Permit,
        codes: &[PutCode],
        to: Visibility,
        manner: &Manner,
    ) -> Result<(), RecordError> {
        for _ in 0..ATTEMPTS {
            let items = self.these(&permit, codes).await?;
            let changed = items.into_iter().filter(|item| item.visibility != to);
            let deed = (What::Shown(to), manner);
            match self.put_as(&permit, changed, |item| item.visibility = to, deed).await? {
                Attempt::Done(()) => return Ok(()),
                Attempt::Again => drop(self.renew(&mut permit, &[]).await?),
            }
        }
        Err(too_busy())
    }

    /// Removes items, whoever added them: in one commit, and none where one is missing. With a key it can be taken back, and
    /// the same request again is done already.
    ///
    /// # Errors
    /// As [`Registry::show`].
    pub async fn remove_these(
        &self,
        mut permit: Permit,
        codes: &[PutCode],
        manner: &Manner,
    ) -> Result<(), RecordError> {
        for _ in 0..ATTEMPTS {
            let items = match self.these(&permit, codes).await {
                Err(RecordError::NoSuchItem) if self.has_removed(&permit, codes, manner).await? => return Ok(()),
                items => items?,
            };
            let now = self.clock.now();
            let mut set = ChangeSet::new(now).by(permit.source.clone());
            set.guards = permit.guards();
            let (owner, kind, count) = (permit.owner, permit.kind, items.len());
            for item in &items {
                set.guards.push(is_still(&permit, item));
                set.changes.push(Change::DeleteItem { owner, kind, put_code: item.put_code });
            }
            let was = items.into_iter().map(|item| Was::There(Box::new(item))).collect();
            set.changes.extend(manner.keep_trace(&permit, What::Removed, now, was));
            set.changes.push(permit.deed(Action::ItemsRemoved, count).into());
            match self.attempt(set, ()).await? {
                Attempt::Done(()) => return Ok(()),
                Attempt::Again => drop(self.renew(&mut permit, &[]).await?),
            }
        }
        Err(too_busy())
    }

    /// Whether the same request removed these.
    async fn has_removed(&self, permit: &Permit, codes: &[PutCode], manner: &Manner) -> Result<bool, RecordError> {
        let (Some(once), Hand::Person(person)) = (manner.once(), &permit.hand) else { return Ok(false) };
        let done = self.done(*person, permit.owner, &once.key).await?;
        Ok(done.is_some_and(|done| done.what == What::Removed && !done.undone && done.codes == codes))
    }

    /// Puts all items of a kind into this order, the first first. With a key it can be taken back.
    ///
    /// # Errors
    /// [`RecordError::Changed`] when these are not all that there are, and the refusals of a write.
    pub async fn put_in_order(
        &self,
        mut permit: Permit,
        codes: &[PutCode],
        manner: &Manner,
    ) -> Result<(), RecordError> {
        for _ in 0..ATTEMPTS {
            let items = self.all_of(&permit).await?;
            let named: BTreeSet<PutCode> = codes.iter().copied().collect();
            if named.len() != codes.len() || !items.iter().map(|it| it.put_code).eq(named) {
                return Err(RecordError::Changed);
            }
            match self.arrange(&permit, items, codes, manner).await? {
                Attempt::Done(()) => return Ok(()),
                Attempt::Again => drop(self.renew(&mut permit, &[]).await?),
            }
        }
        Err(too_busy())
    }

    /// Puts an item before another of its kind, or behind all others. With a key it can be taken back.
    ///
    /// # Errors
    /// [`RecordError::NoSuchItem`], [`RecordError::Changed`] when the other is gone, and the refusals of a write.
    pub async fn put_before(
        &self,
        mut permit: Permit,
        code: PutCode,
        before: Option<PutCode>,
        manner: &Manner,
    ) -> Result<(), RecordError> {
        for _ in 0..ATTEMPTS {
            let mut items = self.all_of(&permit).await?;
            items.sort_by(order::by_owner);
            let mut codes: Vec<PutCode> = items.iter().map(|it| it.put_code).collect();
            let from = codes.iter().position(|it| *it == code).ok_or(RecordError::NoSuchItem)?;
            if before != Some(code) {
                codes.remove(from);
                let place = before.map(|before| codes.iter().position(|it| *it == before).ok_or(RecordError::Changed));
                codes.insert(place.transpose()?.unwrap_or(codes.len()), code);
            }
            match self.arrange(&permit, items, &codes, manner).await? {
                Attempt::Done(()) => return Ok(()),
                Attempt::Again => drop(self.renew(&mut permit, &[]).await?),
            }
        }
        Err(too_busy())
    }

    /// Gives items the places that their put-codes have in a list of all of them.
    async fn arrange(
        &self,
        permit: &Permit,
        items: Vec<Item>,
        codes: &[PutCode],
        manner: &Manner,
    ) -> Result<Attempt<()>, RecordError> {
        // The highest leads.
        let places = (0_i64..).zip(codes.iter().rev()).map(|(place, code)| (*code, place));
        let places: BTreeMap<PutCode, i64> = places.collect();
        let place = |item: &Item| places.get(&item.put_code).copied().unwrap_or_default();
        let changed = items.into_iter().filter(|item| item.display_index != place(item));
        self.put_as(permit, changed, |item| item.display_index = place(item), (What::Ordered, manner)).await
    }

    /// Lets an item lead among those that are the same, whoever added it. With a key it can be taken back.
    ///
    /// # Errors
    /// [`RecordError::NoSuchItem`], and the refusals of a write.
    pub async fn prefer(&self, mut permit: Permit, code: PutCode, manner: &Manner) -> Result<(), RecordError> {
        for _ in 0..ATTEMPTS {
            let items = self.all_of(&permit).await?;
            let others = items.iter().filter(|it| it.put_code != code).map(|it| it.display_index).max();
            let item = items.iter().find(|it| it.put_code == code).ok_or(RecordError::NoSuchItem)?;
            let highest = others.map_or(item.display_index, |others| others.saturating_add(1).max(item.display_index));
            let changed = (item.display_index != highest).then(|| item.clone());
            let deed = (What::Preferred, manner);
            match self.put_as(&permit, changed, |item| item.display_index = highest, deed).await? {
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
        if codes.len() > MOST_AT_ONCE {
            return Err(RecordError::TooMany { limit: MOST_AT_ONCE });
        }
        if codes.iter().collect::<BTreeSet<_>>().len() != codes.len() {
            return Err(RecordError::NoSuchItem);
        }
        let items = self.present(permit, codes).await?;
        items.into_iter().collect::<Option<_>>().ok_or(RecordError::NoSuchItem)
    }

    /// What there is at these put-codes.
    pub(super) async fn present(&self, permit: &Permit, codes: &[PutCode]) -> Result<Vec<Option<Item>>, RecordError> {
        if codes.len() > ONE_BY_ONE {
            let all = self.all_of(permit).await?;
            let mut known: BTreeMap<PutCode, Item> = all.into_iter().map(|item| (item.put_code, item)).collect();
            return Ok(codes.iter().map(|code| known.remove(code)).collect());
        }
        let mut items = Vec::with_capacity(codes.len());
        for code in codes {
            items.push(self.store.item(permit.owner, KindRange::one(permit.kind), *code).await?);
        }
        Ok(items)
    }

    /// One commit of items as they become; none where there is nothing to change, and then what the same key did before
    /// stays known.
    async fn put_as(
        &self,
        permit: &Permit,
        items: impl IntoIterator<Item = Item>,
        make: impl Fn(&mut Item),
        (what, manner): (What, &Manner),
    ) -> Result<Attempt<()>, RecordError> {
        let now = self.clock.now();
        let mut set = ChangeSet::new(now).by(permit.source.clone());
        set.guards = permit.guards();
        let mut was = Vec::new();
        for mut item in items {
            set.guards.push(is_still(permit, &item));
            let after = after(&item, now);
            let Item { put_code: code, visibility, display_index, .. } = item;
            was.push(Was::Otherwise { code, visibility, display_index, after });
            item.modified = Some(after);
            make(&mut item);
            set.changes.push(Change::PutItem { owner: permit.owner, item: Box::new(item) });
        }
        let count = set.changes.len();
        if count == 0 {
            return Ok(Attempt::Done(()));
        }
        set.changes.extend(manner.keep_trace(permit, what, now, was));
        set.changes.push(permit.deed(Action::ItemsChanged, count).into());
        self.attempt(set, ()).await
    }
}
