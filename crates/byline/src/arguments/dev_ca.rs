//! `byline dev-ca`.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::Args;

/// Make a certificate for HTTPS on your own machine
///
/// Writes a new authority (ca.pem) and a certificate that it signed (server.pem, server-key.pem). The authority's key
/// is not kept: once you trust ca.pem, nothing but this one certificate can ever be shown to you in its name.
#[derive(Args, Debug)]
#[command(
    name = "dev-ca",
    after_help = "\
Examples:
  byline dev-ca --out tls/
  byline sandbox --tls-cert tls/server.pem --tls-key tls/server-key.pem
  curl --cacert tls/ca.pem https://127.0.0.1:8080/v3.0/status
For clients with built-in host names:
  byline dev-ca --host pub.orcid.org --host api.orcid.org"
)]
pub struct DevCaArguments {
    /// Where to write; created when there is none
    #[arg(long, value_name = "DIR", default_value = "dev-ca")]
    pub out: PathBuf,

    /// Names and addresses besides localhost, 127.0.0.1 and ::1
    #[arg(long = "host", value_name = "NAME", value_parser = host)]
    pub hosts: Vec<String>,

    /// Replace what is there
    #[arg(long)]
    pub force: bool,
}

/// A name as certificates have it (RFC 5280 §4.2.1.6): the preferred syntax of DNS, with a star for one label perhaps
/// (RFC 6125 §6.4.3); or an address.
fn host(text: &str) -> Result<String, &'static str> {
    if let Ok(address) = text.parse::<IpAddr>() {
        return Ok(address.to_string());
    }
    let name = text.to_ascii_lowercase();
    let label = |label: &str| {
        let fits = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_');
        (1..=63).contains(&label.len()) && label.bytes().all(fits) && !label.starts_with('-') && !label.ends_with('-')
    };
    let below = name.strip_prefix("*.").unwrap_or(&name);
    let is_name = name.len() <= 253 && below.split('.').all(label);
    // Four numbers that are no address are no name either.
    let is_number = below.rsplit('.').next().is_some_and(|last| last.bytes().all(|it| it.is_ascii_digit()));
    if is_name && !is_number {
        Ok(name)
    } else {
        Err("expected a name like registry.test or *.registry.test, or an address")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_names_and_addresses() {
        for (text, kept) in [
            ("localhost", "localhost"),
            ("Pub.ORCID.org", "pub.orcid.org"),
            ("*.registry.test", "*.registry.test"),
            ("my_host", "my_host"),
            ("xn--bcher-kva.example", "xn--bcher-kva.example"),
            ("192.0.2.1", "192.0.2.1"),
            ("2001:db8:0::1", "2001:db8::1"),
        ] {
            assert_eq!(host(text).as_deref(), Ok(kept));
        }
        let long = ["a".repeat(64), vec!["a"; 128].join(".")];
        let wrong = [
            "", " ", "bad host", "a..b", ".a", "a.", "-a", "a-", "a/b", "http://a", "a:80", "[::1]", "*", "*.*.a",
            "a.*",
        ];
        let others = ["1.2.3", "256.1.1.1", "b\u{fc}cher.example", "a\n"];
        for text in wrong.into_iter().chain(others).chain(long.iter().map(String::as_str)) {
            assert!(host(text).is_err(), "{text}");
        }
    }
}
