//! Validators and conditional requests (RFC 9110 §8.8, §13; `decisions` 1).
//!
//! Entity tags are strong: they come from a hash of the bytes, plus one mark for the media type and one for the content
//! coding. `If-Modified-Since` is left alone (§13.1.3 lets us): a second is too coarse to promise that what was hidden
//! after an answer is not confirmed as current by the next one.

use axum::http::header::{IF_MATCH, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue};
use byline_model::Timestamp;

use crate::Coding;

const HEX: &[u8; 16] = b"0123456789abcdef";

/// The entity tag of a body. `form` tells media types apart that could share bytes.
pub fn etag(hash: u128, form: u8, coding: Coding) -> HeaderValue {
    let mut text = [b'"'; 36];
    for (at, byte) in hash.to_be_bytes().into_iter().enumerate() {
        text[1 + at * 2] = HEX[usize::from(byte >> 4)];
        text[2 + at * 2] = HEX[usize::from(byte & 15)];
    }
    text[33] = b'a' + form % 26;
    text[34] = coding.mark();
    HeaderValue::from_bytes(&text).expect("hexadecimal digits in quotes")
}

/// Whether the client has this already: `If-None-Match` names the tag or `*`. Tags are compared weakly (§13.1.2).
pub fn none_match(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let Ok(etag) = etag.to_str() else { return false };
    headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).any(|value| {
        value.split(',').map(str::trim).any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
    })
}

/// The tags that `If-Match` names; those marked as weak match nothing (RFC 9110 §13.1.1).
fn wanted(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let values = headers.get_all(IF_MATCH).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',').map(str::trim))
}

/// Whether `If-Match` asks for nothing but that there is something.
pub fn match_any(headers: &HeaderMap) -> bool {
    wanted(headers).any(|tag| tag == "*")
}

/// Whether `If-Match` names the tag of a body with this hash and form, in whatever coding it was sent.
pub fn matches(headers: &HeaderMap, hash: u128, form: u8) -> bool {
    let tags = Coding::ALL.map(|coding| etag(hash, form, coding));
    wanted(headers).any(|wanted| tags.iter().any(|tag| tag.as_bytes() == wanted.as_bytes()))
}

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
pub fn http_date(moment: Timestamp) -> HeaderValue {
    const DAYS: [&[u8; 3]; 7] = [b"Thu", b"Fri", b"Sat", b"Sun", b"Mon", b"Tue", b"Wed"];
    const MONTHS: &[u8; 36] = b"JanFebMarAprMayJunJulAugSepOctNovDec";
    let iso = moment.to_ascii();
    let (_, month, _) = moment.date();
    let mut text = *b"Thu, 01 Jan 1970 00:00:00 GMT";
    text[..3].copy_from_slice(DAYS[moment.seconds().div_euclid(86_400).rem_euclid(7) as usize]);
    text[5..7].copy_from_slice(&iso[8..10]);
    let month = usize::from(month - 1) * 3;
    text[8..11].copy_from_slice(&MONTHS[month..month + 3]);
    text[12..16].copy_from_slice(&iso[..4]);
    text[17..25].copy_from_slice(&iso[11..19]);
    HeaderValue::from_bytes(&text).expect("a date is visible ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_look_as_in_the_rfc() {
        let date = |millis| http_date(Timestamp::from_millis(millis)).to_str().unwrap().to_owned();
        assert_eq!(date(784_111_777_999), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(date(-1), "Wed, 31 Dec 1969 23:59:59 GMT");
        assert_eq!(date(1_709_210_096_000), "Thu, 29 Feb 2024 12:34:56 GMT");
    }

    #[test]
    fn tags_differ_by_form_and_coding() {
        let plain = etag(7, 0, Coding::Identity);
        assert_eq!(plain, "\"00000000000000000000000000000007a-\"");
        assert_ne!(plain, etag(7, 1, Coding::Identity));
        assert_ne!(plain, etag(7, 0, Coding::Gzip));
        assert_ne!(plain, etag(8, 0, Coding::Identity));
    }

    #[test]
    fn what_must_match_is_compared_strongly() {
        let ask = |value: &str| -> HeaderMap { [(IF_MATCH, value.parse().unwrap())].into_iter().collect() };
        let gzip = etag(7, 1, Coding::Gzip);
        let gzip = gzip.to_str().unwrap();
        assert!(matches(&ask(&format!("\"x\", {gzip}")), 7, 1));
        assert!(!matches(&ask(&format!("W/{gzip}")), 7, 1));
        assert!(!matches(&ask(gzip), 7, 2) && !matches(&ask(gzip), 8, 1) && !matches(&HeaderMap::new(), 7, 1));
        assert!(match_any(&ask("*")) && !match_any(&ask(gzip)) && !match_any(&HeaderMap::new()));
    }

    #[test]
    fn a_tag_is_found_in_a_list() {
        let tag = etag(7, 0, Coding::Identity);
        let known = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(IF_NONE_MATCH, value.parse().unwrap());
            none_match(&headers, &tag)
        };
        assert!(known("*"));
        assert!(known("\"x\", \"00000000000000000000000000000007a-\""));
        assert!(known("W/\"00000000000000000000000000000007a-\""));
        assert!(!known("\"00000000000000000000000000000007ag\""));
        assert!(!known(""));
        assert!(!none_match(&HeaderMap::new(), &tag));
    }
}
