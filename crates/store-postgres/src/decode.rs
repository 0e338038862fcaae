//! Rows back into model types. Each function goes with the list of columns it reads, in order.

use std::sync::Arc;

use byline_model::client::{Client, RevocationReason, SecretHash, Token};
use byline_model::{Item, ItemKind, RecordHead, Source, Timestamp, Visibility};
use byline_store::rows::{self, HeadRow};
use byline_store::{
    ChangedOrganization, GroupId, LogEntry, Operation, Organization, OrganizationDetails, View, log_pack,
};
use tokio_postgres::Row;
use tokio_postgres::types::FromSql;

use crate::failure::{Failure, Result};

/// A column of a type that PostgreSQL has for `T`.
///
/// # Errors
/// [`StoreError::Corrupt`](byline_store::StoreError::Corrupt) when it has another.
pub fn get<'row, T: FromSql<'row>>(row: &'row Row, column: usize) -> Result<T> {
    row.try_get(column).map_err(|error| Failure::corrupt(format!("column {column}: {error}")))
}

/// Text without a copy; the row owns it.
pub fn text(row: &Row, column: usize) -> Result<&str> {
    get(row, column)
}

/// The same; `None` for NULL.
pub fn optional_text(row: &Row, column: usize) -> Result<Option<&str>> {
    get(row, column)
}

/// A text of its own.
pub fn boxed(row: &Row, column: usize) -> Result<Box<str>> {
    Ok(text(row, column)?.into())
}

/// A text of its own; `None` for NULL.
pub fn optional_boxed(row: &Row, column: usize) -> Result<Option<Box<str>>> {
    Ok(optional_text(row, column)?.map(Box::from))
}

/// Milliseconds since the epoch.
pub fn at(row: &Row, column: usize) -> Result<Timestamp> {
    Ok(Timestamp::from_millis(get(row, column)?))
}

/// Milliseconds since the epoch; `None` for NULL.
pub fn moment(row: &Row, column: usize) -> Result<Option<Timestamp>> {
    Ok(get::<Option<i64>>(row, column)?.map(Timestamp::from_millis))
}

/// A number that cannot be negative, of any width.
///
/// # Errors
/// [`StoreError::Corrupt`](byline_store::StoreError::Corrupt) when it is, or is too large.
pub fn unsigned<T: TryFrom<i64>>(row: &Row, column: usize) -> Result<T> {
    let number: i64 = get(row, column)?;
    T::try_from(number).map_err(|_| Failure::corrupt(format!("{number} does not fit")))
}

/// Thirty-two bytes of a column.
pub fn hash(row: &Row, column: usize) -> Result<SecretHash> {
    Ok(rows::hash(get(row, column)?)?)
}

/// The same; `None` for NULL.
pub fn optional_hash(row: &Row, column: usize) -> Result<Option<SecretHash>> {
    Ok(get::<Option<&[u8]>>(row, column)?.map(rows::hash).transpose()?)
}

/// Why something was revoked.
pub fn reason(text: &str) -> Result<RevocationReason> {
    text.parse().map_err(|_| Failure::corrupt("a token was revoked for no known reason"))
}

/// Four columns from `first` on.
pub fn source(row: &Row, first: usize) -> Result<Source> {
    Ok(Source {
        author: optional_text(row, first)?.map(rows::agent).transpose()?,
        author_name: optional_boxed(row, first + 1)?,
        origin: optional_text(row, first + 2)?.map(rows::agent).transpose()?,
        origin_name: optional_boxed(row, first + 3)?,
    })
}

/// `orcid, version, state, primary_orcid, modified, body`
pub fn head(row: &Row) -> Result<RecordHead> {
    let row = HeadRow {
        orcid: get(row, 0)?,
        version: get(row, 1)?,
        state: get(row, 2)?,
        primary: get(row, 3)?,
        modified: get(row, 4)?,
        body: get(row, 5)?,
    };
    Ok(RecordHead::try_from(row)?)
}

/// `kind, put_code, visibility, author, author_name, origin, origin_name, created, modified, display_index, body`
pub fn item(row: &Row) -> Result<Item> {
    item_from(row, 0)
}

