//! What is on the wire.

use axum::body::Body;

use super::*;

/// D-45
#[tokio::test]
async fn names_of_headers_are_written_as_scripts_look_for_them() {
    let server = Running::start(limits(|_| ()));
    let answer = server.say(2, get("/moved", "Connection: close\r\n").as_bytes()).await;
    for line in
        ["\r\nLocation: /there\r\n", "\r\nContent-Type: text/plain\r\n", "\r\nDate: ", "\r\nContent-Length: 5\r\n"]
    {
        assert!(answer.contains(line), "{line:?} in {answer}");
    }
}

#[tokio::test]
async fn one_host_is_named_or_nothing_is_answered() {
    let server = Running::start(limits(|_| ()));
    for (head, status) in [
        ("GET / HTTP/1.1\r\nHost: reg.test\r\n", 200),
        ("GET / HTTP/1.0\r\n", 200),
        ("GET / HTTP/1.1\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: reg.test\r\nHost: reg.test\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: reg.test\r\nHost: evil.test\r\n", 400),
        ("GET / HTTP/1.1\r\nHost:\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: reg.test/x\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: u@reg.test\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: reg.test, evil.test:1\r\n", 400),
        ("GET http://reg.test/ HTTP/1.1\r\nHost: reg.test\r\n", 200),
        ("GET http://reg.test/ HTTP/1.1\r\n", 400),
    ] {
        let answer = server.say(2, format!("{head}Connection: close\r\n\r\n").as_bytes()).await;
        let (line, headers) = answer.split_once("\r\n").unwrap();
        assert_eq!(line.split(' ').nth(1), Some(&*status.to_string()), "{head:?}");
        assert!(status == 200 || headers.contains("X-Content-Type-Options: nosniff\r\n"), "{headers}");
    }
}

#[tokio::test]
async fn an_authority_is_a_host() {
    let server = Running::start(limits(|_| ()));
    let mut http2 = server.http2(2).await;
    assert_eq!(http2.sender.send_request(Http2::request("/", Body::empty())).await.unwrap().status(), 200);
    let mut two = Http2::request("/", Body::empty());
    two.headers_mut().insert("host", "evil.test".parse().unwrap());
    assert_eq!(http2.sender.send_request(two).await.unwrap().status(), 400);
}

#[tokio::test]
async fn heads_are_bounded() {
    let server = Running::start(limits(|_| ()));
    let many = "X: y\r\n".repeat(200);
    let long = format!("X: {}\r\n", "y".repeat(300_000));
    for headers in [many, long] {
        let answer = server.say(2, get("/", &headers).as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 431 "), "{}", &answer[..answer.len().min(100)]);
    }
    let mut http2 = server.http2(2).await;
    let mut long = Http2::request("/", Body::empty());
    long.headers_mut().insert("x-long", "y".repeat(60_000).parse().unwrap());
    let answer = http2.sender.send_request(long).await;
    assert!(answer.is_err() || answer.unwrap().status() == 431);
}

#[tokio::test]
async fn what_is_long_arrives_whole() {
    use http_body_util::BodyExt;
    let server = Running::start(limits(|_| ()));
    let answer = server.say(2, get("/big", "Connection: close\r\n").as_bytes()).await;
    assert!(answer.len() > BIG && answer.contains(&format!("Content-Length: {BIG}\r\n")));
    let mut http2 = server.http2(2).await;
    let answer = http2.sender.send_request(Http2::request("/big", Body::empty())).await.unwrap();
    assert_eq!(answer.headers()["content-length"], BIG.to_string());
    assert_eq!(answer.into_body().collect().await.unwrap().to_bytes().len(), BIG);
    let sent = vec![b'z'; 5 << 20];
    let answer = http2.sender.send_request(Http2::request("/", Body::from(sent.clone()))).await.unwrap();
    assert!(answer.into_body().collect().await.unwrap().to_bytes() == sent);
}
