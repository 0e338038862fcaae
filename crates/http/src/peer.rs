//! Who is at the other end, and what a proxy in between says about that.
//!
//! `X-Forwarded-*` counts only from peers on the list of trusted proxies: anybody else could claim any address.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, HeaderName};
use byline_model::network::{InvalidNetwork, Network};

/// The address of the connection, put into a request's extensions by whoever accepted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// The longest body that the server takes, put into a request's extensions by whoever cuts off longer ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongestBody(pub usize);

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
    /// Whose request it is; `None` when nobody says so.
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
    ///
    /// Each proxy adds at the end of a list what it saw, so the lists are read from their ends for as long as it is a
    /// trusted proxy that speaks: the first address that is none of ours is the client, and what the outermost of our
    /// proxies saw of host and scheme is what the client asked for. What stands before that is hearsay. A list that is
    /// shorter was replaced instead of added to: its beginning is the outermost then.
    pub fn read<'h>(&self, peer: Option<IpAddr>, headers: &'h HeaderMap) -> Forwarded<'h> {
        if self.0.is_empty() || !peer.is_some_and(|peer| self.contains(peer)) {
            return Forwarded { client: peer, ..Forwarded::default() };
        }
        let mut client = peer;
        // Trusted proxies between the one that speaks to us and the client.
        let mut between = 0;
        for hop in from_the_end(headers, &FOR) {
            client = address(hop);
            if !client.is_some_and(|client| self.contains(client)) {
                break;
            }
            between += 1;
        }
        let outermost = |name| from_the_end(headers, name).take(between + 1).last();
        Forwarded {
            client,
            host: outermost(&HOST),
            https: outermost(&PROTO).and_then(|scheme| match scheme {
                _ if scheme.eq_ignore_ascii_case("https") => Some(true),
                _ if scheme.eq_ignore_ascii_case("http") => Some(false),
                _ => None,
            }),
        }
    }
}

/// The members of a list that may be spread over several headers, last first; empty ones are none (RFC 9110 §5.6.1).
fn from_the_end<'h>(headers: &'h HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'h str> {
    let values = headers.get_all(name).iter().rev().map(|value| value.to_str().unwrap_or("unreadable"));
    values.flat_map(|value| value.rsplit(',')).map(str::trim).filter(|member| !member.is_empty())
}

/// An address as proxies write it: bare, with a port, in brackets, in quotes (RFC 7239 §6). `None` for `unknown` and
/// names that hide it: whose request it is cannot be told then, and it is not the proxy's.
fn address(hop: &str) -> Option<IpAddr> {
    let hop = hop.strip_prefix('"').and_then(|hop| hop.strip_suffix('"')).unwrap_or(hop);
    if let Some(rest) = hop.strip_prefix('[') {
        let (inside, after) = rest.split_once(']')?;
        let port = after.strip_prefix(':');
        return if after.is_empty() || port.is_some_and(is_port) {
            inside.parse::<Ipv6Addr>().ok().map(IpAddr::V6)
        } else {
            None
        };
    }
    if let Ok(address) = hop.parse() {
        return Some(address);
    }
    let (address, port) = hop.rsplit_once(':')?;
    if is_port(port) { address.parse::<Ipv4Addr>().ok().map(IpAddr::V4) } else { None }
}

fn is_port(text: &str) -> bool {
    !text.is_empty() && text.len() <= 5 && text.bytes().all(|it| it.is_ascii_digit())
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

    /// PLAT-4.4
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

    const PROXY: &str = "10.0.0.1";

    fn read(pairs: &[(&'static str, &'static str)]) -> (Option<IpAddr>, Option<String>, Option<bool>) {
        let proxies = TrustedProxies::parse(["10.0.0.0/8", "fd00::/8"]).unwrap();
        let headers = headers(pairs);
        let read = proxies.read(Some(PROXY.parse().unwrap()), &headers);
        (read.client, read.host.map(str::to_owned), read.https)
    }

    #[test]
    fn addresses_are_read_as_proxies_write_them() {
        for (hop, client) in [
            ("198.51.100.7", Some("198.51.100.7")),
            ("198.51.100.7:51234", Some("198.51.100.7")),
            ("2001:db8::7", Some("2001:db8::7")),
            ("[2001:db8::7]", Some("2001:db8::7")),
            ("[2001:db8::7]:51234", Some("2001:db8::7")),
            ("\"[2001:db8::7]:51234\"", Some("2001:db8::7")),
            ("unknown", None),
            ("_hidden", None),
            ("198.51.100.7:", None),
            ("198.51.100.7:x", None),
            ("[2001:db8::7", None),
            ("[198.51.100.7]", None),
            ("[2001:db8::7]x", None),
            ("reg.example", None),
        ] {
            let client = client.map(|it| it.parse().unwrap());
            assert_eq!(read(&[("x-forwarded-for", hop)]).0, client, "{hop}");
        }
        // Nobody says anything: it is the proxy's own request, a health check perhaps.
        for silent in [&[][..], &[("x-forwarded-for", "")], &[("x-forwarded-for", " , ,")]] {
            assert_eq!(read(silent).0, Some(PROXY.parse().unwrap()), "{silent:?}");
        }
    }

    #[test]
    fn what_is_not_known_ends_the_search() {
        // Whatever stands before it was said by somebody that nobody vouches for.
        assert_eq!(read(&[("x-forwarded-for", "198.51.100.7, unknown, 10.0.0.2")]).0, None);
        let told = read(&[("x-forwarded-for", "198.51.100.7, , 10.0.0.2:80, [fd00::2]:443")]);
        assert_eq!(told.0, Some("198.51.100.7".parse().unwrap()));
    }

    #[test]
    fn host_and_scheme_are_those_that_the_outermost_proxy_saw() {
        let hops = ("x-forwarded-for", "203.0.113.66, 198.51.100.7, 10.0.0.2");
        let told = read(&[hops, ("x-forwarded-proto", "http, https, http"), ("x-forwarded-host", "evil, reg, inner")]);
        assert_eq!(told, (Some("198.51.100.7".parse().unwrap()), Some("reg".to_owned()), Some(true)));
        // The same over several headers.
        let told = read(&[
            hops,
            ("x-forwarded-proto", "http, https"),
            ("x-forwarded-proto", "http"),
            ("x-forwarded-host", "evil"),
            ("x-forwarded-host", "reg"),
            ("x-forwarded-host", "inner"),
        ]);
        assert_eq!((told.1.as_deref(), told.2), (Some("reg"), Some(true)));
        // Proxies that hand on instead of adding.
        let told = read(&[hops, ("x-forwarded-proto", "https"), ("x-forwarded-host", "reg")]);
        assert_eq!((told.1.as_deref(), told.2), (Some("reg"), Some(true)));
        // One proxy: what the client itself sends stands before its word.
        let told = read(&[
            ("x-forwarded-for", "198.51.100.7"),
            ("x-forwarded-proto", "https, http"),
            ("x-forwarded-host", "evil, reg"),
        ]);
        assert_eq!((told.1.as_deref(), told.2), (Some("reg"), Some(false)));
        assert_eq!(read(&[("x-forwarded-proto", "gopher")]).2, None);
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
