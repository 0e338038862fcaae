//! What may be read of a record, by whom, and what it looks like then.
//!
//! [`Registry`] answers every read of the APIs and pages: it checks the state of the record, filters by viewer, groups
//! and orders, resolves the names of sources and prints, keeping rendered answers of anonymous readers until the record
//! changes. Nothing unfiltered leaves this crate: [`Visible`] is made here alone.

mod assemble;
mod cursor;
mod decorate;
mod documents;
mod error;
mod extract;
mod feed;
mod group;
mod group_ids;
mod group_writes;
mod health;
mod heavy;
pub mod inbox;
mod issn;
mod linked;
mod names;
mod notices;
mod notifications;
mod numbered;
mod order;
mod organizations;
mod popularity;
mod published;
mod record_summary;
mod render;
mod review_groups;
mod search;
mod section;
mod state;
mod urls;
mod usage;
mod viewer;
mod views;
mod writes;

use std::sync::Arc;

use byline_model::env::Clock;
use byline_model::{ClientId, OrcidId, RecordHead, RecordState};
use byline_store::Store;

pub use byline_formats::How;
pub use byline_search::plan::After;
pub use byline_search::query::QueryError;
pub use byline_store::Organization;
pub use cursor::Cursor;
pub use documents::{Documents, Part};
pub use error::RecordError;
pub use extract::{Extract, Single, WorkSort, WorksAsked};
pub use feed::{FeedEntry, FeedError, FeedOperation, FeedPage};
pub use group_writes::GroupError;
pub use health::{Health, Readiness, SearchStanding};
pub use heavy::{Busy, Heavy, Party, Weight};
pub use issn::{BadIssnLine, IssnResolver, IssnResolvers, IssnTable, IssnUnavailable, portal_title};
pub use linked::Linked;
pub use notices::Notices;
pub use notifications::NotificationError;
pub use organizations::{Lookup, LookupFor};
pub use popularity::TimesNamed;
pub use published::{
    MORE_INFO, PublishedError, document as error_document, document_with_status as error_document_with_status,
    published,
};
pub use render::{Asked, Form, Ready, Rendered, Written, display_name};
pub use review_groups::ReviewGroup;
pub use search::{
    Explained, Facets, Findings, FoundPerson, Indexer, IndexingError, Inquiry, Made, SearchError, Shelf, Snippet,
    explain,
};
pub use section::Section;
pub use urls::Urls;
pub use usage::{Counted, Usage};
pub use viewer::{Caller, Denied, Viewer, Visible};
pub use views::KeepViews;
pub use writes::{Done, Entry, Fault, MOST_AT_ONCE, Manner, Once, Outcome, Permit, Replaced, Standing, What, Writer};

/// The use cases about records.
pub struct Registry {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    urls: Urls,
    views: views::Views,
    issns: Arc<dyn IssnResolver>,
    organizations: Organizations,
    looked_through: feed::LookedThrough,
    heavy: Heavy,
    names: organizations::OrganizationNames,
    finder: search::Finder,
    outlines: extract::Outlines,
}

/// Which organisations clients may name by identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Organizations {
    /// Those that the registry knows (9045 otherwise).
    #[default]
    Known,
    /// Any whose identifier looks as those of its vocabulary do: for who tests without a table of them.
    WellFormed,
}

impl Registry {
    /// The records of a store, at the addresses of `urls`. Serials are the few that are well known, and organisations
    /// those of the store, until it is told otherwise.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, urls: Urls, keep: KeepViews) -> Self {
        let issns = Arc::new(IssnTable::well_known());
        let (views, organizations) = (views::Views::new(keep), Organizations::default());
        let (looked_through, heavy) = (feed::LookedThrough::default(), Heavy::default());
        let (names, finder) = (organizations::OrganizationNames::default(), search::Finder::default());
        let outlines = extract::Outlines::default();
        Registry { store, clock, urls, views, issns, organizations, looked_through, heavy, names, finder, outlines }
    }

    /// Asks this one about serials, instead of the few that are well known.
    #[must_use]
    pub fn asking(self, issns: Arc<dyn IssnResolver>) -> Self {
        Registry { issns, ..self }
    }

    /// Lets clients name these organisations.
    #[must_use]
    pub fn naming(self, organizations: Organizations) -> Self {
        Registry { organizations, ..self }
    }

    /// Searches through an index, which an [`Indexer`] keeps; without, everybody who is found is in memory.
    #[must_use]
    pub fn indexed(self) -> Self {
        Registry { finder: search::Finder::behind_an_index(), ..self }
    }

    /// Where what takes long is done.
    pub fn heavy(&self) -> &Heavy {
        &self.heavy
    }

    /// The addresses of this deployment.
    pub fn urls(&self) -> &Urls {
        &self.urls
    }

    /// What the use cases are about; surfaces hand it on and do not look into it.
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.store
    }

    /// The time of this deployment.
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// The record's head, when its state lets this viewer read it (`record-api` 2.4).
    ///
    /// # Errors
    /// What [`RecordError`] says of missing, merged, unclaimed, locked and deactivated records.
    pub async fn readable(&self, viewer: &Viewer, orcid: OrcidId) -> Result<Arc<RecordHead>, RecordError> {
        let head = self.store.head(orcid).await?.ok_or(RecordError::NoSuchRecord)?;
        self.is_readable(viewer, &head).await?;
        Ok(head)
    }

    /// Whether the state of the record lets this viewer read it.
    async fn is_readable(&self, viewer: &Viewer, head: &RecordHead) -> Result<(), RecordError> {
        match state::readable(head, viewer, self.clock.now()) {
            // Whoever were led there would come back here, and go on for ever.
            Err(RecordError::Deprecated { primary }) if self.leads_in_a_ring(head.orcid, primary).await? => {
                Err(RecordError::NoSuchRecord)
            }
            result => result,
        }
    }

    /// Whether merged records lead from the one to the other and back.
    async fn leads_in_a_ring(&self, orcid: OrcidId, primary: OrcidId) -> Result<bool, RecordError> {
        /// More records than were ever merged into one another.
        const MOST: usize = 16;
        let (mut seen, mut next) = (vec![orcid], primary);
        while !seen.contains(&next) && seen.len() < MOST {
            seen.push(next);
            match self.store.head(next).await?.map(|head| head.state) {
                Some(RecordState::Deprecated { primary }) => next = primary,
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    /// Name and description of a client, for `/client/{id}`.
    ///
    /// # Errors
    /// [`RecordError::NoSuchClient`].
    pub async fn client(&self, id: &ClientId) -> Result<Visible<byline_model::document::Object<'static>>, RecordError> {
        let client = self.store.client(id).await?.ok_or(RecordError::NoSuchClient)?;
        let object = byline_model::document::Object::new(&byline_model::shapes::CLIENT)
            .with("name", client.name.to_string())
            .with("description", client.description.to_string());
        Ok(Visible::public(object))
    }
}
