//! Whether somebody who registers is here already (`registry` 5.5). Only public data is shown, and no address ever.

use byline_formats::read_body;
use byline_model::kind::Family;
use byline_model::{Item, ItemKind, OrcidId, RecordState, Timestamp, Visibility, shapes};
use byline_store::names::{name_keys, public_name_keys};
use byline_store::{KindRange, Result};

use crate::service::Accounts;

/// A record that may be the person's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub orcid: OrcidId,
    pub name: Box<str>,
    /// Organisations of public affiliations.
    pub affiliations: Vec<Box<str>>,
    pub created: Option<Timestamp>,
}

/// So many are shown.
const MOST: usize = 25;

impl Accounts {
    /// Records in use whose public name is the one that is typed, but for case, accents and order.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn possible_duplicates(&self, given: &str, family: &str) -> Result<Vec<Candidate>> {
        let wanted = name_keys(given, family);
        let mut candidates = Vec::new();
        for orcid in self.store.find_by_name(given, family, MOST).await? {
            let Some(snapshot) = self.store.snapshot(orcid, KindRange::ALL).await? else { continue };
            if snapshot.head.state != RecordState::Active {
                continue;
            }
            let public = || snapshot.items.iter().filter(|it| it.visibility == Visibility::Public);
            let Some(item) = public().find(|it| it.kind == ItemKind::Name) else { continue };
            // It may have been changed since it was looked up.
            let keys = public_name_keys(item.visibility, &item.body)?;
            let Some(name) = name(item).filter(|_| keys.iter().any(|key| wanted.contains(key))) else { continue };
            let mut affiliations: Vec<Box<str>> = Vec::new();
            for organization in public().filter_map(organization) {
                if !affiliations.contains(&organization) {
                    affiliations.push(organization);
                }
            }
            candidates.push(Candidate { orcid, name, affiliations, created: snapshot.head.history.submitted });
        }
        Ok(candidates)
    }
}

fn name(item: &Item) -> Option<Box<str>> {
    let name = read_body(&item.body, &shapes::NAME).ok()?;
    if let Some(credit) = name.text("credit-name").filter(|it| !it.is_empty()) {
        return Some(credit.into());
    }
    let parts: Vec<_> = [name.text("given-names"), name.text("family-name")].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" ").into())
}

fn organization(item: &Item) -> Option<Box<str>> {
    if item.kind.spec().family != Family::Affiliation {
        return None;
    }
    let body = read_body(&item.body, shapes::of(item.kind).full).ok()?;
    body.object("organization")?.text("name").map(Box::from)
}
