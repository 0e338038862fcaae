//! Where calls may go.
//!
//! Anybody with the scope can make the registry call an address, so it must not be led to what only it can reach: this
//! machine, the network around it, and what speaks something else than HTTP. An address is looked at when it is
//! registered, as far as that can be told from its text, and the machine it names whenever it is called.

use std::net::IpAddr;

use byline_model::network::{Network, is_global};
use url::{Host, Url};

/// Longer addresses are refused.
const LONGEST: usize = 2000;

/// An address that can be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target(Url);

/// Why an address cannot be called.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTarget {
    #[error("an address has at most {LONGEST} characters")]
    TooLong,
    #[error("it is not the address of a web server")]
    Malformed,
    #[error("only http and https addresses are called")]
    NotHttp,
    #[error("port {0} is not called")]
    Port(u16),
    #[error("addresses inside of private networks are not called")]
    Private,
}

impl Target {
    /// The address as it is called. `http://` goes before one without a scheme.
    ///
    /// # Errors
    /// [`InvalidTarget`] when it is none.
    pub fn parse(uri: &str) -> Result<Self, InvalidTarget> {
        if uri.len() > LONGEST {
            return Err(InvalidTarget::TooLong);
        }
        // The parser would leave these out or turn them into something else.
        if uri.chars().any(|it| it.is_whitespace() || it.is_control() || it == '\\') {
            return Err(InvalidTarget::Malformed);
        }
        let url = match scheme(uri) {
            Some(scheme) if ["http", "https"].iter().any(|it| scheme.eq_ignore_ascii_case(it)) => Url::parse(uri),
            Some(_) => return Err(InvalidTarget::NotHttp),
            None => Url::parse(&format!("http://{uri}")),
        };
        let url = url.map_err(|_| InvalidTarget::Malformed)?;
        if url.host_str().is_none_or(str::is_empty) {
            return Err(InvalidTarget::Malformed);
        }
        Ok(Target(url))
    }

    /// The whole address, parsed.
    pub fn url(&self) -> &Url {
        &self.0
    }

    /// Name or number of the machine.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    fn address(&self) -> Option<IpAddr> {
        match self.0.host()? {
            Host::Ipv4(address) => Some(address.into()),
            Host::Ipv6(address) => Some(address.into()),
            Host::Domain(_) => None,
        }
    }

    fn is_localhost(&self) -> bool {
        let name = self.host().trim_end_matches('.');
        name == "localhost" || name.ends_with(".localhost")
    }
}

/// What stands before the first colon, unless that is a host before its port.
fn scheme(uri: &str) -> Option<&str> {
    let (scheme, rest) = uri.split_once(':')?;
    let letters = scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme.chars().all(|it| it.is_ascii_alphanumeric() || "+-.".contains(it));
    let is_port = rest.split(['/', '?', '#']).next().is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()));
    (letters && (!is_port || rest.starts_with("//"))).then_some(scheme)
}

/// What may be called: ports, and networks that are called though not everybody reaches them.
#[derive(Clone, Debug, PartialEq)]
pub struct Targets {
    /// `None`: any.
    ports: Option<Vec<u16>>,
    networks: Vec<Network>,
}

impl Default for Targets {
    /// The ports of the web, on machines that everybody reaches.
    fn default() -> Self {
        Targets { ports: Some(vec![80, 443]), networks: Vec::new() }
    }
}

impl Targets {
    /// With these ports, or any, and with these networks besides what everybody reaches.
    pub fn new(ports: Option<Vec<u16>>, networks: Vec<Network>) -> Self {
        Targets { ports, networks }
    }

    /// For those who develop on one machine: any port, and this machine.
    pub fn sandbox() -> Self {
        let networks = ["127.0.0.0/8", "::1"].map(|text| text.parse().expect("a block of addresses"));
        Targets { ports: None, networks: networks.into() }
    }

