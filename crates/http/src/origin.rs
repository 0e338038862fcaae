//! Which surface a request is for: told apart by host, or by prefix where one origin serves them all.
//!
//! With `https://reg.example` as base URL the registry is `reg.example`, the public API `pub.reg.example` and the
//! member API `api.reg.example`. On a loopback base URL there is one origin. On the registry's host, whatever it is called,
//! `/pub` and `/api` before the path name the API, so that a deployment needs no more than one name; links keep the prefix
//! of the request (`decisions` 31, 49).

use std::net::IpAddr;

use crate::host;

/// One of the two APIs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Api {
    Public,
    Member,
}

impl Api {
    pub const ALL: [Api; 2] = [Api::Public, Api::Member];

    /// The name in front of the registry's host.
    const fn label(self) -> &'static str {
        match self {
            Api::Public => "pub",
            Api::Member => "api",
        }
    }

    /// The prefix that names it on a shared origin.
    pub const fn prefix(self) -> &'static str {
        match self {
            Api::Public => "/pub",
            Api::Member => "/api",
        }
    }
}

/// What a request is addressed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Surface {
    /// The pages, on a host of their own.
    Registry,
    Api(Api),
    /// One origin, no prefix: the path and the token decide.
    Shared,
}

/// Where a request arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'p> {
    pub surface: Surface,
    /// What stood before the path: `/pub`, `/api`, or nothing where a host of its own names the API.
    pub prefix: &'static str,
    /// The path without the prefix; begins with a slash.
    pub path: &'p str,
}

/// The addresses of a deployment.
#[derive(Clone, Debug)]
pub struct Origins {
    base: Box<str>,
    host: Box<str>,
    https: bool,
    shared: bool,
    /// `https://pub.reg.example`, `https://api.reg.example`.
    apis: [Box<str>; 2],
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no base URL: it should look like https://reg.example or http://127.0.0.1:8080, without a path")]
pub struct InvalidBaseUrl(Box<str>);

impl Origins {
    /// # Errors
    /// [`InvalidBaseUrl`] unless it is `http://` or `https://`, a host and perhaps a port.
    pub fn new(base_url: &str) -> Result<Self, InvalidBaseUrl> {
        let base = base_url.strip_suffix('/').unwrap_or(base_url);
        let invalid = || InvalidBaseUrl(base_url.into());
        let (scheme, authority) = base.split_once("://").ok_or_else(invalid)?;
        let https = match scheme {
            "https" => true,
            "http" => false,
            _ => return Err(invalid()),
        };
        let well_formed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte);
        if authority.is_empty() || !authority.bytes().all(well_formed) {
            return Err(invalid());
        }
        let host = host::name(authority).to_ascii_lowercase();
        Ok(Origins {
            shared: is_loopback(&host),
            host: host.into(),
            https,
            apis: Api::ALL.map(|api| format!("{scheme}://{}.{authority}", api.label()).into()),
            base: base.into(),
        })
    }

    /// The registry's address, without a slash at the end.
    pub fn base(&self) -> &str {
        &self.base
    }

    pub fn is_https(&self) -> bool {
        self.https
    }

    /// Whether one origin serves everything.
    pub fn is_shared(&self) -> bool {
        self.shared
    }

    /// The address of an API, where nothing says which prefix to keep.
    pub fn api(&self, api: Api) -> String {
        if self.shared { format!("{}{}", self.base, api.prefix()) } else { self.apis[api as usize].to_string() }
    }

    /// The address before the paths of an API, for links in an answer to a request that came to `prefix`.
    pub fn links(&self, api: Api, prefix: &str) -> String {
        let by_host = !self.shared && prefix.is_empty();
        if by_host { self.apis[api as usize].to_string() } else { format!("{}{prefix}", self.base) }
    }

    /// Where an API is found, the host of its own first where it has one.
    pub fn all_of(&self, api: Api) -> Vec<String> {
        let prefixed = format!("{}{}", self.base, api.prefix());
        if self.shared { vec![prefixed] } else { vec![self.apis[api as usize].to_string(), prefixed] }
    }

    /// Whether this host, with or without a port, is one of this deployment's names.
    pub fn is_own(&self, host: &str) -> bool {
        let name = host::name(host);
        name.eq_ignore_ascii_case(&self.host) || (!self.shared && matches!(self.by_host(name), Surface::Api(_)))
    }

    /// Where a request with this `Host` and path belongs. Hosts that are not ours count as the registry's, so that a
    /// probe by address is answered; there the prefix names an API (`decisions` 31, 49).
    pub fn place<'p>(&self, host: Option<&str>, path: &'p str) -> Place<'p> {
        let surface = if self.shared { Surface::Shared } else { self.by_host(host.unwrap_or_default()) };
        if let Surface::Api(_) = surface {
            return Place { surface, prefix: "", path };
        }
        for api in Api::ALL {
            let below = path.strip_prefix(api.prefix()).filter(|rest| rest.is_empty() || rest.starts_with('/'));
            if let Some(rest) = below {
                let path = if rest.is_empty() { "/" } else { rest };
                return Place { surface: Surface::Api(api), prefix: api.prefix(), path };
            }
        }
        Place { surface, prefix: "", path }
    }

    fn by_host(&self, host: &str) -> Surface {
        let host = host::name(host);
        let named = |api: &Api| {
            let rest = host.get(api.label().len()..).and_then(|rest| rest.strip_prefix('.'));
            rest.is_some_and(|rest| rest.eq_ignore_ascii_case(&self.host))
                && host[..api.label().len()].eq_ignore_ascii_case(api.label())
        };
        Api::ALL.iter().find(|api| named(api)).map_or(Surface::Registry, |api| Surface::Api(*api))
    }
}

