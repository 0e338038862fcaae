//! What all pages share: header, footer, and what stands in the head.

use std::borrow::Cow;

use byline_i18n::{Locale, Texts};
use byline_model::OrcidId;
use byline_registry::RecordError;

use crate::language::Language;
use crate::markup::Markup;
use crate::visitor::Visitor;
use crate::{Pages, assets};

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
