//! Which of our languages somebody wants: from `Accept-Language`, or from a name that they or their software wrote.
//!
//! RFC 4647 §3.4 (lookup), with the one case that its cutting of subtags gets wrong: which script Chinese is written
//! in depends on the country when it is not said.

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
        let Some(locale) = closest(tag.trim()) else { continue };
        if rating > best.map_or(0, |(known, _)| known) {
            best = Some((rating, locale));
        }
    }
    best.map(|(_, locale)| locale)
}

/// The language that a tag asks for, more or less: `pt-BR` is read in `pt`, `zh-Hant` and `zh_HK` in `zh_TW`.
pub fn closest(tag: &str) -> Option<Locale> {
    let tag = tag.to_ascii_lowercase();
    let mut subtags = tag.split(['-', '_']);
    let language = subtags.next()?;
    if language != "zh" {
        return Locale::ALL.into_iter().find(|it| it.tag() == language);
    }
    let script = subtags.find_map(|subtag| match subtag {
        "hans" | "cn" | "sg" => Some(Locale::ZhCn),
        "hant" | "tw" | "hk" | "mo" => Some(Locale::ZhTw),
        _ => None,
    });
    Some(script.unwrap_or(Locale::ZhCn))
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

    #[test]
    fn chinese_is_written_in_two_ways() {
        for tag in ["zh", "zh-CN", "zh_CN", "zh-Hans", "zh-Hans-HK", "zh-SG"] {
            assert_eq!(closest(tag), Some(Locale::ZhCn), "{tag}");
        }
        for tag in ["zh-TW", "zh_TW", "zh-Hant", "zh-Hant-CN", "zh-HK", "zh-MO"] {
            assert_eq!(closest(tag), Some(Locale::ZhTw), "{tag}");
        }
    }

    #[test]
    fn our_own_names_lead_to_themselves() {
        for locale in Locale::ALL {
            assert_eq!(closest(locale.as_str()), Some(locale));
            assert_eq!(closest(locale.tag()), Some(locale));
        }
    }
}
