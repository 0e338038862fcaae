//! Whoever keeps the server waiting is let go, whatever for.

use axum::body::Body;
use http_body_util::{BodyExt, StreamBody};

use super::*;

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const SETTINGS: &[u8] = &[0, 0, 0, 4, 0, 0, 0, 0, 0];

#[tokio::test]
async fn before_the_first_request() {
    let server = Running::start(limits(|it| it.header_timeout = SHORT));
    let half_a_head = get("/", "")[..20].to_owned();
    let whole_preface = [PREFACE, SETTINGS].concat();
    // The beginning of a TLS handshake, too, to a server that speaks none.
    let beginnings: [&[u8]; 8] =
        [b"", b"G", b"P", &PREFACE[..23], PREFACE, &whole_preface, half_a_head.as_bytes(), b"\x16\x03"];
    let ended = beginnings.map(|bytes| server.say(2, bytes));
    for (answer, bytes) in futures_util::future::join_all(ended).await.into_iter().zip(beginnings) {
        assert!(!answer.contains(" 200 "), "{bytes:?}: {answer}");
    }
}

#[tokio::test]
async fn with_a_head_that_comes_byte_by_byte() {
    let server = Running::start(limits(|it| it.header_timeout = SHORT));
    for before in ["", &*get("/", "")] {
        let (mut read, mut write) = server.connect(2).await.into_split();
        write.write_all(before.as_bytes()).await.unwrap();
        let dripping = tokio::spawn(async move {
            write.write_all(b"GET / HTTP/1.1\r\nX: ").await?;
            loop {
                tokio::time::sleep(Duration::from_millis(20)).await;
                write.write_all(b"x").await?;
            }
            #[allow(unreachable_code, reason = "it names the type")]
            Ok::<(), std::io::Error>(())
        });
        let mut answers = Vec::new();
        let _end = tokio::time::timeout(LONG, read.read_to_end(&mut answers)).await.expect("the connection ends");
        assert_eq!(answers.is_empty(), before.is_empty(), "what came before is answered");
        assert!(tokio::time::timeout(LONG, dripping).await.expect("nobody listens").unwrap().is_err());
    }
}

#[tokio::test]
async fn between_two_requests() {
    let server = Running::start(limits(|it| it.idle_timeout = SHORT));
    let answer = server.say(2, get("/", "").as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    let mut http2 = server.http2(2).await;
    assert_eq!(http2.sender.send_request(Http2::request("/", Body::empty())).await.unwrap().status(), 200);
    tokio::time::timeout(LONG, http2.connection).await.expect("it ends").unwrap();
}

#[tokio::test]
async fn with_a_body_that_does_not_come() {
    let server = Running::start(limits(|it| (it.body_timeout, it.min_rate) = (SHORT, quick())));
    let head = "POST / HTTP/1.1\r\nHost: reg.test\r\nContent-Length: 1000\r\n\r\n";
    let answer = server.say(2, head.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("Connection: close\r\n"), "{answer}");
    // By single bytes, with chunks and over HTTP/2 as well.
    let (mut read, mut write) = server.connect(2).await.into_split();
    write.write_all(b"POST / HTTP/1.1\r\nHost: reg.test\r\nTransfer-Encoding: chunked\r\n\r\n").await.unwrap();
    let dripping = tokio::spawn(async move {
        while write.write_all(b"1\r\nx\r\n").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let mut answer = Vec::new();
    let _end = tokio::time::timeout(LONG, read.read_to_end(&mut answer)).await.expect("the connection ends");
    assert!(answer.starts_with(b"HTTP/1.1 408 "));
    tokio::time::timeout(LONG, dripping).await.expect("nobody listens").unwrap();
    let mut http2 = server.http2(2).await;
    let silent =
        Body::new(StreamBody::new(futures_util::stream::pending::<Result<hyper::body::Frame<_>, axum::Error>>()));
    let answer = http2.sender.send_request(Http2::request("/", silent)).await.unwrap();
    assert_eq!(answer.status(), 408);
}

#[tokio::test]
async fn with_an_answer_that_nobody_takes() {
    let server = Running::start(limits(|it| (it.write_timeout, it.min_rate) = (SHORT, quick())));
    let mut stream = server.connect(2).await;
    stream.write_all(get("/big", "").as_bytes()).await.unwrap();
    tokio::time::sleep(3 * SHORT.0).await;
    assert!(rest(&mut stream).await.len() < BIG, "what was in the sockets, and no more");
    // Over HTTP/2 the socket is read, and the stream is not.
    let mut http2 = server.http2(2).await;
    let answer = http2.sender.send_request(Http2::request("/big", Body::empty())).await.unwrap();
    tokio::time::timeout(LONG, &mut http2.connection).await.expect("it ends").unwrap();
    assert!(answer.into_body().collect().await.is_err());
}

#[tokio::test]
async fn whoever_does_not_is_not_let_go() {
    let everything = |it: &mut Limits| {
        (it.header_timeout, it.idle_timeout, it.body_timeout, it.write_timeout) = (SHORT, SHORT, SHORT, SHORT);
        it.min_rate = ByteSize(1);
    };
    let server = Running::start(limits(everything));
    // What the server needs time for is its own affair.
    let mut waiting = server.connect(2).await;
    waiting.write_all(get("/never", "").as_bytes()).await.unwrap();
    // A byte a second is what was agreed: this body earns all the time it takes.
    let mut posting = server.connect(2).await;
    posting.write_all(b"POST / HTTP/1.1\r\nHost: reg.test\r\nContent-Length: 20\r\n\r\n").await.unwrap();
    for _ in 0..20 {
        posting.write_all(b"x").await.unwrap();
        tokio::time::sleep(SHORT.0 / 4).await;
    }
    let answer = rest(&mut posting).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    let nothing = tokio::time::timeout(Duration::from_millis(1), waiting.read_u8()).await;
    assert!(nothing.is_err(), "it is still open: {nothing:?}");
}

#[tokio::test]
async fn whoever_takes_back_what_it_asks_for_is_let_go() {
    let server = Running::start(limits(|_| ()));
    let mut http2 = server.http2(2).await;
    for _ in 0..10_000 {
        if http2.sender.ready().await.is_err() {
            break;
        }
        let asked = http2.sender.send_request(Http2::request("/never", Body::empty()));
        // Long enough to be sent, and taken back as soon as that.
        let _taken_back = tokio::time::timeout(Duration::from_millis(1), asked).await;
    }
    assert!(http2.sender.ready().await.is_err(), "the connection ended");
}

#[tokio::test]
async fn a_stop_ends_what_is_quiet_and_waits_for_the_rest() {
    let server = Running::start(limits(|_| ()));
    let (mut silent, mut idle) = (server.connect(2).await, server.connect(2).await);
    idle.write_all(get("/", "").as_bytes()).await.unwrap();
    let mut posting = server.connect(2).await;
    posting.write_all(b"POST / HTTP/1.1\r\nHost: reg.test\r\nContent-Length: 2\r\n\r\nx").await.unwrap();
    // Answered, so that it is known to be open before the end begins.
    let mut answer = [0; 12];
    idle.read_exact(&mut answer).await.unwrap();
    tokio::time::sleep(SHORT.0).await;
    server.stop.send_replace(true);
    rest(&mut silent).await;
    rest(&mut idle).await;
    posting.write_all(b"y").await.unwrap();
    let answer = rest(&mut posting).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    tokio::time::timeout(LONG, server.task).await.expect("it ends").unwrap();
}
