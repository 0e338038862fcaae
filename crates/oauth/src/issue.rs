//! Making tokens.

use byline_model::client::{SecretHash, Token};
use byline_model::env::Entropy;
use byline_model::scope::ScopeList;
use byline_model::{ClientId, OrcidId, Timestamp};

use crate::secret::{self, Secret};

/// A token to be: what the grant decided.
pub(crate) struct Draft<'a> {
    pub client: &'a ClientId,
    pub person: Option<OrcidId>,
    pub scopes: &'a ScopeList,
    pub issued: Timestamp,
    pub expires: Timestamp,
    pub refreshable: bool,
    pub origin_client: Option<ClientId>,
    pub code: Option<SecretHash>,
}

/// A token as it is kept, and the values that only its holder gets.
pub(crate) struct Minted {
    pub row: Token,
    pub access: Secret,
    pub refresh: Option<Secret>,
}

impl Draft<'_> {
    /// Draws the values. They are in the answer alone; what is to be kept has their hashes.
    pub fn mint(self, entropy: &dyn Entropy) -> Minted {
        let access = Secret::uuid(entropy);
        let refresh = self.refreshable.then(|| Secret::uuid(entropy));
        let row = Token {
            access: access.hash(),
            refresh: refresh.as_ref().map(Secret::hash),
            tail: secret::tail(access.expose()),
            client: self.client.clone(),
            person: self.person,
            scopes: names(self.scopes),
            issued: self.issued,
            expires: self.expires,
            revoked: None,
            origin_client: self.origin_client,
            code: self.code,
        };
        Minted { row, access, refresh }
    }
}

/// Scopes in the form in which tokens keep them.
pub(crate) fn names(scopes: &ScopeList) -> Vec<Box<str>> {
    scopes.iter().map(|it| it.as_str().into()).collect()
}
