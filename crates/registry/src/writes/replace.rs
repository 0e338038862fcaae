//! Putting another version in the place of an item.

use std::borrow::Cow;

use byline_formats::{Lifted, read_body};
use byline_model::document::Object;
use byline_model::shape::{Hosts, Role};
use byline_model::{Item, PutCode, rules, shapes};
use byline_store::{Action, Change, ChangeSet, Guard};

use super::{ATTEMPTS, Attempt, Manner, Permit, too_busy};
use crate::{RecordError, Registry};

/// What became of an item that was to be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replaced {
    Changed,
    /// It was so already, and stays as it was.
    Unchanged,
}

impl Registry {
    /// Puts a document in the place of the item at a put-code, of the `expected` version of it if there is one.
    ///
    /// # Errors
    /// [`RecordError::OtherPutCode`], [`RecordError::NoSuchItem`], [`RecordError::Changed`] when it is another version,
    /// [`RecordError::NotTheSource`] and the refusals of a write.
    pub async fn replace(
        &self,
        mut permit: Permit,
        put_code: PutCode,
        sent: &Lifted<'_>,
        manner: &Manner,
        expected: Option<&Item>,
    ) -> Result<Replaced, RecordError> {
        let given = sent.document().role(Role::PutCode).as_number();
        if given.and_then(|given| u64::try_from(given).ok()) != Some(put_code.get()) {
            return Err(RecordError::OtherPutCode);
        }
        for _ in 0..ATTEMPTS {
            let item = present(&permit, expected)?;
            let document = self.onto(sent, &item)?;
            match self.put_in_place(&permit, &item, &document, manner).await? {
                Attempt::Done(replaced) => return Ok(replaced),
                // What is sent may say something else of another item: it is looked at anew.
                Attempt::Again => drop(self.renew(&mut permit, &[]).await?),
            }
        }
        Err(too_busy())
    }

    /// Puts a document in the place of an item that was just read.
    ///
    /// # Errors
    /// [`RecordError::NotTheSource`] and the refusals of a write.
    pub(super) async fn put_in_place(
        &self,
        permit: &Permit,
        item: &Item,
        document: &Object<'_>,
        manner: &Manner,
    ) -> Result<Attempt<Replaced>, RecordError> {
        let writes = permit.kind.spec().writes;
        let is_source = permit.is_source(item);
        if writes.keeps_unchanged && is_unchanged(document, item) {
            return if is_source { Ok(Attempt::Done(Replaced::Unchanged)) } else { Err(RecordError::NothingToChange) };
        }
        if writes.source_first && !is_source {
            return Err(RecordError::NotTheSource);
        }
        let sketch = self.sketch(permit, document.clone(), Some(item.visibility))?;
        let keys = sketch.draft.conflicts(permit, false)?;
        let facts = self.facts(permit, &[&sketch], &keys).await?;
        let draft = self.draft(sketch, &facts, manner).await?;
        let unique = Self::unique(permit, &facts, &keys, Some(item.put_code))?;
        if !is_source {
            return Err(RecordError::NotTheSource);
        }
        if manner.validate_only {
            return Ok(Attempt::Done(Replaced::Changed));
        }
        let now = self.clock.now();
        let mut set = ChangeSet::new(now).by(permit.source.clone());
        set.guards = permit.guards();
        set.guards.extend(unique.into_iter().chain(self.grouped(&draft, manner).await?));
        set.guards.push(is_still(permit, item));
        let item = draft.into_replacement(item, permit, now);
        set.changes.push(Change::PutItem { owner: permit.owner, item: Box::new(item) });
        set.changes.push(permit.deed(Action::ItemsChanged, 1).into());
        self.attempt(set, Replaced::Changed).await
    }

    /// What was sent, with what its version cannot say.
    fn onto<'d>(&self, sent: &'d Lifted<'d>, item: &Item) -> Result<Cow<'d, Object<'d>>, RecordError> {
        let hosts = Hosts::of(Some(self.urls.base()));
        let original = || read_body(&item.body, shapes::of(item.kind).full).map(Object::into_owned);
        sent.onto(original, &hosts).map_err(RecordError::Damaged)
    }
}

/// The item that the permit is about, if it is the one that the client has in mind.
pub(super) fn present(permit: &Permit, expected: Option<&Item>) -> Result<Item, RecordError> {
    let item = permit.item.as_ref().and_then(|(_, item)| item.clone()).ok_or(RecordError::NoSuchItem)?;
    // The moment of the last modification tells one version of an item from the next.
    match expected {
        Some(expected) if expected.modified != item.modified => Err(RecordError::Changed),
        _ => Ok(item),
    }
}

pub(super) fn is_still(permit: &Permit, item: &Item) -> Guard {
    Guard::Item { owner: permit.owner, kind: item.kind, put_code: item.put_code, modified: item.modified }
}

/// Whether a document says what the item says already.
pub(super) fn is_unchanged(document: &Object<'_>, item: &Item) -> bool {
    let visibility = document.role(Role::Visibility).as_text();
    if visibility.is_some_and(|given| given != item.visibility.as_str()) {
        return false;
    }
    let mut document = document.clone();
    rules::as_written(&mut document);
    *byline_formats::write_body(&document) == *item.body
}
