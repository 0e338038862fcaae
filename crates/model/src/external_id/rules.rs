//! How each type finds its identifier inside a value.
//!
//! Values come from anywhere and have no maximum length, so every search here is linear in the value.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem;
use regex::Regex;

use super::{Rule, fold};

impl Rule {
    /// The identifier in a value whose case is folded already where the type says so; `None` if there is none.
    pub(super) fn apply(self, value: Cow<'_, str>) -> Option<Cow<'_, str>> {
        match self {
            Rule::Whole => Some(value),
            Rule::Uri => Some(with_scheme(value)),
            Rule::Doi => {
                let value = if memchr::memchr(b'&', value.as_bytes()).is_some() {
                    Cow::Owned(fold(&unescape(&value)).into_owned())
                } else {
                    value
                };
                part(value, find_doi)
            }
            Rule::Bibcode => part(value, find_bibcode),
            Rule::Pmc => part(value, find_pmc),
            Rule::Pmid => part(value, find_pmid),
            Rule::Arxiv => Some(Cow::Owned(format!("arXiv:{}", ARXIV.find(&value)?.as_str()))),
            Rule::Rrid => Some(Cow::Owned(format!("RRID:{}", RRID.find(&value)?.as_str()))),
            Rule::Isbn => find_isbn(&value).map(Cow::Owned),
            Rule::Issn => find_issn(&value).map(Cow::Owned),
        }
    }
}

/// Borrows the found part where the whole is borrowed.
fn part(value: Cow<'_, str>, find: impl Fn(&str) -> Option<&str>) -> Option<Cow<'_, str>> {
    match value {
        Cow::Borrowed(text) => find(text).map(Cow::Borrowed),
        Cow::Owned(text) => find(&text).map(|found| Cow::Owned(found.to_owned())),
    }
}

fn with_scheme(value: Cow<'_, str>) -> Cow<'_, str> {
    if ["http://", "https://", "ftp://", "ftps://"].iter().any(|scheme| value.starts_with(scheme)) {
        value
    } else {
        Cow::Owned(format!("http://{value}"))
    }
}

/// `10.<prefix>/<suffix>`, the prefix of letters, digits and single dots. The first that is complete counts.
fn find_doi(value: &str) -> Option<&str> {
    let bytes = value.as_bytes();
    let mut from = 0;
    while let Some(found) = memmem::find(&bytes[from..], b"10.") {
        let start = from + found;
        let (slash, complete) = doi_prefix_end(bytes, start + 2);
        if complete {
            let suffix = &value[slash + 1..];
            let length = suffix.find(ends_doi).unwrap_or(suffix.len());
            if length > 0 {
                return Some(&value[start..slash + 1 + length]);
            }
        }
        // Any `10.` before this point would run into the same obstacle, so nothing is read twice.
        from = slash.max(start + 3);
    }
    None
}

/// Where the labels that start with the dot at `at` end, and whether a slash follows the last of them.
fn doi_prefix_end(bytes: &[u8], mut at: usize) -> (usize, bool) {
    while bytes.get(at) == Some(&b'.') {
        let label = at + 1;
        at = label;
        while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            at += 1;
        }
        if at == label {
            return (at, false);
        }
    }
    (at, bytes.get(at) == Some(&b'/'))
}

fn ends_doi(it: char) -> bool {
    it.is_whitespace() || matches!(it, '"' | '&' | '\'')
}

/// XML escapes undone until none is left: values copied from web pages are escaped once or more. Closing an escape may
/// complete another (`&amp;amp;`), so text is built up with the end of what was built in view.
fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for it in value.chars() {
        out.push(it);
        while out.ends_with(';') {
            let Some((start, decoded)) = trailing_escape(&out) else { break };
            out.truncate(start);
            out.push(decoded);
        }
    }
    out
}

/// The escape at the end of the text: where it starts and what it stands for.
fn trailing_escape(text: &str) -> Option<(usize, char)> {
    /// `&#x10ffff;` and a few leading zeros.
    const LONGEST: usize = 16;
    let from = text.len().saturating_sub(LONGEST);
    let start = from + memchr::memrchr(b'&', &text.as_bytes()[from..])?;
    let body = &text[start + 1..text.len() - 1];
    let decoded = match body {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = body.strip_prefix('#').filter(|it| it.bytes().all(|it| it.is_ascii_alphanumeric()))?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|it| *it != '\0')?
        }
    };
    Some((start, decoded))
}

