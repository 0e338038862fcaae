//! What a request reads of a store, in one call.
//!
//! A request says all that it wants to know, and the adapter answers at once: over a network that is one round trip,
//! however much is asked. What depends on what was found (who is named as a source of the items that are there) is
//! worked out where the rows are.

use std::collections::HashSet;
use std::sync::Arc;

use byline_model::client::{Client, SecretHash, Token};
use byline_model::{Agent, Item, ItemKind, OrcidId, PutCode, RecordHead};

use crate::{KindRange, Organization, OrganizationKey, View};

/// What is wanted. Nothing, unless it says so.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// The token whose access token hashes to this, and its client.
    pub token: Option<SecretHash>,
    pub record: Option<OfRecord>,
    /// Clients and people to be named, besides the sources of what is found.
    pub agents: Vec<Agent>,
    pub organizations: Vec<OrganizationKey>,
}

/// What is wanted of a record, besides its head.
#[derive(Clone, Debug, PartialEq)]
pub struct OfRecord {
    pub orcid: OrcidId,
    pub items: Items,
    /// Whether to name who is a source of the record or of one of the items.
    pub sources: bool,
    /// Whether the name of the record's owner is wanted in any case.
    pub owner: bool,
    /// What the caller has in memory. While it is current, the head is all that is answered.
    pub kept: Option<Stamp>,
    /// The view that may be kept under this key. Where there is a current one, no items are answered.
    pub view: Option<u32>,
    /// Of which [`crate::identities`] to find the items.
    pub identities: Box<[i64]>,
    /// The kind of which to count the items.
    pub count: Option<ItemKind>,
}

/// Which items are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Items {
    #[default]
    None,
    Of(KindRange),
    /// The item with this put-code, of the first of these kinds that has it.
    One(Box<[ItemKind]>, PutCode),
    /// All of the record, but of this kind those alone that have one of these put-codes.
    Around(ItemKind, Box<[PutCode]>),
}

/// By what a rendered answer is known to be current.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// [`RecordHead::version`].
    pub version: u64,
    /// [`Found::epoch`].
    pub epoch: u64,
    /// Other records whose names it shows, with their versions.
    pub others: Arc<[(OrcidId, u64)]>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Grows whenever a client's name changes or a client comes or goes: rendered answers show names. It is read before
    /// the names are, and lasts as long as the store.
    pub epoch: u64,
    /// Revoked and expired tokens included, locked clients too.
    pub token: Option<Arc<Token>>,
    /// That of the token.
    pub client: Option<Arc<Client>>,
    pub record: Option<FoundRecord>,
    pub named: Named,
    /// In the order in which they were asked for.
    pub organizations: Vec<Option<Organization>>,
}

/// What was found of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundRecord {
    /// Of one moment with the items, where a range of them was asked for.
    pub head: Arc<RecordHead>,
    /// Whether what the caller keeps is current.
    pub current: bool,
    /// A view of this version and epoch.
    pub view: Option<View>,
    /// In storage order.
    pub items: Vec<Item>,
    pub identities: Vec<(i64, PutCode)>,
    pub count: u64,
}

/// Who is behind agents. Those that are not here are not known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named {
    pub clients: Vec<Arc<Client>>,
    pub people: Vec<NamedPerson>,
}

/// A person, as far as the name goes.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedPerson {
    pub orcid: OrcidId,
    /// [`RecordHead::version`] of their record, of one moment with the name unless it is the record that is read.
    pub version: u64,
    /// Whoever may see it.
    pub name: Option<Item>,
}

impl Named {
    /// The name item of a person, whoever may see it.
    pub fn name_of(&self, orcid: OrcidId) -> Option<&Item> {
        self.people.iter().find(|it| it.orcid == orcid)?.name.as_ref()
    }
}

impl OfRecord {
    /// The head of a record alone.
    pub fn head(orcid: OrcidId) -> Self {
        OfRecord {
            orcid,
            items: Items::None,
            sources: false,
            owner: false,
            kept: None,
            view: None,
            identities: Box::default(),
            count: None,
        }
    }
}

impl Read {
    /// Something of a record alone.
    pub fn of(record: OfRecord) -> Self {
        Read { record: Some(record), ..Read::default() }
    }

    /// The head of a record alone.
    pub fn head(orcid: OrcidId) -> Self {
        Read::of(OfRecord::head(orcid))
    }

    /// A token and its client alone.
    pub fn token(access: SecretHash) -> Self {
        Read { token: Some(access), ..Read::default() }
    }

    /// Who these agents are, alone.
    pub fn named(agents: Vec<Agent>) -> Self {
        Read { agents, ..Read::default() }
    }
}

impl Items {
    /// Whether items of this kind are among those that are read.
    pub fn contain(&self, kind: ItemKind) -> bool {
        match self {
            Items::None => false,
            Items::Of(range) => range.contains(kind),
            Items::One(kinds, _) => kinds.contains(&kind),
            Items::Around(but, _) => *but != kind,
        }
    }
}

/// Who is named, for adapters: what `read` asks for, and the sources of what was found. Each of them once.
pub fn agents<'a>(read: &'a Read, record: Option<&'a FoundRecord>) -> Vec<&'a Agent> {
    let (mut seen, mut agents, mut last) = (HashSet::new(), Vec::new(), [None; 2]);
    let wants = read.record.as_ref().is_some_and(|it| it.sources);
    let record = record.filter(|it| wants && !it.current && it.view.is_none());
    let sources = record.into_iter().flat_map(|it| {
        let items = it.items.iter().map(|item| &item.source);
        items.chain([&it.head.history.source])
    });
    let asked = read.agents.iter().map(|it| [Some(it), None]);
    for pair in asked.chain(sources.map(|it| [it.author.as_ref(), it.origin.as_ref()])) {
        // Neighbours mostly have the same.
        if pair != last {
            agents.extend(pair.into_iter().flatten().filter(|it| seen.insert(*it)));
            last = pair;
        }
    }
    agents
}
