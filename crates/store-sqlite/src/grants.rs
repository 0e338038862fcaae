//! Codes, consents, signing keys, and the revocation of tokens with all that hangs on them.

use async_trait::async_trait;
use byline_model::client::{RevocationReason, SecretHash};
use byline_model::{ClientId, OrcidId, Timestamp};
use byline_store::{Code, Consent, GrantChange, GrantStore, Result, SigningKey, rows};
use rusqlite::{Connection, Params, Row, params};

use crate::change::{execute, exists};
use crate::decode::{boxed, get, moment, optional_boxed, text};
use crate::failure::Result as Done;
use crate::query::{all, one};
use crate::store::SqliteStore;

const CODE: &str = "SELECT hash, client, person, redirect_uri, scopes, nonce, challenge, authenticated, second_factor,
    expires, used FROM codes WHERE hash = $1";
const CONSENT: &str = "SELECT person, client, scopes, first, latest FROM consents WHERE person = $1 AND client = $2";
const CONSENTS: &str = "SELECT person, client, scopes, first, latest FROM consents WHERE person = $1 ORDER BY client";
const BASES: &str = "SELECT basis FROM token_bases WHERE delegated = $1 ORDER BY basis";
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

    async fn consents_of(&self, person: OrcidId) -> Result<Vec<Consent>> {
        Ok(self.lookups.run(|conn| all(conn, CONSENTS, [rows::orcid_code(person)], consent))?)
    }

    async fn bases_of(&self, delegated: SecretHash) -> Result<Vec<SecretHash>> {
        Ok(self.lookups.run(|conn| all(conn, BASES, [&delegated.0[..]], |row| hash(row, 0)))?)
    }

    async fn signing_keys(&self) -> Result<Vec<SigningKey>> {
        Ok(self.lookups.run(|conn| all(conn, KEYS, [], signing_key))?)
    }
}

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

pub fn code_unused(conn: &Connection, hash: SecretHash) -> Done<bool> {
    exists(conn, "SELECT 1 FROM codes WHERE hash = $1 AND used IS NULL", [&hash.0[..]])
}

