//! The one thread that writes.
//!
//! It takes whatever waits, runs it in one transaction, commits once, lets the memory forget what
//! changed and only then answers: one fsync for everyone, and no answer before its change is durable and visible.

use std::cell::Cell;
use std::ops::Range;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, atomic::Ordering};

use byline_model::OrcidId;
use byline_store::{ChangeSet, Committed, Guard, StoreError, View, put_codes, rows};
use rusqlite::{Connection, OptionalExtension, params};
use tokio::sync::oneshot;

use crate::change::{Application, Counters, exists, stored};
use crate::connection::{Durability, PAGE_SIZE};
use crate::decode;
use crate::effects::Effects;
use crate::failure::Result;
use crate::guards;
use crate::journal;
use crate::store::Shared;

/// Where the writer puts what came of a request. Whoever asked may have gone.
pub type Answer<T> = oneshot::Sender<Result<T, StoreError>>;

/// What the writer is asked for.
pub enum Request {
    Commit {
        set: Arc<ChangeSet>,
        /// Of the items that are put, see [`byline_store::identities::of_set`].
        identities: Box<[Vec<i64>]>,
        answer: Answer<Committed>,
    },
    Lease {
        count: u64,
        answer: Answer<Range<u64>>,
    },
    KeepView {
        orcid: OrcidId,
        key: u32,
        view: View,
    },
}

impl Request {
    /// How much work it is, roughly in rows.
    fn weight(&self) -> usize {
        match self {
            Self::Commit { set, .. } => 1 + set.changes.len(),
            Self::Lease { .. } | Self::KeepView { .. } => 1,
        }
    }

    fn refuse(self, error: StoreError) {
        // A receiver that is gone has stopped caring.
        match self {
            Self::Commit { answer, .. } => drop(answer.send(Err(error))),
            Self::Lease { answer, .. } => drop(answer.send(Err(error))),
            Self::KeepView { .. } => {}
        }
    }
}

/// What happened to a request, known before the commit and told after it.
enum Outcome {
    Committed(Committed),
    Leased(Range<u64>),
    Refused(StoreError),
    Done,
}

impl Outcome {
    /// Whether it put something into the database.
    fn wrote(&self) -> bool {
        matches!(self, Self::Committed(_) | Self::Leased(_))
    }
}

/// How a change set whose guards hold is made.
type Apply = fn(&mut Writer, &ChangeSet, &[Vec<i64>], &mut Effects) -> Result<Outcome>;

/// A transaction takes no more than this, so that the first in it does not wait long. A change set that is heavier by
/// itself, as those of imports are, has a transaction for itself.
const HEAVIEST: usize = 1024;

/// The one thread that writes. It takes what waits together into one transaction, as far as that makes sense.
pub struct Writer {
    conn: Connection,
    requests: Receiver<Request>,
    shared: Arc<Shared>,
    counters: Counters,
    durability: Durability,
    /// Whether the last transaction was one that need not be durable.
    relaxed: bool,
    /// Whether there may be views in the database: without any, no change has to look for those that it ends.
    keeps_views: bool,
    longest_log: u64,
    /// The length of the log beyond which it is to begin anew.
    restart_at: u64,
}

thread_local! {
    /// Pages in the write-ahead log after the last commit of this thread.
    static LOG_PAGES: Cell<u64> = const { Cell::new(0) };
}

/// The counters as the last commit left them.
pub fn counters(conn: &Connection) -> Result<Counters> {
    let sql = "SELECT put_code, names_epoch, records, sequence, group_ids, clients, journal,
        clients_epoch, journal_placed FROM meta WHERE id = 1";
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else {
        return Err(StoreError::Corrupt("the row of counters is missing".into()).into());
    };
    Ok(Counters {
        put_code: decode::unsigned(row, 0)?,
        names_epoch: decode::unsigned(row, 1)?,
        records: decode::unsigned(row, 2)?,
        sequence: decode::unsigned(row, 3)?,
        groups: decode::unsigned(row, 4)?,
        clients: decode::unsigned(row, 5)?,
        journal: decode::unsigned(row, 6)?,
        clients_epoch: decode::unsigned(row, 7)?,
        journal_placed: decode::unsigned(row, 8)?,
    })
}

