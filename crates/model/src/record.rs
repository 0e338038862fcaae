//! What is known of a record besides its items.

use crate::{OrcidId, Source, Timestamp, Visibility};

/// In which state a record is; each has its own answer in the API (`record-api` 2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordState {
    Active,
    /// Created by a client and not yet taken over by its owner.
    Unclaimed,
    Locked,
    Deactivated,
    /// Merged into another record.
    Deprecated {
        primary: OrcidId,
    },
}

impl RecordState {
    /// The name in `registry.toml` and in answers of the sandbox: `active`, `deprecated`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Unclaimed => "unclaimed",
            Self::Locked => "locked",
            Self::Deactivated => "deactivated",
            Self::Deprecated { .. } => "deprecated",
        }
    }
}

/// How a record came to be (`history-3.0.xsd creation-method`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreationMethod {
    Api,
    Direct,
    MemberReferred,
    Website,
    IntegrationTest,
}

impl CreationMethod {
    /// In the order of the published list.
    pub const ALL: [CreationMethod; 5] =
        [Self::Api, Self::Direct, Self::MemberReferred, Self::Website, Self::IntegrationTest];

    /// The XML literal; JSON has upper-case names of its own, see `shapes::history`.
    pub const fn as_xml(self) -> &'static str {
        match self {
            Self::Api => "API",
            Self::Direct => "Direct",
            Self::MemberReferred => "Member-referred",
            Self::Website => "website",
            Self::IntegrationTest => "integration-test",
        }
    }
}

/// A record without its items: identity, state and history.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordHead {
    pub orcid: OrcidId,
    /// Grows with every commit that touches the record or one of its items; set by the store.
    pub version: u64,
    pub state: RecordState,
    pub history: History,
    /// The literal of `preferences-3.0.xsd`, `zh_CN` with its underscore.
    pub locale: Box<str>,
    pub default_visibility: Visibility,
}

/// The history section (`history-3.0.xsd`), and what is needed to compute it.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    pub creation_method: Option<CreationMethod>,
    pub completed: Option<Timestamp>,
    /// When the record was created.
    pub submitted: Option<Timestamp>,
    pub modified: Option<Timestamp>,
    pub claimed: bool,
    pub source: Source,
    pub deactivated: Option<Timestamp>,
    /// What an imported document said; counts only while no e-mail address of the person is known.
    pub verified_email: bool,
    pub verified_primary_email: bool,
}

impl RecordHead {
    /// An active record, created on the website at `now`.
    pub fn new(orcid: OrcidId, now: Timestamp) -> Self {
        RecordHead {
            orcid,
            version: 0,
            state: RecordState::Active,
            history: History {
                creation_method: Some(CreationMethod::Direct),
                completed: None,
                submitted: Some(now),
                modified: Some(now),
                claimed: true,
                source: Source::default(),
                deactivated: None,
                verified_email: false,
                verified_primary_email: false,
            },
            locale: "en".into(),
            default_visibility: Visibility::Public,
        }
    }
}
