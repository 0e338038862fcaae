//! What the sandbox knows beyond its store: secrets in plain, and what people are there for.

use std::collections::BTreeMap;

use byline_datafile::registry_toml::Registry;
use byline_model::{ClientId, OrcidId};

#[derive(Clone, Debug, Default)]
pub struct Known {
    people: BTreeMap<OrcidId, KnownPerson>,
    secrets: BTreeMap<ClientId, Box<str>>,
}

#[derive(Clone, Default)]
pub struct KnownPerson {
    pub about: Option<Box<str>>,
    pub password: Option<Box<str>>,
}

impl std::fmt::Debug for KnownPerson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KnownPerson").field("about", &self.about).finish_non_exhaustive()
    }
}

impl Known {
    pub fn of(registry: &Registry) -> Self {
        let people = registry.people.iter().map(|entry| {
            let password = entry.password.as_ref().and_then(|it| it.plain.clone());
            (entry.head.orcid, KnownPerson { about: entry.about.clone(), password })
        });
        let secrets = registry.clients.iter().filter_map(|it| Some((it.client.id.clone(), it.secret.clone()?)));
        Known { people: people.collect(), secrets: secrets.collect() }
    }

    pub fn person(&self, orcid: OrcidId) -> KnownPerson {
        self.people.get(&orcid).cloned().unwrap_or_default()
    }

    pub fn remember_person(&mut self, orcid: OrcidId, person: KnownPerson) {
        self.people.insert(orcid, person);
    }

    pub fn forget_person(&mut self, orcid: OrcidId) {
        self.people.remove(&orcid);
    }

    pub fn secret(&self, client: &ClientId) -> Option<Box<str>> {
        self.secrets.get(client).cloned()
    }

    /// `None`: it has no secret any more, or one that nobody said in plain.
    pub fn remember_secret(&mut self, client: ClientId, secret: Option<Box<str>>) {
        match secret {
            Some(secret) => self.secrets.insert(client, secret),
            None => self.secrets.remove(&client),
        };
    }
}