impl Writer {
    /// A writer over this connection, with the counters as the last commit left them.
    ///
    /// # Errors
    /// When these cannot be read.
    pub fn new(
        conn: Connection,
        requests: Receiver<Request>,
        shared: Arc<Shared>,
        durability: Durability,
        longest_log: u64,
    ) -> Result<Self> {
        let counters = counters(&conn)?;
        let keeps_views = exists(&conn, "SELECT 1 FROM views", [])?;
        Ok(Writer {
            conn,
            requests,
            shared,
            counters,
            durability,
            relaxed: false,
            keeps_views,
            longest_log,
            restart_at: longest_log,
        })
    }

    /// Until nobody can ask any more.
    pub fn run(mut self) {
        self.shared.heard.here();
        self.conn.wal_hook(Some(|_, pages| {
            LOG_PAGES.set(u64::try_from(pages).unwrap_or(0));
            Ok(())
        }));
        while let Ok(first) = self.requests.recv() {
            let group = self.gather(first);
            self.serve(group);
            self.restart_long_log();
        }
    }

    /// Everything that waits. First others have their turn: where cores are scarce, the threads that are about to ask come
    /// before the one that would otherwise commit for each of them; where one is free, this costs nothing.
    fn gather(&self, first: Request) -> Vec<Request> {
        std::thread::yield_now();
        let mut weight = first.weight();
        let mut group = vec![first];
        while weight < HEAVIEST {
            let Ok(next) = self.requests.try_recv() else { break };
            weight += next.weight();
            group.push(next);
        }
        let views = group.iter().filter(|it| matches!(it, Request::KeepView { .. })).count();
        self.shared.queued_views.fetch_sub(views, Ordering::Relaxed);
        group
    }

    fn serve(&mut self, group: Vec<Request>) {
        let before = self.counters;
        let mut effects = Effects::default();
        match self.transaction(&group, &mut effects) {
            Ok(outcomes) => {
                if self.shared.read_only.load(Ordering::Relaxed) && outcomes.iter().any(Outcome::wrote) {
                    tracing::info!("the store can be written to again");
                    self.shared.read_only.store(false, Ordering::Release);
                }
                self.publish(effects);
                for (request, outcome) in group.into_iter().zip(outcomes) {
                    self.answer(request, outcome);
                }
            }
            Err(failure) => {
                self.counters = before;
                self.roll_back();
                let error = failure.into();
                if matches!(error, StoreError::ReadOnly(_)) && !self.shared.read_only.swap(true, Ordering::AcqRel) {
                    tracing::error!(%error, "nothing can be written; what is there is served");
                }
                refuse_all(group, error);
            }
        }
    }

    fn roll_back(&self) {
        if !self.conn.is_autocommit()
            && let Err(error) = self.conn.execute_batch("ROLLBACK")
        {
            tracing::error!(%error, "a transaction could not be undone");
        }
    }

    /// One transaction for all. What makes a change set fail is mostly looked at by its guards, before anything is changed,
    /// and the rest is rare: so nothing is made for undoing one of them, for which SQLite would copy every page before
    /// its first change. Where it is needed after all, all begin again, with savepoints.
    fn transaction(&mut self, group: &[Request], effects: &mut Effects) -> Result<Vec<Outcome>> {
        let before = self.counters;
        self.expect_durability(group)?;
        match self.all_of(group, effects, Self::apply) {
            Err(failure) if group.len() > 1 && !self.conn.is_autocommit() => {
                tracing::debug!(?failure, requests = group.len(), "a transaction begins again");
                self.run_sql("ROLLBACK")?;
                self.counters = before;
                *effects = Effects::default();
                self.all_of(group, effects, Self::apply_in_savepoint)
            }
            done => done,
        }
    }

    fn all_of(&mut self, group: &[Request], effects: &mut Effects, apply: Apply) -> Result<Vec<Outcome>> {
        let before = self.counters;
        self.run_sql("BEGIN IMMEDIATE")?;
        let mut outcomes = Vec::with_capacity(group.len());
        for request in group {
            outcomes.push(self.outcome(request, effects, apply)?);
        }
        if journal::is_due(self.counters.journal, self.counters.journal_placed) {
            journal::place(&self.conn, self.counters.journal_placed)?;
            self.counters.journal_placed = self.counters.journal;
        }
        if self.counters != before {
            self.store_counters()?;
        }
        self.run_sql("COMMIT")?;
        Ok(outcomes)
    }

