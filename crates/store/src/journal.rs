//! The journal: what people and clients did, and when.
//!
//! The change log ([`crate::log`]) tells what became of records; this tells who did something, also where no record
//! changed: a sign-in that failed, a refusal, a new key. An entry is a [`Change`](crate::Change) like any other, written
//! in the commit it tells of, so that there is neither a deed without its entry nor an entry without its deed. Entries are
//! never changed; each [`Action`] says for how long they stay. They name people and clients by their ids and hold neither
//! addresses nor texts nor secrets.

mod action;

use std::fmt;
use std::str::FromStr;

use async_trait::async_trait;
use byline_model::{Agent, ClientId, ItemKind, OrcidId, PutCode, Source, Timestamp};

use crate::{Change, Page, Result, Stretch};

pub use action::{About, Action, ActionSpec, Kept, UnknownAction};

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody of whom nothing is known.
    Nobody,
    /// The registry by itself.
    Registry,
    /// Whoever has the registry in their hands: its command line, or its tools as a sandbox.
    Operator,
    Person(OrcidId),
    Client(ClientId),
}

impl From<OrcidId> for Actor {
    fn from(person: OrcidId) -> Self {
        Actor::Person(person)
    }
}

impl From<&ClientId> for Actor {
    fn from(client: &ClientId) -> Self {
        Actor::Client(client.clone())
    }
}

impl From<Option<&Agent>> for Actor {
    fn from(agent: Option<&Agent>) -> Self {
        match agent {
            None => Actor::Nobody,
            Some(Agent::Person(person)) => Actor::Person(*person),
            Some(Agent::Client(client)) => Actor::Client(client.clone()),
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Actor::Nobody => f.write_str("nobody"),
            Actor::Registry => f.write_str("registry"),
            Actor::Operator => f.write_str("operator"),
            Actor::Person(person) => person.fmt(f),
            Actor::Client(client) => client.fmt(f),
        }
    }
}

/// A text that is no actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected an iD, the id of a client (APP-…), operator, registry or nobody")]
pub struct InvalidActor;

impl FromStr for Actor {
    type Err = InvalidActor;

    /// An iD is a person's: clients of the old form, which look like one, are asked for as clients.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "nobody" => Ok(Actor::Nobody),
            "registry" => Ok(Actor::Registry),
            "operator" => Ok(Actor::Operator),
            _ => {
                (text.parse().map(Actor::Person)).or_else(|_| text.parse().map(Actor::Client)).map_err(|_| InvalidActor)
            }
        }
    }
}

/// What a deed was done to or with, beside person and client; its [`Action`] says which of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// So many items of a kind.
    Items(ItemKind, u32),
    /// Scopes, with spaces between.
    Scopes(Box<str>),
    /// A group of peer reviews, or a notification.
    PutCode(PutCode),
    /// A signing key, by its `kid`.
    Key(Box<str>),
}

impl Matter {
    pub fn about(&self) -> About {
        match self {
            Matter::Items(..) => About::Items,
            Matter::Scopes(_) => About::Scopes,
            Matter::PutCode(_) => About::PutCode,
            Matter::Key(_) => About::Key,
        }
    }

    /// From its text, see [`fmt::Display`].
    ///
    /// # Errors
    /// [`InvalidMatter`] when the text says nothing of this sort.
    pub fn read(about: About, text: &str) -> Result<Matter, InvalidMatter> {
        match about {
            About::Nothing => Err(InvalidMatter),
            About::Items => {
                let (count, kind) = text.split_once(' ').ok_or(InvalidMatter)?;
                let kind = ItemKind::ALL.into_iter().find(|it| it.spec().singular == kind).ok_or(InvalidMatter)?;
                Ok(Matter::Items(kind, count.parse().map_err(|_| InvalidMatter)?))
            }
            About::Scopes => Ok(Matter::Scopes(text.into())),
            About::PutCode => text.parse().map(Matter::PutCode).map_err(|_| InvalidMatter),
            About::Key => Ok(Matter::Key(text.into())),
        }
    }
}