    /// The address, unless its text says already that it must not be called.
    ///
    /// # Errors
    /// [`InvalidTarget`].
    pub fn admit(&self, uri: &str) -> Result<Target, InvalidTarget> {
        let target = Target::parse(uri)?;
        let port = target.0.port_or_known_default().unwrap_or_default();
        if self.ports.as_ref().is_some_and(|ports| !ports.contains(&port)) {
            return Err(InvalidTarget::Port(port));
        }
        let local = || target.is_localhost() && !self.reaches(IpAddr::from([127, 0, 0, 1]));
        if target.address().is_some_and(|address| !self.reaches(address)) || local() {
            return Err(InvalidTarget::Private);
        }
        Ok(target)
    }

    /// Whether a machine with this address may be called, whatever it is named.
    pub fn reaches(&self, address: IpAddr) -> bool {
        is_global(address) || self.networks.iter().any(|network| network.contains(address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admitted(uri: &str) -> Result<String, InvalidTarget> {
        Targets::default().admit(uri).map(|target| target.url().to_string())
    }

    #[test]
    fn addresses_are_called_as_they_are_written() {
        for (uri, url) in [
            ("https://a.example/hook?x=%2F&y", "https://a.example/hook?x=%2F&y"),
            ("HTTP://A.example", "http://a.example/"),
            ("a.example/hook", "http://a.example/hook"),
            ("a.example:443/hook", "http://a.example:443/hook"),
            ("8.8.8.8", "http://8.8.8.8/"),
            ("https://bücher.example/", "https://xn--bcher-kva.example/"),
            ("https://a.example:80/", "https://a.example:80/"),
        ] {
            assert_eq!(admitted(uri).as_deref(), Ok(url), "{uri}");
        }
    }

    /// D-11
    #[test]
    fn what_is_no_address_of_the_web_is_refused() {
        use InvalidTarget as I;
        let long = format!("https://a.example/{}", "x".repeat(LONGEST));
        for (uri, why) in [
            ("", I::Malformed),
            ("http://", I::Malformed),
            ("https://a b.example/", I::Malformed),
            ("https://a.example/\n", I::Malformed),
            ("http:\\\\a.example", I::Malformed),
            ("http://a.example:99999/", I::Malformed),
            ("http://a%00b/", I::Malformed),
            ("ftp://a.example/", I::NotHttp),
            ("mailto:ada@example.org", I::NotHttp),
            ("javascript:alert(1)", I::NotHttp),
            ("file:///etc/passwd", I::NotHttp),
            ("gopher://a.example:80/", I::NotHttp),
            ("https://a.example:8443/", I::Port(8443)),
            ("a.example:22", I::Port(22)),
            (&long, I::TooLong),
        ] {
            assert_eq!(admitted(uri), Err(why), "{uri}");
        }
    }

    /// PLAT-3.3
    #[test]
    fn private_machines_are_refused_however_they_are_written() {
        for host in [
            "127.0.0.1",
            "127.1",
            "0x7f000001",
            "2130706433",
            "0177.0.0.1",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "0",
            "10.0.0.7",
            "169.254.169.254",
            "[fd00::1]",
            "[fe80::1]",
            "localhost",
            "LOCALHOST.",
            "a.localhost",
            "[64:ff9b::a00:1]",
        ] {
            assert_eq!(admitted(&format!("http://{host}/x")), Err(InvalidTarget::Private), "{host}");
        }
        assert_eq!(admitted("127.0.0.1/x"), Err(InvalidTarget::Private));
        assert_eq!(admitted("https://ada@127.0.0.1/x"), Err(InvalidTarget::Private));
    }

    /// D-11
    #[test]
    fn a_deployment_may_reach_its_own_network() {
        let targets = Targets::new(Some(vec![8080]), vec!["10.1.0.0/16".parse().unwrap()]);
        assert!(targets.admit("http://10.1.2.3:8080/").is_ok());
        assert_eq!(targets.admit("http://10.2.2.3:8080/"), Err(InvalidTarget::Private));
        assert_eq!(targets.admit("http://10.1.2.3/"), Err(InvalidTarget::Port(80)));
        let sandbox = Targets::sandbox();
        for uri in ["http://localhost:1234/", "http://[::1]:9/", "127.0.0.1:65535/x"] {
            assert!(sandbox.admit(uri).is_ok(), "{uri}");
        }
        assert_eq!(sandbox.admit("http://10.1.2.3/"), Err(InvalidTarget::Private));
    }
}
