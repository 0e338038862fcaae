//! Why a read or a write of a record is refused, in the words of the registry; surfaces turn it into codes.

use byline_model::OrcidId;
use byline_store::StoreError;

/// Why a record, or a part of it, is not served.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    #[error("there is no such record")]
    NoSuchRecord,
    #[error("the record was merged into {primary}")]
    Deprecated { primary: OrcidId },
    #[error("the record is not claimed yet")]
    Unclaimed,
    #[error("the record is locked")]
    Locked,
    #[error("the record is deactivated")]
    Deactivated,
    #[error("there is no such item")]
    NoSuchItem,
    /// An affiliation of another kind has this put-code.
    #[error("the item is of another kind")]
    OtherKind,
    #[error("the record has no biography")]
    NoBiography,
    /// Member API: private, and the caller did not write it.
    #[error("the item is private")]
    Private,
    /// Member API: limited, and the token lacks the scope.
    #[error("the token lacks the scope for this item")]
    ScopeMissing,
    /// Public API: not public.
    #[error("the item is not public")]
    NotPublic,
    /// The token is for another record.
    #[error("the token is for another record")]
    OtherRecord,
    #[error("at most {limit} put-codes can be asked for at once, not {given}")]
    TooManyPutCodes { given: usize, limit: usize },
    #[error("{given:?} is no put-code")]
    BadPutCode { given: String },
    #[error("there is no such client")]
    NoSuchClient,
    #[error("the stored item cannot be read")]
    Damaged(#[source] byline_formats::ReadError),
    #[error("the store failed")]
    Store(#[from] StoreError),
}