/// The tokens that `changed` names are forgotten by the memory after the commit.
pub fn apply(conn: &Connection, changed: &mut Vec<SecretHash>, change: &GrantChange) -> Done<()> {
    match change {
        GrantChange::PutCode(code) => put_code(conn, code),
        GrantChange::UseCode { hash, at } => {
            let key = params![at.millis(), &hash.0[..]];
            done(execute(conn, "UPDATE codes SET used = $1 WHERE hash = $2 AND used IS NULL", key)?)
        }
        GrantChange::GrantConsent(consent) => grant_consent(conn, consent),
        GrantChange::PutBases { delegated, bases } => {
            let sql = "INSERT INTO token_bases (delegated, basis) VALUES ($1, $2) ON CONFLICT DO NOTHING";
            for basis in bases {
                execute(conn, sql, params![&delegated.0[..], &basis.0[..]])?;
            }
            Ok(())
        }
        GrantChange::ReplaceBasis { from, to } => {
            let sql = "UPDATE OR IGNORE token_bases SET basis = $1 WHERE basis = $2";
            done(execute(conn, sql, params![&to.0[..], &from.0[..]])?)
        }
        GrantChange::RevokeTrust { person, client, at, reason } => {
            let sql = "UPDATE tokens SET revoked = $1, revocation_reason = $2
                WHERE person = $3 AND (client = $4 OR origin_client = $4) AND revoked IS NULL
                RETURNING access, client, person";
            let key = params![at.millis(), reason.as_str(), rows::orcid_code(*person), client.as_str()];
            revoke_with(conn, changed, sql, key, *at, *reason)?;
            let key = params![rows::orcid_code(*person), client.as_str()];
            execute(conn, "DELETE FROM codes WHERE person = $1 AND client = $2 AND used IS NULL", key)?;
            done(execute(conn, "DELETE FROM consents WHERE person = $1 AND client = $2", key)?)
        }
        GrantChange::RevokeCode { code, person, client, at, reason } => {
            let sql = "UPDATE tokens SET revoked = $1, revocation_reason = $2
                WHERE person = $3 AND client = $4 AND code = $5 AND revoked IS NULL
                RETURNING access, client, person";
            let (person, client) = (rows::orcid_code(*person), client.as_str());
            let key = params![at.millis(), reason.as_str(), person, client, &code.0[..]];
            revoke_with(conn, changed, sql, key, *at, *reason)
        }
        GrantChange::RevokePerson { person, at, reason } => {
            let sql = "UPDATE tokens SET revoked = $1, revocation_reason = $2 WHERE person = $3 AND revoked IS NULL
                RETURNING access, client, person";
            let key = params![at.millis(), reason.as_str(), rows::orcid_code(*person)];
            revoke_with(conn, changed, sql, key, *at, *reason)?;
            forget_person(conn, *person)
        }
        GrantChange::PutSigningKey(key) => {
            let sql = "INSERT INTO signing_keys (kid, pkcs8, created) VALUES ($1, $2, $3)
                ON CONFLICT (kid) DO UPDATE SET pkcs8 = excluded.pkcs8, created = excluded.created";
            done(execute(conn, sql, params![key.kid, key.pkcs8, key.created.millis()])?)
        }
        GrantChange::DeleteSigningKey(kid) => done(execute(conn, "DELETE FROM signing_keys WHERE kid = $1", [kid])?),
        GrantChange::ForgetExpired { before } => forget_expired(conn, changed, *before),
    }
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

fn forget_expired(conn: &Connection, changed: &mut Vec<SecretHash>, before: Timestamp) -> Done<()> {
    execute(conn, "DELETE FROM codes WHERE expires < $1", [before.millis()])?;
    let sql = "DELETE FROM tokens WHERE expires < $1 AND refresh IS NULL AND person IS NOT NULL RETURNING access";
    let gone = all(conn, sql, [before.millis()], |row| hash(row, 0))?;
    for access in &gone {
        execute(conn, "DELETE FROM token_bases WHERE delegated = $1", [&access.0[..]])?;
    }
    changed.extend(gone);
    Ok(())
}

// ----- revocation

/// Revokes one token, and what others hold only because of it.
pub fn revoke(
    conn: &Connection,
    changed: &mut Vec<SecretHash>,
    access: SecretHash,
    at: Timestamp,
    reason: RevocationReason,
) -> Done<()> {
    let sql = "UPDATE tokens SET revoked = $1, revocation_reason = $2 WHERE access = $3 AND revoked IS NULL
        RETURNING access, client, person";
    revoke_with(conn, changed, sql, params![at.millis(), reason.as_str(), &access.0[..]], at, reason)
}

/// Runs an update that revokes, then the same for tokens that were passed on: those of which no basis is left, or, when
/// nothing was noted about them (imported ones), whose origin has no token of its own left.
///
/// Every round revokes tokens that counted until then, so the rounds end.
fn revoke_with(
    conn: &Connection,
    changed: &mut Vec<SecretHash>,
    sql: &str,
    params: impl Params,
    at: Timestamp,
    reason: RevocationReason,
) -> Done<()> {
    let mut waiting = revoked_by(conn, changed, sql, params)?;
    while let Some((origin, person)) = waiting.pop() {
        let more = revoked_by(conn, changed, PASSED_ON, params![at.millis(), reason.as_str(), person, origin])?;
        waiting.extend(more);
    }
    Ok(())
}

const PASSED_ON: &str = "UPDATE tokens SET revoked = $1, revocation_reason = $2
    WHERE person = $3 AND origin_client = $4 AND revoked IS NULL AND CASE
        WHEN EXISTS (SELECT 1 FROM token_bases b WHERE b.delegated = tokens.access) THEN NOT EXISTS (
            SELECT 1 FROM token_bases b JOIN tokens t ON t.access = b.basis
            WHERE b.delegated = tokens.access AND t.revoked IS NULL)
        ELSE NOT EXISTS (
            SELECT 1 FROM tokens t WHERE t.person = tokens.person AND t.client = tokens.origin_client
                AND t.origin_client IS NULL AND t.revoked IS NULL)
        END
    RETURNING access, client, person";

/// Clients and people whose tokens were revoked.
fn revoked_by(
    conn: &Connection,
    changed: &mut Vec<SecretHash>,
    sql: &str,
    params: impl Params,
) -> Done<Vec<(String, i64)>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut found = statement.query(params)?;
    let mut whose = Vec::new();
    while let Some(row) = found.next()? {
        changed.push(hash(row, 0)?);
        let pair = get::<Option<i64>>(row, 2)?
            .map(|person| Ok::<_, crate::failure::Failure>((text(row, 1)?.to_owned(), person)));
        if let Some(pair) = pair.transpose()?
            && !whose.contains(&pair)
        {
            whose.push(pair);
        }
    }
    Ok(whose)
}
