//! Why a read or a write of a record is refused, in the words of the registry; surfaces turn it into codes.

use byline_model::rules::Breach;
use byline_model::{ItemKind, OrcidId, PutCode};
use byline_store::StoreError;

use crate::{Busy, GroupError};

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
    // ----- writes
    /// A token for creating records, on a record that has its owner.
    #[error("the record is claimed")]
    Claimed,
    /// The token was revoked while the request was under way.
    #[error("the token does not count any more")]
    TokenEnded,
    #[error("{}", at(.0))]
    Invalid(Box<Breach>),
    /// The group of a peer review.
    #[error(transparent)]
    Group(#[from] Box<GroupError>),
    /// An item of the same source is the same; it has this put-code.
    #[error("the {kind} with the put-code {put_code} is the same, from the same source")]
    Duplicate { owner: OrcidId, kind: ItemKind, put_code: PutCode },
    #[error("a record holds at most {most} of {}", .kind.spec().plural)]
    Full { kind: ItemKind, most: u64 },
    #[error("at most {limit} items can be added at once")]
    TooMany { limit: usize },
    /// The put-code in the document is not the one in the address, or there is none.
    #[error("the put-code in the body has to be the one in the address")]
    OtherPutCode,
    #[error("another source added this item")]
    NotTheSource,
    /// Somebody else's item, and nothing about it would change.
    #[error("another source added this item, and it says this already")]
    NothingToChange,
    /// By its owner: members add these, or they are written with the account.
    #[error("a {} is not added by the owner of the record", .0.spec().singular)]
    NotTheOwners(ItemKind),
    /// The item is not in the state that the client has in mind.
    #[error("the item has changed since")]
    Changed,
    /// What was to be taken back is too long ago, or was never done.
    #[error("there is nothing to take back")]
    NothingToUndo,
    /// The key was given to another request before.
    #[error("this idempotency key belongs to another request")]
    KeyReused,

    /// So much is going on that this would wait for too long.
    #[error(transparent)]
    Busy(#[from] Busy),

    #[error("the stored item cannot be read")]
    Damaged(#[source] byline_formats::ReadError),
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// What is wrong, and where, in both ways of naming a place.
fn at(breach: &Breach) -> String {
    format!("{}: {} (in XML {})", breach.at.json_pointer(), breach.reason, breach.at.xpath())
}

impl From<Breach> for RecordError {
    fn from(breach: Breach) -> Self {
        RecordError::Invalid(Box::new(breach))
    }
}

impl RecordError {
    /// Whether nothing can be written for now, as the disk is full.
    pub fn is_read_only(&self) -> bool {
        matches!(self, Self::Store(StoreError::ReadOnly(_)))
    }

    /// Whether the document itself is refused, rather than the whole request.
    pub fn is_about_content(&self) -> bool {
        matches!(self, Self::Invalid(_) | Self::Group(_) | Self::Duplicate { .. })
    }
}
