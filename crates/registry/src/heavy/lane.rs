//! The line before what is heavy.
//!
//! A party has no more of its jobs in front of those of others than run at once, however many it sends: the rest of its
//! jobs wait for each other first.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

use super::{Busy, Party};

/// So many wait for each that runs.
pub(super) const LINE: usize = 64;
/// So many of them may be one party's.
pub(super) const SHARE: usize = LINE / 4;

/// Jobs of a weight: those that run, and a line.
#[derive(Debug)]
pub(super) struct Lane {
    pub free: Semaphore,
    /// Whether a job keeps its room while it waits for the store, as what it holds is large.
    pub keeps_room: bool,
    jobs: usize,
    line: Mutex<Line>,
}

/// Those under way, in line or running.
#[derive(Debug, Default)]
struct Line {
    jobs: usize,
    parties: HashMap<Party, Present>,
}

/// A party that has jobs under way.
#[derive(Debug)]
struct Present {
    jobs: usize,
    /// To be next in line.
    turns: Arc<Semaphore>,
}

/// A job's right to run. What others wait for is given back first.
pub(super) struct Turn<'l> {
    _room: SemaphorePermit<'l>,
    _own: OwnedSemaphorePermit,
}

impl Lane {
    pub fn new(jobs: usize, keeps_room: bool) -> Self {
        Lane { free: Semaphore::new(jobs), keeps_room, jobs, line: Mutex::default() }
    }

    pub fn join(&self, party: Party) -> Result<Place<'_>, Busy> {
        let mut line = self.line();
        let of_party = line.parties.get(&party).map_or(0, |present| present.jobs);
        if line.jobs >= self.jobs * (1 + LINE) || of_party >= self.jobs * (1 + SHARE) {
            return Err(Busy);
        }
        let new = || Present { jobs: 0, turns: Arc::new(Semaphore::new(self.jobs)) };
        let present = line.parties.entry(party.clone()).or_insert_with(new);
        present.jobs += 1;
        let turns = Arc::clone(&present.turns);
        line.jobs += 1;
        Ok(Place { lane: self, party, turns })
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many jobs are under way, and of how many parties.
    #[cfg(test)]
    pub fn under_way(&self) -> (usize, usize) {
        let line = self.line();
        (line.jobs, line.parties.len())
    }
}

/// A place in the line, and then among those that run; given back also by those who do not wait to the end.
pub(super) struct Place<'l> {
    lane: &'l Lane,
    party: Party,
    turns: Arc<Semaphore>,
}

impl<'l> Place<'l> {
    /// Until the job may run.
    pub async fn turn(&self) -> Turn<'l> {
        let own = Arc::clone(&self.turns).acquire_owned().await.expect("nobody closes it");
        Turn { _room: self.lane.free.acquire().await.expect("nobody closes it"), _own: own }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut line = self.lane.line();
        line.jobs -= 1;
        if let Some(present) = line.parties.get_mut(&self.party) {
            present.jobs -= 1;
            if present.jobs == 0 {
                line.parties.remove(&self.party);
            }
        }
    }
}
