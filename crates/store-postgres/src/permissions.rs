//! Tokens, and the permissions they are kept under: one row for a person, a client and a set of scopes, however many
//! tokens there are. What asks what a client holds, or ends it, costs by permissions and never by tokens
//! (`docs/decisions/0022-permissions-are-rows.md`).
//!
//! * A token counts when neither it nor its permission was revoked. A permission that ended stays so; the next token makes
//!   a new one.
//! * Tokens of a permission have places in order of issue. A delegated token rests on those of its bases that have an
//!   earlier place than its own; one that is refreshed hands its place on.
//!
//! Whoever gives or ends something for a person holds the lock of their record ([`crate::locks`]).

use byline_model::client::{RevocationReason, SecretHash, Token};
use byline_model::{ClientId, OrcidId, Timestamp};
use byline_store::grants::{ordered, scope_set};
use byline_store::{EndedPermission, EndedPlace, KeptToken, Page, Permission, PermissionPlace, Stretch, rows};
use tokio_postgres::Row;

use crate::decode::{self, at, get, hash, optional_text, reason, text, unsigned};
use crate::failure::Result;
use crate::lists::{BEFORE_ALL, limit, most, page_of};
use crate::pool::Pool;
use crate::query::{Query, query};

/// When and why something ended.
pub type End = (Timestamp, RevocationReason);

// ----- reading

/// With what its permission says of it.
macro_rules! tokens {
    ($more:literal) => {
        concat!(
            "SELECT t.access, t.refresh, t.tail, p.client, p.person, p.scopes, t.issued, t.expires,
                coalesce(t.revoked, p.ended), coalesce(t.revocation_reason, p.end_reason), p.origin_client, t.code",
            $more,
            " FROM tokens t JOIN permissions p ON p.id = t.permission "
        )
    };
}

/// A token by the hash of its access token.
pub const TOKEN: &str = concat!(tokens!(""), "WHERE t.access = $1");
/// The same, with its client.
pub const TOKEN_AND_CLIENT: &str =
    concat!(tokens!(", c.id, c.name, c.body"), "LEFT JOIN clients c ON c.id = p.client WHERE t.access = $1");
/// A refresh token belongs to one access token; should two have it, the one that still counts, then the newest.
pub const TOKEN_BY_REFRESH: &str = concat!(
    tokens!(""),
    "WHERE t.refresh = $1 ORDER BY coalesce(t.revoked, p.ended) IS NOT NULL, t.issued DESC, t.access LIMIT 1"
);
/// With one token of each permission that this one was derived from: the one with the first place.
const TOKENS: &str = concat!(
    tokens!(
        ", ARRAY(SELECT (SELECT b.access FROM tokens b WHERE b.permission = basis AND b.revoked IS NULL
            ORDER BY b.place LIMIT 1) FROM unnest(p.bases) AS basis)"
    ),
    "WHERE t.access > $1 ORDER BY t.access LIMIT $2"
);

/// All tokens with what their permission says of them, in order of hash.
pub async fn tokens(pool: &Pool, stretch: &Stretch<SecretHash>) -> Result<Page<KeptToken, SecretHash>> {
    let after = stretch.place().map_or(Vec::new(), |it| it.0.to_vec());
    page_of(pool, query!(TOKENS, after, most(stretch)), stretch, kept_token, |it| it.token.access).await
}

fn kept_token(row: &Row) -> Result<KeptToken> {
    let bases: Vec<Option<&[u8]>> = get(row, 12)?;
    let mut bases = bases.into_iter().flatten().map(rows::hash).collect::<Result<Vec<_>, _>>()?;
    bases.sort_unstable();
    Ok(KeptToken { token: decode::token(row)?, bases })
}

