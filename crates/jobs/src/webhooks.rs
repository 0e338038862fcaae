//! From the change log to whoever wants to hear of changes.
//!
//! * The follower notes, for every record that changed, that its registrations are owed a call. That and how far it has
//!   come are one commit, so no change is forgotten and none is counted twice.
//! * The sender makes the calls that are due and writes down what became of them. A call whose outcome was not written
//!   down, because the process ended, is made again: at least one call follows the last change.
//! * A registration has one call under way at a time, by whichever process has claimed it, which tells of everything up to the moment it began: several
//!   changes may be one call, and none is told before an earlier one.
//! * Who is slow fills the places of its own lane and nobody else's ([`places`]).

mod caller;
mod failure;
mod follower;
mod message;
mod pace;
mod places;
mod sender;

use std::sync::Arc;
use std::time::Duration;

use byline_members::Targets;
use byline_model::env::Clock;
use byline_oauth::Authority;
use byline_store::Store;
use tokio::sync::watch;

pub use pace::Pace;

use follower::Follower;
use sender::Sender;

/// Everything that webhooks of one store need, in each process on it.
pub struct Webhooks {
    follower: Follower,
    sender: Sender,
}

impl Webhooks {
    /// `authority` closes what calls say about the change log.
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        authority: Arc<Authority>,
        targets: Targets,
        pace: Pace,
    ) -> Self {
        Webhooks {
            follower: Follower::new(Arc::clone(&store), Arc::clone(&clock), pace),
            sender: Sender::new(store, clock, authority, targets, pace),
        }
    }

    /// Until `stop`; then no call is begun any more, and those under way have `drain` to end.
    pub async fn run(self, stop: impl Future<Output = ()>, drain: Duration) {
        let (ended, end) = watch::channel(false);
        let stopped = |mut end: watch::Receiver<bool>| async move {
            // An error is the sender gone: the same.
            let _either = end.wait_for(|ended| *ended).await;
        };
        let telling = async {
            stop.await;
            ended.send_replace(true);
        };
        tokio::join!(telling, self.follower.run(stopped(end.clone())), self.sender.run(stopped(end), drain));
    }
}
