//! What belongs to a person (`record-api` 3.11).

use super::at::At;
use super::{Breach, Rule, Situation};
use crate::enums;

const LONGEST_URL: usize = 2000;
pub(super) const LONGEST_VALUE: usize = 255;
/// Given names, family name, published name (`registry` 8).
const LONGEST_NAME: usize = 99;
const LONGEST_BIOGRAPHY: usize = 5000;

/// Given names are needed; the others may be left out, but not be blank.
pub(super) fn check_name(name: &At<'_, '_>) -> Result<(), Breach> {
    need(name, "given-names", LONGEST_NAME)?;
    for key in ["family-name", "credit-name"] {
        if !name.object.get(key).is_null() {
            need(name, key, LONGEST_NAME)?;
        }
    }
    Ok(())
}

pub(super) fn check_biography(biography: &At<'_, '_>) -> Result<(), Breach> {
    need(biography, "content", LONGEST_BIOGRAPHY)
}

pub(super) fn check_content(item: &At<'_, '_>, situation: &Situation<'_>, most: usize) -> Result<(), Breach> {
    need(item, "content", most)?;
    alike(item, situation)
}

pub(super) fn check_url(item: &At<'_, '_>, situation: &Situation<'_>) -> Result<(), Breach> {
    need(item, "url", LONGEST_URL)?;
    alike(item, situation)
}

pub(super) fn check_address(item: &At<'_, '_>, situation: &Situation<'_>) -> Result<(), Breach> {
    match item.inner("country").and_then(|country| country.text("value")) {
        Some(country) if enums::COUNTRY.contains(country) => {}
        Some(country) => {
            return Err(item.breach(Rule::Content, "country", format!("there is no country {country:?}")));
        }
        None => return Err(item.breach(Rule::Content, "country", "a country is needed")),
    }
    alike(item, situation)
}

/// The relationship is the person; types are free text.
pub(super) fn check_external_identifier(item: &At<'_, '_>, situation: &Situation<'_>) -> Result<(), Breach> {
    need(item, "external-id-type", LONGEST_VALUE)?;
    need(item, "external-id-value", LONGEST_VALUE)?;
    need(item, "external-id-url", LONGEST_URL)?;
    if item.text("external-id-relationship") != Some("self") {
        let reason = "an identifier of a person has the relationship self";
        return Err(item.breach(Rule::Content, "external-id-relationship", reason));
    }
    alike(item, situation)
}

fn alike(item: &At<'_, '_>, situation: &Situation<'_>) -> Result<(), Breach> {
    situation.put_code(item)?;
    situation.visibility(item)
}

fn need(item: &At<'_, '_>, key: &'static str, most: usize) -> Result<(), Breach> {
    match item.text(key) {
        None => Err(item.breach(Rule::Content, key, "a value is needed")),
        Some(text) if text.chars().count() > most => {
            let breach = item.breach(Rule::Content, key, format!("at most {most} characters are allowed"));
            Err(Breach { most: Some(most), ..breach })
        }
        Some(_) => Ok(()),
    }
}