/// What counts, at `$1`, of open permissions. The places of tokens are in an index, so the first and the last that have
/// not expired are found at its ends.
macro_rules! permissions {
    ($whose:literal) => {
        concat!(
            "SELECT p.client, p.origin_client, p.scopes, first.issued, first.place, newest.access, newest.issued,
                newest.expires, p.scope_set, p.id
            FROM permissions p
            CROSS JOIN LATERAL (SELECT t.issued, t.place FROM tokens t WHERE t.permission = p.id
                AND t.revoked IS NULL AND t.expires > $1 ORDER BY t.place LIMIT 1) AS first
            CROSS JOIN LATERAL (SELECT t.access, t.issued, t.expires FROM tokens t WHERE t.permission = p.id
                AND t.revoked IS NULL AND t.expires > $1 ORDER BY t.place DESC LIMIT 1) AS newest
            WHERE p.person = $2 AND p.ended IS NULL AND ",
            $whose,
            " ORDER BY p.client, p.scope_set, p.id LIMIT $6"
        )
    };
}

const OF_PERSON: &str = permissions!("(p.client, p.scope_set, p.id) > ($3, $4, $5)");
const OF_CLIENT: &str = permissions!("p.client = $3 AND (p.scope_set, p.id) > ($4, $5)");

/// What counts now of all that clients, or one of them, hold for a person.
pub async fn of(
    pool: &Pool,
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
    let first = first.to_owned();
    let query = query!(sql, now.millis(), rows::orcid_code(person), first, scope_set, number, most(stretch));
    Ok(page_of(pool, query, stretch, permission, |(_, place)| place.clone()).await?.map(|(permission, _)| permission))
}

fn permission(row: &Row) -> Result<(Permission, PermissionPlace)> {
    let permission = Permission {
        client: rows::client_id(text(row, 0)?)?,
        origin_client: optional_text(row, 1)?.map(rows::client_id).transpose()?,
        scopes: rows::names(text(row, 2)?)?,
        since: at(row, 3)?,
        first: unsigned(row, 4)?,
        newest: hash(row, 5)?,
        latest: at(row, 6)?,
        until: at(row, 7)?,
    };
    let place = PermissionPlace { client: permission.client.clone(), scope_set: get(row, 8)?, number: get(row, 9)? };
    Ok((permission, place))
}

/// What ended with its permission, and what was revoked by itself; `$2` are all reasons there are.
macro_rules! ended {
    ($which:literal) => {
        concat!(
            "SELECT scopes, origin_client, scope_set, id, whole, parts FROM (
                SELECT p.scopes, p.origin_client, p.scope_set, p.id,
                    CASE WHEN p.ended IS NOT NULL AND EXISTS (SELECT FROM tokens t
                        WHERE t.permission = p.id AND t.revoked IS NULL AND t.expires > $1) THEN p.end_reason END AS whole,
                    ARRAY(SELECT r FROM unnest($2::text[]) AS r WHERE EXISTS (SELECT FROM tokens t
                        WHERE t.permission = p.id AND t.revoked IS NOT NULL AND t.revocation_reason = r
                            AND t.expires > $1)) AS parts
                FROM permissions p WHERE p.person = $3 AND p.client = $4 AND ",
            $which,
            ") AS it WHERE whole IS NOT NULL OR parts <> '{}' "
        )
    };
}

const ENDED: &str = concat!(ended!("p.ended IS NOT NULL AND p.id > $5"), "ORDER BY id LIMIT $6");
const ENDED_IN_PART: &str =
    concat!(ended!("p.ended IS NULL AND (p.scope_set, p.id) > ($5, $6)"), "ORDER BY scope_set, id LIMIT $7");

/// Those that ended as a whole first: either is in the order of an index. Both are asked for at once.
pub async fn ended_of(
    pool: &Pool,
    person: OrcidId,
    client: &ClientId,
    now: Timestamp,
    stretch: &Stretch<EndedPlace>,
) -> Result<Page<EndedPermission, EndedPlace>> {
    let reasons: Vec<String> = RevocationReason::ALL.iter().map(|it| it.as_str().to_owned()).collect();
    let (person, client, now) = (rows::orcid_code(person), client.to_string(), now.millis());
    let (ended, open) = match stretch.place() {
        None => (Some(BEFORE_ALL), (i64::MIN, BEFORE_ALL)),
        Some(EndedPlace::Ended(number)) => (Some(*number), (i64::MIN, BEFORE_ALL)),
        Some(EndedPlace::Open { scope_set, number }) => (None, (*scope_set, *number)),
    };
    let most = most(stretch);
    let mut queries = Vec::new();
    if let Some(after) = ended {
        queries.push(query!(ENDED, now, reasons.clone(), person, client.clone(), after, most));
    }
    queries.push(query!(ENDED_IN_PART, now, reasons, person, client, open.0, open.1, most));
    let mut found = Vec::new();
    let answers = pool.ask(&queries).await?;
    let last = answers.len() - 1;
    for (which, answer) in answers.iter().enumerate() {
        for row in &answer.rows {
            let (permission, scope_set, number) = ended_permission(row)?;
            let place = if which == last { EndedPlace::Open { scope_set, number } } else { EndedPlace::Ended(number) };
            found.push((permission, place));
        }
    }
    found.truncate(stretch.with_one_more());
    Ok(Page::cut(stretch, found, |(_, place)| place.clone()).map(|(permission, _)| permission))
}

