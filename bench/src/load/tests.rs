//! The generator against small servers of the test's own.

use std::io::{Read, Write};
use std::net::TcpListener;

use super::*;

/// Answers every request alike, closing each connection after `per_connection` answers.
fn server(answer: &'static [u8], per_connection: usize) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            std::thread::spawn(move || {
                let mut buffer = [0; 4096];
                for _ in 0..per_connection {
                    match stream.read(&mut buffer) {
                        Ok(count) if count > 0 => stream.write_all(answer).unwrap_or(()),
                        _ => return,
                    }
                }
            });
        }
    });
    address
}

fn plan(address: SocketAddr, rate: Option<f64>) -> Plan {
    Plan {
        address,
        requests: vec![b"GET / HTTP/1.1\r\nHost: x\r\n\r\n".to_vec()],
        connections: 4,
        warm_up: Duration::ZERO,
        duration: Duration::from_millis(300),
        rate,
        once: false,
    }
}

#[test]
fn every_answer_is_counted() {
    let outcome = run(&plan(server(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", usize::MAX), None)).unwrap();
    assert!(outcome.requests > 100, "{outcome:?}");
    assert_eq!((outcome.refused, outcome.bytes), (0, outcome.requests * 40));
    assert!(outcome.p50_ns <= outcome.p99_ns && outcome.p99_ns <= outcome.p999_ns);
}

#[test]
fn refusals_are_counted_and_closed_connections_opened_again() {
    let answer = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let outcome = run(&plan(server(answer, 1), None)).unwrap();
    assert!(outcome.requests > 10, "{outcome:?}");
    assert_eq!(outcome.refused, outcome.requests);
}

#[test]
fn requests_that_are_good_once_are_sent_once() {
    let address = server(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", usize::MAX);
    let requests = vec![b"GET / HTTP/1.1\r\nHost: x\r\n\r\n".to_vec(); 50];
    let outcome =
        run(&Plan { requests, once: true, duration: Duration::from_secs(60), ..plan(address, None) }).unwrap();
    assert!((46..=50).contains(&outcome.answered), "all but the four that are under way at the end: {outcome:?}");
    assert!(outcome.seconds < 30.0, "{outcome:?}");
}

#[test]
fn a_rate_is_kept() {
    let address = server(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", usize::MAX);
    let outcome = run(&plan(address, Some(500.0))).unwrap();
    assert!((100..=151).contains(&outcome.requests), "{outcome:?}");
}

#[test]
fn the_first_look_says_how_large_answers_are() {
    let requests = plan(SocketAddr::from(([127, 0, 0, 1], 1)), None).requests;
    let fine = server(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", usize::MAX);
    assert_eq!(answer_sizes(fine, &requests).unwrap(), [40]);
    let refusing = server(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n", usize::MAX);
    assert!(answer_sizes(refusing, &requests).unwrap_err().to_string().contains("GET / HTTP/1.1"));
}

#[test]
fn each_sort_of_request_has_an_outcome_of_its_own() {
    let address = server(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", usize::MAX);
    let requests = vec![b"GET / HTTP/1.1\r\nHost: x\r\n\r\n".to_vec(); 3];
    let outcomes = run_in_lanes(&Plan { requests, ..plan(address, Some(600.0)) }, &[0, 1, 1]).unwrap();
    let [some, more] = &*outcomes else { panic!("{outcomes:?}") };
    assert!(some.requests > 20 && more.requests.abs_diff(2 * some.requests) <= 8, "{outcomes:?}");
}
