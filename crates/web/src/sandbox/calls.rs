//! Calls of webhooks that a sandbox made, for whoever develops against it: in English, like all tools.

use askama::Template;
use axum::response::Response;
use byline_pages::{assets, day_and_time};

use super::answer;

/// More are only counted.
const SHOWN: usize = 200;

/// A call that was made.
#[derive(Clone, Debug)]
pub struct MadeCall {
    pub client: String,
    pub orcid: String,
    pub uri: String,
    /// The status of the answer, or why there was none.
    pub outcome: String,
    pub millis: u32,
    /// RFC 3339, in UTC.
    pub at: String,
}

impl MadeCall {
    fn day_and_time(&self) -> String {
        day_and_time(&self.at)
    }
}

#[derive(Template)]
#[template(path = "sandbox/webhooks.html")]
struct CallsPage<'a> {
    style: &'static str,
    mark: &'static str,
    shown: Vec<&'a MadeCall>,
    more: usize,
}

/// All calls of a sandbox: in their order here, newest first on the page.
pub fn list(calls: &[MadeCall]) -> Response {
    let shown: Vec<&MadeCall> = calls.iter().rev().take(SHOWN).collect();
    let more = calls.len() - shown.len();
    answer(&CallsPage { style: assets::style(), mark: assets::mark(), shown, more })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn addresses_of_strangers_are_text() {
        let call = MadeCall {
            client: "APP-1".into(),
            orcid: "0009-9000-0000-0010".into(),
            uri: "http://a.example/\"><script>alert(1)</script>".into(),
            outcome: "<script>".into(),
            millis: 7,
            at: "2026-11-25T19:12:33.123Z".into(),
        };
        let body = axum::body::to_bytes(list(&[call]).into_body(), usize::MAX).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert!(!body.contains("<script") && body.contains("2026-11-25 19:12:33 UTC"), "{body}");
    }
}
