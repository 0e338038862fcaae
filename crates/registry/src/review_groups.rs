//! The groups that somebody reviewed for, as people see them (`registry` 14): what they are called, and how much was
//! reviewed there.

use std::collections::{HashMap, HashSet};

use byline_formats::read_body;
use byline_model::document::Object;
use byline_model::enums::FUNDING_TYPE;
use byline_model::{Item, ItemKind, OrcidId, external_id, shapes};
use byline_store::KindRange;

use crate::{RecordError, Registry, Viewer};

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewGroup {
    /// Of the journal, funder or organisation; nothing where no group has the id any more.
    pub name: Option<Box<str>>,
    /// How many different things were reviewed, as far as that is told.
    pub publications: usize,
    pub grants: usize,
}

impl Registry {
    /// The groups of the public reviews in a record, by their ids.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn review_groups(&self, orcid: OrcidId) -> Result<HashMap<Box<str>, ReviewGroup>, RecordError> {
        let Some(snapshot) = self.store.snapshot(orcid, KindRange::one(ItemKind::PeerReview)).await? else {
            return Ok(HashMap::new());
        };
        self.review_groups_of(Viewer::Public.filter(orcid, snapshot.items).get()).await
    }

    /// The groups of these reviews, by their ids.
    pub(crate) async fn review_groups_of(
        &self,
        reviews: &[Item],
    ) -> Result<HashMap<Box<str>, ReviewGroup>, RecordError> {
        let mut subjects: HashMap<Box<str>, HashSet<Subject>> = HashMap::new();
        for item in reviews {
            let review = read_body(&item.body, shapes::of(ItemKind::PeerReview).full);
            let review = review.map_err(RecordError::Damaged)?;
            let Some(id) = review.text("review-group-id") else { continue };
            subjects.entry(id.into()).or_default().extend(Subject::of(&review));
        }
        let mut groups = HashMap::with_capacity(subjects.len());
        for (id, subjects) in subjects {
            let name = self.store.find_group_id(&id).await?.map(|group| group.name);
            let grants = subjects.iter().filter(|it| it.is_grant).count();
            groups.insert(id, ReviewGroup { name, publications: subjects.len() - grants, grants });
        }
        Ok(groups)
    }
}

/// What a review is of: the same identifier, or else the same title, is the same thing.
#[derive(PartialEq, Eq, Hash)]
struct Subject {
    is_grant: bool,
    key: String,
}

impl Subject {
    /// Nothing when the review keeps it to itself.
    fn of(review: &Object<'_>) -> Option<Subject> {
        let identifier = review.object("subject-external-identifier").and_then(|id| {
            let (kind, value) = (id.text("external-id-type")?, id.text("external-id-value")?);
            let normalized = external_id::normalize(kind, value).unwrap_or(value.into());
            Some(format!("{kind}:{normalized}"))
        });
        let title = || Some(review.object("subject-name")?.text("title")?.trim().to_lowercase());
        let kind = review.text("subject-type").unwrap_or_default();
        Some(Subject { is_grant: FUNDING_TYPE.contains(kind), key: identifier.or_else(title)? })
    }
}
