//! What goes wrong on the APIs, and the one table that turns it into status and published code.

use axum::http::StatusCode;
use byline_members::WebhookError;
use byline_model::OrcidId;
use byline_model::rules::Rule;
use byline_registry::{FeedError, GroupError, NotificationError, RecordError, SearchError};

use crate::search::Handling;
use crate::submitted::Unreadable;
use crate::{group_ids, notifications, webhooks};

/// Why a request is refused.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    #[error("there is nothing at this address")]
    Unrouted,
    /// A path of an API on the registry's own host (`decisions` 49).
    #[error("the public API is at {public}, the member API at {member}")]
    NoApiHere { public: String, member: String },
    #[error("the address does not know this method")]
    MethodNotAllowed { allow: &'static str },
    #[error("none of the media types asked for is offered")]
    NotAcceptable,
    #[error("the Accept header cannot be read")]
    BadAccept,
    /// The body comes in a media type or coding that documents do not have.
    #[error("the body is in a media type that is not understood here")]
    UnsupportedMediaType,
    #[error("the body is longer than {most} bytes")]
    TooLong { most: usize },
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
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
    /// A header or parameter of a write.
    #[error("{name} cannot be understood: {reason}")]
    BadParameter { name: &'static str, reason: &'static str },
    /// Without a token results can be paged through so far alone.
    #[error("the start is further than it may be without a token, or before the first")]
    DeepStart,
    /// A search that cannot be read, or costs too much.
    #[error("{problem}")]
    Query { problem: Box<str>, handling: Handling },
    #[error(transparent)]
    Search(SearchError),
    #[error(transparent)]
    Group(GroupError),
    #[error(transparent)]
    Notification(NotificationError),
    #[error(transparent)]
    Record(RecordError),
    #[error(transparent)]
    Webhook(#[from] WebhookError),
    #[error(transparent)]
    Feed(#[from] FeedError),
    #[error("too many streams are open at the moment")]
    TooManyStreams,
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
        match self {
            Self::Unrouted | Self::NoApiHere { .. } => (StatusCode::NOT_FOUND, 9001),
            Self::MethodNotAllowed { .. } => (StatusCode::METHOD_NOT_ALLOWED, 9001),
            Self::NotAcceptable => (StatusCode::NOT_ACCEPTABLE, 9001),
            Self::UnsupportedMediaType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, 9001),
            Self::TooLong { .. } => (StatusCode::PAYLOAD_TOO_LARGE, 9001),
            Self::BadAccept => (StatusCode::BAD_REQUEST, 9001),
            Self::Unreadable(unreadable) => (StatusCode::BAD_REQUEST, unreadable.code()),
            Self::MissingVersion | Self::Insecure | Self::BadParameter { .. } => (StatusCode::BAD_REQUEST, 9012),
            Self::BadPutCode => (StatusCode::BAD_REQUEST, 9034),
            Self::BadPutCodeArgument => (StatusCode::BAD_REQUEST, 9006),
            Self::NoOrcid => (StatusCode::NOT_FOUND, 9016),
            Self::OtherRecord => (StatusCode::UNAUTHORIZED, 9017),
            Self::ScopeMissing => (StatusCode::FORBIDDEN, 9038),
            Self::Claimed => (StatusCode::FORBIDDEN, 9005),
            Self::DelegatedToken => (StatusCode::FORBIDDEN, 9052),
            Self::OldVersion => (StatusCode::PERMANENT_REDIRECT, 9056),
            Self::BadPage { .. } => (StatusCode::BAD_REQUEST, 9020),
            Self::DeepStart => (StatusCode::BAD_REQUEST, 9043),
            Self::Query { handling: Handling::Strict, .. } => (StatusCode::BAD_REQUEST, 9012),
            Self::Query { handling: Handling::Lenient, .. } => (StatusCode::INTERNAL_SERVER_ERROR, 9008),
            // Beyond the published API: whoever comes again is answered.
            Self::Search(SearchError::Unavailable(_)) => (StatusCode::SERVICE_UNAVAILABLE, 9008),
            Self::Search(_) | Self::SelfTest => (StatusCode::INTERNAL_SERVER_ERROR, 9008),
            Self::Merged { reading: true, .. } => (StatusCode::MOVED_PERMANENTLY, 9007),
            Self::Merged { reading: false, .. } => (StatusCode::CONFLICT, 9007),
            Self::Feed(FeedError::UnknownCursor) => (StatusCode::BAD_REQUEST, 9006),
            Self::Feed(FeedError::Record(_)) => (StatusCode::INTERNAL_SERVER_ERROR, 9008),
            Self::TooManyStreams => (StatusCode::SERVICE_UNAVAILABLE, 9008),
            Self::Webhook(error) => webhooks::published(error),
            Self::Group(error) => group_ids::published(error),
            Self::Notification(error) => notifications::published(error),
            Self::Record(error) => of_registry(error),
        }
    }

    /// Whether the answer is written as the published service's container does it: JSON that no header names
    /// (`record-api` 0.2, 0.3).
    pub fn is_untyped(&self) -> bool {
        matches!(self, Self::Unrouted | Self::MethodNotAllowed { .. } | Self::NotAcceptable)
    }

    /// Whether there is no more room at the moment: whoever sends much can have as many of these as they like.
    pub fn is_of_load(&self) -> bool {
        matches!(
            self,
            Self::TooManyStreams | Self::Record(RecordError::Busy(_)) | Self::Search(SearchError::Unavailable(_))
        )
    }

    /// Whether it is the fault of a query, whatever its status says.
    pub fn is_of_the_query(&self) -> bool {
        matches!(self, Self::Query { .. })
    }

    /// What to add to the published text; nothing for failures of our own, whose cause is for the log.
    pub fn detail(&self) -> Option<String> {
        match self.published().0 {
            StatusCode::INTERNAL_SERVER_ERROR if !self.is_of_the_query() => None,
            _ => Some(self.to_string()),
        }
    }
}

