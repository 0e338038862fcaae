//! Who may write to a record.

use std::sync::Arc;

use byline_formats::read_body;
use byline_model::client::SecretHash;
use byline_model::document::Object;
use byline_model::rules::{Asks, OwnersPart};
use byline_model::scope::Access;
use byline_model::{
    Agent, ClientId, Item, ItemKind, OrcidId, PutCode, RecordHead, RecordState, Source, Timestamp, Visibility, shapes,
};
use byline_store::read::{Items, OfRecord};
use byline_store::{Action, Actor, Deed, Guard, Matter, Read};

use super::drafts::{Facts, wanted};
use crate::{Caller, RecordError, Registry, Viewer, state};

/// A member client with a valid token, about to write.
#[derive(Clone, Debug)]
pub struct Writer {
    pub caller: Caller,
    /// The member on whose behalf it acts (RFC 8693).
    pub origin: Option<ClientId>,
    pub token: SecretHash,
}

impl Writer {
    /// What the items that it writes say of where they come from (`record-api` 3.2). That a client speaks for the owner
    /// of the record is no part of it: that is known from the client when the item is read (`oauth` 6.8).
    pub fn source(&self) -> Source {
        Source { origin: self.origin.clone().map(Agent::Client), ..Source::client(self.caller.client.clone()) }
    }

    /// The client itself.
    pub(crate) fn agent(&self) -> Agent {
        Agent::Client(self.caller.client.clone())
    }
}

/// Whose hand writes.
#[derive(Clone, Debug)]
pub(super) enum Hand {
    Client(Writer),
    /// The owner of the record, or whoever acts for them.
    Person(OrcidId),
}

/// The permission to do one thing with items of one kind in one record, as of a moment: a client's, or a person's.
#[derive(Clone, Debug)]
pub struct Permit {
    pub(super) hand: Hand,
    pub(super) owner: OrcidId,
    pub(super) kind: ItemKind,
    pub(super) access: Access,
    pub(super) head: Arc<RecordHead>,
    /// The item that it is about, where it is about one: as it was, or none.
    pub(super) item: Option<(PutCode, Option<Item>)>,
    pub(super) source: Source,
}

/// An item as it is, for whoever is about to change it.
#[derive(Clone, Debug)]
pub struct Standing {
    /// In the full form of its kind, with what the owner decides and without what the registry adds.
    pub document: Object<'static>,
    pub modified: Option<Timestamp>,
    pub visibility: Visibility,
    /// Whether who has the permit may change what it says.
    pub is_own: bool,
}

impl Permit {
    /// The item that it is about; `None` where there is none yet.
    ///
    /// # Errors
    /// [`RecordError::Damaged`] for an item that cannot be read.
    pub fn standing(&self) -> Result<Option<Standing>, RecordError> {
        let Some((_, Some(item))) = &self.item else { return Ok(None) };
        let document = read_body(&item.body, shapes::of(item.kind).full).map_err(RecordError::Damaged)?;
        Ok(Some(Standing {
            document: document.into_owned(),
            modified: item.modified,
            visibility: item.visibility,
            is_own: self.is_source(item),
        }))
    }

    /// Who sees what is added, unless it says so itself.
    pub fn default_visibility(&self) -> Visibility {
        self.head.default_visibility
    }

    /// Whether the content of an item is theirs to change. Of what a record has one at most, the owner's is the only one,
    /// whoever made it.
    pub(super) fn is_source(&self, item: &Item) -> bool {
        item.source.is_same(&self.source) || self.is_owners() && item.put_code == PutCode::SINGLE
    }

    /// The kind of items that may be written.
    pub fn kind(&self) -> ItemKind {
        self.kind
    }

    /// Who is answered: the client, or the person who really writes.
    pub(super) fn answered(&self) -> Agent {
        match &self.hand {
            Hand::Client(writer) => writer.agent(),
            Hand::Person(person) => Agent::Person(*person),
        }
    }

    /// Whether the owner writes, or whoever acts for them.
    pub(super) fn is_owners(&self) -> bool {
        matches!(self.hand, Hand::Person(_))
    }

    /// What is asked of items by who writes them.
    pub(super) fn asks(&self) -> &'static Asks {
        if self.is_owners() { &Asks::OF_OWNERS } else { &Asks::OF_CLIENTS }
    }

    /// What the journal has of it: one entry, however many items there are, and who really did it.
    pub(super) fn deed(&self, action: Action, count: usize) -> Deed {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let deed = match &self.hand {
            Hand::Client(_) => Deed::by(action, &self.source),
            Hand::Person(person) => Deed::new(action, Actor::Person(*person)),
        };
        deed.to(self.owner).on(Matter::Items(self.kind, count))
    }

    /// What has to hold when the write is committed: the record is in its state, and the token counts. A client may
    /// delete what it wrote even after the owner took the token away (`oauth` 9.2).
    pub(super) fn guards(&self) -> Vec<Guard> {
        let mut guards = vec![Guard::Head(Arc::clone(&self.head))];
        if let Hand::Client(writer) = &self.hand
            && self.access != Access::Delete
        {
            guards.push(Guard::TokenLive(writer.token));
        }
        guards
    }
}

