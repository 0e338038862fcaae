//! One reader, several workers, one consumer that sees the results in the reader's order.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Runs `produce` on a thread of its own, `map` on `workers` threads, and `consume` here.
///
/// What is on its way is bounded: a slow consumer holds the reader back. `produce` stops when its sink returns `false`,
/// which happens after `consume` said to break.
pub(crate) fn ordered<U: Send, T: Send>(
    workers: usize,
    produce: impl FnOnce(&mut dyn FnMut(U) -> bool) + Send,
    map: impl Fn(U) -> T + Sync,
    mut consume: impl FnMut(T) -> ControlFlow<()>,
) {
    let workers = workers.max(1);
    let (raw_out, raw_in) = sync_channel::<(u64, U)>(workers * 2);
    let (done_out, done_in) = sync_channel::<(u64, T)>(workers * 2);
    let raw_in = Mutex::new(raw_in);
    let stopped = AtomicBool::new(false);
    thread::scope(|scope| {
        let stopped = &stopped;
        scope.spawn(move || {
            let mut number = 0;
            produce(&mut |unit| {
                number += 1;
                !stopped.load(Ordering::Relaxed) && raw_out.send((number - 1, unit)).is_ok()
            });
        });
        let (raw_in, map) = (&raw_in, &map);
        for _ in 0..workers {
            let done_out = done_out.clone();
            scope.spawn(move || work(raw_in, map, &done_out));
        }
        drop(done_out);
        in_order(&done_in, &mut consume);
        // The reader sees the flag, the workers that nobody receives.
        stopped.store(true, Ordering::Relaxed);
        drop(done_in);
    });
}

fn work<U, T>(raw_in: &Mutex<Receiver<(u64, U)>>, map: &impl Fn(U) -> T, done_out: &SyncSender<(u64, T)>) {
    loop {
        // The lock is held while waiting: the next unit goes to one worker, whichever.
        let Ok(Ok((number, unit))) = raw_in.lock().map(|receiver| receiver.recv()) else { return };
        if done_out.send((number, map(unit))).is_err() {
            // Drain, so that the reader is not left waiting for room.
            while raw_in.lock().is_ok_and(|receiver| receiver.recv().is_ok()) {}
            return;
        }
    }
}

fn in_order<T>(done_in: &Receiver<(u64, T)>, consume: &mut impl FnMut(T) -> ControlFlow<()>) {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for (number, result) in done_in {
        early.insert(number, result);
        while let Some(result) = early.remove(&next) {
            next += 1;
            if consume(result).is_break() {
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
