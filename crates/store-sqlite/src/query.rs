//! Everything that is read, as functions of a connection.

use std::sync::Arc;

use byline_model::client::{Client, SecretHash, Token};
use byline_model::{ClientId, Item, ItemKind, OrcidId, PutCode, RecordHead, email};
use byline_store::{GroupId, KindRange, LogEntry, Organization, Snapshot, View, groups, rows};
use rusqlite::{Connection, Params, Row, params};

use crate::decode;
use crate::failure::Result;

macro_rules! head_columns {
    () => {
        "orcid, version, state, primary_orcid, modified, body"
    };
}

macro_rules! item_columns {
    () => {
        "kind, put_code, visibility, author, author_name, origin, origin_name, created, modified, display_index, body"
    };
}

/// With what its permission says of it.
macro_rules! tokens {
    ($more:literal) => {
        concat!(
            "SELECT access, refresh, tail, client, person, scopes, issued, expires, coalesce(revoked, ended),
                coalesce(revocation_reason, end_reason), origin_client, code, ",
            $more,
            " FROM tokens CROSS JOIN permissions ON permissions.id = permission "
        )
    };
}

macro_rules! group_columns {
    () => {
        "put_code, group_id, name, description, group_type, author, author_name, origin, origin_name, created, modified"
    };
}

macro_rules! organization_columns {
    () => {
        "source, identifier, name, city, region, country, details"
    };
}

const HEAD: &str = concat!("SELECT ", head_columns!(), " FROM records WHERE orcid = $1");
const ITEMS: &str = concat!(
    "SELECT ",
    item_columns!(),
    " FROM items WHERE orcid = $1 AND kind BETWEEN $2 AND $3 ORDER BY kind, put_code"
);
const THOSE: &str = concat!(
    "SELECT ",
    item_columns!(),
    " FROM items WHERE orcid = $1 AND kind = $2 AND put_code IN (SELECT value FROM json_each($3)) ORDER BY put_code"
);
const ITEM: &str = concat!("SELECT ", item_columns!(), " FROM items WHERE orcid = $1 AND kind = $2 AND put_code = $3");
const CLIENT: &str = "SELECT id, name, body FROM clients WHERE id = $1";
const TOKEN: &str = concat!(tokens!("permission"), "WHERE access = $1");
/// A refresh token belongs to one access token; should two have it, the one that still counts, then the newest.
const TOKEN_BY_REFRESH: &str = concat!(
    tokens!("permission"),
    "WHERE refresh = $1 ORDER BY coalesce(revoked, ended) IS NOT NULL, issued DESC, access LIMIT 1"
);
const GROUP: &str = concat!("SELECT ", group_columns!(), " FROM group_ids WHERE put_code = $1");
const GROUP_BY_ID: &str = concat!("SELECT ", group_columns!(), " FROM group_ids WHERE group_key = $1");
const GROUP_BY_NAME: &str = concat!(
    "SELECT ",
    group_columns!(),
    " FROM group_ids WHERE name_key = $1 ORDER BY created NULLS FIRST, put_code LIMIT 1"
);
const ORGANIZATION: &str =
    concat!("SELECT ", organization_columns!(), " FROM organizations WHERE source = $1 AND identifier = $2");
const LOG: &str = "SELECT sequence, at, orcid, subject, entries, author, origin FROM change_log
    WHERE sequence > $1 ORDER BY sequence LIMIT $2";
const VIEW: &str = "SELECT version, epoch, body FROM views WHERE orcid = $1 AND key = $2";

pub(crate) use {group_columns, head_columns, organization_columns, tokens};

/// The first row of a query that is kept prepared.
pub fn one<T>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    decode: fn(&Row<'_>) -> Result<T>,
) -> Result<Option<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    rows.next()?.map(decode).transpose()
}

/// Every row of a query that is kept prepared.
pub fn all<T>(conn: &Connection, sql: &str, params: impl Params, decode: fn(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(decode(row)?);
    }
    Ok(found)
}