/// The same for what the registry says.
pub fn of_registry(error: &RecordError) -> (StatusCode, u16) {
    use RecordError as R;
    match error {
        R::NoSuchRecord | R::NoSuchItem | R::NoSuchClient => (StatusCode::NOT_FOUND, 9016),
        R::Deprecated { .. } => (StatusCode::CONFLICT, 9007),
        R::Unclaimed => (StatusCode::CONFLICT, 9036),
        R::Locked => (StatusCode::CONFLICT, 9018),
        R::Deactivated => (StatusCode::CONFLICT, 9044),
        R::OtherKind | R::BadPutCode { .. } => (StatusCode::BAD_REQUEST, 9006),
        R::NoBiography => (StatusCode::NOT_FOUND, 9041),
        R::Private => (StatusCode::FORBIDDEN, 9013),
        R::ScopeMissing => (StatusCode::FORBIDDEN, 9038),
        R::NotPublic => (StatusCode::FORBIDDEN, 9039),
        R::OtherRecord => (StatusCode::UNAUTHORIZED, 9017),
        R::TooManyPutCodes { .. } => (StatusCode::BAD_REQUEST, 9042),
        R::Store(_) if error.is_read_only() => (StatusCode::SERVICE_UNAVAILABLE, 9008),
        R::Damaged(_) | R::Store(_) => (StatusCode::INTERNAL_SERVER_ERROR, 9008),
        R::Claimed => (StatusCode::FORBIDDEN, 9005),
        R::TokenEnded => (StatusCode::UNAUTHORIZED, 9002),
        R::Invalid(breach) => of_rule(breach.rule),
        R::Group(error) => group_ids::published(error),
        R::Duplicate { kind, .. } if kind.is_person() => (StatusCode::CONFLICT, 9030),
        R::Duplicate { .. } => (StatusCode::CONFLICT, 9021),
        R::Full { .. } => (StatusCode::CONFLICT, 9048),
        R::TooMany { .. } => (StatusCode::BAD_REQUEST, 9006),
        R::OtherPutCode => (StatusCode::BAD_REQUEST, 9019),
        R::NotTheSource => (StatusCode::FORBIDDEN, 9010),
        R::NothingToChange | R::NotTheOwners(_) => (StatusCode::FORBIDDEN, 9014),
        // Beyond the published API, and so without a code of their own.
        R::Busy(_) => (StatusCode::SERVICE_UNAVAILABLE, 9008),
        R::Changed | R::NothingToUndo => (StatusCode::PRECONDITION_FAILED, 9001),
        R::KeyReused => (StatusCode::UNPROCESSABLE_ENTITY, 9001),
    }
}

fn of_rule(rule: Rule) -> (StatusCode, u16) {
    match rule {
        Rule::PutCodeGiven => (StatusCode::BAD_REQUEST, 9024),
        Rule::VisibilityChanged => (StatusCode::FORBIDDEN, 9035),
        Rule::Title => (StatusCode::BAD_REQUEST, 9022),
        Rule::ExternalId => (StatusCode::BAD_REQUEST, 9023),
        Rule::Content => (StatusCode::BAD_REQUEST, 9020),
        Rule::Enumeration => (StatusCode::BAD_REQUEST, 9037),
        Rule::Date => (StatusCode::BAD_REQUEST, 9049),
        Rule::StartMissing => (StatusCode::BAD_REQUEST, 9050),
        Rule::Order => (StatusCode::BAD_REQUEST, 9055),
        Rule::OrganizationMissing => (StatusCode::BAD_REQUEST, 9046),
        Rule::OrganizationId => (StatusCode::BAD_REQUEST, 9045),
        Rule::CityAndCountry => (StatusCode::BAD_REQUEST, 9060),
        Rule::CountryMissing => (StatusCode::BAD_REQUEST, 9061),
        Rule::OrganizationOrExternalId => (StatusCode::BAD_REQUEST, 9062),
        Rule::Amount => (StatusCode::BAD_REQUEST, 9054),
        Rule::ContributorRole => (StatusCode::BAD_REQUEST, 9058),
    }
}
