//! What was asked of the sandbox, for whoever wonders what a client really sends.
//!
//! The last of it is kept, bounded by number and by size, in memory alone. `/__sandbox/` itself is not in it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, HttpBody as _};
use axum::extract::Request;
use axum::response::Response;
use byline_model::Timestamp;
use http_body_util::BodyExt as _;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::environment::Stopwatch;

/// So many requests are kept at most, and so many bytes of them.
const MOST: usize = 1000;
const MOST_BYTES: usize = 4 << 20;
/// Of one body, and of one header.
const LONGEST_BODY: usize = 16 << 10;
const LONGEST_TEXT: usize = 4 << 10;

/// The last requests.
#[derive(Default)]
pub struct Requests(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    asked: VecDeque<Asked>,
    bytes: usize,
    next: u64,
}

/// A request that was answered.
#[derive(Clone, Debug, Serialize)]
pub struct Asked {
    pub id: u64,
    pub at: String,
    pub method: String,
    pub path: String,
    /// `null` when the address had none.
    pub query: Option<String>,
    /// As they came; several of one name are joined.
    pub headers: Map<String, Value>,
    /// As much of it as is kept, as text; `null` when nobody read any.
    pub body: Option<String>,
    pub body_bytes: usize,
    pub status: u16,
    pub millis: u64,
}

/// A request that is being answered.
pub struct Noted {
    asked: Asked,
    body: Arc<Mutex<(Vec<u8>, usize)>>,
    began: Stopwatch,
}

impl Requests {
    /// Notes a request before it is answered, and has its body watched.
    pub fn begin(&self, request: Request, now: Timestamp) -> (Request, Noted) {
        let (parts, body) = request.into_parts();
        let mut headers = Map::new();
        for name in parts.headers.keys() {
            let values = parts.headers.get_all(name).iter();
            let values: Vec<_> = values.map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
            headers.insert(name.to_string(), short(&values.join(", ")).into());
        }
        let mut kept = self.lock();
        kept.next += 1;
        let id = kept.next;
        drop(kept);
        let asked = Asked {
            id,
            at: now.to_string(),
            method: parts.method.to_string(),
            path: short(parts.uri.path()),
            query: parts.uri.query().map(short),
            headers,
            body: None,
            body_bytes: 0,
            status: 0,
            millis: 0,
        };
        let seen = Arc::<Mutex<(Vec<u8>, usize)>>::default();
        let body = if body.is_end_stream() { body } else { watched(body, Arc::clone(&seen)) };
        (Request::from_parts(parts, body), Noted { asked, body: seen, began: Stopwatch::start() })
    }

    /// Keeps it, now that it is answered.
    pub fn end(&self, noted: Noted, response: &Response) {
        let Noted { mut asked, body, began } = noted;
        let (bytes, whole) = std::mem::take(&mut *body.lock().unwrap_or_else(PoisonError::into_inner));
        asked.body = (whole > 0).then(|| String::from_utf8_lossy(&bytes).into_owned());
        asked.body_bytes = whole;
        asked.status = response.status().as_u16();
        asked.millis = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let mut kept = self.lock();
        kept.bytes += asked.size();
        kept.asked.push_back(asked);
        while kept.asked.len() > MOST || kept.bytes > MOST_BYTES {
            let Some(oldest) = kept.asked.pop_front() else { break };
            kept.bytes -= oldest.size();
        }
    }

    /// Newest first.
    pub fn list(&self) -> Vec<Asked> {
        let mut asked: Vec<Asked> = self.lock().asked.iter().cloned().collect();
        asked.sort_unstable_by_key(|it| std::cmp::Reverse(it.id));
        asked
    }

    pub fn forget(&self) {
        *self.lock() = Kept::default();
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Asked {
    /// About how much memory it takes.
    fn size(&self) -> usize {
        let text = |it: &Option<String>| it.as_ref().map_or(0, String::len);
        let headers: usize =
            self.headers.iter().map(|(name, value)| name.len() + value.as_str().map_or(0, str::len)).sum();
        300 + self.path.len() + text(&self.query) + headers + 100 * self.headers.len() + text(&self.body)
    }
}

fn watched(body: Body, seen: Arc<Mutex<(Vec<u8>, usize)>>) -> Body {
    Body::new(body.map_frame(move |frame| {
        if let Some(data) = frame.data_ref() {
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            let room = LONGEST_BODY - seen.0.len();
            seen.0.extend_from_slice(&data[..data.len().min(room)]);
            seen.1 += data.len();
        }
        frame
    }))
}

/// No longer than is kept.
fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;
    use axum::response::IntoResponse as _;

    const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);

    async fn ask(requests: &Requests, path: &str, body: Vec<u8>) {
        let request = Request::post(path).header("x-probe", "y".repeat(10_000)).body(Body::from(body)).unwrap();
        let (request, noted) = requests.begin(request, NOW);
        let _read = request.into_body().collect().await.unwrap();
        requests.end(noted, &StatusCode::NOT_FOUND.into_response());
    }

    #[tokio::test]
    async fn what_was_asked_is_there_newest_first() {
        let requests = Requests::default();
        ask(&requests, "/one?a=b", b"hello".to_vec()).await;
        ask(&requests, "/two", Vec::new()).await;
        let [two, one] = &requests.list()[..] else { panic!("there are two") };
        assert_eq!((&*one.path, one.query.as_deref(), one.status), ("/one", Some("a=b"), 404));
        assert_eq!((one.body.as_deref(), one.body_bytes), (Some("hello"), 5));
        assert_eq!((&*two.path, two.body.as_deref(), two.query.as_deref()), ("/two", None, None));
        requests.forget();
        assert!(requests.list().is_empty());
    }

    #[tokio::test]
    async fn it_is_bounded_by_number_and_by_size() {
        let requests = Requests::default();
        for number in 0..2 * MOST {
            ask(&requests, &format!("/{number}"), Vec::new()).await;
        }
        let short = requests.list();
        assert!(short.len() <= MOST && short[0].path == format!("/{}", 2 * MOST - 1), "{}", short.len());
        for _ in 0..MOST {
            ask(&requests, "/long", vec![b'x'; 1 << 20]).await;
        }
        let kept = requests.lock();
        let sizes: usize = kept.asked.iter().map(Asked::size).sum();
        assert!(kept.bytes <= MOST_BYTES && kept.bytes == sizes, "{} {sizes}", kept.bytes);
        assert!(kept.asked.iter().all(|it| it.body.as_ref().is_none_or(|it| it.len() <= LONGEST_BODY)));
    }
}
