//! Tokens, and the permissions they are kept under: one row for a person, a client and a set of scopes, however many
//! tokens there are. What asks what a client holds, or ends it, costs by permissions and never by tokens
//! (`docs/decisions/0022-permissions-are-rows.md`).
//!
//! * A token counts when neither it nor its permission was revoked. A permission that ended stays so; the next token makes
//!   a new one.
//! * Tokens of a permission have places in order of issue. A delegated token rests on those of its bases that have an
//!   earlier place than its own; one that is refreshed hands its place on.

use byline_model::client::{RevocationReason, SecretHash, Token};
use byline_model::{ClientId, OrcidId, Timestamp};
use byline_store::grants::{ordered, scope_set};
use byline_store::{
    EndedPermission, EndedPlace, KeptToken, Page, Permission, PermissionPlace, StoreError, Stretch, rows,
};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use crate::change::{execute, exists, number};
use crate::decode::{self, get, optional_text, text, unsigned};
use crate::effects::Effects;
use crate::failure::{Failure, Result};
use crate::grants::hash;
use crate::lists::{BEFORE_ALL, most, page};
use crate::query::{all, limit, one, tokens};

/// When and why something ended.
pub type End = (Timestamp, RevocationReason);

// ----- reading

/// What counts, at `$1`, of open permissions. The places of tokens are in an index, so the first and the last that have
/// not expired are found at its ends.
macro_rules! permissions {
    ($whose:literal) => {
        concat!(
            "SELECT p.client, p.origin_client, p.scopes, first.issued, first.place, newest.access, newest.issued,
                newest.expires, p.scope_set, p.id
            FROM permissions p
            CROSS JOIN tokens first ON first.id = (SELECT t.id FROM tokens t
                WHERE t.permission = p.id AND t.revoked IS NULL AND t.expires > $1 ORDER BY t.place LIMIT 1)
            CROSS JOIN tokens newest ON newest.id = (SELECT t.id FROM tokens t
                WHERE t.permission = p.id AND t.revoked IS NULL AND t.expires > $1 ORDER BY t.place DESC LIMIT 1)
            WHERE p.person = $2 AND p.ended IS NULL AND ",
            $whose,
            " ORDER BY p.client, p.scope_set, p.id LIMIT "
        )
    };
}

const OF_PERSON: &str = concat!(permissions!("(p.client, p.scope_set, p.id) > ($3, $4, $5)"), "$6");
const OF_CLIENT: &str = concat!(permissions!("p.client = $3 AND (p.scope_set, p.id) > ($4, $5)"), "$6");

/// What ended with its permission, and what was revoked by itself; `$2` are all reasons there are.
macro_rules! ended {
    ($which:literal) => {
        concat!(
            "SELECT p.scopes, p.origin_client, p.scope_set, p.id,
                CASE WHEN p.ended IS NOT NULL AND EXISTS (SELECT 1 FROM tokens t
                    WHERE t.permission = p.id AND t.revoked IS NULL AND t.expires > $1) THEN p.end_reason END AS whole,
                (SELECT json_group_array(r.value) FROM json_each($2) r WHERE EXISTS (SELECT 1 FROM tokens t
                    WHERE t.permission = p.id AND t.revoked IS NOT NULL AND t.revocation_reason = r.value
                        AND t.expires > $1)) AS parts
            FROM permissions p
            WHERE p.person = $3 AND p.client = $4 AND (whole IS NOT NULL OR parts <> '[]') AND ",
            $which
        )
    };
}

const ENDED: &str = ended!("p.ended IS NOT NULL AND p.id > $5 ORDER BY p.id LIMIT $6");
const ENDED_IN_PART: &str =
    ended!("p.ended IS NULL AND (p.scope_set, p.id) > ($5, $6) ORDER BY p.scope_set, p.id LIMIT $7");

