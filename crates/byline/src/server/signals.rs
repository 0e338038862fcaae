//! How the program is told to end.

use anyhow::Context;
use tokio::sync::watch;

/// Turns true once, for everybody.
#[derive(Clone)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    /// On SIGTERM or Ctrl-C. Whoever asks a second time does not want to wait: the process ends at once.
    pub fn on_signals() -> anyhow::Result<Self> {
        let (sender, receiver) = watch::channel(false);
        let mut signals = Signals::listen()?;
        tokio::spawn(async move {
            signals.next().await;
            tracing::info!("stopping: requests under way are finished");
            sender.send_replace(true);
            signals.next().await;
            std::process::exit(130);
        });
        Ok(Stop(receiver))
    }

    #[cfg(test)]
    pub fn when(receiver: watch::Receiver<bool>) -> Self {
        Stop(receiver)
    }

    pub async fn requested(&mut self) {
        // The sender is only gone when the runtime is ending.
        let _ended = self.0.wait_for(|stop| *stop).await;
    }
}

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
