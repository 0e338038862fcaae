//! What a sandbox would have sent, for whoever develops against it: in English, like all tools.
//!
//! Mails are shown as they were written, and are not believed: their HTML stands in a frame that may do nothing but
//! follow a link somebody clicks on (HTML §4.8.5, `sandbox`), under the policy of the page.

use askama::Template;
use axum::response::Response;
use byline_pages::{assets, day_and_time};

use super::answer;

/// More are only counted.
const SHOWN: usize = 200;

/// A mail that was written.
#[derive(Clone, Debug)]
pub struct WrittenMail {
    pub id: u64,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// RFC 3339, in UTC.
    pub written: String,
}

impl WrittenMail {
    fn day_and_time(&self) -> String {
        day_and_time(&self.written)
    }
}

#[derive(Template)]
#[template(path = "sandbox/mails.html")]
struct ListPage<'a> {
    style: &'static str,
    mark: &'static str,
    to: &'a str,
    shown: Vec<&'a WrittenMail>,
    more: usize,
}

#[derive(Template)]
#[template(path = "sandbox/mail.html")]
struct MailPage<'a> {
    style: &'static str,
    mark: &'static str,
    mail: &'a WrittenMail,
    text: Vec<Part<'a>>,
    html: String,
}

/// A stretch of text.
#[derive(Debug, PartialEq, Eq)]
struct Part<'a> {
    text: &'a str,
    is_link: bool,
}

/// All mails of a sandbox, or those to one address: in order of writing here, newest first on the page.
pub fn list(mails: &[WrittenMail], to: Option<&str>) -> Response {
    let shown: Vec<&WrittenMail> = mails.iter().rev().take(SHOWN).collect();
    let more = mails.len() - shown.len();
    answer(&ListPage { style: assets::style(), mark: assets::mark(), to: to.unwrap_or_default(), shown, more })
}

/// One mail, with links to click on.
pub fn one(mail: &WrittenMail) -> Response {
    // A link opens where the mail was read, instead of in the frame.
    let html = format!("<!doctype html><base target=\"_top\">{}", mail.html);
    answer(&MailPage { style: assets::style(), mark: assets::mark(), mail, text: parts(&mail.text), html })
}

/// Addresses of pages, and what is between them.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = ["https://", "http://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
        let (before, from) = rest.split_at(start);
        let end = from.find(|it: char| it.is_whitespace() || "<>\"".contains(it)).unwrap_or(from.len());
        // What ends a sentence is no part of an address.
        let link = from[..end].trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
        parts.push(Part { text: before, is_link: false });
        parts.push(Part { text: link, is_link: true });
        rest = &from[link.len()..];
    }
    parts.push(Part { text: rest, is_link: false });
    parts.retain(|it| !it.text.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::*;

    fn links(text: &str) -> Vec<&str> {
        parts(text).into_iter().filter(|it| it.is_link).map(|it| it.text).collect()
    }

    #[test]
    fn addresses_in_text_become_links_and_nothing_is_lost() {
        let text = "Go to http://reg.test/a?b=c.\nOr <https://reg.test/d>, or https://";
        assert_eq!(links(text), ["http://reg.test/a?b=c", "https://reg.test/d", "https://"]);
        assert_eq!(parts(text).iter().map(|it| it.text).collect::<String>(), text);
        assert_eq!(links("javascript:alert(1) nothing here"), Vec::<&str>::new());
    }

    #[tokio::test]
    async fn what_is_in_a_mail_stays_in_its_frame() {
        let mail = WrittenMail {
            id: 1,
            to: "\"><script>@example.org".into(),
            subject: "<script>alert(1)</script>".into(),
            text: "</pre><script>alert(2)</script>".into(),
            html: "<p>\"></iframe><script>alert(3)</script>".into(),
            written: "2026-11-25T19:12:33.123Z".into(),
        };
        for response in [one(&mail), list(std::slice::from_ref(&mail), Some("\"><script>"))] {
            let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
            assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
            let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
            let body = String::from_utf8(body.to_vec()).unwrap();
            assert!(!body.contains("<script"), "{body}");
            assert!(body.contains("2026-11-25 19:12:33 UTC"), "{body}");
        }
    }
}