fn ended_permission(row: &Row) -> Result<(EndedPermission, i64, i64)> {
    let mut reasons: Vec<_> = optional_text(row, 4)?.map(reason).transpose()?.into_iter().collect();
    for name in get::<Vec<&str>>(row, 5)? {
        let reason = reason(name)?;
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let (scopes, origin_client) =
        (rows::names(text(row, 0)?)?, optional_text(row, 1)?.map(rows::client_id).transpose()?);
    Ok((EndedPermission { origin_client, scopes, reasons }, get(row, 2)?, get(row, 3)?))
}

// ----- giving

/// `$1` person, `$2` client, `$3` origin, `$4` scopes, `$5` the same in order, `$6` their number, `$7` whether there are
/// bases, `$8` tokens that are under them; then the token.
macro_rules! put {
    ($person:literal) => {
        concat!(
            "WITH given AS (SELECT CASE WHEN $7::boolean THEN ARRAY(SELECT DISTINCT permission FROM tokens
                    WHERE access = ANY($8::bytea[]) ORDER BY permission) END AS bases),
             found AS (SELECT p.id FROM permissions p CROSS JOIN given WHERE ",
            $person,
            " AND p.client = $2 AND p.scope_set = $6 AND p.scope_key = $5 AND p.ended IS NULL
                    AND p.origin_client IS NOT DISTINCT FROM $3 AND p.bases IS NOT DISTINCT FROM given.bases
                ORDER BY p.id LIMIT 1),
             made AS (INSERT INTO permissions (person, client, origin_client, scopes, scope_key, scope_set, bases)
                SELECT $1::bigint, $2, $3, $4::text, $5, $6, given.bases FROM given WHERE NOT EXISTS (SELECT FROM found)
                RETURNING id),
             numbered AS (SELECT id, nextval(pg_get_serial_sequence('tokens', 'id')) AS number
                FROM (SELECT id FROM found UNION ALL SELECT id FROM made) AS it)
             INSERT INTO tokens (id, permission, place, access, refresh, tail, issued, expires, revoked,
                revocation_reason, code)
             SELECT number, id, number, $9::bytea, $10::bytea, $11::text, $12::bigint, $13::bigint, $14::bigint, $15::text,
                $16::bytea FROM numbered
             ON CONFLICT (access) DO UPDATE SET permission = excluded.permission, refresh = excluded.refresh,
                tail = excluded.tail, issued = excluded.issued, expires = excluded.expires,
                revoked = excluded.revoked, revocation_reason = excluded.revocation_reason, code = excluded.code"
        )
    };
}

const PUT: &str = put!("p.person = $1");
const PUT_FOR_ITSELF: &str = put!("p.person IS NULL AND $1::bigint IS NULL");