/// Whether a host, without its port, is a name or an address of this machine alone.
pub fn is_loopback(host: &str) -> bool {
    let address: Option<IpAddr> = host.trim_start_matches('[').trim_end_matches(']').parse().ok();
    host == "localhost" || host.ends_with(".localhost") || address.is_some_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_tell_the_surfaces_apart() {
        let origins = Origins::new("https://reg.example").unwrap();
        let surface = |host| origins.place(Some(host), "/v3.0").surface;
        assert_eq!(surface("reg.example"), Surface::Registry);
        assert_eq!(surface("pub.reg.example"), Surface::Api(Api::Public));
        assert_eq!(surface("PUB.Reg.Example:443"), Surface::Api(Api::Public));
        assert_eq!(surface("api.reg.example"), Surface::Api(Api::Member));
        assert_eq!(surface("pub.other.example"), Surface::Registry);
        assert_eq!(surface("10.0.0.1"), Surface::Registry);
        assert_eq!(surface("é.example"), Surface::Registry);
        assert_eq!(origins.links(Api::Public, ""), "https://pub.reg.example");
        assert_eq!(
            origins.place(Some("pub.reg.example"), "/pub/v3.0").path,
            "/pub/v3.0",
            "prefixes mean nothing there"
        );
    }

    #[test]
    fn one_name_is_enough() {
        let origins = Origins::new("https://reg.example").unwrap();
        let at = |surface, prefix, path| Place { surface, prefix, path };
        // A probe by address is the registry's, too.
        for host in [Some("reg.example"), Some("REG.example:443"), Some("10.0.0.1"), None] {
            let place = |path| origins.place(host, path);
            assert_eq!(place("/pub/v3.0/x"), at(Surface::Api(Api::Public), "/pub", "/v3.0/x"));
            assert_eq!(place("/api"), at(Surface::Api(Api::Member), "/api", "/"));
            assert_eq!(place("/v3.0/x"), at(Surface::Registry, "", "/v3.0/x"));
            assert_eq!(place("/apis"), at(Surface::Registry, "", "/apis"));
        }
        assert_eq!(origins.links(Api::Member, "/api"), "https://reg.example/api");
        assert_eq!(origins.all_of(Api::Public), ["https://pub.reg.example", "https://reg.example/pub"]);
    }

    #[test]
    fn names_of_our_own_are_known() {
        let origins = Origins::new("https://reg.example").unwrap();
        for ours in ["reg.example", "REG.example:8443", "pub.reg.example", "api.reg.example:443"] {
            assert!(origins.is_own(ours), "{ours}");
        }
        for foreign in ["example", "xreg.example", "reg.example.evil", "www.reg.example", "10.0.0.1", ""] {
            assert!(!origins.is_own(foreign), "{foreign}");
        }
        assert!(!Origins::new("http://127.0.0.1:1").unwrap().is_own("pub.127.0.0.1"));
    }

    #[test]
    fn a_shared_origin_goes_by_prefix() {
        let origins = Origins::new("http://127.0.0.1:8080/").unwrap();
        let place = |path| origins.place(Some("127.0.0.1:8080"), path);
        let at = |surface, prefix, path| Place { surface, prefix, path };
        assert_eq!(place("/pub/v3.0/x"), at(Surface::Api(Api::Public), "/pub", "/v3.0/x"));
        assert_eq!(place("/api"), at(Surface::Api(Api::Member), "/api", "/"));
        assert_eq!(place("/public"), at(Surface::Shared, "", "/public"));
        assert_eq!(place("/v3.0/x"), at(Surface::Shared, "", "/v3.0/x"));
        assert_eq!(origins.links(Api::Member, "/api"), "http://127.0.0.1:8080/api");
        assert_eq!(origins.links(Api::Member, ""), "http://127.0.0.1:8080");
        assert_eq!(origins.api(Api::Public), "http://127.0.0.1:8080/pub");
    }

    #[test]
    fn loopback_is_known_by_name_and_number() {
        for base in ["http://localhost:1", "http://127.0.0.5", "http://[::1]:80", "http://byline.localhost"] {
            assert!(Origins::new(base).unwrap().is_shared(), "{base}");
        }
        for base in ["http://10.0.0.1", "https://localhost.example"] {
            assert!(!Origins::new(base).unwrap().is_shared(), "{base}");
        }
    }

    #[test]
    fn other_texts_are_no_base_url() {
        for base in ["", "reg.example", "ftp://reg.example", "https://", "https://reg.example/path", "https://a b"] {
            assert!(Origins::new(base).is_err(), "{base}");
        }
    }
}
