//! The server every figure is compared with: hyper, one thread, constant bodies, nothing else.

use std::convert::Infallible;
use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Result, ensure};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

/// Serves bytes to every request, as many as `sizes` say, in turn, until it is killed. Says that it is ready as Byline
/// does.
pub fn serve(sizes: &[usize]) -> Result<()> {
    let started = Instant::now();
    ensure!(!sizes.is_empty(), "a size is needed");
    let longest = Bytes::from(vec![b'x'; sizes.iter().copied().max().unwrap_or_default()]);
    let bodies: Arc<[Bytes]> = sizes.iter().map(|size| longest.slice(..*size)).collect();
    let answers = Arc::new(AtomicUsize::new(0));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async move {
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
        announce(listener.local_addr()?, started)?;
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let (bodies, answers) = (Arc::clone(&bodies), Arc::clone(&answers));
            tokio::spawn(async move {
                let answer = service_fn(move |request: Request<hyper::body::Incoming>| {
                    let body = &bodies[answers.fetch_add(1, Ordering::Relaxed) % bodies.len()];
                    let mut response = Response::new(Full::new(body.clone()));
                    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                    async move {
                        // A body that nobody reads would end the connection.
                        let _whatever_it_is = request.into_body().collect().await;
                        Ok::<_, Infallible>(response)
                    }
                });
                // A client that goes away is no failure of the server's.
                let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
            });
        }
    })
}

fn announce(listen: SocketAddr, started: Instant) -> Result<()> {
    let line = serde_json::json!({
        "event": "ready",
        "base_url": format!("http://{listen}"),
        "listen": listen.to_string(),
        "ms": started.elapsed().as_millis() as u64,
    });
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{line}")?;
    stdout.flush()?;
    Ok(())
}
