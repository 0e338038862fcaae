//! Codes, consents and signing keys; tokens are in [`crate::permissions`].

use async_trait::async_trait;
use byline_model::client::SecretHash;
use byline_model::{ClientId, OrcidId, Timestamp};
use byline_store::{
    Code, Consent, EndedPermission, EndedPlace, GrantChange, GrantStore, Page, Permission, PermissionPlace, Result,
    SigningKey, Stretch, rows,
};
use rusqlite::{Connection, Row, params};

use crate::change::{execute, exists};
use crate::decode::{boxed, get, moment, optional_boxed, text};
use crate::effects::Effects;
use crate::failure::Result as Done;
use crate::lists::{client_place, most, page};
use crate::permissions;
use crate::query::{all, limit, one};
use crate::store::SqliteStore;

const CODE: &str = "SELECT hash, client, person, redirect_uri, scopes, nonce, challenge, authenticated, second_factor,
    expires, used FROM codes WHERE hash = $1";
const CONSENT: &str = "SELECT person, client, scopes, first, latest FROM consents WHERE person = $1 AND client = $2";
const CONSENTS: &str = "SELECT person, client, scopes, first, latest FROM consents
    WHERE person = $1 AND client > $2 ORDER BY client LIMIT $3";
const KEYS: &str = "SELECT kid, pkcs8, created FROM signing_keys ORDER BY created DESC, kid";

#[async_trait]
impl GrantStore for SqliteStore {
    async fn code(&self, hash: SecretHash) -> Result<Option<Code>> {
        Ok(self.lookups.run(|conn| one(conn, CODE, [&hash.0[..]], code))?)
    }

    async fn consent(&self, person: OrcidId, client: &ClientId) -> Result<Option<Consent>> {
        let key = params![rows::orcid_code(person), client.as_str()];
        Ok(self.lookups.run(|conn| one(conn, CONSENT, key, consent))?)
    }

    async fn consents_of(&self, person: OrcidId, stretch: Stretch<ClientId>) -> Result<Page<Consent, ClientId>> {
        let key = params![rows::orcid_code(person), client_place(&stretch), most(&stretch)];
        Ok(self.lookups.run(|conn| page(conn, CONSENTS, key, &stretch, consent, |it| it.client.clone()))?)
    }

    async fn permissions_of(
        &self,
        person: OrcidId,
        client: Option<&ClientId>,
        now: Timestamp,
        stretch: Stretch<PermissionPlace>,
    ) -> Result<Page<Permission, PermissionPlace>> {
        if let Some(client) = client {
            return Ok(self.lookups.run(|conn| permissions::of(conn, person, Some(client), now, &stretch))?);
        }
        self.readers.run(move |conn| permissions::of(conn, person, None, now, &stretch)).await
    }

    async fn ended_permissions(
        &self,
        person: OrcidId,
        client: &ClientId,
        now: Timestamp,
        stretch: Stretch<EndedPlace>,
    ) -> Result<Page<EndedPermission, EndedPlace>> {
        Ok(self.lookups.run(|conn| permissions::ended_of(conn, person, client, now, &stretch))?)
    }

    async fn any_expired(&self, before: Timestamp) -> Result<bool> {
        Ok(self.lookups.run(|conn| Ok(codes_expired(conn, before)? || permissions::any_gone(conn, before)?))?)
    }

    async fn signing_keys(&self) -> Result<Vec<SigningKey>> {
        Ok(self.lookups.run(|conn| all(conn, KEYS, [], signing_key))?)
    }
}

/// Thirty-two bytes of a column.
pub fn hash(row: &Row<'_>, column: usize) -> Done<SecretHash> {
    Ok(rows::hash(&get::<Vec<u8>>(row, column)?)?)
}

fn code(row: &Row<'_>) -> Done<Code> {
    Ok(Code {
        hash: hash(row, 0)?,
        client: rows::client_id(text(row, 1)?)?,
        person: rows::orcid(get(row, 2)?)?,
        redirect_uri: boxed(row, 3)?,
        scopes: rows::names(text(row, 4)?)?,
        nonce: optional_boxed(row, 5)?,
        challenge: optional_boxed(row, 6)?,
        authenticated: Timestamp::from_millis(get(row, 7)?),
        second_factor: get(row, 8)?,
        expires: Timestamp::from_millis(get(row, 9)?),
        used: moment(row, 10)?,
    })
}

fn consent(row: &Row<'_>) -> Done<Consent> {
    Ok(Consent {
        person: rows::orcid(get(row, 0)?)?,
        client: rows::client_id(text(row, 1)?)?,
        scopes: rows::names(text(row, 2)?)?,
        first: Timestamp::from_millis(get(row, 3)?),
        latest: Timestamp::from_millis(get(row, 4)?),
    })
}

fn signing_key(row: &Row<'_>) -> Done<SigningKey> {
    Ok(SigningKey { kid: boxed(row, 0)?, pkcs8: get(row, 1)?, created: Timestamp::from_millis(get(row, 2)?) })
}