/// The same, from `first` on.
pub fn item_from(row: &Row, first: usize) -> Result<Item> {
    Ok(Item {
        kind: kind(row, first)?,
        put_code: rows::put_code(get(row, first + 1)?)?,
        visibility: visibility(row, first + 2)?,
        source: source(row, first + 3)?,
        created: moment(row, first + 7)?,
        modified: moment(row, first + 8)?,
        display_index: get(row, first + 9)?,
        body: boxed(row, first + 10)?,
    })
}

/// The number of a kind.
pub fn kind(row: &Row, column: usize) -> Result<ItemKind> {
    Ok(rows::kind(get::<i16>(row, column)?.into())?)
}

/// The number of a visibility.
pub fn visibility(row: &Row, column: usize) -> Result<Visibility> {
    Ok(rows::visibility(get::<i16>(row, column)?.into())?)
}

/// `id, name, body`
pub fn client(row: &Row) -> Result<Client> {
    Ok(rows::client(text(row, 0)?, text(row, 1)?, text(row, 2)?)?)
}

/// `access, refresh, tail, client, person, scopes, issued, expires, revoked, revocation_reason, origin_client, code`
pub fn token(row: &Row) -> Result<Token> {
    let revoked = match (moment(row, 8)?, optional_text(row, 9)?) {
        (None, _) => None,
        (Some(at), why) => Some((at, reason(why.unwrap_or_default())?)),
    };
    Ok(Token {
        access: hash(row, 0)?,
        refresh: optional_hash(row, 1)?,
        tail: boxed(row, 2)?,
        client: rows::client_id(text(row, 3)?)?,
        person: get::<Option<i64>>(row, 4)?.map(rows::orcid).transpose()?,
        scopes: rows::names(text(row, 5)?)?,
        issued: at(row, 6)?,
        expires: at(row, 7)?,
        revoked,
        origin_client: optional_text(row, 10)?.map(rows::client_id).transpose()?,
        code: optional_hash(row, 11)?,
    })
}

/// `put_code, group_id, name, description, group_type, author, author_name, origin, origin_name, created, modified`
pub fn group_id(row: &Row) -> Result<GroupId> {
    Ok(GroupId {
        put_code: rows::put_code(get(row, 0)?)?,
        group_id: boxed(row, 1)?,
        name: boxed(row, 2)?,
        description: boxed(row, 3)?,
        group_type: boxed(row, 4)?,
        source: source(row, 5)?,
        created: moment(row, 9)?,
        modified: moment(row, 10)?,
    })
}

/// `source, identifier, name, city, region, country, details`
pub fn organization(row: &Row) -> Result<Organization> {
    Ok(Organization {
        source: boxed(row, 0)?,
        identifier: boxed(row, 1)?,
        name: boxed(row, 2)?,
        city: optional_boxed(row, 3)?,
        region: optional_boxed(row, 4)?,
        country: optional_boxed(row, 5)?,
        details: OrganizationDetails::from_json(optional_text(row, 6)?)?,
    })
}

/// The same, then `changed`.
pub fn changed_organization(row: &Row) -> Result<ChangedOrganization> {
    Ok(ChangedOrganization { organization: organization(row)?, sequence: unsigned(row, 7)? })
}

/// `sequence, at, orcid, subject, entries, author, origin`: as many entries as are packed in the row and come after
/// `cursor`.
pub fn log_entries(row: &Row, cursor: u64, entries: &mut Vec<LogEntry>) -> Result<()> {
    let by = Source {
        author: optional_text(row, 5)?.map(rows::agent).transpose()?,
        origin: optional_text(row, 6)?.map(rows::agent).transpose()?,
        ..Source::default()
    };
    let last = LogEntry {
        sequence: unsigned(row, 0)?,
        at: at(row, 1)?,
        orcid: get::<Option<i64>>(row, 2)?.map(rows::orcid).transpose()?,
        kind: None,
        put_code: None,
        subject: optional_boxed(row, 3)?,
        operation: Operation::Updated,
        openness: Visibility::Public,
        by: Some(by).filter(|by| !by.is_empty()).map(Arc::new),
    };
    Ok(log_pack::unpack(&last, get(row, 4)?, cursor, entries)?)
}

/// `version, epoch, body`
pub fn view(row: &Row) -> Result<View> {
    let body: &[u8] = get(row, 2)?;
    Ok(View { version: unsigned(row, 0)?, epoch: unsigned(row, 1)?, body: body.to_vec().into() })
}