/// A text that tells no matter of this sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not what the action is about")]
pub struct InvalidMatter;

impl fmt::Display for Matter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Matter::Items(kind, count) => write!(f, "{count} {}", kind.spec().singular),
            Matter::Scopes(text) | Matter::Key(text) => f.write_str(text),
            Matter::PutCode(put_code) => put_code.fmt(f),
        }
    }
}

/// What somebody does, on its way into the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    pub action: Action,
    pub actor: Actor,
    /// Whose record or account it is about, unless that is the actor's own.
    pub person: Option<OrcidId>,
    /// The client it is about, or on whose behalf it is done, unless that is the actor.
    pub client: Option<ClientId>,
    pub matter: Option<Matter>,
    /// Why, in a word or two of ours: never what somebody typed into a form.
    pub reason: Option<Box<str>>,
}

impl Deed {
    pub fn new(action: Action, actor: impl Into<Actor>) -> Self {
        Deed { action, actor: actor.into(), person: None, client: None, matter: None, reason: None }
    }

    /// By the author of a source, on behalf of its origin.
    pub fn by(action: Action, source: &Source) -> Self {
        let origin = match &source.origin {
            Some(Agent::Client(client)) => Some(client.clone()),
            Some(Agent::Person(_)) | None => None,
        };
        Deed::new(action, source.author.as_ref()).with(origin)
    }

    #[must_use]
    pub fn to(mut self, person: impl Into<Option<OrcidId>>) -> Self {
        self.person = person.into().filter(|it| self.actor != Actor::Person(*it));
        self
    }

    #[must_use]
    pub fn with(mut self, client: impl Into<Option<ClientId>>) -> Self {
        self.client = client.into().filter(|it| !matches!(&self.actor, Actor::Client(actor) if actor == it));
        self
    }

    /// # Panics
    /// In tests, when the action is about something else.
    #[must_use]
    pub fn on(mut self, matter: Matter) -> Self {
        debug_assert_eq!(matter.about(), self.action.spec().about, "{:?}", self.action);
        self.matter = Some(matter);
        self
    }

    #[must_use]
    pub fn because(mut self, reason: &str) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// Whether this client did it, or it is about or on behalf of it.
    pub fn concerns_client(&self, client: &ClientId) -> bool {
        self.client.as_ref() == Some(client) || matches!(&self.actor, Actor::Client(actor) if actor == client)
    }

    /// In one English sentence, for whoever runs the registry.
    pub fn sentence(&self) -> String {
        let spec = self.action.spec();
        let name = |it: Option<String>| it.unwrap_or_else(|| "somebody".to_owned());
        let actor = Some(self.actor.to_string()).filter(|_| self.actor != Actor::Nobody);
        let matter = self.matter.as_ref().map(Matter::to_string);
        let mut sentence = spec.says.replace("{actor}", &name(actor));
        sentence = sentence.replace("{person}", &name(self.person.map(|it| it.to_string())));
        if let Some(client) = &self.client {
            let there = spec.says.contains("{client}");
            sentence = if there { sentence } else { format!("{sentence}, on behalf of {{client}}") };
            sentence = sentence.replace("{client}", client.as_str());
        }
        sentence = sentence.replace("{client}", "a client").replace("{matter}", matter.as_deref().unwrap_or("nothing"));
        if let Some(reason) = &self.reason {
            sentence = format!("{sentence}: {reason}");
        }
        sentence
    }
}

impl From<Deed> for Change {
    fn from(deed: Deed) -> Self {
        Change::Journal(Box::new(deed))
    }
}

/// A deed in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// In the order of the commits; never given twice.
    pub number: u64,
    /// [`ChangeSet::at`](crate::ChangeSet::at).
    pub at: Timestamp,
    pub deed: Deed,
}

/// A place in the journal: clocks go back now and then, so the number tells apart what was done at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct JournalPlace {
    pub at: Timestamp,
    pub number: u64,
}

impl JournalEntry {
    pub fn place(&self) -> JournalPlace {
        JournalPlace { at: self.at, number: self.number }
    }
}

