//! Organisations, found by name while it is typed (`search` 12).
//!
//! Names are in memory, from the first time that somebody asks: the store is asked with each look-up what was put since,
//! so that what a commit changed is found by whoever asks after it, in every process.

use std::collections::{HashMap, HashSet};
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
    /// It is named, for whatever reason: the same, but one that ROR has too is found as ROR has it.
    Naming,
}

impl LookupFor {
    const ALL: [Self; 4] = [Self::Affiliation, Self::Funding, Self::Membership, Self::Naming];

    const fn mark(self) -> u8 {
        match self {
            Self::Affiliation => 1,
            Self::Funding => 2,
            Self::Membership => 4,
            Self::Naming => 8,
        }
    }

    /// Whether an organisation may be found for it. What its vocabulary took back is for nothing.
    fn takes(self, organization: &Organization) -> bool {
        let source = &*organization.source;
        organization.details.status != OrganizationStatus::Obsolete
            && match self {
                Self::Affiliation => source == "ROR",
                Self::Funding => matches!(source, "ROR" | "FUNDREF") && organization.is_funder(),
                Self::Membership | Self::Naming => true,
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
    links: Links,
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
        if typed.is_empty() && keys.is_empty() {
            return Ok(Vec::new());
        }
        let prefers_ror = asked.purpose == LookupFor::Naming;
        // Of two that are the same one is told.
        let most = if prefers_ror { asked.most.saturating_mul(2) } else { asked.most };
        let names = self.names.current(&self.store).await?;
        if !typed.is_empty() {
            let found = names.directory.find(&typed, asked.purpose.mark(), most).keys;
            let others: Vec<_> = found.into_iter().filter(|key| !keys.contains(key)).collect();
            keys.extend(others);
        }
        let preferred = |key: &OrganizationKey| if prefers_ror { names.links.preferred(key).cloned() } else { None };
        let pairs: Vec<_> = keys.into_iter().map(|key| (preferred(&key), key)).collect();
        let keys: Vec<_> = pairs.iter().flat_map(|(preferred, key)| preferred.iter().chain([key])).cloned().collect();
        let mut rows =
            self.store.read(&Read { organizations: keys, ..Read::default() }).await?.organizations.into_iter();
        let mut found: Vec<Organization> = Vec::new();
        for (preferred, _) in &pairs {
            let preferred = preferred.as_ref().and_then(|_| rows.next().flatten()).filter(|it| asked.purpose.takes(it));
            let own = rows.next().flatten().filter(|it| asked.purpose.takes(it));
            found.extend(preferred.or(own).filter(|it| !found.iter().any(|known| known.key() == it.key())));
        }
        found.truncate(asked.most);
        Ok(found)
    }
}

/// Which organisations of other vocabularies are one that ROR has: ROR says so, or they do.
#[derive(Clone, Default)]
struct Links {
    by_ror: HashMap<OrganizationKey, OrganizationKey>,
    by_themselves: HashMap<OrganizationKey, OrganizationKey>,
}

impl Links {
    fn preferred(&self, key: &OrganizationKey) -> Option<&OrganizationKey> {
        self.by_themselves.get(key).or_else(|| self.by_ror.get(key))
    }

    /// These with what changed organisations say now.
    fn with(mut self, changed: &HashSet<OrganizationKey>, said: Vec<Link>) -> Self {
        self.by_ror.retain(|_, ror| !changed.contains(ror));
        self.by_themselves.retain(|own, _| !changed.contains(own));
        for Link { of, other } in said {
            match &*of.source {
                "ROR" => self.by_ror.insert(other, of),
                _ => self.by_themselves.insert(of, other),
            };
        }
        self
    }
}

/// What an organisation says of itself: that another vocabulary has it so.
struct Link {
    of: OrganizationKey,
    other: OrganizationKey,
}

impl Link {
    /// Those between ROR and the vocabularies that organisations are imported from.
    fn all_of(organization: &Organization) -> Vec<Link> {
        let is_ror = &*organization.source == "ROR";
        let known = organization.details.ids.iter().flat_map(|id| {
            let others = identifiers(&id.identifier).into_iter();
            others.filter(|other| other.source.eq_ignore_ascii_case(&id.source)).collect::<Vec<_>>()
        });
        let links = known.filter(|other| is_ror != (&*other.source == "ROR"));
        links.map(|other| Link { of: organization.key(), other }).collect()
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
        let (mut put, mut said, mut next) = (Vec::new(), Vec::new(), Some(known.place.clone()));
        let mut last = known.place.clone();
        while let Some(place) = next {
            let page = store.organizations_by_change(Stretch::after(place, STRETCH)).await?;
            last = page.rows.last().map(ChangedOrganization::place).or(last);
            next = page.next.map(Some);
            let made = aside(move || {
                let rows = page.rows.iter().map(|it| &it.organization);
                (rows.clone().map(named).collect::<Vec<_>>(), rows.flat_map(Link::all_of).collect::<Vec<_>>())
            });
            let (names, links) = made.await;
            put.extend(names);
            said.extend(links);
        }
        if put.is_empty() {
            return Ok(known);
        }
        let current = aside(move || {
            let changed = put.iter().map(|it| it.key.clone()).collect();
            let links = known.links.clone().with(&changed, said);
            Arc::new(Known { directory: known.directory.with(put), links, place: last })
        });
        let current = current.await;
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
