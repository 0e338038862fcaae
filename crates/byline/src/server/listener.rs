//! The socket that connections come in by: one that is made, or one that whoever starts the program has made before and
//! hands over (`sd_listen_fds(3)`), and keeps. Connections wait in the latter while there is no process to take them, so
//! that a restart turns nobody away.

use std::net::SocketAddr;

use anyhow::Context;
use listenfd::ListenFd;
use tokio::net::{TcpListener, TcpSocket, TcpStream};

/// Connections that may wait to be taken for a moment; what the system has by default is too short for a burst.
const QUEUE: u32 = 1024;

pub struct Listener {
    pub socket: TcpListener,
    /// Whether somebody else has it, too, so that those in its queue are not lost with us.
    outlives_us: bool,
}

impl Listener {
    /// The one that was handed over, else one at this address.
    pub fn open(listen: SocketAddr) -> anyhow::Result<Self> {
        if let Some(socket) = handed_over().context("the socket that was handed over (LISTEN_FDS)")? {
            return Ok(Listener { socket, outlives_us: true });
        }
        let socket = queue(listen).with_context(|| format!("cannot listen on {listen}"))?;
        Ok(Listener { socket, outlives_us: false })
    }

    /// Takes no connections any more; answers those that wait in the queue, who would be turned away with it. The system is
    /// asked itself: the runtime may not have heard of them yet.
    pub fn close(self) -> Vec<(TcpStream, SocketAddr)> {
        let Ok(socket) = self.socket.into_std() else { return Vec::new() };
        if self.outlives_us {
            return Vec::new();
        }
        let taken = std::iter::from_fn(|| socket.accept().ok()).take(QUEUE as usize);
        let ours = taken.filter_map(|(stream, peer)| {
            stream.set_nonblocking(true).ok()?;
            Some((TcpStream::from_std(stream).ok()?, peer))
        });
        ours.collect()
    }
}

fn handed_over() -> anyhow::Result<Option<TcpListener>> {
    let mut sockets = ListenFd::from_env();
    anyhow::ensure!(sockets.len() <= 1, "there are {}, and one is taken", sockets.len());
    if sockets.len() == 0 {
        return Ok(None);
    }
    let socket = sockets.take_tcp_listener(0)?.context("it is gone")?;
    socket.set_nonblocking(true)?;
    Ok(Some(TcpListener::from_std(socket)?))
}

fn queue(listen: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if listen.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // A restart does not have to wait for the connections of the process before. Elsewhere the option means more.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(listen)?;
    socket.listen(QUEUE)
}
