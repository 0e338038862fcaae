//! How often somebody may ask the APIs (`decisions` 10): by second here, by day where days are counted.
//!
//! Who asks is the client whose token comes along, or else the network address.

use std::collections::BTreeSet;
use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use byline_model::network::Network;
use byline_model::{ClientId, Timestamp};

use super::buckets::Buckets;
use super::{LIMIT, REMAINING, RESET, Rate, Refused};
use crate::Api;

/// What is allowed. Off unless a deployment says otherwise; its numbers are settings.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiPolicy {
    pub public: Rate,
    pub member: Rate,
    /// Requests to the public API in a day, of an address without a token.
    pub anonymous_per_day: Option<u64>,
    /// Of a public client.
    pub client_per_day: Option<u64>,
    /// Whether public clients are refused beyond that, or only told.
    pub refuse_clients: bool,
    pub exempt_clients: BTreeSet<ClientId>,
    pub exempt_networks: Vec<Network>,
}

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    pub api: Api,
    pub client: Option<&'a ClientId>,
    pub address: Option<IpAddr>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Client(Api, ClientId),
    Address(Api, Option<Network>),
}

/// The limits, and what was counted in the last seconds.
#[derive(Debug)]
pub struct ApiLimits {
    policy: ApiPolicy,
    buckets: Buckets<Key>,
}

/// What somebody has left, for the headers of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub limit: u64,
    pub remaining: u64,
    /// Seconds until all of it is there again.
    pub reset: u64,
    /// All that applies: `12;w=1;burst=40, 25000;w=86400`.
    pub policy: String,
}

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

impl ApiLimits {
    pub fn new(policy: ApiPolicy) -> Self {
        ApiLimits { policy, buckets: Buckets::new() }
    }

    pub fn policy(&self) -> &ApiPolicy {
        &self.policy
    }

    /// Whether nobody counts what this one asks.
    pub fn spares(&self, asking: Asking<'_>) -> bool {
        asking.client.is_some_and(|client| self.policy.exempt_clients.contains(client))
            || asking.address.is_some_and(|address| self.policy.exempt_networks.iter().any(|it| it.contains(address)))
    }

    /// Counts a request in its second.
    ///
    /// # Errors
    /// [`Refused`] when it is one too many; it is not counted then.
    pub fn take(&self, asking: Asking<'_>, now: Timestamp) -> Result<Standing, Refused> {
        let rate = match asking.api {
            Api::Public => self.policy.public,
            Api::Member => self.policy.member,
        };
        let key = match asking.client {
            Some(client) => Key::Client(asking.api, client.clone()),
            None => Key::Address(asking.api, asking.address.map(Network::around)),
        };
        let left = self.buckets.take(&key, rate, now)?;
        let used = i64::from(rate.most() - left.min(rate.most()));
        let reset = u64::try_from(used * rate.interval_micros()).unwrap_or(0).div_ceil(1_000_000);
        Ok(Standing { limit: rate.most().into(), remaining: left.into(), reset, policy: rate.policy() })
    }
}

impl Standing {
    /// With a day's number in place of the second's, which says less.
    #[must_use]
    pub fn of_day(self, limit: u64, counted: u64, reset: u64) -> Self {
        let policy = format!("{}, {limit};w=86400", self.policy);
        Standing { limit, remaining: limit.saturating_sub(counted), reset, policy }
    }

    /// The fields of draft-ietf-httpapi-ratelimit-headers.
    pub fn put(&self, headers: &mut HeaderMap) {
        headers.insert(LIMIT, self.limit.into());
        headers.insert(REMAINING, self.remaining.into());
        headers.insert(RESET, self.reset.into());
        if let Ok(policy) = HeaderValue::from_str(&self.policy) {
            headers.insert(POLICY, policy);
        }
    }
}

/// As whom an address counts in a day: an IPv6 address as its /64.
pub(super) fn day_name(address: Option<IpAddr>) -> String {
    let Some(address) = address else { return "::".to_owned() };
    let network = Network::around(address).to_string();
    network.split('/').next().unwrap_or_default().to_owned()
}

