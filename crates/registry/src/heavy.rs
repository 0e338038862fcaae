//! Work that takes more than a moment, away from the threads that answer requests.
//!
//! So many jobs run at once and no more, whoever sends them; the rest wait in line, for a while. A job is a future: each
//! time it runs it gives its thread's other work away first, while it waits for the store another one runs, and when
//! whoever wanted it goes away it ends where it waits. How much there is to do is known before it begins, from bytes and
//! members.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::time::Duration;

use byline_model::Item;
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::{Semaphore, SemaphorePermit};

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
/// So many wait for each that runs.
const LINE: usize = 64;

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
    patience: Duration,
}

/// Jobs of a weight: those that run, and a line.
#[derive(Debug)]
struct Lane {
    free: Semaphore,
    /// Whether a job keeps its room while it waits for the store, as what it holds is large.
    keeps_room: bool,
    most: usize,
    under_way: AtomicUsize,
}

impl Lane {
    fn new(jobs: usize, keeps_room: bool) -> Self {
        Lane { free: Semaphore::new(jobs), keeps_room, most: jobs * (1 + LINE), under_way: AtomicUsize::new(0) }
    }

    async fn room(&self) -> SemaphorePermit<'_> {
        self.free.acquire().await.expect("nobody closes it")
    }
}

impl Heavy {
    /// Of each weight as many jobs at once as half of the processors do.
    pub fn new() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self::with((processors / 2).max(1), PATIENCE)
    }

    fn with(jobs: usize, patience: Duration) -> Self {
        Heavy { heavy: Lane::new(jobs, false), huge: Lane::new(jobs, true), patience }
    }

    /// Runs a job, at once where it is light or part of one that runs.
    ///
    /// # Errors
    /// [`Busy`] when the line is full, or a heavy job has waited for too long.
    pub async fn run<F: Future>(&self, weight: Weight, job: F) -> Result<F::Output, Busy> {
        let mut job = pin!(job);
        let lane = match weight {
            Weight::Heavy if !INSIDE.get() => &self.heavy,
            Weight::Huge if !INSIDE.get() => &self.huge,
            Weight::Light | Weight::Heavy | Weight::Huge => return Ok(job.await),
        };
        let _until_done = InLine::join(lane)?;
        let mut room = tokio::time::timeout(self.patience, lane.room()).await.map_err(|_| Busy)?;
        loop {
            if let Poll::Ready(done) = poll_fn(|context| Poll::Ready(aside(|| job.as_mut().poll(context)))).await {
                return Ok(done);
            }
            if lane.keeps_room {
                woken().await;
            } else {
                drop(room);
                woken().await;
                // However long that takes: part of the job is done.
                room = lane.room().await;
            }
        }
    }
}

impl Default for Heavy {
    fn default() -> Self {
        Self::new()
    }
}

/// A place in the line, and then among those that run; given back also by those who do not wait to the end.
struct InLine<'l>(&'l Lane);

impl<'l> InLine<'l> {
    fn join(lane: &'l Lane) -> Result<Self, Busy> {
        let place = InLine(lane);
        let before = lane.under_way.fetch_add(1, Ordering::Relaxed);
        if before < lane.most { Ok(place) } else { Err(Busy) }
    }
}

