//! Webhooks are called: cases H04 and H05 of `record-api` 8.4, and `decisions` 11.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use byline_jobs::webhooks::{Pace, Webhooks};
use byline_members::Targets;
use byline_model::client::{Client, WebhookBody};
use byline_store::webhooks::{CallOutcome, Schedule, Webhook, WebhookChange};
use byline_store::{Change, Stretch};
use byline_testkit::{ClientState, ItemKind, Receiver, RecordState, Reply, TestApp, TestClient, TestRecord};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Nothing else is expected to happen in it.
const A_WHILE: Duration = Duration::from_millis(300);
const PATIENCE: Duration = Duration::from_secs(30);

struct Running {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Running {
    fn start(app: &TestApp) -> Self {
        Self::start_with(app, Pace { settle: Duration::ZERO, ..Pace::default() })
    }

    fn start_with(app: &TestApp, pace: Pace) -> Self {
        let webhooks = Webhooks::new(
            Arc::clone(&app.store),
            app.clock.clone(),
            Arc::clone(&app.authority),
            Targets::sandbox(),
            pace,
        );
        let (stop, stopped) = oneshot::channel::<()>();
        let until = async move { drop(stopped.await) };
        Running { stop, task: tokio::spawn(webhooks.run(until, PATIENCE)) }
    }

    /// In good order.
    async fn stop(self) {
        let _gone = self.stop.send(());
        tokio::time::timeout(PATIENCE, self.task).await.expect("it ends").expect("it does not panic");
    }

