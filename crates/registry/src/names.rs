//! The names of sources, resolved when a document is read (`record-api` 2.5).

use std::collections::HashMap;
use std::sync::Arc;

use byline_formats::read_body;
use byline_model::document::Object;
use byline_model::{Agent, ClientId, Item, ItemKind, OrcidId, PutCode, Source, Visibility, shapes};
use byline_store::{KindRange, Store};
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
    /// Looks up every agent that `sources` mention. `own` is the record being read and its name item, if any; where there
    /// is none at all, for nobody, imported names are all that is known of the owner.
    pub(crate) async fn resolve(
        store: &dyn Store,
        urls: &Urls,
        own: (OrcidId, OwnName<'_>),
        sources: &[&Source],
    ) -> Result<Names, RecordError> {
        let mut names = Names::default();
        // Gathered first: a future that holds the closures would not be `Send` for every lifetime.
        let agents: Vec<&Agent> =
            sources.iter().flat_map(|source| [&source.author, &source.origin]).flatten().collect();
        for agent in agents {
            if names.of(agent).is_some() {
                continue;
            }
            let mut speaks_for_owners = false;
            let name = match agent {
                Agent::Client(id) => store.client(id).await?.map(|client| {
                    speaks_for_owners = client.user_obo_enabled;
                    Some(Arc::from(&*client.name))
                }),
                Agent::Person(orcid) if *orcid == own.0 => match own.1 {
                    OwnName::None => None,
                    OwnName::Unread => Some(None),
                    OwnName::Item(item) => Some(public_name(item).map(Arc::from)),
                },
                Agent::Person(orcid) => names.of_person(store, *orcid).await?,
            };
            names.push(urls, agent.clone(), name, speaks_for_owners);
        }
        if names.agents.values().any(|named| named.speaks_for_owners) {
            names.add_owner(store, urls, own).await?;
        }
        Ok(names)
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

    /// The owner of the record, whose name the caller may not have read.
    async fn add_owner(
        &mut self,
        store: &dyn Store,
        urls: &Urls,
        (owner, name): (OrcidId, OwnName<'_>),
    ) -> Result<(), RecordError> {
        if self.of(&Agent::Person(owner)).is_some() {
            return Ok(());
        }
        let name = match name {
            OwnName::Item(name) => public_name(name),
            OwnName::Unread | OwnName::None => {
                let name = store.item(owner, KindRange::one(ItemKind::Name), PutCode::SINGLE).await?;
                name.as_ref().and_then(public_name)
            }
        };
        self.push(urls, Agent::Person(owner), Some(name.map(Arc::from)), false);
        Ok(())
    }

    /// The public name of another person: `None` when the registry has no such record.
    pub(crate) async fn of_person(
        &mut self,
        store: &dyn Store,
        orcid: OrcidId,
    ) -> Result<Option<Option<Arc<str>>>, RecordError> {
        let Some(snapshot) = store.snapshot(orcid, KindRange::one(ItemKind::Name)).await? else { return Ok(None) };
        self.others.push((orcid, snapshot.head.version));
        Ok(Some(snapshot.items.first().and_then(public_name).map(Arc::from)))
    }

    /// How an agent is written, when it was resolved.
    pub(crate) fn of(&self, agent: &Agent) -> Option<&Named> {
        self.agents.get(agent)
    }
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
