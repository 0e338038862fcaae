//! The feed as server-sent events (HTML §9.2): the same entries, as they come.
//!
//! What a reader may see can become less while the stream is open, so for every stretch of it the token is checked and
//! everything is looked at anew.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Method, Response, StatusCode};
use byline_http::Peer;
use byline_model::ClientId;
use byline_model::network::Network;
use byline_oauth::{Purpose, Seal};
use byline_registry::{Cursor, Viewer};
use bytes::Bytes;
use futures_util::stream;
use tokio::sync::watch;

use super::Change;
use crate::error::ApiError;
use crate::exchange::Exchange;
use crate::{ApiState, answer, bearer};

/// Streams at a time; each holds a connection.
const MOST: usize = 1000;
/// Of these, so many at most are of readers without a token: they cost nothing to make.
const ANONYMOUS: usize = 700;
/// Of one address, without a token; and of one client.
const OF_ADDRESS: usize = 16;
const OF_CLIENT: usize = 100;
const PAGE: usize = 500;
/// After something changed: others are changing things, too.
const GATHER: Duration = Duration::from_millis(20);
/// Proxies close what is silent for long.
const HEARTBEAT: Duration = Duration::from_secs(15);
const NO_BUFFER: &str = "x-accel-buffering";

/// The open streams of a deployment.
pub struct Streams {
    open: Mutex<Open>,
    closing: watch::Sender<bool>,
}

#[derive(Default)]
struct Open {
    of: HashMap<Reads, usize>,
    anonymous: usize,
    all: usize,
}

/// As who a stream counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Reads {
    /// Somebody without a token.
    Address(Option<Network>),
    Client(ClientId),
}

impl Default for Streams {
    fn default() -> Self {
        Streams { open: Mutex::default(), closing: watch::Sender::new(false) }
    }
}

impl Streams {
    /// Ends all, so that nobody has to wait for them.
    pub fn end(&self) {
        self.closing.send_replace(true);
    }

