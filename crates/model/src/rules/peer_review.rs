//! Peer reviews (`record-api` 3.9). Whether the review group exists is for the registry to say.

use super::at::At;
use super::common::{self, Needs};
use super::{Breach, Rule, Situation};

pub(super) fn check(review: &At<'_, '_>, situation: &Situation<'_>) -> Result<(), Breach> {
    common::ids_present(review, "review-identifiers")?;
    situation.put_code(review)?;
    if review.text("review-type").is_none() {
        return Err(review.breach(Rule::Enumeration, "review-type", "a review type is needed"));
    }
    common::ids_valid(review, "review-identifiers", Needs::ItselfBesideVersions)?;
    if let Some(subject) = review.inner("subject-external-identifier") {
        common::id_valid(&subject)?;
    }
    situation.visibility(review)?;
    if let Some(organization) = review.inner("convening-organization")
        && organization.inner("disambiguated-organization").is_some()
    {
        common::need_organization_id(&organization)?;
    }
    common::date(review, "review-completion-date")
}
