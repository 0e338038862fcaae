//! Paths as segments. Decoding happens after splitting, so an encoded slash stays inside its segment.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use smallvec::SmallVec;

/// More than the deepest route has.
const MOST: usize = 8;

/// The decoded segments of a path. A slash at the end makes no difference; two in a row make an empty segment, which
/// no route has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segments<'p>(SmallVec<[Cow<'p, str>; MOST]>);

impl<'p> Segments<'p> {
    /// `None` when the path is no UTF-8 after decoding or deeper than any route.
    pub fn of(path: &'p str) -> Option<Self> {
        let path = path.strip_prefix('/').unwrap_or(path);
        let path = path.strip_suffix('/').unwrap_or(path);
        let mut parts = SmallVec::new();
        if path.is_empty() {
            return Some(Segments(parts));
        }
        for part in path.split('/') {
            if parts.len() == MOST {
                return None;
            }
            parts.push(if part.contains('%') {
                percent_decode_str(part).decode_utf8().ok()?
            } else {
                Cow::Borrowed(part)
            });
        }
        Some(Segments(parts))
    }

    pub fn as_strs(&self) -> SmallVec<[&str; MOST]> {
        self.0.iter().map(AsRef::as_ref).collect()
    }
}

/// The decoded values of a query parameter, in order. `+` is a space (`application/x-www-form-urlencoded`).
pub fn query_values<'q>(query: Option<&'q str>, name: &'q str) -> impl Iterator<Item = String> + 'q {
    pairs(query).filter(move |(key, _)| decode(key) == name).map(|(_, value)| decode(value))
}

/// All query parameters with their decoded values, in order. What is no UTF-8 is replaced.
pub fn query_pairs(query: Option<&str>) -> impl Iterator<Item = (String, String)> {
    pairs(query).map(|(key, value)| (decode(key), decode(value)))
}

fn pairs(query: Option<&str>) -> impl Iterator<Item = (&str, &str)> {
    let pairs = query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

fn decode(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(path: &str) -> Vec<String> {
        Segments::of(path).expect("decodes").as_strs().iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn a_slash_at_the_end_makes_no_difference() {
        assert_eq!(segments("/v3.0/x/works/"), ["v3.0", "x", "works"]);
        assert_eq!(segments("/v3.0/x/works"), ["v3.0", "x", "works"]);
        assert!(segments("/").is_empty());
        assert_eq!(segments("//x"), ["", "x"]);
    }

    #[test]
    fn decoding_comes_after_splitting() {
        assert_eq!(segments("/works/1%2C2"), ["works", "1,2"]);
        assert_eq!(segments("/webhook/http:%2F%2Fa%2Fb"), ["webhook", "http://a/b"]);
        assert_eq!(Segments::of("/%ff"), None);
        assert_eq!(Segments::of("/1/2/3/4/5/6/7/8/9"), None);
    }

    #[test]
    fn query_parameters_are_decoded() {
        let values: Vec<_> = query_values(Some("a=1&b=x%20y+z&a=2"), "a").collect();
        assert_eq!(values, ["1", "2"]);
        assert_eq!(query_values(Some("a=1&b=x%20y+z"), "b").next().as_deref(), Some("x y z"));
        assert_eq!(query_values(None, "b").next(), None);
        let pairs: Vec<_> = query_pairs(Some("q=%2Ba+b&&rows&%71=%ff")).collect();
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(pairs, [pair("q", "+a b"), pair("rows", ""), pair("q", "\u{fffd}")]);
    }
}
