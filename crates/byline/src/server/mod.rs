//! From a socket to the router and back: HTTP/1.1 and HTTP/2, with or without TLS, within limits.

mod accept;
mod body;
mod connection;
pub mod descriptors;
mod life;
mod listener;
mod ready;
mod share;
mod signals;
mod socket;
mod table;
#[cfg(test)]
mod tests;
pub mod tls;

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use axum::extract::Request;
use axum::response::Response;
use byline_http::TrustedProxies;

pub use ready::announce;
pub use signals::Stop;

use crate::config::Limits;
use crate::config::values::BaseUrl;
use listener::Listener;
use table::Table;

/// Whatever answers requests; cheap to clone, never fails.
pub trait Answerer: Clone + Send + Sync + 'static {
    fn answer(&self, request: Request) -> impl Future<Output = Response> + Send;
}

/// A socket that is bound: requests wait in its queue from now on.
pub struct Server {
    listener: Listener,
    address: SocketAddr,
    tls: Option<Arc<tls::Certificates>>,
    table: Arc<Table>,
}

impl Server {
    /// Listens, or takes the socket that was handed over. Of `proxies` forwarded headers count, and connections do not.
    pub fn bind(
        listen: SocketAddr,
        tls: Option<Arc<tls::Certificates>>,
        limits: Limits,
        proxies: TrustedProxies,
    ) -> anyhow::Result<Self> {
        let listener = Listener::open(listen)?;
        let address = listener.socket.local_addr().context("the socket has no address")?;
        Ok(Server { listener, address, tls, table: Table::new(descriptors::fit(limits), proxies) })
    }

    /// With the port that was found.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where to find it: what was configured, or the address itself.
    pub fn base_url(&self, configured: Option<&BaseUrl>) -> BaseUrl {
        if let Some(configured) = configured {
            return configured.clone();
        }
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        // Nobody can go to "every address".
        let place = match self.address.ip().is_unspecified() {
            true => format!("{scheme}://localhost:{}", self.address.port()),
            false => format!("{scheme}://{}", self.address),
        };
        place.parse().expect("an address with a scheme is a base URL")
    }

    /// Answers requests until `stop`; then none is begun any more, and those under way have time to end.
    pub async fn run(self, answerer: impl Answerer, stop: Stop) {
        accept::run(self.listener, self.tls, self.table, answerer, stop).await;
    }
}