/// What counts now of all that clients, or one of them, hold for a person.
pub fn of(
    conn: &Connection,
    person: OrcidId,
    client: Option<&ClientId>,
    now: Timestamp,
    stretch: &Stretch<PermissionPlace>,
) -> Result<Page<Permission, PermissionPlace>> {
    let after = stretch.place();
    let (sql, first) = match client {
        None => (OF_PERSON, after.map_or("", |it| it.client.as_str())),
        Some(client) => (OF_CLIENT, client.as_str()),
    };
    let (scope_set, number) = after.map_or((i64::MIN, BEFORE_ALL), |it| (it.scope_set, it.number));
    let key = params![now.millis(), rows::orcid_code(person), first, scope_set, number, most(stretch)];
    Ok(page(conn, sql, key, stretch, permission, |(_, place)| place.clone())?.map(|(permission, _)| permission))
}

fn permission(row: &Row<'_>) -> Result<(Permission, PermissionPlace)> {
    let permission = Permission {
        client: rows::client_id(text(row, 0)?)?,
        origin_client: optional_text(row, 1)?.map(rows::client_id).transpose()?,
        scopes: rows::names(text(row, 2)?)?,
        since: Timestamp::from_millis(get(row, 3)?),
        first: unsigned(row, 4)?,
        newest: hash(row, 5)?,
        latest: Timestamp::from_millis(get(row, 6)?),
        until: Timestamp::from_millis(get(row, 7)?),
    };
    let place = PermissionPlace { client: permission.client.clone(), scope_set: get(row, 8)?, number: get(row, 9)? };
    Ok((permission, place))
}

/// Those that ended as a whole first: either is in the order of an index.
pub fn ended_of(
    conn: &Connection,
    person: OrcidId,
    client: &ClientId,
    now: Timestamp,
    stretch: &Stretch<EndedPlace>,
) -> Result<Page<EndedPermission, EndedPlace>> {
    let reasons: Vec<Box<str>> = RevocationReason::ALL.iter().map(|it| it.as_str().into()).collect();
    let (person, client, now, reasons) =
        (rows::orcid_code(person), client.as_str(), now.millis(), rows::names_json(&reasons));
    let (ended, open) = match stretch.place() {
        None => (Some(BEFORE_ALL), (i64::MIN, BEFORE_ALL)),
        Some(EndedPlace::Ended(number)) => (Some(*number), (i64::MIN, BEFORE_ALL)),
        Some(EndedPlace::Open { scope_set, number }) => (None, (*scope_set, *number)),
    };
    let mut found = Vec::new();
    if let Some(after) = ended {
        let key = params![now, reasons, person, client, after, most(stretch)];
        found = all(conn, ENDED, key, |row| {
            let (permission, _, number) = ended_permission(row)?;
            Ok((permission, EndedPlace::Ended(number)))
        })?;
    }
    if found.len() < stretch.with_one_more() {
        let left = limit(stretch.with_one_more() - found.len());
        let key = params![now, reasons, person, client, open.0, open.1, left];
        found.extend(all(conn, ENDED_IN_PART, key, |row| {
            let (permission, scope_set, number) = ended_permission(row)?;
            Ok((permission, EndedPlace::Open { scope_set, number }))
        })?);
    }
    Ok(Page::cut(stretch, found, |(_, place)| place.clone()).map(|(permission, _)| permission))
}

fn ended_permission(row: &Row<'_>) -> Result<(EndedPermission, i64, i64)> {
    let mut reasons: Vec<_> = optional_text(row, 4)?.map(reason).transpose()?.into_iter().collect();
    for name in rows::names(text(row, 5)?)? {
        let reason = reason(&name)?;
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let (scopes, origin_client) =
        (rows::names(text(row, 0)?)?, optional_text(row, 1)?.map(rows::client_id).transpose()?);
    Ok((EndedPermission { origin_client, scopes, reasons }, get(row, 2)?, get(row, 3)?))
}

fn reason(text: &str) -> Result<RevocationReason> {
    Ok(text.parse().map_err(|_| StoreError::Corrupt("a token was revoked for no known reason".into()))?)
}

/// When and why a permission ended, if it did.
pub fn end(conn: &Connection, permission: i64) -> Result<Option<End>> {
    let sql = "SELECT ended, end_reason FROM permissions WHERE id = $1 AND ended IS NOT NULL";
    one(conn, sql, [permission], |row| Ok((Timestamp::from_millis(get(row, 0)?), reason(text(row, 1)?)?)))
}

/// With what its permission says of it, and of each permission that this one was derived from one token: the one with the
/// first place.
const TOKENS: &str = concat!(
    tokens!(
        "permission, (SELECT json_group_array(hex(b.access)) FROM json_each(bases) j CROSS JOIN tokens b ON b.id =
            (SELECT id FROM tokens WHERE permission = j.value AND revoked IS NULL ORDER BY place LIMIT 1))"
    ),
    "WHERE access > $1 ORDER BY access LIMIT $2"
);

