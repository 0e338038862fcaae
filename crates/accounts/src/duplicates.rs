//! Whether somebody who registers is here already (`registry` 5.5). Only public data is shown, and no address ever.

use async_trait::async_trait;
use byline_formats::read_body;
use byline_model::kind::Family;
use byline_model::{Item, ItemKind, OrcidId, RecordState, Timestamp, Visibility, shapes};
use byline_store::{KindRange, Result};

use crate::service::Accounts;

/// Finds records by name: the search index.
#[async_trait]
pub trait NameSearch: Send + Sync {
    /// Records whose public names are like these, best first, at most `limit`.
    async fn by_names(&self, given: &str, family: &str, limit: usize) -> Result<Vec<OrcidId>>;
}

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
    /// Records in use whose public name is like the one that is typed.
    ///
    /// # Errors
    /// Those of the store and of the search.
    pub async fn possible_duplicates(
        &self,
        search: &dyn NameSearch,
        given: &str,
        family: &str,
    ) -> Result<Vec<Candidate>> {
        let mut candidates = Vec::new();
        for orcid in search.by_names(given.trim(), family.trim(), MOST).await?.into_iter().take(MOST) {
            let Some(snapshot) = self.store.snapshot(orcid, KindRange::ALL).await? else { continue };
            if snapshot.head.state != RecordState::Active {
                continue;
            }
            let public = || snapshot.items.iter().filter(|it| it.visibility == Visibility::Public);
            let Some(name) = public().find(|it| it.kind == ItemKind::Name).and_then(name) else { continue };
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