    /// As if the process were killed, and as long ago as others wait for what it had.
    async fn kill(self, app: &TestApp) {
        self.task.abort();
        let _aborted = self.task.await;
        app.clock.advance_seconds(2 * 60);
    }
}

async fn register(app: &TestApp, client: &TestClient<'_>, record: TestRecord<'_>, uri: &str) {
    let host = uri.split("//").nth(1).and_then(|it| it.split([':', '/']).next()).unwrap_or(uri).into();
    let (client, orcid, uri, at) = (client.id.clone(), record.orcid, uri.into(), app.now());
    app.commit([Change::Webhook(WebhookChange::Put { client, orcid, uri, host, at })]).await;
}

async fn edit(record: TestRecord<'_>) {
    record.item(ItemKind::Keyword, r#"{"content":"engines"}"#).add().await;
}

async fn hook(app: &TestApp, client: &TestClient<'_>, record: TestRecord<'_>, uri: &str) -> Webhook {
    app.store.webhook(&client.id, record.orcid, uri).await.unwrap().expect("it is registered")
}

/// Waits until what became of a call is written down.
async fn settled(app: &TestApp, is: impl Fn(&[Webhook]) -> bool) {
    let looking = async {
        while !is(&app.store.webhooks(None, Stretch::first(10_000)).await.unwrap().rows) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    if tokio::time::timeout(PATIENCE, looking).await.is_err() {
        panic!("{:?}", app.store.webhooks(None, Stretch::first(10)).await.unwrap());
    }
}

/// H04
#[tokio::test]
async fn h04_a_change_is_one_empty_post() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    let uri = receiver.url("/hook?x=1&y=%2F");
    register(&app, &client, ada, &uri).await;
    let running = Running::start(&app);
    tokio::time::sleep(A_WHILE).await;
    assert!(receiver.received().is_empty(), "nothing has changed since it was registered");

    ada.item(ItemKind::Keyword, r#"{"content":"engines"}"#).private().add().await;
    let call = receiver.wait_for(1).await.remove(0);
    assert_eq!((&*call.method, &*call.path, &*call.body), ("POST", "/hook?x=1&y=%2F", ""));
    assert_eq!(format!("{:?}", call.version), "HTTP/1.1");
    for name in ["content-type", "webhook-id", "webhook-signature", "accept-encoding"] {
        assert_eq!(call.header(name), None, "{name}");
    }
    assert_eq!(call.header("content-length"), Some("0"));
    settled(&app, |hooks| hooks[0].schedule == Schedule::Idle).await;
    tokio::time::sleep(A_WHILE).await;
    assert_eq!(receiver.received().len(), 1, "none until the next change");
    let told = hook(&app, &client, ada, &uri).await;
    assert_eq!((told.told, told.failures, told.sent), (told.owed, 0, Some(app.now())));

    edit(ada).await;
    receiver.wait_for(2).await;
    settled(&app, |hooks| hooks[0].schedule == Schedule::Idle).await;
    // WF-10, 12
    ada.set_state(RecordState::Deactivated).await;
    receiver.wait_for(3).await;
    running.stop().await;
    let calls = app.store.webhook_calls(Some(&client.id), Stretch::first(9)).await.unwrap().rows;
    assert_eq!(calls.iter().map(|it| it.outcome.clone()).collect::<Vec<_>>(), vec![CallOutcome::Answered(204); 3]);
}

/// H05, D-11
#[tokio::test]
async fn h05_what_fails_is_tried_later_and_25_times_at_most() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    receiver.answer("/hook", Reply::Status(500));
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    let uri = receiver.url("/hook");
    register(&app, &client, ada, &uri).await;
    let running = Running::start(&app);
    edit(ada).await;
    for failures in 1..25u32 {
        receiver.wait_for(failures as usize).await;
        settled(&app, |hooks| hooks[0].failures == failures).await;
        let due = app.now().plus_seconds(600 * i64::from(failures));
        assert_eq!(hook(&app, &client, ada, &uri).await.schedule, Schedule::Due(due));
        app.clock.advance_seconds(600 * i64::from(failures) - 1);
        if failures == 1 {
            edit(ada).await;
            tokio::time::sleep(Duration::from_millis(1200)).await;
            assert_eq!(receiver.received().len(), 1, "not before ten minutes, whatever changes");
        }
        app.clock.advance_seconds(1);
        // Whoever sleeps wakes.
        edit(ada).await;
    }
    receiver.wait_for(25).await;
    settled(&app, |hooks| matches!(hooks[0].schedule, Schedule::GivenUp(_))).await;
    app.clock.advance_seconds(7 * 24 * 3600);
    edit(ada).await;
    tokio::time::sleep(Duration::from_millis(1200)).await;
    assert_eq!(receiver.received().len(), 25);
    running.stop().await;
}

#[tokio::test]
async fn a_success_after_failures_begins_anew() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    receiver.answer("/hook", Reply::Redirect(receiver.url("/elsewhere")));
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    register(&app, &client, ada, &receiver.url("/hook")).await;
    let running = Running::start(&app);
    edit(ada).await;
    settled(&app, |hooks| hooks[0].failures == 1).await;
    assert_eq!(receiver.count("/elsewhere"), 0, "redirects are not followed");
    receiver.answer("/hook", Reply::Status(202));
    app.clock.advance_seconds(600);
    settled(&app, |hooks| hooks[0].failures == 0 && hooks[0].schedule == Schedule::Idle).await;
    running.stop().await;
    let outcomes: Vec<_> =
        app.store.webhook_calls(None, Stretch::first(9)).await.unwrap().rows.into_iter().map(|it| it.outcome).collect();
    assert_eq!(outcomes, [CallOutcome::Answered(202), CallOutcome::Answered(302)]);
}

/// PLAT-3.3
#[tokio::test]
async fn a_receiver_that_hangs_delays_nobody_else() {
    let app = TestApp::start().await;
    let (slow, quick) = (Receiver::start_at("127.0.0.2").await, Receiver::start_at("127.0.0.3").await);
    slow.answer("/hook", Reply::Hang);
    let (c1, c2) = (app.member("C1").await, app.member("C2").await);
    let mut records = Vec::new();
    for number in 0..40 {
        let record = app.record(&format!("person {number}")).await;
        register(&app, &c1, record, &slow.url("/hook")).await;
        records.push(record);
    }
    let ada = app.record("ada").await;
    register(&app, &c1, ada, &quick.url("/c1")).await;
    register(&app, &c2, ada, &quick.url("/c2")).await;
    register(&app, &c2, ada, &slow.url("/quick")).await;
    let running = Running::start(&app);
    for record in &records {
        edit(*record).await;
    }
    slow.wait_for(8).await;
    edit(ada).await;
    let soon = async {
        quick.wait_for(2).await;
        slow.wait_for_path("/quick", 1).await;
    };
    tokio::time::timeout(Duration::from_secs(5), soon).await.expect("long before the slow one is given up");
    assert_eq!(slow.count("/hook"), 8, "no more than one lane has");
    running.kill(&app).await;
}

#[tokio::test]
async fn no_answer_in_time_is_a_failure() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    receiver.answer("/hook", Reply::Hang);
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    register(&app, &client, ada, &receiver.url("/hook")).await;
    // A port at which nobody listens.
    let gone = { tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap() };
    register(&app, &client, ada, &format!("http://{gone}/")).await;
    register(&app, &client, ada, "http://10.0.0.1/").await;
    let pace = Pace { settle: Duration::ZERO, timeout: Duration::from_millis(200), ..Pace::default() };
    let running = Running::start_with(&app, pace);
    edit(ada).await;
    settled(&app, |hooks| hooks.iter().all(|it| it.failures == 1)).await;
    running.stop().await;
    let calls = app.store.webhook_calls(None, Stretch::first(9)).await.unwrap().rows;
    let reason = |part: &str| {
        let call = calls.iter().find(|it| it.uri.contains(part)).expect("it was called");
        match &call.outcome {
            CallOutcome::Failed(reason) => reason.to_string(),
            CallOutcome::Answered(status) => panic!("answered {status}"),
        }
    };
    assert_eq!(reason("/hook"), "no answer in time");
    assert!(reason(&gone.to_string()).contains("refused"), "{}", reason(&gone.to_string()));
    assert_eq!(reason("10.0.0.1"), "addresses inside of private networks are not called");
}

