//! When work that goes on by itself is to end.

use std::time::Duration;

use tokio::sync::watch;

/// The end of work: between two pieces of it, never within one. Clones wait for the same.
#[derive(Clone, Debug)]
pub struct Until(watch::Receiver<bool>);

/// Who says that it has come. Dropping it says so, too.
#[derive(Debug)]
pub struct Ending(watch::Sender<bool>);

impl Ending {
    /// Nothing of it has come yet.
    pub fn new() -> (Ending, Until) {
        let (sender, receiver) = watch::channel(false);
        (Ending(sender), Until(receiver))
    }

    /// From now on no piece of work is begun.
    pub fn come(&self) {
        self.0.send_replace(true);
    }
}

impl Until {
    /// Whether the end has come.
    pub fn has_come(&self) -> bool {
        *self.0.borrow() || self.0.has_changed().is_err()
    }

    /// Waits for `pause` or the end; says whether the latter has come.
    pub async fn pause(&mut self, pause: impl Future) -> bool {
        tokio::select! {
            biased;
            // An error is whoever says so gone: the same.
            _either = self.0.wait_for(|come| *come) => true,
            _over = pause => false,
        }
    }

    /// The same for a time.
    pub async fn sleep(&mut self, time: Duration) -> bool {
        self.pause(tokio::time::sleep(time)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_pause_ends_with_the_end() {
        let (ending, mut until) = Ending::new();
        assert!(!until.sleep(Duration::from_millis(1)).await);
        ending.come();
        assert!(until.has_come() && until.pause(std::future::pending::<()>()).await);
        let (ending, mut until) = Ending::new();
        drop(ending);
        assert!(until.has_come() && until.pause(std::future::pending::<()>()).await);
    }
}
