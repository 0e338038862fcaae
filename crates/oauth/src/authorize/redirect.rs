//! Where a browser is sent back: which addresses a client may name (`oauth` 4.5), and what is added to them (4.3, 4.4).

use byline_model::client::{Client, Switch};
use url::form_urlencoded;

/// The registered address that admits `requested`, if there is one.
///
/// * `strict` clients: exactly the registered text.
/// * Otherwise scheme, user info, host and port are equal, and the registered path is the requested one or a beginning
///   of it that ends at a segment; a query may follow. Hosts are compared as written, subdomains are other hosts.
/// * The old rule, where it is switched on: the registered path is any beginning.
///
/// Fragments, dot segments, back-slashes, blanks and whatever else browsers read differently are refused.
pub(super) fn admitted(client: &Client, requested: &str) -> bool {
    let Some(address) = Address::parse(requested) else { return false };
    let bare_prefix = client.has(Switch::BarePrefixRedirects);
    client.redirect_uris.iter().filter(|it| !it.retired).any(|registered| {
        let registered = registered.uri.trim();
        if client.strict {
            return registered == requested;
        }
        Address::parse(registered).is_some_and(|registered| registered.admits(&address, bare_prefix))
    })
}

struct Address<'a> {
    scheme: &'a str,
    /// User info, host and port as written: an explicit `:443` is not the same as none.
    authority: &'a str,
    path: &'a str,
}

impl<'a> Address<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at(end);
        let path = rest.split('?').next().unwrap_or_default();
        let web = scheme == "http" || scheme == "https";
        let plain = text.bytes().all(|it| it.is_ascii_graphic() && !matches!(it, b'\\' | b'#' | b'<' | b'>' | b'"'));
        let dots = path.split('/').any(|segment| {
            let segment = segment.to_ascii_lowercase().replace("%2e", ".");
            segment == "." || segment == ".."
        });
        let hidden = path.to_ascii_lowercase();
        let hidden = hidden.contains("%2f") || hidden.contains("%5c");
        (web && plain && !authority.is_empty() && !dots && !hidden).then_some(Address { scheme, authority, path })
    }

    fn admits(&self, requested: &Address<'_>, bare_prefix: bool) -> bool {
        if (self.scheme, self.authority) != (requested.scheme, requested.authority) {
            return false;
        }
        let Some(rest) = requested.path.strip_prefix(self.path) else { return false };
        bare_prefix || rest.is_empty() || self.path.ends_with('/') || rest.starts_with('/')
    }
}

/// Where parameters go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Query,
    Fragment,
}

/// The address with these parameters, in this order, after those it has.
pub(super) fn with(address: &str, part: Part, parameters: &[(&str, &str)]) -> String {
    let mut text = address.to_owned();
    text.push_str(match part {
        Part::Fragment => "#",
        Part::Query if !address.contains('?') => "?",
        Part::Query if address.ends_with(['?', '&']) => "",
        Part::Query => "&",
    });
    for (at, (name, value)) in parameters.iter().enumerate() {
        if at > 0 {
            text.push('&');
        }
        text.push_str(name);
        text.push('=');
        // Blanks as %20: right in queries and fragments, and read back by everybody.
        text.push_str(&form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>().replace('+', "%20"));
    }
    text
}

#[cfg(test)]
mod tests {
    use byline_model::client::{ClientType, RedirectUri};

    use super::*;

    fn client(uris: &[&str]) -> Client {
        let uri =
            |it: &&str| RedirectUri { uri: (*it).into(), kind: "default".into(), scopes: Vec::new(), retired: false };
        Client {
            redirect_uris: uris.iter().map(uri).collect(),
            ..Client::new("APP-0123456789ABCDEF".parse().unwrap(), "A", ClientType::Updater)
        }
    }

    fn admits(registered: &str, requested: &str) -> bool {
        admitted(&client(&[registered]), requested)
    }

    // Cases 9 to 13.
    #[test]
    fn a_registered_path_admits_what_is_below_it() {
        for (registered, requested) in [
            ("https://app.test/cb", "https://app.test/cb"),
            (" https://app.test/cb ", "https://app.test/cb"),
            ("https://app.test/cb", "https://app.test/cb/x"),
            ("https://app.test/cb", "https://app.test/cb?a=b"),
            ("https://app.test/cb?old", "https://app.test/cb/x?a=b"),
            ("https://app.test/cb/", "https://app.test/cb/x"),
            ("https://app.test", "https://app.test/anything"),
            ("https://app.test", "https://app.test?x"),
            ("https://app.test/", "https://app.test/anything"),
            ("http://localhost:9000/cb", "http://localhost:9000/cb"),
        ] {
            assert!(admits(registered, requested), "{registered} {requested}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for (registered, requested) in [
            ("https://app.test/cb", "https://app.test/cbx"),
            ("https://app.test/cb", "http://app.test/cb"),
            ("https://app.test/cb", "https://other.test/cb"),
            ("https://app.test/cb", "https://www.app.test/cb"),
            ("https://app.test/cb", "https://app.test.evil.test/cb"),
            ("https://app.test", "https://app.test.evil.test/"),
            ("https://app.test", "https://app.test@evil.test/"),
            ("https://app.test", "https://app.test:444/"),
            ("https://app.test/cb", "https://app.test:443/cb"),
            ("https://app.test/cb", "https://App.test/cb"),
            ("https://app.test/cb", "https://u@app.test/cb"),
            ("https://app.test/cb", "https://app.test/cb/../x"),
            ("https://app.test/cb", "https://app.test/cb/%2E%2e/x"),
            ("https://app.test/cb", "https://app.test/cb/%2e%2E%2fx"),
            ("https://app.test/cb", "https://app.test/cb#x"),
            ("https://app.test", "https://evil.test\\@app.test/"),
            ("https://app.test", "https://app.test\\.evil.test/"),
            ("https://app.test", "https://app.test/\r\nSet-Cookie: a"),
            ("https://app.test", "//app.test/"),
            ("https://app.test", "app.test"),
            ("javascript://app.test/x", "javascript://app.test/x"),
            ("https://app.test/cb", ""),
        ] {
            assert!(!admits(registered, requested), "{registered} {requested}");
        }
    }

    #[test]
    fn switches_narrow_and_widen() {
        let mut it = client(&["https://app.test/cb"]);
        it.switches.insert(Switch::BarePrefixRedirects);
        assert!(admitted(&it, "https://app.test/cbx"));
        it.strict = true;
        assert!(!admitted(&it, "https://app.test/cb/x"));
        assert!(!admitted(&it, "https://app.test/cb?x"));
        assert!(admitted(&it, "https://app.test/cb"));
        it.strict = false;
        it.redirect_uris[0].retired = true;
        assert!(!admitted(&it, "https://app.test/cb"));
    }

    #[test]
    fn parameters_follow_those_that_are_there() {
        let parameters = [("code", "x"), ("state", "a b&c")];
        assert_eq!(with("https://a/cb", Part::Query, &parameters), "https://a/cb?code=x&state=a%20b%26c");
        assert_eq!(with("https://a/cb?y=1", Part::Query, &parameters), "https://a/cb?y=1&code=x&state=a%20b%26c");
        assert_eq!(with("https://a/cb?", Part::Query, &parameters), "https://a/cb?code=x&state=a%20b%26c");
        assert_eq!(with("https://a/cb?y", Part::Fragment, &parameters), "https://a/cb?y#code=x&state=a%20b%26c");
    }
}
