//! Taking back what an owner did to items: how they are shown, in which order, and that they are gone.
//!
//! What a request did is kept in the commit that does it, for an hour, under the key of the request. It is taken back only as a
//! whole, and only where nobody has changed the items since.

use byline_formats::read_body;
use byline_model::document::Object;
use byline_model::{Agent, Item, ItemKind, OrcidId, PutCode, Timestamp, shapes};
use byline_store::identities::Identities;
use byline_store::{Action, Change, ChangeSet, Guard};

use super::drafts::after;
use super::replace::is_still;
use super::trace::{Trace, Was, What};
use super::{ATTEMPTS, Attempt, Manner, Once, Permit, too_busy};
use crate::{RecordError, Registry};

/// What a request did, for whoever sent it.
#[derive(Clone, Debug)]
pub struct Done {
    pub what: What,
    pub kind: ItemKind,
    /// The items, in the order in which they were changed.
    pub codes: Vec<PutCode>,
    /// The first of those that were removed, as it was.
    pub removed: Option<Object<'static>>,
    /// It was taken back since.
    pub undone: bool,
}

impl Registry {
    /// What a person's request with this key did to a record within the last hour; `None` where nothing is known of one.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn done(&self, person: OrcidId, owner: OrcidId, key: &str) -> Result<Option<Done>, RecordError> {
        let Some(trace) = self.trace(person, owner, key).await? else { return Ok(None) };
        let codes = trace.was.iter().map(Was::code).collect();
        let removed = trace.was.iter().find_map(|was| match was {
            Was::There(item) => Some(read_body(&item.body, shapes::of(item.kind).full).map(Object::into_owned)),
            Was::Otherwise { .. } => None,
        });
        let removed = removed.transpose().map_err(RecordError::Damaged)?;
        Ok(Some(Done { what: trace.what, kind: trace.kind, codes, removed, undone: trace.undone }))
    }

    /// Takes back what a person's request with this key did to a record; nothing happens the second time.
    ///
    /// # Errors
    /// [`RecordError::NothingToUndo`] after an hour, [`RecordError::Changed`] when an item was changed since, and the refusals
    /// of a write.
    pub async fn undo(&self, person: OrcidId, owner: OrcidId, key: &str) -> Result<(), RecordError> {
        for _ in 0..ATTEMPTS {
            let trace = self.trace(person, owner, key).await?.ok_or(RecordError::NothingToUndo)?;
            if trace.undone {
                return Ok(());
            }
            let permit = self.permit_person(person, owner, trace.kind, None).await?;
            match self.undo_now(&permit, trace, key).await? {
                Attempt::Done(()) => return Ok(()),
                Attempt::Again => {}
            }
        }
        Err(too_busy())
    }

    async fn undo_now(&self, permit: &Permit, trace: Trace, key: &str) -> Result<Attempt<()>, RecordError> {
        let now = self.clock.now();
        let codes: Vec<PutCode> = trace.was.iter().map(Was::code).collect();
        let present = self.present(permit, &codes).await?;
        let mut set = ChangeSet::new(now).by(permit.source.clone());
        set.guards = permit.guards();
        let mut removed = Vec::new();
        let undone = Trace { was: Vec::new(), undone: true, ..trace };
        for (was, present) in trace.was.into_iter().zip(present) {
            let item = match (was, present) {
                (Was::Otherwise { visibility, display_index, after: at, .. }, Some(item))
                    if item.modified == Some(at) =>
                {
                    set.guards.push(is_still(permit, &item));
                    Item { modified: Some(after(&item, now)), visibility, display_index, ..item }
                }
                (Was::There(item), None) => {
                    removed.push((*item).clone());
                    Item { modified: Some(after(&item, now)), ..*item }
                }
                _ => return Err(RecordError::Changed),
            };
            set.changes.push(Change::PutItem { owner: permit.owner, item: Box::new(item) });
        }
        let count = set.changes.len();
        set.guards.extend(self.takes_back(permit, &removed).await?);
        let once = Once { key: key.into(), fingerprint: 0 };
        set.changes.extend(undone.to_text().map(|text| once.keep_text(&permit.answered(), text)));
        set.changes.push(permit.deed(Action::ItemsPutBack, count).into());
        self.attempt(set, ()).await
    }

    /// That the record is as it was read, has room for these, and that nobody added the same meanwhile.
    async fn takes_back(&self, permit: &Permit, removed: &[Item]) -> Result<Vec<Guard>, RecordError> {
        if removed.is_empty() {
            return Ok(Vec::new());
        }
        let mut guards = vec![Guard::RecordVersion(permit.owner, permit.head.version)];
        let mut keys = Vec::new();
        for item in removed.iter().filter(|item| !matches!(item.source.author, Some(Agent::Person(_)))) {
            keys.extend(Identities::new(permit.kind, &item.source).conflicts(&item.body, false)?);
        }
        let facts = self.facts(permit, &[], &keys).await?;
        guards.extend(Self::room(permit, &facts, removed.len() as u64)?);
        guards.extend(Self::unique(permit, &facts, &keys, None)?);
        Ok(guards)
    }

    async fn trace(&self, person: OrcidId, owner: OrcidId, key: &str) -> Result<Option<Trace>, RecordError> {
        let Some(reply) = self.store.reply(&Agent::Person(person), key).await? else { return Ok(None) };
        // Under the keys of requests that added something their put-codes are kept.
        if !reply.outcome.starts_with('{') {
            return Ok(None);
        }
        let trace = Trace::read(&reply.outcome)?;
        Ok((trace.owner == owner && !trace.is_over(self.clock.now())).then_some(trace))
    }
}

impl Manner {
    /// What keeps a trace of a deed in its commit, unless that were too long: then a trace that the same key left before is no
    /// longer true, either.
    pub(super) fn keep_trace(&self, permit: &Permit, what: What, at: Timestamp, was: Vec<Was>) -> Option<Change> {
        let once = self.once()?;
        let trace = Trace { owner: permit.owner, kind: permit.kind, what, at, was, undone: false };
        Some(once.keep_text(&permit.answered(), trace.to_text().unwrap_or_default()))
    }
}
