//! Whom the store refused, tried again when all others are there.
//!
//! An e-mail address belongs to one record. Where it changed hands between two annual files, whoever has it now may
//! come by before whoever gave it up, and is refused then. At the end of the run the address is free.

use byline_model::OrcidId;
use byline_store::{Change, Guard, StoreError};

use super::{Import, ImportError};
use crate::Refusal;

/// So many people, with so many changes together, are kept for that. Who is refused after them stays refused: memory is
/// bounded.
const KEPT: (usize, usize) = (5000, 50_000);

/// A person the store refused, with the documents that were left out.
pub(super) struct Refused {
    pub orcid: OrcidId,
    /// The version of the record that the changes were made for; `None`: there was none.
    pub before: Option<u64>,
    pub changes: Vec<Change>,
    pub items: u64,
    pub refusals: Vec<Refusal>,
}

impl Import {
    /// Reports what was left out, and keeps it for the end of the run.
    pub(super) fn refuse_for_now(&mut self, refused: Refused) {
        refused.refusals.iter().for_each(|it| self.refuse(it.clone()));
        let kept = || self.refused.iter().map(|it| it.changes.len()).sum::<usize>();
        if self.refused.len() < KEPT.0 && kept() + refused.changes.len() <= KEPT.1 {
            self.refused.push(refused);
        }
    }

    /// Tries them until no more come in, as one may wait for the address of the next; then those that are left at once,
    /// as two may have exchanged theirs.
    pub(super) fn again(&mut self) -> Result<(), ImportError> {
        loop {
            let before = self.refused.len();
            for refused in std::mem::take(&mut self.refused) {
                match self.come_in(std::slice::from_ref(&refused))? {
                    true => self.take_back(&refused),
                    false => self.refused.push(refused),
                }
            }
            if self.refused.len() == before {
                break;
            }
        }
        let left = std::mem::take(&mut self.refused);
        if left.len() > 1 && self.come_in(&left)? {
            left.iter().for_each(|it| self.take_back(it));
        }
        Ok(())
    }

    /// Whether the store takes all of them now. Only onto what the changes were made for: other documents of a person
    /// may have come in meanwhile.
    fn come_in(&self, people: &[Refused]) -> Result<bool, ImportError> {
        let mut set = self.change_set();
        set.guards.extend(people.iter().map(|it| match it.before {
            Some(version) => Guard::RecordVersion(it.orcid, version),
            None => Guard::NoRecord(it.orcid),
        }));
        let frees = |change: &&Change| matches!(change, Change::DeleteItem { .. });
        let changes = || people.iter().flat_map(|it| &it.changes);
        set.changes.extend(changes().filter(frees).cloned());
        set.changes.extend(changes().filter(|it| !frees(it)).cloned());
        match self.handle.block_on(self.store.commit(set)) {
            Ok(_) => Ok(true),
            Err(StoreError::Conflict(_)) => Ok(false),
            Err(problem) => Err(problem.into()),
        }
    }

    fn take_back(&mut self, refused: &Refused) {
        let Refused { refusals, items, .. } = refused;
        self.report.refused -= refusals.len() as u64;
        self.report.refusals.retain(|it| !refusals.contains(it));
        self.report.documents += refusals.len() as u64;
        self.report.items += items;
        refusals.iter().for_each(|it| self.progress.came_in(it));
    }
}
