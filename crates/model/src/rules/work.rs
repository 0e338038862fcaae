//! Works (`record-api` 3.6).

use super::at::At;
use super::common::{self, Needs};
use super::{Breach, Rule, Situation};
use crate::enums;

pub(super) fn check(work: &At<'_, '_>, situation: &Situation<'_>) -> Result<(), Breach> {
    common::title(work)?;
    if work.inner("country").is_some_and(|country| country.text("value").is_none()) {
        return Err(work.breach(Rule::Enumeration, "country", "the country is empty"));
    }
    common::translated_title(work)?;
    if work.text("type").is_none() {
        return Err(work.breach(Rule::Enumeration, "type", "a work type is needed"));
    }
    language(work)?;
    common::date(work, "publication-date")?;
    citation(work)?;
    common::ids_asked(work, "external-ids", situation)?;
    common::funders(work)?;
    common::contributors(work, &situation.hosts)?;
    situation.put_code(work)?;
    situation.visibility(work)?;
    common::ids_valid(
        work,
        "external-ids",
        if situation.asks.identifiers { Needs::Itself } else { Needs::ItselfBesideVersions },
    )?;
    common::roles(work, &enums::CONTRIBUTOR_ROLE_WORK)
}

fn language(work: &At<'_, '_>) -> Result<(), Breach> {
    match work.text("language-code") {
        Some(language) if !enums::LANGUAGE_CODE.contains(language) => {
            Err(work.breach(Rule::Enumeration, "language-code", format!("there is no language {language:?}")))
        }
        _ => Ok(()),
    }
}

fn citation(work: &At<'_, '_>) -> Result<(), Breach> {
    let Some(citation) = work.inner("citation") else { return Ok(()) };
    if citation.text("citation-type").is_none() {
        return Err(citation.breach(Rule::Enumeration, "citation-type", "a citation type is needed"));
    }
    if citation.text("citation-value").is_none() {
        return Err(citation.breach(Rule::Content, "citation-value", "the citation is empty"));
    }
    Ok(())
}