impl Registry {
    /// Asks whether a client may do this: its token first, then the record (`decisions` 4). `item` is the put-code of the
    /// one that is to be changed.
    ///
    /// # Errors
    /// [`RecordError::ScopeMissing`]; [`RecordError::Claimed`] for tokens that only create records; what [`RecordError`]
    /// says of the state of the record.
    pub async fn permit(
        &self,
        writer: Writer,
        owner: OrcidId,
        kind: ItemKind,
        access: Access,
        item: Option<PutCode>,
    ) -> Result<Permit, RecordError> {
        if !writer.caller.scopes.permits(kind.spec().scopes, access) {
            return Err(RecordError::ScopeMissing);
        }
        if writer.caller.person.is_some_and(|person| person != owner) {
            return Err(RecordError::OtherRecord);
        }
        let of = OfRecord { items: items(kind, item), ..OfRecord::head(owner) };
        let record = self.store.read(&Read::of(of)).await?.record.ok_or(RecordError::NoSuchRecord)?;
        let (source, head) = (writer.source(), record.head);
        let hand = Hand::Client(writer);
        self.is_writable(&hand, &head)?;
        let item = item.map(|code| (code, record.items.into_iter().next()));
        Ok(Permit { hand, owner, kind, access, head, item, source })
    }

    /// Asks whether a person may write to a record: the surface knows that it is theirs, or that they act for its owner.
    /// `item` is the put-code of the one that is to be changed. Addresses of e-mail are written with the account.
    ///
    /// # Errors
    /// [`RecordError::NotTheOwners`] for addresses; what [`RecordError`] says of the state of the record: nobody edits one
    /// that is locked, deactivated, merged or not claimed.
    pub async fn permit_person(
        &self,
        person: OrcidId,
        owner: OrcidId,
        kind: ItemKind,
        item: Option<PutCode>,
    ) -> Result<Permit, RecordError> {
        if OwnersPart::of(kind) == OwnersPart::Account {
            return Err(RecordError::NotTheOwners(kind));
        }
        let of = OfRecord { items: items(kind, item), ..OfRecord::head(owner) };
        let record = self.store.read(&Read::of(of)).await?.record.ok_or(RecordError::NoSuchRecord)?;
        let (source, head, hand) = (Source::person(owner), record.head, Hand::Person(person));
        self.is_writable(&hand, &head)?;
        let item = item.map(|code| (code, record.items.into_iter().next()));
        Ok(Permit { hand, owner, kind, access: Access::Update, head, item, source })
    }

    fn is_writable(&self, hand: &Hand, head: &RecordHead) -> Result<(), RecordError> {
        let writer = match hand {
            Hand::Client(writer) => writer,
            Hand::Person(_) if head.state == RecordState::Unclaimed => return Err(RecordError::Unclaimed),
            Hand::Person(_) => return state::readable(head, &Viewer::Owner(head.orcid), self.clock.now()),
        };
        state::readable(head, &Viewer::Member(writer.caller.clone()), self.clock.now())?;
        if writer.caller.person.is_none() {
            // No person gave this token: it reaches what the client created itself, until its owner comes.
            if head.history.claimed {
                return Err(RecordError::Claimed);
            }
            if !head.history.source.is_written_by(&writer.caller.client) {
                return Err(RecordError::ScopeMissing);
            }
        }
        Ok(())
    }

    /// The same permission, of the record as it is now, and what is there now of these identities: one call.
    ///
    /// # Errors
    /// As [`Registry::permit`], and [`RecordError::TokenEnded`].
    pub(super) async fn renew(&self, permit: &mut Permit, keys: &[i64]) -> Result<Facts, RecordError> {
        let code = permit.item.as_ref().map(|(code, _)| *code);
        let of = OfRecord { items: items(permit.kind, code), ..wanted(permit, keys) };
        let token = match &permit.hand {
            Hand::Client(writer) => Some(writer.token),
            Hand::Person(_) => None,
        };
        let read = self.store.read(&Read { token, ..Read::of(of) }).await?;
        let needs_token = token.is_some() && permit.access != Access::Delete;
        if needs_token && read.token.is_none_or(|token| token.revoked.is_some()) {
            return Err(RecordError::TokenEnded);
        }
        let mut record = read.record.ok_or(RecordError::NoSuchRecord)?;
        self.is_writable(&permit.hand, &record.head)?;
        permit.head = Arc::clone(&record.head);
        permit.item = code.map(|code| (code, record.items.pop()));
        Ok(record.into())
    }
}

/// The item at a put-code, if it is about one.
fn items(kind: ItemKind, code: Option<PutCode>) -> Items {
    code.map_or(Items::None, |code| Items::One([kind].into(), code))
}
