//! E-mail addresses, and what makes two of them one (`decisions` 50).
//!
//! An address may be written in any script (RFC 6531): its local part holds letters, marks and signs beyond ASCII, its
//! domain is what IDNA (UTS 46) can turn into ASCII. Two addresses are one when they have the same [`key`]: what is
//! unique, looked up and counted by is the key, and what mail is sent to is the address as it was first written down.
//! Quoted local parts and address literals (RFC 5321 §4.1.2), which no mail provider hands out, are none.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use icu_casemap::CaseMapper;
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use unicode_normalization::UnicodeNormalization;

/// An address that mail can be sent to, as typed but for what surrounds it.
#[derive(Clone, PartialEq, Eq)]
pub struct EmailAddress(Box<str>);

/// A text that is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an e-mail address looks like name@example.org")]
pub struct InvalidEmail;

/// Longer texts are no addresses, however their domain is written: they are not looked at. In bytes.
const LONGEST_TEXT: usize = 1000;
/// RFC 5321 §4.5.3.1, in octets: the local part, and all with the domain in ASCII.
const LONGEST_LOCAL: usize = 64;
const LONGEST: usize = 254;

impl EmailAddress {
    /// As it was given: in the case and script of its owner, without blanks around. Compare by [`key`].
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// See [`key`].
    pub fn key(&self) -> String {
        key(&self.0)
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidEmail;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = trimmed(text);
        if text.len() > LONGEST_TEXT {
            return Err(InvalidEmail);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(InvalidEmail)?;
        let ascii = ascii_domain(domain).ok_or(InvalidEmail)?;
        let top = ascii.rsplit_once('.').map(|(_, top)| top).ok_or(InvalidEmail)?;
        let good = local.len() <= LONGEST_LOCAL
            && local.len() + 1 + ascii.len() <= LONGEST
            && local.split('.').all(is_atom)
            // That would be a number of the internet protocol.
            && !top.bytes().all(|it| it.is_ascii_digit());
        if good { Ok(EmailAddress(text.into())) } else { Err(InvalidEmail) }
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

/// What two texts have in common exactly when they are one address: the local part in NFC and case-folded (Unicode
/// D145), the domain in the ASCII of IDNA. Signs that nobody sees count for nothing, but for those that join and part
/// letters. What is no address has a key too: stores hold what data files brought.
pub fn key(address: &str) -> String {
    let address = trimmed(address);
    if address.is_ascii() {
        return address.to_ascii_lowercase();
    }
    match address.rsplit_once('@') {
        Some((local, domain)) if address.len() <= LONGEST_TEXT => {
            let domain = ascii_domain(domain).unwrap_or_else(|| folded(domain));
            format!("{}@{domain}", folded(local))
        }
        _ => folded(address),
    }
}

/// The domain in ASCII and lower case, as the domain name system has it.
pub fn ascii_domain(domain: &str) -> Option<String> {
    let visible: Cow<'_, str> = match domain.chars().any(is_hidden) {
        true => domain.chars().filter(|it| !is_hidden(*it)).collect::<String>().into(),
        false => domain.into(),
    };
    let ascii =
        Uts46::new().to_ascii(visible.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast, DnsLength::Verify);
    ascii.ok().map(|it| it.to_ascii_lowercase())
}

/// The same for all ways to write a text in capital and small letters, whole or in parts.
fn folded(text: &str) -> String {
    let visible: String = text.chars().filter(|it| !is_hidden(*it)).nfd().collect();
    CaseMapper::new().fold_string(&visible).nfc().collect()
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|it: char| it.is_whitespace() || is_hidden(it) || JOINERS.contains(&it))
}

/// They part and join letters: Persian and the scripts of India cannot be written without.
const JOINERS: [char; 2] = ['\u{200C}', '\u{200D}'];

/// RFC 5322 §3.2.3, and beyond ASCII what RFC 6531 §3.3 adds, as far as it can be seen.
fn is_atom(text: &str) -> bool {
    let letter = |it: char| match it.is_ascii() {
        true => it.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(it),
        false => !it.is_control() && !it.is_whitespace() && !is_hidden(it),
    };
    !text.is_empty() && text.chars().all(letter) && !text.starts_with(JOINERS) && !text.ends_with(JOINERS)
}

/// Marks without a shape of their own, which come along when a text is copied (Unicode: default ignorable, without the
/// [`JOINERS`]), and what stands for no letter at all.
pub fn is_hidden(letter: char) -> bool {
    matches!(letter,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{10FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_a_mailbox_and_a_domain() {
        for text in [
            "a@b.org",
            " Ada.Lovelace+x@sub.example.org ",
            "o'neil@example.org",
            "ä@bücher.example",
            "\u{202A}ada@example.org\u{202C}",
            "नमस्ते@उदाहरण.भारत",
            "தமிழ்@உதாரணம்.இந்தியா",
            "ผู้ใช้@ตัวอย่าง.ไทย",
            "អ្នកប្រើ@ឧទាហរណ៍.example",
            "မြန်မာ@ဥပမာ.example",
            "می\u{200C}خواهم@example.org",
            "jo\u{0308}rg@mu\u{0308}ller.example",
            "nguye\u{0302}\u{0303}n@vi\u{0323}e\u{0302}t.example",
            "用户@例子。公司",
            "x@xn--bcher-kva.example",
        ] {
            assert!(text.parse::<EmailAddress>().is_ok(), "{text}");
        }
        let (long_local, long_label) = (format!("{}@b.org", "x".repeat(65)), format!("a@{}.org", "x".repeat(64)));
        let long = format!("a@{}org", "abcdefg.".repeat(40));
        for text in [
            "",
            "a",
            "@b.org",
            "a@b",
            "a@@b.org",
            "a b@c.org",
            "a@b..org",
            "a@b.org.",
            ".a@b.org",
            "a@-b.org",
            "a@b_c.org",
            "a@192.0.2.1",
            "a@b.org, c@d.org",
            "a@b.org\r\nBcc: c@d.org",
            "a\n@b.org",
            "a\u{0085}b@c.org",
            "a\u{2028}b@c.org",
            "a\u{202E}b@c.org",
            "a\u{200C}@c.org",
            "<a@b.org>",
            &long_local,
            &long_label,
            &long,
        ] {
            assert_eq!(text.parse::<EmailAddress>(), Err(InvalidEmail), "{text:?}");
        }
    }

    /// D-50
    #[test]
    fn an_address_has_one_key_however_it_is_written() {
        for family in [
            &["Vic@Example.ORG", "vic@example.org", " vi\u{200B}c@example.org\u{FEFF}", "vi\u{0063}@example.org"][..],
            &["vic\u{212A}@example.org", "vick@example.org", "VICK@EXAMPLE.org"],
            &["ada@bücher.example", "ada@BÜCHER.example", "ADA@xn--bcher-kva.example", "ada@bu\u{0308}cher。example"],
            &["jörg@example.org", "jo\u{0308}rg@example.org", "JÖRG@example.org"],
            &["straße@example.org", "STRASSE@example.org", "stra\u{1E9E}e@example.org"],
            &["σίσυφος@example.org", "ΣΊΣΥΦΟΣ@example.org", "σίσυφοσ@example.org"],
            &["ſam@example.org", "sam@example.org"],
            &["not an address", "NOT AN ADDRESS"],
        ] {
            let keys: Vec<String> = family.iter().map(|it| key(it)).collect();
            assert!(keys.windows(2).all(|it| it[0] == it[1]), "{keys:?}");
            assert_eq!(key(&keys[0]), keys[0], "a key is its own key");
        }
        for (one, other) in [
            ("a@example.org", "b@example.org"),
            ("jorg@example.org", "jörg@example.org"),
            ("ada@faß.example", "ada@fass.example"),
            ("می\u{200C}خ@example.org", "میخ@example.org"),
        ] {
            assert_ne!(key(one), key(other));
        }
    }

    #[test]
    fn what_no_address_can_be_costs_no_more_than_its_length() {
        let long = format!("a@{}", "ü".repeat(100_000));
        assert!(long.parse::<EmailAddress>().is_err());
        assert_eq!(key(&long), long);
    }
}