/// New identifiers, then old ones with their archive; one digit of a version.
static ARXIV: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[0-9]{4}\.[0-9]{4,5}(?:v[0-9])?|[a-z-]+(?:\.[a-z-]+)?/[0-9]{7}(?:v[0-9])?"));

/// The seven forms in use. The number of digits is the least: numbers have grown since the rule was written, and
/// cutting them would make different resources one.
static RRID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "AB_[0-9]{6,}|CVCL_[0-9A-Z]{4,}|SCR_[0-9]{6,}|IMSR_JAX:[0-9]{6,}|Addgene_[0-9]{5,}|SAMN[0-9]{8,}|\
         MMRRC_[0-9]{6,}-UCD",
    )
});

static ISBN_RUN: LazyLock<Regex> = LazyLock::new(|| pattern("[0-9][0-9 -]*x?"));

static ISSN: LazyLock<Regex> = LazyLock::new(|| pattern(r"[0-9]{4}[-–\s]?[0-9]{3}[0-9x]"));

static PMC: LazyLock<Regex> = LazyLock::new(|| pattern("(?:^|pmc-?/?)[0-9]{5,9}"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are constants and covered by tests")
}

/// Nineteen characters that stand alone: the year and fifteen letters, digits and dots. An ampersand, which some
/// journals have, is outside the published rule.
fn find_bibcode(value: &str) -> Option<&str> {
    value
        .split(|it: char| !(it.is_ascii_alphanumeric() || it == '.'))
        .find(|word| word.len() == 19 && word.bytes().take(4).all(|it| it.is_ascii_digit()))
}

fn find_pmc(value: &str) -> Option<&str> {
    PMC.find(value).map(|found| found.as_str().trim_start_matches(|it: char| !it.is_ascii_digit()))
}

/// Digits at the start or after one of the known labels, not followed by what would make them part of something else.
fn find_pmid(value: &str) -> Option<&str> {
    let bytes = value.as_bytes();
    let mut at = 0;
    while let Some(skipped) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let start = at + skipped;
        let length = bytes[start..].iter().take_while(|it| it.is_ascii_digit()).count();
        at = start + length;
        let alone = bytes.get(at).is_none_or(|it| !(it.is_ascii_alphabetic() || matches!(it, b'.' | b'-')));
        if alone && (start == 0 || ends_in_pmid_label(&value[..start])) {
            return Some(&value[start..at]);
        }
    }
    None
}

/// `pmid` with colon and spaces as people write it, or the paths of PubMed and Europe PMC (`pubmed/` and `MED/`).
fn ends_in_pmid_label(before: &str) -> bool {
    before.ends_with("med/")
        || before.ends_with("pubmed.ncbi.nlm.nih.gov/")
        || before.trim_end_matches([' ', ':']).ends_with("pmid")
}

/// The first run of digits, hyphens and spaces that has ten or thirteen places.
fn find_isbn(value: &str) -> Option<String> {
    ISBN_RUN.find_iter(value).find_map(|run| {
        let places = run.as_str().bytes().filter(|it| it.is_ascii_alphanumeric());
        let isbn: String = places.map(|it| char::from(it).to_ascii_uppercase()).collect();
        matches!(isbn.len(), 10 | 13).then_some(isbn)
    })
}

fn find_issn(value: &str) -> Option<String> {
    let found = ISSN.find(value)?.as_str();
    let (head, tail) = (&found[..4], &found[found.len() - 4..]);
    Some(format!("{head}-{}", tail.to_ascii_uppercase()))
}
