//! Research resources (`record-api` 3.10).

use super::at::At;
use super::common::{self, Needs};
use super::{Breach, Rule, Situation};

pub(super) fn check(resource: &At<'_, '_>, situation: &Situation<'_>) -> Result<(), Breach> {
    let Some(proposal) = resource.inner("proposal") else {
        return Err(resource.breach(Rule::ExternalId, "proposal", "the proposal is missing"));
    };
    identified(&proposal)?;
    common::end_needs_start(&proposal)?;
    resource.members("resource-item").try_for_each(|item| identified(&item))?;
    situation.put_code(resource)?;
    situation.visibility(resource)
}

/// Identifiers, and hosts that are identified.
fn identified(part: &At<'_, '_>) -> Result<(), Breach> {
    common::ids_present(part, "external-ids")?;
    common::ids_valid(part, "external-ids", Needs::ItselfBesideVersions)?;
    let Some(hosts) = part.inner("hosts") else {
        return Err(part.breach(Rule::OrganizationId, "hosts", "a host is needed"));
    };
    hosts.members("organization").try_for_each(|host| common::need_organization_id(&host))
}