/// Keeps a token under its permission, which is made when there is none. `bases` are tokens: it was derived from the
/// permissions that these are under.
pub fn put(token: &Token, bases: Option<&[SecretHash]>) -> Vec<Query> {
    let set = ordered(&token.scopes);
    let sql = if token.person.is_some() { PUT } else { PUT_FOR_ITSELF };
    let mut queries = vec![query!(
        sql,
        token.person.map(rows::orcid_code),
        token.client.to_string(),
        token.origin_client.as_ref().map(ClientId::to_string),
        rows::names_json(&token.scopes),
        set.join(" "),
        scope_set(&set),
        bases.is_some(),
        bases.unwrap_or_default().iter().map(|it| it.0.to_vec()).collect::<Vec<_>>(),
        token.access.0.to_vec(),
        token.refresh.map(|it| it.0.to_vec()),
        token.tail.to_string(),
        token.issued.millis(),
        token.expires.millis(),
        token.revoked.map(|(at, _)| at.millis()),
        token.revoked.map(|(_, reason)| reason.as_str().to_owned()),
        token.code.map(|it| it.0.to_vec()),
    )];
    if let Some(code) = token.code {
        // The first token of a code is noted with the code, and with those that follow. So they are found without an index
        // of codes, whose entries would be scattered at random. A code that was forgotten is recognised by nobody.
        let (code, access) = (code.0.to_vec(), token.access.0.to_vec());
        let first = "UPDATE codes SET token = t.id FROM tokens t
            WHERE codes.hash = $1 AND codes.token IS NULL AND t.access = $2";
        let later = "UPDATE tokens SET family = c.token FROM codes c
            WHERE c.hash = $1 AND tokens.access = $2 AND c.token <> tokens.id";
        queries.push(query!(first, code.clone(), access.clone()));
        queries.push(query!(later, code, access));
    }
    queries
}

/// A refreshed token takes the place of the old one and is of its family, and what was derived from the old one's
/// permission rests on the new one's, too.
pub fn hand_on(from: SecretHash, to: SecretHash) -> Vec<Query> {
    let (from, to) = (from.0.to_vec(), to.0.to_vec());
    let place = "UPDATE tokens SET place = old.place, family = coalesce(old.family, old.id)
        FROM tokens old WHERE old.access = $1 AND tokens.access = $2";
    let bases = "UPDATE permissions p SET
            bases = ARRAY(SELECT DISTINCT b FROM unnest(p.bases || replaced.new_permission) AS b ORDER BY b)
        FROM (SELECT old.permission AS old_permission, new.permission AS new_permission, o.person, o.client
            FROM tokens old JOIN permissions o ON o.id = old.permission CROSS JOIN tokens new
            WHERE old.access = $1 AND new.access = $2 AND old.permission <> new.permission) AS replaced
        WHERE p.person = replaced.person AND p.origin_client = replaced.client AND p.ended IS NULL
            AND replaced.old_permission = ANY(p.bases)";
    vec![query!(place, from.clone(), to.clone()), query!(bases, from, to)]
}

// ----- ending

/// Tokens that are revoked by themselves; `$1` and `$2` are moment and reason. Returns the client and the person of each.
macro_rules! revoke {
    ($which:literal) => {
        concat!(
            "UPDATE tokens SET revoked = $1, revocation_reason = $2 FROM permissions p
             WHERE p.id = tokens.permission AND p.ended IS NULL AND tokens.revoked IS NULL AND ",
            $which,
            " RETURNING p.client, p.person"
        )
    };
}

/// Permissions that end as a whole, of the person `$3`.
macro_rules! end {
    ($which:literal) => {
        concat!(
            "UPDATE permissions SET ended = $1, end_reason = $2 WHERE person = $3 AND ended IS NULL AND ",
            $which,
            " RETURNING client, person"
        )
    };
}

/// What is ended by a change, and whose permissions may hang on it.
pub struct Ending {
    pub end: End,
    /// Statements that end something; each returns the client and the person of what it ended.
    pub queries: Vec<Query>,
    /// Finds whether anything was passed on by anybody for the person.
    pub passed_on: Query,
}

const PASSED_ON_OF_PERSON: &str = "SELECT EXISTS (SELECT FROM permissions WHERE person = $1 AND ended IS NULL
    AND origin_client IS NOT NULL)";
const PASSED_ON_OF_TOKEN: &str = "SELECT EXISTS (SELECT FROM permissions p WHERE p.ended IS NULL
    AND p.origin_client IS NOT NULL AND p.person = (SELECT o.person FROM tokens t JOIN permissions o
        ON o.id = t.permission WHERE t.access = $1))";
