//! Organisations, found by name while it is typed (`search` 12).
//!
//! Names are in memory, from the first time that somebody asks: the store is asked with each look-up what was put since,
//! so that what a commit changed is found by whoever asks after it, in every process.

use std::sync::{Arc, Mutex};

use byline_search::directory::{Directory, Named, Typed};
use byline_store::{
    ByChange, ChangedOrganization, Organization, OrganizationKey, OrganizationStatus, Read, Store, StoreError, Stretch,
};

use crate::Registry;

/// So many organisations are in memory at once while their names are read.
const STRETCH: usize = 1000;

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Lookup<'t> {
    /// The beginning of a name, or an identifier as it stands in its vocabulary or in a link.
    pub text: &'t str,
    pub purpose: LookupFor,
    /// At most so many.
    pub most: usize,
}

/// What an organisation is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LookupFor {
    /// People belong to it: those of ROR.
    #[default]
    Affiliation,
    /// It paid: funders of ROR and of the registry of funders.
    Funding,
    /// It joins the registry: those of every vocabulary; of LEI by the identifier alone.
    Membership,
}

impl LookupFor {
    const ALL: [Self; 3] = [Self::Affiliation, Self::Funding, Self::Membership];

    const fn mark(self) -> u8 {
        match self {
            Self::Affiliation => 1,
            Self::Funding => 2,
            Self::Membership => 4,
        }
    }

    /// Whether an organisation may be found for it. What its vocabulary took back is for nothing.
    fn takes(self, organization: &Organization) -> bool {
        let source = &*organization.source;
        organization.details.status != OrganizationStatus::Obsolete
            && match self {
                Self::Affiliation => source == "ROR",
                Self::Funding => matches!(source, "ROR" | "FUNDREF") && organization.is_funder(),
                Self::Membership => true,
            }
    }
}

/// Names of all organisations, as far as they have been read.
#[derive(Default)]
pub(crate) struct OrganizationNames {
    known: Mutex<Arc<Known>>,
    /// One at a time reads what changed.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Known {
    directory: Directory<OrganizationKey>,
    /// The last that was read.
    place: Option<ByChange>,
}

impl Registry {
    /// Organisations that are called so, or begin to be. An identifier finds its own; of names, one that is the text comes
    /// first, then those that have it as a phrase, then those in which each of its words begins one; among them the
    /// popular ones. Case and accents do not count, and other names count as the first does.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn organizations_like(&self, asked: Lookup<'_>) -> Result<Vec<Organization>, StoreError> {
        let typed = Typed::new(asked.text);
        let mut keys = identifiers(asked.text);
        if !typed.is_empty() {
            let names = self.names.current(&self.store).await?;
            let found = names.directory.find(&typed, asked.purpose.mark(), asked.most).keys;
            let others: Vec<_> = found.into_iter().filter(|key| !keys.contains(key)).collect();
            keys.extend(others);
        }
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.store.read(&Read { organizations: keys, ..Read::default() }).await?.organizations;
        Ok(found.into_iter().flatten().filter(|it| asked.purpose.takes(it)).take(asked.most).collect())
    }
}

impl OrganizationNames {
    /// The names as they are now.
    async fn current(&self, store: &Arc<dyn Store>) -> Result<Arc<Known>, StoreError> {
        let known = self.known();
        if store.organizations_by_change(Stretch::after(known.place.clone(), 1)).await?.rows.is_empty() {
            return Ok(known);
        }
        let _turn = self.turn.lock().await;
        // Somebody else may have been quicker, and there may be more since.
        let known = self.known();
        let (mut put, mut next) = (Vec::new(), Some(known.place.clone()));
        let mut last = known.place.clone();
        while let Some(place) = next {
            let page = store.organizations_by_change(Stretch::after(place, STRETCH)).await?;
            last = page.rows.last().map(ChangedOrganization::place).or(last);
            next = page.next.map(Some);
            put.extend(aside(move || page.rows.iter().map(|it| named(&it.organization)).collect::<Vec<_>>()).await);
        }
        if put.is_empty() {
            return Ok(known);
        }
        let directory = aside(move || known.directory.with(put)).await;
        let current = Arc::new(Known { directory, place: last });
        *self.known.lock().expect("nobody panics while holding it") = Arc::clone(&current);
        Ok(current)
    }

    fn known(&self) -> Arc<Known> {
        Arc::clone(&self.known.lock().expect("nobody panics while holding it"))
    }
}

/// A hundred thousand names take longer than a thread that answers may be kept.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
    }
}

fn named(organization: &Organization) -> Named<OrganizationKey> {
    // Of legal entities there are millions, and hardly one that anybody looks for by name.
    let found = LookupFor::ALL.into_iter().filter(|it| &*organization.source != "LEI" && it.takes(organization));
    let marks = found.fold(0, |marks, it| marks | it.mark());
    let Organization { name, details, .. } = organization;
    let names = std::iter::once(&**name).chain(details.names.iter().map(|it| &*it.value));
    Named::new(organization.key(), marks, details.popularity, names)
}

/// What a text may be an identifier of, as vocabularies write it.
fn identifiers(text: &str) -> Vec<OrganizationKey> {
    let text = text.trim();
    if text.len() > 100 || text.contains(char::is_whitespace) {
        return Vec::new();
    }
    let bare = ["https://", "http://"].iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text).to_lowercase();
    let tail = |prefixes: &[&str]| prefixes.iter().find_map(|it| bare.strip_prefix(it)).unwrap_or(&bare).to_owned();
    let number = tail(&["dx.doi.org/10.13039/", "doi.org/10.13039/", "10.13039/"]);
    let written = [
        ("ROR", format!("https://ror.org/{}", tail(&["ror.org/"]))),
        ("FUNDREF", format!("http://dx.doi.org/10.13039/{number}")),
        ("GRID", bare.clone()),
        ("RINGGOLD", bare.clone()),
        ("LEI", bare.to_uppercase()),
    ];
    let well_formed = written.into_iter().filter(|(source, it)| byline_model::organization::is_well_formed(source, it));
    well_formed.map(|(source, it)| OrganizationKey { source: source.into(), identifier: it.into() }).collect()
}
