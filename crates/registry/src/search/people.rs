//! What answers tell of those who were found.

use byline_model::{ItemKind, OrcidId};
use byline_search::document::{Document, has_document};
use byline_store::{KindRange, Snapshot, StoreError};

use super::documents::{aside, made};
use crate::Registry;

/// Everything of a person that is told, and all affiliations.
const TOLD: KindRange = KindRange { first: ItemKind::Name, last: ItemKind::Service };
/// Items in memory at once, about.
const ITEMS: usize = 100_000;

/// What everybody may see of a person who was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPerson {
    pub orcid: OrcidId,
    pub given_names: Option<String>,
    pub family_name: Option<String>,
    pub credit_name: Option<String>,
    pub other_names: Vec<String>,
    pub emails: Vec<String>,
    /// Names of organisations, one for each affiliation that has not ended, in the order of `search` 7.4.
    pub current_affiliations: Vec<String>,
    /// The same of those that have ended.
    pub past_affiliations: Vec<String>,
}

impl Registry {
    /// What is told of these people, in this order. Who is found no more is left out. A thousand are one call of the store,
    /// unless they have very much to tell.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn found_people(&self, orcids: &[OrcidId]) -> Result<Vec<FoundPerson>, StoreError> {
        let mut people = Vec::with_capacity(orcids.len());
        let now = self.clock.now();
        let mut rest = orcids;
        while !rest.is_empty() {
            let found = self.store.snapshots(rest, TOLD, ITEMS).await?;
            rest = &rest[found.len().clamp(1, rest.len())..];
            let told = aside(found, move |record| made(&record, now).map(person)).await;
            people.extend(told.into_iter().flatten());
        }
        Ok(people)
    }

    /// Which of these people are found still: older versions look again before they answer.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn still_visible(&self, orcids: &[OrcidId]) -> Result<Vec<bool>, StoreError> {
        let mut visible = Vec::with_capacity(orcids.len());
        while visible.len() < orcids.len() {
            let rest = &orcids[visible.len()..];
            let found = self.store.snapshots(rest, KindRange::one(ItemKind::Name), ITEMS).await?;
            let is_visible = |record: &Option<Snapshot>| record.as_ref().is_some_and(|it| has_document(&it.head));
            let some = found.iter().map(is_visible).chain([false]);
            visible.extend(some.take(found.len().max(1)));
        }
        Ok(visible)
    }
}

fn person(document: Document) -> FoundPerson {
    let all = |field: &str| document.texts(field).map(str::to_owned).collect::<Vec<_>>();
    let one = |field: &str| document.texts(field).next().map(str::to_owned);
    FoundPerson {
        orcid: document.orcid,
        given_names: one("given-names"),
        family_name: one("family-name"),
        credit_name: one("credit-name"),
        other_names: all("other-names"),
        emails: all("email"),
        current_affiliations: all("current-institution-affiliation-name"),
        past_affiliations: all("past-institution-affiliation-name"),
    }
}