/// Whether the authorization code is there and was not used yet.
pub fn code_unused(conn: &Connection, hash: SecretHash) -> Done<bool> {
    exists(conn, "SELECT 1 FROM codes WHERE hash = $1 AND used IS NULL", [&hash.0[..]])
}

/// The tokens and permissions that `effects` names are forgotten by the memory after the commit.
pub fn apply(conn: &Connection, effects: &mut Effects, change: &GrantChange) -> Done<()> {
    match change {
        GrantChange::PutCode(code) => put_code(conn, code),
        GrantChange::UseCode { hash, at } => {
            let key = params![at.millis(), &hash.0[..]];
            done(execute(conn, "UPDATE codes SET used = $1 WHERE hash = $2 AND used IS NULL", key)?)
        }
        GrantChange::GrantConsent(consent) => grant_consent(conn, consent),
        GrantChange::PassOn { token, bases } => permissions::put(conn, effects, token, Some(bases)),
        GrantChange::ReplaceBasis { from, to } => permissions::hand_on(conn, *from, *to),
        GrantChange::RevokeTrust { person, client, at, reason } => {
            permissions::end_trust(conn, effects, *person, client, (*at, *reason))?;
            let key = params![rows::orcid_code(*person), client.as_str()];
            execute(conn, "DELETE FROM codes WHERE person = $1 AND client = $2 AND used IS NULL", key)?;
            done(execute(conn, "DELETE FROM consents WHERE person = $1 AND client = $2", key)?)
        }
        GrantChange::RevokeCode { code, at, reason } => permissions::revoke_code(conn, effects, *code, (*at, *reason)),
        GrantChange::RevokeFamily { access, at, reason } => {
            permissions::revoke_family(conn, effects, *access, (*at, *reason))
        }
        GrantChange::RevokePerson { person, at, reason } => {
            permissions::end_person(conn, effects, *person, (*at, *reason))?;
            forget_person(conn, *person)
        }
        GrantChange::PutSigningKey(key) => {
            let sql = "INSERT INTO signing_keys (kid, pkcs8, created) VALUES ($1, $2, $3)
                ON CONFLICT (kid) DO UPDATE SET pkcs8 = excluded.pkcs8, created = excluded.created";
            done(execute(conn, sql, params![key.kid, key.pkcs8, key.created.millis()])?)
        }
        GrantChange::DeleteSigningKey(kid) => done(execute(conn, "DELETE FROM signing_keys WHERE kid = $1", [kid])?),
        GrantChange::ForgetExpired { before, most } => {
            let sql = "DELETE FROM codes WHERE hash IN
                (SELECT hash FROM codes WHERE expires < $1 ORDER BY expires LIMIT $2)";
            execute(conn, sql, params![before.millis(), limit(*most)])?;
            permissions::forget_gone(conn, effects, *before, *most)
        }
    }
}

fn codes_expired(conn: &Connection, before: Timestamp) -> Done<bool> {
    exists(conn, "SELECT 1 FROM codes WHERE expires < $1", [before.millis()])
}

fn done(_rows: usize) -> Done<()> {
    Ok(())
}

/// What a person granted; tokens are the caller's concern.
pub fn forget_person(conn: &Connection, person: OrcidId) -> Done<()> {
    execute(conn, "DELETE FROM codes WHERE person = $1", [rows::orcid_code(person)])?;
    done(execute(conn, "DELETE FROM consents WHERE person = $1", [rows::orcid_code(person)])?)
}

fn put_code(conn: &Connection, code: &Code) -> Done<()> {
    let sql = "INSERT INTO codes (hash, client, person, redirect_uri, scopes, nonce, challenge, authenticated,
            second_factor, expires, used)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let row = params![
        &code.hash.0[..],
        code.client.as_str(),
        rows::orcid_code(code.person),
        code.redirect_uri,
        rows::names_json(&code.scopes),
        code.nonce,
        code.challenge,
        code.authenticated.millis(),
        code.second_factor,
        code.expires.millis(),
        code.used.map(Timestamp::millis),
    ];
    done(execute(conn, sql, row)?)
}

fn grant_consent(conn: &Connection, new: &Consent) -> Done<()> {
    let mut scopes = match one(conn, CONSENT, params![rows::orcid_code(new.person), new.client.as_str()], consent)? {
        Some(old) => old.scopes,
        None => Vec::new(),
    };
    scopes.extend(new.scopes.iter().filter(|it| !scopes.contains(it)).cloned().collect::<Vec<_>>());
    let sql = "INSERT INTO consents (person, client, scopes, first, latest) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (person, client) DO UPDATE SET scopes = excluded.scopes, latest = excluded.latest";
    let row = params![
        rows::orcid_code(new.person),
        new.client.as_str(),
        rows::names_json(&scopes),
        new.first.millis(),
        new.latest.millis(),
    ];
    done(execute(conn, sql, row)?)
}
