//! The kinds of item, as a table.
//!
//! Outside `model` and the pages in `web`, kinds are data: no code names a single one. Adding an activity kind is a
//! variant and a row here, its shape in [`crate::shapes`], its page and its fixtures.

use std::fmt;

/// The section an item belongs to. The order is the order of storage: person parts first, then activities in the
/// order of `activities-3.0.xsd`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum ItemKind {
    Name = 0,
    Biography = 1,
    OtherName = 2,
    ResearcherUrl = 3,
    Email = 4,
    Address = 5,
    Keyword = 6,
    ExternalIdentifier = 7,
    Distinction = 16,
    Education = 17,
    Employment = 18,
    Funding = 19,
    InvitedPosition = 20,
    Membership = 21,
    PeerReview = 22,
    Qualification = 23,
    ResearchResource = 24,
    Service = 25,
    Work = 26,
}

/// What routes, scope checks, grouping and summaries need to know about a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindSpec {
    /// Element and key of one item: `work`, `other-name`.
    pub singular: &'static str,
    /// Element and key of the list in the documents: `works`, `addresses`.
    pub plural: &'static str,
    /// Path segment of one item: `work`; person items use the list's: `address`.
    pub item_path: &'static str,
    /// Path segment of the list: `works`, `address`, `email`.
    pub list_path: &'static str,
    pub family: Family,
    pub grouping: Grouping,
    /// Which permission opens its limited items, and which lets a client write.
    pub scopes: ScopeFamily,
    /// How external identifiers take part.
    pub ids: ExternalIdRule,
    /// What makes two items of one source the same thing.
    pub identity: Identity,
    /// How clients write it.
    pub writes: WriteSpec,
    /// Whether routes exist for single items (`/keywords/{put-code}`).
    pub by_put_code: bool,
}

/// How clients write items of a kind (`record-api` 1.2, 1.3, 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteSpec {
    pub adding: Adding,
    /// Whether somebody else's item is refused before its new content is looked at, or after.
    pub source_first: bool,
    /// Whether putting what is there already leaves the moment of its last modification alone.
    pub keeps_unchanged: bool,
    /// How many a record may hold.
    pub most: Option<u64>,
}

/// Where items of a kind are added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adding {
    /// Nowhere: its owner alone writes it.
    Nowhere,
    /// One at a time, to the list.
    ToList,
    /// One at a time, at the path of one item.
    Single,
    /// So, and up to this many at once to the list.
    SingleOrMany { most: usize },
}

impl WriteSpec {
    /// Whether a POST to the list's address adds something.
    pub const fn adds_to_list(self) -> bool {
        matches!(self.adding, Adding::ToList | Adding::SingleOrMany { .. })
    }

    const fn adding(adding: Adding) -> Self {
        WriteSpec { adding, source_first: false, keeps_unchanged: false, most: None }
    }
}

/// How a kind is laid out in documents: which of the three forms its shape and its lists have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// A part of the person: name, biography, e-mails, lists.
    Person,
    /// One of the seven kinds sharing a shape.
    Affiliation,
    /// Any other activity.
    Activity,
}

/// How summaries of a kind are gathered (`record-api` 2.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// A plain list, no groups.
    None,
    /// By shared external identifiers.
    ByIdentifier,
    /// By review group id first, then by shared identifiers.
    ByReviewGroup,
}

/// Which permissions open the limited items of a kind and let clients write them (`oauth` 2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeFamily {
    Person,
    ExternalIdentifiers,
    Email,
    Affiliations,
    Funding,
    PeerReview,
    Works,
}

/// What external identifiers are to items of a kind, and in which form they are served and compared (`record-api` 3.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExternalIdRule {
    /// The kind has none, or they are its content (person identifiers).
    None,
    /// Served and compared with their normalised value.
    Normalized,
    /// Served and compared as they are (fundings).
    Raw,
}

