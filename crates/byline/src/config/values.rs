//! The values that settings have, each with one written form for files, flags and variables.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::Duration;

use byline_http::{Class, Origins, Rate, TrustedProxies};
use byline_model::OrcidId;
use byline_registry::{KeepViews, Organizations};

/// What a value should have looked like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected(pub String);

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.0)
    }
}

impl std::error::Error for Expected {}

fn expected<T>(what: impl Into<String>) -> Result<T, Expected> {
    Err(Expected(what.into()))
}

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
            Err(_) => expected("an address like https://registry.example.org, without a path"),
        }
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of a host, without a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostName(String);

impl FromStr for HostName {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match Origins::new(&format!("http://{text}")) {
            Ok(_) if byline_http::host::name(text).len() == text.len() => Ok(HostName(text.to_ascii_lowercase())),
            _ => expected("the name of a host, like byline or registry.test, without a port"),
        }
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
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
            Err(_) => expected("an address or a range, like 10.0.0.7, 10.0.0.0/8 or fd00::/8"),
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where finished answers are kept: `off`, `store`, `memory`, `memory:64MiB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ViewCache(pub KeepViews);

/// Which organizations clients may name: `known` or `well-formed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct NamedOrganizations(pub Organizations);

impl FromStr for NamedOrganizations {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        Ok(NamedOrganizations(match text {
            "known" => Organizations::Known,
            "well-formed" => Organizations::WellFormed,
            _ => return expected("known, or well-formed"),
        }))
    }
}

impl fmt::Display for NamedOrganizations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Organizations::Known => "known",
            Organizations::WellFormed => "well-formed",
        })
    }
}

impl FromStr for ViewCache {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        Ok(ViewCache(match text.split_once(':') {
            None if text == "off" => KeepViews::Off,
            None if text == "store" => KeepViews::Store,
            None if text == "memory" => KeepViews::DEFAULT,
            Some(("memory", size)) => KeepViews::Memory { bytes: size.parse::<ByteSize>()?.0 },
            _ => return expected("off, store, memory, or memory with a size like memory:256MiB"),
        }))
    }
}

impl fmt::Display for ViewCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            KeepViews::Off => f.write_str("off"),
            KeepViews::Store => f.write_str("store"),
            KeepViews::Memory { bytes } => write!(f, "memory:{}", ByteSize(bytes)),
        }
    }
}

/// A number of bytes: `65536`, `64KiB`, `16MiB`, `2GiB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByteSize(pub u64);

const UNITS: [(&str, u64); 4] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("", 1)];

impl FromStr for ByteSize {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        let unit = UNITS.iter().find_map(|(name, size)| Some((text.strip_suffix(name)?, size)));
        let bytes = unit.and_then(|(number, size)| number.trim_end().parse::<u64>().ok()?.checked_mul(*size));
        bytes.map(ByteSize).ok_or_else(|| Expected("a size like 65536, 512KiB, 64MiB or 2GiB".into()))
    }
}

impl fmt::Display for ByteSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, size) =
            UNITS.iter().find(|(_, size)| self.0 >= *size && self.0.is_multiple_of(*size)).unwrap_or(&UNITS[3]);
        write!(f, "{}{name}", self.0 / size)
    }
}

const LONG_UNITS: [(char, u64); 3] = [('m', 60), ('h', 3600), ('d', 24 * 3600)];

/// A length of time: `500ms`, `30s`, `5m`, `2h`, `4d`; a bare number is seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span(pub Duration);

impl FromStr for Span {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        let number = |text: &str| text.parse::<u32>().ok();
        let span = if let Some(rest) = text.strip_suffix("ms") {
            number(rest).map(|it| Duration::from_millis(it.into()))
        } else if let Some((rest, unit)) =
            LONG_UNITS.iter().find_map(|(name, unit)| Some((text.strip_suffix(*name)?, unit)))
        {
            number(rest).map(|it| Duration::from_secs(u64::from(it) * unit))
        } else {
            number(text.strip_suffix('s').unwrap_or(text)).map(|it| Duration::from_secs(it.into()))
        };
        span.map(Span).ok_or_else(|| Expected("a time like 500ms, 30s, 5m, 2h or 4d".into()))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_millis() {
            millis if millis.is_multiple_of(1000) => write!(f, "{}s", millis / 1000),
            millis => write!(f, "{millis}ms"),
        }
    }
}

/// How many of something there may be: at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub usize);

impl FromStr for Count {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match text.parse() {
            Ok(0) | Err(_) => expected("a whole number from 1"),
            Ok(number) => Ok(Count(number)),
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where mails are handed over: `smtp://mail.example.org:587`, `smtps://mail.example.org`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailServer {
    implicit: bool,
    host: String,
    port: u16,
}

impl MailServer {
    /// Encrypted from the first byte.
    pub fn is_implicit(&self) -> bool {
        self.implicit
    }

