//! What is committed together.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use byline_model::client::{Client, ClientType};
use byline_model::{ClientId, OrcidId, RecordState};
use byline_store::{Change, ChangeSet, Committed, KindRange, StoreError};
use tokio::task::JoinHandle;

use super::again::Refused;
use super::merge::{Person, person};
use super::parse::{Parsed, Part, PartContent};
use super::{Import, ImportError};
use crate::inputs::Input;
use crate::items;
use crate::{DroppedPart, Refusal};

/// Parsed documents, by person: stores like to be written in order of key.
#[derive(Default)]
pub(super) struct Batch {
    pub bytes: usize,
    people: BTreeMap<OrcidId, Vec<Part>>,
    refusals: Vec<Refusal>,
    dropped: Vec<DroppedPart>,
    documents: u64,
    /// Units of the input that are done when this batch is.
    done: u64,
    bytes_read: u64,
}

impl Batch {
    pub fn add(&mut self, parsed: Parsed) {
        self.refusals.extend(parsed.refusals);
        self.dropped.extend(parsed.dropped);
        self.bytes += parsed.bytes;
        self.documents += parsed.documents;
        self.done = parsed.first + parsed.units;
        self.bytes_read = parsed.bytes_read;
        for part in parsed.parts {
            self.people.entry(part.orcid).or_default().push(part);
        }
    }
}

/// So many people are remembered.
const REMEMBERED: usize = 100_000;

/// So many commits are on their way at most: the store has the next to write while it waits for the disk, and memory
/// stays bounded.
const PENDING: usize = 3;

/// So many records may have been merged one into the other.
const LONGEST_WAY: usize = 100;

/// So many times the bytes of a batch are too much to have several on their way.
const HEAVY: usize = 4;

/// Where a person's changes, to be committed together, are among those of the batch.
struct Prepared {
    orcid: OrcidId,
    entries: Vec<String>,
    changes: Range<usize>,
    items: u64,
    /// The version of the record that they change, if there is one.
    before: Option<u64>,
}

/// A commit on its way: while the store writes it, the next is parsed.
pub(super) struct Pending {
    commit: JoinHandle<Result<Committed, StoreError>>,
    /// Kept in case the store refuses the batch; the clients come first.
    set: Arc<ChangeSet>,
    people: Vec<Prepared>,
    file: PathBuf,
    /// What is done when the commit is.
    step: Option<Step>,
}

pub(super) struct Step {
    input: PathBuf,
    size: Option<u64>,
    done: u64,
    bytes_read: u64,
    documents: u64,
    /// Told when the rest is committed: a run that goes on meets what is refused after that, and nothing twice.
    refusals: Vec<Refusal>,
    dropped: Vec<DroppedPart>,
}

impl Import {
    /// Sends a batch on its way to the store.
    pub(super) fn flush(&mut self, batch: Batch, input: &Input) -> Result<(), ImportError> {
        let Batch { bytes, people, refusals, dropped, documents, done, bytes_read } = batch;
        if documents == 0 {
            return Ok(());
        }
        let path = input.path();
        let step = Step { input: path.into(), size: input.size(), done, bytes_read, documents, refusals, dropped };
        self.commit_people(people, path, Some(step))?;
        // Of documents that are batches by themselves, the next waits.
        match bytes > HEAVY * self.options.batch_bytes {
            true => self.settle(),
            false => Ok(()),
        }
    }

