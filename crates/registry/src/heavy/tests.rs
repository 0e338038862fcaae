use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::lane::{LINE, SHARE};
use super::*;

/// A job that says when it has begun, and ends when it is told; until then it keeps its room.
fn job(heavy: &Arc<Heavy>) -> (JoinHandle<Result<(), Busy>>, oneshot::Receiver<()>, oneshot::Sender<()>) {
    job_of(heavy, Party::at(None), Weight::Huge)
}

/// The same of a party; what is merely heavy gives its room away when it waits.
fn job_of(
    heavy: &Arc<Heavy>,
    party: Party,
    weight: Weight,
) -> (JoinHandle<Result<(), Busy>>, oneshot::Receiver<()>, oneshot::Sender<()>) {
    let ((begun, begins), (end, ended)) = (oneshot::channel(), oneshot::channel());
    let heavy = Arc::clone(heavy);
    let job = async {
        let _somebody_waits = begun.send(());
        let _told = ended.await;
    };
    let task = tokio::spawn(async move { party.asks(heavy.run(weight, job)).await });
    (task, begins, end)
}

fn party(number: u8) -> Party {
    Party::at(Some([192, 0, 2, number].into()))
}

const LANES: [Weight; 2] = [Weight::Heavy, Weight::Huge];

impl Heavy {
    fn lane(&self, weight: Weight) -> &Lane {
        if weight == Weight::Huge { &self.huge } else { &self.heavy }
    }

