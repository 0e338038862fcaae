//! Follows the outbox and hands over what is due.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use byline_model::Timestamp;
use byline_model::env::Clock;
use byline_store::{AccountChange, AccountStore, Change, ChangeSet, Delivery, Mail, StoreError};
use tokio::task::JoinSet;

use super::failure::{Failure, Reason};
use super::hold::Hold;
use super::letter::Letterhead;
use super::pace::Pace;
use super::relay::Relay;
use super::session::Session;

/// So long nothing happens until somebody looks anyway: another process may have made a mail due.
const LONGEST_REST: Duration = Duration::from_secs(10);
/// Connections are kept for so long after the last mail.
const LINGER: Duration = Duration::from_secs(5);
/// While mails are under way, others may become due.
const WHILE_BUSY: Duration = Duration::from_secs(1);
/// Between two attempts to write down what became of a mail.
const BREATHER: Duration = Duration::from_secs(1);
/// For so many seconds a mail is ours once it was claimed: when this process ends in the middle of it, another has it then.
const LEASE: i64 = 120;
const BETWEEN_HOLDS: i64 = 30;
/// What was sent is kept for a while, for questions about it.
const KEPT: i64 = 7 * 24 * 3600;
const BETWEEN_CLEANINGS: i64 = 3600;

/// Sends what the outbox of a store holds, together with those of other processes on the store: each mail is claimed by one
/// of them, which holds on to it for as long as it is on the way.
pub struct Sender {
    post: Arc<Post>,
    hold: Hold,
    /// Whatever is under way; one that was put off and is due again may be there twice for a moment.
    busy: Vec<u64>,
    under_way: JoinSet<Handled>,
    cleaned: Option<Timestamp>,
    held: Option<Timestamp>,
}

/// What the mails under way share.
struct Post {
    store: Arc<dyn AccountStore>,
    clock: Arc<dyn Clock>,
    relay: Relay,
    letterhead: Letterhead,
    pace: Pace,
    /// Open connections that nobody uses at the moment.
    idle: Mutex<Vec<Session>>,
}

/// What became of a mail, once it is written down.
struct Handled {
    id: u64,
    server_failed: bool,
}

impl Sender {
    pub fn new(
        store: Arc<dyn AccountStore>,
        clock: Arc<dyn Clock>,
        relay: Relay,
        letterhead: Letterhead,
        pace: Pace,
    ) -> Self {
        let post = Post { store, clock, relay, letterhead, pace, idle: Mutex::default() };
        Sender {
            post: Arc::new(post),
            hold: Hold::default(),
            busy: Vec::new(),
            under_way: JoinSet::new(),
            cleaned: None,
            held: None,
        }
    }

    /// Until `stop`; then no mail is begun any more, and those under way have `drain` to end.
    pub async fn run(mut self, stop: impl Future<Output = ()>, drain: Duration) {
        let mut stop = std::pin::pin!(stop);
        let store = Arc::clone(&self.post.store);
        let mut seen = 0;
        loop {
            let rest = self.begin_due().await.unwrap_or_else(|error| {
                tracing::error!(%error, "the outbox cannot be read");
                BREATHER
            });
            tokio::select! {
                () = &mut stop => break,
                Some(handled) = self.under_way.join_next() => self.finish(handled),
                written = store.wait_for_mails(seen) => seen = written,
                () = tokio::time::sleep(rest) => self.close_idle().await,
            }
        }
        let ended = async { while self.under_way.join_next().await.is_some() {} };
        if tokio::time::timeout(drain, ended).await.is_err() {
            tracing::warn!("a mail could not be handed over in time; it will be tried again after the next start");
        }
        self.close_idle().await;
    }

    /// Begins what is due and may be begun; returns how long nothing will happen by itself.
    async fn begin_due(&mut self) -> Result<Duration, StoreError> {
        let now = self.post.clock.now();
        self.clean(now).await?;
        self.hold_on(now).await?;
        let room = self.hold.room(&self.post.pace, now).saturating_sub(self.busy.len());
        if room > 0 {
            for mail in self.post.store.claim_mails(now, now.plus_seconds(LEASE), room).await? {
                self.busy.push(mail.id);
                self.under_way.spawn(Arc::clone(&self.post).handle(mail));
            }
        }
        self.rest(now).await
    }

    /// A conversation with a slow server may take longer than a claim.
    async fn hold_on(&mut self, now: Timestamp) -> Result<(), StoreError> {
        if self.busy.is_empty() || self.held.is_some_and(|at| now < at.plus_seconds(BETWEEN_HOLDS)) {
            return Ok(());
        }
        self.held = Some(now);
        self.post.store.hold_mails(&self.busy, now.plus_seconds(LEASE)).await
    }

