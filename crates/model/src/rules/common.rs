//! Rules that several kinds share.

use super::at::At;
use super::{Breach, Rule, Situation};
use crate::document::Value;
use crate::enums;
use crate::external_id;
use crate::shape::Hosts;

/// Types that may say what a work was funded by (`record-api` 3.5).
const FUNDING_TYPES: [&str; 4] = ["grant_number", "proposal-id", "uri", "doi"];

/// How far the relationships of a list of identifiers have to go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// One at least.
    Any,
    /// One at least that is the item itself.
    Itself,
    /// One that is the item itself when another is a version of it.
    ItselfBesideVersions,
}

/// 9023: there are identifiers under this key.
pub(super) fn ids_present(item: &At<'_, '_>, key: &'static str) -> Result<(), Breach> {
    match item.inner(key) {
        Some(ids) if !ids.object.list("external-id").is_empty() => Ok(()),
        _ => Err(item.breach(Rule::ExternalId, key, "an external identifier is needed")),
    }
}

/// The same, where it is asked of who writes.
pub(super) fn ids_asked(item: &At<'_, '_>, key: &'static str, situation: &Situation<'_>) -> Result<(), Breach> {
    if situation.asks.identifiers { ids_present(item, key) } else { Ok(()) }
}

/// 9023: each identifier under this key is whole and of a known type.
pub(super) fn ids_valid(item: &At<'_, '_>, key: &'static str, needs: Needs) -> Result<(), Breach> {
    let Some(ids) = item.inner(key) else { return Ok(()) };
    let has =
        |relation: &str| ids.members("external-id").any(|id| id.text("external-id-relationship") == Some(relation));
    for id in ids.members("external-id") {
        id_valid(&id)?;
    }
    match needs {
        Needs::Itself if !has("self") => {
            Err(ids.breach(Rule::ExternalId, "external-id", "one identifier has to have the relationship self"))
        }
        Needs::ItselfBesideVersions if has("version-of") && !has("self") => {
            let reason = "with the relationship version-of there has to be one that is self";
            Err(ids.breach(Rule::ExternalId, "external-id", reason))
        }
        _ => Ok(()),
    }
}

/// 9023: type of the vocabulary, value, relationship.
pub(super) fn id_valid(id: &At<'_, '_>) -> Result<(), Breach> {
    let Some(name) = id.text("external-id-type") else {
        return Err(id.breach(Rule::ExternalId, "external-id-type", "the type is missing"));
    };
    if external_id::find(name).is_none() {
        let reason = format!("no identifier type is called {name:?}; /identifiers lists those there are");
        return Err(id.breach(Rule::ExternalId, "external-id-type", reason));
    }
    for key in ["external-id-value", "external-id-relationship"] {
        if id.text(key).is_none() {
            return Err(id.breach(Rule::ExternalId, key, "a value is missing"));
        }
    }
    Ok(())
}

/// 9020: `funded-by` goes with few types.
pub(super) fn funders(item: &At<'_, '_>) -> Result<(), Breach> {
    let Some(ids) = item.inner("external-ids") else { return Ok(()) };
    for id in ids.members("external-id") {
        let funded = id.text("external-id-relationship") == Some("funded-by");
        if funded && !id.text("external-id-type").is_some_and(|it| FUNDING_TYPES.contains(&it)) {
            let reason = "funded-by goes with grant_number, proposal-id, uri and doi";
            return Err(id.breach(Rule::Content, "external-id-type", reason));
        }
    }
    Ok(())
}

/// 9022.
pub(super) fn title(item: &At<'_, '_>) -> Result<(), Breach> {
    match item.inner("title") {
        Some(title) if title.text("title").is_some() => Ok(()),
        Some(title) => Err(title.breach(Rule::Title, "title", "a title is needed")),
        None => Err(item.breach(Rule::Title, "title", "a title is needed")),
    }
}

/// 9020 and 9037: a translated title has a text and a language.
pub(super) fn translated_title(item: &At<'_, '_>) -> Result<(), Breach> {
    let Some(translated) = item.inner("title").and_then(|title| title.inner("translated-title")) else { return Ok(()) };
    let language = translated.text("language-code");
    match (translated.text("value"), language) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(translated.breach(Rule::Content, "value", "a language without a title")),
        (Some(_), Some(language)) if enums::LANGUAGE_CODE.contains(language) => Ok(()),
        (Some(_), Some(language)) => {
            Err(translated.breach(Rule::Enumeration, "language-code", format!("there is no language {language:?}")))
        }
        (Some(_), None) => {
            Err(translated.breach(Rule::Enumeration, "language-code", "a translated title needs a language"))
        }
    }
}

