//! What rows have to do with each other.

use std::collections::{HashMap, HashSet};

use byline_model::{ClientId, OrcidId, RecordState, email};

use crate::registry_toml::error::{Invalid, Problems};
use crate::registry_toml::{EmailBody, PersonEntry, Registry};

/// An address belongs to one person, however it is written (`decisions` 50).
pub(in crate::registry_toml) fn unique_addresses(people: &[PersonEntry]) -> Problems {
    let (mut seen, mut twice) = (HashSet::new(), Vec::new());
    for (index, person) in people.iter().enumerate() {
        for (place, item) in person.emails.iter().enumerate() {
            if !seen.insert(email::key(&EmailBody::of(item).email)) {
                let again = Invalid::new("another address is the same, written in another way");
                twice.push(again.under("email").at(place).under("emails").at(index).under("people"));
            }
        }
    }
    twice.into_iter().collect()
}

/// Whoever follows the records that others were merged into comes to an end.
pub(in crate::registry_toml) fn no_rings(people: &[PersonEntry]) -> Problems {
    let merged: HashMap<OrcidId, (usize, OrcidId)> = people
        .iter()
        .enumerate()
        .filter_map(|(index, person)| match person.head.state {
            RecordState::Deprecated { primary } => Some((person.head.orcid, (index, primary))),
            _ => None,
        })
        .collect();
    // Every record is walked over once: what leads to a known end has one.
    let (mut ends, mut rings) = (HashSet::new(), Vec::new());
    for start in people.iter().map(|it| it.head.orcid) {
        let (mut way, mut here) = (HashSet::new(), start);
        while let Some((index, primary)) = merged.get(&here).filter(|_| !ends.contains(&here)) {
            if !way.insert(here) {
                let ring = match *primary == here {
                    true => "a record cannot be merged into itself",
                    false => "this record was merged into others that were merged into it in the end",
                };
                rings.push(Invalid::new(ring).under("primary").at(*index).under("people"));
                break;
            }
            here = *primary;
        }
        ends.extend(way);
    }
    rings.into_iter().collect()
}

/// Clients that are named and neither in the file nor known: who consents to nobody, and whose tokens are nobody's, has
/// been misspelt.
pub(in crate::registry_toml) fn undeclared_clients(registry: &Registry, known: impl Fn(&ClientId) -> bool) -> Problems {
    let declared: HashSet<&ClientId> = registry.clients.iter().map(|it| &it.client.id).collect();
    let missing = |list: &'static str, key: &'static str, ids: &mut dyn Iterator<Item = Option<&ClientId>>| {
        let ids = ids.enumerate().filter_map(|(index, id)| Some((index, id?)));
        let strange = ids.filter(|(_, id)| !declared.contains(id) && !known(id));
        let strange = strange
            .map(|(index, id)| Invalid::new(format!("there is no client {id}")).under(key).at(index).under(list));
        strange.collect::<Vec<_>>()
    };
    let clients = registry.clients.iter().enumerate();
    let partners = clients.flat_map(|(of, it)| it.client.obo_whitelist.iter().enumerate().map(move |it| (of, it)));
    let strange = partners.filter(|(_, (_, id))| !declared.contains(id) && !known(id)).map(|(of, (index, id))| {
        Invalid::new(format!("there is no client {id}")).at(index).under("obo_whitelist").at(of).under("clients")
    });
    let strange = strange.collect::<Vec<_>>();
    let tokens = || registry.tokens.iter().map(|it| &it.token);
    [
        missing("tokens", "client", &mut tokens().map(|it| Some(&it.client))),
        missing("tokens", "origin_client", &mut tokens().map(|it| it.origin_client.as_ref())),
        missing("consents", "client", &mut registry.consents.iter().map(|it| Some(&it.client))),
        missing("webhooks", "client", &mut registry.webhooks.iter().map(|it| Some(&it.client))),
        strange,
    ]
    .concat()
    .into_iter()
    .collect()
}
