//! Makes the calls that are due.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use byline_members::Targets;
use byline_model::client::{ClientState, WebhookSettings};
use byline_model::env::Clock;
use byline_model::scope::Scope;
use byline_model::{ClientId, Timestamp};
use byline_oauth::{Authority, Seal};
use byline_store::webhooks::{CallOutcome, Lane, Verdict, Webhook, WebhookChange};
use byline_store::{Change, ChangeSet, Store, StoreError, whole};
use tokio::task::{Id, JoinError, JoinSet};

use super::caller::Caller;
use super::message::Message;
use super::pace::{Pace, later};
use super::places::Places;

/// So long nothing happens until somebody looks anyway: clocks are moved, and clients come back.
const LONGEST_REST: Duration = Duration::from_secs(1);
/// A registration is ours for as long as a call may take, and this for writing down what became of it: when this process ends
/// in the middle of it, another calls then.
const TO_WRITE: Duration = Duration::from_secs(60);
/// Between two attempts, when the store does not answer.
const BREATHER: Duration = Duration::from_secs(1);

/// Calls whoever is due, together with those of other processes on the store: each registration is claimed by one of them.
pub struct Sender {
    office: Arc<Office>,
    places: Places,
    under_way: JoinSet<Ended>,
    /// Which registration each of them calls, should one break.
    tasks: HashMap<Id, Webhook>,
    /// What became of calls, not written down yet.
    ended: Vec<WebhookChange>,
    /// At most one: what ends meanwhile is written down together, next.
    writing: JoinSet<()>,
    /// Which lane is looked at first.
    turn: usize,
}

/// What the calls under way share.
struct Office {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    authority: Arc<Authority>,
    pace: Pace,
    caller: Caller,
}

/// A call that came to its end.
struct Ended {
    hook: Webhook,
    millis: u32,
    outcome: CallOutcome,
}

impl Sender {
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        authority: Arc<Authority>,
        targets: Targets,
        pace: Pace,
    ) -> Self {
        let caller = Caller::new(targets, pace.timeout);
        Sender {
            office: Arc::new(Office { store, clock, authority, pace, caller }),
            places: Places::default(),
            under_way: JoinSet::new(),
            tasks: HashMap::new(),
            ended: Vec::new(),
            writing: JoinSet::new(),
            turn: 0,
        }
    }

    /// Until `stop`; then no call is begun any more, and those under way have `drain` to end.
    pub async fn run(mut self, stop: impl Future<Output = ()>, drain: Duration) {
        let mut stop = std::pin::pin!(stop);
        let store = Arc::clone(&self.office.store);
        let mut seen = 0;
        loop {
            let rest = self.begin_due().await.unwrap_or_else(|error| {
                tracing::error!(%error, "webhooks that are due cannot be read");
                BREATHER
            });
            tokio::select! {
                () = &mut stop => break,
                Some(ended) = self.under_way.join_next_with_id() => self.end(ended),
                Some(written) = self.writing.join_next() => see(written),
                due = store.wait_for_webhooks(seen) => seen = due,
                () = tokio::time::sleep(rest) => {}
            }
            self.write_down();
        }
        if tokio::time::timeout(drain, self.finish()).await.is_err() {
            tracing::warn!("calls of webhooks did not end in time; they will be made again after the next start");
        }
    }

    /// Begins what is due and may be begun; returns how long nothing will happen by itself.
    async fn begin_due(&mut self) -> Result<Duration, StoreError> {
        let now = self.office.clock.now();
        let mut rest = LONGEST_REST;
        let mut lanes = whole(|it| self.office.store.due_lanes(it)).await?;
        // Nobody is always the first.
        self.turn = self.turn.wrapping_add(1);
        if !lanes.is_empty() {
            let first = self.turn % lanes.len();
            lanes.rotate_left(first);
        }
        for (lane, due) in lanes {
            if let Some(next) = self.begin_lane(&lane, due, now).await? {
                rest = rest.min(until(now, next));
            }
        }
        Ok(rest)
    }

    /// Returns when to look at the lane again, if nothing else gives a reason.
    async fn begin_lane(
        &mut self,
        lane: &Lane,
        due: Timestamp,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, StoreError> {
        if due > now {
            return Ok(Some(due));
        }
        if let Some(until) = self.places.resting_until(&lane.client, now) {
            return Ok(Some(until));
        }
        let room = self.places.room(lane);
        if room == 0 {
            return Ok(None);
        }
        let Some(settings) = self.office.settings(&lane.client).await? else { return Ok(None) };
        let seal = self.office.authority.seal(now).await?;
        let until = later(now, self.office.pace.timeout + TO_WRITE);
        let hooks = self.office.store.claim_webhooks(lane, now, until, room).await?;
        let others_wait = hooks.len() == room;
        for hook in hooks {
            self.begin(hook, lane, &settings, &seal, now);
        }
        if others_wait { Ok(None) } else { self.office.store.next_webhook_due(lane, now).await }
    }

    fn begin(&mut self, hook: Webhook, lane: &Lane, settings: &WebhookSettings, seal: &Seal, now: Timestamp) {
        self.places.take(lane);
        let message = Message::new(&hook, settings, seal, now);
        let task = self.under_way.spawn(Arc::clone(&self.office).call(hook.clone(), message, now));
        self.tasks.insert(task.id(), hook);
    }

    fn end(&mut self, ended: Result<(Id, Ended), JoinError>) {
        let mut ended = Some(ended);
        while let Some(one) = ended {
            self.note(one);
            ended = self.under_way.try_join_next_with_id();
        }
    }

    fn note(&mut self, ended: Result<(Id, Ended), JoinError>) {
        let ended = match ended {
            Ok((id, ended)) => {
                self.tasks.remove(&id);
                ended
            }
            Err(error) => {
                tracing::error!(%error, "a webhook could not be called");
                let Some(hook) = self.tasks.remove(&error.id()) else { return };
                Ended { hook, millis: 0, outcome: CallOutcome::Failed("the call broke off".into()) }
            }
        };
        let now = self.office.clock.now();
        if ended.outcome == CallOutcome::Answered(429) {
            self.places.rest(ended.hook.client.clone(), later(now, self.office.pace.rest));
        }
        self.places.give_back(&Lane { client: ended.hook.client.clone(), host: ended.hook.host.clone() });
        self.ended.push(self.office.judge(ended, now));
    }

    /// What ended, unless the store is busy with what ended before.
    fn write_down(&mut self) {
        if self.writing.is_empty() && !self.ended.is_empty() {
            self.writing.spawn(Arc::clone(&self.office).write_down(std::mem::take(&mut self.ended)));
        }
    }

    async fn finish(&mut self) {
        while let Some(ended) = self.under_way.join_next_with_id().await {
            self.end(ended);
            self.write_down();
        }
        loop {
            self.write_down();
            let Some(written) = self.writing.join_next().await else { break };
            see(written);
        }
    }
}

