//! What narrows access counts for every request after the acknowledgement (`decisions` 23).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use byline_testkit::{ItemKind, RecordState, TestApp, Visibility};

const SECRET: &str = r#"{"content":"a well-kept secret"}"#;

/// D-23
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hidden_item_is_never_shown_after_its_hiding_was_acknowledged() {
    let app = Arc::new(TestApp::start().await);
    let ada = app.record("ada").await;
    let code = ada.item(ItemKind::Keyword, SECRET).add().await;
    let orcid = ada.orcid;
    // The number of the change that was acknowledged last; odd ones hide the item.
    let acknowledged = Arc::new(AtomicU64::new(0));
    let done = Arc::new(AtomicBool::new(false));
    let reads = Arc::new(AtomicU64::new(0));
    let mut readers = Vec::new();
    for path in ["/record", "/person", "/keywords", "/keywords/{}", "/record"] {
        let path = format!("/pub/v3.0/{orcid}{}", path.replace("{}", &code.to_string()));
        let (app, acknowledged, done) = (Arc::clone(&app), Arc::clone(&acknowledged), Arc::clone(&done));
        let reads = Arc::clone(&reads);
        readers.push(tokio::spawn(async move {
            while !done.load(Ordering::SeqCst) {
                let before = acknowledged.load(Ordering::SeqCst);
                let answer = app.get_json(&path).await;
                let after = acknowledged.load(Ordering::SeqCst);
                // Only where no change was begun meanwhile is it certain what the answer has to be.
                if before == after && before % 4 == 2 {
                    assert!(!answer.text().contains("well-kept"), "{path} still shows it after change {before}");
                    reads.fetch_add(1, Ordering::SeqCst);
                }
                tokio::task::yield_now().await;
            }
        }));
    }
    for _ in 0..40 {
        // Steps of two: begun, acknowledged. 2 mod 4 means hidden and settled.
        for visibility in [Visibility::Private, Visibility::Public] {
            acknowledged.fetch_add(1, Ordering::SeqCst);
            ada.item(ItemKind::Keyword, SECRET).replacing(code).visibility(visibility).add().await;
            acknowledged.fetch_add(1, Ordering::SeqCst);
            // Hidden until somebody has looked for it meanwhile, and failed to find it.
            let before = reads.load(Ordering::SeqCst);
            while visibility == Visibility::Private
                && reads.load(Ordering::SeqCst) == before
                && !readers.iter().any(tokio::task::JoinHandle::is_finished)
            {
                tokio::task::yield_now().await;
            }
        }
    }
    done.store(true, Ordering::SeqCst);
    for reader in readers {
        reader.await.expect("no reader saw the secret");
    }
}

#[tokio::test]
async fn kept_answers_follow_the_state_of_the_record_and_names_of_others() {
    let app = TestApp::start().await;
    let (ada, client) = (app.record("ada").await, app.member("Press").await);
    ada.work("Notes", &[]).by(&client).add().await;
    assert!(ada.public("/works").await.text().contains("Press"));
    let token = client.token(&ada, "/read-limited").await;
    assert_eq!(ada.member(&token, "/works").await.status, 200);
    ada.set_state(RecordState::Locked).await;
    for path in ["/works", "/record"] {
        assert_eq!(ada.public(path).await.outcome(), (409, 9018));
        assert_eq!(ada.member(&token, path).await.outcome(), (409, 9018));
    }
}