    /// An IPv6 address without brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether nothing that is said to it leaves this machine.
    pub fn is_here(&self) -> bool {
        self.host == "localhost" || self.host.parse().is_ok_and(|it: std::net::IpAddr| it.is_loopback())
    }
}

impl FromStr for MailServer {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        let (implicit, place, port) = match text.trim_end_matches('/').split_once("://") {
            Some(("smtp", place)) => (false, place, 587),
            Some(("smtps", place)) => (true, place, 465),
            _ => return expected("a server like smtp://mail.example.org:587 or smtps://mail.example.org:465"),
        };
        // What a base URL takes as host and port, this takes too.
        let wrong =
            || Expected("a server like smtp://mail.example.org:587, without a name, a password or a path".into());
        let origin: BaseUrl = format!("http://{place}").parse().map_err(|_| wrong())?;
        let host = origin.host();
        let port = match place.get(host.len()..).and_then(|rest| rest.strip_prefix(':')) {
            Some(given) => given.parse().map_err(|_| wrong())?,
            None => port,
        };
        Ok(MailServer { implicit, host: host.trim_matches(['[', ']']).to_owned(), port })
    }
}

impl fmt::Display for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.implicit { "smtps" } else { "smtp" };
        match self.host.contains(':') {
            true => write!(f, "{scheme}://[{}]:{}", self.host, self.port),
            false => write!(f, "{scheme}://{}:{}", self.host, self.port),
        }
    }
}

/// An address that mails come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailAddress(pub byline_jobs::mail::Address);

impl FromStr for MailAddress {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        text.parse().map(MailAddress).map_err(|_| Expected("an e-mail address like no-reply@example.org".into()))
    }
}

impl fmt::Display for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Whether a conversation that begins in the clear has to go on encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartTls {
    Required,
    Never,
}

impl FromStr for StartTls {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match text {
            "required" => Ok(StartTls::Required),
            "never" => Ok(StartTls::Never),
            _ => expected("required or never"),
        }
    }
}

impl fmt::Display for StartTls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            StartTls::Required => "required",
            StartTls::Never => "never",
        })
    }
}

/// One line of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(pub String);

impl FromStr for Text {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match text.is_empty() || text.contains(char::is_control) {
            true => expected("one line of text"),
            false => Ok(Text(text.to_owned())),
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A password; it shows itself nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl FromStr for Secret {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        if text.is_empty() { expected("a password") } else { Ok(Secret(text.to_owned())) }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The first fifteen digits of an iD, `0009-9000-0000-000`: one end of the block that new iDs come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BaseNumber(u64);

impl FromStr for BaseNumber {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        let digits: String = text.chars().filter(|it| *it != '-').collect();
        match digits.parse() {
            Ok(number) if digits.len() == 15 && digits.bytes().all(|it| it.is_ascii_digit()) => Ok(BaseNumber(number)),
            _ => expected("an iD without its check digit, like 0009-9000-0000-000"),
        }
    }
}

impl fmt::Display for BaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |at: u32, size: u64| self.0 / 10u64.pow(at) % size;
        write!(f, "{:04}-{:04}-{:04}-{:03}", part(11, 10_000), part(7, 10_000), part(3, 10_000), part(0, 1000))
    }
}

/// The block that new iDs come from; never touches the blocks of the live registry (`registry.md` 4, `decisions` 39).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MintBlock {
    pub first: BaseNumber,
    pub last: BaseNumber,
}

impl Default for MintBlock {
    fn default() -> Self {
        let block = OrcidId::TEST_BLOCK;
        MintBlock { first: BaseNumber(*block.start()), last: BaseNumber(*block.end()) }
    }
}

impl MintBlock {
    /// # Errors
    /// When the block is empty, or has a number that the live registry hands out.
    pub fn new(first: BaseNumber, last: BaseNumber) -> Result<Self, String> {
        if first > last {
            return Err(format!("the block from {first} to {last} is empty: the first number is above the last"));
        }
        for live in OrcidId::LIVE_BLOCKS {
            if first.0 <= *live.end() && *live.start() <= last.0 {
                return Err(format!(
                    "the block from {first} to {last} reaches into {} to {}, where the live registry mints: choose \
                     another, such as the test block 0009-9000-0000-000 to 0009-9999-9999-999",
                    BaseNumber(*live.start()),
                    BaseNumber(*live.end())
                ));
            }
        }
        Ok(MintBlock { first, last })
    }

    pub fn range(&self) -> RangeInclusive<u64> {
        self.first.0..=self.last.0
    }
}

/// `120/m`, or `off`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaybeRate(pub Option<Rate>);

