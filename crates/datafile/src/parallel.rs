//! One reader, several workers, one consumer that sees the results in the reader's order.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

/// So many units are on their way at most, for each worker: the one it works on, the next, and one that waits until its
/// turn has come.
const ON_THEIR_WAY: usize = 3;

/// Runs `produce` on a thread of its own, `map` on `workers` threads, and `consume` here.
///
/// What is on its way is bounded: a slow consumer holds the reader back, and so does a unit that takes long, with all
/// that come after it waiting for their turn. `produce` stops when its sink returns `false`, which happens after
/// `consume` said to break.
pub(crate) fn ordered<U: Send, T: Send>(
    workers: usize,
    produce: impl FnOnce(&mut dyn FnMut(U) -> bool) + Send,
    map: impl Fn(U) -> T + Sync,
    mut consume: impl FnMut(T) -> ControlFlow<()>,
) {
    let workers = workers.max(1);
    let (raw_out, raw_in) = channel::<(u64, U)>();
    let (done_out, done_in) = channel::<(u64, T)>();
    // Full when as many units as may be are on their way.
    let (enter, leave) = sync_channel::<()>(workers * ON_THEIR_WAY);
    let raw_in = Mutex::new(raw_in);
    thread::scope(|scope| {
        scope.spawn(move || read(produce, &enter, &raw_out));
        let (raw_in, map) = (&raw_in, &map);
        for _ in 0..workers {
            let done_out = done_out.clone();
            scope.spawn(move || work(raw_in, map, &done_out));
        }
        drop(done_out);
        in_order(&done_in, &leave, &mut consume);
        // The reader and the workers see that nobody receives any more.
        drop((done_in, leave));
    });
}

fn read<U>(produce: impl FnOnce(&mut dyn FnMut(U) -> bool), enter: &SyncSender<()>, raw_out: &Sender<(u64, U)>) {
    let mut number = 0;
    produce(&mut |unit| {
        number += 1;
        enter.send(()).is_ok() && raw_out.send((number - 1, unit)).is_ok()
    });
}

fn work<U, T>(raw_in: &Mutex<Receiver<(u64, U)>>, map: &impl Fn(U) -> T, done_out: &Sender<(u64, T)>) {
    loop {
        // The lock is held while waiting: the next unit goes to one worker, whichever.
        let Ok(Ok((number, unit))) = raw_in.lock().map(|receiver| receiver.recv()) else { return };
        if done_out.send((number, map(unit))).is_err() {
            return;
        }
    }
}

fn in_order<T>(done_in: &Receiver<(u64, T)>, leave: &Receiver<()>, consume: &mut impl FnMut(T) -> ControlFlow<()>) {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for (number, result) in done_in {
        early.insert(number, result);
        while let Some(result) = early.remove(&next) {
            next += 1;
            let flow = consume(result);
            let _entered = leave.recv();
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
        ordered(3, produce, map, |n| {
            seen.push(n);
            ControlFlow::Continue(())
        });
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
        ordered(2, produce, map, |_| ControlFlow::Continue(()));
        // The one that waits to get in is one more.
        assert_eq!(most.into_inner(), 2 * ON_THEIR_WAY as u64);
    }

    #[test]
    fn a_break_stops_an_endless_reader() {
        let mut count = 0;
        let produce = |sink: &mut dyn FnMut(u64) -> bool| while sink(1) {};
        ordered(
            2,
            produce,
            |n| n,
            |_| {
                count += 1;
                if count == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(count, 10);
    }
}
