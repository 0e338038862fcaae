//! Which of our languages a browser asks for.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use byline_model::Locale;

use crate::accept::weight;

/// The best rated language that we have; on a tie the first (RFC 9110 §12.5.4). What cannot be read is passed over.
pub fn accepted(headers: &HeaderMap) -> Option<Locale> {
    let values = headers.get_all(ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
    let mut best: Option<(u16, Locale)> = None;
    for range in values.flat_map(|value| value.split(',')) {
        let (tag, parameters) = range.split_once(';').unwrap_or((range, "q=1"));
        let rating = parameters.trim().strip_prefix("q=").and_then(weight).unwrap_or(0);
        let Some(locale) = Locale::closest(tag.trim()) else { continue };
        if rating > best.map_or(0, |(known, _)| known) {
            best = Some((rating, locale));
        }
    }
    best.map(|(_, locale)| locale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn of(accept: &'static str) -> Option<Locale> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(accept));
        accepted(&headers)
    }

    #[test]
    fn the_best_rated_language_is_spoken() {
        assert_eq!(of("de"), Some(Locale::De));
        assert_eq!(of("de;q=0.4, fr;q=0.9, en;q=0.8"), Some(Locale::Fr));
        assert_eq!(of("nl, pt-BR;q=0.9, en;q=0.8"), Some(Locale::Pt));
        assert_eq!(of("ja, ko"), Some(Locale::Ja));
        assert_eq!(of("AR-eg"), Some(Locale::Ar));
    }

    #[test]
    fn what_is_refused_or_nonsense_is_not() {
        for nothing in ["", "*", "nl", "de;q=0", "de;q=2", "de;q=x", "deutsch", ";;;,,", "-de"] {
            assert_eq!(of(nothing), None, "{nothing}");
        }
        assert_eq!(of("de;q=0, es;q=0.1"), Some(Locale::Es));
        assert_eq!(accepted(&HeaderMap::new()), None);
    }
}
