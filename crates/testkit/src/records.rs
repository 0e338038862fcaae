//! Records and items.

use std::fmt;
use std::sync::Arc;

use byline_model::{Item, ItemKind, OrcidId, PutCode, RecordHead, RecordState, Source, Timestamp, Visibility};
use byline_store::Change;

use crate::{TestApp, TestClient, TestResponse};

/// A record in the deployment; prints as its iD.
#[derive(Clone, Copy)]
pub struct TestRecord<'a> {
    app: &'a TestApp,
    pub orcid: OrcidId,
}

impl fmt::Display for TestRecord<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.orcid, f)
    }
}

impl TestApp {
    /// An active, claimed record of somebody with this given name, which is public. Nothing else is on it.
    pub async fn record(&self, given_name: &str) -> TestRecord<'_> {
        let orcid = self.new_orcid();
        self.commit([Change::PutRecord(Box::new(RecordHead::new(orcid, self.now())))]).await;
        let record = TestRecord { app: self, orcid };
        record.name(given_name, Visibility::Public).await;
        record
    }

    /// A record that is there already, made in another way.
    pub fn existing(&self, orcid: OrcidId) -> TestRecord<'_> {
        TestRecord { app: self, orcid }
    }
}

impl<'a> TestRecord<'a> {
    pub async fn name(&self, given_name: &str, visibility: Visibility) {
        let body = serde_json::json!({"given-names": {"value": given_name}}).to_string();
        self.item(ItemKind::Name, &body).visibility(visibility).add().await;
    }

    /// An item to be filled in and added. The body is the stored one: the kind's own keys.
    pub fn item(&self, kind: ItemKind, body: &str) -> NewItem<'a> {
        let now = self.app.now();
        let item = Item {
            kind,
            put_code: PutCode::SINGLE,
            visibility: Visibility::Public,
            source: Source::person(self.orcid),
            created: Some(now),
            modified: Some(now),
            display_index: 0,
            body: body.into(),
        };
        NewItem { app: self.app, owner: self.orcid, item }
    }

    /// A work with this title and identifiers of its own: `("doi", "10.1/a")`.
    pub fn work(&self, title: &str, ids: &[(&str, &str)]) -> NewItem<'a> {
        self.work_related(title, &ids.iter().map(|(name, value)| (*name, *value, "self")).collect::<Vec<_>>())
    }

    /// The same with relationships: `("issn", "1234-5678", "part-of")`.
    pub fn work_related(&self, title: &str, ids: &[(&str, &str, &str)]) -> NewItem<'a> {
        let ids = ids.iter().map(|(name, value, relationship)| {
            serde_json::json!({
                "external-id-type": name, "external-id-value": value, "external-id-relationship": relationship,
            })
        });
        let body = serde_json::json!({
            "title": {"title": {"value": title}},
            "type": "journal-article",
            "external-ids": {"external-id": ids.collect::<Vec<_>>()},
        });
        self.item(ItemKind::Work, &body.to_string())
    }

    /// An e-mail address, verified or not.
    pub fn email(&self, address: &str, verified: bool) -> NewItem<'a> {
        let body = serde_json::json!({"email": address, "verified": verified, "primary": false});
        self.item(ItemKind::Email, &body.to_string())
    }

    /// An affiliation of this kind at an organization.
    pub fn affiliation(&self, kind: ItemKind, organization: &str) -> NewItem<'a> {
        let body = serde_json::json!({
            "organization": {"name": organization, "address": {"city": "Oslo", "country": "NO"}},
        });
        self.item(kind, &body.to_string())
    }

    pub async fn head(&self) -> Arc<RecordHead> {
        self.app.store.head(self.orcid).await.expect("the store answers").expect("the record exists")
    }

    /// Changes the record itself.
    pub async fn change(&self, change: impl FnOnce(&mut RecordHead)) {
        let mut head = (*self.head().await).clone();
        change(&mut head);
        self.app.commit([Change::PutRecord(Box::new(head))]).await;
    }

    pub async fn set_state(&self, state: RecordState) {
        self.change(|head| head.state = state).await;
    }

    /// Makes it a record that `client` created this many days ago and nobody claimed.
    pub async fn unclaimed(&self, client: &TestClient<'_>, days: i64) {
        let submitted = self.app.now().plus_seconds(-days * 24 * 3600);
        self.change(|head| {
            head.state = RecordState::Unclaimed;
            head.history.claimed = false;
            head.history.submitted = Some(submitted);
            head.history.source = Source::client(client.id.clone());
        })
        .await;
    }

    /// What the public API says at `/{iD}{path}`, as JSON.
    pub async fn public(&self, path: &str) -> TestResponse {
        self.app.get_json(&format!("/pub/v3.0/{self}{path}")).await
    }

    /// What the member API says to this token, as JSON.
    pub async fn member(&self, token: &str, path: &str) -> TestResponse {
        let request = self.app.request("GET", &format!("/api/v3.0/{self}{path}"));
        request.accept("application/json").bearer(token).send().await
    }
}

/// An item that is not added yet.
pub struct NewItem<'a> {
    app: &'a TestApp,
    owner: OrcidId,
    item: Item,
}

impl NewItem<'_> {
    #[must_use]
    pub fn visibility(mut self, visibility: Visibility) -> Self {
        self.item.visibility = visibility;
        self
    }

    #[must_use]
    pub fn limited(self) -> Self {
        self.visibility(Visibility::Limited)
    }

    #[must_use]
    pub fn private(self) -> Self {
        self.visibility(Visibility::Private)
    }

    /// Written by a client instead of the owner.
    #[must_use]
    pub fn by(mut self, client: &TestClient<'_>) -> Self {
        self.item.source = Source::client(client.id.clone());
        self.item.display_index = 1;
        self
    }

    #[must_use]
    pub fn source(mut self, source: Source) -> Self {
        self.item.source = source;
        self
    }

    /// When it was created and last modified.
    #[must_use]
    pub fn at(mut self, moment: Timestamp) -> Self {
        (self.item.created, self.item.modified) = (Some(moment), Some(moment));
        self
    }

    #[must_use]
    pub fn display_index(mut self, index: i64) -> Self {
        self.item.display_index = index;
        self
    }

    /// In the place of the item that has this put-code.
    #[must_use]
    pub fn replacing(mut self, put_code: PutCode) -> Self {
        self.item.put_code = put_code;
        self
    }

    /// Puts it on the record, under a put-code of its own.
    pub async fn add(mut self) -> PutCode {
        if !self.item.kind.is_single() && self.item.put_code == PutCode::SINGLE {
            self.item.put_code = self.app.new_put_code().await;
        }
        let put_code = self.item.put_code;
        let by = self.item.source.clone();
        self.app.commit_by(by, [Change::PutItem { owner: self.owner, item: Box::new(self.item) }]).await;
        put_code
    }
}
