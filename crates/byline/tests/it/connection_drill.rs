//! Thousands of clients that behave as badly as they can, while others are answered.
//!
//! The short tier opens hundreds of connections, the long one (`BYLINE_LONG`) thousands, over HTTP/1.1, the beginning of
//! HTTP/2, and TLS, each from one of many loopback addresses.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

use crate::support::{Running, byline};
use crate::tls;

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";
/// What begins a TLS handshake and never goes on.
const HELLO: &[u8] = b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03";

async fn connect(to: SocketAddr, from: [u8; 4]) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::from((from, 0)))?;
    socket.connect(to).await
}

/// One bad client of each kind, again and again: a connection that is closed is opened anew.
async fn bother(to: SocketAddr, from: [u8; 4], kind: usize) {
    let beginning: [&[u8]; 8] = [
        b"",
        b"P",
        PREFACE,
        HELLO,
        b"GET /v3.0/status HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
        b"POST /oauth/token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\
          Content-Length: 4000\r\n\r\n",
        b"GET /openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /ping HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    ];
    loop {
        if let Ok(mut stream) = connect(to, from).await {
            let mut open = stream.write_all(beginning[kind % beginning.len()]).await.is_ok();
            while open {
                tokio::time::sleep(Duration::from_millis(300)).await;
                // The sixth asks for more and more and takes nothing of it; heads and bodies drip.
                open = match kind % beginning.len() {
                    6 => stream.write_all(beginning[6]).await.is_ok(),
                    4 | 5 => stream.write_all(b"x").await.is_ok(),
                    _ => {
                        let mut nothing = [0; 1];
                        let peeked = tokio::time::timeout(Duration::from_millis(1), stream.peek(&mut nothing)).await;
                        !matches!(peeked, Ok(Ok(0) | Err(_)))
                    }
                };
            }
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Status of a GET on a connection of its own; 0 when there was none.
async fn get(to: SocketAddr, path: &str) -> u16 {
    let ask = async {
        let mut stream = connect(to, [127, 0, 0, 1]).await?;
        let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        Ok::<_, std::io::Error>(answer)
    };
    let answer = tokio::time::timeout(Duration::from_secs(20), ask).await;
    let answer = answer.ok().and_then(Result::ok).unwrap_or_default();
    answer.split(' ').nth(1).and_then(|it| it.parse().ok()).unwrap_or(0)
}

fn serve(folder: &std::path::Path, connections: usize, tls: Option<&tempfile::TempDir>) -> Running {
    let mut command = byline();
    command.args(["serve", "--listen", "127.0.0.1:0", "--header-timeout", "2s", "--idle-timeout", "4s"]);
    command.args(["--body-timeout", "2s", "--write-timeout", "2s", "--data"]).arg(folder);
    command.args(["--max-connections", &connections.to_string()]);
    if let Some(tls) = tls {
        command.arg("--tls-cert").arg(tls.path().join("server.pem"));
        command.arg("--tls-key").arg(tls.path().join("server-key.pem"));
    }
    Running::start(&mut command)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn health_checks_and_reads_are_answered_whatever_others_do() {
    let long = std::env::var_os("BYLINE_LONG").is_some();
    let (bad, places, rounds) = if long { (4000, 800, 200) } else { (300, 100, 20) };
    let folder = tempfile::tempdir().unwrap();
    let registry = serve(folder.path(), places, None);
    let to: SocketAddr = registry.address().parse().unwrap();
    let bothering: Vec<_> = (0..bad)
        .map(|number| {
            let from = [127, 0, 1 + (number / 200) as u8, 1 + (number % 200) as u8];
            tokio::spawn(bother(to, from, number))
        })
        .collect();
    // Until all have come.
    tokio::time::sleep(Duration::from_secs(3)).await;
    let (mut health, mut read) = (0, 0);
    for _ in 0..rounds {
        health += usize::from(get(to, "/ping").await == 200);
        read += usize::from(get(to, "/pub/v3.0/identifiers").await == 200);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bothering.iter().for_each(tokio::task::JoinHandle::abort);
    println!("of {rounds}: {health} health checks and {read} reads were answered, beside {bad} bad clients");
    assert_eq!(health, rounds, "health checks");
    // A place that was made may go to one of the others: whoever asks again gets one.
    assert!(read * 10 >= rounds * 9, "{read} of {rounds} reads");
    assert_eq!(get(to, "/ping").await, 200, "and afterwards");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn handshakes_that_do_not_end_are_no_hindrance_over_tls() {
    let (folder, certificates) = (tempfile::tempdir().unwrap(), tls::certificates(&[]));
    let registry = serve(folder.path(), 60, Some(&certificates));
    let to: SocketAddr = registry.address().parse().unwrap();
    let bothering: Vec<_> =
        (0..200u8).map(|it| tokio::spawn(bother(to, [127, 0, 2, it], usize::from(it % 4)))).collect();
    tokio::time::sleep(Duration::from_secs(2)).await;
    let mut answered = 0;
    for _ in 0..20 {
        let ca = reqwest::Certificate::from_pem(&std::fs::read(certificates.path().join("ca.pem")).unwrap()).unwrap();
        let client = reqwest::Client::builder().tls_certs_only([ca]).timeout(Duration::from_secs(20)).build().unwrap();
        let answer = client.get(registry.url("/ping")).send().await;
        answered += usize::from(answer.is_ok_and(|it| it.status() == 200));
    }
    bothering.iter().for_each(tokio::task::JoinHandle::abort);
    assert!(answered >= 18, "{answered} of 20");
}

/// 1,100 connections to a process that may have 400 descriptors.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn descriptors_do_not_run_out() {
    let folder = tempfile::tempdir().unwrap();
    let program = byline();
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "ulimit -n 400 && exec \"$0\" serve --listen 127.0.0.1:0 --data \"$1\""]);
    command.arg(program.get_program()).arg(folder.path()).env_remove("BYLINE_LISTEN");
    let registry = Running::start(&mut command);
    let to: SocketAddr = registry.address().parse().unwrap();
    let mut held = Vec::new();
    for number in 0..600usize {
        let from = [127, 0, 3, 1 + (number % 200) as u8];
        if let Ok(stream) = connect(to, from).await {
            held.push(stream);
        }
    }
    let mut answered = 0;
    for _ in 0..20 {
        answered += usize::from(get(to, "/pub/v3.0/pubStatus").await == 200);
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert!(answered >= 18, "{answered} of 20");
}
