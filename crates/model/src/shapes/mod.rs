//! The tables of every v3.0 document. One file per section of the record; [`roots`] says which are documents of their own.

mod affiliation;
mod any_uri;
pub mod beyond;
mod common;
mod funding;
mod group_id;
mod notification;
mod peer_review;
mod person;
mod record;
mod record_summary;
mod research_resource;
pub mod roots;
pub mod rules;
mod service;
mod work;

pub use affiliation::*;
pub use common::*;
pub use funding::*;
pub use group_id::*;
pub use notification::*;
pub use peer_review::*;
pub use person::*;
pub use record::*;
pub use record_summary::*;
pub use research_resource::*;
pub(crate) use rules::{is_orcid_path, is_orcid_uri};
pub use service::*;
pub use work::*;

use crate::ItemKind;
use crate::shape::Shape;

/// The shapes of one kind of item.
pub struct KindShapes {
    /// One item as it is read and written.
    pub full: &'static Shape,
    /// Its short form in lists; person items have none but themselves.
    pub summary: &'static Shape,
    /// The list (`works`, `other-names`); single parts have none but themselves.
    pub list: &'static Shape,
    /// A group of the list; the list itself where nothing is grouped.
    pub group: &'static Shape,
}

/// The shapes of a kind; with the kind's row in `kind.rs`, all that makes it one.
pub const fn of(kind: ItemKind) -> &'static KindShapes {
    const fn plain(item: &'static Shape, list: &'static Shape) -> KindShapes {
        KindShapes { full: item, summary: item, list, group: list }
    }
    const fn affiliation(
        full: &'static Shape,
        summary: &'static Shape,
        list: &'static Shape,
        group: &'static Shape,
    ) -> KindShapes {
        KindShapes { full, summary, list, group }
    }
    match kind {
        ItemKind::Name => const { &plain(&NAME, &NAME) },
        ItemKind::Biography => const { &plain(&BIOGRAPHY, &BIOGRAPHY) },
        ItemKind::OtherName => const { &plain(&OTHER_NAME, &OTHER_NAMES) },
        ItemKind::ResearcherUrl => const { &plain(&RESEARCHER_URL, &RESEARCHER_URLS) },
        ItemKind::Email => const { &plain(&EMAIL, &EMAILS) },
        ItemKind::Address => const { &plain(&ADDRESS, &ADDRESSES) },
        ItemKind::Keyword => const { &plain(&KEYWORD, &KEYWORDS) },
        ItemKind::ExternalIdentifier => const { &plain(&EXTERNAL_IDENTIFIER, &EXTERNAL_IDENTIFIERS) },
        ItemKind::Distinction => {
            const { &affiliation(&DISTINCTION, &DISTINCTION_SUMMARY, &DISTINCTIONS, &DISTINCTION_GROUP) }
        }
        ItemKind::Education => const { &affiliation(&EDUCATION, &EDUCATION_SUMMARY, &EDUCATIONS, &EDUCATION_GROUP) },
        ItemKind::Employment => {
            const { &affiliation(&EMPLOYMENT, &EMPLOYMENT_SUMMARY, &EMPLOYMENTS, &EMPLOYMENT_GROUP) }
        }
        ItemKind::InvitedPosition => {
            const { &affiliation(&INVITED_POSITION, &INVITED_POSITION_SUMMARY, &INVITED_POSITIONS, &INVITED_POSITION_GROUP) }
        }
        ItemKind::Membership => {
            const { &affiliation(&MEMBERSHIP, &MEMBERSHIP_SUMMARY, &MEMBERSHIPS, &MEMBERSHIP_GROUP) }
        }
        ItemKind::Qualification => {
            const { &affiliation(&QUALIFICATION, &QUALIFICATION_SUMMARY, &QUALIFICATIONS, &QUALIFICATION_GROUP) }
        }
        ItemKind::Service => const { &affiliation(&SERVICE, &SERVICE_SUMMARY, &SERVICES, &SERVICE_GROUP) },
        ItemKind::Funding => {
            const { &KindShapes { full: &FUNDING, summary: &FUNDING_SUMMARY, list: &FUNDINGS, group: &FUNDING_GROUP } }
        }
        ItemKind::PeerReview => {
            const {
                &KindShapes {
                    full: &PEER_REVIEW,
                    summary: &PEER_REVIEW_SUMMARY,
                    list: &PEER_REVIEWS,
                    group: &PEER_REVIEW_GROUP,
                }
            }
        }
        ItemKind::ResearchResource => {
            const {
                &KindShapes {
                    full: &RESEARCH_RESOURCE,
                    summary: &RESEARCH_RESOURCE_SUMMARY,
                    list: &RESEARCH_RESOURCES,
                    group: &RESEARCH_RESOURCE_GROUP,
                }
            }
        }
        ItemKind::Work => {
            const { &KindShapes { full: &WORK, summary: &WORK_SUMMARY, list: &WORKS, group: &WORK_GROUP } }
        }
    }
}