    async fn rest(&self, now: Timestamp) -> Result<Duration, StoreError> {
        if !self.busy.is_empty() {
            return Ok(WHILE_BUSY);
        }
        let lingering = !self.post.idle().is_empty();
        let longest = if lingering { LINGER } else { LONGEST_REST };
        let next = self.post.store.next_mail_due().await?;
        Ok(next.map_or(longest, |next| until(now, self.hold.until().map_or(next, |held| held.max(next))).min(longest)))
    }

    fn finish(&mut self, handled: Result<Handled, tokio::task::JoinError>) {
        let now = self.post.clock.now();
        match handled {
            Ok(handled) => {
                if let Some(place) = self.busy.iter().position(|it| *it == handled.id) {
                    self.busy.swap_remove(place);
                }
                match handled.server_failed {
                    true => self.hold.extend(&self.post.pace, now),
                    false => self.hold.end(),
                }
            }
            // Whose it was is not known any more: it stays among the busy ones until the next start, claimed, so that
            // whatever is wrong with it does no more harm.
            Err(error) => {
                tracing::error!(%error, "a mail could not be handled");
                self.hold.extend(&self.post.pace, now);
            }
        }
    }

    /// Forgets old mails now and then: there are addresses and links in them.
    async fn clean(&mut self, now: Timestamp) -> Result<(), StoreError> {
        if self.cleaned.is_some_and(|at| now < at.plus_seconds(BETWEEN_CLEANINGS)) {
            return Ok(());
        }
        self.cleaned = Some(now);
        let forget = AccountChange::ForgetSentMails { before: now.plus_seconds(-KEPT) };
        self.post.store.commit(ChangeSet::new(now).with(Change::Account(forget))).await?;
        Ok(())
    }

    async fn close_idle(&self) {
        if !self.busy.is_empty() {
            return;
        }
        let idle = std::mem::take(&mut *self.post.idle());
        for session in idle {
            session.close().await;
        }
    }
}

fn until(now: Timestamp, then: Timestamp) -> Duration {
    Duration::from_millis(u64::try_from(then.millis() - now.millis()).unwrap_or(0))
}

impl Post {
    /// One mail, from the first word with the server to what is written down about it.
    async fn handle(self: Arc<Self>, mail: Mail) -> Handled {
        let tries = match mail.delivery {
            Delivery::Waiting { tries, .. } => tries,
            Delivery::Sent(_) | Delivery::Refused { .. } => 0,
        };
        let outcome = match self.pace.is_too_old(mail.created, self.clock.now()) && tries == 0 {
            // What waited while nothing was sent at all is no use to anybody: its links have expired.
            true => Err(Failure::Never(Reason::ours("too old to be sent"))),
            false => self.send(&mail).await,
        };
        let server_failed = matches!(outcome, Err(Failure::Server(_)));
        self.write_down(self.change(&mail, tries, outcome.err())).await;
        Handled { id: mail.id, server_failed }
    }

    async fn send(&self, mail: &Mail) -> Result<(), Failure> {
        let letter = self.letterhead.write(mail)?;
        let mut session = self.session().await?;
        session.hand_over(&letter).await?;
        self.idle().push(session);
        Ok(())
    }

    /// One that is open already, or a new one.
    async fn session(&self) -> Result<Session, Failure> {
        loop {
            let idle = self.idle().pop();
            let Some(mut session) = idle else { return Session::open(&self.relay).await };
            // Servers close connections that are idle for long.
            if session.is_alive().await {
                return Ok(session);
            }
        }
    }

    fn change(&self, mail: &Mail, tries: u32, failure: Option<Failure>) -> AccountChange {
        let (id, now, tried) = (mail.id, self.clock.now(), tries.saturating_add(1));
        let Some(failure) = failure else {
            tracing::info!(mail = id, tries = tried, "a mail was sent");
            return AccountChange::MailSent { id, at: now };
        };
        let (reason, why) = (failure.reason().text().into(), failure.reason().logged());
        let given_up = self.pace.is_too_old(mail.created, now);
        match failure {
            Failure::Server(_) | Failure::Later(_) if !given_up => {
                let due = self.pace.due(now, tries);
                tracing::warn!(mail = id, tries = tried, why, %due, "a mail has to wait");
                AccountChange::PutOffMail { id, due, reason }
            }
            Failure::Server(_) | Failure::Later(_) | Failure::Never(_) => {
                tracing::warn!(mail = id, tries = tried, why, "a mail is given up");
                AccountChange::RefuseMail { id, at: now, reason }
            }
        }
    }

    /// As often as it takes. Until then nobody else has the mail, so a full disk does not make one mail many.
    async fn write_down(&self, change: AccountChange) {
        loop {
            let set = ChangeSet::new(self.clock.now()).with(Change::Account(change.clone()));
            match self.store.commit(set).await {
                Ok(_) => return,
                Err(error) => tracing::error!(%error, "what became of a mail cannot be written down"),
            }
            tokio::time::sleep(BREATHER).await;
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Session>> {
        self.idle.lock().expect("nobody panics while holding it")
    }
}
