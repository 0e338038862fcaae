//! Codes, consents and signing keys; tokens are in [`crate::permissions`].

use async_trait::async_trait;
use byline_model::client::SecretHash;
use byline_model::{ClientId, OrcidId, Timestamp};
use byline_store::{
    Code, Consent, EndedPermission, EndedPlace, GrantStore, Page, Permission, PermissionPlace, Result, SigningKey,
    Stretch, rows,
};
use tokio_postgres::Row;

use crate::decode::{at, boxed, get, hash, moment, optional_boxed, text};
use crate::failure::Result as Done;
use crate::lists::{all, client_place, limit, most, one, page_of, whether};
use crate::permissions;
use crate::query::{Query, query};
use crate::store::PostgresStore;

const CODE: &str = "SELECT hash, client, person, redirect_uri, scopes, nonce, challenge, authenticated, second_factor,
    expires, used FROM codes WHERE hash = $1";
const CONSENT: &str = "SELECT person, client, scopes, first, latest FROM consents WHERE person = $1 AND client = $2";
const CONSENTS: &str = "SELECT person, client, scopes, first, latest FROM consents
    WHERE person = $1 AND client > $2 ORDER BY client LIMIT $3";
const KEYS: &str = "SELECT kid, pkcs8, created FROM signing_keys ORDER BY created DESC, kid";

#[async_trait]
impl GrantStore for PostgresStore {
    async fn code(&self, hash: SecretHash) -> Result<Option<Code>> {
        Ok(one(self.pool(), query!(CODE, hash.0.to_vec()), code).await?)
    }

    async fn consent(&self, person: OrcidId, client: &ClientId) -> Result<Option<Consent>> {
        let query = query!(CONSENT, rows::orcid_code(person), client.to_string());
        Ok(one(self.pool(), query, consent).await?)
    }

    async fn consents_of(&self, person: OrcidId, stretch: Stretch<ClientId>) -> Result<Page<Consent, ClientId>> {
        let query = query!(CONSENTS, rows::orcid_code(person), client_place(&stretch), most(&stretch));
        Ok(page_of(self.pool(), query, &stretch, consent, |it| it.client.clone()).await?)
    }

    async fn permissions_of(
        &self,
        person: OrcidId,
        client: Option<&ClientId>,
        now: Timestamp,
        stretch: Stretch<PermissionPlace>,
    ) -> Result<Page<Permission, PermissionPlace>> {
        Ok(permissions::of(self.pool(), person, client, now, &stretch).await?)
    }

    async fn ended_permissions(
        &self,
        person: OrcidId,
        client: &ClientId,
        now: Timestamp,
        stretch: Stretch<EndedPlace>,
    ) -> Result<Page<EndedPermission, EndedPlace>> {
        Ok(permissions::ended_of(self.pool(), person, client, now, &stretch).await?)
    }

    async fn any_expired(&self, before: Timestamp) -> Result<bool> {
        let sql = format!("SELECT EXISTS (SELECT FROM codes WHERE expires < $1) OR {}", permissions::ANY_GONE);
        Ok(whether(self.pool(), query!(sql, before.millis())).await?)
    }

    async fn signing_keys(&self) -> Result<Vec<SigningKey>> {
        Ok(all(self.pool(), query!(KEYS), signing_key).await?)
    }
}

fn code(row: &Row) -> Done<Code> {
    Ok(Code {
        hash: hash(row, 0)?,
        client: rows::client_id(text(row, 1)?)?,
        person: rows::orcid(get(row, 2)?)?,
        redirect_uri: boxed(row, 3)?,
        scopes: rows::names(text(row, 4)?)?,
        nonce: optional_boxed(row, 5)?,
        challenge: optional_boxed(row, 6)?,
        authenticated: at(row, 7)?,
        second_factor: get(row, 8)?,
        expires: at(row, 9)?,
        used: moment(row, 10)?,
    })
}

