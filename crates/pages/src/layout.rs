//! What all pages share: header, footer, and what stands in the head.

use std::borrow::Cow;

use byline_i18n::{Locale, Texts};
use byline_model::OrcidId;
use byline_registry::RecordError;

use crate::dates::Date;
use crate::language::Language;
use crate::markup::{Markup, Said};
use crate::visitor::Visitor;
use crate::{Pages, assets};

/// The letters that stand for a name where there is room for no more: of its first and of its last word.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|it| it.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// The frame around a page, for `base.html`.
pub struct Layout {
    pub texts: Texts,
    /// A message about what was done elsewhere.
    pub notice: Option<&'static str>,
    /// Where the list of languages leads back to.
    pub here: String,
    pub site: String,
    pub style: &'static str,
    pub mark: &'static str,
    /// Whether the header has a field to find people with: not above a page that is for finding them.
    pub finder: bool,
    pub sandbox: bool,
    pub indexed: bool,
    /// The token for the forms of the page.
    pub csrf: String,
    /// The same for old clients, which look for it in the head.
    pub legacy_csrf: Option<String>,
    /// Whether the header says anything about who is there: not on pages that are the same for everybody.
    pub knows_visitor: bool,
    /// The name of who is signed in.
    pub signed_in: Option<String>,
    /// How many notifications they have not read.
    pub unread: usize,
}

impl Layout {
    /// The frame of a page that search engines leave out and that knows nobody.
    pub fn new(on: &impl AsRef<Pages>, language: &Language) -> Self {
        let site = on.as_ref().site();
        Layout {
            texts: language.texts,
            notice: language.notice,
            here: language.here.clone(),
            site: site.name.to_string(),
            style: assets::style(),
            mark: assets::mark(),
            finder: true,
            sandbox: site.sandbox,
            indexed: false,
            csrf: String::new(),
            legacy_csrf: None,
            knows_visitor: false,
            signed_in: None,
            unread: 0,
        }
    }

    /// A text of this language.
    pub fn text(&self, key: &str) -> Cow<'static, str> {
        self.texts.text(key)
    }

    /// A text with things put into it.
    pub fn say<'a>(&self, key: &'a str) -> Markup<'a> {
        Markup::of(self.texts, key)
    }

    /// The languages to choose from.
    pub fn locales(&self) -> &'static [Locale] {
        &Locale::ALL
    }

    /// A date alone.
    pub fn date(&self, date: &Date) -> Said {
        Said::date(date)
    }

    /// The address of an iD.
    pub fn id(&self, uri: &str) -> Said {
        Said::id(uri)
    }

    /// A picture beside words that say the same.
    pub fn icon(&self, name: &str) -> Said {
        Said::icon(name)
    }

    /// The letters of who is signed in.
    pub fn initials(&self) -> String {
        self.signed_in.as_deref().map(initials).unwrap_or_default()
    }

    pub fn texts(&self) -> Texts {
        self.texts
    }

    pub fn locale(&self) -> Locale {
        self.texts.locale()
    }

    /// For this visitor: with the token for forms, and the name in the header.
    pub fn of(self, on: &impl AsRef<Pages>, visitor: &Visitor) -> Self {
        let csrf = visitor.form_token();
        Layout {
            legacy_csrf: on.as_ref().site().legacy_sign_in.then(|| csrf.clone()),
            csrf,
            knows_visitor: true,
            signed_in: visitor.signed_in().map(|it| it.name.clone()),
            unread: visitor.signed_in().map_or(0, |it| it.unread),
            ..self
        }
    }

    /// Above a page that is for finding people itself.
    #[must_use]
    pub fn without_finder(self) -> Self {
        Layout { finder: false, ..self }
    }

    /// For pages that read notifications themselves.
    pub async fn count_again(&mut self, on: &impl AsRef<Pages>, record: OrcidId) -> Result<(), RecordError> {
        self.unread = usize::try_from(on.as_ref().registry().unread(record).await?).unwrap_or(usize::MAX);
        Ok(())
    }

    /// Search engines may list the page, where the deployment lets them.
    pub fn indexed(self, on: &impl AsRef<Pages>, yes: bool) -> Self {
        Layout { indexed: yes && on.as_ref().site().indexed, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn two_letters_stand_for_a_name() {
        for (name, letters) in [
            ("Amélie Dubois-Nguyễn", "AD"),
            ("ada augusta (countess) lovelace", "AL"),
            ("Plato", "P"),
            ("王伟", "王"),
            ("0009-9000-0000-0010", "0"),
            (" - ", ""),
        ] {
            assert_eq!(initials(name), letters, "{name}");
        }
    }
}
