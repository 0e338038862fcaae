//! Cookies and the queries of pages are read in proportion to their length.
#![cfg(debug_assertions)]

use axum::http::{HeaderMap, HeaderValue, header};
use byline_pages::cookies::{Cookie, Jar};
use byline_pages::forms::Next;

#[path = "../../formats/tests/it/growth.rs"]
mod growth;
use growth::assert_linear;

const ALL: [Cookie; 3] = [Cookie::SESSION, Cookie::FORM, Cookie::LANGUAGE];

/// The lines of a text, each a header of its own.
fn headers(text: &str) -> HeaderMap {
    let values = text.lines().filter_map(|line| HeaderValue::from_str(line).ok());
    values.map(|value| (header::COOKIE, value)).collect()
}

type Family = (&'static str, fn(usize) -> String);

fn each(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

const COOKIES: &[Family] = &[
    ("many in one line", |n| each(n, |i| format!("c{i}=v; "))),
    ("many lines", |n| each(n, |i| format!("c{i}=v\n"))),
    ("ours, empty, again", |n| "byline-session=; ".repeat(n)),
    ("ours, without a value, again", |n| "__Host-byline-session; ".repeat(n)),
    ("beginnings of ours", |n| "__Host-__Host-byline-session=x; ".repeat(n)),
    ("a long one", |n| format!("byline-session={}", "a".repeat(n * 8))),
    ("a long name", |n| format!("{}=a", "byline-session".repeat(n))),
    ("a long value of equals signs", |n| format!("byline-session{}", "=".repeat(n * 8))),
    ("semicolons", |n| ";".repeat(n * 8)),
    ("blanks", |n| " ".repeat(n * 8) + ";" + &" ".repeat(n * 8)),
    ("blanks in turns", |n| " ; ".repeat(n * 4)),
    ("quotes", |n| "a=\"; ".repeat(n)),
];

#[test]
fn cookies_are_read_in_a_line() {
    for base in ["https://reg.example", "http://127.0.0.1:8080"] {
        let jar = Jar::new(base);
        for (name, make) in COOKIES {
            assert_linear(name, make, |text| {
                let headers = headers(text);
                for cookie in ALL {
                    let _ = jar.read(&headers, cookie);
                }
            });
        }
    }
}

#[test]
fn where_to_go_next_is_read_in_a_line() {
    let queries: [Family; 6] = [
        ("notices", |n| "notice=sent&".repeat(n)),
        ("requests in requests", |n| "oauth&".repeat(n)),
        ("places", |n| each(n, |i| format!("next=/{i}&"))),
        ("a long place", |n| format!("next=%2F{}", "a".repeat(n * 8))),
        ("slashes", |n| format!("next={}", "/".repeat(n * 8))),
        ("percent signs", |n| format!("next=/{}", "%".repeat(n * 8))),
    ];
    for (name, make) in queries {
        assert_linear(name, make, |query| {
            let next = Next::of_query(query);
            drop((next.location(), next.on("/signin", "sent")));
        });
    }
}