#[tokio::test]
async fn a_receiver_that_has_too_much_is_left_alone() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    receiver.answer("/busy", Reply::Status(429));
    let (c1, c2) = (app.member("C1").await, app.member("C2").await);
    let (ada, bob) = (app.record("ada").await, app.record("bob").await);
    register(&app, &c1, ada, &receiver.url("/busy")).await;
    register(&app, &c1, bob, &receiver.url("/c1")).await;
    register(&app, &c2, bob, &receiver.url("/c2")).await;
    let running = Running::start(&app);
    edit(ada).await;
    settled(&app, |hooks| hooks[0].failures == 1).await;
    edit(bob).await;
    receiver.wait_for_path("/c2", 1).await;
    tokio::time::sleep(A_WHILE).await;
    assert_eq!(receiver.count("/c1"), 0, "the others of that client wait");
    app.clock.advance_seconds(300);
    receiver.wait_for_path("/c1", 1).await;
    assert_eq!(receiver.count("/busy"), 1, "that one has failed");
    running.stop().await;
}

#[tokio::test]
async fn changes_while_a_call_is_under_way_are_one_more_call() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    receiver.answer("/hook", Reply::Hang);
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    register(&app, &client, ada, &receiver.url("/hook")).await;
    let pace = Pace { settle: Duration::ZERO, timeout: Duration::from_millis(700), ..Pace::default() };
    let running = Running::start_with(&app, pace);
    edit(ada).await;
    receiver.wait_for(1).await;
    for _ in 0..10 {
        edit(ada).await;
    }
    receiver.answer("/hook", Reply::Status(200));
    settled(&app, |hooks| hooks[0].failures == 1).await;
    app.clock.advance_seconds(600);
    settled(&app, |hooks| hooks[0].told == hooks[0].owed).await;
    tokio::time::sleep(A_WHILE).await;
    assert_eq!(receiver.received().len(), 2);
    running.stop().await;
}

#[tokio::test]
async fn quick_changes_are_one_call() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    register(&app, &client, ada, &receiver.url("/hook")).await;
    let running = Running::start_with(&app, Pace::default());
    for _ in 0..10 {
        edit(ada).await;
    }
    settled(&app, |hooks| hooks[0].schedule != Schedule::Idle).await;
    tokio::time::sleep(A_WHILE).await;
    app.clock.advance_seconds(1);
    settled(&app, |hooks| hooks[0].told == hooks[0].owed && hooks[0].sent.is_some()).await;
    assert_eq!(receiver.received().len(), 1);
    running.stop().await;
}

/// D-22
#[tokio::test]
async fn nothing_is_lost_while_nobody_sends() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    receiver.answer("/hook", Reply::Hang);
    let (ada, bob, client) = (app.record("ada").await, app.record("bob").await, app.member("C1").await);
    register(&app, &client, ada, &receiver.url("/hook")).await;
    register(&app, &client, bob, &receiver.url("/bob")).await;
    let running = Running::start(&app);
    edit(ada).await;
    receiver.wait_for(1).await;
    running.kill(&app).await;
    edit(bob).await;
    receiver.answer("/hook", Reply::Status(200));
    let running = Running::start(&app);
    receiver.wait_for_path("/hook", 2).await;
    receiver.wait_for_path("/bob", 1).await;
    running.stop().await;
    // A call that has an outcome is not made again.
    let before = receiver.received().len();
    let running = Running::start(&app);
    tokio::time::sleep(A_WHILE).await;
    running.stop().await;
    assert_eq!(receiver.received().len(), before);
}