const PASSED_ON_OF_CODE: &str = "SELECT EXISTS (SELECT FROM permissions p WHERE p.ended IS NULL
    AND p.origin_client IS NOT NULL AND p.person = (SELECT person FROM codes WHERE hash = $1))";

fn words(end: End) -> (i64, String) {
    (end.0.millis(), end.1.as_str().to_owned())
}

/// Revokes one token, and what others hold only because of it.
pub fn revoke(access: SecretHash, end: End) -> Ending {
    let ((at, why), access) = (words(end), access.0.to_vec());
    let queries = vec![query!(revoke!("tokens.access = $3"), at, why, access.clone())];
    Ending { end, queries, passed_on: query!(PASSED_ON_OF_TOKEN, access) }
}

/// Revokes what was made of a code.
pub fn revoke_code(code: SecretHash, end: End) -> Ending {
    let ((at, why), code) = (words(end), code.0.to_vec());
    const FIRST: &str = revoke!("tokens.id = (SELECT token FROM codes WHERE hash = $3) AND tokens.code = $3");
    const LATER: &str = revoke!("tokens.family = (SELECT token FROM codes WHERE hash = $3) AND tokens.code = $3");
    let queries = [FIRST, LATER].map(|sql| query!(sql, at, why.clone(), code.clone())).into();
    Ending { end, queries, passed_on: query!(PASSED_ON_OF_CODE, code) }
}

/// Revokes what came of the same first token by one replacing the other, and what was made of the same code while that was
/// kept.
pub fn revoke_family(access: SecretHash, end: End) -> Ending {
    let ((at, why), access) = (words(end), access.0.to_vec());
    const FIRST: &str = revoke!("tokens.id = (SELECT coalesce(t.family, t.id) FROM tokens t WHERE t.access = $3)");
    const LATER: &str = revoke!("tokens.family = (SELECT coalesce(t.family, t.id) FROM tokens t WHERE t.access = $3)");
    let queries = [FIRST, LATER].map(|sql| query!(sql, at, why.clone(), access.clone())).into();
    Ending { end, queries, passed_on: query!(PASSED_ON_OF_TOKEN, access) }
}

/// Ends what a client holds for a person, by itself or on behalf of others, and what others hold on its behalf.
pub fn end_trust(person: OrcidId, client: &ClientId, end: End) -> Ending {
    let ((at, why), person) = (words(end), rows::orcid_code(person));
    let queries = [end!("client = $4"), end!("origin_client = $4")]
        .map(|sql| query!(sql, at, why.clone(), person, client.to_string()))
        .into();
    Ending { end, queries, passed_on: query!(PASSED_ON_OF_PERSON, person) }
}

/// Ends all that anybody holds for a person.
pub fn end_person(person: OrcidId, end: End) -> Query {
    let (at, why) = words(end);
    query!(end!("true"), at, why, rows::orcid_code(person))
}

/// Clients and people who lost something: `client, person`.
pub fn lost(row: &Row) -> Result<Option<(String, i64)>> {
    let client = text(row, 0)?;
    Ok(get::<Option<i64>>(row, 1)?.map(|person| (client.to_owned(), person)))
}

/// What a client passed on for a person: `id, first place of what it rests on, first place of its own`, unless what is not
/// known to rest on something (imported ones) rests on what its origin holds by itself.
pub fn passed_on(person: i64, origin: &str, now: i64) -> Query {
    const SQL: &str = "SELECT p.id,
            (SELECT min(t.place) FROM permissions b JOIN tokens t ON t.permission = b.id
                WHERE b.id = ANY(p.bases) AND b.ended IS NULL AND t.revoked IS NULL AND t.expires > $3),
            (SELECT min(t.place) FROM tokens t WHERE t.permission = p.id AND t.revoked IS NULL AND t.expires > $3)
        FROM permissions p WHERE p.person = $1 AND p.origin_client = $2 AND p.ended IS NULL
            AND (p.bases IS NOT NULL OR NOT EXISTS (SELECT FROM permissions o JOIN tokens t ON t.permission = o.id
                WHERE o.person = $1 AND o.client = $2 AND o.origin_client IS NULL AND o.ended IS NULL
                    AND t.revoked IS NULL AND t.expires > $3))";
    query!(SQL, person, origin.to_owned(), now)
}

