//! A web server that others call: it notes what arrives, and answers as it is told.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Response, StatusCode, Version, header};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Long enough for any machine; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a receiver answers.
#[derive(Clone, Debug)]
pub enum Reply {
    Status(u16),
    /// A redirect to this address.
    Redirect(String),
    /// Nothing, and the connection stays open.
    Hang,
}

/// A call that arrived.
#[derive(Clone, Debug)]
pub struct Received {
    pub method: String,
    /// With the query.
    pub path: String,
    pub version: Version,
    pub headers: HeaderMap,
    pub body: String,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

#[derive(Default)]
struct Book {
    received: Mutex<Vec<Received>>,
    replies: Mutex<HashMap<String, Reply>>,
    arrived: watch::Sender<usize>,
}

/// The server; it ends with the runtime.
#[derive(Clone)]
pub struct Receiver {
    address: SocketAddr,
    book: Arc<Book>,
}

impl Receiver {
    /// Answers 204 to everything, on a port of its own.
    pub async fn start() -> Self {
        Self::start_at("127.0.0.1").await
    }

    /// The same at another address of this machine: a host of its own.
    pub async fn start_at(address: &str) -> Self {
        let listener = TcpListener::bind((address, 0)).await.expect("a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let book = Arc::new(Book::default());
        let router = Router::new().fallback(arrive).with_state(Arc::clone(&book));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Receiver { address, book }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// From now on calls to this path, without its query, are answered so.
    pub fn answer(&self, path: &str, reply: Reply) {
        self.book.replies.lock().expect("no test panics in here").insert(path.to_owned(), reply);
    }

    /// What arrived so far, in order.
    pub fn received(&self) -> Vec<Received> {
        self.notes().clone()
    }

    /// How many calls arrived at this path, without its query.
    pub fn count(&self, path: &str) -> usize {
        self.notes().iter().filter(|it| it.path.split('?').next() == Some(path)).count()
    }

    /// Waits until so many calls arrived, and returns them.
    pub async fn wait_for(&self, count: usize) -> Vec<Received> {
        let mut arrived = self.book.arrived.subscribe();
        let enough = tokio::time::timeout(PATIENCE, arrived.wait_for(|it| *it >= count)).await;
        assert!(enough.is_ok(), "only {} of {count} calls arrived", self.notes().len());
        self.received()
    }

    /// Waits until so many calls arrived at this path.
    pub async fn wait_for_path(&self, path: &str, count: usize) {
        let mut arrived = self.book.arrived.subscribe();
        let enough = tokio::time::timeout(PATIENCE, arrived.wait_for(|_| self.count(path) >= count)).await;
        assert!(enough.is_ok(), "only {} of {count} calls arrived at {path}", self.count(path));
    }

    fn notes(&self) -> MutexGuard<'_, Vec<Received>> {
        self.book.received.lock().expect("no test panics in here")
    }
}

async fn arrive(State(book): State<Arc<Book>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.expect("calls are small");
    let path = parts.uri.path().to_owned();
    let received = Received {
        method: parts.method.to_string(),
        path: parts.uri.path_and_query().map_or_else(String::new, ToString::to_string),
        version: parts.version,
        headers: parts.headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    let count = {
        let mut all = book.received.lock().expect("no test panics in here");
        all.push(received);
        all.len()
    };
    book.arrived.send_replace(count);
    let reply = book.replies.lock().expect("no test panics in here").get(&path).cloned();
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    match reply {
        None => {}
        Some(Reply::Status(status)) => *response.status_mut() = StatusCode::from_u16(status).expect("a status"),
        Some(Reply::Redirect(to)) => {
            *response.status_mut() = StatusCode::FOUND;
            response.headers_mut().insert(header::LOCATION, to.parse().expect("an address"));
        }
        Some(Reply::Hang) => std::future::pending().await,
    }
    response
}
