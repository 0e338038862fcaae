//! Whole numbers, with the separators of the language (CLDR, Latin digits as in iDs).

use byline_model::Locale;
use fluent_bundle::FluentValue;
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

/// How a language groups digits in threes.
#[derive(Clone, Copy)]
pub(crate) struct Grouping {
    separator: char,
    /// Shorter numbers are not grouped.
    least: usize,
}

impl Grouping {
    pub(crate) const fn of(locale: Locale) -> Grouping {
        let (separator, least) = match locale {
            Locale::Ar | Locale::En | Locale::Ja | Locale::Ko | Locale::ZhCn | Locale::ZhTw => (',', 4),
            Locale::De | Locale::Pt | Locale::Tr => ('.', 4),
            Locale::Es | Locale::It => ('.', 5),
            Locale::Cs | Locale::Ru => ('\u{a0}', 4),
            Locale::Pl => ('\u{a0}', 5),
            Locale::Fr => ('\u{202f}', 4),
        };
        Grouping { separator, least }
    }

    pub(crate) fn format(self, number: u64) -> String {
        let digits = number.to_string();
        if digits.len() < self.least {
            return digits;
        }
        let mut text = String::with_capacity(digits.len() * 2);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(self.separator);
            }
            text.push(digit);
        }
        text
    }
}

impl Memoizable for Grouping {
    type Args = ();
    type Error = std::convert::Infallible;

    fn construct(language: LanguageIdentifier, _: ()) -> Result<Self, Self::Error> {
        let tag = language.to_string();
        let locale = Locale::ALL.into_iter().find(|it| it.tag() == tag);
        Ok(Grouping::of(locale.unwrap_or_default()))
    }
}

/// What bundles print numbers with.
pub(crate) fn format(value: &FluentValue<'_>, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    if number.value < 0.0 || number.value.fract() != 0.0 {
        return None;
    }
    // Counts are far below 2^53, where whole numbers stop being exact.
    memoizer.with_try_get::<Grouping, _, _>((), |grouping| grouping.format(number.value as u64)).ok()
}