    pub(super) fn commit_people(
        &mut self,
        people: BTreeMap<OrcidId, Vec<Part>>,
        file: &Path,
        step: Option<Step>,
    ) -> Result<(), ImportError> {
        let mut clients = BTreeMap::new();
        let (mut changes, mut prepared) = (Vec::new(), Vec::with_capacity(people.len()));
        for (orcid, mut parts) in people {
            self.refuse_rings(orcid, &mut parts, file)?;
            if parts.is_empty() && !self.declared.contains_key(&orcid) {
                continue;
            }
            for part in &mut parts {
                self.unknown_clients(part, &mut clients);
                part.content.sources(items::forget_client_names);
            }
            prepared.push(self.prepare(orcid, parts, &mut changes)?);
        }
        self.report.clients += clients.len() as u64;
        self.clients.extend(clients.keys().cloned());
        for person in &mut prepared {
            person.changes = person.changes.start + clients.len()..person.changes.end + clients.len();
        }
        let mut set = self.change_set();
        set.changes = clients.into_values().map(|client| Change::PutClient(Box::new(client))).collect();
        set.changes.append(&mut changes);

        while self.pending.len() >= PENDING {
            self.settle_first()?;
        }
        let (set, store) = (Arc::new(set), self.store.clone());
        let commit = self.handle.spawn({
            let set = set.clone();
            async move { store.commit_shared(set).await }
        });
        self.pending.push_back(Pending { commit, set, people: prepared, file: file.into(), step });
        Ok(())
    }

    /// Waits for every commit that is on its way.
    pub(super) fn settle(&mut self) -> Result<(), ImportError> {
        while !self.pending.is_empty() {
            self.settle_first()?;
        }
        Ok(())
    }

    /// Waits for the first commit that is on its way, and remembers that it is done.
    fn settle_first(&mut self) -> Result<(), ImportError> {
        let Some(Pending { commit, set, people, file, step }) = self.pending.pop_front() else { return Ok(()) };
        match self.handle.block_on(commit) {
            Ok(Ok(_)) => people.iter().for_each(|it| self.count(it)),
            Ok(Err(StoreError::Conflict(_))) => self.one_by_one(&set, people, &file)?,
            Ok(Err(problem)) => return Err(problem.into()),
            Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
        }
        if let Some(Step { input, size, done, bytes_read, documents, refusals, dropped }) = step {
            refusals.into_iter().for_each(|it| self.refuse(it));
            dropped.into_iter().for_each(|it| self.dropped(it));
            self.resume.advance(&input, size, done)?;
            self.progress.advanced(bytes_read, documents);
        }
        Ok(())
    }

    /// The store refused the batch: whose fault it is shows when each person is committed alone.
    fn one_by_one(&mut self, batch: &ChangeSet, people: Vec<Prepared>, file: &Path) -> Result<(), ImportError> {
        let commit = |import: &Import, changes: Range<usize>| {
            let mut set = import.change_set();
            set.changes = batch.changes[changes].to_vec();
            import.handle.block_on(import.store.commit(set))
        };
        commit(self, 0..people.first().map_or(batch.changes.len(), |it| it.changes.start))?;
        for person in people {
            match commit(self, person.changes.clone()) {
                Ok(_) => self.count(&person),
                Err(StoreError::Conflict(why)) => {
                    let Prepared { orcid, entries, changes, items, before } = person;
                    let refuse = |entry: &String| Refusal::new(file, entry, format!("{orcid}: {why}"));
                    let refusals = entries.iter().map(refuse).collect();
                    let changes = batch.changes[changes].to_vec();
                    self.refuse_for_now(Refused { orcid, before, changes, items, refusals });
                }
                Err(problem) => return Err(problem.into()),
            }
        }
        Ok(())
    }

    fn count(&mut self, person: &Prepared) {
        self.report.documents += person.entries.len() as u64;
        self.report.items += person.items;
    }

    pub(super) fn change_set(&self) -> ChangeSet {
        ChangeSet::new(self.options.now)
    }

