//! How many calls may be under way, and whose.
//!
//! A lane is the calls of one client to one host. Each lane, host and client has so many places, and there is a number of
//! places altogether: a receiver that hangs holds those of its lane, while all others go on. Should many hang, so that no
//! place is left, a lane without a call may begin one all the same.

use std::collections::HashMap;
use std::hash::Hash;

use byline_model::{ClientId, Timestamp};
use byline_store::webhooks::Lane;

const LANE: usize = 8;
/// For the clients that share a host.
const HOST: usize = 24;
/// For a client that has several hosts.
const CLIENT: usize = 32;
const TOTAL: usize = 256;

#[derive(Debug, Default)]
pub struct Places {
    lanes: HashMap<Lane, usize>,
    hosts: HashMap<Box<str>, usize>,
    clients: HashMap<ClientId, usize>,
    total: usize,
    resting: HashMap<ClientId, Timestamp>,
}

impl Places {
    /// How many more calls may begin in a lane.
    pub fn room(&self, lane: &Lane) -> usize {
        let left = |most: usize, taken: Option<&usize>| most.saturating_sub(taken.copied().unwrap_or(0));
        left(LANE, self.lanes.get(lane))
            .min(left(HOST, self.hosts.get(&lane.host)))
            .min(left(CLIENT, self.clients.get(&lane.client)))
            .min(TOTAL.saturating_sub(self.total).max(usize::from(!self.lanes.contains_key(lane))))
    }

    /// A call begins.
    pub fn take(&mut self, lane: &Lane) {
        *self.lanes.entry(lane.clone()).or_default() += 1;
        *self.hosts.entry(lane.host.clone()).or_default() += 1;
        *self.clients.entry(lane.client.clone()).or_default() += 1;
        self.total += 1;
    }

    /// It ended.
    pub fn give_back(&mut self, lane: &Lane) {
        one_less(&mut self.lanes, lane);
        one_less(&mut self.hosts, &lane.host);
        one_less(&mut self.clients, &lane.client);
        self.total -= 1;
    }

    /// Whether a client had too much, and until when it is left alone.
    pub fn resting_until(&mut self, client: &ClientId, now: Timestamp) -> Option<Timestamp> {
        let until = *self.resting.get(client)?;
        if until <= now {
            self.resting.remove(client);
            return None;
        }
        Some(until)
    }

    pub fn rest(&mut self, client: ClientId, until: Timestamp) {
        self.resting.insert(client, until);
    }
}

/// Entries that count nothing go, so that the maps are no larger than what is under way.
fn one_less<K: Hash + Eq>(counts: &mut HashMap<K, usize>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(number: u64) -> ClientId {
        format!("APP-{number:016}").parse().unwrap()
    }

    fn lane(number: u64, host: &str) -> Lane {
        Lane { client: client(number), host: host.into() }
    }

    fn fill(places: &mut Places, lane: &Lane) -> usize {
        let mut taken = 0;
        while places.room(lane) > 0 {
            places.take(lane);
            taken += 1;
        }
        taken
    }

    #[test]
    fn a_full_lane_leaves_others_alone() {
        let mut places = Places::default();
        let slow = lane(1, "slow.example");
        assert_eq!(fill(&mut places, &slow), LANE);
        assert_eq!(places.room(&slow), 0);
        for other in [lane(1, "quick.example"), lane(2, "slow.example"), lane(2, "quick.example")] {
            assert_eq!(places.room(&other), LANE, "{other:?}");
        }
    }

    #[test]
    fn hosts_clients_and_everything_have_an_end() {
        let mut places = Places::default();
        let mut taken = 0;
        for number in 0..9 {
            taken += fill(&mut places, &lane(number, "shared.example"));
        }
        assert_eq!(taken, HOST);
        let mut places = Places::default();
        let mut taken = 0;
        for number in 0..9 {
            taken += fill(&mut places, &lane(1, &format!("{number}.example")));
        }
        assert_eq!(taken, CLIENT);
        let mut places = Places::default();
        let mut taken = 0;
        for number in 0..99 {
            taken += fill(&mut places, &lane(number, &format!("{number}.example")));
        }
        let full = TOTAL / LANE;
        assert_eq!(taken, TOTAL + 99 - full, "one for each of those who came too late");
    }

    #[test]
    fn a_place_that_was_given_back_leaves_nothing_behind() {
        let mut places = Places::default();
        let lane = lane(1, "a.example");
        places.take(&lane);
        assert_eq!(places.room(&lane), LANE - 1);
        places.give_back(&lane);
        assert_eq!(places.room(&lane), LANE);
        assert!(places.lanes.is_empty() && places.hosts.is_empty() && places.clients.is_empty());
    }

    #[test]
    fn a_client_that_had_too_much_rests() {
        let mut places = Places::default();
        let now = Timestamp::EPOCH;
        places.rest(client(1), now.plus_seconds(5));
        assert_eq!(places.resting_until(&client(1), now), Some(now.plus_seconds(5)));
        assert_eq!(places.resting_until(&client(2), now), None);
        assert_eq!(places.resting_until(&client(1), now.plus_seconds(5)), None);
        assert!(places.resting.is_empty());
    }
}
