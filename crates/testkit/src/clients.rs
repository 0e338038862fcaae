//! Clients and their tokens.

use byline_model::client::{Client, ClientSecret, ClientType, RevocationReason, Token};
use byline_model::{ClientId, OrcidId, Timestamp};
use byline_store::Change;

use crate::{TestApp, TestRecord};

/// A client in the deployment.
pub struct TestClient<'a> {
    app: &'a TestApp,
    pub id: ClientId,
    pub secret: String,
}

impl TestApp {
    /// An active client with this name and a secret.
    pub async fn client(&self, name: &str, client_type: ClientType) -> TestClient<'_> {
        self.client_with(name, client_type, |_| ()).await
    }

    /// The same, changed before it is stored.
    pub async fn client_with(
        &self,
        name: &str,
        client_type: ClientType,
        change: impl FnOnce(&mut Client),
    ) -> TestClient<'_> {
        let id: ClientId = format!("APP-{:016X}", 0xB1_0000 + self.number()).parse().expect("sixteen digits");
        let secret = format!("secret-of-{id}");
        let mut client = Client::new(id.clone(), name, client_type);
        client.description = format!("What {name} does").into();
        client.secrets.push(ClientSecret { hash: byline_oauth::hash(&secret), ends: None });
        client.created = Some(self.now());
        change(&mut client);
        self.commit([Change::PutClient(Box::new(client))]).await;
        TestClient { app: self, id, secret }
    }

    /// A client that the member API serves.
    pub async fn member(&self, name: &str) -> TestClient<'_> {
        self.client(name, ClientType::PremiumUpdater).await
    }
}

impl<'a> TestClient<'a> {
    /// A token for a record, with scopes separated by spaces.
    pub async fn token(&self, record: &TestRecord<'_>, scopes: &str) -> String {
        self.new_token(scopes).of(record.orcid).issue().await
    }

    /// A token of client credentials.
    pub async fn credentials(&self, scopes: &str) -> String {
        self.new_token(scopes).issue().await
    }

    /// A token to be filled in and issued.
    pub fn new_token(&self, scopes: &str) -> NewToken<'a> {
        let value = format!("00000000-0000-4000-8000-{:012x}", self.app.number());
        let now = self.app.now();
        let token = Token {
            access: byline_oauth::hash(&value),
            refresh: None,
            tail: byline_oauth::tail(&value),
            client: self.id.clone(),
            person: None,
            scopes: scopes.split_whitespace().map(Into::into).collect(),
            issued: now,
            expires: now.plus_seconds(3600),
            revoked: None,
            origin_client: None,
            code: None,
        };
        NewToken { app: self.app, value, token }
    }
}

/// A token that is not issued yet.
pub struct NewToken<'a> {
    app: &'a TestApp,
    value: String,
    token: Token,
}

impl NewToken<'_> {
    #[must_use]
    pub fn of(mut self, person: OrcidId) -> Self {
        self.token.person = Some(person);
        self
    }

    #[must_use]
    pub fn expires(mut self, moment: Timestamp) -> Self {
        self.token.expires = moment;
        self
    }

    #[must_use]
    pub fn revoked(mut self, reason: RevocationReason) -> Self {
        self.token.revoked = Some((self.app.now(), reason));
        self
    }

    /// On behalf of another client.
    #[must_use]
    pub fn on_behalf_of(mut self, origin: &TestClient<'_>) -> Self {
        self.token.origin_client = Some(origin.id.clone());
        self
    }

    pub async fn issue(self) -> String {
        self.app.commit([Change::PutToken(Box::new(self.token))]).await;
        self.value
    }
}
