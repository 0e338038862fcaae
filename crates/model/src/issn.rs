//! ISSNs: which serial a peer review was for (`record-api` 5.2).
//!
//! An [`Issn`] has the form of one, `1741-4857`. Whether a serial has it is for a resolver to say; the check digit
//! decides nothing, as in the published registry, where numbers with a wrong one are in use.

use std::fmt;
use std::str::FromStr;

/// The number of a serial. Written with its hyphen and, where it ends so, a capital X.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Issn([u8; 8]);

/// A text that has not the form of an ISSN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an ISSN looks like 1741-4857")]
pub struct InvalidIssn;

impl FromStr for Issn {
    type Err = InvalidIssn;

    /// With or without the hyphen, in either case, with white space around.
    fn from_str(text: &str) -> Result<Self, InvalidIssn> {
        let text = text.trim_ascii();
        let (front, back) = match text.split_once('-') {
            Some(halves) => halves,
            None => text.split_at_checked(4).ok_or(InvalidIssn)?,
        };
        let digits = [front, back].concat().to_ascii_uppercase();
        let digits: [u8; 8] = digits.as_bytes().try_into().map_err(|_| InvalidIssn)?;
        let well_formed = front.len() == 4
            && digits[..7].iter().all(u8::is_ascii_digit)
            && (digits[7].is_ascii_digit() || digits[7] == b'X');
        if well_formed { Ok(Issn(digits)) } else { Err(InvalidIssn) }
    }
}

impl fmt::Display for Issn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = str::from_utf8(&self.0).map_err(|_| fmt::Error)?;
        write!(f, "{}-{}", &text[..4], &text[4..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_number_are_one() {
        for text in ["1741-4857", "17414857", " 1741-4857\n"] {
            assert_eq!(text.parse::<Issn>().map(|it| it.to_string()).as_deref(), Ok("1741-4857"), "{text:?}");
        }
        assert_eq!("0004-637x".parse::<Issn>().unwrap().to_string(), "0004-637X");
        assert!("1741-4850".parse::<Issn>().is_ok(), "the check digit is nobody's business");
    }

    #[test]
    fn other_texts_are_refused() {
        for text in
            ["", "1741", "1741-485", "1741-48577", "174-14857", "1741-48-57", "X741-4857", "1741-48X7", "１741-485"]
        {
            assert_eq!(text.parse::<Issn>(), Err(InvalidIssn), "{text}");
        }
    }
}