impl Drop for InLine<'_> {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::Relaxed);
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::sync::oneshot;

    use super::*;

    /// A job that says when it has begun, and ends when it is told; until then it keeps its room.
    fn job(
        heavy: &Arc<Heavy>,
    ) -> (tokio::task::JoinHandle<Result<(), Busy>>, oneshot::Receiver<()>, oneshot::Sender<()>) {
        let ((begun, begins), (end, ended)) = (oneshot::channel(), oneshot::channel());
        let heavy = Arc::clone(heavy);
        let task = tokio::spawn(async move {
            heavy
                .run(Weight::Huge, async {
                    let _somebody_waits = begun.send(());
                    let _told = ended.await;
                })
                .await
        });
        (task, begins, end)
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn a_job_that_computes_holds_nobody_up() {
        let heavy = Arc::new(Heavy::with(1, PATIENCE));
        let (computing, go_on) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (seen, told) = (Arc::clone(&computing), Arc::clone(&go_on));
        let task = tokio::spawn(async move {
            let compute = async {
                seen.store(1, Ordering::SeqCst);
                while told.load(Ordering::SeqCst) == 0 {
                    std::thread::yield_now();
                }
            };
            heavy.run(Weight::Heavy, compute).await
        });
        // The only thread of the runtime answers this while the job has its own.
        let answer = tokio::spawn(async move {
            while computing.load(Ordering::SeqCst) == 0 {
                tokio::task::yield_now().await;
            }
            go_on.store(1, Ordering::SeqCst);
        });
        answer.await.expect("an answer");
        assert_eq!(task.await.expect("a job"), Ok(()));
    }

    #[tokio::test]
    async fn one_waits_for_the_other_and_a_light_one_for_nobody() {
        let heavy = Arc::new(Heavy::with(1, PATIENCE));
        let (first, begun, end_first) = job(&heavy);
        begun.await.expect("the first runs");
        let (second, mut begun, end_second) = job(&heavy);
        tokio::task::yield_now().await;
        assert!(begun.try_recv().is_err(), "there is room for one");
        assert_eq!(heavy.run(Weight::Light, async { 7 }).await, Ok(7));
        end_first.send(()).expect("the first waits");
        begun.await.expect("the second runs");
        end_second.send(()).expect("the second waits");
        assert_eq!((first.await.unwrap(), second.await.unwrap()), (Ok(()), Ok(())));
    }

    #[tokio::test]
    async fn while_a_job_waits_another_runs() {
        let heavy = Arc::new(Heavy::with(1, PATIENCE));
        let (end, ended) = oneshot::channel::<u8>();
        let lane = Arc::clone(&heavy);
        let waiting = tokio::spawn(async move { lane.run(Weight::Heavy, ended).await });
        while heavy.heavy.under_way.load(Ordering::Relaxed) == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(heavy.run(Weight::Heavy, async { 7 }).await, Ok(7));
        // Neither does it run while another does.
        let room = heavy.heavy.room().await;
        end.send(8).expect("it waits");
        tokio::task::yield_now().await;
        assert!(!waiting.is_finished());
        drop(room);
        assert_eq!(waiting.await.expect("a job"), Ok(Ok(8)));
        assert_eq!(heavy.heavy.under_way.load(Ordering::Relaxed), 0);
    }

    #[tokio::test]
    async fn a_job_does_not_wait_for_itself() {
        let heavy = Heavy::with(1, Duration::ZERO);
        let whole = async {
            tokio::task::yield_now().await;
            heavy.run(Weight::Heavy, async { 7 }).await
        };
        assert_eq!(heavy.run(Weight::Heavy, whole).await, Ok(Ok(7)));
        assert!(!INSIDE.get());
    }

    #[tokio::test]
    async fn who_goes_away_leaves_the_line_and_the_room() {
        let heavy = Arc::new(Heavy::with(1, PATIENCE));
        let (first, begun, _end) = job(&heavy);
        begun.await.expect("the first runs");
        let (second, _begun, _end) = job(&heavy);
        tokio::task::yield_now().await;
        assert_eq!(heavy.huge.under_way.load(Ordering::Relaxed), 2);
        second.abort();
        first.abort();
        let _cut_off = (first.await, second.await);
        assert_eq!((heavy.huge.under_way.load(Ordering::Relaxed), heavy.huge.free.available_permits()), (0, 1));
    }

    #[tokio::test]
    async fn what_is_huge_keeps_nobody_else_waiting() {
        let heavy = Arc::new(Heavy::with(1, PATIENCE));
        let (begun, begins) = oneshot::channel();
        let (end, ended) = oneshot::channel::<()>();
        let lane = Arc::clone(&heavy);
        let huge = tokio::spawn(async move {
            let job = async {
                let _somebody_waits = begun.send(());
                let _told = ended.await;
            };
            lane.run(Weight::of_document(100 * HUGE * LONG_DOCUMENT), job).await
        });
        begins.await.expect("it begins");
        assert_eq!(heavy.run(Weight::of_document(LONG_DOCUMENT + 1), async { 7 }).await, Ok(7), "beside it");
        end.send(()).expect("it waits");
        assert_eq!(huge.await.expect("it ends"), Ok(()));
    }

    #[tokio::test]
    async fn the_line_has_an_end_and_so_has_waiting() {
        let heavy = Arc::new(Heavy::with(1, PATIENCE));
        let (_first, begun, _end) = job(&heavy);
        begun.await.expect("the first runs");
        let _waiting: Vec<_> = (0..LINE).map(|_| job(&heavy)).collect();
        while heavy.huge.under_way.load(Ordering::Relaxed) < 1 + LINE {
            tokio::task::yield_now().await;
        }
        assert_eq!(heavy.run(Weight::Huge, async {}).await, Err(Busy), "the line is full");

        let impatient = Arc::new(Heavy::with(1, Duration::ZERO));
        let (_first, begun, _end) = job(&impatient);
        begun.await.expect("the first runs");
        assert_eq!(impatient.run(Weight::Huge, async {}).await, Err(Busy), "nobody waits for ever");
    }
}
