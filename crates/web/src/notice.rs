//! What a page says on top after something was done elsewhere: the query names it, the words are of the catalogue.

use std::borrow::Cow;

use byline_i18n::Texts;
use byline_oauth::Form;

/// The words for the `notice` of a query.
pub(crate) fn of(texts: Texts, query: &str) -> Option<Cow<'static, str>> {
    match Form::parse(query).get("notice")? {
        "verified" => Some(texts.text("notice-verified")),
        "sent" => Some(texts.text("notice-sent")),
        "password" => Some(texts.text("notice-password")),
        "archived" => Some(texts.text("notice-archived")),
        "removed" => Some(texts.text("notice-removed")),
        "signed-out" => Some(texts.text("notice-signed-out")),
        _ => None,
    }
}
