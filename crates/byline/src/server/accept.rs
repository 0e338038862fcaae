//! Taking connections, no more than there are places for, until it is time to stop.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use byline_http::Peer;
use tokio::net::TcpStream;
use tokio::time::{Instant, MissedTickBehavior};
use tokio_rustls::TlsAcceptor;

use super::connection::{Endpoint, Server, Shared};
use super::life::Order;
use super::listener::Listener;
use super::table::Table;
use super::{Answerer, Stop, tls};

/// Between two attempts when the process has run out of file descriptors.
const BREATHER: Duration = Duration::from_millis(20);

pub async fn run(
    listener: Listener,
    tls: Option<Arc<tls::Certificates>>,
    table: Arc<Table>,
    answerer: impl Answerer,
    mut stop: Stop,
) {
    let server = Server::new();
    let shared = Shared { shares: Arc::default(), leaving: stop.leaving().clone() };
    let sweeping = tokio::spawn(sweep(Arc::clone(&table)));
    let begin = |(stream, peer): (TcpStream, SocketAddr)| {
        // Answers are written whole: waiting for more to send would only delay them.
        let _slower_without = stream.set_nodelay(true);
        // Nobody is kept in the queue of the socket: those behind would wait, too. Whoever finds no place is let go.
        let Some(seat) = table.admit(peer.ip(), Instant::now()) else { return };
        let endpoint = Endpoint::new(answerer.clone(), Peer(peer.ip()), seat, Arc::clone(&table), &shared);
        let server = server.clone();
        let acceptor = tls.as_ref().map(|it| TlsAcceptor::from(it.current()));
        tokio::spawn(async move { server.serve(stream, acceptor, endpoint).await });
    };
    loop {
        let accepted = tokio::select! {
            () = stop.requested() => break,
            accepted = take(&listener, &table) => accepted,
        };
        accepted.into_iter().for_each(&begin);
    }
    listener.close().into_iter().for_each(&begin);
    table.order(Order::Finish);
    if tokio::time::timeout(table.limits().drain_timeout.0, table.emptied()).await.is_err() {
        tracing::warn!("some requests did not end in time and are cut off");
        table.order(Order::End);
    }
    sweeping.abort();
}

async fn sweep(table: Arc<Table>) {
    let mut ticks = tokio::time::interval(table.pace());
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        table.sweep(ticks.tick().await);
    }
}

async fn take(listener: &Listener, table: &Table) -> Option<(TcpStream, SocketAddr)> {
    match listener.socket.accept().await {
        Ok(accepted) => Some(accepted),
        // Gone before it was taken: not ours to report.
        Err(error) if is_of_the_peer(&error) => None,
        Err(error) => {
            tracing::error!("cannot take connections: {error}");
            table.make_room();
            tokio::time::sleep(BREATHER).await;
            None
        }
    }
}

fn is_of_the_peer(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