#[tokio::test]
async fn clients_that_are_switched_off_are_called_when_they_are_back() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let ada = app.record("ada").await;
    let off = app.client_with("off", byline_testkit::ClientType::PremiumUpdater, |it| it.webhooks.off = true).await;
    let basic = app.client("basic", byline_testkit::ClientType::Updater).await;
    let gone = app.member("gone").await;
    let state = async |client: &TestClient<'_>, change: fn(&mut Client)| {
        let mut changed = Client::clone(&app.store.client(&client.id).await.unwrap().unwrap());
        change(&mut changed);
        app.commit([Change::PutClient(Box::new(changed))]).await;
    };
    state(&gone, |it| it.state = ClientState::Deactivated).await;
    for (client, path) in [(&off, "/off"), (&basic, "/basic"), (&gone, "/gone")] {
        register(&app, client, ada, &receiver.url(path)).await;
    }
    let running = Running::start(&app);
    edit(ada).await;
    tokio::time::sleep(Duration::from_millis(1200)).await;
    assert!(receiver.received().is_empty());
    state(&gone, |it| it.state = ClientState::Active).await;
    state(&off, |it| it.webhooks.off = false).await;
    receiver.wait_for_path("/gone", 1).await;
    receiver.wait_for_path("/off", 1).await;
    assert_eq!(receiver.count("/basic"), 0);
    running.stop().await;
}

/// PLAT-3.3
#[tokio::test]
async fn who_asks_gets_a_body_and_a_signature() {
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let ada = app.record("ada").await;
    let client = app
        .client_with("C1", byline_testkit::ClientType::PremiumUpdater, |it| {
            it.webhooks.body = WebhookBody::Json;
            it.webhooks.secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".parse().ok();
        })
        .await;
    register(&app, &client, ada, &receiver.url("/hook")).await;
    receiver.answer("/hook", Reply::Status(503));
    let running = Running::start(&app);
    edit(ada).await;
    receiver.wait_for(1).await;
    settled(&app, |hooks| hooks[0].failures == 1).await;
    app.clock.advance_seconds(600);
    let calls = receiver.wait_for(2).await;
    running.stop().await;
    assert_eq!(calls[0].header("webhook-id"), calls[1].header("webhook-id"), "the same in every try");
    assert_ne!(calls[0].header("webhook-timestamp"), calls[1].header("webhook-timestamp"));
    assert!(calls[0].header("webhook-signature").is_some_and(|it| it.starts_with("v1,")));
    assert_eq!(calls[0].header("content-type"), Some("application/json"));
    assert!(calls[0].body.contains(&format!(r#""orcid":"{ada}""#)), "{}", calls[0].body);
}

/// MEM-71, D-11
/// Many writers, receivers that fail now and then, and a process that is killed: each receiver hears of the records in
/// order, and of the last change at the end.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_follow_the_last_change_and_keep_their_order() {
    const RECORDS: u64 = 6;
    let app = TestApp::start().await;
    let receiver = Receiver::start().await;
    let json = |it: &mut Client| it.webhooks.body = WebhookBody::Json;
    let client = app.client_with("C1", byline_testkit::ClientType::PremiumUpdater, json).await;
    let mut records = Vec::new();
    for number in 0..RECORDS {
        let record = app.record(&format!("person {number}")).await;
        register(&app, &client, record, &receiver.url(&format!("/{number}"))).await;
        records.push(record);
    }
    let pace = Pace { settle: Duration::ZERO, retry_after: Duration::ZERO, most_failures: u32::MAX, ..Pace::default() };
    let mut running = Running::start_with(&app, pace);
    for round in 0..30u64 {
        let edits = records.iter().map(|record| async {
            for _ in 0..5 {
                edit(*record).await;
            }
        });
        for (number, work) in edits.enumerate() {
            let status = if (round + number as u64).is_multiple_of(4) { 500 } else { 200 };
            receiver.answer(&format!("/{number}"), Reply::Status(status));
            work.await;
        }
        if round % 7 == 3 {
            running.kill(&app).await;
            running = Running::start_with(&app, pace);
        }
    }
    for number in 0..RECORDS {
        receiver.answer(&format!("/{number}"), Reply::Status(200));
    }
    let log = app.store.log_after(0, 100_000).await.unwrap();
    let newest: BTreeMap<_, _> = log.into_iter().filter_map(|it| Some((it.orcid?.to_string(), it.sequence))).collect();
    settled(&app, |hooks| hooks.iter().all(|it| it.told == newest[&it.orcid.to_string()])).await;
    running.stop().await;
    let seal = app.authority.seal(app.now()).await.unwrap();
    let mut heard: BTreeMap<String, u64> = BTreeMap::new();
    for call in receiver.received() {
        let body: serde_json::Value = serde_json::from_str(&call.body).unwrap();
        let orcid = body["data"]["orcid"].as_str().unwrap().to_owned();
        let place = seal.open(body["data"]["cursor"].as_str().unwrap()).expect("it was closed here");
        let before = heard.insert(orcid, place).unwrap_or(0);
        assert!(before <= place, "out of order");
    }
    assert_eq!(heard, newest);
}
