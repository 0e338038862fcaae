//! Who wrote something.

use byline_model::{Agent, ClientId, OrcidId, Source};

use super::forms::{client_id, orcid};
use crate::registry_toml::columns::{Form, flat, table, text};

table! {
    /// Who wrote something, and on whose behalf. Names are shown where the registry does not know a better one.
    Sources: Source { author, author_name, origin, origin_name } {
        author: flat(Author),
        /// What the author is called.
        author_name as "name": text().optional(),
        origin: flat(Origin),
        /// The name of the client or person it was written for.
        origin_name: text().optional(),
    }
}

table! {
    /// Who it was.
    Author: Option<Agent> {
        /// The client that wrote it.
        client: client_id().optional(),
        /// The person who did.
        person: orcid().optional(),
    }
    reads { Ok(agent(client, person)) }
    writes agent => parts(agent);
    never "client" beside "person";
}

table! {
    /// Whom it was for.
    Origin: Option<Agent> {
        /// The client on whose behalf it was written.
        origin_client: client_id().optional(),
        /// The person on whose behalf it was.
        origin_person: orcid().optional(),
    }
    reads { Ok(agent(origin_client, origin_person)) }
    writes agent => parts(agent);
    never "origin_client" beside "origin_person";
}

fn agent(client: Option<ClientId>, person: Option<OrcidId>) -> Option<Agent> {
    client.map(Agent::Client).or(person.map(Agent::Person))
}

fn parts(agent: Option<Agent>) -> (Option<ClientId>, Option<OrcidId>) {
    match agent {
        None => (None, None),
        Some(Agent::Client(id)) => (Some(id), None),
        Some(Agent::Person(orcid)) => (None, Some(orcid)),
    }
}
