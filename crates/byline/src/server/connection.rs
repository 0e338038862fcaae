//! One connection, from its first byte to its last.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONNECTION, CONTENT_TYPE, RETRY_AFTER, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, StatusCode, Version};
use axum::response::Response;
use byline_http::{Leaving, LongestBody, Peer, host};
use futures_util::future::OptionFuture;
use hyper::body::{Body as _, Incoming};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;

use super::Answerer;
use super::body::{Answered, Asked, SlowBody};
use super::life::{Life, Order};
use super::share::{Counted, Shares};
use super::socket::Socket;
use super::table::{Seat, Table};

/// Streams of one HTTP/2 connection at a time.
const STREAMS: u32 = 100;
/// Of streams that the peer takes back before they are looked at, and of those that we had to refuse: whoever makes more
/// is let go (CVE-2023-44487, CVE-2025-8671).
const RESETS: usize = 20;
const REFUSALS: usize = 100;
/// Of one request, over HTTP/2 as they are once unpacked; more than any browser sends.
const HEADERS: u32 = 32 * 1024;
const HEADER_LINES: usize = 100;
/// Of the head of a request over HTTP/1.1, and of what is written ahead.
const BUFFER: usize = 128 * 1024;
/// How often a silent HTTP/2 connection is asked whether it is still there, and how long it may take to say so.
const PING: (Duration, Duration) = (Duration::from_secs(30), Duration::from_secs(10));
/// Over HTTP/1.1 nobody can be told that a quiet connection ends: a request that was sent before that shows has so long to
/// arrive.
const ON_ITS_WAY: Duration = Duration::from_millis(300);
/// What is answered on a connection that has a place in the reserve.
const HEALTH: [&str; 7] = ["ping", "healthz", "readyz", "status", "pubStatus", "apiStatus", "health"];

/// How connections are spoken to; the same for all of them.
#[derive(Clone)]
pub struct Server {
    builder: Builder<TokioExecutor>,
}

impl Server {
    pub fn new() -> Self {
        let mut builder = Builder::new(TokioExecutor::new());
        // No `pipeline_flush`: it would copy every body into a buffer of the connection's before it is sent. No time for
        // heads either: `table` has an eye on all of them.
        builder
            .http1()
            .header_read_timeout(None)
            // Scripts look for `Location:` and `Content-Type:` literally (`decisions` 45).
            .title_case_headers(true)
            .max_headers(HEADER_LINES)
            .max_buf_size(BUFFER);
        builder
            .http2()
            .timer(TokioTimer::new())
            .max_concurrent_streams(STREAMS)
            .max_pending_accept_reset_streams(RESETS)
            .max_local_error_reset_streams(REFUSALS)
            .max_header_list_size(HEADERS)
            .keep_alive_interval(PING.0)
            .keep_alive_timeout(PING.1);
        Server { builder }
    }

    pub async fn serve<A: Answerer>(&self, stream: TcpStream, tls: Option<TlsAcceptor>, endpoint: Endpoint<A>) {
        let life = Arc::clone(&endpoint.seat.life);
        let socket = Socket::new(stream, Arc::clone(&life));
        let Some(tls) = tls else { return self.speak(socket, endpoint, &life).await };
        let mut shaking = std::pin::pin!(tls.accept(socket));
        let shaken = loop {
            tokio::select! {
                shaken = shaking.as_mut() => break shaken,
                order = life.ordered() => match order {
                    // A request is on its way behind it.
                    Order::Finish => {}
                    Order::End => return,
                },
            }
        };
        match shaken {
            Ok(stream) => self.speak(stream, endpoint, &life).await,
            Err(error) => tracing::debug!("TLS handshake: {error}"),
        }
    }

    async fn speak<A, S>(&self, stream: S, endpoint: Endpoint<A>, life: &Life)
    where
        A: Answerer,
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let mut connection = std::pin::pin!(self.builder.serve_connection(TokioIo::new(stream), endpoint));
        let mut farewell = std::pin::pin!(OptionFuture::<tokio::time::Sleep>::default());
        if life.is_to_finish() {
            farewell.set(Some(tokio::time::sleep(ON_ITS_WAY)).into());
        }
        loop {
            tokio::select! {
                ended = connection.as_mut() => {
                    if let Err(error) = ended {
                        // Peers go away all the time.
                        tracing::debug!("connection: {error}");
                    }
                    return;
                }
                order = life.ordered() => match order {
                    // Over HTTP/2 the peer is told, and what is under way is known.
                    Order::Finish if life.in_flight() > 0 || life.speaks_http2() => {
                        connection.as_mut().graceful_shutdown();
                    }
                    Order::Finish => farewell.set(Some(tokio::time::sleep(ON_ITS_WAY)).into()),
                    Order::End => return tracing::debug!("connection: ended, as it kept the server waiting"),
                },
                Some(()) = farewell.as_mut() => {
                    farewell.set(None.into());
                    connection.as_mut().graceful_shutdown();
                }
            }
        }
    }
}

