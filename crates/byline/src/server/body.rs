//! Bodies that are watched on their way.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use http_body_util::Limited;
use hyper::body::{Frame, Incoming, SizeHint};

use super::life::{Flight, Life, Transfer};
use super::share::Counted;

/// Of answers over HTTP/2 as much is handed over at a time, so that it shows whether the peer takes it.
const STRETCH: usize = 64 * 1024;

/// The body of a request. It fails when it is too long, or when the peer is waited for too long.
pub struct Asked {
    body: Limited<Incoming>,
    life: Arc<Life>,
    slow: Arc<SlowBody>,
}

/// Whether the body of a request was given up.
#[derive(Default)]
pub struct SlowBody(std::sync::OnceLock<Arc<Transfer>>);

impl SlowBody {
    pub fn was_given_up(&self) -> bool {
        self.0.get().is_some_and(|transfer| transfer.is_too_slow())
    }
}

/// The peer took too long to send a body.
#[derive(Debug, thiserror::Error)]
#[error("the body took too long")]
struct TooSlow;

impl Asked {
    pub fn new(body: Incoming, largest: usize, life: Arc<Life>, slow: Arc<SlowBody>) -> Self {
        Asked { body: Limited::new(body, largest), life, slow }
    }
}

impl HttpBody for Asked {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(cx);
        match &polled {
            Poll::Pending => {
                let transfer = self.slow.0.get_or_init(|| self.life.transfer(true));
                transfer.wait(cx);
                if transfer.is_too_slow() {
                    return Poll::Ready(Some(Err(Box::new(TooSlow))));
                }
            }
            Poll::Ready(frame) => {
                if let Some(transfer) = self.slow.0.get() {
                    transfer.go_on();
                    if let Some(Ok(frame)) = frame {
                        transfer.moved(frame.data_ref().map_or(0, Bytes::len));
                    }
                }
            }
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        if let Some(transfer) = self.slow.0.get() {
            transfer.go_on();
            transfer.end();
        }
    }
}

/// The body of an answer; as long as it is there, the request is in flight.
pub struct Answered {
    body: Body,
    /// Of a frame that is handed over bit by bit.
    rest: Bytes,
    transfer: Option<Arc<Transfer>>,
    _flight: Flight,
    _counted: Option<Counted>,
}

impl Answered {
    pub fn new(body: Body, mut flight: Flight, counted: Option<Counted>) -> Self {
        flight.answered();
        let in_one = body.size_hint().exact().is_some_and(|size| size <= STRETCH as u64);
        // Over HTTP/1.1 the socket shows it.
        let transfer = (flight.life().speaks_http2() && !in_one).then(|| flight.life().transfer(false));
        Answered { body, rest: Bytes::new(), transfer, _flight: flight, _counted: counted }
    }

    fn stretch(&mut self, mut data: Bytes) -> Frame<Bytes> {
        if self.transfer.is_some() && data.len() > STRETCH {
            self.rest = data.split_off(STRETCH);
        }
        if let Some(transfer) = &self.transfer {
            transfer.hand_over(data.len());
        }
        Frame::data(data)
    }
}

impl HttpBody for Answered {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if let Some(transfer) = &self.transfer {
            // Whoever asks for more has taken what there was.
            transfer.go_on();
        }
        if !self.rest.is_empty() {
            let rest = std::mem::take(&mut self.rest);
            return Poll::Ready(Some(Ok(self.stretch(rest))));
        }
        match Pin::new(&mut self.body).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => Poll::Ready(Some(Ok(match frame.into_data() {
                Ok(data) => self.stretch(data),
                Err(other) => other,
            }))),
            other => other,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (mut hint, rest) = (self.body.size_hint(), self.rest.len() as u64);
        if rest > 0 {
            if let Some(upper) = hint.upper() {
                hint.set_upper(upper + rest);
            }
            hint.set_lower(hint.lower() + rest);
        }
        hint
    }
}

impl Drop for Answered {
    fn drop(&mut self) {
        if let Some(transfer) = &self.transfer {
            transfer.go_on();
            transfer.end();
        }
    }
}
