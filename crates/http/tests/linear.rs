//! Headers, paths and queries are read in proportion to their length.
#![cfg(debug_assertions)]

use axum::http::{HeaderMap, HeaderName, header};
use byline_http::path::{Segments, query_values};
use byline_http::{Coding, TrustedProxies, accept, conditional, language};

#[path = "../../formats/tests/it/growth.rs"]
mod growth;
use growth::assert_linear;

const OFFERS: [accept::MediaType; 3] = [
    accept::MediaType::new("application/vnd.orcid+xml", "application/vnd.orcid+xml;charset=UTF-8", 1000),
    accept::MediaType::new("application/xml", "application/xml;charset=UTF-8", 900),
    accept::MediaType::new("application/json", "application/json;charset=UTF-8", 800),
];

fn one(name: HeaderName, value: &str) -> HeaderMap {
    value.parse().map(|value| [(name, value)].into_iter().collect()).unwrap_or_default()
}

type Part = (&'static str, &'static str);

/// Each is the beginning of a value and what comes again and again behind it.
fn hold(parts: &[Part], read: impl Fn(&str)) {
    for (begin, again) in parts {
        assert_linear(&format!("{begin}{again}"), |count| begin.to_string() + &again.repeat(count), &read);
    }
}

#[test]
fn media_types_are_negotiated_in_a_line() {
    let offers: Vec<_> = OFFERS.iter().collect();
    let parts = [
        ("", "text/html;q=0.1,"),
        ("", "*/*;q=0,"),
        ("application/xml", ";a=b"),
        ("application/xml;q=\"", "\\\","),
        ("application/xml", ","),
        ("", "a"),
    ];
    hold(&parts, |value| drop(accept::negotiate(&one(header::ACCEPT, value), &offers, 0)));
}

#[test]
fn entity_tags_are_looked_for_in_a_line() {
    hold(&[("", "\"x\", "), ("", "W/\"x\","), ("", ","), ("\"", "x")], |value| {
        let tag = conditional::etag(7, 0, Coding::Identity);
        assert!(!conditional::none_match(&one(header::IF_NONE_MATCH, value), &tag));
        assert!(!conditional::matches(&one(header::IF_MATCH, value), 7, 0));
    });
}

#[test]
fn languages_and_codings_are_chosen_in_a_line() {
    hold(&[("", "xx;q=0.1,"), ("", "zh-Hant-TW,"), ("en", "-a"), ("", ","), ("en;q=", "0")], |value| {
        let _ = language::accepted(&one(header::ACCEPT_LANGUAGE, value));
    });
    hold(&[("", "br;q=0.1,"), ("", "gzip;q=0,"), ("gzip;q=", "0"), ("", ",")], |value| {
        let _ = Coding::choose(&one(header::ACCEPT_ENCODING, value), 1 << 20);
    });
}

#[test]
fn addresses_are_taken_apart_in_a_line() {
    hold(&[("", "/a"), ("/", "%41"), ("/", "%"), ("", "/"), ("/", "%ff"), ("/", "é")], |path| {
        drop(Segments::of(path))
    });
    hold(&[("", "a=1&"), ("", "b&"), ("a=", "+%20"), ("a=", "%"), ("", "&"), ("", "=")], |query| {
        let _all = query_values(Some(query), "a").count();
    });
}

#[test]
fn what_proxies_say_is_read_in_a_line() {
    let proxies = TrustedProxies::parse(["10.0.0.0/8"]).expect("a network");
    let name = HeaderName::from_static("x-forwarded-for");
    hold(&[("", "10.0.0.1, "), ("", "x, "), ("", ","), ("", "1")], |value| {
        let headers = one(name.clone(), value);
        let _ = proxies.read(Some("10.0.0.1".parse().expect("an address")), &headers);
    });
}