    /// Room for a stream; `None` when there is none for this reader.
    fn room(self: &Arc<Self>, reads: Reads) -> Option<Room> {
        let mut open = self.lock();
        let (anonymous, share) = match reads {
            Reads::Address(_) => (1, OF_ADDRESS),
            Reads::Client(_) => (0, OF_CLIENT),
        };
        let held = open.of.get(&reads).copied().unwrap_or(0);
        if held >= share || open.all >= MOST || open.anonymous + anonymous > ANONYMOUS {
            return None;
        }
        open.of.insert(reads.clone(), held + 1);
        open.anonymous += anonymous;
        open.all += 1;
        drop(open);
        Some(Room { streams: Arc::clone(self), reads })
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The place of an open stream.
struct Room {
    streams: Arc<Streams>,
    reads: Reads,
}

impl Drop for Room {
    fn drop(&mut self) {
        let mut open = self.streams.lock();
        open.all -= 1;
        if let Reads::Address(_) = self.reads {
            open.anonymous -= 1;
        }
        if let Some(held) = open.of.get_mut(&self.reads) {
            *held -= 1;
            if *held == 0 {
                open.of.remove(&self.reads);
            }
        }
    }
}

fn reads(exchange: &Exchange<'_>) -> Reads {
    match &exchange.caller {
        Some(caller) => Reads::Client(caller.client.id.clone()),
        None => {
            let (state, parts) = (exchange.state, exchange.parts);
            let client = state.proxies.read(Peer::of(&parts.extensions), &parts.headers).client;
            Reads::Address(client.map(Network::around))
        }
    }
}

pub async fn answer(
    exchange: &Exchange<'_>,
    content_type: HeaderValue,
    after: Cursor,
    seal: Arc<Seal>,
) -> Result<Response<Body>, ApiError> {
    let state = exchange.state;
    let room = state.streams.room(reads(exchange)).ok_or(ApiError::TooManyStreams)?;
    // Whoever comes with a cursor of another registry is told now.
    state.registry.changes(&Viewer::Public, after, 1).await?;
    let reader = Reader {
        state: state.clone(),
        viewer: exchange.viewer(),
        token: bearer::token(exchange.parts),
        cursor: after,
        read: after,
        seal,
        closing: state.streams.closing.subscribe(),
        greeted: false,
        _room: room,
    };
    let body = match exchange.parts.method == Method::HEAD {
        true => Body::empty(),
        false => Body::from_stream(stream::unfold(reader, |mut reader| async move {
            let next = reader.next().await?;
            Some((Ok::<_, Infallible>(Bytes::from(next)), reader))
        })),
    };
    let mut response = answer::fleeting(state, StatusCode::OK, None, body);
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response.headers_mut().insert(NO_BUFFER, HeaderValue::from_static("no"));
    Ok(response)
}

/// Whoever reads a stream.
struct Reader {
    state: ApiState,
    viewer: Viewer,
    token: Option<String>,
    /// Behind the last entry that was told.
    cursor: Cursor,
    /// Up to where everything was looked through.
    read: Cursor,
    seal: Arc<Seal>,
    closing: watch::Receiver<bool>,
    greeted: bool,
    _room: Room,
}

impl Reader {
    /// The next stretch of the stream; `None` is its end.
    async fn next(&mut self) -> Option<String> {
        if !std::mem::replace(&mut self.greeted, true) {
            return Some("retry: 3000\n\n".to_owned());
        }
        loop {
            if *self.closing.borrow() || !self.may_go_on().await {
                return None;
            }
            let page = self.state.registry.changes_from(&self.viewer, self.cursor, self.read, PAGE).await;
            let page = page.inspect_err(|error| tracing::error!(%error, "a stream of changes ends")).ok()?;
            (self.cursor, self.read) = (page.next, page.read);
            if !page.entries.get().is_empty() {
                return Some(written(page.entries.get().iter().map(|entry| Change::of(entry, &self.seal))));
            }
            if page.more {
                continue;
            }
            let (registry, read) = (Arc::clone(&self.state.registry), self.read);
            tokio::select! {
                () = registry.wait_for_changes(read) => tokio::time::sleep(GATHER).await,
                () = closed(&mut self.closing) => return None,
                () = tokio::time::sleep(HEARTBEAT) => return Some(": \n\n".to_owned()),
            }
        }
    }

    async fn may_go_on(&self) -> bool {
        match &self.token {
            Some(token) => self.state.bearer.verify(token, Purpose::Other).await.is_ok(),
            None => true,
        }
    }
}

async fn closed(closing: &mut watch::Receiver<bool>) {
    // An error is the other end gone: the same.
    let _either = closing.wait_for(|closing| *closing).await;
}

/// An event each.
fn written(changes: impl Iterator<Item = Change>) -> String {
    let mut text = String::new();
    for change in changes {
        let data = serde_json::to_string(&change).expect("texts and numbers have a form in JSON");
        text.push_str(&format!("id: {}\nevent: change\ndata: {data}\n\n", change.cursor));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Reads {
        Reads::Address(Some(Network::around(text.parse().unwrap())))
    }

    fn client(number: usize) -> Reads {
        Reads::Client(format!("APP-{number:016}").parse().unwrap())
    }

    #[test]
    fn readers_have_their_share() {
        let streams = Arc::<Streams>::default();
        let held: Vec<_> = (0..OF_ADDRESS).filter_map(|_| streams.room(address("192.0.2.1"))).collect();
        assert_eq!(held.len(), OF_ADDRESS);
        assert!(streams.room(address("192.0.2.1")).is_none());
        assert!(streams.room(address("192.0.2.2")).is_some());
        let of_client: Vec<_> = (0..2 * OF_CLIENT).filter_map(|_| streams.room(client(1))).collect();
        assert_eq!(of_client.len(), OF_CLIENT);
        drop((held, of_client));
        assert!(streams.room(address("192.0.2.1")).is_some());
        let open = streams.lock();
        assert_eq!((open.all, open.anonymous, open.of.len()), (0, 0, 0));
    }

    #[test]
    fn there_are_places_for_tokens_however_many_have_none() {
        let streams = Arc::<Streams>::default();
        let addresses = (0..u32::try_from(MOST).unwrap()).map(|it| address(&std::net::Ipv4Addr::from(it).to_string()));
        let anonymous: Vec<_> = addresses.filter_map(|it| streams.room(it)).collect();
        assert_eq!(anonymous.len(), ANONYMOUS);
        let clients: Vec<_> = (0..MOST).filter_map(|it| streams.room(client(it))).collect();
        assert_eq!(clients.len(), MOST - ANONYMOUS);
    }
}