/// What all connections look at.
pub struct Shared {
    pub shares: Arc<Shares>,
    pub leaving: Leaving,
}

/// What answers on one connection.
pub struct Endpoint<A> {
    answerer: A,
    peer: Peer,
    seat: Seat,
    table: Arc<Table>,
    shares: Arc<Shares>,
    leaving: Leaving,
    largest_body: usize,
}

impl<A> Endpoint<A> {
    /// For the connection of `peer`, which has a `seat` at the `table`.
    pub fn new(answerer: A, peer: Peer, seat: Seat, table: Arc<Table>, shared: &Shared) -> Self {
        let largest_body = usize::try_from(table.limits().max_body.0.0).unwrap_or(usize::MAX);
        let (shares, leaving) = (Arc::clone(&shared.shares), shared.leaving.clone());
        Endpoint { answerer, peer, seat, table, shares, leaving, largest_body }
    }
}

/// Status, sentence, and whether it is the last answer on the connection.
type Refused = (StatusCode, String, bool);

impl<A> Endpoint<A> {
    /// Whether a request is answered at all. Behind a proxy it counts as that of whom it is for.
    fn admit(&self, request: &Request<Incoming>) -> Result<Option<Counted>, Refused> {
        if let Err(bad) = host::check(request.version(), request.uri(), request.headers()) {
            return Err((StatusCode::BAD_REQUEST, bad.to_string(), true));
        }
        if self.seat.reserve && !is_for_health(request.uri().path()) {
            let sentence = "There are too many connections.".to_owned();
            return Err((StatusCode::SERVICE_UNAVAILABLE, sentence, true));
        }
        if !self.seat.trusted {
            return Ok(None);
        }
        let client = self.table.proxies().read(Some(self.peer.0), request.headers()).client;
        // What a proxy asks for itself is its own business.
        if client == Some(self.peer.0) {
            return Ok(None);
        }
        match self.shares.take(client, self.table.share()) {
            Some(counted) => Ok(Some(counted)),
            None => {
                let sentence = "Too many requests of yours are under way.".to_owned();
                Err((StatusCode::SERVICE_UNAVAILABLE, sentence, false))
            }
        }
    }
}

impl<A: Answerer> hyper::service::Service<Request<Incoming>> for Endpoint<A> {
    type Response = axum::http::Response<Answered>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let is_http1 = request.version() < Version::HTTP_2;
        let flight = self.seat.life.begin(!is_http1);
        let counted = match self.admit(&request) {
            Ok(counted) => counted,
            Err((status, sentence, last)) => {
                let response = refusal(status, sentence, last && is_http1);
                return Box::pin(std::future::ready(Ok(response.map(|body| Answered::new(body, flight, None)))));
            }
        };
        let mut slow = None;
        let mut request = request.map(|body| match body.is_end_stream() {
            true => Body::empty(),
            false => {
                let watch = slow.insert(Arc::<SlowBody>::default());
                Body::new(Asked::new(body, self.largest_body, Arc::clone(&self.seat.life), Arc::clone(watch)))
            }
        });
        request.extensions_mut().insert(self.peer);
        request.extensions_mut().insert(LongestBody(self.largest_body));
        let answerer = self.answerer.clone();
        let (reserve, leaving) = (self.seat.reserve, self.leaving.clone());
        Box::pin(async move {
            let mut response = answerer.answer(request).await;
            if slow.is_some_and(|slow| slow.was_given_up()) {
                response = refusal(StatusCode::REQUEST_TIMEOUT, "The body took too long.".to_owned(), is_http1);
            }
            if is_http1 && (reserve || leaving.has_begun()) {
                response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            }
            Ok(response.map(|body| Answered::new(body, flight, counted)))
        })
    }
}

fn is_for_health(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|last| HEALTH.contains(&last))
}

/// An answer that nothing behind the server has seen the request of.
fn refusal(status: StatusCode, mut sentence: String, last: bool) -> Response {
    sentence.push('\n');
    let mut response = Response::new(Body::from(sentence));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(RETRY_AFTER, HeaderValue::from_static("5"));
    }
    if last {
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}