    /// Views are no data: a transaction that has nothing else need not reach the disk before it counts. The level is
    /// set when the text is compiled, so the statement must not be a cached one.
    fn expect_durability(&mut self, group: &[Request]) -> Result<()> {
        let views = group.iter().all(|it| matches!(it, Request::KeepView { .. }));
        if self.durability == Durability::Full && self.relaxed != views {
            self.conn.pragma_update(None, "synchronous", if views { "NORMAL" } else { "FULL" })?;
            self.relaxed = views;
        }
        Ok(())
    }

    fn run_sql(&self, sql: &str) -> Result<()> {
        self.conn.prepare_cached(sql)?.execute([])?;
        Ok(())
    }

    fn store_counters(&self) -> Result<()> {
        let Counters {
            put_code,
            names_epoch,
            records,
            sequence,
            groups,
            clients,
            journal,
            clients_epoch,
            journal_placed,
        } = self.counters;
        let numbers =
            [put_code, names_epoch, records, sequence, groups, clients, journal, clients_epoch, journal_placed]
                .map(stored);
        self.conn
            .prepare_cached(
                "UPDATE meta SET put_code = $1, names_epoch = $2, records = $3, sequence = $4, group_ids = $5,
                    clients = $6, journal = $7, clients_epoch = $8, journal_placed = $9 WHERE id = 1",
            )?
            .execute(numbers)?;
        Ok(())
    }

    fn outcome(&mut self, request: &Request, effects: &mut Effects, apply: Apply) -> Result<Outcome> {
        match request {
            // A guard that does not hold refuses this change set before it did anything, and leaves the others.
            Request::Commit { set, identities, .. } => match self.check(set, effects) {
                Ok(()) => apply(self, set, identities, effects),
                Err(failure) if self.conn.is_autocommit() => Err(failure),
                Err(failure) => Ok(Outcome::Refused(failure.into())),
            },
            Request::Lease { count, .. } => Ok(match put_codes::reserve(self.counters.put_code, *count) {
                Some(range) => {
                    self.counters.put_code = range.end;
                    Outcome::Leased(range)
                }
                None => Outcome::Refused(StoreError::Unavailable("the put-codes are used up".into())),
            }),
            Request::KeepView { orcid, key, view } => {
                self.keeps_views = true;
                self.keep_view(*orcid, *key, view)?;
                Ok(Outcome::Done)
            }
        }
    }

    fn check(&self, set: &ChangeSet, effects: &Effects) -> Result<()> {
        let unknown = |guard: &&Guard| !self.is_known_to_hold(guard, effects);
        set.guards.iter().filter(unknown).try_for_each(|guard| guards::check(&self.conn, guard))
    }

    /// Whether memory says that a condition holds, and nothing in this transaction has touched what it is about. The two that
    /// every write of a client has are mostly of what was read from there a moment ago.
    fn is_known_to_hold(&self, guard: &Guard, effects: &Effects) -> bool {
        let shared = &self.shared;
        match guard {
            Guard::Head(head) => {
                shared.heads.peek(&head.orcid).is_some_and(|kept| Arc::ptr_eq(&kept, head))
                    && effects.heads.iter().all(|(orcid, touch)| *orcid != head.orcid || touch.is_some())
            }
            Guard::TokenLive(access) => shared.tokens.peek(access).is_some_and(|kept| {
                kept.token.revoked.is_none()
                    && shared.permissions.knows_none(&kept.permission)
                    && !effects.tokens.contains(access)
                    && !effects.permissions.contains(&kept.permission)
            }),
            _ => false,
        }
    }

    /// Makes the changes of a set whose guards hold. When it fails, some of them may be made.
    fn apply(&mut self, set: &ChangeSet, identities: &[Vec<i64>], effects: &mut Effects) -> Result<Outcome> {
        let mut application = Application::new(&self.conn, &mut self.counters, effects, &self.shared.block);
        application.keeps_views = self.keeps_views;
        application.run(set, identities).map(Outcome::Committed)
    }

