//! Files of the vocabularies that organisations are named by: ROR, the registry of funders, Ringgold, LEI.
//!
//! * Files are read as they are published, a record at a time, and what they hold goes by what is in them and not by their
//!   names; in a ZIP archive the newest form of the data counts alone.
//! * A record says all that its vocabulary knows: it stands instead of what was there, but for how often an organisation is
//!   named. One that is as it was is not written, so that a file may be read again at any time.
//! * What a vocabulary took back stays, as obsolete and with those that took its place: items name it still.
//! * A record that cannot be read is reported, and left out; so is a part that cannot be kept, alone.

mod bounded;
mod fundref;
mod lei;
mod ringgold;
mod ror;
mod said;
mod source;
mod xml;
mod zip;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use byline_model::Timestamp;
use byline_store::{Change, ChangeSet, Organization, OrganizationKey, Read, Store, StoreError};
use tokio::runtime::Handle;

use crate::import::ImportError;
use crate::{DroppedPart, Progress, Refusal};
use said::{Record, Said};

/// Records that are looked up and committed together.
const BATCH: usize = 1000;
/// Of refusals and parts, so many stay in the report.
const TOLD: usize = 100;

/// How files of organisations are read.
#[derive(Clone, Copy, Debug)]
pub struct OrganizationOptions {
    /// The moment of the import.
    pub now: Timestamp,
    /// Records with something that cannot be kept are refused, and so are identifiers with wrong check digits.
    pub strict: bool,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganizationReport {
    /// Records that were read.
    pub records: u64,
    /// Organisations that were not there before.
    pub new: u64,
    /// Those that were, and are otherwise now.
    pub changed: u64,
    /// Records of what was taken back, or of names and numbers alone, of organisations that were never here.
    pub unknown: u64,
    /// Records that were left out.
    pub refused: u64,
    /// The first hundred of them; [`Progress::refused`] hears of all.
    pub refusals: Vec<Refusal>,
    /// Parts of records that came in without them.
    pub dropped: u64,
    /// The first hundred of them; [`Progress::dropped`] hears of all.
    pub parts: Vec<DroppedPart>,
}

/// Reads files of organisations into a store, one after the other.
///
/// # Errors
/// When a file cannot be opened, or the store refuses. What is wrong inside a file is in the report.
pub async fn import_organizations(
    store: Arc<dyn Store>,
    files: Vec<PathBuf>,
    options: OrganizationOptions,
    progress: Arc<dyn Progress>,
) -> Result<OrganizationReport, ImportError> {
    let handle = Handle::current();
    let run = tokio::task::spawn_blocking(move || {
        let mut run =
            Run { handle, store, options, progress, waiting: Vec::new(), report: OrganizationReport::default() };
        for file in &files {
            run.file(file)?;
        }
        Ok(run.report)
    });
    match run.await {
        Ok(result) => result,
        Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
    }
}

struct Run {
    handle: Handle,
    store: Arc<dyn Store>,
    options: OrganizationOptions,
    progress: Arc<dyn Progress>,
    waiting: Vec<Said>,
    report: OrganizationReport,
}

impl Run {
    fn file(&mut self, path: &Path) -> Result<(), ImportError> {
        let mut failed = None;
        let progress = Arc::clone(&self.progress);
        let read = source::read(path, &*progress, &mut |entry, position, record| match self
            .take(path, entry, position, record)
        {
            Ok(()) => true,
            Err(error) => {
                failed = Some(error);
                false
            }
        });
        if let Some(error) = failed {
            return Err(error.into());
        }
        match read {
            Ok(()) => {}
            Err(source::Broken::Unreadable(error)) => return Err(ImportError::Input(path.into(), error)),
            Err(source::Broken::Malformed { entry, reason }) => self.refuse(Refusal::new(path, &entry, reason)),
        }
        self.flush().map_err(ImportError::from)
    }

    fn take(&mut self, path: &Path, entry: &str, position: u64, record: Record) -> Result<(), StoreError> {
        self.report.records += 1;
        match record {
            Err(reason) => self.refuse(Refusal::new(path, entry, reason)),
            Ok(said) => self.hear(path, entry, said),
        }
        if self.report.records.is_multiple_of(BATCH as u64) {
            self.progress.advanced(position, BATCH as u64);
        }
        if self.waiting.len() < BATCH { Ok(()) } else { self.flush() }
    }

    fn hear(&mut self, path: &Path, entry: &str, mut said: Said) {
        let parts = std::mem::take(&mut said.dropped);
        let problem = said.is_malformed().or_else(|| parts.first().map(ToString::to_string));
        if let Some(reason) = problem.filter(|_| self.options.strict) {
            return self.refuse(Refusal::new(path, entry, format!("{}: {reason}", said.key.identifier)));
        }
        for mut part in parts {
            part.path = format!("{}: {}", said.key.identifier, part.path);
            let part = DroppedPart { file: path.into(), entry: entry.to_owned(), part };
            self.report.dropped += 1;
            self.progress.dropped(&part);
            if self.report.parts.len() < TOLD {
                self.report.parts.push(part);
            }
        }
        self.waiting.push(said);
    }

    fn refuse(&mut self, refusal: Refusal) {
        self.report.refused += 1;
        self.progress.refused(&refusal);
        if self.report.refusals.len() < TOLD {
            self.report.refusals.push(refusal);
        }
    }

    /// Commits what waits, as far as it changes anything.
    fn flush(&mut self) -> Result<(), StoreError> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        let keys: Vec<OrganizationKey> = waiting.iter().map(|it| it.key.clone()).collect();
        let read = Read { organizations: keys.clone(), ..Read::default() };
        let before = self.handle.block_on(self.store.read(&read))?.organizations;
        let before: HashMap<OrganizationKey, Option<Organization>> = keys.into_iter().zip(before).collect();
        let mut after: Vec<(OrganizationKey, Option<Organization>)> = Vec::new();
        let mut places: HashMap<OrganizationKey, usize> = HashMap::new();
        for said in waiting {
            let key = said.key.clone();
            let place = *places.entry(key.clone()).or_insert_with(|| {
                after.push((key.clone(), before[&key].clone()));
                after.len() - 1
            });
            let slot = &mut after[place].1;
            *slot = said.of(slot.take());
            self.report.unknown += u64::from(slot.is_none());
        }
        let mut changes = ChangeSet::new(self.options.now);
        for (key, after) in after {
            let Some(after) = after else { continue };
            match &before[&key] {
                Some(before) if *before == after => continue,
                Some(_) => self.report.changed += 1,
                None => self.report.new += 1,
            }
            changes = changes.with(Change::PutOrganization(Box::new(after)));
        }
        if !changes.changes.is_empty() {
            self.handle.block_on(self.store.commit(changes))?;
        }
        Ok(())
    }
}
