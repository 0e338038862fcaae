//! The threads everything runs on.

use std::future::Future;
use std::time::Duration;

use anyhow::Context;
use tokio::runtime::{Builder, Runtime};

/// How long work that cannot be interrupted may take at the very end.
const LAST_WORK: Duration = Duration::from_secs(5);

/// `threads` for requests, one per core when `None`.
pub fn build(threads: Option<usize>) -> anyhow::Result<Runtime> {
    let mut builder = Builder::new_multi_thread();
    if let Some(threads) = threads {
        builder.worker_threads(threads);
    }
    builder.enable_all().thread_name("byline").build().context("no threads could be started")
}

/// Runs one command to its end. When this returns, no task is left that could hold the store open.
pub fn block_on<T>(threads: Option<usize>, work: impl Future<Output = T>) -> anyhow::Result<T> {
    let runtime = build(threads)?;
    let result = runtime.block_on(work);
    runtime.shutdown_timeout(LAST_WORK);
    Ok(result)
}
