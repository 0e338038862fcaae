//! Where something is in a network.

use std::fmt;
use std::str::FromStr;

use byline_http::{Origins, TrustedProxies};
use byline_settings::{Expected, Form, Value, expected};

/// Where the world finds this registry; every link is made from it. Never ends in a slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// Without the port.
    pub fn host(&self) -> &str {
        let place = self.0.split_once("://").map_or(&*self.0, |(_, place)| place);
        // The port is behind the last colon, unless that is inside of an address in brackets.
        place.rsplit_once(':').filter(|(_, port)| !port.contains(']')).map_or(place, |(host, _)| host)
    }
}

impl FromStr for BaseUrl {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match Origins::new(&text.to_ascii_lowercase()) {
            Ok(origins) => Ok(BaseUrl(origins.base().to_owned())),
            Err(_) => expected(Self::LIKE),
        }
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Value for BaseUrl {
    const NAME: &'static str = "URL";
    const LIKE: &'static str = "an address like https://registry.example.org, without a path";
    const FORM: Form = Form::pattern(r"^[hH][tT][tT][pP][sS]?://[^/?#@\s]+/?$");
}

/// The name of a host, without a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostName(String);

impl FromStr for HostName {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match Origins::new(&format!("http://{text}")) {
            Ok(_) if byline_http::host::name(text).len() == text.len() => Ok(HostName(text.to_ascii_lowercase())),
            _ => expected(Self::LIKE),
        }
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Value for HostName {
    const NAME: &'static str = "HOST";
    const LIKE: &'static str = "the name of a host, like byline or registry.test, without a port";
    const FORM: Form = Form::pattern(r"^[^/?#@:\s]+$");
}

/// One address or a range of them, `10.0.0.0/8`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network(String);

impl Network {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Network {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match TrustedProxies::parse([text]) {
            Ok(_) => Ok(Network(text.trim().to_owned())),
            Err(_) => expected(Self::LIKE),
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Value for Network {
    const NAME: &'static str = "NETWORK";
    const LIKE: &'static str = "an address or a range, like 10.0.0.7, 10.0.0.0/8 or fd00::/8";
    const FORM: Form = Form::pattern(r"^[0-9a-fA-F:.]+(/[0-9]{1,3})?$");
}

/// A port, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    Number(u16),
    Any,
}

impl FromStr for Port {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match (text.trim(), text.trim().parse()) {
            ("any", _) => Ok(Port::Any),
            (_, Ok(number)) if number > 0 => Ok(Port::Number(number)),
            (_, Ok(_) | Err(_)) => expected(Self::LIKE),
        }
    }
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Port::Number(number) => number.fmt(f),
            Port::Any => f.write_str("any"),
        }
    }
}

impl Value for Port {
    const NAME: &'static str = "PORT";
    const LIKE: &'static str = "a port from 1 to 65535, or any";
    const FORM: Form = Form::words(&["any"]).or_number(1, u16::MAX as u64);
}

#[cfg(test)]
mod tests {
    use super::super::round;
    use super::*;

    #[test]
    fn base_urls_are_origins() {
        assert_eq!(round::<BaseUrl>("https://Reg.example.org/"), Ok("https://reg.example.org".into()));
        assert_eq!(round::<BaseUrl>("http://127.0.0.1:8080"), Ok("http://127.0.0.1:8080".into()));
        assert_eq!(round::<BaseUrl>("http://[::1]:8080"), Ok("http://[::1]:8080".into()));
        let host = |text: &str| text.parse::<BaseUrl>().unwrap().host().to_owned();
        assert_eq!(host("https://reg.example.org"), "reg.example.org");
        assert_eq!((host("http://127.0.0.1:8080"), host("http://[::1]:8080")), ("127.0.0.1".into(), "[::1]".into()));
        assert_eq!(host("http://[::1]"), "[::1]");
        for text in ["reg.example.org", "https://reg.example.org/x", "ftp://reg", "https://u@reg", "https://reg?x", ""]
        {
            assert!(text.parse::<BaseUrl>().is_err(), "{text}");
        }
    }

    #[test]
    fn names_of_hosts_have_no_port() {
        assert_eq!(round::<HostName>("Byline"), Ok("byline".into()));
        for text in ["byline:80", "", "http://byline", "a/b", "a b"] {
            assert!(text.parse::<HostName>().is_err(), "{text}");
        }
    }

    #[test]
    fn networks_print_what_they_parse() {
        assert_eq!(round::<Network>("10.0.0.0/8").as_deref(), Ok("10.0.0.0/8"));
        assert_eq!(round::<Network>("::1").as_deref(), Ok("::1"));
        assert!("10.0.0.0/33".parse::<Network>().is_err());
    }
}
