//! The names of sources, resolved when a document is read (`record-api` 2.5).

use std::collections::HashMap;
use std::sync::Arc;

use byline_formats::read_body;
use byline_model::client::Client;
use byline_model::document::Object;
use byline_model::{Agent, ClientId, Item, ItemKind, OrcidId, PutCode, Source, Visibility, shapes};
use byline_store::Store;
use byline_store::read::{self, NamedPerson, Read};
use foldhash::fast::RandomState;

use crate::{RecordError, Urls};

/// How the agents that a set of items mentions are written: addresses, made once, and display names.
#[derive(Default)]
pub(crate) struct Names {
    agents: HashMap<Agent, Named, RandomState>,
    /// Records other than the one being read whose name shows in the answer, with the version that was seen.
    pub(crate) others: Vec<(OrcidId, u64)>,
}

/// The name item of the record that is read.
#[derive(Clone, Copy)]
pub(crate) enum OwnName<'i> {
    /// The record has none.
    None,
    /// Not to be shown, or not looked for.
    Unread,
    Item(&'i Item),
}

/// One agent as it appears in a source.
pub(crate) struct Named {
    pub(crate) uri: String,
    pub(crate) path: String,
    /// `None` when the registry does not know the agent, so that an imported name may show.
    name: Option<Option<Arc<str>>>,
    /// A client that speaks for the owners of the records it writes to: they are the origin of what it says
    /// (`oauth` 6.8).
    pub(crate) speaks_for_owners: bool,
}

impl Named {
    /// The name to show: what the registry knows, else what an imported document said.
    pub(crate) fn name<'n>(&'n self, imported: Option<&'n str>) -> Option<&'n str> {
        match &self.name {
            Some(name) => name.as_deref(),
            None => imported,
        }
    }
}

impl Names {
    /// Every agent that `sources` mention, by what was found of them. `own` is the record being read and its name item, if
    /// any; where there is none at all, for nobody, imported names are all that is known of the owner. `owner` is the name
    /// that the owner has where a client speaks for them.
    pub(crate) fn resolve(
        urls: &Urls,
        own: (OrcidId, OwnName<'_>),
        owner: Option<String>,
        sources: &[&Source],
        found: &read::Named,
    ) -> Names {
        let mut names = Names::default();
        let clients: HashMap<&ClientId, &Client, RandomState> =
            found.clients.iter().map(|it| (&it.id, &**it)).collect();
        let people: HashMap<OrcidId, &NamedPerson, RandomState> =
            found.people.iter().map(|it| (it.orcid, it)).collect();
        for agent in sources.iter().flat_map(|source| [&source.author, &source.origin]).flatten() {
            if names.of(agent).is_some() {
                continue;
            }
            let mut speaks_for_owners = false;
            let name = match agent {
                Agent::Client(id) => clients.get(id).map(|client| {
                    speaks_for_owners = client.user_obo_enabled;
                    Some(Arc::from(&*client.name))
                }),
                Agent::Person(orcid) if *orcid == own.0 => match own.1 {
                    OwnName::None => None,
                    OwnName::Unread => Some(None),
                    OwnName::Item(item) => Some(public_name(item).map(Arc::from)),
                },
                Agent::Person(orcid) => people.get(orcid).map(|person| names.see(person)),
            };
            names.push(urls, agent.clone(), name, speaks_for_owners);
        }
        let owner_is_origin = names.agents.values().any(|named| named.speaks_for_owners);
        if owner_is_origin && names.of(&Agent::Person(own.0)).is_none() {
            names.push(urls, Agent::Person(own.0), Some(owner.map(Arc::from)), false);
        }
        names
    }

    /// The same of a few sources, about which nothing was read yet.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn look_up(
        store: &dyn Store,
        urls: &Urls,
        own: OrcidId,
        sources: &[&Source],
    ) -> Result<Names, RecordError> {
        let agents = sources.iter().flat_map(|source| [&source.author, &source.origin]).flatten().cloned();
        // The owner is the origin of what some clients write.
        let found = store.read(&Read::named(agents.chain([Agent::Person(own)]).collect())).await?;
        let owner = of_owner(&found.named, found.named.name_of(own));
        Ok(Names::resolve(urls, (own, OwnName::Unread), owner, sources, &found.named))
    }

    /// The same without a store: of a record's own person and of clients by what is known of them. Nobody speaks for
    /// owners there.
    pub(crate) fn known<'s>(
        urls: &Urls,
        own: (OrcidId, Option<&Item>),
        sources: impl Iterator<Item = &'s Source>,
        client: impl Fn(&ClientId) -> Option<Arc<str>>,
    ) -> Names {
        let mut names = Names::default();
        for agent in sources.flat_map(|source| [&source.author, &source.origin]).flatten() {
            if names.of(agent).is_some() {
                continue;
            }
            let name = match agent {
                Agent::Client(id) => client(id).map(Some),
                Agent::Person(orcid) if *orcid == own.0 => Some(own.1.and_then(public_name).map(Arc::from)),
                Agent::Person(_) => None,
            };
            names.push(urls, agent.clone(), name, false);
        }
        names
    }

    fn push(&mut self, urls: &Urls, agent: Agent, name: Option<Option<Arc<str>>>, speaks_for_owners: bool) {
        let (uri, path) = match &agent {
            Agent::Client(id) => (urls.client(id), id.to_string()),
            Agent::Person(orcid) => (urls.person(*orcid), orcid.to_string()),
        };
        self.agents.insert(agent, Named { uri, path, name, speaks_for_owners });
    }

    /// The public name of another person, and that it shows.
    pub(crate) fn see(&mut self, person: &NamedPerson) -> Option<Arc<str>> {
        self.others.push((person.orcid, person.version));
        person.name.as_ref().and_then(public_name).map(Arc::from)
    }

    /// How an agent is written, when it was resolved.
    pub(crate) fn of(&self, agent: &Agent) -> Option<&Named> {
        self.agents.get(agent)
    }
}

/// The owner's public name, where a client speaks for them.
pub(crate) fn of_owner(found: &read::Named, name: Option<&Item>) -> Option<String> {
    let speaks = found.clients.iter().any(|client| client.user_obo_enabled);
    name.filter(|_| speaks).and_then(public_name)
}

/// Credit name if there is one, else given and family name; nothing unless the name is public.
pub(crate) fn public_name(item: &Item) -> Option<String> {
    debug_assert_eq!((item.kind, item.put_code), (ItemKind::Name, PutCode::SINGLE));
    if item.visibility != Visibility::Public {
        return None;
    }
    let name = read_body(&item.body, &shapes::NAME).ok()?;
    display_name(&name)
}

/// The name that a name object shows.
pub(crate) fn display_name(name: &Object<'_>) -> Option<String> {
    if let Some(credit) = name.text("credit-name").filter(|it| !it.is_empty()) {
        return Some(credit.to_owned());
    }
    let parts: Vec<_> = [name.text("given-names"), name.text("family-name")].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
