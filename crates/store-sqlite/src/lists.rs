//! Lists, a stretch at a time: each is one statement, which begins at a place in an index and ends at a limit.
//!
//! A list is its statement, the row it decodes and the place of that row. The place is compared as one value
//! (`(a, b) > ($1, $2)`), so that the index leads to where the list goes on; the beginning is a place before all others.

use std::sync::Arc;

use byline_model::client::Client;
use byline_model::{ClientId, OrcidId, PutCode, RecordHead};
use byline_store::{
    ByAge, ByChange, ChangedOrganization, GroupId, NumberedList, Organization, OrganizationKey, Page, Shelf, Stretch,
    rows,
};
use rusqlite::{Connection, Params, Row, params};

use crate::decode::{self, get, moment};
use crate::failure::Result;
use crate::query::{self, all, limit};

/// The rows of a stretch; the last parameter of the statement is [`most`].
pub fn page<T, C>(
    conn: &Connection,
    sql: &str,
    params: impl Params,
    stretch: &Stretch<C>,
    decode: fn(&Row<'_>) -> Result<T>,
    place: impl Fn(&T) -> C,
) -> Result<Page<T, C>> {
    Ok(Page::cut(stretch, all(conn, sql, params, decode)?, place))
}

/// How many rows a statement is to find for a stretch.
pub fn most<C>(stretch: &Stretch<C>) -> i64 {
    limit(stretch.with_one_more())
}

/// The beginning of lists in growing order of numbers, and of those in falling order.
pub const BEFORE_ALL: i64 = -1;
/// See [`BEFORE_ALL`].
pub const BEHIND_ALL: i64 = i64::MAX;

/// Where a list by age goes on, the oldest first.
fn oldest_first(stretch: &Stretch<ByAge>) -> (i64, i64) {
    stretch.place().map_or((i64::MIN, BEFORE_ALL), age)
}

/// The same, the newest first.
pub fn newest_first(stretch: &Stretch<ByAge>) -> (i64, i64) {
    stretch.place().map_or((BEHIND_ALL, BEHIND_ALL), age)
}

fn age(place: &ByAge) -> (i64, i64) {
    (rows::moment_of_age(place.created), rows::put_code_code(place.put_code))
}

const RECORDS: &str =
    concat!("SELECT ", query::head_columns!(), " FROM records WHERE orcid > $1 ORDER BY orcid LIMIT $2");
const CLIENTS: &str = "SELECT id, name, body FROM clients WHERE id > $1 ORDER BY id LIMIT $2";
const CLIENTS_OF: &str = "SELECT id, name, body FROM clients WHERE owner = $1 AND id > $2 ORDER BY id LIMIT $3";
const GROUPS: &str = concat!(
    "SELECT ",
    query::group_columns!(),
    " FROM group_ids WHERE (age, put_code) > ($1, $2) ORDER BY age, put_code LIMIT $3"
);
const PLACES_OF_GROUPS: &str = "SELECT put_code, nullif(age, -9223372036854775807) FROM group_ids
    WHERE (age, put_code) > ($1, $2) ORDER BY age, put_code LIMIT $3";
const PLACES_OF_INBOX: &str = "SELECT put_code, created FROM notifications
    WHERE orcid = $1 AND (archived IS NOT NULL) = $2 AND (created, put_code) < ($3, $4)
    ORDER BY created DESC, put_code DESC LIMIT $5";
const ORGANIZATIONS: &str = concat!(
    "SELECT ",
    query::organization_columns!(),
    " FROM organizations WHERE (source, identifier) > ($1, $2) ORDER BY source, identifier LIMIT $3"
);

const CHANGED_ORGANIZATIONS: &str = concat!(
    "SELECT ",
    query::organization_columns!(),
    ", changed FROM organizations WHERE (changed, source, identifier) > ($1, $2, $3)
    ORDER BY changed, source, identifier LIMIT $4"
);

/// Heads of records, in order of iD.
pub fn records(conn: &Connection, stretch: &Stretch<OrcidId>) -> Result<Page<Arc<RecordHead>, OrcidId>> {
    let after = stretch.place().map_or(BEFORE_ALL, |it| rows::orcid_code(*it));
    let head = |row: &Row<'_>| decode::head(row).map(Arc::new);
    page(conn, RECORDS, params![after, most(stretch)], stretch, head, |head| head.orcid)
}

/// All clients, in order of id.
pub fn clients(conn: &Connection, stretch: &Stretch<ClientId>) -> Result<Page<Arc<Client>, ClientId>> {
    page(conn, CLIENTS, params![client_place(stretch), most(stretch)], stretch, client, |client| client.id.clone())
}

/// The clients that belong to somebody, in order of id.
pub fn clients_of(
    conn: &Connection,
    owner: OrcidId,
    stretch: &Stretch<ClientId>,
) -> Result<Page<Arc<Client>, ClientId>> {
    let key = params![owner.to_string(), client_place(stretch), most(stretch)];
    page(conn, CLIENTS_OF, key, stretch, client, |client| client.id.clone())
}

/// Where a list in order of client goes on.
pub fn client_place(stretch: &Stretch<ClientId>) -> &str {
    stretch.place().map_or("", ClientId::as_str)
}

fn client(row: &Row<'_>) -> Result<Arc<Client>> {
    decode::client(row).map(Arc::new)
}

/// All groups, those without a date first, then the oldest.
pub fn group_ids(conn: &Connection, stretch: &Stretch<ByAge>) -> Result<Page<GroupId, ByAge>> {
    let (created, put_code) = oldest_first(stretch);
    page(conn, GROUPS, params![created, put_code, most(stretch)], stretch, decode::group_id, GroupId::place)
}

/// All organisations, in order of vocabulary and identifier.
pub fn organizations(
    conn: &Connection,
    stretch: &Stretch<OrganizationKey>,
) -> Result<Page<Organization, OrganizationKey>> {
    let (source, identifier) = stretch.place().map_or(("", ""), |it| (&*it.source, &*it.identifier));
    let key = params![source, identifier, most(stretch)];
    page(conn, ORGANIZATIONS, key, stretch, decode::organization, Organization::key)
}

/// All organisations, those that were put last at the end.
pub fn organizations_by_change(
    conn: &Connection,
    stretch: &Stretch<ByChange>,
) -> Result<Page<ChangedOrganization, ByChange>> {
    let before_all = (BEFORE_ALL, "", "");
    let (changed, source, identifier) = stretch
        .place()
        .map_or(before_all, |it| (crate::change::stored(it.sequence), &*it.key.source, &*it.key.identifier));
    let key = params![changed, source, identifier, most(stretch)];
    page(conn, CHANGED_ORGANIZATIONS, key, stretch, decode::changed_organization, ChangedOrganization::place)
}

/// Where the members of a list by age stand, without reading them.
pub fn places(conn: &Connection, list: NumberedList, stretch: &Stretch<ByAge>) -> Result<Page<ByAge, ByAge>> {
    match list {
        NumberedList::Groups => {
            let (created, put_code) = oldest_first(stretch);
            let key = params![created, put_code, most(stretch)];
            page(conn, PLACES_OF_GROUPS, key, stretch, by_age, |it| *it)
        }
        NumberedList::Inbox(person, shelf) => {
            let (created, put_code) = newest_first(stretch);
            let key = params![rows::orcid_code(person), shelf == Shelf::Archived, created, put_code, most(stretch)];
            page(conn, PLACES_OF_INBOX, key, stretch, by_age, |it| *it)
        }
    }
}

fn by_age(row: &Row<'_>) -> Result<ByAge> {
    Ok(ByAge { put_code: rows::put_code(get(row, 0)?)?, created: moment(row, 1)? })
}

/// Where a list in order of put-code goes on.
pub fn put_code_place(stretch: &Stretch<PutCode>) -> i64 {
    stretch.place().map_or(BEFORE_ALL, |it| rows::put_code_code(*it))
}

/// Where a list in order of the store's own numbers goes on.
pub fn number_place(stretch: &Stretch<u64>) -> i64 {
    stretch.place().map_or(BEFORE_ALL, |it| crate::change::stored(*it))
}
