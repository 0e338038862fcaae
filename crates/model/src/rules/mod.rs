//! What is asked of an item that is written, beyond the schema (`record-api` 3.5 to 3.12): by a client, or by its owner, of
//! whom less is asked in some places and more in others ([`Asks`]).
//!
//! These are the rules that need nothing but the document: whether an organisation is known, a group exists or somebody
//! added the same before is for the registry to say. They are tried in the published order, and the first that is
//! broken is told.

mod affiliation;
mod asks;
mod at;
mod canonical;
mod common;
mod funding;
mod limits;
mod peer_review;
mod person;
mod research_resource;
mod work;

pub use asks::{Asks, OwnersPart};
pub use at::{Location, Step};
pub use canonical::as_written;
pub use limits::{MOST_CONTRIBUTORS, MOST_IDENTIFIERS, MOST_IDENTIFIERS_OF_A_WORK, MOST_MEMBERS, Most};

use at::At;

use crate::ItemKind;
use crate::document::Object;
use crate::shape::{Hosts, Role, Shape};
use crate::visibility::Visibility;

/// What is known about a write besides its document.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The visibility of the item that is to be replaced; `None` for a new one.
    pub present: Option<Visibility>,
    pub hosts: Hosts<'a>,
    /// By who writes.
    pub asks: &'static Asks,
}

/// A rule, named by what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// A new item brings a put-code.
    PutCodeGiven,
    /// The visibility of an item that exists is its owner's to change.
    VisibilityChanged,
    Title,
    /// An external identifier is missing, or one is not whole or of no known type.
    ExternalId,
    /// A value is missing or not well formed.
    Content,
    /// A value is missing or is none of its enumeration.
    Enumeration,
    Date,
    StartMissing,
    /// The start is after the end.
    Order,
    OrganizationMissing,
    OrganizationId,
    CityAndCountry,
    CountryMissing,
    OrganizationOrExternalId,
    Amount,
    ContributorRole,
}

impl Rule {
    /// Every rule, in the order of their declaration.
    pub const ALL: [Rule; 16] = [
        Self::PutCodeGiven,
        Self::VisibilityChanged,
        Self::Title,
        Self::ExternalId,
        Self::Content,
        Self::Enumeration,
        Self::Date,
        Self::StartMissing,
        Self::Order,
        Self::OrganizationMissing,
        Self::OrganizationId,
        Self::CityAndCountry,
        Self::CountryMissing,
        Self::OrganizationOrExternalId,
        Self::Amount,
        Self::ContributorRole,
    ];
}

/// A rule that a document breaks, where, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Breach {
    pub rule: Rule,
    pub at: Location,
    pub reason: String,
    /// Where something is too long, how many characters it may have.
    pub most: Option<usize>,
}

/// Tries every rule of the kind.
///
/// # Errors
/// The first that is broken.
pub fn check(kind: ItemKind, document: &Object<'_>, situation: &Situation<'_>) -> Result<(), Breach> {
    let root = At::root(document);
    limits::check(kind, &root)?;
    match kind {
        ItemKind::Work => work::check(&root, situation),
        ItemKind::Funding => funding::check(&root, situation),
        ItemKind::PeerReview => peer_review::check(&root, situation),
        ItemKind::ResearchResource => research_resource::check(&root, situation),
        ItemKind::Education | ItemKind::Employment => affiliation::check_strict(&root, situation),
        ItemKind::Distinction
        | ItemKind::InvitedPosition
        | ItemKind::Membership
        | ItemKind::Qualification
        | ItemKind::Service => affiliation::check(&root, situation),
        ItemKind::OtherName => person::check_content(&root, situation, person::LONGEST_VALUE),
        ItemKind::Keyword => person::check_content(&root, situation, situation.asks.longest_keyword),
        ItemKind::ResearcherUrl => person::check_url(&root, situation),
        ItemKind::Address => person::check_address(&root, situation),
        ItemKind::ExternalIdentifier => person::check_external_identifier(&root, situation),
        // Their owner alone writes these.
        ItemKind::Name => person::check_name(&root),
        ItemKind::Biography => person::check_biography(&root),
        // Addresses have to be verified: they are written with the account.
        ItemKind::Email => Ok(()),
    }
}

/// An object inside a document, with the way to it.
pub struct Found<'o, 'a> {
    pub object: &'o Object<'a>,
    pub at: Location,
}

/// Every object of this shape in a document, in its order.
pub fn objects_of<'o, 'a>(document: &'o Object<'a>, shape: &'static Shape) -> Vec<Found<'o, 'a>> {
    let mut found = Vec::new();
    At::root(document).each(shape, &mut |at| found.push(Found { object: at.object, at: at.location() }));
    found
}

impl Situation<'_> {
    /// 9024.
    fn put_code(&self, root: &At<'_, '_>) -> Result<(), Breach> {
        if self.present.is_none() && !root.object.role(Role::PutCode).is_null() {
            return Err(root.breach(Rule::PutCodeGiven, "put-code", "a new item gets its put-code from the registry"));
        }
        Ok(())
    }

    /// 9035.
    fn visibility(&self, root: &At<'_, '_>) -> Result<(), Breach> {
        let given = root.object.role(Role::Visibility).as_text();
        match (self.present, given) {
            (Some(present), Some(given)) if self.asks.same_visibility && given != present.as_str() => {
                let reason = format!("it is {present}, and its owner alone may change that");
                Err(root.breach(Rule::VisibilityChanged, "visibility", reason))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
