//! What goes wrong on the APIs, and the one table that turns it into status and published code.

use axum::http::StatusCode;
use byline_model::OrcidId;
use byline_registry::{GroupError, RecordError, WebhookError};

use crate::{group_ids, webhooks};

/// Why a request is refused.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    #[error("there is nothing at this address")]
    Unrouted,
    #[error("the address does not know this method")]
    MethodNotAllowed { allow: &'static str },
    #[error("none of the media types asked for is offered")]
    NotAcceptable,
    #[error("the Accept header cannot be read")]
    BadAccept,
    /// A request to write, without a version in its path.
    #[error("the path needs a version, as in /v3.0")]
    MissingVersion,
    #[error("the request came without https")]
    Insecure,
    /// Member API.
    #[error("the put-code is not a number")]
    BadPutCode,
    /// Public API, for kinds whose put-codes the published service parses itself.
    #[error("the put-code is not a number")]
    BadPutCodeArgument,
    /// What stands in the place of an iD is none.
    #[error("there is no such record")]
    NoOrcid,
    #[error("the token is for another record")]
    OtherRecord,
    #[error("the token lacks the scope")]
    ScopeMissing,
    /// A token for creating records, on a record that has its owner.
    #[error("the record is claimed")]
    Claimed,
    /// A token with which a client acts on behalf of another, on a version that came before those.
    #[error("this version of the API does not know delegated tokens")]
    DelegatedToken,
    /// Another version answers; the address is in `Location`.
    #[error("the version is switched off")]
    OldVersion,
    #[error("{name} has to be a whole number from 1 up")]
    BadPage { name: &'static str },
    /// `/error` fails on purpose.
    #[error("this address always fails")]
    SelfTest,
    #[error("the record was merged into {primary}")]
    Merged { primary: OrcidId, reading: bool },
    #[error(transparent)]
    Group(GroupError),
    #[error(transparent)]
    Record(RecordError),
    #[error(transparent)]
    Webhook(#[from] WebhookError),
}

impl ApiError {
    /// A failure of the registry, on a request that reads or does not.
    pub fn of_record(error: RecordError, reading: bool) -> Self {
        match error {
            RecordError::Deprecated { primary } => ApiError::Merged { primary, reading },
            other => ApiError::Record(other),
        }
    }

    /// A failure about groups of peer reviews.
    pub fn of_group(error: GroupError) -> Self {
        match error {
            GroupError::Record(error) => ApiError::Record(error),
            other => ApiError::Group(other),
        }
    }

    /// The only place where a failure turns into a status and a published `error-code`. A new variant will not compile
    /// until it has a row here.
    pub fn published(&self) -> (StatusCode, u16) {
        use RecordError as R;
        match self {
            Self::Unrouted => (StatusCode::NOT_FOUND, 9001),
            Self::MethodNotAllowed { .. } => (StatusCode::METHOD_NOT_ALLOWED, 9001),
            Self::NotAcceptable => (StatusCode::NOT_ACCEPTABLE, 9001),
            Self::BadAccept => (StatusCode::BAD_REQUEST, 9001),
            Self::MissingVersion | Self::Insecure => (StatusCode::BAD_REQUEST, 9012),
            Self::BadPutCode => (StatusCode::BAD_REQUEST, 9034),
            Self::BadPutCodeArgument => (StatusCode::BAD_REQUEST, 9006),
            Self::NoOrcid => (StatusCode::NOT_FOUND, 9016),
            Self::OtherRecord => (StatusCode::UNAUTHORIZED, 9017),
            Self::ScopeMissing => (StatusCode::FORBIDDEN, 9038),
            Self::Claimed => (StatusCode::FORBIDDEN, 9005),
            Self::DelegatedToken => (StatusCode::FORBIDDEN, 9052),
            Self::OldVersion => (StatusCode::PERMANENT_REDIRECT, 9056),
            Self::BadPage { .. } => (StatusCode::BAD_REQUEST, 9020),
            Self::SelfTest => (StatusCode::INTERNAL_SERVER_ERROR, 9008),
            Self::Merged { reading: true, .. } => (StatusCode::MOVED_PERMANENTLY, 9007),
            Self::Merged { reading: false, .. } => (StatusCode::CONFLICT, 9007),
            Self::Webhook(error) => webhooks::published(error),
            Self::Group(error) => group_ids::published(error),
            Self::Record(R::NoSuchRecord | R::NoSuchItem | R::NoSuchClient) => (StatusCode::NOT_FOUND, 9016),
            Self::Record(R::Deprecated { .. }) => (StatusCode::CONFLICT, 9007),
            Self::Record(R::Unclaimed) => (StatusCode::CONFLICT, 9036),
            Self::Record(R::Locked) => (StatusCode::CONFLICT, 9018),
            Self::Record(R::Deactivated) => (StatusCode::CONFLICT, 9044),
            Self::Record(R::OtherKind | R::BadPutCode { .. }) => (StatusCode::BAD_REQUEST, 9006),
            Self::Record(R::NoBiography) => (StatusCode::NOT_FOUND, 9041),
            Self::Record(R::Private) => (StatusCode::FORBIDDEN, 9013),
            Self::Record(R::ScopeMissing) => (StatusCode::FORBIDDEN, 9038),
            Self::Record(R::NotPublic) => (StatusCode::FORBIDDEN, 9039),
            Self::Record(R::OtherRecord) => (StatusCode::UNAUTHORIZED, 9017),
            Self::Record(R::TooManyPutCodes { .. }) => (StatusCode::BAD_REQUEST, 9042),
            Self::Record(R::Damaged(_) | R::Store(_)) => (StatusCode::INTERNAL_SERVER_ERROR, 9008),
        }
    }

    /// Whether the answer is written as the published service's container does it: JSON that no header names
    /// (`record-api` 0.2, 0.3).
    pub fn is_untyped(&self) -> bool {
        matches!(self, Self::Unrouted | Self::MethodNotAllowed { .. } | Self::NotAcceptable)
    }

    /// What to add to the published text; nothing for failures of our own, whose cause is for the log.
    pub fn detail(&self) -> Option<String> {
        match self.published().0 {
            StatusCode::INTERNAL_SERVER_ERROR => None,
            _ => Some(self.to_string()),
        }
    }
}
