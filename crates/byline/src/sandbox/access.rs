//! Who may use `/__sandbox/`: programs on this machine, and no web page of somebody else's.
//!
//! There are no credentials, so a page that the developer has open could otherwise make tokens by a form or a script.
//! Browsers name the page's origin on every request that changes something (Fetch §3.2).

use std::net::SocketAddr;

use axum::extract::Request;
use axum::http::header::ORIGIN;
use byline_http::Peer;

use super::refusal::Refusal;
use crate::config::values::BaseUrl;

#[derive(Clone, Debug)]
pub struct Access {
    origins: Vec<String>,
    exposed: bool,
}

impl Access {
    pub fn new(base_url: &BaseUrl, listen: SocketAddr, exposed: bool) -> Self {
        let scheme = if base_url.is_https() { "https" } else { "http" };
        let mut origins = vec![base_url.to_string(), format!("{scheme}://{listen}")];
        if listen.ip().is_loopback() || listen.ip().is_unspecified() {
            origins.push(format!("{scheme}://localhost:{}", listen.port()));
            origins.push(format!("{scheme}://127.0.0.1:{}", listen.port()));
        }
        Access { origins, exposed }
    }

    pub fn check(&self, request: &Request) -> Result<(), Refusal> {
        let local = Peer::of(request.extensions()).is_some_and(|peer| peer.to_canonical().is_loopback());
        if !self.exposed && !local {
            return Err(Refusal::forbidden(
                "this API answers to the machine it runs on; start the sandbox with --expose-sandbox-api to change that",
            ));
        }
        let foreign = |origin: &axum::http::HeaderValue| {
            !self.origins.iter().any(|ours| origin.as_bytes().eq_ignore_ascii_case(ours.as_bytes()))
        };
        if request.headers().get_all(ORIGIN).iter().any(foreign) {
            return Err(Refusal::forbidden("web pages of other origins may not use this API"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn request(peer: &str, origin: Option<&str>) -> Request {
        let mut request = Request::new(Body::empty());
        request.extensions_mut().insert(Peer(peer.parse().unwrap()));
        if let Some(origin) = origin {
            request.headers_mut().insert(ORIGIN, origin.parse().unwrap());
        }
        request
    }

    fn access(exposed: bool) -> Access {
        Access::new(&"http://127.0.0.1:8080".parse().unwrap(), "127.0.0.1:8080".parse().unwrap(), exposed)
    }

    #[test]
    fn programs_on_this_machine_may() {
        for peer in ["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"] {
            assert!(access(false).check(&request(peer, None)).is_ok(), "{peer}");
        }
    }

    #[test]
    fn other_machines_may_only_when_it_is_exposed() {
        assert!(access(false).check(&request("192.0.2.1", None)).is_err());
        assert!(access(true).check(&request("192.0.2.1", None)).is_ok());
        assert!(access(false).check(&Request::new(Body::empty())).is_err());
    }

    #[test]
    fn pages_may_only_when_they_are_ours() {
        for ours in ["http://127.0.0.1:8080", "http://localhost:8080"] {
            assert!(access(false).check(&request("127.0.0.1", Some(ours))).is_ok(), "{ours}");
        }
        for foreign in ["http://localhost:3000", "https://evil.example", "null", "http://127.0.0.1:8080.evil.example"] {
            assert!(access(true).check(&request("127.0.0.1", Some(foreign))).is_err(), "{foreign}");
        }
    }
}
