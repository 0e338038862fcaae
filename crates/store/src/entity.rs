//! Rows that belong to no record.

use byline_model::{PutCode, Source, Timestamp};

/// A peer-review group (`group-id-3.0.xsd`): a journal, a publisher, a conference.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupId {
    pub put_code: PutCode,
    pub name: Box<str>,
    /// `issn:1234-5678`, `orcid-generated:…`; unique without regard to case.
    pub group_id: Box<str>,
    pub description: Box<str>,
    /// `journal`, `publisher`, …
    pub group_type: Box<str>,
    pub source: Source,
    pub created: Option<Timestamp>,
    pub modified: Option<Timestamp>,
}

/// What a client was answered to a request that it gave a key, so that the same request again is no second one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Of the request: another one under the same key is a mistake.
    pub fingerprint: i64,
    /// What came of it, in the words of who keeps it.
    pub outcome: Box<str>,
}

/// An organisation that items may name by identifier.
#[derive(Clone, Debug, PartialEq)]
pub struct Organization {
    /// `ROR`, `FUNDREF`, `RINGGOLD`, `GRID`, `LEI`.
    pub source: Box<str>,
    pub identifier: Box<str>,
    pub name: Box<str>,
    pub city: Option<Box<str>>,
    pub region: Option<Box<str>>,
    pub country: Option<Box<str>>,
}
