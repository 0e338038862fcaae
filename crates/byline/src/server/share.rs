//! Requests in flight behind trusted proxies, counted by who they are for.
//!
//! A proxy has as many connections as it likes, so that there connections say nothing about shares.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use byline_model::network::Network;

/// How many requests each party has in flight.
#[derive(Default)]
pub struct Shares(Mutex<HashMap<Option<Network>, usize>>);

impl Shares {
    /// Counts a request; `None` when the party has `most` already. Who is not known is one party.
    pub fn take(self: &Arc<Self>, client: Option<IpAddr>, most: usize) -> Option<Counted> {
        let party = client.map(Network::around);
        let mut counts = self.lock();
        let count = counts.entry(party).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        drop(counts);
        Some(Counted { shares: Arc::clone(self), party })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Option<Network>, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request that counts until this is dropped.
pub struct Counted {
    shares: Arc<Shares>,
    party: Option<Network>,
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut counts = self.shares.lock();
        if let Some(count) = counts.get_mut(&self.party) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.party);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_has_its_share_and_nothing_is_kept_of_it() {
        let shares = Arc::<Shares>::default();
        let at = |text: &str| shares.take(Some(text.parse().unwrap()), 2);
        let held = [at("192.0.2.1"), at("192.0.2.1"), at("192.0.2.2"), at("2001:db8::1"), at("2001:db8::2")];
        assert!(held.iter().all(Option::is_some));
        assert!(at("192.0.2.1").is_none() && at("2001:db8::3").is_none(), "of the same /64");
        assert!(shares.take(None, 2).is_some());
        drop(held);
        assert!(at("192.0.2.1").is_some());
        assert!(shares.lock().is_empty());
    }
}
