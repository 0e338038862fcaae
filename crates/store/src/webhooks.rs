//! Webhooks: who wants to hear of changes to which record, how far each was told, and what became of the calls.
//!
//! A registration knows two numbers of the change log: the newest entry about its record that its receiver is owed a
//! call for, and the newest that a call told of. Clocks decide when a call is made, never whether one is due.

use std::sync::Arc;

use async_trait::async_trait;
use byline_model::client::Client;
use byline_model::{ClientId, OrcidId, Timestamp};

use crate::{Page, Result, Stretch};

/// A client's wish to hear of changes to a record at an address (`decisions` 11: each client has its own).
#[derive(Clone, Debug, PartialEq)]
pub struct Webhook {
    /// Given by the store, never twice.
    pub id: u64,
    pub client: ClientId,
    pub orcid: OrcidId,
    /// As it was registered.
    pub uri: Box<str>,
    /// Whose machine it is: calls to one host share their places.
    pub host: Box<str>,
    pub created: Timestamp,
    /// The newest log entry about the record that has to be told.
    pub owed: u64,
    /// The newest that a call which succeeded told of; what was there before the registration counts as told.
    pub told: u64,
    /// How often in a row calls failed.
    pub failures: u32,
    /// The last call that succeeded.
    pub sent: Option<Timestamp>,
    pub schedule: Schedule,
}

/// When the next call is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// Nothing is owed.
    Idle,
    Due(Timestamp),
    /// Too many calls failed; registering again begins anew.
    GivenUp(Timestamp),
}

/// Calls of one client to one host: what must not stand in each other's way, and what shares its places.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lane {
    pub client: ClientId,
    pub host: Box<str>,
}

/// A call that was made, for whoever asks what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct WebhookCall {
    /// Grows with time; given by the store.
    pub id: u64,
    pub hook: u64,
    pub client: ClientId,
    pub orcid: OrcidId,
    pub uri: Box<str>,
    pub at: Timestamp,
    pub millis: u32,
    pub outcome: CallOutcome,
}

/// What became of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallOutcome {
    /// The receiver answered with this status; whether that is a success is for the caller to say.
    Answered(u16),
    /// There was no answer.
    Failed(Box<str>),
}

/// A client as its owner sees it: what became of its calls.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnedWebhooks {
    pub client: Arc<Client>,
    /// The newest first.
    pub calls: Vec<WebhookCall>,
}

/// So many calls of each registration are kept, the newest.
pub const CALLS_KEPT: usize = 10;

/// Changes to webhooks; none is logged.
#[derive(Clone, Debug, PartialEq)]
pub enum WebhookChange {
    /// Registers. One that is there begins anew: its failures are forgotten, and what it is owed is due at once.
    Put { client: ClientId, orcid: OrcidId, uri: Box<str>, host: Box<str>, at: Timestamp },
    /// Removes a registration with its calls; nothing happens when there is none.
    Delete { client: ClientId, orcid: OrcidId, uri: Box<str> },
    /// The record changed, up to this log entry: all registrations on it are owed a call. Those that owed none are due
    /// at `due`; those that wait after a failure go on waiting, and those that were given up stay so.
    Owe { orcid: OrcidId, sequence: u64, due: Timestamp },
    /// What became of a call. Nothing happens when the registration is gone.
    Called { hook: u64, at: Timestamp, millis: u32, outcome: CallOutcome, verdict: Verdict },
    /// Makes what is owed due now, be it waiting or given up; nothing happens when nothing is owed.
    Retry { hook: u64, at: Timestamp },
}

/// What follows from a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The receiver knows of everything up to this log entry. When more is owed meanwhile, that is due at `next`.
    Told { sequence: u64, next: Timestamp },
    /// One more failure in a row.
    Later { next: Timestamp },
    /// One failure too many.
    GiveUp,
}

/// The part of a store that webhooks need.
#[async_trait]
pub trait WebhookStore: Send + Sync + 'static {
    /// The registration of this address by this client for this record.
    async fn webhook(&self, client: &ClientId, orcid: OrcidId, uri: &str) -> Result<Option<Webhook>>;

    /// Whether any client has registered this address for this record.
    async fn has_webhook(&self, orcid: OrcidId, uri: &str) -> Result<bool>;

    /// Registrations in order of their numbers, of one client or of all.
    async fn webhooks(&self, client: Option<&ClientId>, stretch: Stretch<u64>) -> Result<Page<Webhook, u64>>;

    /// Whether there is any registration at all.
    async fn any_webhooks(&self) -> Result<bool>;

    /// Those of these records that somebody wants to hear of.
    async fn watched(&self, records: Vec<OrcidId>) -> Result<Vec<OrcidId>>;

    /// Where calls are due, now or later, and when the first of each is; in the order of lanes.
    async fn due_lanes(&self, stretch: Stretch<Lane>) -> Result<Page<(Lane, Timestamp), Lane>>;

    /// Takes registrations of a lane that are due by `now` and that nobody has, the longest due first, at most `limit`:
    /// whoever asked has them until `until`, or until it is written down what became of the call. Of those who ask at once,
    /// by whichever process on the store, each is given to one.
    async fn claim_webhooks(&self, lane: &Lane, now: Timestamp, until: Timestamp, limit: usize)
    -> Result<Vec<Webhook>>;

    /// When the next registration of a lane is due after this moment.
    async fn next_webhook_due(&self, lane: &Lane, after: Timestamp) -> Result<Option<Timestamp>>;

    /// Calls, newest first, of one client or of all.
    async fn webhook_calls(&self, client: Option<&ClientId>, stretch: Stretch<u64>) -> Result<Page<WebhookCall, u64>>;

    /// The clients of a person in id order, each with its newest calls, at most `calls` of them.
    async fn owned_webhooks(
        &self,
        owner: OrcidId,
        calls: usize,
        stretch: Stretch<ClientId>,
    ) -> Result<Page<OwnedWebhooks, ClientId>>;

    /// Wakes when more than `seen` times webhooks became due since the store was opened; returns how often. It may know of
    /// this process alone: whoever waits looks by themselves now and then.
    async fn wait_for_webhooks(&self, seen: u64) -> u64;
}
