//! Affiliations (`record-api` 3.8).

use super::at::At;
use super::common;
use super::{Breach, Rule, Situation};

/// Educations and employments: the organisation is identified and has an address.
pub(super) fn check_strict(affiliation: &At<'_, '_>, situation: &Situation<'_>) -> Result<(), Breach> {
    situation.put_code(affiliation)?;
    situation.visibility(affiliation)?;
    let organization = organization(affiliation)?;
    common::organization(&organization, situation)?;
    let address = organization.inner("address");
    for key in ["city", "country"] {
        if address.as_ref().and_then(|address| address.text(key)).is_none() {
            let place = address.as_ref().unwrap_or(&organization);
            return Err(place.breach(Rule::CityAndCountry, key, "city and country are needed"));
        }
    }
    dates(affiliation, situation)
}

/// The others: something says which one is meant.
pub(super) fn check(affiliation: &At<'_, '_>, situation: &Situation<'_>) -> Result<(), Breach> {
    situation.put_code(affiliation)?;
    situation.visibility(affiliation)?;
    let organization = organization(affiliation)?;
    let identified = common::organization_identified(&organization);
    if organization.text("name").is_none() && !identified {
        return Err(organization.breach(Rule::OrganizationMissing, "name", "a name or an identifier is needed"));
    }
    if situation.asks.organizations && !identified && common::ids_present(affiliation, "external-ids").is_err() {
        let reason = "the organization needs an identifier, or the affiliation an external identifier";
        return Err(affiliation.breach(Rule::OrganizationOrExternalId, "external-ids", reason));
    }
    if let Some(address) = organization.inner("address")
        && (address.text("city").is_some() || address.text("region").is_some())
        && address.text("country").is_none()
    {
        return Err(address.breach(Rule::CountryMissing, "country", "a city or region needs a country"));
    }
    dates(affiliation, situation)
}

fn organization<'o, 'a>(affiliation: &At<'o, 'a>) -> Result<At<'o, 'a>, Breach> {
    let missing = || affiliation.breach(Rule::OrganizationMissing, "organization", "the organization is missing");
    affiliation.inner("organization").ok_or_else(missing)
}

fn dates(affiliation: &At<'_, '_>, situation: &Situation<'_>) -> Result<(), Breach> {
    common::date(affiliation, "end-date")?;
    common::date(affiliation, "start-date")?;
    common::start_before_end(affiliation, situation)
}
