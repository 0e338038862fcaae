//! How the program is told to end.
//!
//! It ends in two steps. First it is leaving: whoever asks `/readyz` is told so, answers over HTTP/1.1 are the last on their
//! connections, and everything else goes on, so that those who send requests here have time to send them elsewhere. Then
//! it stops: no connection is taken any more, and what is under way is finished.

use std::time::Duration;

use anyhow::Context;
use byline_http::Leaving;
use tokio::sync::watch;

/// Turns true once, for everybody.
#[derive(Clone)]
pub struct Stop {
    leaving: Leaving,
    stopping: watch::Receiver<bool>,
}

impl Stop {
    /// On SIGTERM or Ctrl-C it is leaving, and after `delay` it stops. Whoever asks a second time does not want to wait:
    /// the process ends at once.
    pub fn on_signals(delay: Duration) -> anyhow::Result<Self> {
        let (sender, stopping) = watch::channel(false);
        let mut signals = Signals::listen()?;
        let leaving = Leaving::default();
        let told = leaving.clone();
        tokio::spawn(async move {
            signals.next().await;
            told.begin();
            if !delay.is_zero() {
                tracing::info!(seconds = delay.as_secs_f64(), "leaving: not ready any more, requests are still taken");
            }
            tokio::select! {
                () = tokio::time::sleep(delay) => {}
                () = signals.next() => std::process::exit(INTERRUPTED),
            }
            tracing::info!("stopping: requests under way are finished");
            sender.send_replace(true);
            signals.next().await;
            std::process::exit(INTERRUPTED);
        });
        Ok(Stop { leaving, stopping })
    }

    #[cfg(test)]
    pub fn when(leaving: Leaving, stopping: watch::Receiver<bool>) -> Self {
        Stop { leaving, stopping }
    }

    /// The first step.
    pub fn leaving(&self) -> &Leaving {
        &self.leaving
    }

    /// Waits for the second.
    pub async fn requested(&mut self) {
        // The sender is only gone when the runtime is ending.
        let _ended = self.stopping.wait_for(|stop| *stop).await;
    }
}

/// As shells have it for a program that was ended by Ctrl-C.
const INTERRUPTED: i32 = 130;

#[cfg(unix)]
struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> anyhow::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let listen = |kind| signal(kind).context("cannot listen for signals");
        Ok(Signals { terminate: listen(SignalKind::terminate())?, interrupt: listen(SignalKind::interrupt())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> anyhow::Result<Self> {
        Ok(Signals)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