/// All tokens with what their permission says of them, in order of hash.
pub fn tokens(conn: &Connection, stretch: &Stretch<SecretHash>) -> Result<Page<KeptToken, SecretHash>> {
    let after = stretch.place().map_or(&[][..], |it| &it.0);
    page(conn, TOKENS, params![after, most(stretch)], stretch, kept_token, |it| it.token.access)
}

fn kept_token(row: &Row<'_>) -> Result<KeptToken> {
    let bases = optional_text(row, 13)?.map(rows::names).transpose()?.unwrap_or_default();
    let hash = |it: &str| it.parse().map_err(|_| StoreError::Corrupt("a token has a damaged basis".into()));
    let mut bases = bases.iter().map(|it| hash(it)).collect::<Result<Vec<SecretHash>, _>>()?;
    bases.sort_unstable();
    Ok(KeptToken { token: decode::token(row)?, bases })
}

/// Whether a token counts as far as the store knows: neither it nor its permission ended. When it expires is not looked
/// at.
pub fn is_live(conn: &Connection, access: SecretHash) -> Result<bool> {
    let sql = "SELECT 1 FROM tokens t JOIN permissions p ON p.id = t.permission
        WHERE t.access = $1 AND t.revoked IS NULL AND p.ended IS NULL";
    exists(conn, sql, [&access.0[..]])
}

// ----- giving

/// Keeps a token under its permission, which is made when there is none. `bases` are tokens: it was derived from the
/// permissions that these are under.
pub fn put(conn: &Connection, effects: &mut Effects, token: &Token, bases: Option<&[SecretHash]>) -> Result<()> {
    let bases = bases.map(|it| permissions_under(conn, it)).transpose()?;
    let permission = permission_for(conn, token, bases.as_deref())?;
    let sql = "INSERT INTO tokens (id, permission, place, access, refresh, tail, issued, expires, revoked,
            revocation_reason, code)
        SELECT n, $1, n, $2, $3, $4, $5, $6, $7, $8, $9 FROM (SELECT coalesce((SELECT max(id) FROM tokens), 0) + 1 AS n) WHERE true
        ON CONFLICT (access) DO UPDATE SET permission = excluded.permission, refresh = excluded.refresh,
            tail = excluded.tail, issued = excluded.issued, expires = excluded.expires, revoked = excluded.revoked,
            revocation_reason = excluded.revocation_reason, code = excluded.code
        RETURNING id";
    let row = params![
        permission,
        &token.access.0[..],
        token.refresh.as_ref().map(|it| &it.0[..]),
        token.tail,
        token.issued.millis(),
        token.expires.millis(),
        token.revoked.map(|(at, _)| at.millis()),
        token.revoked.map(|(_, reason)| reason.as_str()),
        token.code.as_ref().map(|it| &it.0[..]),
    ];
    let id: i64 = conn.prepare_cached(sql)?.query_row(row, |row| row.get(0))?;
    if let Some(code) = token.code {
        join_family(conn, id, code)?;
    }
    effects.tokens.push(token.access);
    Ok(())
}

