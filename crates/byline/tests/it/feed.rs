//! The change feed over real connections.

use std::time::Duration;

use serde_json::json;

use crate::support::{AMELIE, Running};

/// Much less than requests under way are given to end.
const SOON: Duration = Duration::from_secs(10);

#[tokio::test]
async fn a_sandbox_tells_what_its_demo_is_made_of() {
    let sandbox = Running::sandbox::<[&str; 0]>([]);
    let mut after = "0".to_owned();
    let mut kinds = std::collections::BTreeSet::new();
    loop {
        let page = sandbox.json(&format!("/pub/sync/changes?after={after}&limit=1000")).await;
        for change in page["changes"].as_array().expect("a list").iter().filter(|it| it["orcid"] == AMELIE) {
            kinds.insert(change["kind"].as_str().expect("a text").to_owned());
        }
        after = page["cursor"].as_str().expect("a text").to_owned();
        if page["more"] == json!(false) {
            break;
        }
    }
    for kind in ["record", "name", "work", "employment", "keyword"] {
        assert!(kinds.contains(kind), "{kind} is not in {kinds:?}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn an_open_stream_does_not_hold_up_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut stopped = Vec::new();
    for registry in [Running::serve(folder.path()), Running::sandbox::<[&str; 0]>([])] {
        let mut stream = registry.get("/pub/sync/changes", "text/event-stream").await;
        assert_eq!(stream.status(), 200);
        assert!(stream.chunk().await.unwrap().is_some(), "it begins at once");
        registry.terminate();
        let rest = async { while let Ok(Some(_)) = stream.chunk().await {} };
        tokio::time::timeout(SOON, rest).await.expect("the stream ends");
        stopped.push(registry);
    }
    for registry in stopped {
        let ended = tokio::task::spawn_blocking(move || registry.wait());
        assert!(tokio::time::timeout(SOON, ended).await.expect("it ends").unwrap().0);
    }
}
