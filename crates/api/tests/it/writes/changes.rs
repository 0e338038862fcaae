//! What follows from a write: one entry in the change log, with who did what.

use byline_model::Agent;
use byline_store::{LogEntry, Operation};
use byline_testkit::{ItemKind, TestApp, Visibility};
use serde_json::json;

use super::documents::{document, with, work};
use super::life::added;
use super::{World, world};

async fn entries(world: &World<'_>, after: u64) -> Vec<LogEntry> {
    world.app.store.log_after(after, 100).await.unwrap()
}

#[tokio::test]
async fn each_write_is_one_entry_that_names_the_client() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let start = entries(&world, 0).await.last().map_or(0, |it| it.sequence);
    let (path, stored) = added(&world, ItemKind::Work, "a").await;
    let changed = with(document(ItemKind::Work, "b"), "/put-code", stored["put-code"].clone()).to_string();
    world.send("PUT", &path, "application/json", &changed).await;
    world.delete(&world.token, &path).await;
    let bulk = json!({"bulk": [{"work": work("10.1/a")}, {"work": work("10.1/a")}, {"work": work("10.1/b")}]});
    world.post("/works", &bulk.to_string()).await;
    let found = entries(&world, start).await;
    let operations: Vec<_> = found.iter().map(|it| it.operation).collect();
    use Operation::{Created, Deleted, Updated};
    assert_eq!(operations, [Created, Updated, Deleted, Created, Created]);
    for entry in &found {
        let by = entry.by.as_ref().and_then(|by| by.author.clone());
        assert_eq!(by, Some(Agent::Client(world.client.id.clone())));
        assert_eq!((entry.orcid, entry.kind), (Some(world.ada.orcid), Some(ItemKind::Work)));
        assert_eq!(entry.openness, Visibility::Public);
    }
}

/// Two that add to one record at once do not stand in each other's way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_write_to_one_record_at_once() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..64 {
        let (router, path) = (app.router(), format!("/api/v3.0/{}/work", world.ada));
        let request = axum::http::Request::builder()
            .method("POST")
            .uri(path)
            .header("host", "127.0.0.1:8080")
            .header("authorization", format!("Bearer {}", world.token))
            .header("content-type", "application/json")
            .body(axum::body::Body::from(work(&format!("10.1/{}", number / 2)).to_string()))
            .unwrap();
        tasks.spawn(async move { tower::ServiceExt::oneshot(router, request).await.unwrap().status().as_u16() });
    }
    let mut statuses = Vec::new();
    while let Some(status) = tasks.join_next().await {
        statuses.push(status.unwrap());
    }
    let count = |wanted| statuses.iter().filter(|status| **status == wanted).count();
    assert_eq!((count(201), count(409)), (32, 32), "each identifier once: {statuses:?}");
    assert_eq!(world.get("/works").await["group"].as_array().unwrap().len(), 32);
}