/// The first token of a code is noted with the code, and with those that follow. So they are found without an index of
/// codes, whose entries would be scattered at random.
fn join_family(conn: &Connection, id: i64, code: SecretHash) -> Result<()> {
    let sql = "SELECT token FROM codes WHERE hash = $1";
    let first: Option<Option<i64>> = conn.prepare_cached(sql)?.query_row([&code.0[..]], |row| row.get(0)).optional()?;
    match first {
        None => {} // forgotten: nobody recognises a second use any more
        Some(None) => {
            execute(conn, "UPDATE codes SET token = $1 WHERE hash = $2", params![id, &code.0[..]])?;
        }
        Some(Some(first)) => {
            execute(conn, "UPDATE tokens SET family = $1 WHERE id = $2 AND id <> $1", [first, id])?;
        }
    }
    Ok(())
}

/// As a list in order, which SQLite reads as JSON.
fn permissions_under(conn: &Connection, tokens: &[SecretHash]) -> Result<String> {
    let mut ids = Vec::with_capacity(tokens.len());
    for token in tokens {
        ids.extend(number(conn, "SELECT permission FROM tokens WHERE access = $1", [&token.0[..]])?);
    }
    Ok(list(ids))
}

fn list(mut ids: Vec<i64>) -> String {
    ids.sort_unstable();
    ids.dedup();
    let ids: Vec<_> = ids.iter().map(i64::to_string).collect();
    format!("[{}]", ids.join(","))
}

fn permission_for(conn: &Connection, token: &Token, bases: Option<&str>) -> Result<i64> {
    let set = ordered(&token.scopes);
    let person = token.person.map(rows::orcid_code);
    let origin = token.origin_client.as_ref().map(ClientId::as_str);
    let sql = "SELECT id, scopes FROM permissions WHERE person IS $1 AND client = $2 AND scope_set = $3
        AND origin_client IS $4 AND bases IS $5 AND ended IS NULL ORDER BY id";
    let key = params![person, token.client.as_str(), scope_set(&set), origin, bases];
    for (id, scopes) in all(conn, sql, key, |row| Ok((get::<i64>(row, 0)?, rows::names(text(row, 1)?)?)))? {
        if ordered(&scopes) == set {
            return Ok(id);
        }
    }
    let sql = "INSERT INTO permissions (person, client, origin_client, scopes, scope_set, bases)
        VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";
    let row = params![person, token.client.as_str(), origin, rows::names_json(&token.scopes), scope_set(&set), bases];
    Ok(conn.prepare_cached(sql)?.query_row(row, |row| row.get(0))?)
}

/// A refreshed token takes the place of the old one and is of its family, and what was derived from the old one's permission rests on the new
/// one's, too.
pub fn hand_on(conn: &Connection, from: SecretHash, to: SecretHash) -> Result<()> {
    let sql = "UPDATE tokens SET place = old.place, family = coalesce(old.family, old.id)
        FROM (SELECT id, place, family FROM tokens WHERE access = $1) old WHERE access = $2";
    execute(conn, sql, params![&from.0[..], &to.0[..]])?;
    let sql = "SELECT old.permission, new.permission, p.person, p.client FROM tokens old, tokens new
        JOIN permissions p ON p.id = old.permission
        WHERE old.access = $1 AND new.access = $2 AND old.permission <> new.permission AND p.person IS NOT NULL";
    let moved = one(conn, sql, params![&from.0[..], &to.0[..]], |row| {
        Ok((get::<i64>(row, 0)?, get::<i64>(row, 1)?, get::<i64>(row, 2)?, text(row, 3)?.to_owned()))
    })?;
    let Some((old, new, person, client)) = moved else { return Ok(()) };
    for passed_on in passed_on(conn, person, &client)? {
        let Some(mut bases) = passed_on.bases.filter(|it| it.contains(&old)) else { continue };
        bases.push(new);
        execute(conn, "UPDATE permissions SET bases = $1 WHERE id = $2", params![list(bases), passed_on.id])?;
    }
    Ok(())
}

// ----- ending

/// Revokes one token, and what others hold only because of it.
pub fn revoke(conn: &Connection, effects: &mut Effects, access: SecretHash, end: End) -> Result<()> {
    let mut cascade = Cascade { conn, effects, end, waiting: Vec::new() };
    cascade.revoke("access = $3", params![end.0.millis(), end.1.as_str(), &access.0[..]])?;
    cascade.run()
}

