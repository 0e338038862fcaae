//! Identifiers other than the ORCID iD.

use std::fmt;
use std::str::FromStr;

/// An item's number, stable for life (`common-3.0.xsd put-code`). At most 2^53-1, so that JSON readers keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PutCode(u64);

/// A text that is no put-code: not a number, negative, or beyond 2^53-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a put-code is a whole number from 0 to 9007199254740991")]
pub struct InvalidPutCode;

impl PutCode {
    /// The largest number that every JSON reader keeps.
    pub const MAX: u64 = (1 << 53) - 1;
    /// Of parts of which a record has one at most (name, biography): they carry no put-code on the wire.
    pub const SINGLE: PutCode = PutCode(0);

    /// # Errors
    /// [`InvalidPutCode`] beyond [`PutCode::MAX`].
    pub const fn new(number: u64) -> Result<Self, InvalidPutCode> {
        if number <= Self::MAX { Ok(PutCode(number)) } else { Err(InvalidPutCode) }
    }

    /// The number, at most [`PutCode::MAX`]; 0 is that of [`PutCode::SINGLE`].
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl FromStr for PutCode {
    type Err = InvalidPutCode;

    /// Accepts what the published API accepts in paths: digits, an optional `+`, leading zeros.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<u64>().map_err(|_| InvalidPutCode).and_then(PutCode::new)
    }
}

impl fmt::Display for PutCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Software with credentials: `APP-` and sixteen letters or digits, or the iD form of very old clients
/// (`common-3.0.xsd client-path`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClientId(Box<str>);

/// A text that is no client id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a client id is APP- and sixteen letters or digits, or has the form of an ORCID iD")]
pub struct InvalidClientId;

impl ClientId {
    /// As it was written: ids are compared with regard to case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ClientId {
    type Err = InvalidClientId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let app = text
            .strip_prefix("APP-")
            .is_some_and(|tail| tail.len() == 16 && tail.bytes().all(|b| b.is_ascii_alphanumeric()));
        let legacy = || {
            let bytes = text.as_bytes();
            bytes.len() == 19
                && bytes.iter().enumerate().all(|(index, byte)| match index {
                    4 | 9 | 14 => *byte == b'-',
                    18 => byte.is_ascii_digit() || *byte == b'X',
                    _ => byte.is_ascii_digit(),
                })
        };
        if app || legacy() { Ok(ClientId(text.into())) } else { Err(InvalidClientId) }
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn put_codes_take_the_spellings_of_the_published_api() {
        for (text, number) in [("12", 12), ("+12", 12), ("0012", 12), ("9007199254740991", PutCode::MAX)] {
            assert_eq!(text.parse::<PutCode>().map(PutCode::get), Ok(number));
        }
        for text in ["", "-1", "1x", "9007199254740992", "99999999999999999999"] {
            assert_eq!(text.parse::<PutCode>(), Err(InvalidPutCode), "{text}");
        }
    }

    #[test]
    fn client_ids_have_two_forms() {
        assert!("APP-0123456789ABCDEF".parse::<ClientId>().is_ok());
        assert!("0000-0003-1415-9265".parse::<ClientId>().is_ok());
        for text in ["APP-0123", "APP-0123456789ABCDE!", "app-0123456789ABCDEF", ""] {
            assert!(text.parse::<ClientId>().is_err(), "{text}");
        }
    }
}
