//! How each type finds its identifier inside a value: the rules of `normalisation`, word for word. Who changes one
//! raises `RULES`.
//!
//! Values come from anywhere and have no maximum length, so every search here is linear in the value.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem;
use regex::Regex;

use super::Rule;

impl Rule {
    /// The identifier in a value whose case is folded already where the type says so; `None` if there is none.
    pub(super) fn apply(self, value: Cow<'_, str>) -> Option<Cow<'_, str>> {
        match self {
            Rule::Whole => Some(value),
            Rule::Uri => Some(with_scheme(value)),
            Rule::Doi => {
                let escaped = value.contains('&') && value.contains(';');
                part(if escaped { Cow::Owned(unescape(&value)) } else { value }, find_doi)
            }
            Rule::Bibcode => part(value, |text| first(&BIBCODE, text)),
            Rule::Pmc => part(value, |text| first(&PMC, text)),
            Rule::Pmid => part(value, |text| first(&PMID, text)),
            Rule::Arxiv => Some(Cow::Owned(format!("arXiv:{}", ARXIV.find(&value)?.as_str()))),
            Rule::Rrid => Some(Cow::Owned(format!("RRID:{}", RRID.find(&value)?.as_str()))),
            Rule::Isbn => find_isbn(&value).map(Cow::Owned),
            Rule::Issn => find_issn(&value).map(Cow::Owned),
        }
    }
}

/// What the pattern's group holds at the first place that fits.
fn first<'a>(pattern: &Regex, text: &'a str) -> Option<&'a str> {
    Some(pattern.captures(text)?.get(1)?.as_str())
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

/// Blanks are those of ASCII: one that does not break stays in the value.
fn ends_doi(it: char) -> bool {
    matches!(it, ' ' | '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '"' | '&' | '\'')
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

/// New identifiers, then old ones with their archive; one digit of a version, and nothing of a word behind it.
static ARXIV: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:[0-9]{4}\.[0-9]{4,5}|[0-9A-Za-z_.-]+/[0-9]{7})(?:v[0-9])?(?-u:\b)"));

/// The year and fifteen letters, digits and dots that stand alone or behind the word. An ampersand, which some journals
/// have, is outside the published rule.
static BIBCODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|(?i-u:bibcode):?[ \t\n\x0B\f\r]*|[^0-9A-Za-z.])([0-9]{4}[0-9A-Za-z.]{15})(?:$|[^0-9A-Za-z.])")
});

/// The seven forms of the published rule, cut to its number of digits.
static RRID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "AB_[0-9]{6}|CVCL_[0-9A-Z]{4}|SCR_[0-9]{6}|IMSR_JAX:[0-9]{6}|Addgene_[0-9]{5}|SAMN[0-9]{8}|MMRRC_[0-9]{6}-UCD",
    )
});

/// As many digits, hyphens and spaces as possible, and fewer where a digit follows: of two numbers the first.
static ISBN: LazyLock<Regex> = LazyLock::new(|| pattern("([0-9][0-9 -]{8,15}[0-9x])(?:$|[^0-9])"));

static ISSN: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:^|[^0-9])([0-9]{4} ?[-\u{2013}]? ?[0-9]{3}[0-9x])(?:$|[^0-9-])"));

/// The published rule refuses digits that `PMC` in capitals follows: there are none once case is folded.
static PMC: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|pmc-?/?)[ \t\n\x0B\f\r]*([0-9]{5,9})(?-u:\b)"));

/// Digits at the start or behind one of the known labels, not followed by what would make them part of something else.
static PMID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^[ \t\n\x0B\f\r]*|pmid:?[ \t\n\x0B\f\r]*|med/|pubmed\.ncbi\.nlm\.nih\.gov/)([0-9]+)(?:$|[^0-9A-Za-z.-])",
    )
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns are constants and covered by tests")
}

/// The first that has the form, if it has ten or thirteen places; no later one is tried.
fn find_isbn(value: &str) -> Option<String> {
    let places = first(&ISBN, value)?.bytes().filter(u8::is_ascii_alphanumeric);
    let isbn: String = places.map(|it| char::from(it).to_ascii_uppercase()).collect();
    matches!(isbn.len(), 10 | 13).then_some(isbn)
}

fn find_issn(value: &str) -> Option<String> {
    let found = first(&ISSN, value)?;
    let (head, tail) = (&found[..4], &found[found.len() - 4..]);
    Some(format!("{head}-{}", tail.to_ascii_uppercase()))
}
