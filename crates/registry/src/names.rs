//! The names of sources, resolved when a document is read (`record-api` 2.5).

use std::sync::Arc;

use byline_formats::read_body;
use byline_model::document::Object;
use byline_model::{Agent, Item, ItemKind, OrcidId, PutCode, Source, Visibility, shapes};
use byline_store::{KindRange, Store};

use crate::{RecordError, Urls};

/// How the agents that a set of items mentions are written: addresses, made once, and display names.
#[derive(Default)]
pub(crate) struct Names {
    agents: Vec<Named>,
    /// Records other than the one being read whose name shows in the answer, with the version that was seen.
    pub(crate) others: Vec<(OrcidId, u64)>,
}

/// One agent as it appears in a source.
pub(crate) struct Named {
    agent: Agent,
    pub(crate) uri: String,
    pub(crate) path: String,
    /// `None` when the registry does not know the agent, so that an imported name may show.
    name: Option<Option<Arc<str>>>,
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
    /// Looks up every agent that `sources` mention. `own` is the record being read and its name item, if any.
    pub(crate) async fn resolve(
        store: &dyn Store,
        urls: &Urls,
        own: (OrcidId, Option<&Item>),
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
            let name = match agent {
                Agent::Client(id) => store.client(id).await?.map(|client| Some(Arc::from(&*client.name))),
                Agent::Person(orcid) if *orcid == own.0 => Some(own.1.and_then(public_name).map(Arc::from)),
                Agent::Person(orcid) => names.of_person(store, *orcid).await?,
            };
            let (uri, path) = match agent {
                Agent::Client(id) => (urls.client(id), id.to_string()),
                Agent::Person(orcid) => (urls.person(*orcid), orcid.to_string()),
            };
            names.agents.push(Named { agent: agent.clone(), uri, path, name });
        }
        Ok(names)
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
        self.agents.iter().find(|named| named.agent == *agent)
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
