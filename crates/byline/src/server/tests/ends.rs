//! How a server ends: nobody who means well is turned away.

use std::io::{Read, Write};

use axum::body::Body;
use http_body_util::{BodyExt, StreamBody};

use super::*;

/// A connection that the server has not heard of: the system alone has taken it.
fn waiting(server: &Running, bytes: &[u8]) -> std::net::TcpStream {
    let mut stream = std::net::TcpStream::connect(server.address).unwrap();
    stream.write_all(bytes).unwrap();
    stream
}

fn heard(mut stream: std::net::TcpStream) -> String {
    stream.set_read_timeout(Some(LONG)).unwrap();
    let mut answer = String::new();
    let _end_or_reset = stream.read_to_string(&mut answer);
    answer
}

/// OPS-02
#[tokio::test]
async fn whoever_is_leaving_answers_and_keeps_no_connection() {
    let server = Running::start(limits(|_| ()));
    let mut before = server.connect(2).await;
    before.write_all(get("/", "").as_bytes()).await.unwrap();
    let mut answer = vec![0; 1000];
    let read = before.read(&mut answer).await.unwrap();
    assert!(!String::from_utf8_lossy(&answer[..read]).contains("Connection: close"));
    server.leaving.begin();
    before.write_all(get("/", "").as_bytes()).await.unwrap();
    let last = rest(&mut before).await;
    let new = server.say(2, get("/", "").as_bytes()).await;
    for answer in [last, new] {
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("Connection: close\r\n"), "{answer}");
    }
}

/// OPS-02
#[tokio::test]
async fn whoever_waits_in_the_queue_of_the_socket_is_answered() {
    let server = Running::start(limits(|_| ()));
    assert_eq!(server.get(2, "/").await, 200);
    // Nothing of the server runs until this waits: it finds the order to stop and the queue at once.
    let streams: Vec<_> = (0..50).map(|_| waiting(&server, get("/", "").as_bytes())).collect();
    server.leaving.begin();
    server.stop.send_replace(true);
    tokio::time::timeout(LONG, server.task).await.expect("it ends").unwrap();
    for stream in streams {
        let answer = heard(stream);
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    }
}

/// OPS-02
#[tokio::test]
async fn a_request_that_crosses_with_the_end_is_answered() {
    let server = Running::start(limits(|_| ()));
    let (mut used, mut new) = (server.connect(2).await, server.connect(2).await);
    used.write_all(get("/", "").as_bytes()).await.unwrap();
    let mut answer = vec![0; 1000];
    let read = used.read(&mut answer).await.unwrap();
    assert!(answer[..read].starts_with(b"HTTP/1.1 200 "));
    tokio::time::sleep(Duration::from_millis(50)).await;
    server.leaving.begin();
    server.stop.send_replace(true);
    // The server has looked at both meanwhile, and found nothing.
    tokio::time::sleep(Duration::from_millis(50)).await;
    for stream in [&mut used, &mut new] {
        stream.write_all(get("/", "").as_bytes()).await.unwrap();
        let answer = rest(stream).await;
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("Connection: close\r\n"), "{answer}");
    }
    tokio::time::timeout(LONG, server.task).await.expect("it ends").unwrap();
}

/// OPS-02
#[tokio::test]
async fn over_http2_the_end_is_told_and_what_is_under_way_ends() {
    let server = Running::start(limits(|_| ()));
    let mut http2 = server.http2(2).await;
    let (sender, receiver) = tokio::sync::mpsc::channel::<Result<hyper::body::Frame<_>, axum::Error>>(1);
    let receiver = futures_util::stream::unfold(receiver, async |mut it| Some((it.recv().await?, it)));
    let posting = http2.sender.send_request(Http2::request("/", Body::new(StreamBody::new(receiver))));
    let posting = tokio::spawn(posting);
    sender.send(Ok(hyper::body::Frame::data("half ".into()))).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    server.leaving.begin();
    server.stop.send_replace(true);
    let told = async {
        while http2.sender.send_request(Http2::request("/", Body::empty())).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(LONG / 6, told).await.expect("the peer is told to open no stream");
    sender.send(Ok(hyper::body::Frame::data("and half".into()))).await.unwrap();
    drop(sender);
    let answer = posting.await.unwrap().unwrap();
    assert_eq!(answer.into_body().collect().await.unwrap().to_bytes(), "half and half");
    tokio::time::timeout(LONG, server.task).await.expect("it ends").unwrap();
}

/// OPS-02
#[tokio::test]
async fn what_does_not_end_in_time_is_cut_off() {
    let server = Running::start(limits(|it| it.drain_timeout = SHORT));
    let mut never = server.connect(2).await;
    never.write_all(get("/never", "").as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    server.stop.send_replace(true);
    tokio::time::timeout(LONG, server.task).await.expect("it ends").unwrap();
    assert_eq!(rest(&mut never).await, "");
}
