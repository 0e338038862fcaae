//! Who wrote an item, and on whose behalf.

use crate::{ClientId, OrcidId};

/// A person or a client: whoever can be the source of an item.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Agent {
    Person(OrcidId),
    Client(ClientId),
}

/// Who wrote an item (`common-3.0.xsd source-type`).
///
/// Two items have the same source when author *and* origin are equal: a client acting for itself and the same client
/// acting on behalf of another are two sources. Names are what an imported document said; they show only for agents
/// that this registry does not know, and play no part in that comparison ([`Source::is_same`]).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Source {
    pub author: Option<Agent>,
    pub author_name: Option<Box<str>>,
    /// On whose behalf the author wrote, when not its own.
    pub origin: Option<Agent>,
    pub origin_name: Option<Box<str>>,
}

impl Source {
    /// The owner of a record, or somebody who acts for them, who wrote it in a page.
    pub fn person(orcid: OrcidId) -> Self {
        Source { author: Some(Agent::Person(orcid)), ..Source::default() }
    }

    /// A client that wrote something on its own behalf. Its name is looked up when the item is read.
    pub fn client(client: ClientId) -> Self {
        Source { author: Some(Agent::Client(client)), ..Source::default() }
    }

    /// Whether both are the same source: the four ids are equal, whatever the names.
    pub fn is_same(&self, other: &Source) -> bool {
        self.author == other.author && self.origin == other.origin
    }

    /// Whether `client` wrote it, for itself or for another: such items are its own to read.
    pub fn is_written_by(&self, client: &ClientId) -> bool {
        matches!(&self.author, Some(Agent::Client(author)) if author == client)
    }

    /// Nobody is named at all: `"source": null`.
    pub fn is_empty(&self) -> bool {
        self == &Source::default()
    }
}