/// Which entries are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalOf {
    All,
    Action(Action),
    /// What this one did.
    Actor(Actor),
    /// What this person did, and what was done about them.
    Person(OrcidId),
    /// What this client did, and what was done about it or on its behalf.
    Client(ClientId),
}

impl JournalOf {
    /// Whether this deed is asked for.
    pub fn has(&self, deed: &Deed) -> bool {
        match self {
            JournalOf::All => true,
            JournalOf::Action(action) => deed.action == *action,
            JournalOf::Actor(actor) => deed.actor == *actor,
            JournalOf::Person(person) => deed.actor == Actor::Person(*person) || deed.person == Some(*person),
            JournalOf::Client(client) => deed.concerns_client(client),
        }
    }
}

/// Of each action that is not kept for good, the moment before which its entries have been kept for as long as it says.
pub fn outgrown_before(now: Timestamp) -> impl Iterator<Item = (Action, Timestamp)> {
    Action::ALL.iter().filter_map(move |action| match action.spec().kept {
        Kept::ForGood => None,
        Kept::Days(days) => Some((*action, now.plus_seconds(-i64::from(days) * 24 * 3600))),
    })
}

/// From a moment on, and until before another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    pub since: Option<Timestamp>,
    pub until: Option<Timestamp>,
}

/// The part of a store that remembers what was done.
#[async_trait]
pub trait JournalStore: Send + Sync {
    /// Entries of a period, the newest first. The cost goes by the entries in the stretch.
    async fn journal(
        &self,
        of: JournalOf,
        period: Period,
        stretch: Stretch<JournalPlace>,
    ) -> Result<Page<JournalEntry, JournalPlace>>;

    /// Whether there is an entry that has been kept for as long as its [`Action`] says.
    async fn journal_outgrown(&self, now: Timestamp) -> Result<bool>;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person() -> OrcidId {
        OrcidId::from_base(900_900_000_000_001).unwrap()
    }

    fn client() -> ClientId {
        "APP-0123456789ABCDEF".parse().unwrap()
    }

    #[test]
    fn actors_survive_text() {
        for it in [Actor::Nobody, Actor::Registry, Actor::Operator, Actor::Person(person()), Actor::Client(client())] {
            assert_eq!(it.to_string().parse(), Ok(it));
        }
        assert_eq!("me".parse::<Actor>(), Err(InvalidActor));
    }

    #[test]
    fn matters_survive_text() {
        for it in [
            Matter::Items(ItemKind::Work, 12),
            Matter::Scopes("openid /read-limited".into()),
            Matter::PutCode(PutCode::new(7).unwrap()),
            Matter::Key("a-key".into()),
        ] {
            assert_eq!(Matter::read(it.about(), &it.to_string()), Ok(it));
        }
        for (about, text) in
            [(About::Nothing, ""), (About::Items, "work"), (About::Items, "x work"), (About::PutCode, "")]
        {
            assert_eq!(Matter::read(about, text), Err(InvalidMatter), "{text}");
        }
    }

    #[test]
    fn nobody_is_named_twice() {
        let own = Deed::new(Action::SignedIn, person()).to(person());
        assert_eq!(own.person, None);
        let own = Deed::new(Action::ItemsAdded, &client()).to(person()).with(client());
        assert_eq!((own.person, own.client), (Some(person()), None));
    }

    #[test]
    fn sentences_say_who_did_what_to_whom() {
        let deed = Deed::new(Action::ItemsAdded, &client()).to(person()).on(Matter::Items(ItemKind::Work, 2));
        assert_eq!(deed.sentence(), format!("{} added 2 work to {}", client(), person()));
        let other: ClientId = "APP-AAAAAAAAAAAAAAAA".parse().unwrap();
        assert_eq!(
            deed.with(other.clone()).sentence(),
            format!("{} added 2 work to {}, on behalf of {other}", client(), person())
        );
        let failed = Deed::new(Action::SignInFailed, Actor::Nobody).because("password");
        assert_eq!(failed.sentence(), "somebody could not sign in as somebody: password");
    }
}
