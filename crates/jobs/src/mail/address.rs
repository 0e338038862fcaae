//! Addresses.

use std::fmt;
use std::str::FromStr;

use byline_model::email;

/// An address mail can be sent to or from. Its domain is in ASCII, as the domain name system wants it (RFC 5891).
#[derive(Clone, PartialEq, Eq)]
pub struct Address(pub(super) lettre::Address);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no address that mail can be sent to")]
pub struct InvalidAddress;

impl FromStr for Address {
    type Err = InvalidAddress;

    fn from_str(text: &str) -> Result<Self, InvalidAddress> {
        let (user, domain) = text.trim().rsplit_once('@').ok_or(InvalidAddress)?;
        // Address literals such as [192.0.2.1] stay as they are.
        let ascii = email::ascii_domain(domain).unwrap_or_else(|| domain.to_owned());
        lettre::Address::new(user, ascii).map(Address).map_err(|_| InvalidAddress)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(…)")
    }
}

/// Enough of an address to tell whose server it is about, and no more: `a…@example.org`.
pub fn shortened(address: &str) -> String {
    let Some((user, domain)) = address.rsplit_once('@') else { return "…".to_owned() };
    let first: String = user.trim_start_matches(['<', '"']).chars().take(1).collect();
    format!("{first}…@{}", domain.trim_end_matches(['>', ',', ';', ':', '.', ')']))
}

/// A text with the addresses in it shortened: servers like to repeat them.
pub(super) fn without_addresses(text: &str) -> String {
    let words = text.split_whitespace().map(|word| match word.contains('@') {
        true => shortened(word),
        false => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_written_in_ascii() {
        let address: Address = " ada@Bücher.example".parse().unwrap();
        assert_eq!(address.to_string(), "ada@xn--bcher-kva.example");
        assert_eq!("ada@[192.0.2.1]".parse::<Address>().unwrap().to_string(), "ada@[192.0.2.1]");
        for text in ["", "ada", "@example.org", "ada@", "ada@ex ample.org", "a\r\nRCPT TO:<b@c.org>@example.org"] {
            assert_eq!(text.parse::<Address>(), Err(InvalidAddress), "{text}");
        }
    }

    /// The local part goes as it is, which takes a server with `SMTPUTF8` (RFC 6531); the domain never needs one.
    #[test]
    fn addresses_of_every_script_can_be_sent_to() {
        for text in [
            "नमस्ते@उदाहरण.भारत",
            "ผู้ใช้@ตัวอย่าง.ไทย",
            "អ្នកប្រើ@ឧទាហរណ៍.example",
            "မြန်မာ@ဥပမာ.example",
            "می\u{200C}خواهم@مثال.example",
            "jo\u{308}rg@mu\u{308}ller.example",
        ] {
            let address: Address = text.parse().unwrap_or_else(|_| panic!("{text}"));
            let (written, _) = text.split_once('@').unwrap();
            assert_eq!(address.0.user(), written);
            assert!(address.0.domain().is_ascii(), "{address}");
        }
    }

    #[test]
    fn shortened_addresses_tell_nobody_from_another() {
        assert_eq!(shortened("ada@example.org"), "a…@example.org");
        assert_eq!(shortened("nothing"), "…");
        let said = "5.1.1 <ada@example.org>: Recipient address rejected: no ada@example.org, here";
        let shown = without_addresses(said);
        assert_eq!(shown, "5.1.1 a…@example.org Recipient address rejected: no a…@example.org here");
    }
}
