//! A language, to speak.

use std::borrow::{Borrow, Cow};

use byline_model::{Locale, country};
use fluent_bundle::FluentArgs;

use crate::catalogue::{bundle, report};
use crate::numbers::Grouping;
use crate::phrase::Phrase;

/// Everything that can be said, in one language. As cheap to hand around as the name of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Texts(Locale);

/// A day, or as much of it as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// Counts only with a month.
    pub day: Option<u8>,
}

impl Texts {
    /// The texts of a language, which is parsed when it is first spoken.
    pub const fn of(locale: Locale) -> Self {
        Texts(locale)
    }

    /// The language itself.
    pub const fn locale(self) -> Locale {
        self.0
    }

    /// A message without arguments; `key.attribute` for an attribute of one.
    pub fn text(self, key: &str) -> Cow<'static, str> {
        self.format(key, None)
    }

    /// The same, if there is such a message in this language or in English.
    pub fn find(self, key: &str) -> Option<Cow<'static, str>> {
        said(self.0, key, None).or_else(|| said(Locale::En, key, None))
    }

    /// A message to put things into.
    pub fn say<'a>(self, key: &'a str) -> Phrase<'a> {
        Phrase::new(self, key)
    }

    /// A number with the separators of the language (CLDR): `1,234`, `1.234`, `1 234`.
    pub fn number(self, number: impl Borrow<usize>) -> String {
        Grouping::of(self.0).format(u64::try_from(*number.borrow()).unwrap_or(u64::MAX))
    }

    /// `9 March 2019`, `2019年3月`.
    pub fn day(self, date: Day) -> String {
        let year = date.year.to_string();
        match (date.month, date.day) {
            (Some(month), Some(day)) => {
                self.say(&format!("date-day-{month}")).with("year", year).with("day", day.to_string()).to_string()
            }
            (Some(month), None) => self.say(&format!("date-month-{month}")).with("year", year).to_string(),
            (None, _) => self.say("date-year").with("year", year).to_string(),
        }
    }

    /// The name of a country, or its code when it is none. English names are the model's.
    pub fn country(self, code: &str) -> Cow<'static, str> {
        let Some(known) = country::find(code) else { return code.to_owned().into() };
        match self.0 {
            Locale::En => known.name.into(),
            locale => said(locale, &format!("country-{code}"), None).unwrap_or(known.name.into()),
        }
    }

    pub(crate) fn format(self, key: &str, arguments: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
        if let Some(text) = said(self.0, key, arguments) {
            return text;
        }
        if self.0 != Locale::En {
            tracing::warn!(locale = %self.0, key, "a text is missing in this language");
            if let Some(text) = said(Locale::En, key, arguments) {
                return text;
            }
        }
        tracing::error!(key, "there is no such text");
        key.to_owned().into()
    }
}

fn said(locale: Locale, key: &str, arguments: Option<&FluentArgs<'_>>) -> Option<Cow<'static, str>> {
    let bundle = bundle(locale);
    let pattern = match key.split_once('.') {
        None => bundle.get_message(key)?.value()?,
        Some((key, attribute)) => bundle.get_message(key)?.get_attribute(attribute)?.value(),
    };
    let mut errors = Vec::new();
    let text = match arguments {
        None => bundle.format_pattern(pattern, None, &mut errors),
        Some(arguments) => bundle.format_pattern(pattern, Some(arguments), &mut errors).into_owned().into(),
    };
    for error in errors {
        report(locale, &error);
    }
    Some(text)
}
