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

/// A place in a list by age: of groups, and in inboxes. What has no moment is older than all that have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ByAge {
    pub created: Option<Timestamp>,
    /// Tells apart what was made at the same moment.
    pub put_code: PutCode,
}

impl GroupId {
    /// Where it stands among all groups.
    pub fn place(&self) -> ByAge {
        ByAge { created: self.created, put_code: self.put_code }
    }
}

/// What a client, or a person, was answered to a request with a key, so that the same request again is no second one and
/// what it did can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Of the request: another one under the same key is a mistake.
    pub fingerprint: i64,
    /// What came of it, in the words of who keeps it.
    pub outcome: Box<str>,
}