/// Revokes what was made of a code.
pub fn revoke_code(conn: &Connection, effects: &mut Effects, code: SecretHash, end: End) -> Result<()> {
    let Some(first) = number(conn, "SELECT token FROM codes WHERE hash = $1 AND token IS NOT NULL", [&code.0[..]])?
    else {
        return Ok(());
    };
    let mut cascade = Cascade { conn, effects, end, waiting: Vec::new() };
    for which in ["id = $3 AND code = $4", "family = $3 AND code = $4"] {
        cascade.revoke(which, params![end.0.millis(), end.1.as_str(), first, &code.0[..]])?;
    }
    cascade.run()
}

/// Revokes what came of the same first token by one replacing the other, and what was made of the same code while that was
/// kept.
pub fn revoke_family(conn: &Connection, effects: &mut Effects, access: SecretHash, end: End) -> Result<()> {
    let sql = "SELECT coalesce(family, id) FROM tokens WHERE access = $1";
    let Some(first) = number(conn, sql, [&access.0[..]])? else { return Ok(()) };
    let mut cascade = Cascade { conn, effects, end, waiting: Vec::new() };
    for which in ["id = $3", "family = $3"] {
        cascade.revoke(which, params![end.0.millis(), end.1.as_str(), first])?;
    }
    cascade.run()
}

/// Ends what a client holds for a person, by itself or on behalf of others, and what others hold on its behalf.
pub fn end_trust(conn: &Connection, effects: &mut Effects, person: OrcidId, client: &ClientId, end: End) -> Result<()> {
    let mut cascade = Cascade { conn, effects, end, waiting: Vec::new() };
    for which in ["client = $4", "origin_client = $4"] {
        let whose = params![end.0.millis(), end.1.as_str(), rows::orcid_code(person), client.as_str()];
        cascade.end(which, whose)?;
    }
    cascade.run()
}

/// Ends all that anybody holds for a person.
pub fn end_person(conn: &Connection, effects: &mut Effects, person: OrcidId, end: End) -> Result<()> {
    let mut cascade = Cascade { conn, effects, end, waiting: Vec::new() };
    cascade.end("true", params![end.0.millis(), end.1.as_str(), rows::orcid_code(person)])
}

/// What ends, and then what was passed on by those who lost something. Every round ends what counted until then, so the
/// rounds end.
struct Cascade<'a> {
    conn: &'a Connection,
    effects: &'a mut Effects,
    end: End,
    /// Clients and people who lost something.
    waiting: Vec<(String, i64)>,
}

