//! Who is at the other end, and what a proxy in between says about that.
//!
//! `X-Forwarded-*` counts only from peers on the list of trusted proxies: anybody else could claim any address.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, HeaderName};
use byline_model::network::{InvalidNetwork, Network};

/// The address of the connection, put into a request's extensions by whoever accepted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

impl Peer {
    /// Of a request: set by us, or by axum.
    pub fn of(extensions: &Extensions) -> Option<IpAddr> {
        let ours = extensions.get::<Peer>().map(|peer| peer.0);
        ours.or_else(|| extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip()))
    }
}

/// The proxies whose word counts.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(Vec<Network>);

/// What is known about a request beyond its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Forwarded<'h> {
    /// Whose request it is.
    pub client: Option<IpAddr>,
    /// The host that was asked for, where a proxy says so.
    pub host: Option<&'h str>,
    /// Whether a proxy says that the request came by https; `None` when none speaks.
    pub https: Option<bool>,
}

const FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

impl TrustedProxies {
    /// # Errors
    /// [`InvalidNetwork`] for the first text that is no block.
    pub fn parse<'t>(blocks: impl IntoIterator<Item = &'t str>) -> Result<Self, InvalidNetwork> {
        blocks.into_iter().map(str::parse).collect::<Result<_, _>>().map(TrustedProxies)
    }

    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }

    /// What to believe of a request from `peer`.
    pub fn read<'h>(&self, peer: Option<IpAddr>, headers: &'h HeaderMap) -> Forwarded<'h> {
        if self.0.is_empty() || !peer.is_some_and(|peer| self.contains(peer)) {
            return Forwarded { client: peer, ..Forwarded::default() };
        }
        // Each proxy adds at the end what it saw: the last address that is none of ours is the client.
        let hops = headers.get_all(FOR).iter().rev().filter_map(|value| value.to_str().ok());
        let hops = hops.flat_map(|value| value.rsplit(',')).map_while(|hop| hop.trim().parse::<IpAddr>().ok());
        let mut client = peer;
        for hop in hops {
            client = Some(hop);
            if !self.contains(hop) {
                break;
            }
        }
        let nearest = |name: HeaderName| {
            let value = headers.get_all(name).iter().next_back()?.to_str().ok()?;
            value.rsplit(',').next().map(str::trim).filter(|value| !value.is_empty())
        };
        Forwarded {
            client,
            host: nearest(HOST),
            https: nearest(PROTO).map(|scheme| scheme.eq_ignore_ascii_case("https")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn an_untrusted_peer_is_not_believed() {
        let proxies = TrustedProxies::parse(["10.0.0.0/8"]).unwrap();
        let claimed = headers(&[("x-forwarded-for", "1.2.3.4"), ("x-forwarded-proto", "http")]);
        let peer = Some("192.0.2.1".parse().unwrap());
        assert_eq!(proxies.read(peer, &claimed), Forwarded { client: peer, host: None, https: None });
        assert_eq!(proxies.read(None, &claimed), Forwarded::default());
    }

    #[test]
    fn the_client_is_the_last_hop_that_is_no_proxy() {
        let proxies = TrustedProxies::parse(["10.0.0.0/8", "::1"]).unwrap();
        let sent = headers(&[
            ("x-forwarded-for", "9.9.9.9, 198.51.100.7"),
            ("x-forwarded-for", "10.1.1.1"),
            ("x-forwarded-host", "pub.reg.example"),
            ("x-forwarded-proto", "https"),
        ]);
        let read = proxies.read(Some("::ffff:10.2.3.4".parse().unwrap()), &sent);
        assert_eq!(read.client, Some("198.51.100.7".parse().unwrap()));
        assert_eq!((read.host, read.https), (Some("pub.reg.example"), Some(true)));
    }

    #[test]
    fn blocks_are_checked() {
        for text in ["10.0.0.0/33", "10.0.0/8", "x", "::1/129", "1.2.3.4/x"] {
            assert!(TrustedProxies::parse([text]).is_err(), "{text}");
        }
        let all = TrustedProxies::parse(["0.0.0.0/0"]).unwrap();
        assert!(all.contains("203.0.113.9".parse().unwrap()));
        assert!(!all.contains("2001:db8::1".parse().unwrap()));
        assert!(TrustedProxies::parse(["::/0"]).unwrap().contains("2001:db8::1".parse().unwrap()));
    }
}
