//! Rows back into model types. Each function goes with the list of columns it reads, in order.

use std::sync::Arc;

use byline_model::client::{Client, Token};
use byline_model::{Item, RecordHead, Source, Timestamp, Visibility};
use byline_store::log_pack;
use byline_store::rows::{self, HeadRow};
use byline_store::{
    ChangedOrganization, GroupId, LogEntry, Operation, Organization, OrganizationDetails, StoreError, View,
};
use rusqlite::Row;
use rusqlite::types::{FromSql, ValueRef};

use crate::failure::{Failure, Result};

/// Text without a copy; the row owns it.
pub fn text<'row>(row: &'row Row<'_>, column: usize) -> Result<&'row str> {
    optional_text(row, column)?.ok_or_else(|| Failure::Store(StoreError::Corrupt("a text is missing".into())))
}

/// Text without a copy; `None` for NULL.
///
/// # Errors
/// [`StoreError::Corrupt`] when it is no UTF-8.
pub fn optional_text<'row>(row: &'row Row<'_>, column: usize) -> Result<Option<&'row str>> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(None),
        value => value.as_str().map(Some).map_err(|error| Failure::Store(StoreError::Corrupt(error.to_string()))),
    }
}

/// A text of its own.
pub fn boxed(row: &Row<'_>, column: usize) -> Result<Box<str>> {
    Ok(text(row, column)?.into())
}

/// A text of its own; `None` for NULL.
pub fn optional_boxed(row: &Row<'_>, column: usize) -> Result<Option<Box<str>>> {
    Ok(optional_text(row, column)?.map(Box::from))
}

/// A column of whatever type SQLite can turn into `T`.
pub fn get<T: FromSql>(row: &Row<'_>, column: usize) -> Result<T> {
    Ok(row.get(column)?)
}

/// Milliseconds since the epoch; `None` for NULL.
pub fn moment(row: &Row<'_>, column: usize) -> Result<Option<Timestamp>> {
    Ok(get::<Option<i64>>(row, column)?.map(Timestamp::from_millis))
}

/// A number that cannot be negative.
///
/// # Errors
/// [`StoreError::Corrupt`] when it is.
pub fn unsigned(row: &Row<'_>, column: usize) -> Result<u64> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|_| Failure::Store(StoreError::Corrupt(format!("{number} should not be negative"))))
}

/// Four columns from `first` on.
pub fn source(row: &Row<'_>, first: usize) -> Result<Source> {
    Ok(Source {
        author: optional_text(row, first)?.map(rows::agent).transpose()?,
        author_name: optional_boxed(row, first + 1)?,
        origin: optional_text(row, first + 2)?.map(rows::agent).transpose()?,
        origin_name: optional_boxed(row, first + 3)?,
    })
}

/// `orcid, version, state, primary_orcid, modified, body`
pub fn head(row: &Row<'_>) -> Result<RecordHead> {
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
pub fn item(row: &Row<'_>) -> Result<Item> {
    Ok(Item {
        kind: rows::kind(get(row, 0)?)?,
        put_code: rows::put_code(get(row, 1)?)?,
        visibility: rows::visibility(get(row, 2)?)?,
        source: source(row, 3)?,
        created: moment(row, 7)?,
        modified: moment(row, 8)?,
        display_index: get(row, 9)?,
        body: boxed(row, 10)?,
    })
}

/// `id, name, body`
pub fn client(row: &Row<'_>) -> Result<Client> {
    Ok(rows::client(text(row, 0)?, text(row, 1)?, text(row, 2)?)?)
}

/// `access, refresh, tail, client, person, scopes, issued, expires, revoked, revocation_reason, origin_client, code`
pub fn token(row: &Row<'_>) -> Result<Token> {
    let hash = |column| -> Result<_> {
        let bytes: Option<Vec<u8>> = row.get(column)?;
        Ok(bytes.map(|it| rows::hash(&it)).transpose()?)
    };
    let revoked = match (moment(row, 8)?, optional_text(row, 9)?) {
        (None, _) => None,
        (Some(at), reason) => {
            let reason = reason.and_then(|it| it.parse().ok());
            Some((at, reason.ok_or_else(|| StoreError::Corrupt("a token was revoked for no known reason".into()))?))
        }
    };
    Ok(Token {
        access: hash(0)?.ok_or_else(|| StoreError::Corrupt("a token has no hash".into()))?,
        refresh: hash(1)?,
        tail: boxed(row, 2)?,
        client: rows::client_id(text(row, 3)?)?,
        person: get::<Option<i64>>(row, 4)?.map(rows::orcid).transpose()?,
        scopes: rows::names(text(row, 5)?)?,
        issued: Timestamp::from_millis(get(row, 6)?),
        expires: Timestamp::from_millis(get(row, 7)?),
        revoked,
        origin_client: optional_text(row, 10)?.map(rows::client_id).transpose()?,
        code: hash(11)?,
    })
}

/// `put_code, group_id, name, description, group_type, author, author_name, origin, origin_name, created, modified`
pub fn group_id(row: &Row<'_>) -> Result<GroupId> {
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
pub fn organization(row: &Row<'_>) -> Result<Organization> {
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
pub fn changed_organization(row: &Row<'_>) -> Result<ChangedOrganization> {
    Ok(ChangedOrganization { organization: organization(row)?, sequence: get::<i64>(row, 7)?.cast_unsigned() })
}

/// `sequence, at, orcid, subject, entries, author, origin`: as many entries as are packed in the row and come after `cursor`.
pub fn log_entries(row: &Row<'_>, cursor: u64, entries: &mut Vec<LogEntry>) -> Result<()> {
    let by = Source {
        author: optional_text(row, 5)?.map(rows::agent).transpose()?,
        origin: optional_text(row, 6)?.map(rows::agent).transpose()?,
        ..Source::default()
    };
    let last = LogEntry {
        sequence: unsigned(row, 0)?,
        at: Timestamp::from_millis(get(row, 1)?),
        orcid: get::<Option<i64>>(row, 2)?.map(rows::orcid).transpose()?,
        kind: None,
        put_code: None,
        subject: optional_boxed(row, 3)?,
        operation: Operation::Updated,
        openness: Visibility::Public,
        by: Some(by).filter(|by| !by.is_empty()).map(Arc::new),
    };
    let packed: Vec<u8> = get(row, 4)?;
    Ok(log_pack::unpack(&last, &packed, cursor, entries)?)
}

/// `version, epoch, body`
pub fn view(row: &Row<'_>) -> Result<View> {
    let body: Vec<u8> = row.get(2)?;
    Ok(View { version: unsigned(row, 0)?, epoch: unsigned(row, 1)?, body: body.into() })
}