fn see(written: Result<(), JoinError>) {
    // They are claimed for a while still, and called again after that.
    if let Err(error) = written {
        tracing::error!(%error, "what became of calls could not be written down");
    }
}

fn until(now: Timestamp, then: Timestamp) -> Duration {
    Duration::from_millis(u64::try_from(then.millis() - now.millis()).unwrap_or(0))
}

impl Office {
    /// What a client chose, if it is called at all.
    async fn settings(&self, client: &ClientId) -> Result<Option<WebhookSettings>, StoreError> {
        let client = self.store.client(client).await?;
        Ok(client
            .filter(|it| {
                let may = Scope::automatic(it.client_type).contains(Scope::Webhook)
                    || it.extra_scopes.iter().any(|scope| scope.parse() == Ok(Scope::Webhook));
                it.state == ClientState::Active && may && !it.webhooks.off
            })
            .map(|it| it.webhooks.clone()))
    }

    async fn call(self: Arc<Self>, hook: Webhook, message: Message, began: Timestamp) -> Ended {
        let outcome = self.caller.call(&hook.uri, message).await;
        let millis = u32::try_from(self.clock.now().millis() - began.millis()).unwrap_or(0);
        Ended { hook, millis, outcome }
    }

    fn judge(&self, ended: Ended, now: Timestamp) -> WebhookChange {
        let Ended { hook, millis, outcome } = ended;
        let failures = hook.failures.saturating_add(1);
        let verdict = match (&outcome, self.pace.retry(now, failures)) {
            // What changed meanwhile has waited for as long as the call took.
            (CallOutcome::Answered(200..=299), _) => Verdict::Told { sequence: hook.owed, next: now },
            (_, Some(next)) => Verdict::Later { next },
            (_, None) => Verdict::GiveUp,
        };
        match verdict {
            Verdict::Told { .. } => tracing::debug!(webhook = hook.id, "a receiver was told"),
            Verdict::Later { next } => tracing::info!(webhook = hook.id, failures, %next, "a receiver was not told"),
            Verdict::GiveUp => tracing::warn!(webhook = hook.id, client.id = %hook.client, "a webhook is given up"),
        }
        WebhookChange::Called { hook: hook.id, at: now, millis, outcome, verdict }
    }

    /// As often as it takes. Until then nobody calls these again, so a full disk does not make one call many.
    async fn write_down(self: Arc<Self>, ended: Vec<WebhookChange>) {
        loop {
            let changes = ended.iter().cloned().map(Change::Webhook);
            let set = changes.fold(ChangeSet::new(self.clock.now()), ChangeSet::with);
            match self.store.commit(set).await {
                Ok(_) => break,
                Err(error) => tracing::error!(%error, "what became of calls cannot be written down"),
            }
            tokio::time::sleep(BREATHER).await;
        }
    }
}
