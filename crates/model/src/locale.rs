//! The languages that people read the registry in (`registry` 20).

use std::fmt;
use std::str::FromStr;

/// An interface language. The names on the wire are those of `preferences-3.0.xsd`, with an underscore in the two
/// Chinese ones; [`Locale::tag`] is what HTML and HTTP want to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Locale {
    Ar,
    Cs,
    De,
    /// What there is words for in any case.
    #[default]
    En,
    Es,
    Fr,
    It,
    Ja,
    Ko,
    Pl,
    Pt,
    Ru,
    Tr,
    ZhCn,
    ZhTw,
}

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

/// A name of no interface language, however close it is to one; see [`Locale::closest`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no interface language has this name")]
pub struct UnknownLocale;

impl Locale {
    /// In the order in which a list of languages shows them: by wire name.
    pub const ALL: [Locale; 15] = [
        Self::Ar,
        Self::Cs,
        Self::De,
        Self::En,
        Self::Es,
        Self::Fr,
        Self::It,
        Self::Ja,
        Self::Ko,
        Self::Pl,
        Self::Pt,
        Self::Ru,
        Self::Tr,
        Self::ZhCn,
        Self::ZhTw,
    ];

    /// The name on the wire, `zh_CN`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ZhCn => "zh_CN",
            Self::ZhTw => "zh_TW",
            other => other.tag(),
        }
    }

    /// The BCP 47 tag, `zh-CN`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::Cs => "cs",
            Self::De => "de",
            Self::En => "en",
            Self::Es => "es",
            Self::Fr => "fr",
            Self::It => "it",
            Self::Ja => "ja",
            Self::Ko => "ko",
            Self::Pl => "pl",
            Self::Pt => "pt",
            Self::Ru => "ru",
            Self::Tr => "tr",
            Self::ZhCn => "zh-CN",
            Self::ZhTw => "zh-TW",
        }
    }

    /// What the language calls itself, so that whoever reads it finds it whatever the rest of the page is in.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Ar => "العربية",
            Self::Cs => "Čeština",
            Self::De => "Deutsch",
            Self::En => "English",
            Self::Es => "Español",
            Self::Fr => "Français",
            Self::It => "Italiano",
            Self::Ja => "日本語",
            Self::Ko => "한국어",
            Self::Pl => "Polski",
            Self::Pt => "Português",
            Self::Ru => "Русский",
            Self::Tr => "Türkçe",
            Self::ZhCn => "简体中文",
            Self::ZhTw => "繁體中文",
        }
    }

    /// Which way a page in this language runs: the value of HTML's `dir`.
    pub const fn direction(self) -> Direction {
        match self {
            Self::Ar => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }

    /// The language that a tag asks for, more or less: `pt-BR` is read in `pt`, `zh-Hant` and `zh_HK` in `zh_TW`.
    ///
    /// RFC 4647 §3.4 (lookup), with the one case that its cutting of subtags gets wrong: which script Chinese is written
    /// in depends on the country when it is not said.
    pub fn closest(tag: &str) -> Option<Locale> {
        let tag = tag.to_ascii_lowercase();
        let mut subtags = tag.split(['-', '_']);
        let language = subtags.next()?;
        if language != "zh" {
            return Self::ALL.into_iter().find(|it| it.tag() == language);
        }
        let script = subtags.find_map(|subtag| match subtag {
            "hans" | "cn" | "sg" => Some(Self::ZhCn),
            "hant" | "tw" | "hk" | "mo" => Some(Self::ZhTw),
            _ => None,
        });
        Some(script.unwrap_or(Self::ZhCn))
    }

    /// The language of a record's preferences. Records keep what they were sent, the test language and names that
    /// nobody knows included; these are read in English.
    pub fn of_preference(text: &str) -> Locale {
        text.parse().unwrap_or_default()
    }
}

impl Direction {
    /// The value of the attribute `dir`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl FromStr for Locale {
    type Err = UnknownLocale;

    /// Reads wire names alone, as they are.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(UnknownLocale)
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_languages_are_those_of_the_published_list() {
        let ours: Vec<&str> = Locale::ALL.iter().map(|it| it.as_str()).collect();
        let listed: Vec<&str> = crate::enums::LOCALE.values.iter().copied().filter(|it| *it != "xx").collect();
        assert_eq!(ours, listed);
    }

    #[test]
    fn names_lead_back_and_nothing_else_is_read() {
        for locale in Locale::ALL {
            assert_eq!(locale.as_str().parse(), Ok(locale));
            assert_eq!(Locale::of_preference(locale.as_str()), locale);
        }
        for other in ["", "xx", "EN", "zh", "zh-CN", "pt-BR"] {
            assert_eq!(other.parse::<Locale>(), Err(UnknownLocale), "{other}");
            assert_eq!(Locale::of_preference(other), Locale::En);
        }
    }

    #[test]
    fn chinese_is_written_in_two_ways() {
        for tag in ["zh", "zh-CN", "zh_CN", "zh-Hans", "zh-Hans-HK", "zh-SG"] {
            assert_eq!(Locale::closest(tag), Some(Locale::ZhCn), "{tag}");
        }
        for tag in ["zh-TW", "zh_TW", "zh-Hant", "zh-Hant-CN", "zh-HK", "zh-MO"] {
            assert_eq!(Locale::closest(tag), Some(Locale::ZhTw), "{tag}");
        }
    }

    #[test]
    fn our_own_names_lead_to_themselves() {
        for locale in Locale::ALL {
            assert_eq!(Locale::closest(locale.as_str()), Some(locale));
            assert_eq!(Locale::closest(locale.tag()), Some(locale));
        }
    }
}
