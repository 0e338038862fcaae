//! The pages over a store in memory, without a network.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use byline_datafile::import::{ImportOptions, import};
use byline_datafile::{Progress, Refusal};
use byline_model::env::Clock;
use byline_model::{Item, ItemKind, OrcidId, PutCode, RecordHead, Source, Timestamp, Visibility};
use byline_registry::{KeepViews, Registry, Urls};
use byline_store::{Change, ChangeSet, Store};
use byline_store_sqlite::SqliteStore;
use byline_web::{Site, WebState};
use http_body_util::BodyExt;
use tower::ServiceExt;

pub const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);
pub const BASE: &str = "https://reg.example";

pub struct FixedClock;

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        NOW
    }
}

pub struct App {
    pub store: Arc<dyn Store>,
    router: Router,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

struct Quiet;

impl Progress for Quiet {
    fn refused(&self, refusal: &Refusal) {
        panic!("the demo registry has a bad document: {refusal:?}");
    }
}

impl App {
    pub fn over(store: Arc<dyn Store>) -> App {
        let registry = Registry::new(Arc::clone(&store), Arc::new(FixedClock), Urls::new(BASE), KeepViews::Off);
        let router = byline_web::router(WebState::new(Arc::new(registry), Site::single_origin(BASE)));
        App { store, router }
    }

    pub fn empty() -> App {
        App::over(SqliteStore::throwaway().expect("a throwaway store"))
    }

    /// With everybody of the demo registry.
    pub async fn demo() -> App {
        let app = App::empty();
        let demo = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../demo");
        let options = ImportOptions::new(NOW);
        import(Arc::clone(&app.store), vec![demo], options, Arc::new(Quiet)).await.expect("the demo registry");
        app
    }

    /// With one record, of these items.
    pub async fn with(items: Vec<Item>) -> (App, OrcidId) {
        let app = App::empty();
        let ada = OrcidId::from_base(900_900_000_000_001).expect("fifteen digits");
        let mut changes = ChangeSet::new(NOW).with(Change::PutRecord(Box::new(RecordHead::new(ada, NOW))));
        for item in items {
            changes = changes.with(Change::PutItem { owner: ada, item: Box::new(item) });
        }
        app.store.commit(changes).await.expect("a commit");
        (app, ada)
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("routers do not fail");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body in memory").to_bytes();
        let body = String::from_utf8(body.to_vec()).expect("pages are UTF-8");
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.get_as(path, "text/html").await
    }

    pub async fn get_as(&self, path: &str, accept: &str) -> Answer {
        let request = Request::get(path).header(header::ACCEPT, accept).body(Body::empty());
        self.send(request.expect("a well-formed request")).await
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("ASCII"))
    }

    /// What the page says, without the markup: one line for each stretch of text in `main`.
    pub fn text(&self) -> String {
        let main = self.body.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).map(|(main, _)| main);
        let mut lines: Vec<String> = Vec::new();
        for piece in main.expect("a page has a main part").split('<').skip(1) {
            let (tag, text) = piece.split_once('>').expect("tags end");
            let inline = ["a", "/a", "bdi", "/bdi", "span", "/span", "time", "/time", "br", "h3", "/h3"];
            let joins = inline.contains(&tag.split_whitespace().next().unwrap_or_default());
            match lines.last_mut() {
                Some(last) if joins => last.push_str(text),
                _ => lines.push(text.to_owned()),
            }
        }
        let squeezed = lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        squeezed.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

pub fn item(kind: ItemKind, code: u64, body: &str) -> Item {
    Item {
        kind,
        put_code: if kind.is_single() { PutCode::SINGLE } else { PutCode::new(code).expect("a small number") },
        visibility: Visibility::Public,
        source: Source::default(),
        created: Some(NOW),
        modified: Some(NOW),
        display_index: 0,
        body: body.into(),
    }
}

pub fn work(code: u64, title: &str) -> Item {
    item(ItemKind::Work, code, &format!(r#"{{"title":{{"title":"{title}"}},"type":"journal-article"}}"#))
}
