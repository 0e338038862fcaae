//! Whether a query that is none is refused as the published service does it, or with what is wrong (RFC 7240 §4.4).

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::exchange::Exchange;

const PREFER: HeaderName = HeaderName::from_static("prefer");
const APPLIED: HeaderName = HeaderName::from_static("preference-applied");

/// How strictly a request is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Handling {
    /// As the published service: 500 for any query that it cannot read, and no word about names that it does not know.
    #[default]
    Lenient,
    /// 400, and where the mistake is.
    Strict,
}

impl Handling {
    /// What a request prefers; `None` when it does not say. Of several the first counts.
    pub fn preferred(headers: &HeaderMap) -> Option<Self> {
        let values = headers.get_all(PREFER).iter().filter_map(|value| value.to_str().ok());
        let mut preferences = values.flat_map(|value| value.split([',', ';']));
        preferences.find_map(|preference| {
            let (name, value) = preference.split_once('=')?;
            let value = value.trim().trim_matches('"');
            match () {
                () if !name.trim().eq_ignore_ascii_case("handling") => None,
                () if value.eq_ignore_ascii_case("strict") => Some(Handling::Strict),
                () if value.eq_ignore_ascii_case("lenient") => Some(Handling::Lenient),
                () => None,
            }
        })
    }

    /// What a request prefers, or else what this deployment does.
    pub fn of(exchange: &Exchange<'_>) -> Self {
        Self::preferred(&exchange.parts.headers).unwrap_or(exchange.state.handling)
    }

    /// Strict if so, or else lenient.
    pub const fn strict_if(strict: bool) -> Self {
        if strict { Handling::Strict } else { Handling::Lenient }
    }

    pub const fn is_strict(self) -> bool {
        matches!(self, Handling::Strict)
    }

    /// Says that the preference of a request was heard.
    pub fn put(request: &HeaderMap, answer: &mut HeaderMap) {
        let applied = match Self::preferred(request) {
            None => return,
            Some(Handling::Lenient) => "handling=lenient",
            Some(Handling::Strict) => "handling=strict",
        };
        answer.insert(APPLIED, HeaderValue::from_static(applied));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_are_read_as_the_rfc_writes_them() {
        let of = |values: &[&str]| {
            let mut headers = HeaderMap::new();
            values.iter().for_each(|value| _ = headers.append(PREFER, value.parse().unwrap()));
            Handling::preferred(&headers)
        };
        for values in [
            &["handling=strict"][..],
            &["Handling = \"Strict\""],
            &["respond-async, wait=10, handling=strict"],
            &["return=minimal; x=1", "handling=strict"],
            &["handling=strict, handling=lenient"],
        ] {
            assert_eq!(of(values), Some(Handling::Strict), "{values:?}");
        }
        assert_eq!(of(&["handling=lenient"]), Some(Handling::Lenient));
        for values in [&[][..], &["handling"], &["handling=loose"], &["strict"], &["xhandling=strict"]] {
            assert_eq!(of(values), None, "{values:?}");
        }
    }
}
