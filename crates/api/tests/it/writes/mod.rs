//! Writing items: the W cases of `record-api` 8.3 by their numbers, each in both syntaxes, and what the cases leave out.

mod beyond;
mod bulk;
mod changes;
pub mod documents;
mod forms;
pub mod life;
mod refusals;
mod sizes;
mod sources;
mod versions;

use byline_formats::{keep_json, xml};
use byline_model::shapes::roots::Root;
use byline_store::{Change, Organization};
use byline_testkit::{ItemKind, TestApp, TestClient, TestRecord, TestResponse};
use serde_json::Value;

/// The two syntaxes.
pub const SYNTAXES: [&str; 2] = ["application/json", "application/xml"];

/// A deployment with a record, a member client and its token for everything.
pub struct World<'a> {
    pub app: &'a TestApp,
    pub ada: TestRecord<'a>,
    pub client: TestClient<'a>,
    pub token: String,
}

pub const EVERYTHING: &str = "/read-limited /activities/update /person/update";

pub async fn world(app: &TestApp) -> World<'_> {
    let (ada, client) = (app.record("ada").await, app.member("C1").await);
    let organization = |source: &str, identifier: &str| {
        Change::PutOrganization(Box::new(Organization {
            source: source.into(),
            identifier: identifier.into(),
            name: "Fjord University".into(),
            ..Organization::default()
        }))
    };
    app.commit([organization("ROR", "https://ror.org/02mhbdp94"), organization("FUNDREF", "10.13039/501100000780")])
        .await;
    let token = client.token(&ada, EVERYTHING).await;
    World { app, ada, client, token }
}

impl World<'_> {
    pub async fn send(&self, method: &str, path: &str, media: &str, body: &str) -> TestResponse {
        self.send_as(&self.token, method, path, media, body).await
    }

    pub async fn send_as(&self, token: &str, method: &str, path: &str, media: &str, body: &str) -> TestResponse {
        let request = self.app.request(method, &format!("/api/v3.0/{}{path}", self.ada));
        request.accept(media).bearer(token).body(media, body.to_owned()).send().await
    }

    pub async fn post(&self, path: &str, body: &str) -> TestResponse {
        self.send("POST", path, "application/json", body).await
    }

    pub async fn get(&self, path: &str) -> Value {
        let answer = self.ada.member(&self.token, path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.json()
    }

    pub async fn delete(&self, token: &str, path: &str) -> TestResponse {
        self.app.request("DELETE", &format!("/api/v3.0/{}{path}", self.ada)).bearer(token).send().await
    }
}

/// Where clients add items of a kind.
pub fn address(kind: ItemKind) -> String {
    format!("/{}", kind.spec().item_path)
}

/// The put-code at the end of the address of something new.
#[track_caller]
pub fn put_code(answer: &TestResponse) -> u64 {
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.location().rsplit('/').next().and_then(|code| code.parse().ok()).expect("an address that ends in a put-code")
}

/// The same document in XML, also one that is to be refused.
pub fn to_xml(kind: &str, text: &str) -> String {
    let root = Root::of_kind(kind).expect("a document");
    let kept = keep_json(text, root).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(kept.dropped, [], "{text}");
    String::from_utf8(xml::write(root, &kept.object)).expect("XML is text")
}

/// A document in both syntaxes, media type first.
pub fn both(kind: ItemKind, text: &str) -> [(&'static str, String); 2] {
    [(SYNTAXES[0], text.to_owned()), (SYNTAXES[1], to_xml(kind.spec().singular, text))]
}
