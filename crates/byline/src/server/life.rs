//! What is known of an open connection: whose turn it is, how far both sides have come, and whether it is to end.
//!
//! Requests only add to counters here. Whoever looks after connections ([`super::table`]) reads them now and then and
//! knows the time; so a request costs no timer and no look at the clock.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::task::AtomicWaker;
use tokio::sync::Notify;

/// More requests that were given up than this, and more than were answered: somebody makes work for its own sake
/// (CVE-2023-44487).
const GIVEN_UP: u64 = 100;

/// Counters need no order among each other: whoever reads them a moment later reads them again.
const ANY: Ordering = Ordering::Relaxed;

#[derive(Default)]
pub struct Life {
    /// Bytes that came and went, on the socket.
    pub read: AtomicU64,
    pub written: AtomicU64,
    /// The peer does not take what was written.
    behind: AtomicBool,
    /// How often it took everything after all.
    pub caught_up: AtomicU64,
    /// Requests that were begun, and those that are not answered whole.
    pub requests: AtomicU64,
    in_flight: AtomicU32,
    given_up: AtomicU64,
    http2: AtomicBool,
    /// Bodies that somebody waits for.
    transfers: Mutex<Vec<Arc<Transfer>>>,
    order: AtomicU8,
    ordered: Notify,
}

/// What becomes of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// What is under way is finished.
    Finish,
    /// At once.
    End,
}

impl Life {
    pub fn order(&self, order: Order) {
        self.order.fetch_max(order as u8 + 1, ANY);
        self.ordered.notify_one();
    }

    /// Waits for the next order.
    pub async fn ordered(&self) -> Order {
        self.ordered.notified().await;
        if self.order.load(ANY) > Order::Finish as u8 + 1 { Order::End } else { Order::Finish }
    }

    /// Whether it was told to, at any time.
    pub fn is_to_finish(&self) -> bool {
        self.order.load(ANY) > 0
    }

    pub fn is_behind(&self) -> bool {
        self.behind.load(ANY)
    }

    pub fn fell_behind(&self) {
        self.behind.store(true, ANY);
    }

    pub fn took_all(&self) {
        if self.behind.swap(false, ANY) {
            self.caught_up.fetch_add(1, ANY);
        }
    }

    pub fn in_flight(&self) -> u32 {
        self.in_flight.load(ANY)
    }

    pub fn speaks_http2(&self) -> bool {
        self.http2.load(ANY)
    }

    /// A request begins.
    pub fn begin(self: &Arc<Self>, http2: bool) -> Flight {
        self.requests.fetch_add(1, ANY);
        self.in_flight.fetch_add(1, ANY);
        if http2 {
            self.http2.store(true, ANY);
        }
        Flight { life: Arc::clone(self), answered: false }
    }

    /// A body begins that has to be waited for.
    pub fn transfer(&self, incoming: bool) -> Arc<Transfer> {
        let transfer = Arc::new(Transfer { incoming, ..Transfer::default() });
        self.lock().push(Arc::clone(&transfer));
        transfer
    }

    /// Those that have not ended.
    pub fn each_transfer(&self, mut look: impl FnMut(&Transfer)) {
        self.lock().retain(|transfer| {
            look(transfer);
            !transfer.ended.load(ANY)
        });
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Transfer>>> {
        self.transfers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request, until its answer is handed over whole.
pub struct Flight {
    life: Arc<Life>,
    answered: bool,
}

impl Flight {
    pub fn life(&self) -> &Life {
        &self.life
    }

    pub fn answered(&mut self) {
        self.answered = true;
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.life.in_flight.fetch_sub(1, ANY);
        if !self.answered {
            let given_up = self.life.given_up.fetch_add(1, ANY);
            if given_up > GIVEN_UP && given_up > self.life.requests.load(ANY) / 2 {
                self.life.order(Order::End);
            }
        }
    }
}

/// A body on its way, in one direction.
#[derive(Default)]
pub struct Transfer {
    pub incoming: bool,
    /// It is the peer's turn: to send more, or to take what there is.
    waits: AtomicBool,
    pub bytes: AtomicU64,
    ended: AtomicBool,
    /// Milliseconds that the peer was waited for; kept by who looks after connections.
    pub waited: AtomicU64,
    too_slow: AtomicBool,
    waker: AtomicWaker,
}

impl Transfer {
    pub fn wait(&self, cx: &std::task::Context<'_>) {
        self.waker.register(cx.waker());
        self.waits.store(true, ANY);
    }

    /// The same where nobody needs to be woken.
    pub fn hand_over(&self, bytes: usize) {
        self.moved(bytes);
        self.waits.store(true, ANY);
    }

    pub fn go_on(&self) {
        self.waits.store(false, ANY);
    }

    pub fn moved(&self, bytes: usize) {
        self.bytes.fetch_add(bytes as u64, ANY);
    }

    pub fn waits(&self) -> bool {
        self.waits.load(ANY)
    }

    /// Nobody waits for it any more.
    pub fn give_up(&self) {
        self.too_slow.store(true, Ordering::Release);
        self.waker.wake();
    }

    pub fn is_too_slow(&self) -> bool {
        self.too_slow.load(Ordering::Acquire)
    }

    pub fn end(&self) {
        self.ended.store(true, ANY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_order_to_end_outweighs_one_to_finish() {
        let life = Life::default();
        life.order(Order::Finish);
        assert_eq!(life.ordered().await, Order::Finish);
        life.order(Order::End);
        life.order(Order::Finish);
        assert_eq!(life.ordered().await, Order::End);
    }

    #[test]
    fn whoever_gives_up_most_of_many_requests_is_ended() {
        let life = Arc::new(Life::default());
        let ended = |life: &Life| life.order.load(ANY) > 0;
        for _ in 0..10_000 {
            life.begin(true).answered();
            drop(life.begin(true));
            life.begin(true).answered();
        }
        assert!(!ended(&life), "a third is what browsers do");
        let life = Arc::new(Life::default());
        (0..200).for_each(|_| drop(life.begin(true)));
        assert!(ended(&life));
        assert_eq!(life.in_flight(), 0);
    }

    #[test]
    fn bodies_that_ended_are_forgotten() {
        let life = Life::default();
        let (one, other) = (life.transfer(true), life.transfer(false));
        one.end();
        let count = || {
            let mut count = 0;
            life.each_transfer(|_| count += 1);
            count
        };
        assert_eq!((count(), count()), (2, 1));
        other.end();
        assert_eq!((count(), count()), (1, 0));
    }
}
