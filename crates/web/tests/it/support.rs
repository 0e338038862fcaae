//! The pages over a deployment of the test kit, without a network.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use byline_testkit::{TestApp, TestRecord};
use byline_web::{Site, WebState};
use tower::ServiceExt;

pub const BASE: &str = "https://reg.example";

/// A deployment with pages.
pub struct Pages {
    pub app: TestApp,
    router: Router,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Pages {
    pub async fn start() -> Pages {
        Pages::with(|_| ()).await
    }

    /// With other settings.
    pub async fn with(change: impl FnOnce(&mut Site)) -> Pages {
        let app = TestApp::setup().base_url(BASE).start().await;
        let mut site = Site::single_origin(BASE);
        change(&mut site);
        let router = byline_web::router(WebState::new(app.registry.clone(), site));
        Pages { app, router }
    }

    pub async fn record(&self) -> TestRecord<'_> {
        self.app.record("Ada").await
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("routers do not fail");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body in memory");
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