impl FromStr for MaybeRate {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match (text, text.parse()) {
            ("off", _) => Ok(MaybeRate(None)),
            (_, Ok(rate)) => Ok(MaybeRate(Some(rate))),
            (_, Err(_)) => expected("a rate like 20/s, 120/m, 60/h or 1000/d, or off"),
        }
    }
}

impl fmt::Display for MaybeRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(rate) => rate.fmt(f),
            None => f.write_str("off"),
        }
    }
}

/// `token=6000/m`: the rate of one class of requests, or of `all`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedRate {
    /// `None`: of all.
    pub class: Option<Class>,
    pub rate: MaybeRate,
}

impl FromStr for NamedRate {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        let (name, rate) =
            text.split_once('=').ok_or_else(|| Expected("a rate with its name, like token=6000/m".into()))?;
        let class = match Class::named(name.trim()) {
            None if name.trim() != "all" => {
                let names = Class::ALL.map(Class::name).join(", ");
                return Err(Expected(format!("the name of a rate ({names}, or all)")));
            }
            class => class,
        };
        Ok(NamedRate { class, rate: rate.trim().parse()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round<T: FromStr<Err = Expected> + fmt::Display>(text: &str) -> Result<String, Expected> {
        text.parse::<T>().map(|it| it.to_string())
    }

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
    fn sizes_times_and_networks_print_what_they_parse() {
        for text in ["64MiB", "3KiB", "1000", "0"] {
            assert_eq!(round::<ByteSize>(text).as_deref(), Ok(text));
        }
        assert!("99999999999GiB".parse::<ByteSize>().is_err());
        assert_eq!(round::<Span>("5m").as_deref(), Ok("300s"));
        assert_eq!(round::<Span>("4d").as_deref(), Ok("345600s"));
        assert_eq!(round::<Span>("500ms").as_deref(), Ok("500ms"));
        assert!("-1s".parse::<Span>().is_err());
        assert_eq!(round::<Network>("10.0.0.0/8").as_deref(), Ok("10.0.0.0/8"));
        assert_eq!(round::<Network>("::1").as_deref(), Ok("::1"));
        assert!("10.0.0.0/33".parse::<Network>().is_err());
        assert_eq!(round::<ViewCache>("memory:1MiB").as_deref(), Ok("memory:1MiB"));
        assert!("disk".parse::<ViewCache>().is_err());
    }

    #[test]
    fn mail_servers_have_a_port_and_nothing_else() {
        for (text, shown) in [
            ("smtp://mail.example.org", "smtp://mail.example.org:587"),
            ("smtps://Mail.example.org", "smtps://mail.example.org:465"),
            ("smtp://[::1]:2525", "smtp://[::1]:2525"),
            ("smtp://127.0.0.1:25", "smtp://127.0.0.1:25"),
            ("smtp://mail.example.org:80", "smtp://mail.example.org:80"),
        ] {
            assert_eq!(round::<MailServer>(text).as_deref(), Ok(shown));
        }
        for text in ["mail.example.org", "smtp://u:p@mail", "smtp://mail/x", "http://mail", "smtp://", "smtp://m:99999"]
        {
            assert!(text.parse::<MailServer>().is_err(), "{text}");
        }
        assert!("smtp://[::1]".parse::<MailServer>().unwrap().is_here());
        assert!(!"smtp://mail.example.org".parse::<MailServer>().unwrap().is_here());
    }

    #[test]
    fn rates_have_names() {
        let named: NamedRate = "token=6000/m".parse().unwrap();
        assert_eq!((named.class, named.rate.to_string().as_str()), (Some(Class::Token), "6000/m"));
        let all: NamedRate = "all=off".parse().unwrap();
        assert_eq!((all.class, all.rate), (None, MaybeRate(None)));
        for text in ["token", "tokens=1/s", "token=1", "token=on", "=1/s"] {
            assert!(text.parse::<NamedRate>().is_err(), "{text}");
        }
    }

    #[test]
    fn blocks_of_the_live_registry_are_never_minted_in() {
        let block = |first: &str, last: &str| MintBlock::new(first.parse().unwrap(), last.parse().unwrap());
        assert_eq!(block("0009-9000-0000-000", "0009-9999-9999-999"), Ok(MintBlock::default()));
        // Around a live block, inside one, and touching its edge.
        for (first, last) in [
            ("0000-0000-0000-000", "0000-9999-9999-999"),
            ("0000-0002-0000-000", "0000-0002-0000-001"),
            ("0009-0010-0000-000", "0009-0020-0000-000"),
        ] {
            assert!(block(first, last).unwrap_err().contains("live registry"), "{first}");
        }
        assert!(block("0009-9000-0000-001", "0009-9000-0000-000").unwrap_err().contains("empty"));
    }
}