/// What becomes of a permission that [`passed_on`] found: it ends as far as it rests on nothing any more.
pub fn fall(row: &Row, person: i64, end: End) -> Result<Option<Query>> {
    let (id, rests_on, own): (i64, Option<i64>, Option<i64>) = (get(row, 0)?, get(row, 1)?, get(row, 2)?);
    let (at, why) = words(end);
    Ok(match (rests_on, own) {
        (Some(place), _) => Some(query!(revoke!("tokens.permission = $3 AND tokens.place < $4"), at, why, id, place)),
        (None, None) => None,
        (None, Some(_)) => Some(query!(end!("id = $4"), at, why, person, id)),
    })
}

// ----- forgetting

/// Takes away all tokens for a record, with their permissions.
pub fn forget_person(person: OrcidId) -> Vec<Query> {
    let person = rows::orcid_code(person);
    const SQL: &[&str] = &[
        "DELETE FROM tokens WHERE revoked IS NULL AND permission = ANY(ARRAY(
            SELECT id FROM permissions WHERE person = $1 AND ended IS NULL
            UNION ALL SELECT id FROM permissions WHERE person = $1 AND ended IS NOT NULL))",
        "DELETE FROM tokens WHERE revoked IS NOT NULL AND permission = ANY(ARRAY(
            SELECT id FROM permissions WHERE person = $1 AND ended IS NULL
            UNION ALL SELECT id FROM permissions WHERE person = $1 AND ended IS NOT NULL))",
        "DELETE FROM permissions WHERE person = $1 AND ended IS NULL",
        "DELETE FROM permissions WHERE person = $1 AND ended IS NOT NULL",
    ];
    SQL.iter().map(|sql| query!(*sql, person)).collect()
}

/// Takes away at most `most` tokens of each kind that are gone since before `before`: those that expired, and those that
/// others replaced. Each statement returns the [`Holder`]s of the permissions that they were under.
pub fn forget_gone(before: Timestamp, most: usize) -> Vec<Query> {
    const SQL: [&str; 2] = [
        "DELETE FROM tokens USING permissions p WHERE p.id = tokens.permission AND access = ANY(ARRAY(
            SELECT access FROM tokens WHERE expires < $1 ORDER BY expires LIMIT $2))
         RETURNING p.id, p.person, p.client",
        "DELETE FROM tokens USING permissions p WHERE p.id = tokens.permission AND access = ANY(ARRAY(
            SELECT access FROM tokens WHERE revocation_reason = 'replaced' AND revoked < $1 ORDER BY revoked LIMIT $2))
         RETURNING p.id, p.person, p.client",
    ];
    SQL.map(|sql| query!(sql, before.millis(), limit(most))).into()
}

/// A permission, and who holds it for whom.
pub struct Holder {
    pub permission: i64,
    pub person: Option<OrcidId>,
    pub client: ClientId,
}

/// `permission, person, client`
pub fn holder(row: &Row) -> Result<Holder> {
    let person = get::<Option<i64>>(row, 1)?.map(rows::orcid).transpose()?;
    Ok(Holder { permission: get(row, 0)?, person, client: rows::client_id(text(row, 2)?)? })
}

/// Takes away those of these permissions that are left with no token. The locks of their holders are held, so that
/// nobody else puts one.
pub fn forget_emptied(permissions: Vec<i64>) -> Query {
    const SQL: &str = "DELETE FROM permissions WHERE id = ANY($1)
        AND NOT EXISTS (SELECT FROM tokens t WHERE t.permission = permissions.id AND t.revoked IS NULL)
        AND NOT EXISTS (SELECT FROM tokens t WHERE t.permission = permissions.id AND t.revoked IS NOT NULL)";
    query!(SQL, permissions)
}

/// Whether [`forget_gone`] would find something.
pub const ANY_GONE: &str = "EXISTS (SELECT FROM tokens WHERE expires < $1)
    OR EXISTS (SELECT FROM tokens WHERE revocation_reason = 'replaced' AND revoked < $1)";
