//! How long one read of a kept record takes inside the process, without a connection: what is left to save between
//! request and bytes. `cargo run --release -p byline-api --example kept_record`

use std::hint::black_box;

use axum::body::Body;
use axum::http::{HeaderValue, Request, header};
use byline_api::ApiService;
use byline_testkit::TestApp;

const ROUNDS: u32 = 300_000;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let app = TestApp::start().await;
    let ada = app.record("ada").await;
    for number in 0..30 {
        ada.work(&format!("Notes, part {number}"), &[("doi", &format!("10.1000/{number}"))]).add().await;
    }
    let service = ApiService::new(app.api.clone(), None);
    let path = format!("/pub/v3.0/{ada}/record");
    let request = || {
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = path.parse().expect("a path");
        let headers = request.headers_mut();
        headers.insert(header::HOST, HeaderValue::from_static("127.0.0.1:8080"));
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        request
    };
    for round in 0..3 {
        #[allow(clippy::disallowed_methods, reason = "a duration is measured")]
        let started = std::time::Instant::now();
        for _ in 0..ROUNDS {
            black_box(request());
        }
        let idle = started.elapsed() / ROUNDS;
        #[allow(clippy::disallowed_methods, reason = "a duration is measured")]
        let started = std::time::Instant::now();
        for _ in 0..ROUNDS {
            let answer = service.answer(request()).await;
            assert_eq!(answer.status(), 200);
            black_box(answer);
        }
        let each = started.elapsed() / ROUNDS;
        println!("round {round}: {:?} per answer, {idle:?} of it for the request itself", each);
    }
}
