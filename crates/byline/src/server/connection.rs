//! One connection, from its first byte to its last.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use byline_http::Peer;
use http_body_util::Limited;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::Watcher;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;

use super::Answerer;
use crate::config::Limits;

/// For the few messages of a TLS handshake.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// Streams of one HTTP/2 connection at a time.
const STREAMS: u32 = 100;
/// How often a silent HTTP/2 connection is asked whether it is still there, and how long it may take to say so.
const PING: (Duration, Duration) = (Duration::from_secs(30), Duration::from_secs(10));

/// How connections are spoken to; the same for all of them.
#[derive(Clone)]
pub struct Server {
    builder: Builder<TokioExecutor>,
}

impl Server {
    pub fn new(limits: &Limits) -> Self {
        let mut builder = Builder::new(TokioExecutor::new());
        // No `pipeline_flush`: it would copy every body into a buffer of the connection's before it is sent.
        builder.http1().timer(TokioTimer::new()).header_read_timeout(limits.header_timeout.0);
        builder
            .http2()
            .timer(TokioTimer::new())
            .max_concurrent_streams(STREAMS)
            .keep_alive_interval(PING.0)
            .keep_alive_timeout(PING.1);
        Server { builder }
    }

    pub async fn serve<A: Answerer>(
        &self,
        stream: TcpStream,
        tls: Option<TlsAcceptor>,
        endpoint: Endpoint<A>,
        watcher: Watcher,
    ) {
        let Some(tls) = tls else { return self.speak(stream, endpoint, watcher).await };
        match tokio::time::timeout(HANDSHAKE, tls.accept(stream)).await {
            Ok(Ok(stream)) => self.speak(stream, endpoint, watcher).await,
            Ok(Err(error)) => tracing::debug!("TLS handshake: {error}"),
            Err(_) => tracing::debug!("TLS handshake: took too long"),
        }
    }

    async fn speak<A, S>(&self, stream: S, endpoint: Endpoint<A>, watcher: Watcher)
    where
        A: Answerer,
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let connection = self.builder.serve_connection(TokioIo::new(stream), endpoint);
        if let Err(error) = watcher.watch(connection.into_owned()).await {
            // Peers go away all the time.
            tracing::debug!("connection: {error}");
        }
    }
}

/// What answers on one connection.
pub struct Endpoint<A> {
    answerer: A,
    peer: Peer,
    largest_body: usize,
}

impl<A> Endpoint<A> {
    pub fn new(answerer: A, peer: SocketAddr, limits: &Limits) -> Self {
        let largest_body = usize::try_from(limits.body.0).unwrap_or(usize::MAX);
        Endpoint { answerer, peer: Peer(peer.ip()), largest_body }
    }
}

impl<A: Answerer> hyper::service::Service<Request<Incoming>> for Endpoint<A> {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let mut request = request.map(|body| Body::new(Limited::new(body, self.largest_body)));
        request.extensions_mut().insert(self.peer);
        let answerer = self.answerer.clone();
        Box::pin(async move { Ok(answerer.answer(request).await) })
    }
}