impl Cascade<'_> {
    fn lost(&mut self, client: String, person: Option<i64>) {
        let Some(person) = person else { return };
        if !self.waiting.iter().any(|(known, of)| *known == client && *of == person) {
            self.waiting.push((client, person));
        }
    }

    /// Revokes tokens by themselves; the first two parameters are moment and reason.
    fn revoke(&mut self, which: &str, params: impl Params) -> Result<()> {
        let sql = format!(
            "UPDATE tokens SET revoked = $1, revocation_reason = $2 WHERE {which} AND revoked IS NULL
                AND (SELECT p.ended FROM permissions p WHERE p.id = tokens.permission) IS NULL
            RETURNING access, (SELECT p.client FROM permissions p WHERE p.id = permission),
                (SELECT p.person FROM permissions p WHERE p.id = permission)"
        );
        let revoked = all(self.conn, &sql, params, |row| {
            Ok((hash(row, 0)?, text(row, 1)?.to_owned(), get::<Option<i64>>(row, 2)?))
        })?;
        for (access, client, person) in revoked {
            self.effects.tokens.push(access);
            self.lost(client, person);
        }
        Ok(())
    }

    /// Ends whole permissions of the person who is the third parameter.
    fn end(&mut self, which: &str, params: impl Params) -> Result<()> {
        let sql = format!(
            "UPDATE permissions SET ended = $1, end_reason = $2 WHERE person = $3 AND {which} AND ended IS NULL
            RETURNING id, client, person"
        );
        let ended = all(self.conn, &sql, params, |row| {
            Ok((get::<i64>(row, 0)?, text(row, 1)?.to_owned(), get::<Option<i64>>(row, 2)?))
        })?;
        for (id, client, person) in ended {
            self.effects.permissions.push(id);
            self.lost(client, person);
        }
        Ok(())
    }

    fn run(&mut self) -> Result<()> {
        while let Some((origin, person)) = self.waiting.pop() {
            for passed_on in passed_on(self.conn, person, &origin)? {
                self.passed_on(&passed_on, &origin, person)?;
            }
        }
        Ok(())
    }

    /// Ends what rests on nothing any more. What is not known to rest on something (imported ones) rests on all that its
    /// origin holds by itself.
    fn passed_on(&mut self, passed_on: &PassedOn, origin: &str, person: i64) -> Result<()> {
        let (at, reason) = (self.end.0.millis(), self.end.1.as_str());
        let earliest = match &passed_on.bases {
            None if holds_by_itself(self.conn, person, origin, at)? => return Ok(()),
            None => None,
            Some(bases) => {
                let mut earliest: Option<i64> = None;
                for basis in bases {
                    let place = first_place(self.conn, *basis, at)?;
                    earliest = [earliest, place].into_iter().flatten().min();
                }
                earliest
            }
        };
        match earliest {
            Some(place) => self.revoke("permission = $3 AND place < $4", params![at, reason, passed_on.id, place]),
            None if first_place(self.conn, passed_on.id, at)?.is_none() => Ok(()),
            None => self.end("id = $4", params![at, reason, person, passed_on.id]),
        }
    }
}

/// A permission that a client has on behalf of another.
struct PassedOn {
    id: i64,
    bases: Option<Vec<i64>>,
}

fn passed_on(conn: &Connection, person: i64, origin: &str) -> Result<Vec<PassedOn>> {
    let sql = "SELECT id, bases FROM permissions WHERE person = $1 AND origin_client = $2 AND ended IS NULL";
    all(conn, sql, params![person, origin], |row| {
        Ok(PassedOn { id: get(row, 0)?, bases: optional_text(row, 1)?.map(numbers).transpose()? })
    })
}

/// The other way around of [`list`].
fn numbers(list: &str) -> Result<Vec<i64>> {
    let numbers = list.trim_matches(['[', ']']).split(',').filter(|it| !it.is_empty()).map(str::parse);
    let damaged = |_| Failure::Store(StoreError::Corrupt("a permission has damaged bases".into()));
    numbers.collect::<Result<_, _>>().map_err(damaged)
}

/// The first place of the tokens of a permission that count.
fn first_place(conn: &Connection, permission: i64, now: i64) -> Result<Option<i64>> {
    let sql = "SELECT t.place FROM permissions p CROSS JOIN tokens t ON t.permission = p.id
        WHERE p.id = $1 AND p.ended IS NULL AND t.revoked IS NULL AND t.expires > $2 ORDER BY t.place LIMIT 1";
    number(conn, sql, params![permission, now])
}

fn holds_by_itself(conn: &Connection, person: i64, client: &str, now: i64) -> Result<bool> {
    let sql = "SELECT 1 FROM permissions p CROSS JOIN tokens t ON t.permission = p.id
        WHERE p.person = $1 AND p.client = $2 AND p.origin_client IS NULL AND p.ended IS NULL
            AND t.revoked IS NULL AND t.expires > $3";
    exists(conn, sql, params![person, client, now])
}

// ----- forgetting

