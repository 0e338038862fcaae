//! Messages with elements in them.
//!
//! A message has no markup of its own, so it is safe in HTML as it is; what is put into it is escaped here, and names,
//! which may be written in any direction, are isolated (`bdi`).

use std::borrow::Borrow;
use std::fmt;

use askama::filters::{Escaper, Html, HtmlSafe};
use byline_i18n::{Phrase, Texts};

use crate::assets;
use crate::dates::Date;

/// A message that is being filled in for a page.
pub struct Markup<'a>(Phrase<'a>);

impl<'a> Markup<'a> {
    pub fn of(texts: Texts, key: &'a str) -> Self {
        Markup(texts.say(key))
    }

    pub fn key(&self) -> &'a str {
        self.0.key()
    }

    /// Words that are escaped and nothing else: for attributes, and for what is ours.
    pub fn plain(self, name: &'a str, text: impl AsRef<str>) -> Self {
        self.html(name, escaped(text.as_ref()))
    }

    /// A name that somebody chose.
    pub fn name(self, name: &'a str, text: &str) -> Self {
        self.html(name, Said::name(text).0)
    }

    /// One that stands out.
    pub fn strong(self, name: &'a str, text: &str) -> Self {
        self.html(name, format!("<strong><bdi>{}</bdi></strong>", escaped(text)))
    }

    /// Words that there are in English alone.
    pub fn english(self, name: &'a str, text: &str) -> Self {
        self.html(name, format!("<bdi lang=\"en\">{}</bdi>", escaped(text)))
    }

    /// Names one after the other.
    pub fn names(self, name: &'a str, texts: impl IntoIterator<Item: AsRef<str>>) -> Self {
        let names = Said::names(self.0.texts(), texts).0;
        self.html(name, names)
    }

    pub fn count(self, name: &'a str, number: impl Borrow<usize>) -> Self {
        Markup(self.0.count(name, *number.borrow()))
    }

    pub fn date(self, name: &'a str, date: &Date) -> Self {
        self.html(name, Said::date(date).0)
    }

    /// What stands between `$link` and `$end` leads there.
    pub fn link(self, href: impl AsRef<str>) -> Self {
        self.html("link", format!("<a href=\"{}\">", escaped(href.as_ref()))).html("end", "</a>")
    }

    /// A name that leads to an address elsewhere, for which this registry does not vouch.
    pub fn link_to(self, name: &'a str, href: &str, text: &str) -> Self {
        let (href, text) = (escaped(href), escaped(text));
        self.html(name, format!("<a href=\"{href}\" rel=\"nofollow\"><bdi>{text}</bdi></a>"))
    }

    /// The same, to the terms of a licence.
    pub fn licence(self, href: &str) -> Self {
        self.html("link", format!("<a href=\"{}\" rel=\"license\">", escaped(href))).html("end", "</a>")
    }

    /// What stands between `$unseen` and `$end` is for those who hear the page.
    pub fn unseen(self) -> Self {
        self.html("unseen", "<span class=\"unseen\">").html("end", "</span>")
    }

    /// Markup that was made already.
    pub fn html(self, name: &'a str, html: impl Into<String>) -> Self {
        Markup(self.0.with(name, html.into()))
    }
}

impl fmt::Display for Markup<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl HtmlSafe for Markup<'_> {}

/// A message that is ready, for a template.
pub struct Said(String);

impl Said {
    /// A name that somebody chose, alone.
    pub fn name(text: &str) -> Said {
        Said(format!("<bdi>{}</bdi>", escaped(text)))
    }

    /// Names one after the other. Each may be written in another direction, and stands by itself.
    pub fn names(texts: Texts, names: impl IntoIterator<Item: AsRef<str>>) -> Said {
        let separator = texts.text("list-separator");
        let names = names.into_iter().map(|text| format!("<bdi>{}</bdi>", escaped(text.as_ref())));
        Said(names.collect::<Vec<_>>().join(&separator))
    }

    /// A picture, by its name in the file of icons. It says nothing by itself: words stand beside it.
    pub fn icon(name: &str) -> Said {
        Said(format!(
            "<svg class=\"i\" aria-hidden=\"true\"><use href=\"{}#{}\"/></svg>",
            assets::icons(),
            escaped(name)
        ))
    }

    /// The address of an iD, which breaks before the iD and never inside it. The scheme is the first to go where there is
    /// little room.
    pub fn id(uri: &str) -> Said {
        let (scheme, rest) = uri.split_once("://").unwrap_or(("", uri));
        let (host, orcid) = rest.rsplit_once('/').unwrap_or(("", rest));
        let (scheme, host, orcid) = (escaped(scheme), escaped(host), escaped(orcid));
        Said(format!("<span class=\"scheme\">{scheme}://</span>{host}/<wbr><span class=\"whole\">{orcid}</span>"))
    }

    /// A date, alone.
    pub fn date(date: &Date) -> Said {
        Said(format!("<time datetime=\"{}\">{}</time>", escaped(&date.machine), escaped(&date.text)))
    }
}

impl From<Markup<'_>> for Said {
    fn from(markup: Markup<'_>) -> Self {
        Said(markup.to_string())
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Said {}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    let _ = Html.write_escaped_str(&mut html, text);
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use byline_i18n::Locale;

    #[test]
    fn what_is_put_in_is_escaped_and_isolated() {
        let texts = Texts::of(Locale::En);
        let said = Markup::of(texts, "consent-heading").name("client", "<b>A & B</b>").to_string();
        assert_eq!(said, "<bdi>&#60;b&#62;A &#38; B&#60;/b&#62;</bdi> asks for access to your record");
        let said = Markup::of(texts, "signin-register").link("/register?oauth&a=\"").to_string();
        assert_eq!(said, "No iD yet? <a href=\"/register?oauth&#38;a=&#34;\">Register now</a>");
        let said = Markup::of(texts, "record-also-known").names("names", ["Augusta", "A. L."]).to_string();
        assert_eq!(said, "Also known as <bdi>Augusta</bdi>, <bdi>A. L.</bdi>");
    }
}
