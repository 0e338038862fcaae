//! Who has how many connections, and who makes room.

use super::*;

/// Opens connections that will not go by themselves, in each of the ways there are.
async fn bother(server: &Running, from: u8) -> Vec<TcpStream> {
    let big = get("/big", "");
    let ways: [&[u8]; 6] = [
        b"",
        b"P",
        b"GET / HTTP/1.1\r\nHost: reg.test\r\n",
        b"POST / HTTP/1.1\r\nHost: reg.test\r\nContent-Length: 9\r\n\r\n",
        big.as_bytes(),
        b"GET / HTTP/1.1\r\nHost: reg.test\r\n\r\n",
    ];
    let mut open = Vec::new();
    for way in ways {
        let mut stream = server.connect(from).await;
        let _it_may_be_closed = stream.write_all(way).await;
        open.push(stream);
    }
    open
}

#[tokio::test]
async fn one_address_has_its_share_and_others_have_theirs() {
    let server = Running::start(limits(|it| {
        (it.max_connections, it.max_connections_per_address) = (count(50), Some(count(5)));
    }));
    let mut held = Vec::new();
    for _ in 0..60 {
        let mut stream = server.connect(2).await;
        let _it_may_be_closed = stream.write_all(get("/never", "").as_bytes()).await;
        held.push(stream);
    }
    // As many of them as are over its share are closed.
    let mut open = 0;
    for stream in &mut held {
        open += usize::from(tokio::time::timeout(SHORT.0, stream.read_u8()).await.is_err());
    }
    assert_eq!(open, 5);
    assert_eq!(server.get(3, "/").await, 200);
    held.clear();
    for _ in 0..500 {
        if server.get(2, "/").await == 200 {
            return;
        }
    }
    panic!("places that were left are free again");
}

#[tokio::test]
async fn whoever_keeps_the_server_waiting_makes_room() {
    let server = Running::start(limits(|it| {
        (it.max_connections, it.max_connections_per_address) = (count(30), Some(count(10)));
        // Sweeps come often; nobody's time is over.
        it.drain_timeout = SHORT;
    }));
    let mut held = Vec::new();
    for from in 2..50 {
        held.push(bother(&server, from).await);
    }
    // A sweep later it is known who waits for what. Until then health checks alone find a place.
    let mut answered = 0;
    for _ in 0..50 {
        assert_eq!(server.get(60, "/ping").await, 200);
        answered += usize::from(server.get(61, "/").await == 200);
        held.push(bother(&server, 70).await);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(answered >= 20, "{answered} of 50 were answered");
}

#[tokio::test]
async fn when_all_are_at_work_health_checks_have_places_left() {
    let server = Running::start(limits(|it| {
        (it.max_connections, it.max_connections_per_address) = (count(8), Some(count(8)));
    }));
    let mut held = Vec::new();
    for _ in 0..8 {
        let mut stream = server.connect(2).await;
        stream.write_all(get("/never", "").as_bytes()).await.unwrap();
        held.push(stream);
    }
    tokio::time::sleep(Duration::from_millis(1200)).await;
    let refused = server.say(3, get("/", "").as_bytes()).await;
    assert!(refused.starts_with("HTTP/1.1 503 ") && refused.contains("Retry-After: 5\r\n"), "{refused}");
    for path in [
        "/ping",
        "/healthz",
        "/readyz",
        "/v3.0/status",
        "/pub/v3.0/pubStatus",
        "/api/v3.0/apiStatus",
        "/__sandbox/health",
    ] {
        assert_eq!(server.get(3, path).await, 200, "{path}");
    }
    // Silent ones in the reserve make room for others there.
    let mut silent = Vec::new();
    for from in 10..60 {
        silent.push(server.connect(from).await);
    }
    for _ in 0..200 {
        if server.get(4, "/ping").await == 200 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no place in the reserve");
}

#[tokio::test]
async fn behind_a_proxy_requests_count_as_those_of_whom_they_are_for() {
    let few = |it: &mut Limits| it.max_connections_per_address = Some(count(3));
    let server = Running::trusting(limits(few), &["127.0.0.2"]);
    let mut held = Vec::new();
    for _ in 0..4 {
        let mut stream = server.connect(2).await;
        stream.write_all(get("/never", "X-Forwarded-For: 192.0.2.7:4711\r\n").as_bytes()).await.unwrap();
        held.push(stream);
    }
    // One of the four is answered: it is one too many.
    let answers = held.iter_mut().map(|stream| {
        Box::pin(async move {
            let mut line = [0; 12];
            stream.read_exact(&mut line).await.map(|_| line)
        })
    });
    let (refused, ..) = futures_util::future::select_all(answers).await;
    assert_eq!(&refused.unwrap(), b"HTTP/1.1 503");
    let asked = async |forwarded: &str| {
        let answer = server.say(2, get("/", &format!("{forwarded}Connection: close\r\n")).as_bytes()).await;
        answer.get(9..12).unwrap_or_default().to_owned()
    };
    assert_eq!(asked("X-Forwarded-For: 192.0.2.7\r\n").await, "503");
    for other in ["X-Forwarded-For: 192.0.2.8\r\n", "X-Forwarded-For: 192.0.2.7, 192.0.2.9\r\n", ""] {
        assert_eq!(asked(other).await, "200", "{other}");
    }
    // From anybody else the header is nothing.
    assert_eq!(server.get(3, "/").await, 200);
}
