//! What is written in mails: in the language of the record they are about, or of whoever asked for them.

use byline_i18n::{Phrase, Texts};
use byline_model::{Locale, OrcidId, Timestamp};
use byline_store::Mail;

/// The words of a mail, and where its link leads.
pub(crate) struct Message {
    locale: Locale,
    subject: String,
    paragraphs: Vec<String>,
    link: Option<String>,
}

impl Message {
    /// From the message `key` and its attributes; an empty line in the body ends a paragraph.
    fn new(texts: Texts, key: &str, fill: impl Fn(Phrase<'_>) -> String) -> Self {
        Message {
            locale: texts.locale(),
            subject: texts.text(&format!("{key}.subject")).into_owned(),
            paragraphs: fill(texts.say(&format!("{key}.body"))).split("\n\n").map(str::to_owned).collect(),
            link: None,
        }
    }

    /// About a record.
    fn about(texts: Texts, key: &str, base: &str, orcid: OrcidId) -> Self {
        Self::new(texts, key, |body| body.with("uri", format!("{base}/{orcid}")).to_string())
    }

    /// Whoever follows the link is met in the language of the mail (`registry` 7).
    fn leading_to(self, link: &str) -> Self {
        Message { link: Some(format!("{link}?lang={}", self.locale)), ..self }
    }

    /// The mail, as text and as HTML that says the same, in the language of the message.
    pub fn to(self, address: &str, now: Timestamp) -> Mail {
        let mut text = self.paragraphs.join("\n\n");
        let mut html: String = self.paragraphs.iter().map(|it| format!("<p>{}</p>", escaped(it))).collect();
        if let Some(link) = &self.link {
            text.push_str(&format!("\n\n{link}"));
            let link = escaped(link);
            html.push_str(&format!("<p><a href=\"{link}\">{link}</a></p>"));
        }
        text.push('\n');
        let (language, direction) = (self.locale.tag(), self.locale.direction().as_str());
        let html = format!("<div lang=\"{language}\" dir=\"{direction}\">{html}</div>");
        Mail::new(address, &self.subject, text, html, now)
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

pub(crate) fn welcome(texts: Texts, base: &str, orcid: OrcidId, link: &str) -> Message {
    Message::about(texts, "mail-welcome", base, orcid).leading_to(link)
}

pub(crate) fn verify(texts: Texts, base: &str, orcid: OrcidId, link: &str) -> Message {
    Message::about(texts, "mail-verify", base, orcid).leading_to(link)
}

pub(crate) fn reset(texts: Texts, base: &str, orcid: OrcidId, link: &str) -> Message {
    Message::about(texts, "mail-reset", base, orcid).leading_to(link)
}

pub(crate) fn nobody(texts: Texts, base: &str) -> Message {
    Message::new(texts, "mail-nobody", |body| body.with("site", base.to_owned()).to_string())
}

pub(crate) fn unclaimed(texts: Texts, base: &str, orcid: OrcidId) -> Message {
    Message::about(texts, "mail-unclaimed", base, orcid)
}

pub(crate) fn unavailable(texts: Texts, base: &str, orcid: OrcidId) -> Message {
    Message::about(texts, "mail-unavailable", base, orcid)
}

pub(crate) fn password_changed(texts: Texts, base: &str, orcid: OrcidId) -> Message {
    Message::about(texts, "mail-password-changed", base, orcid)
}

/// To whoever has a record whose addresses changed.
pub(crate) fn addresses_changed(texts: Texts, base: &str, orcid: OrcidId, addresses: &[Box<str>]) -> Message {
    let list = addresses.join("\n");
    Message::new(texts, "mail-addresses", |body| {
        body.with("uri", format!("{base}/{orcid}")).with("addresses", list.clone()).to_string()
    })
}

pub(crate) fn your_id(texts: Texts, base: &str, orcid: OrcidId) -> Message {
    Message::about(texts, "mail-your-id", base, orcid)
}

/// To whoever an application belongs to.
pub(crate) fn quota(texts: Texts, client: &str, limit: u64) -> Message {
    Message::new(texts, "mail-quota", |body| {
        body.with("client", client.to_owned()).with("limit", limit.to_string()).to_string()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(locale: Locale, orcid: OrcidId) -> Mail {
        let message = reset(Texts::of(locale), "https://x.test", orcid, "https://x.test/a\"b");
        message.to("a@b.org", Timestamp::EPOCH)
    }

    #[test]
    fn text_and_html_say_the_same() {
        let orcid = OrcidId::from_base(990_000_000_001).unwrap();
        let mail = mail(Locale::En, orcid);
        assert!(mail.text.ends_with(
            "four hours. If not, ignore this mail; the password stays as it is.\n\n\
                                     https://x.test/a\"b?lang=en\n"
        ));
        assert!(mail.html.contains("<a href=\"https://x.test/a&quot;b?lang=en\">"));
        assert_eq!(mail.html.matches("<p>").count(), 3);
        assert!(mail.text.contains(&orcid.to_string()) && mail.html.contains(&orcid.to_string()));
        assert!(!format!("{mail:?}").contains("a@b.org"));
    }

    #[test]
    fn arabic_is_written_from_the_right() {
        let mail = mail(Locale::Ar, OrcidId::from_base(990_000_000_001).unwrap());
        assert!(mail.html.starts_with("<div lang=\"ar\" dir=\"rtl\"><p>"));
        assert!(mail.text.ends_with("?lang=ar\n"));
    }
}
