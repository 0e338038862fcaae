//! Who somebody says they are: an e-mail address, or an iD in any form people write it (`registry` 4, 6.2).

use byline_model::{OrcidId, email};
use unicode_normalization::UnicodeNormalization;

/// What is typed into the sign-in form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SignInName {
    Orcid(OrcidId),
    /// Anything else: looked for among the addresses of records.
    Address(Box<str>),
}

impl SignInName {
    /// Takes every text: what is no iD in any form is an address, which nobody may have.
    pub fn parse(text: &str) -> Self {
        match written_orcid(text) {
            Some(orcid) => Self::Orcid(orcid),
            None => Self::Address(text.trim().into()),
        }
    }

    /// One text for one name, however it was typed.
    pub fn key(&self) -> String {
        match self {
            Self::Orcid(orcid) => orcid.to_string(),
            Self::Address(address) => email::key(address),
        }
    }
}

/// Far longer than any address of a record with a query behind it. In bytes.
const LONGEST: usize = 2000;

/// An iD as people write, copy and type it: with any dashes, blanks or nothing between the groups, in digits of any
/// script, with a small x or the letter of another keyboard that looks like it, with signs around it that nobody sees, at
/// the end of a URI or behind `ORCID:`, with a query after it.
pub fn written_orcid(text: &str) -> Option<OrcidId> {
    if text.len() > LONGEST {
        return None;
    }
    // Full-width letters, digits and signs become the usual ones.
    let text: String = text.nfkc().filter(|it| !email::is_hidden(*it)).collect();
    let text = text.split(['?', '#']).next().unwrap_or_default();
    let around = |it: char| it.is_whitespace() || "/()[]<>\"'.,;".contains(it);
    let text = text.trim_matches(around);
    let last = text.rsplit(['/', ':']).next().unwrap_or(text);
    let digits = last.chars().filter(|it| !is_between(*it)).map(digit).collect::<Option<String>>()?;
    if digits.len() != 16 {
        return None;
    }
    format!("{}-{}-{}-{}", &digits[..4], &digits[4..8], &digits[8..12], &digits[12..]).parse().ok()
}

/// What stands between groups: blanks, hyphens, dashes, and what keyboards have in their place.
fn is_between(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter,
            '-' | '_' | '\u{058A}' | '\u{05BE}' | '\u{1400}' | '\u{1806}' | '\u{2010}'..='\u{2015}' | '\u{2043}'
            | '\u{207B}' | '\u{208B}' | '\u{2212}' | '\u{2500}' | '\u{2E3A}'..='\u{2E3B}' | '\u{301C}' | '\u{3030}'
            | '\u{30A0}' | '\u{30FC}' | '\u{02D7}' | '\u{200C}'..='\u{200D}')
}

/// Where the digits of scripts begin; each has ten in a row.
const ZEROS: [char; 18] = [
    '0', '\u{0660}', '\u{06F0}', '\u{07C0}', '\u{0966}', '\u{09E6}', '\u{0A66}', '\u{0AE6}', '\u{0B66}', '\u{0BE6}',
    '\u{0C66}', '\u{0CE6}', '\u{0D66}', '\u{0E50}', '\u{0ED0}', '\u{0F20}', '\u{1040}', '\u{17E0}',
];

/// The digit, or the X, that is meant.
fn digit(letter: char) -> Option<char> {
    // Latin, Greek and Cyrillic.
    if matches!(letter, 'x' | 'X' | 'χ' | 'Χ' | 'х' | 'Х') {
        return Some('X');
    }
    let value = ZEROS.iter().find_map(|zero| u32::from(letter).checked_sub(u32::from(*zero)).filter(|it| *it < 10))?;
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_however_they_are_written() {
        let mut texts: Vec<String> = [
            "0000-0002-1694-233X",
            " 0000-0002-1694-233x ",
            "000000021694233X",
            "0000 0002 1694 233x",
            "0000\u{00A0}0002\u{202F}1694\u{3000}233x",
            "https://orcid.org/0000-0002-1694-233X",
            "orcid.org/0000-0002-1694-233X",
            "http://localhost:8080/0000-0002-1694-233x/",
            "https://orcid.org/0000-0002-1694-233X?lang=en",
            "https://orcid.org/0000-0002-1694-233X/?next=/a/b",
            "https://orcid.org/0000-0002-1694-233X#works",
            "<https://orcid.org/0000-0002-1694-233X>",
            "(0000-0002-1694-233X).",
            "ORCID iD: 0000-0002-1694-233X",
            "orcid:0000-0002-1694-233X",
            "\u{200E}0000-0002-1694-233X\u{200E}",
            "\u{FEFF}0000-\u{200B}0002-1694-\u{2060}233X",
            "0000-0002-1694-233Х",
            "0000-0002-1694-233χ",
            "００００－０００２－１６９４－２３３Ｘ",
            "ｈｔｔｐｓ：／／ｏｒｃｉｄ．ｏｒｇ／０００００００２１６９４２３３Ｘ",
            "٠٠٠٠-٠٠٠٢-١٦٩٤-٢٣٣X",
            "۰۰۰۰-۰۰۰۲-۱۶۹۴-۲۳۳X",
            "००००-०००२-१६९४-२३३X",
            "๐๐๐๐-๐๐๐๒-๑๖๙๔-๒๓๓X",
            "𝟎𝟎𝟎𝟎-𝟎𝟎𝟎𝟐-𝟏𝟔𝟗𝟒-𝟐𝟑𝟑X",
        ]
        .map(str::to_owned)
        .to_vec();
        let dashes =
            "\u{00AD}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{FE58}\u{FE63}\u{FF0D}\u{30FC}\u{FF70}";
        texts.extend(dashes.chars().map(|dash| "0000-0002-1694-233X".replace('-', &dash.to_string())));
        for text in texts {
            assert_eq!(written_orcid(&text).map(|it| it.to_string()).as_deref(), Some("0000-0002-1694-233X"), "{text}");
        }
    }

    #[test]
    fn what_is_no_id_is_not_read_as_one() {
        for text in [
            "",
            "0000-0002-1694-2331",
            "ada@example.org",
            "0000-0002-1694-233X@example.org",
            "ÄÄÄÄÄÄÄÄ",
            "0000-0002-1694-233XX",
            "https://orcid.org/",
            "https://orcid.org/?0000-0002-1694-233X",
            &"0".repeat(10_000),
        ] {
            assert_eq!(written_orcid(text), None, "{text}");
        }
    }
}
