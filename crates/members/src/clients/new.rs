//! Making a client.

use std::collections::BTreeSet;

use byline_model::ClientId;
use byline_model::client::{Application, Client, ClientSecret, ClientType, Switch};
use byline_oauth::Secret;
use byline_store::{Action, Change, ChangeSet, Guard};

use super::{ClientError, administered, named, redirects};
use crate::Members;

/// What is said of a client when it is made; the rest is as for [`Client::new`].
#[derive(Clone, Debug)]
pub struct NewClient {
    /// What people see when they are asked for their consent.
    pub name: String,
    pub client_type: ClientType,
    /// One that can keep no secret gets none.
    pub application: Application,
    pub description: String,
    pub website: String,
    /// Addresses of the type `default`.
    pub redirect_uris: Vec<String>,
    /// Held to today's rules (`decisions` 15).
    pub strict: bool,
    /// May exchange tokens with others that may.
    pub obo_enabled: bool,
    pub switches: BTreeSet<Switch>,
}

/// A client that was made.
#[derive(Debug)]
pub struct Created {
    pub id: ClientId,
    /// In plain, for the only time; none where the application can keep none.
    pub secret: Option<Secret>,
}

impl Members {
    /// Makes a client with an id and, if it can keep one, a secret of its own.
    ///
    /// # Errors
    /// [`ClientError::NoName`], [`ClientError::LongName`], [`ClientError::Redirect`], [`ClientError::NeedsSecret`], [`ClientError::Store`].
    pub async fn create_client(&self, new: NewClient) -> Result<Created, ClientError> {
        let NewClient { application, client_type, .. } = new;
        if !application.suits(client_type) {
            return Err(ClientError::NeedsSecret { application, client_type });
        }
        let id = self.new_id();
        let secret = new.application.keeps_secrets().then(|| Secret::uuid(&*self.entropy));
        let now = self.clock.now();
        let client = Client {
            description: new.description.into(),
            website: new.website.into(),
            application: new.application,
            secrets: secret.iter().map(|it| ClientSecret { hash: it.hash(), ends: None }).collect(),
            redirect_uris: redirects(&new.redirect_uris)?,
            strict: new.strict,
            obo_enabled: new.obo_enabled,
            switches: new.switches,
            created: Some(now),
            ..Client::new(id.clone(), &named(&new.name)?, new.client_type)
        };
        let changes = ChangeSet::new(now).guard(Guard::NoClient(id.clone())).with(Change::PutClient(Box::new(client)));
        self.store.commit(changes.tells(administered(Action::ClientCreated, &id))).await?;
        Ok(Created { id, secret })
    }

    /// `APP-` and sixteen letters or digits (`common-3.0.xsd client-path`), 80 random bits.
    fn new_id(&self) -> ClientId {
        const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let mut bytes = [0; 16];
        self.entropy.fill(&mut bytes);
        let tail: String = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
        format!("APP-{tail}").parse().expect("sixteen letters or digits make a client id")
    }
}
