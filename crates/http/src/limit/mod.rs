//! How often somebody may ask.
//!
//! Each [`Class`] of requests has a [`Rate`]; who asks has a bucket for each class, which holds as many requests as the
//! rate names and refills steadily ([`buckets`]). The APIs have limits of their own ([`ApiLimits`]). What is counted is kept
//! in memory, on each node, as many buckets as there is room for; the least used go first, and a bucket that
//! is gone is a full one.
//!
//! The clock is handed in, and is the one of the deployment. Should it be put back, nobody waits longer than for one
//! whole bucket.

mod api;
mod buckets;
mod class;
mod rate;
mod routes;

use std::net::IpAddr;

use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use byline_model::Timestamp;
use byline_model::network::Network;

use buckets::Buckets;

pub use api::{ApiLimits, ApiPolicy, Asking, Standing};
pub use class::{Class, Rates};
pub use rate::{InvalidRate, Rate};
pub use routes::{Asker, Counted, LONGEST_QUERY, Routes};

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who<'a> {
    /// Whoever is at this network address; `None`: all whose address is not known, together.
    Address(Option<IpAddr>),
    /// Who goes by a name that was proved, or that is worth counting by itself.
    Named(&'a str),
}

/// A request too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// So many requests the bucket holds.
    pub most: u32,
    /// Seconds until there is room for one more.
    pub wait: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Address(Class, Option<Network>),
    Named(Class, Box<str>),
}

/// The limits of a deployment, and what was counted.
#[derive(Debug)]
pub struct Limits {
    rates: Rates,
    buckets: Buckets<Key>,
}

impl Limits {
    pub fn new(rates: Rates) -> Self {
        Limits { rates, buckets: Buckets::new() }
    }

    /// Nobody is counted.
    pub fn off() -> Self {
        Limits { rates: Rates::off(), buckets: Buckets::with_room(0) }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// [`Refused`] when it is one too many; it is not counted then.
    pub fn take(&self, class: Class, who: Who<'_>, now: Timestamp) -> Result<(), Refused> {
        let Some(rate) = self.rates.get(class) else { return Ok(()) };
        self.buckets.take(&key(class, who), rate, now).map(|_| ())
    }

    /// Whether a request would be one too many, without counting it.
    ///
    /// # Errors
    /// [`Refused`] when it would.
    pub fn look(&self, class: Class, who: Who<'_>, now: Timestamp) -> Result<(), Refused> {
        let Some(rate) = self.rates.get(class) else { return Ok(()) };
        self.buckets.look(&key(class, who), rate, now)
    }
}

fn key(class: Class, who: Who<'_>) -> Key {
    match who {
        Who::Address(address) => Key::Address(class, address.map(Network::around)),
        Who::Named(name) => Key::Named(class, name.into()),
    }
}

const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("ratelimit-reset");

impl Refused {
    /// What the answer says about it: `Retry-After` (RFC 6585 §4) and the fields of draft-ietf-httpapi-ratelimit-headers
    /// (`decisions` 10).
    pub fn put(self, headers: &mut HeaderMap) {
        headers.insert(RETRY_AFTER, self.wait.into());
        headers.insert(LIMIT, self.most.into());
        headers.insert(REMAINING, HeaderValue::from_static("0"));
        headers.insert(RESET, self.wait.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::from_millis(1_790_000_000_000);

    fn limits(rate: &str) -> Limits {
        let mut rates = Rates::off();
        rates.set(Class::Token, Some(rate.parse().unwrap()));
        Limits::new(rates)
    }

    fn at(text: &str) -> Who<'static> {
        Who::Address(Some(text.parse().unwrap()))
    }

    /// How many requests in a row go through.
    fn run(limits: &Limits, who: Who<'_>, now: Timestamp) -> usize {
        (0..1000).take_while(|_| limits.take(Class::Token, who, now).is_ok()).count()
    }

    #[test]
    fn a_bucket_empties_and_refills() {
        let limits = limits("6/m");
        let ada = at("192.0.2.1");
        assert_eq!(run(&limits, ada, START), 6);
        let refused = Refused { most: 6, wait: 10 };
        assert_eq!(limits.take(Class::Token, ada, START), Err(refused));
        assert_eq!(limits.look(Class::Token, ada, START), Err(refused));
        assert_eq!(limits.take(Class::Token, ada, START.plus_millis(9_001)), Err(Refused { wait: 1, ..refused }));
        assert_eq!(limits.look(Class::Token, ada, START.plus_seconds(10)), Ok(()));
        assert_eq!(run(&limits, ada, START.plus_seconds(10)), 1);
        assert_eq!(run(&limits, ada, START.plus_seconds(3600)), 6, "no more than a bucket full");
    }

    #[test]
    fn two_do_not_share_and_one_network_does() {
        let limits = limits("3/s");
        assert_eq!(run(&limits, at("192.0.2.1"), START), 3);
        assert_eq!(run(&limits, at("192.0.2.2"), START), 3);
        assert_eq!(run(&limits, at("::ffff:192.0.2.2"), START), 0, "the same in the other form");
        assert_eq!(run(&limits, at("2001:db8:1:2::1"), START), 3);
        assert_eq!(run(&limits, at("2001:db8:1:2:ffff::9"), START), 0, "of the same /64");
        assert_eq!(run(&limits, at("2001:db8:1:3::1"), START), 3);
        assert_eq!(run(&limits, Who::Named("APP-1"), START), 3);
        assert_eq!(run(&limits, Who::Named("APP-2"), START), 3);
        assert_eq!(run(&limits, Who::Address(None), START), 3);
        assert_eq!(limits.take(Class::Read, at("192.0.2.1"), START), Ok(()), "other classes are other buckets");
    }

    #[test]
    fn a_clock_that_is_put_back_shuts_nobody_out() {
        let limits = limits("10/h");
        assert_eq!(run(&limits, at("192.0.2.1"), START), 10);
        let day_before = START.plus_seconds(-24 * 3600);
        assert_eq!(limits.take(Class::Token, at("192.0.2.1"), day_before), Err(Refused { most: 10, wait: 360 }));
        assert_eq!(run(&limits, at("192.0.2.1"), day_before.plus_seconds(360)), 1);
        assert_eq!(run(&limits, at("192.0.2.1"), day_before.plus_seconds(2 * 3600)), 10);
    }

    #[test]
    fn memory_is_bounded() {
        let mut rates = Rates::off();
        rates.set(Class::Read, Some("1/h".parse().unwrap()));
        let limits = Limits { rates, buckets: Buckets::with_room(100) };
        for number in 0..10_000u32 {
            let address = IpAddr::from(number.to_be_bytes());
            assert_eq!(limits.take(Class::Read, Who::Address(Some(address)), START), Ok(()));
        }
        assert!(limits.buckets.len() <= 100, "{}", limits.buckets.len());
    }

    #[test]
    fn without_a_rate_nobody_is_counted() {
        let limits = Limits::off();
        assert_eq!(run(&limits, at("192.0.2.1"), START), 1000);
        assert_eq!(limits.buckets.len(), 0);
    }

    #[test]
    fn answers_say_how_long_to_wait() {
        let mut headers = HeaderMap::new();
        Refused { most: 6, wait: 10 }.put(&mut headers);
        let text: Vec<_> = headers.iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
        assert_eq!(text, ["retry-after: 10", "ratelimit-limit: 6", "ratelimit-remaining: 0", "ratelimit-reset: 10"]);
    }
}
