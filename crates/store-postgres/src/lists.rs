//! Lists, a stretch at a time: each is one statement, which begins at a place in an index and ends at a limit.
//!
//! The place is compared as one value (`(a, b) > ($1, $2)`), so that the index leads to where the list goes on; the
//! beginning is a place before all others.

use std::sync::Arc;

use byline_model::client::Client;
use byline_model::{ClientId, OrcidId, PutCode, RecordHead};
use byline_store::{
    ByAge, ByChange, ChangedOrganization, GroupId, NumberedList, Organization, OrganizationKey, Page, Shelf, Stretch,
    rows,
};
use tokio_postgres::Row;

use crate::change_log;
use crate::decode::{self, get, moment};
use crate::failure::Result;
use crate::guards::stored;
use crate::pool::Pool;
use crate::query::{Query, query};

/// The rows of a stretch; the statement has a limit of [`most`].
pub async fn page_of<T, C>(
    pool: &Pool,
    query: Query,
    stretch: &Stretch<C>,
    decode: fn(&Row) -> Result<T>,
    place: impl Fn(&T) -> C,
) -> Result<Page<T, C>> {
    Ok(Page::cut(stretch, all(pool, query, decode).await?, place))
}

/// Every row that a statement finds.
pub async fn all<T>(pool: &Pool, query: Query, decode: fn(&Row) -> Result<T>) -> Result<Vec<T>> {
    pool.one(query).await?.rows.iter().map(decode).collect()
}

/// The first row that a statement finds.
pub async fn one<T>(pool: &Pool, query: Query, decode: fn(&Row) -> Result<T>) -> Result<Option<T>> {
    pool.one(query).await?.rows.first().map(decode).transpose()
}

/// Whether a statement that says true or false says true.
pub async fn whether(pool: &Pool, query: Query) -> Result<bool> {
    pool.one(query).await?.is_true()
}

/// The first column of the first row, as a number that cannot be negative; 0 when there is none.
pub async fn count(pool: &Pool, query: Query) -> Result<u64> {
    Ok(one(pool, query, |row| decode::unsigned(row, 0)).await?.unwrap_or(0))
}