/// What makes two items of one kind and source the same thing (`record-api` 3.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// Nothing: there is one at most, or its owner alone writes it.
    None,
    /// An external identifier that both have, in the list at this path of the item's body.
    ExternalIds(&'static [&'static str]),
    /// The texts at these paths of the item's body, all of them.
    Texts(&'static [&'static [&'static str]]),
}

impl ItemKind {
    /// In the order of storage.
    pub const ALL: [ItemKind; 19] = [
        Self::Name,
        Self::Biography,
        Self::OtherName,
        Self::ResearcherUrl,
        Self::Email,
        Self::Address,
        Self::Keyword,
        Self::ExternalIdentifier,
        Self::Distinction,
        Self::Education,
        Self::Employment,
        Self::Funding,
        Self::InvitedPosition,
        Self::Membership,
        Self::PeerReview,
        Self::Qualification,
        Self::ResearchResource,
        Self::Service,
        Self::Work,
    ];

    /// The row of this kind.
    pub const fn spec(self) -> &'static KindSpec {
        use ScopeFamily as S;
        match self {
            Self::Name => const { &KindSpec::single("name") },
            Self::Biography => const { &KindSpec::single("biography") },
            Self::Email => {
                const {
                    &KindSpec {
                        by_put_code: false,
                        writes: WriteSpec::adding(Adding::Nowhere),
                        ..KindSpec::person("email", "emails", "email", S::Email)
                    }
                }
            }
            Self::OtherName => {
                const { &KindSpec::person("other-name", "other-names", "other-names", S::Person).is(&[&["content"]]) }
            }
            Self::ResearcherUrl => {
                const { &KindSpec::person("researcher-url", "researcher-urls", "researcher-urls", S::Person).is(&[&["url"]]) }
            }
            Self::Address => {
                const {
                    &KindSpec {
                        writes: WriteSpec { source_first: true, ..WriteSpec::adding(Adding::ToList) },
                        ..KindSpec::person("address", "addresses", "address", S::Person).is(&[&["country", "value"]])
                    }
                }
            }
            Self::Keyword => {
                const { &KindSpec::person("keyword", "keywords", "keywords", S::Person).is(&[&["content"]]) }
            }
            Self::ExternalIdentifier => {
                const {
                    &KindSpec::person(
                        "external-identifier",
                        "external-identifiers",
                        "external-identifiers",
                        S::ExternalIdentifiers,
                    )
                    .is(&[&["external-id-type"], &["external-id-value"]])
                }
            }
            Self::Distinction => const { &KindSpec::affiliation("distinction", "distinctions") },
            Self::Education => const { &KindSpec::affiliation("education", "educations") },
            Self::Employment => const { &KindSpec::affiliation("employment", "employments") },
            Self::InvitedPosition => const { &KindSpec::affiliation("invited-position", "invited-positions") },
            Self::Membership => const { &KindSpec::affiliation("membership", "memberships") },
            Self::Qualification => const { &KindSpec::affiliation("qualification", "qualifications") },
            Self::Service => const { &KindSpec::affiliation("service", "services") },
            Self::Funding => {
                const { &KindSpec { ids: ExternalIdRule::Raw, ..KindSpec::activity("funding", "fundings", S::Funding) } }
            }
            Self::PeerReview => {
                const {
                    &KindSpec {
                        grouping: Grouping::ByReviewGroup,
                        identity: Identity::ExternalIds(&["review-identifiers", "external-id"]),
                        ..KindSpec::activity("peer-review", "peer-reviews", S::PeerReview)
                    }
                }
            }
            Self::ResearchResource => {
                const {
                    &KindSpec {
                        identity: Identity::ExternalIds(&["proposal", "external-ids", "external-id"]),
                        ..KindSpec::activity("research-resource", "research-resources", S::Affiliations)
                    }
                }
            }
            Self::Work => {
                const {
                    &KindSpec {
                        writes: WriteSpec {
                            keeps_unchanged: true,
                            most: Some(10_000),
                            ..WriteSpec::adding(Adding::SingleOrMany { most: 100 })
                        },
                        ..KindSpec::activity("work", "works", S::Works)
                    }
                }
            }
        }
    }

    /// The kind whose single items live at this path segment (`work`, `keywords`).
    pub fn from_item_path(segment: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.spec().by_put_code && kind.spec().item_path == segment)
    }

    /// The kind whose list lives at this path segment (`works`, `address`, `email`).
    pub fn from_list_path(segment: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| !kind.is_single() && kind.spec().list_path == segment)
    }

    /// The kind with this element name (`work`, `other-name`).
    pub fn from_singular(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.spec().singular == name)
    }

    /// The kind stored under this number, see [`ItemKind::code`].
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The number stores keep: never changes, sorts like the kinds.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// Whether a record has one of it at most.
    pub const fn is_single(self) -> bool {
        matches!(self, Self::Name | Self::Biography)
    }

    /// Whether it is a part of the person.
    pub fn is_person(self) -> bool {
        self.spec().family == Family::Person
    }

    /// Whether it stands in the activities section; the others are parts of the person.
    pub fn is_activity(self) -> bool {
        !self.is_person()
    }

    /// Whether it is one of the seven kinds that share a shape.
    pub fn is_affiliation(self) -> bool {
        self.spec().family == Family::Affiliation
    }

    /// All activity kinds, in document order.
    pub fn activities() -> impl Iterator<Item = ItemKind> {
        Self::ALL.into_iter().filter(|kind| kind.is_activity())
    }
}

impl fmt::Display for ItemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.spec().singular)
    }
}

impl KindSpec {
    const fn single(name: &'static str) -> Self {
        KindSpec {
            by_put_code: false,
            writes: WriteSpec::adding(Adding::Nowhere),
            ..KindSpec::person(name, name, name, ScopeFamily::Person)
        }
    }

    const fn person(singular: &'static str, plural: &'static str, path: &'static str, scopes: ScopeFamily) -> Self {
        KindSpec {
            singular,
            plural,
            item_path: path,
            list_path: path,
            family: Family::Person,
            grouping: Grouping::None,
            scopes,
            ids: ExternalIdRule::None,
            identity: Identity::None,
            writes: WriteSpec::adding(Adding::ToList),
            by_put_code: true,
        }
    }

    const fn is(self, texts: &'static [&'static [&'static str]]) -> Self {
        KindSpec { identity: Identity::Texts(texts), ..self }
    }

    const fn activity(singular: &'static str, plural: &'static str, scopes: ScopeFamily) -> Self {
        KindSpec {
            singular,
            plural,
            item_path: singular,
            list_path: plural,
            family: Family::Activity,
            grouping: Grouping::ByIdentifier,
            scopes,
            ids: ExternalIdRule::Normalized,
            identity: Identity::ExternalIds(&["external-ids", "external-id"]),
            writes: WriteSpec::adding(Adding::Single),
            by_put_code: true,
        }
    }

    const fn affiliation(singular: &'static str, plural: &'static str) -> Self {
        KindSpec {
            family: Family::Affiliation,
            writes: WriteSpec { source_first: true, ..WriteSpec::adding(Adding::Single) },
            ..KindSpec::activity(singular, plural, ScopeFamily::Affiliations)
        }
    }
}
