//! A server with an answerer of a few lines, and clients that behave as one hopes none does.

mod ends;
mod places;
mod waits;
mod wire;

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use byline_http::{Leaving, TrustedProxies};
use byline_settings::{ByteSize, Count, Span, defaults};
use http_body_util::BodyExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::watch;

use super::{Answerer, Server, Stop};
use crate::config::Limits;

/// More than the sockets of both sides hold.
const BIG: usize = 32 << 20;
/// What nothing takes that is right, on however busy a machine.
const LONG: Duration = Duration::from_secs(60);

#[derive(Clone)]
struct Echo;

impl Answerer for Echo {
    async fn answer(&self, request: Request) -> Response {
        match request.uri().path() {
            "/big" => Body::from(vec![b'x'; BIG]).into_response(),
            "/never" => std::future::pending().await,
            "/moved" => ([("location", "/there"), ("content-type", "text/plain")], "moved").into_response(),
            _ => match request.into_body().collect().await {
                Ok(body) => body.to_bytes().into_response(),
                Err(_) => axum::http::StatusCode::BAD_REQUEST.into_response(),
            },
        }
    }
}

struct Running {
    address: SocketAddr,
    leaving: Leaving,
    stop: watch::Sender<bool>,
    task: tokio::task::JoinHandle<()>,
}

impl Running {
    fn start(limits: Limits) -> Self {
        Self::trusting(limits, &[])
    }

    fn trusting(limits: Limits, proxies: &[&str]) -> Self {
        let proxies = TrustedProxies::parse(proxies.iter().copied()).unwrap();
        let server = Server::bind("127.0.0.1:0".parse().unwrap(), None, limits, proxies).unwrap();
        let address = server.address();
        let (stop, receiver) = watch::channel(false);
        let leaving = Leaving::default();
        let task = tokio::spawn(server.run(Echo, Stop::when(leaving.clone(), receiver)));
        Running { address, leaving, stop, task }
    }

    /// A connection from 127.0.0.`from`.
    async fn connect(&self, from: u8) -> TcpStream {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(SocketAddr::from(([127, 0, 0, from], 0))).unwrap();
        socket.connect(self.address).await.unwrap()
    }

    /// What is answered to these bytes until the connection ends, from 127.0.0.`from`.
    async fn say(&self, from: u8, bytes: &[u8]) -> String {
        let mut stream = self.connect(from).await;
        let _it_may_end_already = stream.write_all(bytes).await;
        rest(&mut stream).await
    }

    /// Status of a plain GET.
    async fn get(&self, from: u8, path: &str) -> u16 {
        let answer = self.say(from, get(path, "Connection: close\r\n").as_bytes()).await;
        answer.split(' ').nth(1).and_then(|it| it.parse().ok()).unwrap_or(0)
    }

    async fn http2(&self, from: u8) -> Http2 {
        let io = hyper_util::rt::TokioIo::new(self.connect(from).await);
        let executor = hyper_util::rt::TokioExecutor::new();
        let (sender, connection) = hyper::client::conn::http2::handshake(executor, io).await.unwrap();
        Http2 { sender, connection: tokio::spawn(async move { drop(connection.await) }) }
    }
}

struct Http2 {
    sender: hyper::client::conn::http2::SendRequest<Body>,
    connection: tokio::task::JoinHandle<()>,
}

impl Http2 {
    fn request(path: &str, body: Body) -> axum::http::Request<Body> {
        axum::http::Request::post(format!("http://reg.test{path}")).body(body).unwrap()
    }
}

fn get(path: &str, headers: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: reg.test\r\n{headers}\r\n")
}

/// What comes until the connection ends. That it ends by a reset is as good.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _end = tokio::time::timeout(LONG, stream.read_to_end(&mut bytes)).await.expect("the connection ends");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Nothing but `changed` is short.
fn limits(changed: impl FnOnce(&mut Limits)) -> Limits {
    let mut limits = defaults::<Limits>();
    let long = Span(10 * LONG);
    (limits.header_timeout, limits.idle_timeout) = (long, long);
    (limits.body_timeout, limits.write_timeout) = (long, long);
    changed(&mut limits);
    limits
}

const SHORT: Span = Span(Duration::from_millis(200));

fn count(number: usize) -> Count {
    Count(number)
}

fn quick() -> ByteSize {
    ByteSize(1 << 20)
}
