//! What all pages share: header, footer, and what stands in the head.

use std::borrow::Cow;

use byline_i18n::{Locale, Texts};
use byline_model::OrcidId;
use byline_registry::RecordError;

use crate::language::Language;
use crate::markup::Markup;
use crate::visitor::Visitor;
use crate::{WebState, assets};

/// The frame around a page, for `base.html`.
pub(crate) struct Layout {
    pub(crate) texts: Texts,
    /// A message about what was done elsewhere.
    pub(crate) notice: Option<&'static str>,
    /// Where the list of languages leads back to.
    pub(crate) here: String,
    pub(crate) site: String,
    pub(crate) style: &'static str,
    pub(crate) mark: &'static str,
    pub(crate) sandbox: bool,
    pub(crate) indexed: bool,
    /// The token for the forms of the page.
    pub(crate) csrf: String,
    /// The same for old clients, which look for it in the head.
    pub(crate) legacy_csrf: Option<String>,
    /// Whether the header says anything about who is there: not on pages that are the same for everybody.
    pub(crate) knows_visitor: bool,
    /// The name of who is signed in.
    pub(crate) signed_in: Option<String>,
    /// How many notifications they have not read.
    pub(crate) unread: usize,
}

impl Layout {
    /// The frame of a page that search engines leave out and that knows nobody.
    pub(crate) fn new(state: &WebState, language: &Language) -> Self {
        Layout {
            texts: language.texts,
            notice: language.notice,
            here: language.here.clone(),
            site: state.site.name.to_string(),
            style: assets::style(),
            mark: assets::mark(),
            sandbox: state.site.sandbox,
            indexed: false,
            csrf: String::new(),
            legacy_csrf: None,
            knows_visitor: false,
            signed_in: None,
            unread: 0,
        }
    }

    /// A text of this language.
    pub(crate) fn text(&self, key: &str) -> Cow<'static, str> {
        self.texts.text(key)
    }

    /// A text with things put into it.
    pub(crate) fn say<'a>(&self, key: &'a str) -> Markup<'a> {
        Markup::of(self.texts, key)
    }

    /// The languages to choose from.
    pub(crate) fn locales(&self) -> &'static [Locale] {
        &Locale::ALL
    }

    pub(crate) fn texts(&self) -> Texts {
        self.texts
    }

    pub(crate) fn locale(&self) -> Locale {
        self.texts.locale()
    }

    /// For this visitor: with the token for forms, and the name in the header.
    pub(crate) fn of(self, state: &WebState, visitor: &Visitor) -> Self {
        let csrf = visitor.form_token();
        Layout {
            legacy_csrf: state.site.legacy_sign_in.then(|| csrf.clone()),
            csrf,
            knows_visitor: true,
            signed_in: visitor.signed_in().map(|it| it.name.clone()),
            unread: visitor.signed_in().map_or(0, |it| it.unread),
            ..self
        }
    }

    /// For pages that read notifications themselves.
    pub(crate) async fn count_again(&mut self, state: &WebState, record: OrcidId) -> Result<(), RecordError> {
        self.unread = usize::try_from(state.registry.unread(record).await?).unwrap_or(usize::MAX);
        Ok(())
    }

    /// Search engines may list the page, where the deployment lets them.
    pub(crate) fn indexed(self, state: &WebState, yes: bool) -> Self {
        Layout { indexed: yes && state.site.indexed, ..self }
    }
}