/// Takes away all tokens for a record, with their permissions.
pub fn forget_person(conn: &Connection, effects: &mut Effects, person: OrcidId) -> Result<()> {
    let mut permissions = Vec::new();
    for sql in [
        "SELECT id FROM permissions WHERE person = $1 AND ended IS NULL",
        "SELECT id FROM permissions WHERE person = $1 AND ended IS NOT NULL",
    ] {
        permissions.extend(all(conn, sql, [rows::orcid_code(person)], |row| get::<i64>(row, 0))?);
    }
    for permission in permissions {
        for sql in [
            "DELETE FROM tokens WHERE permission = $1 AND revoked IS NULL RETURNING access",
            "DELETE FROM tokens WHERE permission = $1 AND revoked IS NOT NULL RETURNING access",
        ] {
            effects.tokens.extend(all(conn, sql, [permission], |row| hash(row, 0))?);
        }
        execute(conn, "DELETE FROM permissions WHERE id = $1", [permission])?;
        effects.permissions.push(permission);
    }
    Ok(())
}

/// Tokens that nobody can use any more: those that expired, and those that others replaced.
const GONE: [&str; 2] = [
    "SELECT id FROM tokens WHERE expires < $1 ORDER BY expires LIMIT $2",
    "SELECT id FROM tokens WHERE revocation_reason = 'replaced' AND revoked < $1 ORDER BY revoked LIMIT $2",
];

/// Takes away at most `most` tokens of each kind that are gone since before `before`, and permissions that are left with
/// none.
pub fn forget_gone(conn: &Connection, effects: &mut Effects, before: Timestamp, most: usize) -> Result<()> {
    let mut emptied = Vec::new();
    for gone in GONE {
        let sql = format!("DELETE FROM tokens WHERE id IN ({gone}) RETURNING access, permission");
        let key = params![before.millis(), limit(most)];
        for (access, permission) in all(conn, &sql, key, |row| Ok((hash(row, 0)?, get::<i64>(row, 1)?)))? {
            effects.tokens.push(access);
            emptied.push(permission);
        }
    }
    emptied.sort_unstable();
    emptied.dedup();
    for permission in emptied {
        let sql = "DELETE FROM permissions WHERE id = $1
            AND NOT EXISTS (SELECT 1 FROM tokens t WHERE t.permission = $1 AND t.revoked IS NULL)
            AND NOT EXISTS (SELECT 1 FROM tokens t WHERE t.permission = $1 AND t.revoked IS NOT NULL)";
        if execute(conn, sql, [permission])? > 0 {
            effects.permissions.push(permission);
        }
    }
    Ok(())
}

/// Whether [`forget_gone`] would find something.
pub fn any_gone(conn: &Connection, before: Timestamp) -> Result<bool> {
    for gone in GONE {
        if exists(conn, gone, params![before.millis(), 1])? {
            return Ok(true);
        }
    }
    Ok(false)
}

// ----- tokens of before

/// Puts what was kept before permissions were rows under permissions. Within what one client holds for one person, own
/// tokens come in order of issue, and those derived from them follow.
pub fn fill(conn: &Connection) -> Result<()> {
    let sql = "SELECT access, refresh, tail, client, person, scopes, issued, expires, revoked, revocation_reason,
        origin_client, code FROM tokens_before WHERE access = $1";
    let bases = "SELECT basis FROM token_bases WHERE delegated = $1 ORDER BY basis";
    let mut effects = Effects::default();
    for which in [
        "person IS NULL ORDER BY client, issued",
        "person IS NOT NULL AND origin_client IS NULL ORDER BY person, client, issued",
        "person IS NOT NULL AND origin_client IS NOT NULL ORDER BY person, issued",
    ] {
        // Keys alone are sorted, where there is no index in this order.
        let mut statement = conn.prepare(&format!("SELECT access FROM tokens_before WHERE {which}"))?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            let access = hash(row, 0)?;
            let Some(token) = one(conn, sql, [&access.0[..]], crate::decode::token)? else { continue };
            let bases = all(conn, bases, [&access.0[..]], |row| hash(row, 0))?;
            put(conn, &mut effects, &token, Some(&*bases).filter(|it| !it.is_empty()))?;
            effects.tokens.clear();
        }
    }
    conn.execute_batch("DROP TABLE tokens_before; DROP TABLE token_bases")?;
    Ok(())
}
