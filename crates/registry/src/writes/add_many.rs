//! Adding many items in one request: each succeeds or fails by itself, and what succeeds is one commit
//! (`record-api` 3.6).

use std::collections::HashMap;

use byline_formats::ReadError;
use byline_model::document::Object;
use byline_model::kind::Adding;
use byline_model::{Item, PutCode, Timestamp};
use byline_store::identities::Identities;
use byline_store::{Action, Change, ChangeSet, Guard, KindRange};

use super::drafts::{Draft, Facts};
use super::once::Kept;
use super::{ATTEMPTS, Attempt, Manner, Permit, duplicate, too_busy};
use crate::{RecordError, Registry};

/// One entry of a bulk request, as it could be read.
#[derive(Debug)]
pub enum Entry<'a> {
    Document(Object<'a>),
    /// The schema refuses it; what could be read shows which rule it breaks, if it is one of them.
    Faulty {
        readable: Option<Object<'a>>,
        error: ReadError,
        code: u16,
    },
    /// An error of an earlier answer, sent back: it is echoed.
    Echo(Object<'a>),
}

/// What came of one entry.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// An error that was sent back.
    Echo(Object<'static>),
    /// Written, or what would be when nothing but checks were asked for.
    Written(Box<Item>),
    /// The published code, and what to add to its text.
    Refused { code: u16, detail: String },
}

/// A draft, and the numbers of which no other item may have one.
type Drafted = (Draft, Box<[i64]>);

/// An entry on its way.
enum Pending {
    Draft { draft: Draft, keys: Box<[i64]>, own: Vec<i64> },
    Decided(Outcome),
}

impl Registry {
    /// Adds the entries that pass and says what came of each, in their order. `code` gives an error its published code.
    ///
    /// # Errors
    /// [`RecordError::Full`] and [`RecordError::TooMany`] for the whole request, and what [`RecordError`] says of records
    /// and tokens.
    pub async fn add_many(
        &self,
        permit: Permit,
        entries: &[Entry<'_>],
        manner: &Manner,
        code: fn(&RecordError) -> u16,
    ) -> Result<Vec<Outcome>, RecordError> {
        let earlier = || self.added_many_before(&permit, manner);
        manner.once_only(earlier, || self.add_many_now(permit.clone(), entries, manner, code)).await
    }

    async fn add_many_now(
        &self,
        mut permit: Permit,
        entries: &[Entry<'_>],
        manner: &Manner,
        code: fn(&RecordError) -> u16,
    ) -> Result<Vec<Outcome>, RecordError> {
        let more = entries.len() as u64;
        let Adding::SingleOrMany { most } = permit.kind.spec().writes.adding else {
            return Err(RecordError::TooMany { limit: 1 });
        };
        if entries.len() > most {
            return Err(self.too_many(&permit, most).await);
        }
        let sketches: Vec<_> =
            entries.iter().map(|it| it.document().map(|it| self.sketch(&permit, it.clone(), None))).collect();
        let good: Vec<_> = sketches.iter().flatten().flatten().collect();
        let keys = good.iter().map(|it| it.draft.conflicts(&permit, true)).collect::<Result<Vec<_>, _>>()?;
        let mut conflicts = keys.iter().cloned();
        let keys = keys.concat();
        let mut facts = self.facts(&permit, &good, &keys).await?;
        Self::room(&permit, &facts, more)?;
        let mut pending = Vec::with_capacity(entries.len());
        for (entry, sketch) in entries.iter().zip(sketches) {
            let drafted = match sketch {
                Some(Ok(sketch)) => {
                    let keys = conflicts.next().unwrap_or_default();
                    Some(self.draft(sketch, &facts, manner).await.map(|draft| (draft, keys)))
                }
                Some(Err(error)) => Some(Err(error)),
                None => None,
            };
            pending.push(pending_entry(&permit, entry, drafted, code)?);
        }
        let codes: Vec<PutCode> = match manner.validate_only {
            true => Vec::new(),
            false => self.new_put_codes(more).await?.collect(),
        };
        for _ in 0..ATTEMPTS {
            let (outcomes, set) = Self::decide(self.clock.now(), &permit, &pending, &codes, &facts, (manner, code))?;
            let nothing = !outcomes.iter().any(|outcome| matches!(outcome, Outcome::Written(_)));
            if manner.validate_only || (nothing && manner.once.is_none()) {
                return Ok(outcomes);
            }
            match self.attempt(set, outcomes).await? {
                Attempt::Done(outcomes) => return Ok(outcomes),
                Attempt::Again => facts = self.renew(&mut permit, &keys).await?,
            }
            if self.added_many_before(&permit, manner).await?.is_some() {
                break;
            }
        }
        Err(too_busy())
    }

    /// Why more entries than `most` are refused: that a record has no room for them comes first.
    pub async fn too_many(&self, permit: &Permit, most: usize) -> RecordError {
        let facts = match self.facts(permit, &[], &[]).await {
            Ok(facts) => facts,
            Err(error) => return error,
        };
        match Self::room(permit, &facts, most as u64 + 1) {
            Ok(_) => RecordError::TooMany { limit: most },
            Err(error) => error,
        }
    }

    /// Who is a duplicate of what, of items that are there and of entries before, and the commit that follows.
    fn decide(
        now: Timestamp,
        permit: &Permit,
        pending: &[Pending],
        codes: &[PutCode],
        facts: &Facts,
        (manner, code): (&Manner, fn(&RecordError) -> u16),
    ) -> Result<(Vec<Outcome>, ChangeSet), RecordError> {
        let mut taken: HashMap<i64, PutCode> = facts.identities.iter().copied().collect();
        let mut outcomes = Vec::with_capacity(pending.len());
        let mut guarded = Vec::new();
        let mut set = ChangeSet::new(now).by(permit.source.clone());
        for (index, entry) in pending.iter().enumerate() {
            let (draft, keys, own) = match entry {
                Pending::Draft { draft, keys, own } => (draft, keys, own),
                Pending::Decided(outcome) => {
                    outcomes.push(outcome.clone());
                    continue;
                }
            };
            if let Some(there) = keys.iter().find_map(|key| taken.get(key)) {
                let error = duplicate(permit.owner, permit.kind, *there);
                outcomes.push(Outcome::Refused { code: code(&error), detail: error.to_string() });
                continue;
            }
            let put_code = codes.get(index).copied().unwrap_or(PutCode::SINGLE);
            taken.extend(own.iter().map(|key| (*key, put_code)));
            guarded.extend_from_slice(keys);
            let item = Box::new(draft.clone().into_new_item(permit, put_code, now));
            set.changes.push(Change::PutItem { owner: permit.owner, item: item.clone() });
            outcomes.push(Outcome::Written(item));
        }
        set.guards = permit.guards();
        let added = set.changes.len();
        set.guards.extend(Self::room(permit, facts, added as u64)?);
        if added > 0 {
            set.changes.push(permit.deed(Action::ItemsAdded, added).into());
        }
        set.guards.push(Guard::NoIdentity { owner: permit.owner, keys: guarded.into(), except: None });
        if let Some(once) = &manner.once {
            let answered = permit.answered();
            set.guards.push(once.guard(&answered));
            set.changes.push(once.keep(&answered, &outcomes.iter().map(Kept::of).collect::<Vec<_>>()));
        }
        Ok((outcomes, set))
    }

    /// What came of this request when it came first: the items as they are now.
    async fn added_many_before(&self, permit: &Permit, manner: &Manner) -> Result<Option<Vec<Outcome>>, RecordError> {
        let Some(once) = manner.once() else { return Ok(None) };
        let Some(kept) = self.earlier(&permit.answered(), once).await? else { return Ok(None) };
        let mut outcomes = Vec::with_capacity(kept.len());
        for kept in kept {
            outcomes.push(match kept {
                Kept::Refused { code, detail } => Outcome::Refused { code, detail },
                Kept::Item(put_code) => {
                    match self.store.item(permit.owner, KindRange::one(permit.kind), put_code).await? {
                        Some(item) => Outcome::Written(Box::new(item)),
                        None => {
                            Outcome::Refused { code: 9016, detail: format!("put-code {put_code} was deleted since") }
                        }
                    }
                }
            });
        }
        Ok(Some(outcomes))
    }
}

impl<'a> Entry<'a> {
    /// What the rules are tried on.
    fn document(&self) -> Option<&Object<'a>> {
        match self {
            Entry::Document(document) => Some(document),
            Entry::Faulty { readable, .. } => readable.as_ref(),
            Entry::Echo(_) => None,
        }
    }
}

/// The entry with everything checked that does not depend on the record's items.
fn pending_entry(
    permit: &Permit,
    entry: &Entry<'_>,
    drafted: Option<Result<Drafted, RecordError>>,
    code: fn(&RecordError) -> u16,
) -> Result<Pending, RecordError> {
    let fault = match entry {
        Entry::Document(_) => None,
        Entry::Faulty { error, code, .. } => Some((error, *code)),
        Entry::Echo(error) => return Ok(Pending::Decided(Outcome::Echo(error.clone().into_owned()))),
    };
    match (drafted, fault) {
        (Some(Err(error)), _) if error.is_about_content() => Ok(Pending::refused(code(&error), &error)),
        (Some(Err(error)), _) => Err(error),
        (_, Some((error, code))) => Ok(Pending::refused(code, error)),
        (Some(Ok((draft, keys))), None) => {
            let own = Identities::new(permit.kind, &permit.source).of_body(&draft.body)?;
            Ok(Pending::Draft { draft, keys, own })
        }
        (None, None) => unreachable!("an entry without a document has a fault"),
    }
}

impl Pending {
    fn refused(code: u16, error: &dyn std::error::Error) -> Self {
        Pending::Decided(Outcome::Refused { code, detail: error.to_string() })
    }
}
