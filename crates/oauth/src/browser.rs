//! Which pages may read what the token and revocation endpoints answer (`decisions` 59): those at the origins of the
//! redirect addresses of browser applications. Nothing there depends on cookies, so none are allowed along.

use std::collections::HashSet;
use std::sync::{Arc, PoisonError, RwLock};

use byline_model::client::{Application, Client};
use byline_store::{StoreError, Walk};
use url::Url;

use crate::authority::Authority;
use crate::client_auth;
use crate::form::Form;

/// Looked at at a time.
const CLIENTS: usize = 500;

/// The origins of all browser applications, with the epoch of the clients they were read from.
#[derive(Default)]
pub(crate) struct BrowserOrigins(RwLock<Option<(u64, Arc<HashSet<String>>)>>);

impl Authority {
    /// Whether a page at `origin`, the value of that header, may read the answer to this request: its parameters and
    /// its `Authorization` header. A request without a body to tell its client by, like a preflight, is answered for the
    /// origins of every browser application. When the store cannot say, it may not.
    pub async fn admits_origin(&self, origin: Option<&str>, request: Option<(&Form, Option<&str>)>) -> bool {
        match origin {
            Some(origin) => self.admits(origin, request).await.unwrap_or(false),
            None => false,
        }
    }

    async fn admits(&self, origin: &str, request: Option<(&Form, Option<&str>)>) -> Result<bool, StoreError> {
        // Most origins belong to no browser application, and cost no look at any client.
        if !self.browser_origins().await?.contains(origin) {
            return Ok(false);
        }
        let Some((form, authorization)) = request else { return Ok(true) };
        let Some(id) = client_auth::named(form, authorization) else { return Ok(false) };
        let client = self.store.client(&id).await?;
        Ok(client.is_some_and(|it| origins(&it).any(|it| it == origin)))
    }

    /// Whether the request names a client that can keep no secret.
    pub(crate) async fn keeps_no_secret(&self, form: &Form) -> Result<bool, StoreError> {
        let Some(id) = client_auth::named(form, None) else { return Ok(false) };
        Ok(self.store.client(&id).await?.is_some_and(|it| !it.application.keeps_secrets()))
    }

    async fn browser_origins(&self) -> Result<Arc<HashSet<String>>, StoreError> {
        let epoch = self.store.clients_epoch().await?;
        let known = self.browser_origins.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, origins)) = known.filter(|(at, _)| *at == epoch) {
            return Ok(origins);
        }
        let (mut walk, mut found) = (Walk::by(CLIENTS), HashSet::new());
        while let Some(stretch) = walk.stretch() {
            found.extend(walk.on(self.store.clients(stretch).await?).iter().flat_map(|it| origins(it)));
        }
        let origins = Arc::new(found);
        *self.browser_origins.0.write().unwrap_or_else(PoisonError::into_inner) = Some((epoch, Arc::clone(&origins)));
        Ok(origins)
    }
}

/// As browsers write them: in lower case, without a port that is the usual one.
fn origins(client: &Client) -> impl Iterator<Item = String> + '_ {
    let browser = client.application == Application::Browser;
    let live = client.redirect_uris.iter().filter(move |it| browser && !it.retired);
    live.filter_map(|it| Some(Url::parse(it.uri.trim()).ok()?.origin().ascii_serialization()))
}
