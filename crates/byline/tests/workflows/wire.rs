//! The two syntaxes, and answers in them.

use byline_formats::{Layout, Syntax as Written, json, xml};
use byline_model::shape::Hosts;
use byline_model::shapes::roots::Root;
use reqwest::header::HeaderMap;
use serde_json::Value;

/// In which form a client speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    Json,
    Xml,
}

impl Syntax {
    pub const BOTH: [Syntax; 2] = [Syntax::Json, Syntax::Xml];

    pub fn media_type(self) -> &'static str {
        match self {
            Syntax::Json => "application/vnd.orcid+json",
            Syntax::Xml => "application/vnd.orcid+xml",
        }
    }

    /// For identifiers, so that what is written in one is not in the way of the other.
    pub fn mark(self) -> &'static str {
        match self {
            Syntax::Json => "json",
            Syntax::Xml => "xml",
        }
    }

    /// A document of this kind that its schema lets pass.
    pub fn print(self, kind: &str, document: &Value) -> String {
        let text = document.to_string();
        match self {
            Syntax::Json => text,
            Syntax::Xml => {
                let root = Root::of_kind(kind).expect("a document");
                let object = json::read(&text, root.shape, &Hosts::of(None));
                let object = object.unwrap_or_else(|error| panic!("{error}: {text}"));
                String::from_utf8(xml::write(root, &object)).expect("XML is text")
            }
        }
    }
}

/// An answer that was read to its end.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
    /// Of this registry.
    pub base: String,
}

impl Answer {
    pub async fn read(response: reqwest::Response, base: &str) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer { status, headers, body: response.text().await.expect("a text"), base: base.to_owned() }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|it| it.to_str().expect("a text"))
    }

    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The document in JSON, whichever syntax it came in.
    #[track_caller]
    pub fn document(&self) -> Value {
        match Written::guess(self.body.as_bytes()) {
            Some(Written::Xml) => {
                let hosts = Hosts::of(Some(&self.base));
                let (_, object) = xml::read_any(&self.body, &hosts).unwrap_or_else(|error| panic!("{error}: {self:?}"));
                serde_json::from_slice(&json::write(&object, Layout::Compact)).expect("it was just written")
            }
            Some(Written::Json) | None => self.json(),
        }
    }

    /// The put-code at the end of the address of something new.
    #[track_caller]
    pub fn put_code(&self) -> u64 {
        assert_eq!((self.status, &*self.body), (201, ""), "{self:?}");
        let location = self.header("location").expect("an address");
        location.rsplit('/').next().and_then(|it| it.parse().ok()).expect("it ends in a put-code")
    }
}