/// A number in a parameter: the few that do not fit mean "more than there can be".
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number of rows as a parameter.
pub fn limit(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Numbers as one parameter, for `json_each`.
pub fn numbers(numbers: impl IntoIterator<Item = i64>) -> String {
    let mut list = String::from("[");
    for number in numbers {
        if list.len() > 1 {
            list.push(',');
        }
        list.push_str(&number.to_string());
    }
    list.push(']');
    list
}

/// Head and items of several records, with the heads that are in memory, until there are so many items.
pub fn snapshots(
    conn: &Connection,
    wanted: Vec<(OrcidId, Option<Arc<RecordHead>>)>,
    kinds: KindRange,
    most: usize,
) -> Result<Vec<Option<Snapshot>>> {
    let (mut found, mut items) = (Vec::with_capacity(wanted.len()), 0);
    for (orcid, known) in wanted {
        let snapshot = match snapshot(conn, orcid, kinds, known, usize::MAX)? {
            Some(Short::Whole(snapshot)) => Some(snapshot),
            Some(Short::Longer) | None => None,
        };
        items += snapshot.as_ref().map_or(0, |it| it.items.len());
        found.push(snapshot);
        if items >= most {
            break;
        }
    }
    Ok(found)
}

/// State and version of a record.
pub fn head(conn: &Connection, orcid: OrcidId) -> Result<Option<RecordHead>> {
    one(conn, HEAD, [rows::orcid_code(orcid)], decode::head)
}

/// Head and items of one moment. The first statement stays open while the second runs, and SQLite's read transaction
/// lasts as long as any statement is open: one snapshot without the cost of `BEGIN` and `COMMIT`.
///
/// `known` is the head in memory, which saves decoding when it has the version that was read. Reading ends after `most`
/// items.
pub fn snapshot(
    conn: &Connection,
    orcid: OrcidId,
    kinds: KindRange,
    known: Option<Arc<RecordHead>>,
    most: usize,
) -> Result<Option<Short>> {
    of_one_moment(conn, orcid, known, most, |items| items.range(kinds.first.code(), kinds.last.code()))
}

/// The same of all items, but of one kind those alone that have one of some put-codes.
pub fn around(
    conn: &Connection,
    (orcid, kind, codes): (OrcidId, ItemKind, &[PutCode]),
    known: Option<Arc<RecordHead>>,
    most: usize,
) -> Result<Option<Short>> {
    of_one_moment(conn, orcid, known, most, |items| {
        items.range(0, kind.code() - 1)?;
        items.those(kind, codes)?;
        items.range(kind.code() + 1, u8::MAX)
    })
}

/// The head, and the items that are read while it is open.
fn of_one_moment(
    conn: &Connection,
    orcid: OrcidId,
    known: Option<Arc<RecordHead>>,
    most: usize,
    read: impl FnOnce(&mut Reading<'_>) -> Result<()>,
) -> Result<Option<Short>> {
    let mut statement = conn.prepare_cached(HEAD)?;
    let mut rows = statement.query([rows::orcid_code(orcid)])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let version = decode::unsigned(row, 1)?;
    let head = match known.filter(|it| it.version == version) {
        Some(head) => head,
        None => Arc::new(decode::head(row)?),
    };
    let mut reading = Reading { conn, orcid, items: Vec::new(), most, longer: false };
    read(&mut reading)?;
    let Reading { items, longer, .. } = reading;
    Ok(Some(if longer { Short::Longer } else { Short::Whole(Snapshot { head, items }) }))
}

/// Items of a record that are read one stretch after the other.
struct Reading<'c> {
    conn: &'c Connection,
    orcid: OrcidId,
    items: Vec<Item>,
    most: usize,
    /// There are more than so many.
    longer: bool,
}

impl Reading<'_> {
    /// Those of a range of kinds.
    fn range(&mut self, first: u8, last: u8) -> Result<()> {
        self.take(ITEMS, params![rows::orcid_code(self.orcid), first, last])
    }

    /// Those of a kind that have one of these put-codes.
    fn those(&mut self, kind: ItemKind, codes: &[PutCode]) -> Result<()> {
        let codes: Vec<i64> = codes.iter().map(|code| rows::put_code_code(*code)).collect();
        // As JSON has lists of numbers.
        self.take(THOSE, params![rows::orcid_code(self.orcid), kind.code(), format!("{codes:?}")])
    }

    fn take(&mut self, sql: &str, params: impl Params) -> Result<()> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            if self.items.len() == self.most {
                self.longer = true;
                break;
            }
            self.items.push(decode::item(row)?);
        }
        Ok(())
    }
}

/// A record that was read as far as it was to be.
pub enum Short {
    Whole(Snapshot),
    /// There are more items than were asked for.
    Longer,
}