/// A number of rows as a parameter.
pub fn limit(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
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

/// Where a list in order of client goes on.
pub fn client_place(stretch: &Stretch<ClientId>) -> String {
    stretch.place().map_or_else(String::new, ClientId::to_string)
}

/// Where a list in order of put-code goes on.
pub fn put_code_place(stretch: &Stretch<PutCode>) -> i64 {
    stretch.place().map_or(BEFORE_ALL, |it| rows::put_code_code(*it))
}

/// Where a list in order of the store's own numbers goes on.
pub fn number_place(stretch: &Stretch<u64>) -> i64 {
    stretch.place().map_or(BEFORE_ALL, |it| stored(*it))
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

pub(crate) use {group_columns, organization_columns};

const RECORDS: &str = "SELECT orcid, version, state, primary_orcid, modified, body FROM records
    WHERE orcid > $1 ORDER BY orcid LIMIT $2";
const CLIENTS: &str = "SELECT id, name, body FROM clients WHERE id > $1 ORDER BY id LIMIT $2";
pub const CLIENTS_OF: &str = "SELECT id, name, body FROM clients WHERE owner = $1 AND id > $2 ORDER BY id LIMIT $3";
const GROUPS: &str = concat!(
    "SELECT ",
    group_columns!(),
    " FROM group_ids WHERE (age, put_code) > ($1, $2) ORDER BY age, put_code LIMIT $3"
);
const PLACES_OF_GROUPS: &str = "SELECT put_code, created FROM group_ids
    WHERE (age, put_code) > ($1, $2) ORDER BY age, put_code LIMIT $3";
const PLACES_OF_INBOX: &str = "SELECT put_code, created FROM notifications
    WHERE orcid = $1 AND (archived IS NOT NULL) = $2 AND (created, put_code) < ($3, $4)
    ORDER BY created DESC, put_code DESC LIMIT $5";
const ORGANIZATIONS: &str = concat!(
    "SELECT ",
    organization_columns!(),
    " FROM organizations WHERE (source, identifier) > ($1, $2) ORDER BY source, identifier LIMIT $3"
);
/// Each with whether no transaction that is under way can put one before it.
fn changed_organizations(horizon: &str) -> String {
    let columns = organization_columns!();
    format!(
        "SELECT {columns}, changed, changed < {horizon} FROM organizations
         WHERE (changed, source, identifier) > ($1, $2, $3) ORDER BY changed, source, identifier LIMIT $4"
    )
}

/// Heads of records, in order of iD.
pub async fn records(pool: &Pool, stretch: &Stretch<OrcidId>) -> Result<Page<Arc<RecordHead>, OrcidId>> {
    let after = stretch.place().map_or(BEFORE_ALL, |it| rows::orcid_code(*it));
    let head = |row: &Row| decode::head(row).map(Arc::new);
    page_of(pool, query!(RECORDS, after, most(stretch)), stretch, head, |head| head.orcid).await
}

/// All clients, in order of id.
pub async fn clients(pool: &Pool, stretch: &Stretch<ClientId>) -> Result<Page<Arc<Client>, ClientId>> {
    page_of(pool, query!(CLIENTS, client_place(stretch), most(stretch)), stretch, client, |it| it.id.clone()).await
}

/// The clients that belong to somebody, in order of id.
pub async fn clients_of(
    pool: &Pool,
    owner: OrcidId,
    stretch: &Stretch<ClientId>,
) -> Result<Page<Arc<Client>, ClientId>> {
    let query = query!(CLIENTS_OF, owner.to_string(), client_place(stretch), most(stretch));
    page_of(pool, query, stretch, client, |it| it.id.clone()).await
}

/// `id, name, body`
pub fn client(row: &Row) -> Result<Arc<Client>> {
    decode::client(row).map(Arc::new)
}

/// All groups, those without a date first, then the oldest.
pub async fn group_ids(pool: &Pool, stretch: &Stretch<ByAge>) -> Result<Page<GroupId, ByAge>> {
    let (created, put_code) = oldest_first(stretch);
    page_of(pool, query!(GROUPS, created, put_code, most(stretch)), stretch, decode::group_id, GroupId::place).await
}

/// All organisations, in order of vocabulary and identifier.
pub async fn organizations(
    pool: &Pool,
    stretch: &Stretch<OrganizationKey>,
) -> Result<Page<Organization, OrganizationKey>> {
    let (source, identifier) =
        stretch.place().map_or_else(Default::default, |it| (it.source.to_string(), it.identifier.to_string()));
    let query = query!(ORGANIZATIONS, source, identifier, most(stretch));
    page_of(pool, query, stretch, decode::organization, Organization::key).await
}

/// All organisations, those that were put last at the end: up to the first before which another may still come.
pub async fn organizations_by_change(
    pool: &Pool,
    stretch: &Stretch<ByChange>,
) -> Result<Page<ChangedOrganization, ByChange>> {
    let (changed, source, identifier) = stretch.place().map_or((BEFORE_ALL, String::new(), String::new()), |it| {
        (stored(it.sequence), it.key.source.to_string(), it.key.identifier.to_string())
    });
    let ask =
        |horizon| query!(changed_organizations(horizon), changed, source.clone(), identifier.clone(), most(stretch));
    let row = |row: &Row| Ok((decode::changed_organization(row)?, get::<bool>(row, 8)?));
    let mut found = all(pool, ask(change_log::HORIZON), row).await?;
    if found.iter().any(|(_, settled)| !settled) {
        found = all(pool, ask(change_log::HORIZON_HERE), row).await?;
    }
    let settled = found.into_iter().take_while(|(_, settled)| *settled).map(|(it, _)| it).collect();
    Ok(Page::cut(stretch, settled, ChangedOrganization::place))
}

/// Where the members of a list by age stand, without reading them.
pub async fn places(pool: &Pool, list: NumberedList, stretch: &Stretch<ByAge>) -> Result<Page<ByAge, ByAge>> {
    let query = match list {
        NumberedList::Groups => {
            let (created, put_code) = oldest_first(stretch);
            query!(PLACES_OF_GROUPS, created, put_code, most(stretch))
        }
        NumberedList::Inbox(person, shelf) => {
            let (created, put_code) = newest_first(stretch);
            let archived = shelf == Shelf::Archived;
            query!(PLACES_OF_INBOX, rows::orcid_code(person), archived, created, put_code, most(stretch))
        }
    };
    page_of(pool, query, stretch, by_age, |it| *it).await
}

fn by_age(row: &Row) -> Result<ByAge> {
    Ok(ByAge { put_code: rows::put_code(get(row, 0)?)?, created: moment(row, 1)? })
}
