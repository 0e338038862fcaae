//! Reads the change log and notes who is owed a call.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use byline_model::OrcidId;
use byline_model::env::Clock;
use byline_store::webhooks::WebhookChange;
use byline_store::{Change, ChangeSet, Guard, LogEntry, Store, StoreError};

use super::pace::{Pace, later};

const CONSUMER: &str = "webhooks";
const PAGE: usize = 1000;
/// Others commit meanwhile: what they changed is read at once.
const GATHER: Duration = Duration::from_millis(25);
/// Between two attempts, when the store does not answer.
const BREATHER: Duration = Duration::from_secs(1);
/// Entries that nobody waits for are left behind without a commit; after so many, how far they were read is noted, so
/// that a restart does not begin with all of them.
const UNNOTED: u64 = 10_000;

pub struct Follower {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    pace: Pace,
    cursor: u64,
    /// The cursor as the store has it.
    noted: u64,
}

impl Follower {
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, pace: Pace) -> Self {
        Follower { store, clock, pace, cursor: 0, noted: 0 }
    }

    pub async fn run(mut self, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        // Cut off at any point, it goes on from the cursor that the store has.
        tokio::select! {
            () = &mut stop => {}
            () = self.follow() => {}
        }
        if let Err(error) = self.note().await {
            tracing::warn!(%error, "how far the change log was read for webhooks cannot be noted");
        }
    }

    async fn follow(&mut self) {
        while let Err(error) = self.begin().await {
            tracing::error!(%error, "the change log cannot be followed for webhooks");
            tokio::time::sleep(BREATHER).await;
        }
        loop {
            if let Err(error) = self.step().await {
                tracing::error!(%error, "changes cannot be noted for webhooks");
                tokio::time::sleep(BREATHER).await;
            }
        }
    }

    async fn begin(&mut self) -> Result<(), StoreError> {
        self.noted = self.store.cursor(CONSUMER).await?;
        self.cursor = self.noted;
        Ok(())
    }

    async fn step(&mut self) -> Result<(), StoreError> {
        let newest = self.store.wait_for_log(self.cursor).await;
        // A registration made after this question counts what is in the log by then as told.
        if !self.store.any_webhooks().await? {
            self.cursor = newest;
            return self.note_now_and_then().await;
        }
        tokio::time::sleep(GATHER).await;
        let entries = self.store.log_after(self.cursor, PAGE).await?;
        let Some(last) = entries.last().map(|entry| entry.sequence) else { return Ok(()) };
        let changed = newest_of_each(&entries);
        let watched = self.store.watched(changed.keys().copied().collect()).await?;
        if watched.is_empty() {
            self.cursor = last;
            return self.note_now_and_then().await;
        }
        let due = later(self.clock.now(), self.pace.settle);
        let owed = watched.into_iter().map(|orcid| {
            let sequence = changed[&orcid];
            Change::Webhook(WebhookChange::Owe { orcid, sequence, due })
        });
        self.go_to(last, owed.collect()).await
    }

    /// Moves the cursor, with what follows from the entries up to it. Where another process was quicker, nothing happens but
    /// that this one goes on from where that has come to.
    async fn go_to(&mut self, sequence: u64, changes: Vec<Change>) -> Result<(), StoreError> {
        let consumer = || CONSUMER.into();
        let set = ChangeSet::new(self.clock.now())
            .guard(Guard::Cursor { consumer: consumer(), at: self.noted })
            .with(Change::PutCursor { consumer: consumer(), sequence });
        match self.store.commit(changes.into_iter().fold(set, ChangeSet::with)).await {
            Ok(_) => (self.cursor, self.noted) = (sequence, sequence),
            Err(StoreError::Conflict(_)) => self.begin().await?,
            Err(error) => return Err(error),
        }
        Ok(())
    }

    async fn note_now_and_then(&mut self) -> Result<(), StoreError> {
        if self.cursor - self.noted < UNNOTED { Ok(()) } else { self.note().await }
    }

    async fn note(&mut self) -> Result<(), StoreError> {
        if self.cursor > self.noted { self.go_to(self.cursor, Vec::new()).await } else { Ok(()) }
    }
}

fn newest_of_each(entries: &[LogEntry]) -> BTreeMap<OrcidId, u64> {
    entries.iter().filter_map(|entry| Some((entry.orcid?, entry.sequence))).collect()
}
