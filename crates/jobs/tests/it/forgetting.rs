//! What is over leaves, and the look for it ends.

use std::time::Duration;

use byline_jobs::Turn;
use byline_model::client::{SecretHash, Token};
use byline_store::{AccountChange, Action, Actor, Change, Deed, JournalOf, Period, Session, Stage, Stretch};
use byline_testkit::TestApp;

fn hash(number: usize) -> SecretHash {
    let mut bytes = [5; 32];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    SecretHash(bytes)
}

fn token(app: &TestApp, number: usize, seconds: i64) -> Change {
    Change::PutToken(Box::new(Token {
        access: hash(number),
        refresh: Some(hash(number + 1_000_000)),
        tail: "tail".into(),
        client: "APP-0123456789ABCDEF".parse().unwrap(),
        person: None,
        scopes: vec!["/read-public".into()],
        issued: app.now(),
        expires: app.now().plus_seconds(seconds),
        revoked: None,
        origin_client: None,
        code: None,
    }))
}

fn session(app: &TestApp, number: usize) -> Change {
    Change::Account(AccountChange::PutSession(Box::new(Session {
        id: hash(number),
        person: "0009-9000-0000-0010".parse().unwrap(),
        acting_for: None,
        stage: Stage::SignedIn,
        authenticated: app.now(),
        second_factor: false,
        seen: app.now(),
    })))
}

/// More than one commit takes away.
const MANY: usize = 1200;
const MONTH: i64 = 31 * 24 * 3600;

#[tokio::test]
async fn what_is_over_leaves_in_several_commits() {
    let app = TestApp::start().await;
    app.commit((0..MANY).map(|it| token(&app, it, 60))).await;
    app.commit((0..MANY).map(|it| session(&app, it))).await;
    // Failures are kept for ninety days, and permissions for longer.
    let deed = |action| Change::from(Deed::new(action, Actor::Nobody));
    app.commit((0..MANY).map(|_| deed(Action::SignInFailed))).await;
    app.commit([deed(Action::Granted)]).await;
    app.clock.advance_seconds(2 * MONTH);
    app.commit([token(&app, MANY, 2 * MONTH), deed(Action::SignInFailed)]).await;
    app.clock.advance_seconds(MONTH);
    app.commit([session(&app, MANY)]).await;
    let turn = Turn::new(app.store.clone(), app.clock.clone(), "forgetting", byline_jobs::forgetting::PERIOD);
    let (ending, until) = byline_jobs::Ending::new();
    let job = tokio::spawn(byline_jobs::forgetting::forget(
        app.authority.clone(),
        app.accounts.clone(),
        app.members.clone(),
        turn.clone(),
        until,
    ));
    // It ends by itself; this is for a job that does nothing.
    let told = async |action| {
        let page = app.store.journal(JournalOf::Action(action), Period::default(), Stretch::first(9)).await;
        page.unwrap().rows.len()
    };
    tokio::time::timeout(Duration::from_secs(60), async {
        while told(Action::SignInFailed).await > 1
            || app.store.tokens(Stretch::first(9)).await.unwrap().rows.len() > 1
            || app.outbox.session(hash(MANY - 1)).await.unwrap().is_some()
            || app.outbox.session(hash(0)).await.unwrap().is_some()
        {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await
    .expect("what is over leaves");
    ending.come();
    tokio::time::timeout(Duration::from_secs(60), job).await.expect("it ends when it is told to").unwrap();
    assert_eq!((told(Action::SignInFailed).await, told(Action::Granted).await), (1, 1));
    assert!(app.store.token(hash(MANY)).await.unwrap().is_some());
    assert!(app.outbox.session(hash(MANY)).await.unwrap().is_some(), "it was seen within a month");
    assert!(!turn.take().await.unwrap(), "of all processes on the store one forgets in a period");
}

#[tokio::test]
async fn turns_are_taken_by_one_in_a_period_and_in_each() {
    let app = TestApp::start().await;
    let turn = |name| Turn::new(app.store.clone(), app.clock.clone(), name, Duration::from_secs(600));
    let (one, other, elsewhere) = (turn("a"), turn("a"), turn("b"));
    assert!(one.take().await.unwrap() && elsewhere.take().await.unwrap());
    for _ in 0..3 {
        assert!(!one.take().await.unwrap() && !other.take().await.unwrap());
        app.clock.advance_seconds(600);
        assert!(other.take().await.unwrap(), "whoever looks once in a period is not passed by");
    }
}