    /// A refusal undoes this change set and leaves the others. An error that ended the transaction, such as a full disk,
    /// is everyone's.
    fn apply_in_savepoint(
        &mut self,
        set: &ChangeSet,
        identities: &[Vec<i64>],
        effects: &mut Effects,
    ) -> Result<Outcome> {
        let (before, heads) = (self.counters, effects.heads.len());
        self.run_sql("SAVEPOINT one")?;
        match self.apply(set, identities, effects) {
            Ok(outcome) => {
                self.run_sql("RELEASE one")?;
                Ok(outcome)
            }
            Err(failure) if self.conn.is_autocommit() => Err(failure),
            Err(failure) => {
                self.counters = before;
                effects.undo_touches(heads);
                self.run_sql("ROLLBACK TO one")?;
                self.run_sql("RELEASE one")?;
                Ok(Outcome::Refused(failure.into()))
            }
        }
    }

    /// Nothing happens when the record has changed, or is gone.
    fn keep_view(&self, orcid: OrcidId, key: u32, view: &View) -> Result<()> {
        let found: Option<i64> = self
            .conn
            .prepare_cached("SELECT version FROM records WHERE orcid = $1")?
            .query_row([rows::orcid_code(orcid)], |row| row.get(0))
            .optional()?;
        if found == Some(stored(view.version)) {
            self.conn
                .prepare_cached(
                    "INSERT INTO views (orcid, key, version, epoch, body) VALUES ($1, $2, $3, $4, $5)
                     ON CONFLICT (orcid, key) DO UPDATE SET version = excluded.version, epoch = excluded.epoch,
                        body = excluded.body",
                )?
                .execute(params![
                    rows::orcid_code(orcid),
                    key,
                    stored(view.version),
                    stored(view.epoch),
                    &view.body[..]
                ])?;
        }
        Ok(())
    }

    /// After the commit, before any answer.
    fn publish(&self, effects: Effects) {
        let shared = &self.shared;
        for (orcid, touch) in &effects.heads {
            match touch {
                Some(touch) => shared.heads.follow(orcid, |before| touch.of(before)),
                None => shared.heads.forget(orcid),
            }
        }
        effects.clients.iter().for_each(|it| shared.clients.forget(it));
        effects.tokens.iter().for_each(|it| shared.tokens.forget(it));
        effects.permissions.iter().for_each(|it| shared.permissions.forget(it));
        // After the clients: who sees the new number sees the new names.
        shared.names_epoch.store(self.counters.names_epoch, Ordering::Release);
        shared.clients_epoch.store(self.counters.clients_epoch, Ordering::Release);
        let sequence = self.counters.sequence;
        shared.newest.send_if_modified(|newest| std::mem::replace(newest, sequence) != sequence);
        if effects.mails > 0 {
            shared.mails.send_modify(|mails| *mails += effects.mails);
        }
        if effects.webhooks > 0 {
            shared.webhooks.send_modify(|webhooks| *webhooks += effects.webhooks);
        }
        shared.log_written.written();
    }

    fn answer(&self, request: Request, outcome: Outcome) {
        match (request, outcome) {
            (Request::Commit { answer, .. }, Outcome::Committed(committed)) => drop(answer.send(Ok(committed))),
            (Request::Lease { count, answer }, Outcome::Leased(range)) => {
                drop(answer.send(Ok(self.shared.block.refill(range, count))));
            }
            (request, Outcome::Refused(error)) => request.refuse(error),
            (_, Outcome::Committed(_) | Outcome::Leased(_) | Outcome::Done) => {}
        }
    }

    fn restart_long_log(&mut self) {
        let length = LOG_PAGES.get() * PAGE_SIZE;
        if length <= self.longest_log {
            // It began anew by itself, which it does where nobody reads.
            self.restart_at = self.longest_log;
        }
        if length <= self.restart_at {
            return;
        }
        self.restart_at = match self.shared.log_written.restart(&self.conn) {
            Ok(true) => self.longest_log,
            Ok(false) => length + self.longest_log,
            Err(error) => {
                tracing::warn!(?error, "checkpoint failed");
                length + self.longest_log
            }
        };
    }
}

fn refuse_all(group: Vec<Request>, error: StoreError) {
    if group.len() > 1 {
        let read_only = match &error {
            StoreError::ReadOnly(why) => Some(why),
            StoreError::Conflict(_) | StoreError::Unavailable(_) | StoreError::Corrupt(_) => {
                tracing::error!(%error, requests = group.len(), "a transaction failed");
                None
            }
        };
        for request in group {
            request.refuse(match read_only {
                Some(why) => StoreError::ReadOnly(why.clone()),
                None => StoreError::Unavailable(error.to_string()),
            });
        }
    } else if let Some(only) = group.into_iter().next() {
        only.refuse(error);
    }
}