    async fn until_under_way(&self, weight: Weight, many: usize) {
        while self.lane(weight).under_way().0 < many {
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_job_that_computes_holds_nobody_up() {
    let heavy = Arc::new(Heavy::with(1, PATIENCE));
    let (computing, go_on) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (seen, told) = (Arc::clone(&computing), Arc::clone(&go_on));
    let task = tokio::spawn(async move {
        let compute = async {
            seen.store(1, Ordering::SeqCst);
            while told.load(Ordering::SeqCst) == 0 {
                std::thread::yield_now();
            }
        };
        heavy.run(Weight::Heavy, compute).await
    });
    // The only thread of the runtime answers this while the job has its own.
    let answer = tokio::spawn(async move {
        while computing.load(Ordering::SeqCst) == 0 {
            tokio::task::yield_now().await;
        }
        go_on.store(1, Ordering::SeqCst);
    });
    answer.await.expect("an answer");
    assert_eq!(task.await.expect("a job"), Ok(()));
}

#[tokio::test]
async fn one_waits_for_the_other_and_a_light_one_for_nobody() {
    let heavy = Arc::new(Heavy::with(1, PATIENCE));
    let (first, begun, end_first) = job(&heavy);
    begun.await.expect("the first runs");
    let (second, mut begun, end_second) = job(&heavy);
    tokio::task::yield_now().await;
    assert!(begun.try_recv().is_err(), "there is room for one");
    assert_eq!(heavy.run(Weight::Light, async { 7 }).await, Ok(7));
    end_first.send(()).expect("the first waits");
    begun.await.expect("the second runs");
    end_second.send(()).expect("the second waits");
    assert_eq!((first.await.unwrap(), second.await.unwrap()), (Ok(()), Ok(())));
}

#[tokio::test]
async fn while_a_job_waits_another_runs() {
    let heavy = Arc::new(Heavy::with(1, PATIENCE));
    let (end, ended) = oneshot::channel::<u8>();
    let lane = Arc::clone(&heavy);
    let waiting = tokio::spawn(async move { lane.run(Weight::Heavy, ended).await });
    heavy.until_under_way(Weight::Heavy, 1).await;
    assert_eq!(heavy.run(Weight::Heavy, async { 7 }).await, Ok(7));
    // Neither does it run while another does.
    let room = heavy.heavy.free.acquire().await.expect("nobody closes it");
    end.send(8).expect("it waits");
    tokio::task::yield_now().await;
    assert!(!waiting.is_finished());
    drop(room);
    assert_eq!(waiting.await.expect("a job"), Ok(Ok(8)));
    assert_eq!(heavy.heavy.under_way(), (0, 0));
}

#[tokio::test]
async fn a_job_does_not_wait_for_itself() {
    let heavy = Heavy::with(1, Duration::ZERO);
    let whole = async {
        tokio::task::yield_now().await;
        heavy.run(Weight::Heavy, async { 7 }).await
    };
    assert_eq!(heavy.run(Weight::Heavy, whole).await, Ok(Ok(7)));
    assert!(!INSIDE.get());
}

#[tokio::test]
async fn who_goes_away_leaves_the_line_and_the_room() {
    let heavy = Arc::new(Heavy::with(1, PATIENCE));
    let (first, begun, _end) = job(&heavy);
    begun.await.expect("the first runs");
    let (second, _begun, _end) = job(&heavy);
    tokio::task::yield_now().await;
    assert_eq!(heavy.huge.under_way(), (2, 1));
    second.abort();
    first.abort();
    let _cut_off = (first.await, second.await);
    assert_eq!((heavy.huge.under_way(), heavy.huge.free.available_permits()), ((0, 0), 1));
}

#[tokio::test]
async fn what_is_huge_keeps_nobody_else_waiting() {
    let heavy = Arc::new(Heavy::with(1, PATIENCE));
    let (begun, begins) = oneshot::channel();
    let (end, ended) = oneshot::channel::<()>();
    let lane = Arc::clone(&heavy);
    let huge = tokio::spawn(async move {
        let job = async {
            let _somebody_waits = begun.send(());
            let _told = ended.await;
        };
        lane.run(Weight::of_document(100 * HUGE * LONG_DOCUMENT), job).await
    });
    begins.await.expect("it begins");
    assert_eq!(heavy.run(Weight::of_document(LONG_DOCUMENT + 1), async { 7 }).await, Ok(7), "beside it");
    end.send(()).expect("it waits");
    assert_eq!(huge.await.expect("it ends"), Ok(()));
}

#[tokio::test]
async fn the_line_has_an_end_and_so_has_waiting() {
    for weight in LANES {
        let heavy = Arc::new(Heavy::with(1, PATIENCE));
        let parties = (0..).flat_map(|number| vec![party(number); SHARE]);
        let _under_way: Vec<_> = parties.take(1 + LINE).map(|party| job_of(&heavy, party, weight)).collect();
        heavy.until_under_way(weight, 1 + LINE).await;
        assert_eq!(party(200).asks(heavy.run(weight, async {})).await, Err(Busy), "the line is full: {weight:?}");
    }
    let impatient = Arc::new(Heavy::with(1, Duration::ZERO));
    let (_first, begun, _end) = job(&impatient);
    begun.await.expect("the first runs");
    assert_eq!(party(1).asks(impatient.run(Weight::Huge, async {})).await, Err(Busy), "nobody waits for ever");
    assert_eq!(impatient.run(Weight::Huge, async {}).await, Err(Busy), "nor for a turn of one's own");
}

#[tokio::test]
async fn nobody_has_more_of_the_line_than_a_share() {
    for weight in LANES {
        let heavy = Arc::new(Heavy::with(2, PATIENCE));
        let most = 2 * (1 + SHARE);
        let jobs: Vec<_> = (0..most).map(|_| job_of(&heavy, party(1), weight)).collect();
        heavy.until_under_way(weight, most).await;
        assert_eq!(party(1).asks(heavy.run(weight, async {})).await, Err(Busy), "its share is used up: {weight:?}");
        let (other, begun, end) = job_of(&heavy, party(2), weight);
        heavy.until_under_way(weight, most + 1).await;
        let mut jobs = jobs.into_iter();
        for (task, begun, end) in jobs.by_ref().take(2) {
            begun.await.expect("it runs");
            end.send(()).expect("it waits");
            assert_eq!(task.await.expect("it ends"), Ok(()));
        }
        begun.await.expect("of those that wait, the other's is among the next");
        end.send(()).expect("it waits");
        assert_eq!(other.await.expect("it ends"), Ok(()));
        for (task, _begun, end) in jobs {
            drop(end);
            assert_eq!(task.await.expect("it ends"), Ok(()), "who waited had a turn: {weight:?}");
        }
        assert_eq!(heavy.lane(weight).under_way(), (0, 0), "nothing is remembered");
    }
}

#[tokio::test]
async fn parties_take_turns() {
    let heavy = Arc::new(Heavy::with(1, PATIENCE));
    let (first, begun, end) = job_of(&heavy, party(1), Weight::Huge);
    begun.await.expect("the first runs");
    let (done, mut order) = tokio::sync::mpsc::unbounded_channel();
    let sent = [1, 1, 1, 1, 2, 2, 3];
    for (before, number) in sent.into_iter().enumerate() {
        let (lane, done) = (Arc::clone(&heavy), done.clone());
        let job = async move { done.send(number) };
        tokio::spawn(async move { party(number).asks(lane.run(Weight::Huge, job)).await });
        heavy.until_under_way(Weight::Huge, before + 2).await;
        // It is under way before it stands in line.
        tokio::task::yield_now().await;
    }
    end.send(()).expect("it runs");
    assert_eq!(first.await.expect("it ends"), Ok(()));
    let mut seen = Vec::new();
    while seen.len() < sent.len() {
        seen.push(order.recv().await.expect("each has a turn"));
    }
    assert_eq!(seen, [2, 3, 1, 2, 1, 1, 1]);
}

#[test]
fn a_network_is_a_party_and_so_is_a_client() {
    let at = |text: &str| Party::at(Some(text.parse().unwrap()));
    assert_eq!(at("2001:db8:1:2::9"), at("2001:db8:1:2:3:4:5:6"));
    assert_ne!(at("192.0.2.1"), at("192.0.2.2"));
    assert_ne!(Party::Client("APP-0123456789ABCDEF".parse().unwrap()), Party::at(None));
}
