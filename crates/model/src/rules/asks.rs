//! What is asked of an item by who writes it.

use crate::ItemKind;

/// In what the rules differ by who writes: everything else is asked of everybody.
#[derive(Debug, PartialEq, Eq)]
pub struct Asks {
    /// An activity has an identifier, and a work one that is the work itself (9023).
    pub identifiers: bool,
    /// Organisations are identified (9045), and what is no employment or education says in some way which one is meant
    /// (9063).
    pub organizations: bool,
    /// An item that exists keeps its visibility (9035).
    pub same_visibility: bool,
    /// What a date leaves out may be any month or day: from May 2020 to 2020 is no mistake (`registry` 10.3).
    pub generous_dates: bool,
    /// In characters.
    pub longest_keyword: usize,
}

/// How the owner of a record writes items of a kind (`registry` 7, 8, 14, 15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnersPart {
    /// Adds them, and changes what they added.
    Adds,
    /// Changes the one that there is, or makes it.
    HasOne,
    /// Members add them; the owner shows, prefers and removes them.
    Keeps,
    /// They are written with the account: an address has to be proved.
    Account,
}

impl OwnersPart {
    /// Of a kind.
    pub const fn of(kind: ItemKind) -> Self {
        match kind {
            ItemKind::Name | ItemKind::Biography => Self::HasOne,
            ItemKind::Email => Self::Account,
            ItemKind::ExternalIdentifier | ItemKind::PeerReview | ItemKind::ResearchResource => Self::Keeps,
            _ => Self::Adds,
        }
    }
}

impl Asks {
    /// Of member clients, by the published API.
    pub const OF_CLIENTS: Asks = Asks {
        identifiers: true,
        organizations: true,
        same_visibility: true,
        generous_dates: false,
        longest_keyword: super::person::LONGEST_VALUE,
    };

    /// Of the owner of a record and whoever acts for them (`registry` 8, 10.3, 11.3, 12): an identifier is theirs to give,
    /// an organisation may be free text.
    pub const OF_OWNERS: Asks = Asks {
        identifiers: false,
        organizations: false,
        same_visibility: false,
        generous_dates: true,
        longest_keyword: 100,
    };
}