/// 9049: a day of the calendar, written with four, two and two digits.
pub(super) fn date(item: &At<'_, '_>, key: &'static str) -> Result<(), Breach> {
    let Some(date) = item.inner(key) else { return Ok(()) };
    let part = |key: &str, width: usize| -> Result<Option<u32>, Breach> {
        match date.object.get(key) {
            Value::Null => Ok(None),
            value => {
                let text = value.as_text().unwrap_or_default();
                let digits = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
                let number = text.parse().ok().filter(|_| digits);
                let reason = || format!("{text:?} is not written with {width} digits");
                number.map(Some).ok_or_else(|| date.broken(Rule::Date, reason()))
            }
        }
    };
    let (year, month, day) = (part("year", 4)?, part("month", 2)?, part("day", 2)?);
    let exists = match (year, month, day) {
        (Some(year), Some(month), Some(day)) => day >= 1 && day <= days_in(year, month),
        (Some(_), Some(month), None) => (1..=12).contains(&month),
        (_, None, None) => true,
        _ => return Err(date.broken(Rule::Content, "a day needs a month, and a month a year")),
    };
    if exists { Ok(()) } else { Err(date.broken(Rule::Date, "there is no such day in the calendar")) }
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// 9050: what ends has begun.
pub(super) fn end_needs_start(item: &At<'_, '_>) -> Result<(), Breach> {
    if item.inner("end-date").is_some() && item.inner("start-date").is_none() {
        return Err(item.breach(Rule::StartMissing, "start-date", "an end date needs a start date"));
    }
    Ok(())
}

/// Error 9055. Of clients what a date leaves out counts as nothing, so that May 2020 is after 2020: a habit of the published
/// service, case W59.
pub(super) fn start_before_end(item: &At<'_, '_>, situation: &Situation<'_>) -> Result<(), Breach> {
    let (Some(start), Some(end)) = (item.inner("start-date"), item.inner("end-date")) else { return Ok(()) };
    let parts = |date: &At<'_, '_>, absent: u32| {
        let part = |key| date.text(key).and_then(|text| text.trim_ascii().parse::<u32>().ok()).unwrap_or(absent);
        ["year", "month", "day"].map(part)
    };
    let latest = if situation.asks.generous_dates { u32::MAX } else { 0 };
    if parts(&start, 0) > parts(&end, latest) {
        return Err(item.breach(Rule::Order, "start-date", "the start is after the end"));
    }
    Ok(())
}

/// 9020: who is said to have contributed is named in a way that can be followed.
pub(super) fn contributors(item: &At<'_, '_>, hosts: &Hosts<'_>) -> Result<(), Breach> {
    let Some(contributors) = item.inner("contributors") else { return Ok(()) };
    for contributor in contributors.members("contributor") {
        if let Some(orcid) = contributor.inner("contributor-orcid") {
            let uri = orcid.text("uri");
            if uri.is_some_and(|uri| !crate::shapes::is_orcid_uri(uri, hosts)) {
                return Err(orcid.breach(Rule::Content, "uri", "an iD is written as https, host and iD"));
            }
            let path = orcid.text("path");
            if path.is_some_and(|path| !crate::shapes::is_orcid_path(path)) {
                return Err(orcid.breach(Rule::Content, "path", "this does not look like an iD"));
            }
        }
        for key in ["credit-name", "contributor-email"] {
            if !contributor.object.get(key).is_null() && contributor.text(key).is_none() {
                return Err(contributor.breach(Rule::Content, key, "it may be left out, but not be empty"));
            }
        }
    }
    Ok(())
}

/// 9058.
pub(super) fn roles(item: &At<'_, '_>, known: &enums::Enumeration) -> Result<(), Breach> {
    let Some(contributors) = item.inner("contributors") else { return Ok(()) };
    for contributor in contributors.members("contributor") {
        let Some(attributes) = contributor.inner("contributor-attributes") else { continue };
        let Some(role) = attributes.text("contributor-role") else { continue };
        if !known.contains(role) && !enums::CREDIT_ROLE.contains(role) {
            let reason = format!("no contributor has the role {role:?}");
            return Err(attributes.breach(Rule::ContributorRole, "contributor-role", reason));
        }
    }
    Ok(())
}

/// 9045: where an organisation is identified, source and identifier are both there.
pub(super) fn organization_identified(organization: &At<'_, '_>) -> bool {
    organization.inner("disambiguated-organization").is_some_and(|it| {
        it.text("disambiguated-organization-identifier").is_some() && it.text("disambiguation-source").is_some()
    })
}

/// 9045 where it is asked of who writes, otherwise that it has a name.
pub(super) fn organization(organization: &At<'_, '_>, situation: &Situation<'_>) -> Result<(), Breach> {
    if situation.asks.organizations {
        return need_organization_id(organization);
    }
    match organization.text("name") {
        Some(_) => Ok(()),
        None => Err(organization.breach(Rule::OrganizationMissing, "name", "the organization needs a name")),
    }
}

pub(super) fn need_organization_id(organization: &At<'_, '_>) -> Result<(), Breach> {
    if organization_identified(organization) {
        return Ok(());
    }
    let reason = "the organization needs an identifier, such as its ROR id";
    Err(organization.breach(Rule::OrganizationId, "disambiguated-organization", reason))
}