/// One look-up for each kind: a put-code is not the beginning of the key, and records may have thousands of items.
pub fn item(
    conn: &Connection,
    orcid: OrcidId,
    kinds: impl IntoIterator<Item = ItemKind>,
    put_code: PutCode,
) -> Result<Option<Item>> {
    for kind in kinds {
        let key = params![rows::orcid_code(orcid), kind.code(), rows::put_code_code(put_code)];
        if let Some(item) = one(conn, ITEM, key, decode::item)? {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

/// How many records there are, from the row of counters.
pub fn count_records(conn: &Connection) -> Result<u64> {
    let count = one(conn, "SELECT records FROM meta WHERE id = 1", [], |row| decode::unsigned(row, 0))?;
    Ok(count.unwrap_or(0))
}

/// The record that an address leads to, compared by its key ([`email::key`]).
pub fn find_by_email(conn: &Connection, address: &str) -> Result<Option<OrcidId>> {
    let key = email::key(address);
    one(conn, "SELECT orcid FROM emails WHERE address = $1", [key], |row| Ok(rows::orcid(row.get(0)?)?))
}

/// A client by id, deactivated ones included.
pub fn client(conn: &Connection, id: &ClientId) -> Result<Option<Client>> {
    one(conn, CLIENT, [id.as_str()], decode::client)
}

/// How many clients there are, from the row of counters.
pub fn count_clients(conn: &Connection) -> Result<u64> {
    let count = one(conn, "SELECT clients FROM meta WHERE id = 1", [], |row| decode::unsigned(row, 0))?;
    Ok(count.unwrap_or(0))
}

/// A token, and the number of the permission with which it ends.
pub struct TokenRow {
    pub token: Arc<Token>,
    pub permission: i64,
}

/// Whether any client belongs to somebody.
pub fn owns_clients(conn: &Connection, owner: OrcidId) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM clients WHERE owner = $1")?.exists([owner.to_string()])?)
}

/// A token by the hash of its access token.
pub fn token(conn: &Connection, access: SecretHash) -> Result<Option<TokenRow>> {
    one(conn, TOKEN, [&access.0[..]], |row| {
        Ok(TokenRow { token: Arc::new(decode::token(row)?), permission: decode::get(row, 12)? })
    })
}

/// A token by the hash of its refresh token.
pub fn token_by_refresh(conn: &Connection, refresh: SecretHash) -> Result<Option<Token>> {
    one(conn, TOKEN_BY_REFRESH, [&refresh.0[..]], decode::token)
}

/// The group with this put-code.
pub fn group_id(conn: &Connection, put_code: PutCode) -> Result<Option<GroupId>> {
    one(conn, GROUP, [rows::put_code_code(put_code)], decode::group_id)
}

/// The group with this id, compared without regard to case.
pub fn find_group_id(conn: &Connection, group_id: &str) -> Result<Option<GroupId>> {
    one(conn, GROUP_BY_ID, [groups::group_key(group_id)], decode::group_id)
}

/// The oldest group with this name, compared without regard to case.
pub fn find_group_by_name(conn: &Connection, name: &str) -> Result<Option<GroupId>> {
    one(conn, GROUP_BY_NAME, [name.to_lowercase()], decode::group_id)
}

/// How many groups there are, from the row of counters.
pub fn count_groups(conn: &Connection) -> Result<u64> {
    let count = one(conn, "SELECT group_ids FROM meta WHERE id = 1", [], |row| decode::unsigned(row, 0))?;
    Ok(count.unwrap_or(0))
}

/// An organisation by vocabulary and identifier, compared as they are written.
pub fn organization(conn: &Connection, source: &str, identifier: &str) -> Result<Option<Organization>> {
    one(conn, ORGANIZATION, [source, identifier], decode::organization)
}

/// Entries of the change log after a number. A row holds all entries of one kind of a commit about one record, so the
/// last may be cut.
pub fn log_after(conn: &Connection, cursor: u64, count: usize) -> Result<Vec<LogEntry>> {
    let mut entries = Vec::new();
    let mut statement = conn.prepare_cached(LOG)?;
    let mut rows = statement.query(params![signed(cursor), limit(count)])?;
    while entries.len() < count
        && let Some(row) = rows.next()?
    {
        decode::log_entries(row, cursor, &mut entries)?;
    }
    entries.truncate(count);
    Ok(entries)
}

/// A kept view, of whatever version it is: whether it is current is for the caller to say.
pub fn view(conn: &Connection, orcid: OrcidId, key: u32) -> Result<Option<View>> {
    one(conn, VIEW, params![rows::orcid_code(orcid), key], decode::view)
}

/// How far a consumer of the log has come; 0 when it never began.
pub fn cursor(conn: &Connection, consumer: &str) -> Result<u64> {
    let found =
        one(conn, "SELECT sequence FROM cursors WHERE consumer = $1", [consumer], |row| decode::unsigned(row, 0))?;
    Ok(found.unwrap_or(0))
}