impl Asking<'_> {
    /// As who this one counts in a day.
    pub fn day_name(&self) -> String {
        match self.client {
            Some(client) => client.to_string(),
            None => day_name(self.address),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::from_millis(1_790_000_000_000);

    fn policy() -> ApiPolicy {
        ApiPolicy {
            public: "12/s:40".parse().unwrap(),
            member: "24/s:40".parse().unwrap(),
            anonymous_per_day: Some(25_000),
            client_per_day: Some(100_000),
            refuse_clients: false,
            exempt_clients: BTreeSet::new(),
            exempt_networks: Vec::new(),
        }
    }

    fn at(api: Api, address: &str) -> Asking<'static> {
        Asking { api, client: None, address: address.parse().ok() }
    }

    fn run(limits: &ApiLimits, asking: Asking<'_>, now: Timestamp) -> usize {
        (0..1000).take_while(|_| limits.take(asking, now).is_ok()).count()
    }

    /// D-10
    #[test]
    fn a_burst_and_then_so_many_a_second() {
        let limits = ApiLimits::new(policy());
        let (public, member) = (at(Api::Public, "192.0.2.1"), at(Api::Member, "192.0.2.1"));
        let first = limits.take(public, START).unwrap();
        let policy = "12;w=1;burst=40".to_owned();
        assert_eq!(first, Standing { limit: 40, remaining: 39, reset: 1, policy });
        assert_eq!(run(&limits, public, START), 39);
        assert_eq!(limits.take(public, START), Err(Refused { most: 40, wait: 1 }));
        assert_eq!(run(&limits, public, START.plus_seconds(1)), 12);
        assert_eq!(run(&limits, public, START.plus_seconds(60)), 40);
        assert_eq!(run(&limits, member, START), 40, "the other API counts apart");
        assert_eq!(run(&limits, member, START.plus_seconds(1)), 24);
    }

    #[test]
    fn clients_count_wherever_they_are() {
        let limits = ApiLimits::new(policy());
        let id: ClientId = "APP-0123456789ABCDEF".parse().unwrap();
        let asking = |address: &str| Asking { client: Some(&id), ..at(Api::Public, address) };
        assert_eq!(run(&limits, asking("192.0.2.1"), START), 40);
        assert_eq!(run(&limits, asking("192.0.2.2"), START), 0);
        assert_eq!(run(&limits, at(Api::Public, "192.0.2.1"), START), 40, "its neighbours do not count as it");
        assert_eq!(asking("192.0.2.1").day_name(), "APP-0123456789ABCDEF");
    }

    #[test]
    fn some_are_spared() {
        let id: ClientId = "APP-0123456789ABCDEF".parse().unwrap();
        let other: ClientId = "APP-0123456789ABCDEG".parse().unwrap();
        let policy = ApiPolicy {
            exempt_clients: [id.clone()].into(),
            exempt_networks: vec!["10.0.0.0/8".parse().unwrap()],
            ..policy()
        };
        let limits = ApiLimits::new(policy);
        let asking = |client, address: &str| Asking { client, ..at(Api::Public, address) };
        assert!(limits.spares(asking(Some(&id), "192.0.2.1")));
        assert!(limits.spares(asking(Some(&other), "10.1.2.3")) && limits.spares(asking(None, "::ffff:10.1.2.3")));
        assert!(!limits.spares(asking(Some(&other), "192.0.2.1")) && !limits.spares(asking(None, "11.0.0.1")));
        assert!(!limits.spares(Asking { address: None, ..asking(None, "") }));
    }

    /// PLAT-4.4
    #[test]
    fn a_network_counts_as_one_in_a_day() {
        let name = |address: &str| at(Api::Public, address).day_name();
        assert_eq!((name("192.0.2.7"), name("::ffff:192.0.2.7")), ("192.0.2.7".to_owned(), "192.0.2.7".to_owned()));
        assert_eq!(name("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    }

    #[test]
    fn answers_say_what_is_left_of_the_day() {
        let limits = ApiLimits::new(policy());
        let standing = limits.take(at(Api::Public, "192.0.2.1"), START).unwrap().of_day(25_000, 10, 3600);
        let mut headers = HeaderMap::new();
        standing.put(&mut headers);
        let text: Vec<_> = headers.iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
        let policy = "ratelimit-policy: 12;w=1;burst=40, 25000;w=86400";
        assert_eq!(text, ["ratelimit-limit: 25000", "ratelimit-remaining: 24990", "ratelimit-reset: 3600", policy]);
    }
}
