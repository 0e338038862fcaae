//! What an item is called in a line about it: where its document has its name.

use crate::ItemKind;

/// Paths of keys into an item of this kind; the first that leads to a text has the name.
pub const fn name_paths(kind: ItemKind) -> &'static [&'static [&'static str]] {
    match kind {
        ItemKind::Work | ItemKind::Funding => &[&["title", "title"]],
        ItemKind::Distinction
        | ItemKind::Education
        | ItemKind::Employment
        | ItemKind::InvitedPosition
        | ItemKind::Membership
        | ItemKind::Qualification
        | ItemKind::Service => &[&["organization", "name"]],
        ItemKind::PeerReview => &[&["subject-name", "title"], &["convening-organization", "name"]],
        ItemKind::ResearchResource => &[&["proposal", "title", "title"]],
        ItemKind::OtherName | ItemKind::Keyword => &[&["content"]],
        ItemKind::ResearcherUrl => &[&["url-name"], &["url"]],
        ItemKind::Address => &[&["country"]],
        ItemKind::ExternalIdentifier => &[&["external-id-value"]],
        ItemKind::Name | ItemKind::Biography | ItemKind::Email => &[],
    }
}
