//! All open connections: who has how many, whose time is over, and who makes room when there is none
//! (`docs/decisions/0021-who-keeps-the-server-waiting.md`).
//!
//! A sweep looks at every connection now and then. It finds out what each keeps the server waiting for, a head, a body, room
//! to write, the next request, and what part of the time for that is used up. Above one, the connection ends; when a place
//! is needed, the one that has used up most makes room. What the server itself needs time for counts against nobody.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use byline_http::TrustedProxies;
use byline_model::network::Network;
use tokio::sync::Notify;
use tokio::time::Instant;

use super::life::{Life, Order, Transfer};
use crate::config::Limits;

/// So many are looked at for one that makes room: taking a connection costs the same however many there are.
const LOOKED_AT: usize = 64;
/// Places beside the others, for health checks alone.
const RESERVE: usize = 16;
/// Whoever has a place in the reserve says soon what it wants.
const RESERVE_PATIENCE: Duration = Duration::from_secs(2);
/// For a connection that was told to finish and has nothing under way.
const FAREWELL: Duration = Duration::from_secs(5);

pub struct Table {
    limits: Limits,
    proxies: TrustedProxies,
    /// Connections of one party.
    share: usize,
    inner: Mutex<Inner>,
    left: Notify,
}

#[derive(Default)]
struct Inner {
    places: Vec<Option<Place>>,
    free: Vec<usize>,
    parties: HashMap<Network, Vec<usize>>,
    /// Those that nobody told to go.
    staying: usize,
    in_reserve: usize,
    /// Where the last search for room ended.
    hand: usize,
    swept: Option<Instant>,
}

struct Place {
    life: Arc<Life>,
    /// `None`: a trusted proxy.
    party: Option<Network>,
    reserve: bool,
    leaving: bool,
    /// The part of its time that is used up.
    used: f32,
    seen: Seen,
}

/// What the last sweep saw.
struct Seen {
    opened: Instant,
    requests: u64,
    /// Since when there has been no request, and how much had been read then.
    quiet: Option<(Instant, u64)>,
    /// Since when the head of another request has been on its way.
    head: Option<Instant>,
    /// Since when the peer has not taken everything, with what it had taken then, and how often it had caught up.
    behind: Option<(Instant, u64, u64)>,
    finishing: Option<Instant>,
}

/// A place for a connection; dropping it leaves it.
pub struct Seat {
    table: Arc<Table>,
    number: usize,
    pub life: Arc<Life>,
    /// Whether forwarded headers count.
    pub trusted: bool,
    /// Whether health checks alone are answered.
    pub reserve: bool,
}

