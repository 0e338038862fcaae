//! Who is asking, what they may see, and the proof that somebody checked.

use byline_model::scope::{Access, ScopeSet, required};
use byline_model::{ClientId, Item, ItemKind, OrcidId, Visibility};

/// Proof that the reader may see what is inside. Only this crate makes one, after filtering, and the surfaces print
/// nothing else, so forgetting to filter is a type error instead of a data leak.
#[derive(Clone, Debug)]
pub struct Visible<T>(T);

impl<T> Visible<T> {
    /// Of data that everybody may see.
    pub(crate) fn public(value: T) -> Self {
        Visible(value)
    }

    /// Of what went through a filter already, entry by entry.
    pub(crate) fn filtered(value: T) -> Self {
        Visible(value)
    }

    pub(crate) fn map<U>(self, make: impl FnOnce(T) -> U) -> Visible<U> {
        Visible(make(self.0))
    }

    /// What may be seen.
    pub fn get(&self) -> &T {
        &self.0
    }

    /// The same, by itself: from here on nothing says any more that it was filtered.
    pub fn into_inner(self) -> T {
        self.0
    }
}

/// A member client with a valid token.
#[derive(Clone, Debug)]
pub struct Caller {
    pub client: ClientId,
    /// Whose record the token is for; `None` for client credentials.
    pub person: Option<OrcidId>,
    pub scopes: ScopeSet,
}

/// Who is asking.
#[derive(Clone, Debug)]
pub enum Viewer {
    /// The public API and the public pages: a token never widens the view.
    Public,
    /// The member API.
    Member(Caller),
    /// The person, on the pages.
    Owner(OrcidId),
}

/// Whether items of some openness can be seen by a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntryAccess<'v> {
    Open,
    /// Those alone that this client wrote.
    OwnAlone(&'v ClientId),
    Closed,
}

/// Why an item is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    NotPublic,
    ScopeMissing,
    Private,
}

impl Viewer {
    /// Whether an item of this record may be seen (`record-api` 2.2, rules 1 to 4).
    ///
    /// # Errors
    /// The reason, from which the single-item endpoints make their code.
    pub fn may_see(&self, owner: OrcidId, item: &Item) -> Result<(), Denied> {
        match self {
            Viewer::Public if item.visibility == Visibility::Public => Ok(()),
            Viewer::Public => Err(Denied::NotPublic),
            Viewer::Owner(person) if *person == owner => Ok(()),
            Viewer::Owner(_) if item.visibility == Visibility::Public => Ok(()),
            Viewer::Owner(_) => Err(Denied::NotPublic),
            Viewer::Member(caller) => caller.may_see(owner, item),
        }
    }

    /// The items that may be seen, in their order.
    pub fn filter(&self, owner: OrcidId, items: Vec<Item>) -> Visible<Vec<Item>> {
        Visible(items.into_iter().filter(|item| self.may_see(owner, item).is_ok()).collect())
    }

    /// Whether an item could be seen that was as open as this, whoever wrote it.
    pub(crate) fn might_see(&self, owner: OrcidId, kind: ItemKind, openness: Visibility) -> EntryAccess<'_> {
        let open = match self {
            Viewer::Public => openness == Visibility::Public,
            Viewer::Owner(person) => *person == owner || openness == Visibility::Public,
            Viewer::Member(caller) if caller.reads(owner, kind, openness).is_ok() => true,
            Viewer::Member(caller) => return EntryAccess::OwnAlone(&caller.client),
        };
        if open { EntryAccess::Open } else { EntryAccess::Closed }
    }

    /// Whether answers are the same for everybody of this kind, so that they may be kept.
    pub(crate) fn is_public(&self) -> bool {
        matches!(self, Viewer::Public)
    }

    pub(crate) fn client(&self) -> Option<&ClientId> {
        match self {
            Viewer::Member(caller) => Some(&caller.client),
            Viewer::Public | Viewer::Owner(_) => None,
        }
    }
}

impl Caller {
    fn may_see(&self, owner: OrcidId, item: &Item) -> Result<(), Denied> {
        if item.source.is_written_by(&self.client) { Ok(()) } else { self.reads(owner, item.kind, item.visibility) }
    }

    /// Whether items of others may be read.
    fn reads(&self, owner: OrcidId, kind: ItemKind, visibility: Visibility) -> Result<(), Denied> {
        if visibility == Visibility::Public && self.scopes.permits_scope(required::SEARCH) {
            return Ok(());
        }
        let bound = self.person == Some(owner);
        if kind == ItemKind::Email && bound && self.scopes.permits_scope(required::PRIVATE_EMAILS) {
            return Ok(());
        }
        if !bound || !self.scopes.permits(kind.spec().scopes, Access::ReadLimited) {
            return Err(Denied::ScopeMissing);
        }
        if visibility == Visibility::Private { Err(Denied::Private) } else { Ok(()) }
    }
}
