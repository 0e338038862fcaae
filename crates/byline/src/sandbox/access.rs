//! Who may use `/__sandbox/`: programs on this machine, and no web page of somebody else's.
//!
//! There are no credentials, so a page that the developer has open could otherwise make tokens by a form or a script.
//! Browsers name the page's origin on every request that changes something (Fetch §3.2), and say whether another site
//! sends one (Fetch Metadata §2.2). A page whose own name leads here (DNS rebinding) is known by that name.

use std::net::SocketAddr;

use axum::extract::Request;
use axum::http::HeaderName;
use axum::http::header::{HOST, ORIGIN};
use byline_http::origin::is_loopback;
use byline_http::{Origins, Peer, host};

use super::refusal::Refusal;
use crate::config::values::{BaseUrl, HostName};

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

#[derive(Clone, Debug)]
pub struct Access {
    /// Of the base URL and its APIs.
    own: Origins,
    /// What it listens on, and names that somebody gave it.
    names: Vec<String>,
    origins: Vec<String>,
    exposed: bool,
}

impl Access {
    /// # Errors
    /// When the base URL is none.
    pub fn new(base_url: &BaseUrl, listen: SocketAddr, hosts: &[HostName], exposed: bool) -> anyhow::Result<Self> {
        let scheme = if base_url.is_https() { "https" } else { "http" };
        let mut origins = vec![base_url.to_string(), format!("{scheme}://{listen}")];
        if listen.ip().is_loopback() || listen.ip().is_unspecified() {
            origins.push(format!("{scheme}://localhost:{}", listen.port()));
            origins.push(format!("{scheme}://127.0.0.1:{}", listen.port()));
        }
        let address = if listen.is_ipv6() { format!("[{}]", listen.ip()) } else { listen.ip().to_string() };
        let names = std::iter::once(address).filter(|_| !listen.ip().is_unspecified());
        let names = names.chain(hosts.iter().map(ToString::to_string)).collect();
        Ok(Access { own: Origins::new(base_url.as_str())?, names, origins, exposed })
    }

    pub fn check(&self, request: &Request) -> Result<(), Refusal> {
        let local = Peer::of(request.extensions()).is_some_and(|peer| peer.to_canonical().is_loopback());
        if !self.exposed && !local {
            return Err(Refusal::forbidden(
                "this API answers to the machine it runs on; start the sandbox with --expose-sandbox-api to change that",
            ));
        }
        let headers = request.headers();
        let asked = request.uri().authority().map(|it| it.as_str());
        let asked = asked.or_else(|| headers.get(HOST).map(|it| it.to_str().unwrap_or("unreadable")));
        // Only old programs name none; browsers always do.
        if let Some(asked) = asked
            && !self.goes_by(asked)
        {
            return Err(Refusal::forbidden(format!(
                "this API does not go by the name {asked:?}; start the sandbox with --sandbox-host to change that"
            )));
        }
        let foreign = |origin: &axum::http::HeaderValue| {
            let Ok(origin) = origin.to_str() else { return true };
            let here = origin.split_once("://").map(|(_, host)| host);
            let same = asked.is_some_and(|asked| here.is_some_and(|here| here.eq_ignore_ascii_case(asked)));
            !same && !self.origins.iter().any(|ours| origin.eq_ignore_ascii_case(ours))
        };
        let cross_site = headers.get_all(SITE).iter().any(|site| site.as_bytes().eq_ignore_ascii_case(b"cross-site"));
        if cross_site || headers.get_all(ORIGIN).iter().any(foreign) {
            return Err(Refusal::forbidden("web pages of other origins may not use this API"));
        }
        Ok(())
    }

    fn goes_by(&self, asked: &str) -> bool {
        let name = host::name(asked).to_ascii_lowercase();
        is_loopback(&name) || self.own.is_own(&name) || self.names.iter().any(|it| it.eq_ignore_ascii_case(&name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn request(peer: &str, headers: &[(&'static str, &str)]) -> Request {
        let mut request = Request::new(Body::empty());
        request.extensions_mut().insert(Peer(peer.parse().unwrap()));
        for (name, value) in headers {
            request.headers_mut().append(*name, value.parse().unwrap());
        }
        request
    }

    fn access(exposed: bool) -> Access {
        let listen = "127.0.0.1:8080".parse().unwrap();
        Access::new(&"http://127.0.0.1:8080".parse().unwrap(), listen, &[], exposed).unwrap()
    }

    #[test]
    fn programs_on_this_machine_may() {
        for peer in ["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"] {
            assert!(access(false).check(&request(peer, &[])).is_ok(), "{peer}");
        }
    }

    /// D-32
    #[test]
    fn other_machines_may_only_when_it_is_exposed() {
        assert!(access(false).check(&request("192.0.2.1", &[])).is_err());
        assert!(access(true).check(&request("192.0.2.1", &[])).is_ok());
        assert!(access(false).check(&Request::new(Body::empty())).is_err());
    }

    #[test]
    fn pages_may_only_when_they_are_ours() {
        let check = |headers: &[(&'static str, &str)]| access(true).check(&request("127.0.0.1", headers));
        for ours in ["http://127.0.0.1:8080", "http://localhost:8080"] {
            assert!(check(&[("origin", ours)]).is_ok(), "{ours}");
        }
        for foreign in ["http://localhost:3000", "https://evil.example", "null", "http://127.0.0.1:8080.evil.example"] {
            assert!(check(&[("origin", foreign)]).is_err(), "{foreign}");
            assert!(check(&[("origin", foreign), ("host", "localhost:8080")]).is_err(), "{foreign}");
        }
        // The page is where it asks, behind whatever forwards it.
        assert!(check(&[("origin", "http://app.localhost:9000"), ("host", "app.localhost:9000")]).is_ok());
        for (site, may) in [("cross-site", false), ("Cross-Site", false), ("same-site", true), ("none", true)] {
            assert_eq!(check(&[("sec-fetch-site", site)]).is_ok(), may, "{site}");
        }
    }

    #[test]
    fn it_goes_by_names_of_its_own() {
        let base_url = "https://reg.example".parse().unwrap();
        let hosts = ["byline".parse().unwrap()];
        let access = Access::new(&base_url, "192.0.2.5:8080".parse().unwrap(), &hosts, true).unwrap();
        let check = |host: &str| access.check(&request("127.0.0.1", &[("host", host)])).is_ok();
        for ours in [
            "localhost",
            "LOCALHOST:8080",
            "a.localhost",
            "127.0.0.1:1",
            "127.9.9.9",
            "[::1]:8080",
            "reg.example",
            "pub.reg.example:443",
            "api.reg.example",
            "192.0.2.5:8080",
            "byline:8080",
        ] {
            assert!(check(ours), "{ours}");
        }
        for foreign in
            ["evil.example", "reg.example.evil", "localhost.evil", "192.0.2.6", "byline.evil", "", "127.0.0.1.evil"]
        {
            assert!(!check(foreign), "{foreign}");
        }
    }
}
