//! The change log: one ordered list of everything that was committed. Search, webhooks, feeds and caches follow it.

use byline_model::{ItemKind, OrcidId, PutCode, Timestamp};

/// What happened to one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Created or replaced.
    Put,
    Deleted,
}

/// One entry. `kind` and `put_code` are `None` when the entry is about the record itself; `orcid` is `None` when it is
/// about no record (`subject` names the client, group id or organisation then).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    pub sequence: u64,
    pub at: Timestamp,
    pub orcid: Option<OrcidId>,
    pub kind: Option<ItemKind>,
    pub put_code: Option<PutCode>,
    pub subject: Option<Box<str>>,
    pub operation: Operation,
}
