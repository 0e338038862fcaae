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

    pub(crate) fn map<U>(self, make: impl FnOnce(T) -> U) -> Visible<U> {
        Visible(make(self.0))
    }

    pub fn get(&self) -> &T {
        &self.0
    }

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
        if item.visibility == Visibility::Public && self.scopes.permits_scope(required::SEARCH) {
            return Ok(());
        }
        if item.source.is_written_by(&self.client) {
            return Ok(());
        }
        let bound = self.person == Some(owner);
        if item.kind == ItemKind::Email && bound && self.scopes.permits_scope(required::PRIVATE_EMAILS) {
            return Ok(());
        }
        if !bound || !self.scopes.permits(item.kind.spec().scopes, Access::ReadLimited) {
            return Err(Denied::ScopeMissing);
        }
        if item.visibility == Visibility::Private { Err(Denied::Private) } else { Ok(()) }
    }
}