    /// Appends the changes of a person to those of the batch.
    fn prepare(
        &mut self,
        orcid: OrcidId,
        parts: Vec<Part>,
        changes: &mut Vec<Change>,
    ) -> Result<Prepared, ImportError> {
        let stored = match self.is_new(orcid, &parts) {
            true => None,
            false => {
                // What it is about to be merged with may be in a batch before.
                self.settle()?;
                self.handle.block_on(self.store.snapshot(orcid, KindRange::ALL))?
            }
        };
        let before = stored.as_ref().map(|it| it.head.version);
        let declared = self.declared.remove(&orcid);
        let entries = parts.iter().map(|part| part.entry.clone()).collect();
        let account = match &declared {
            Some(entry) => self.account(entry)?,
            None => None,
        };
        let Person { head, put, delete } =
            person(orcid, stored, declared, parts.into_iter().map(|part| part.content), &self.options);
        let items = put.len() as u64;
        let start = changes.len();
        changes.extend(head.map(|head| Change::PutRecord(Box::new(head))));
        changes.extend(put.into_iter().map(|item| Change::PutItem { owner: orcid, item: Box::new(item) }));
        changes.extend(delete.into_iter().map(|(kind, put_code)| Change::DeleteItem { owner: orcid, kind, put_code }));
        changes.extend(account);
        Ok(Prepared { orcid, entries, changes: start..changes.len(), items, before })
    }

    /// Leaves out documents by which a record would be merged into others that were merged into it in the end: whoever
    /// follows them would go round in a ring.
    fn refuse_rings(&mut self, orcid: OrcidId, parts: &mut Vec<Part>, file: &Path) -> Result<(), ImportError> {
        let mut kept = Vec::with_capacity(parts.len());
        for part in std::mem::take(parts) {
            match part.content {
                PartContent::Closed(RecordState::Deprecated { primary }, _) if self.leads_back(orcid, primary)? => {
                    let why = format!("{orcid} would be merged in a ring, by way of {primary}");
                    self.refuse(Refusal::new(file, &part.entry, why));
                    continue;
                }
                PartContent::Closed(RecordState::Deprecated { primary }, _) => {
                    self.merged.insert(orcid, primary);
                }
                PartContent::Closed(..) | PartContent::Record(_) => {
                    self.merged.remove(&orcid);
                }
                PartContent::Item(_) => {}
            }
            kept.push(part);
        }
        *parts = kept;
        Ok(())
    }

    /// Whether the way from `primary` on leads to the record itself. No honest one is as long as the last resort.
    fn leads_back(&self, orcid: OrcidId, primary: OrcidId) -> Result<bool, ImportError> {
        let mut here = primary;
        for _ in 0..LONGEST_WAY {
            if here == orcid {
                return Ok(true);
            }
            let state = match (self.merged.get(&here), self.declared.get(&here)) {
                (_, Some(declared)) => Some(declared.head.state),
                (Some(primary), None) => Some(RecordState::Deprecated { primary: *primary }),
                (None, None) if self.was_empty => None,
                (None, None) => self.handle.block_on(self.store.head(here))?.map(|it| it.state),
            };
            let Some(RecordState::Deprecated { primary }) = state else { return Ok(false) };
            here = primary;
        }
        Ok(true)
    }

    /// Whether the store cannot have anything of a person, so that nobody need look. That is so where the store was
    /// empty and the person did not come by; past the number of people that are remembered, where every document so far
    /// was a record, as items may come before their record.
    fn is_new(&mut self, orcid: OrcidId, parts: &[Part]) -> bool {
        let only_records = parts.iter().all(|part| matches!(part.content, PartContent::Record(_)));
        self.only_records &= only_records;
        if self.came_by.len() < REMEMBERED {
            return self.came_by.insert(orcid) && self.was_empty;
        }
        self.was_empty && self.only_records && parts.len() == 1 && !self.came_by.contains(&orcid)
    }

    /// Clients that a part names and nobody declared.
    fn unknown_clients(&self, part: &Part, found: &mut BTreeMap<ClientId, Client>) {
        let mut note = |(id, name): (&ClientId, Option<&str>)| {
            if self.clients.contains(id) {
                return;
            }
            let name = name.unwrap_or(id.as_str());
            found.entry(id.clone()).or_insert_with(|| Client::new(id.clone(), name, ClientType::Updater));
        };
        match &part.content {
            PartContent::Record(parts) => parts.clients().for_each(&mut note),
            PartContent::Item(part) => items::clients(&part.item.source).for_each(&mut note),
            PartContent::Closed(..) => {}
        }
    }
}