impl Table {
    pub fn new(limits: Limits, proxies: TrustedProxies) -> Arc<Self> {
        let share = limits.share();
        Arc::new(Table { limits, proxies, share, inner: Mutex::default(), left: Notify::new() })
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    pub fn proxies(&self) -> &TrustedProxies {
        &self.proxies
    }

    /// How many connections, or behind a trusted proxy requests in flight, one party may have.
    pub fn share(&self) -> usize {
        self.share
    }

    /// A place for somebody; `None` when there is none, which is answered by closing.
    pub fn admit(self: &Arc<Self>, peer: IpAddr, now: Instant) -> Option<Seat> {
        let party = (!self.proxies.contains(peer)).then(|| Network::around(peer));
        let mut inner = self.lock();
        if let Some(party) = &party
            && inner.parties.get(party).is_some_and(|places| places.len() >= self.share)
        {
            let places: Vec<usize> = inner.parties[party].iter().copied().take(LOOKED_AT).collect();
            if !inner.make_room(places, |place| !place.leaving) {
                return None;
            }
        }
        let mut reserve = false;
        if inner.staying >= self.limits.max_connections.0 && !inner.make_room_anywhere() {
            if inner.in_reserve >= RESERVE && !inner.make_room_in_reserve() {
                return None;
            }
            reserve = true;
        }
        let life = Arc::<Life>::default();
        let seen = Seen { opened: now, requests: 0, quiet: None, head: None, behind: None, finishing: None };
        let place = Place { life: Arc::clone(&life), party, reserve, leaving: false, used: 0.0, seen };
        let number = inner.put(place);
        Some(Seat { table: Arc::clone(self), number, life, trusted: party.is_none(), reserve })
    }

    /// Room for the files of others, when descriptors have run out.
    pub fn make_room(&self) {
        self.lock().make_room_anywhere();
    }

    /// How often to sweep: a small part of the shortest time.
    pub fn pace(&self) -> Duration {
        let limits = &self.limits;
        let times = [limits.header_timeout, limits.idle_timeout, limits.body_timeout, limits.write_timeout];
        let shortest = times.into_iter().map(|it| it.0).min().unwrap_or_default();
        (shortest / 8).clamp(Duration::from_millis(10), Duration::from_secs(1))
    }

    pub fn sweep(&self, now: Instant) {
        let mut inner = self.lock();
        let passed = inner.swept.replace(now).map_or(Duration::ZERO, |before| now.saturating_duration_since(before));
        for place in inner.places.iter_mut().flatten() {
            place.look(&self.limits, now, passed);
        }
        let staying = |reserve| move |place: &&Place| !place.leaving && place.reserve == reserve;
        let in_reserve = inner.places.iter().flatten().filter(staying(true)).count();
        inner.staying = inner.places.iter().flatten().filter(staying(false)).count();
        inner.in_reserve = in_reserve;
    }

    /// Tells everybody.
    pub fn order(&self, order: Order) {
        for place in self.lock().places.iter().flatten() {
            place.life.order(order);
        }
    }

    /// Waits until nobody is left.
    pub async fn emptied(&self) {
        loop {
            let left = self.left.notified();
            if self.lock().places.iter().all(Option::is_none) {
                return;
            }
            left.await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn put(&mut self, place: Place) -> usize {
        if place.reserve {
            self.in_reserve += 1
        } else {
            self.staying += 1
        }
        let party = place.party;
        let number = match self.free.pop() {
            Some(number) => {
                self.places[number] = Some(place);
                number
            }
            None => {
                self.places.push(Some(place));
                self.places.len() - 1
            }
        };
        if let Some(party) = party {
            self.parties.entry(party).or_default().push(number);
        }
        number
    }

    fn leave(&mut self, number: usize) {
        let Some(place) = self.places[number].take() else { return };
        self.free.push(number);
        match (place.reserve, place.leaving) {
            (true, false) => self.in_reserve = self.in_reserve.saturating_sub(1),
            (false, false) => self.staying = self.staying.saturating_sub(1),
            (_, true) => {}
        }
        if let Some(party) = place.party
            && let Some(places) = self.parties.get_mut(&party)
        {
            places.retain(|it| *it != number);
            if places.is_empty() {
                self.parties.remove(&party);
            }
        }
    }

    fn make_room_anywhere(&mut self) -> bool {
        let size = self.places.len();
        let start = self.hand;
        self.hand = (self.hand + LOOKED_AT) % size.max(1);
        let numbers = (0..LOOKED_AT.min(size)).map(|step| (start + step) % size).collect();
        self.make_room(numbers, |place| !place.leaving && !place.reserve)
    }

    fn make_room_in_reserve(&mut self) -> bool {
        let reserved: Vec<usize> =
            (0..self.places.len()).filter(|it| self.places[*it].as_ref().is_some_and(|it| it.reserve)).collect();
        self.make_room(reserved, |place| !place.leaving)
    }

    /// Ends the one of these that has used up most of its time, if it is the turn of any. Of those that came since the last
    /// sweep it is the oldest: whoever means well says soon what it wants, and has its request under way then.
    fn make_room(&mut self, numbers: Vec<usize>, may: impl Fn(&Place) -> bool) -> bool {
        let candidates = numbers.into_iter().filter_map(|it| Some((it, self.places[it].as_ref()?)));
        let waiting = candidates.filter(|(_, place)| may(place) && place.keeps_waiting());
        let worse = |one: &Place, other: &Place| {
            one.used.total_cmp(&other.used).then_with(|| other.seen.opened.cmp(&one.seen.opened))
        };
        let Some((number, _)) = waiting.max_by(|(_, one), (_, other)| worse(one, other)) else { return false };
        let Some(place) = self.places[number].as_mut() else { return false };
        place.leaving = true;
        place.life.order(Order::End);
        let (party, reserve) = (place.party, place.reserve);
        // From now on it counts for nobody.
        if reserve {
            self.in_reserve = self.in_reserve.saturating_sub(1);
        } else {
            self.staying = self.staying.saturating_sub(1);
        }
        if let Some(places) = party.and_then(|party| self.parties.get_mut(&party)) {
            places.retain(|it| *it != number);
        }
        true
    }
}

impl Place {
    /// Whether it is the peer's turn, at this moment.
    fn keeps_waiting(&self) -> bool {
        if self.life.in_flight() == 0 || self.life.is_behind() {
            return true;
        }
        let mut waits = false;
        self.life.each_transfer(|transfer| waits |= transfer.waits());
        waits
    }

    fn look(&mut self, limits: &Limits, now: Instant, passed: Duration) {
        let life = Arc::clone(&self.life);
        let count = |counter: &std::sync::atomic::AtomicU64| counter.load(Ordering::Relaxed);
        let (read, written, requests) = (count(&life.read), count(&life.written), count(&life.requests));
        let since = |moment: Instant| now.saturating_duration_since(moment);
        let busy = life.in_flight() > 0;
        let mut used = 0.0_f32;

        let behind = life.is_behind().then(|| count(&life.caught_up));
        self.seen.behind = match (behind, self.seen.behind) {
            (Some(times), Some(before @ (.., of))) if times == of => Some(before),
            (Some(times), _) => Some((now, written, times)),
            (None, _) => None,
        };
        if let Some((from, taken, _)) = self.seen.behind {
            used = used.max(part(since(from), limits.write_timeout.0, written - taken, limits));
        }

        life.each_transfer(|transfer| used = used.max(slowness(transfer, limits, passed)));

        if busy || self.seen.behind.is_some() || requests != self.seen.requests {
            (self.seen.quiet, self.seen.head) = (None, None);
        } else if requests == 0 {
            // A handshake, a preface, a first head: whatever it is, it takes no longer. A proxy may be early.
            let silent_proxy = self.party.is_none() && read == 0;
            let patience = match (silent_proxy, self.reserve) {
                (true, false) => limits.idle_timeout.0,
                (_, true) => limits.header_timeout.0.min(RESERVE_PATIENCE),
                (false, false) => limits.header_timeout.0,
            };
            used = used.max(part(since(self.seen.opened), patience, 0, limits));
        } else {
            let (from, had_read) = *self.seen.quiet.get_or_insert((now, read));
            // Over HTTP/2 there are signs of life between requests, which are no request.
            if read != had_read && !life.speaks_http2() {
                self.seen.head.get_or_insert(now);
            }
            used = used.max(part(since(from), limits.idle_timeout.0, 0, limits));
            if let Some(head) = self.seen.head {
                used = used.max(part(since(head), limits.header_timeout.0, 0, limits));
            }
        }
        self.seen.requests = requests;
        self.used = used;
        if used >= 1.0 {
            self.say_farewell(busy || self.seen.behind.is_some() || requests == 0, now);
        }
    }

    /// Over HTTP/2 the end of a quiet connection is told, so that no request is lost.
    fn say_farewell(&mut self, at_once: bool, now: Instant) {
        let told = *self.seen.finishing.get_or_insert(now);
        self.leaving |= at_once;
        if at_once || now.saturating_duration_since(told) > FAREWELL {
            self.leaving = true;
            self.life.order(Order::End);
        } else if told == now {
            self.life.order(Order::Finish);
        }
    }
}

/// What part of a body's time is used up; it ends when that is all.
fn slowness(transfer: &Transfer, limits: &Limits, passed: Duration) -> f32 {
    if !transfer.waits() {
        return 0.0;
    }
    let passed = u64::try_from(passed.as_millis()).unwrap_or(u64::MAX);
    let waited = transfer.waited.fetch_add(passed, Ordering::Relaxed).saturating_add(passed);
    let patience = if transfer.incoming { limits.body_timeout.0 } else { limits.write_timeout.0 };
    let used = part(Duration::from_millis(waited), patience, transfer.bytes.load(Ordering::Relaxed), limits);
    if used >= 1.0 && transfer.incoming {
        // It is answered, and then the connection is done with.
        transfer.give_up();
        return 0.0;
    }
    used
}

/// `waited`, of a time that grows with what has come or gone meanwhile.
fn part(waited: Duration, patience: Duration, bytes: u64, limits: &Limits) -> f32 {
    let earned = Duration::from_secs_f64(bytes as f64 / limits.min_rate.0.max(1) as f64);
    (waited.as_secs_f64() / (patience + earned).as_secs_f64().max(0.001)) as f32
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.table.lock().leave(self.number);
        self.table.left.notify_waiters();
    }
}
