//! Work that takes more than a moment, away from the threads that answer requests.
//!
//! So many jobs run at once and no more, whoever sends them; the rest wait in line, for a while, and take turns by
//! [`Party`]. A job is a future: each time it runs it gives its thread's other work away first, while it waits for the
//! store another one runs, and when whoever wanted it goes away it ends where it waits. How much there is to do is known
//! before it begins, from bytes and members.

mod lane;
mod party;
#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use byline_model::Item;
use tokio::runtime::{Handle, RuntimeFlavor};

use lane::Lane;
pub use party::Party;

/// Above this many bytes, reading a document and writing what is in it takes about a millisecond.
const LONG_DOCUMENT: usize = 16 * 1024;
/// The same for putting an answer together from what is stored.
const LONG_ANSWER: usize = 256 * 1024;
/// What an item costs beside its bytes: dates, source, path, its place in a group.
const ITEM: usize = 600;
/// What is longer than so many times that runs among its like, so that nobody's hundred works wait for another's megabytes.
const HUGE: usize = 16;

/// Nobody waits longer than this.
const PATIENCE: Duration = Duration::from_secs(20);

/// There is more to do than gets done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too much is going on at once")]
pub struct Busy;

/// How much there is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Done at once, where it is asked for.
    Light,
    /// More than a moment.
    Heavy,
    /// So much that others who are heavy do not wait behind it.
    Huge,
}

impl Weight {
    /// Of reading a document of so many bytes, and doing what it says.
    pub const fn of_document(bytes: usize) -> Self {
        Self::beyond(bytes, LONG_DOCUMENT)
    }

    /// Of an answer made of these items.
    pub(crate) fn of_answer(items: &[Item]) -> Self {
        Self::beyond(items.iter().map(|item| item.body.len() + ITEM).sum(), LONG_ANSWER)
    }

    const fn beyond(bytes: usize, light: usize) -> Self {
        if bytes <= light {
            Self::Light
        } else if bytes <= HUGE * light {
            Self::Heavy
        } else {
            Self::Huge
        }
    }
}

/// Runs what is heavy, and apart from it what is huge.
#[derive(Debug)]
pub struct Heavy {
    heavy: Lane,
    huge: Lane,
    searches: Lane,
    patience: Duration,
}

impl Heavy {
    /// Of each weight as many jobs at once as half of the processors do.
    pub fn new() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self::with((processors / 2).max(1), PATIENCE)
    }

    fn with(jobs: usize, patience: Duration) -> Self {
        let (heavy, huge, searches) = (Lane::new(jobs, false), Lane::new(jobs, true), Lane::new(2 * jobs, true));
        Heavy { heavy, huge, searches, patience }
    }

    /// Runs a job, at once where it is light or part of one that runs.
    ///
    /// # Errors
    /// [`Busy`] when the line is full, or has as many of this party as are its share, or a heavy job has waited for too
    /// long.
    pub async fn run<F: Future>(&self, weight: Weight, job: F) -> Result<F::Output, Busy> {
        let mut job = pin!(job);
        let lane = match weight {
            Weight::Heavy if !INSIDE.get() => &self.heavy,
            Weight::Huge if !INSIDE.get() => &self.huge,
            Weight::Light | Weight::Heavy | Weight::Huge => return Ok(job.await),
        };
        let place = lane.join(Party::asking())?;
        let mut turn = tokio::time::timeout(self.patience, place.turn()).await.map_err(|_| Busy)?;
        loop {
            if let Poll::Ready(done) = poll_fn(|context| Poll::Ready(aside(|| job.as_mut().poll(context)))).await {
                return Ok(done);
            }
            if lane.keeps_room {
                woken().await;
            } else {
                drop(turn);
                woken().await;
                // However long that takes: part of the job is done.
                turn = place.turn().await;
            }
        }
    }
}

impl Heavy {
    /// Runs a search, apart from whatever else is heavy: most take less than a millisecond, some take seconds. It has to end
    /// by itself when nobody waits for it any more.
    ///
    /// # Errors
    /// As in [`Heavy::run`].
    pub(crate) async fn search<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T, Busy> {
        let place = self.searches.join(Party::asking())?;
        let _turn = tokio::time::timeout(self.patience, place.turn()).await.map_err(|_| Busy)?;
        Ok(Self::apart(job).await)
    }

    /// Computes something on a thread that nobody else needs.
    pub(crate) async fn apart<T: Send + 'static>(job: impl FnOnce() -> T + Send + 'static) -> T {
        match tokio::task::spawn_blocking(job).await {
            Ok(done) => done,
            Err(broken) if broken.is_panic() => std::panic::resume_unwind(broken.into_panic()),
            // The runtime is being shut down, and this with it.
            Err(_) => std::future::pending().await,
        }
    }
}

impl Default for Heavy {
    fn default() -> Self {
        Self::new()
    }
}

thread_local! {
    /// Whether what runs on this thread is a job: its parts do not wait for room, which it has.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Computes something without holding up what else this thread has to do.
fn aside<T>(compute: impl FnOnce() -> T) -> T {
    let shares_threads = Handle::try_current().is_ok_and(|it| it.runtime_flavor() == RuntimeFlavor::MultiThread);
    let _ends = Inside::begin();
    if shares_threads { tokio::task::block_in_place(compute) } else { compute() }
}

/// Until somebody wakes this task: what it waits for was asked to.
async fn woken() {
    let mut again = false;
    poll_fn(|_| if std::mem::replace(&mut again, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// The thread is a job's until this is dropped.
struct Inside {
    before: bool,
}

impl Inside {
    fn begin() -> Self {
        Inside { before: INSIDE.replace(true) }
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        INSIDE.set(self.before);
    }
}
