//! A mail as it goes over the wire.

use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use byline_model::Timestamp;
use byline_store::Mail;
use lettre::address::Envelope;
use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, MultiPart, MultiPartKind, SinglePart};

use super::address::Address;
use super::failure::{Failure, Reason};

/// What all mails of a registry have in common.
#[derive(Clone, Debug)]
pub struct Letterhead {
    from: Address,
    name: Box<str>,
    /// The host in `Message-ID`s.
    host: Box<str>,
}

/// Ready to be handed over.
pub struct Letter {
    pub(super) envelope: Envelope,
    pub(super) content: Vec<u8>,
}

/// No person wrote it, so no machine should answer it (RFC 3834 §5).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Letterhead {
    /// `host` is that of the registry's own address: an iD made of it and of a mail's number is nobody else's.
    pub fn new(from: Address, name: &str, host: &str) -> Self {
        Letterhead { from, name: name.trim().into(), host: domain(host).into() }
    }

    /// The same bytes for the same mail in every try.
    ///
    /// # Errors
    /// [`Failure::Never`] when there can be no such mail.
    pub fn write(&self, mail: &Mail) -> Result<Letter, Failure> {
        let to: Address = mail.to.parse().map_err(|error| never(&error))?;
        let name = (!self.name.is_empty()).then(|| self.name.to_string());
        let message = lettre::Message::builder()
            .from(Mailbox::new(name, self.from.0.clone()))
            .to(Mailbox::new(None, to.0))
            .subject(one_line(&mail.subject))
            .date(system_time(mail.created))
            .message_id(Some(self.message_id(mail)))
            .header(AutoSubmitted)
            .multipart(parts(mail)?)
            .map_err(|error| never(&error))?;
        Ok(Letter { envelope: message.envelope().clone(), content: message.formatted() })
    }

    /// Whoever gets a mail twice can tell. The time is there for registries that begin to count anew.
    fn message_id(&self, mail: &Mail) -> String {
        format!("<mail-{}-{}@{}>", mail.id, mail.created.millis(), self.host)
    }
}

/// A host as a domain: addresses stand in brackets (RFC 5321 §4.1.3).
fn domain(host: &str) -> String {
    match host.trim_matches(['[', ']']).parse() {
        Ok(IpAddr::V4(address)) => format!("[{address}]"),
        Ok(IpAddr::V6(address)) => format!("[IPv6:{address}]"),
        Err(_) => host.to_owned(),
    }
}

fn never(error: &dyn std::error::Error) -> Failure {
    Failure::Never(Reason::ours(error.to_string()))
}

/// Text and HTML, both in an encoding without `=_`, so that no content can end a part (RFC 2045 §6.7).
fn parts(mail: &Mail) -> Result<MultiPart, Failure> {
    let part = |kind, text: &str| {
        let body = Body::new_with_encoding(text.to_owned(), ContentTransferEncoding::QuotedPrintable);
        let body = body.map_err(|_| Failure::Never(Reason::ours("the text cannot be encoded")))?;
        Ok(SinglePart::builder().header(kind).body(body))
    };
    let boundary = format!("=_mail-{}", mail.id);
    let parts = MultiPart::builder().kind(MultiPartKind::Alternative).boundary(boundary);
    let text = part(ContentType::TEXT_PLAIN, &mail.text)?;
    Ok(parts.singlepart(text).singlepart(part(ContentType::TEXT_HTML, &mail.html)?))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn system_time(at: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(at.millis()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Timestamp = Timestamp::from_millis(1_790_000_000_123);

    fn mail(to: &str, subject: &str, text: &str) -> Mail {
        Mail { id: 17, ..Mail::new(to, subject, text.into(), format!("<p>{text}</p>"), AT) }
    }

    fn written(mail: &Mail) -> String {
        let letterhead = Letterhead::new("no-reply@reg.example".parse().unwrap(), "Régistre", "reg.example");
        let letter = letterhead.write(mail).unwrap_or_else(|failure| panic!("{failure}"));
        String::from_utf8(letter.content).unwrap()
    }

    #[test]
    fn headers_say_who_when_and_which() {
        let text = written(&mail("ada@example.org", "Grüße\r\nBcc: eve@example.org", "Hallo"));
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        let lines: Vec<&str> = head.split("\r\n").collect();
        for line in [
            "From: =?utf-8?b?UsOpZ2lzdHJl?= <no-reply@reg.example>",
            "To: ada@example.org",
            "Date: Mon, 21 Sep 2026 14:13:20 +0000",
            "Message-ID: <mail-17-1790000000123@reg.example>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
        ] {
            assert!(lines.contains(&line), "{line}\n{head}");
        }
        assert!(!lines.iter().any(|line| line.starts_with("Bcc")), "{head}");
        assert!(lines.iter().any(|line| line.starts_with("Subject: =?utf-8?b?")), "{head}");
    }

    #[test]
    fn every_try_is_the_same_and_in_ascii() {
        let mail = mail("ada@example.org", "Grüße", &format!("{}\n.\nGrüße", "x".repeat(3000)));
        let text = written(&mail);
        assert_eq!(text, written(&mail));
        assert!(text.is_ascii());
        assert!(text.split("\r\n").all(|line| line.len() <= 998), "RFC 5322 §2.1.1");
    }

    #[test]
    fn addresses_of_every_script_stand_in_the_head() {
        let text = written(&mail("नमस्ते@bücher.example", "x", "x"));
        assert!(text.contains("\r\nTo: नमस्ते@xn--bcher-kva.example\r\n"), "{text}");
    }

    #[test]
    fn no_content_ends_a_part() {
        let text = written(&mail("ada@example.org", "x", "\n--=_mail-17\nContent-Type: text/html\n\nevil"));
        assert_eq!(text.matches("\r\n--=_mail-17").count(), 3, "two parts and the end\n{text}");
    }

    #[test]
    fn hosts_without_a_name_stand_in_brackets() {
        assert_eq!(["reg.example", "127.0.0.1", "[::1]"].map(domain), ["reg.example", "[127.0.0.1]", "[IPv6:::1]"]);
    }

    #[test]
    fn what_is_no_address_is_never_sent() {
        let letterhead = Letterhead::new("no-reply@reg.example".parse().unwrap(), "", "reg.example");
        assert!(matches!(letterhead.write(&mail("nobody", "x", "x")), Err(Failure::Never(_))));
        let text = letterhead.write(&mail("ada@example.org", "x", "x")).map(|it| it.content).unwrap();
        assert!(String::from_utf8(text).unwrap().contains("From: no-reply@reg.example\r\n"));
    }
}
