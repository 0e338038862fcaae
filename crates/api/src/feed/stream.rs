//! The feed as server-sent events (HTML §9.2): the same entries, as they come.
//!
//! What a reader may see can become less while the stream is open, so for every stretch of it the token is checked and
//! everything is looked at anew.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, Method, Response, StatusCode};
use byline_oauth::Purpose;
use byline_registry::{Cursor, Viewer};
use bytes::Bytes;
use futures_util::stream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::Change;
use crate::error::ApiError;
use crate::exchange::Exchange;
use crate::{ApiState, answer, bearer};

/// Streams at a time; each holds a connection.
const MOST: usize = 1000;
const PAGE: usize = 500;
/// After something changed: others are changing things, too.
const GATHER: Duration = Duration::from_millis(20);
/// Proxies close what is silent for long.
const HEARTBEAT: Duration = Duration::from_secs(15);
const NO_BUFFER: &str = "x-accel-buffering";

/// The open streams of a deployment.
pub struct Streams {
    room: Arc<Semaphore>,
    closing: watch::Sender<bool>,
}

impl Default for Streams {
    fn default() -> Self {
        Streams { room: Arc::new(Semaphore::new(MOST)), closing: watch::Sender::new(false) }
    }
}

impl Streams {
    /// Ends all, so that nobody has to wait for them.
    pub fn end(&self) {
        self.closing.send_replace(true);
    }
}

pub async fn answer(
    exchange: &Exchange<'_>,
    content_type: HeaderValue,
    after: Cursor,
) -> Result<Response<Body>, ApiError> {
    let state = exchange.state;
    let Ok(room) = Arc::clone(&state.streams.room).try_acquire_owned() else {
        let sentence = "Too many streams are open at the moment.";
        let mut response = answer::html_error(state, StatusCode::SERVICE_UNAVAILABLE, sentence);
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("10"));
        return Ok(response);
    };
    // Whoever comes with a cursor of another registry is told now.
    state.registry.changes(&Viewer::Public, after, 1).await?;
    let reader = Reader {
        state: state.clone(),
        viewer: exchange.viewer(),
        token: bearer::token(exchange.parts),
        cursor: after,
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
    cursor: Cursor,
    closing: watch::Receiver<bool>,
    greeted: bool,
    _room: OwnedSemaphorePermit,
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
            let page = self.state.registry.changes(&self.viewer, self.cursor, PAGE).await;
            let page = page.inspect_err(|error| tracing::error!(%error, "a stream of changes ends")).ok()?;
            if page.next != self.cursor {
                self.cursor = page.next;
                return Some(written(page.entries.get().iter().map(Change::from), page.next));
            }
            let (registry, cursor) = (Arc::clone(&self.state.registry), self.cursor);
            tokio::select! {
                () = registry.wait_for_changes(cursor) => tokio::time::sleep(GATHER).await,
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

/// An event each, and at the end the place to go on from, should that be behind the last of them.
fn written(changes: impl Iterator<Item = Change>, next: Cursor) -> String {
    let mut text = String::new();
    let next = next.to_string();
    let mut last = None;
    for change in changes {
        let data = serde_json::to_string(&change).expect("texts and numbers have a form in JSON");
        text.push_str(&format!("id: {}\nevent: change\ndata: {data}\n\n", change.cursor));
        last = Some(change.cursor);
    }
    if last.as_deref() != Some(&*next) {
        text.push_str(&format!("id: {next}\n\n"));
    }
    text
}
