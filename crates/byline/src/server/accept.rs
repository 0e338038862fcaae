//! Taking connections, no more than allowed, until it is time to stop.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;

use super::connection::{Endpoint, Server};
use super::{Answerer, Stop, tls};
use crate::config::Limits;

/// Between two attempts when the process has run out of file descriptors.
const BREATHER: Duration = Duration::from_millis(50);

pub async fn run(
    listener: TcpListener,
    tls: Option<Arc<tls::Certificates>>,
    limits: Limits,
    answerer: impl Answerer,
    mut stop: Stop,
) {
    let free = Arc::new(Semaphore::new(limits.connections.0));
    let server = Server::new(&limits);
    let graceful = GracefulShutdown::new();
    loop {
        // A connection is only taken when there is room for it; the others wait in the queue of the socket.
        let accepted = tokio::select! {
            () = stop.requested() => break,
            accepted = take(&listener, &free) => accepted,
        };
        let Some((stream, peer, room)) = accepted else { continue };
        let endpoint = Endpoint::new(answerer.clone(), peer, &limits);
        let (server, watcher) = (server.clone(), graceful.watcher());
        let acceptor = tls.as_ref().map(|it| TlsAcceptor::from(it.current()));
        tokio::spawn(async move {
            server.serve(stream, acceptor, endpoint, watcher).await;
            drop(room);
        });
    }
    drop(listener);
    if tokio::time::timeout(limits.drain_timeout.0, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time and are cut off");
    }
}

async fn take(
    listener: &TcpListener,
    free: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit)> {
    let room = Arc::clone(free).acquire_owned().await.expect("nobody closes the semaphore");
    match listener.accept().await {
        Ok((stream, peer)) => {
            // Answers are written whole: waiting for more to send would only delay them.
            let _slower_without = stream.set_nodelay(true);
            Some((stream, peer, room))
        }
        // Gone before it was taken: not ours to report.
        Err(error) if is_of_the_peer(&error) => None,
        Err(error) => {
            tracing::error!("cannot take connections: {error}");
            tokio::time::sleep(BREATHER).await;
            None
        }
    }
}

fn is_of_the_peer(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
