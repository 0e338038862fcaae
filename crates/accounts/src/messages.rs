//! What is written in mails.

use byline_model::{OrcidId, Timestamp};
use byline_store::Mail;

/// The words of a mail, and where its link leads.
pub(crate) struct Message {
    subject: &'static str,
    paragraphs: Vec<String>,
    link: Option<String>,
}

impl Message {
    fn new(subject: &'static str, paragraphs: impl IntoIterator<Item = String>) -> Self {
        Message { subject, paragraphs: paragraphs.into_iter().collect(), link: None }
    }

    fn leading_to(self, link: String) -> Self {
        Message { link: Some(link), ..self }
    }

    pub fn to(self, address: &str, now: Timestamp) -> Mail {
        let mut text = self.paragraphs.join("\n\n");
        let mut html: String = self.paragraphs.iter().map(|it| format!("<p>{}</p>", escaped(it))).collect();
        if let Some(link) = &self.link {
            text.push_str(&format!("\n\n{link}"));
            let link = escaped(link);
            html.push_str(&format!("<p><a href=\"{link}\">{link}</a></p>"));
        }
        text.push('\n');
        Mail::new(address, self.subject, text, html, now)
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

pub(crate) fn welcome(base: &str, orcid: OrcidId, link: String) -> Message {
    let paragraphs = [
        format!("Welcome. Your iD is {base}/{orcid}"),
        "Please confirm that this address is yours. Until one of your addresses is confirmed, you can edit names and \
         e-mail addresses only."
            .to_owned(),
    ];
    Message::new("Welcome to your new record", paragraphs).leading_to(link)
}

pub(crate) fn verify(base: &str, orcid: OrcidId, link: String) -> Message {
    let paragraphs = [format!(
        "This address was added to the record {base}/{orcid}. If that was you, please confirm that the address is yours; \
         if not, ignore this mail."
    )];
    Message::new("Please confirm your e-mail address", paragraphs).leading_to(link)
}

pub(crate) fn reset(base: &str, orcid: OrcidId, link: String) -> Message {
    let paragraphs = [
        format!("Somebody asked for a new password for the record {base}/{orcid}."),
        "If that was you, choose one at the address below, within four hours. If not, ignore this mail; the password \
         stays as it is."
            .to_owned(),
    ];
    Message::new("Choose a new password", paragraphs).leading_to(link)
}

pub(crate) fn nobody(base: &str) -> Message {
    let paragraphs = [format!(
        "Somebody, perhaps you, asked {base} for the account with this address. There is none. You may have registered \
         with another address."
    )];
    Message::new("No account with this address", paragraphs)
}

pub(crate) fn unclaimed(base: &str, orcid: OrcidId) -> Message {
    let paragraphs = [format!(
        "The record {base}/{orcid} was made for you by an organisation and has no password yet: it has to be claimed \
         first. Look for the mail that invites you to."
    )];
    Message::new("This record is not claimed yet", paragraphs)
}

pub(crate) fn unavailable(base: &str, orcid: OrcidId) -> Message {
    let paragraphs =
        [format!("The record {base}/{orcid} cannot be signed in to at the moment, so it got no new password.")];
    Message::new("This record is not available", paragraphs)
}

pub(crate) fn password_changed(base: &str, orcid: OrcidId) -> Message {
    let paragraphs = [
        format!("The password of the record {base}/{orcid} was changed, and all other sessions were ended."),
        "If that was not you, ask for a new password at once.".to_owned(),
    ];
    Message::new("Your password was changed", paragraphs)
}

pub(crate) fn your_id(base: &str, orcid: OrcidId) -> Message {
    Message::new("Your iD", [format!("The iD that belongs to this address is {base}/{orcid}")])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_html_say_the_same() {
        let orcid = OrcidId::from_base(990_000_000_001).unwrap();
        let mail = reset("https://x.test", orcid, "https://x.test/?a=1&b=\"2\"".into()).to("a@b.org", Timestamp::EPOCH);
        assert!(mail.text.ends_with("\n\nhttps://x.test/?a=1&b=\"2\"\n"));
        assert!(mail.html.contains("<a href=\"https://x.test/?a=1&amp;b=&quot;2&quot;\">"));
        assert!(mail.text.contains(&orcid.to_string()) && mail.html.contains(&orcid.to_string()));
        assert!(!format!("{mail:?}").contains("a@b.org"));
    }
}
