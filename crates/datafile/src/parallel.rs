//! One reader, several workers, one consumer that sees the results in the reader's order.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// So many units are on their way at most, for each worker: the one it works on, the next, and one that waits until its
/// turn has come.
const ON_THEIR_WAY: usize = 3;

/// Units on their way together weigh no more than this; one that is heavier by itself goes alone.
const HEAVIEST: usize = 256 << 20;

/// Runs `produce` on a thread of its own, `map` on `workers` threads, and `consume` here.
///
/// What is on its way is bounded, in number and in the weight that `weigh` tells (bytes of memory): a slow consumer holds
/// the reader back, and so does a unit that takes long, with all that come after it waiting for their turn. `produce` stops
/// when its sink returns `false`, which happens after `consume` said to break.
pub(crate) fn ordered<U: Send, T: Send>(
    workers: usize,
    weigh: impl Fn(&U) -> usize + Send,
    produce: impl FnOnce(&mut dyn FnMut(U) -> bool) + Send,
    map: impl Fn(U) -> T + Sync,
    mut consume: impl FnMut(T) -> ControlFlow<()>,
) {
    let workers = workers.max(1);
    let (raw_out, raw_in) = channel::<(Ticket, U)>();
    let (done_out, done_in) = channel::<(Ticket, T)>();
    let room = &Room::for_units(workers * ON_THEIR_WAY);
    let raw_in = Mutex::new(raw_in);
    thread::scope(|scope| {
        scope.spawn(move || read(produce, weigh, room, &raw_out));
        let (raw_in, map) = (&raw_in, &map);
        for _ in 0..workers {
            let done_out = done_out.clone();
            scope.spawn(move || work(raw_in, map, &done_out));
        }
        drop(done_out);
        // However it ends, the reader and the workers see that nobody receives any more.
        let _closed = Closing(room);
        in_order(&done_in, room, &mut consume);
        drop(done_in);
    });
}

/// Which unit it is, and its weight.
#[derive(Clone, Copy)]
struct Ticket {
    number: u64,
    weight: usize,
}

/// How much is on its way.
struct Room {
    most: usize,
    taken: Mutex<Taken>,
    changed: Condvar,
}

#[derive(Default)]
struct Taken {
    units: usize,
    weight: usize,
    closed: bool,
}

impl Room {
    fn for_units(most: usize) -> Self {
        Room { most, taken: Mutex::default(), changed: Condvar::new() }
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is room; `false` when there will never be any.
    fn enter(&self, weight: usize) -> bool {
        let full = |taken: &mut Taken| {
            let heavy = taken.units > 0 && taken.weight + weight > HEAVIEST;
            !taken.closed && (taken.units >= self.most || heavy)
        };
        let mut taken = self.changed.wait_while(self.taken(), full).unwrap_or_else(PoisonError::into_inner);
        taken.units += 1;
        taken.weight += weight;
        !taken.closed
    }

    fn leave(&self, weight: usize) {
        let mut taken = self.taken();
        taken.units -= 1;
        taken.weight -= weight;
        self.changed.notify_all();
    }
}

struct Closing<'a>(&'a Room);

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        self.0.taken().closed = true;
        self.0.changed.notify_all();
    }
}

fn read<U>(
    produce: impl FnOnce(&mut dyn FnMut(U) -> bool),
    weigh: impl Fn(&U) -> usize,
    room: &Room,
    raw_out: &Sender<(Ticket, U)>,
) {
    let mut number = 0;
    produce(&mut |unit| {
        let ticket = Ticket { number, weight: weigh(&unit) };
        number += 1;
        room.enter(ticket.weight) && raw_out.send((ticket, unit)).is_ok()
    });
}

fn work<U, T>(raw_in: &Mutex<Receiver<(Ticket, U)>>, map: &impl Fn(U) -> T, done_out: &Sender<(Ticket, T)>) {
    loop {
        // The lock is held while waiting: the next unit goes to one worker, whichever.
        let Ok(Ok((ticket, unit))) = raw_in.lock().map(|receiver| receiver.recv()) else { return };
        if done_out.send((ticket, map(unit))).is_err() {
            return;
        }
    }
}

fn in_order<T>(done_in: &Receiver<(Ticket, T)>, room: &Room, consume: &mut impl FnMut(T) -> ControlFlow<()>) {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for (ticket, result) in done_in {
        early.insert(ticket.number, (ticket.weight, result));
        while let Some((weight, result)) = early.remove(&next) {
            next += 1;
            let flow = consume(result);
            room.leave(weight);
            if flow.is_break() {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order() {
        let mut seen = Vec::new();
        let produce = |sink: &mut dyn FnMut(u64) -> bool| (0..1000).for_each(|n| assert!(sink(n)));
        let map = |n: u64| {
            if n.is_multiple_of(7) {
                thread::yield_now();
            }
            n * 2
        };
        ordered(
            3,
            |_| 1,
            produce,
            map,
            |n| {
                seen.push(n);
                ControlFlow::Continue(())
            },
        );
        assert_eq!(seen, (0..1000).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn one_that_takes_long_holds_the_reader_back() {
        use std::sync::atomic::{AtomicU64, Ordering};

        let (read, most) = (AtomicU64::new(0), AtomicU64::new(0));
        let produce = |sink: &mut dyn FnMut(u64) -> bool| {
            (0..1000).for_each(|n| {
                read.store(n, Ordering::SeqCst);
                assert!(sink(n));
            });
        };
        let map = |n: u64| {
            if n == 0 {
                thread::sleep(std::time::Duration::from_millis(100));
                most.store(read.load(Ordering::SeqCst), Ordering::SeqCst);
            }
            n
        };
        ordered(2, |_| 1, produce, map, |_| ControlFlow::Continue(()));
        // The one that waits to get in is one more.
        assert_eq!(most.into_inner(), 2 * ON_THEIR_WAY as u64);
    }

    #[test]
    fn a_break_stops_an_endless_reader() {
        let mut count = 0;
        let produce = |sink: &mut dyn FnMut(u64) -> bool| while sink(1) {};
        ordered(
            2,
            |_| 1,
            produce,
            |n| n,
            |_| {
                count += 1;
                if count == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(count, 10);
    }

    #[test]
    fn heavy_units_go_one_at_a_time() {
        use std::sync::atomic::{AtomicUsize, Ordering};

        let (here, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let produce = |sink: &mut dyn FnMut(usize) -> bool| {
            for weight in [HEAVIEST, HEAVIEST, 1, 1, HEAVIEST * 2, HEAVIEST] {
                assert!(sink(weight));
            }
        };
        let map = |weight: usize| {
            most.fetch_max(here.fetch_add(weight, Ordering::SeqCst) + weight, Ordering::SeqCst);
            thread::yield_now();
            weight
        };
        ordered(
            4,
            |weight| *weight,
            produce,
            map,
            |weight| {
                here.fetch_sub(weight, Ordering::SeqCst);
                ControlFlow::Continue(())
            },
        );
        assert_eq!(most.into_inner(), HEAVIEST * 2, "the heaviest, alone");
    }
}