fn consent(row: &Row) -> Done<Consent> {
    Ok(Consent {
        person: rows::orcid(get(row, 0)?)?,
        client: rows::client_id(text(row, 1)?)?,
        scopes: rows::names(text(row, 2)?)?,
        first: at(row, 3)?,
        latest: at(row, 4)?,
    })
}

fn signing_key(row: &Row) -> Done<SigningKey> {
    Ok(SigningKey { kid: boxed(row, 0)?, pkcs8: get(row, 1)?, created: at(row, 2)? })
}

/// Keeps a code.
pub fn put_code(code: &Code) -> Query {
    const SQL: &str = "INSERT INTO codes (hash, client, person, redirect_uri, scopes, nonce, challenge, authenticated,
            second_factor, expires, used)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    query!(
        SQL,
        code.hash.0.to_vec(),
        code.client.to_string(),
        rows::orcid_code(code.person),
        code.redirect_uri.to_string(),
        rows::names_json(&code.scopes),
        code.nonce.as_ref().map(ToString::to_string),
        code.challenge.as_ref().map(ToString::to_string),
        code.authenticated.millis(),
        code.second_factor,
        code.expires.millis(),
        code.used.map(Timestamp::millis),
    )
}

/// Marks a code, unless it was used.
pub fn use_code(hash: SecretHash, at: Timestamp) -> Query {
    query!("UPDATE codes SET used = $1 WHERE hash = $2 AND used IS NULL", at.millis(), hash.0.to_vec())
}

/// What was granted before is `scopes`, to which these are added.
pub fn grant_consent(new: &Consent, scopes: &mut Vec<Box<str>>) -> Query {
    const SQL: &str = "INSERT INTO consents (person, client, scopes, first, latest) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (person, client) DO UPDATE SET scopes = excluded.scopes, latest = excluded.latest";
    scopes.extend(new.scopes.iter().filter(|it| !scopes.contains(it)).cloned().collect::<Vec<_>>());
    query!(
        SQL,
        rows::orcid_code(new.person),
        new.client.to_string(),
        rows::names_json(scopes),
        new.first.millis(),
        new.latest.millis()
    )
}

/// What else there is between a person and a client: codes that were not used, and the consent.
pub fn end_trust(person: OrcidId, client: &ClientId) -> Vec<Query> {
    [
        "DELETE FROM codes WHERE person = $1 AND client = $2 AND used IS NULL",
        "DELETE FROM consents WHERE person = $1 AND client = $2",
    ]
    .map(|sql| query!(sql, rows::orcid_code(person), client.to_string()))
    .into()
}

/// Keeps a key, or replaces it.
pub fn put_signing_key(key: &SigningKey) -> Query {
    const SQL: &str = "INSERT INTO signing_keys (kid, pkcs8, created) VALUES ($1, $2, $3)
        ON CONFLICT (kid) DO UPDATE SET pkcs8 = excluded.pkcs8, created = excluded.created";
    query!(SQL, key.kid.to_string(), key.pkcs8.clone(), key.created.millis())
}

/// Takes a key away.
pub fn delete_signing_key(kid: &str) -> Query {
    query!("DELETE FROM signing_keys WHERE kid = $1", kid.to_owned())
}

/// Takes away at most so many codes that expired before this moment.
pub fn forget_codes(before: Timestamp, most: usize) -> Query {
    const SQL: &str = "DELETE FROM codes WHERE hash = ANY(ARRAY(SELECT hash FROM codes WHERE expires < $1 ORDER BY expires LIMIT $2))";
    query!(SQL, before.millis(), limit(most))
}

/// What a person granted; tokens are the caller's concern.
pub fn forget_person(person: OrcidId) -> Vec<Query> {
    ["DELETE FROM codes WHERE person = $1", "DELETE FROM consents WHERE person = $1"]
        .map(|sql| query!(sql, rows::orcid_code(person)))
        .into()
}
