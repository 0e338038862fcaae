//! Fundings (`record-api` 3.7).

use super::at::At;
use super::common::{self, Needs};
use super::{Breach, Rule, Situation};
use crate::enums;

pub(super) fn check(funding: &At<'_, '_>, situation: &Situation<'_>) -> Result<(), Breach> {
    common::title(funding)?;
    common::translated_title(funding)?;
    common::ids_asked(funding, "external-ids", situation)?;
    amount(funding)?;
    situation.put_code(funding)?;
    let Some(organization) = funding.inner("organization") else {
        return Err(funding.breach(Rule::OrganizationMissing, "organization", "the funder is missing"));
    };
    common::organization(&organization, situation)?;
    common::date(funding, "end-date")?;
    common::end_needs_start(funding)?;
    common::date(funding, "start-date")?;
    situation.visibility(funding)?;
    common::ids_valid(funding, "external-ids", Needs::Any)?;
    common::contributors(funding, &situation.hosts)?;
    common::roles(funding, &enums::CONTRIBUTOR_ROLE_FUNDING)
}

fn amount(funding: &At<'_, '_>) -> Result<(), Breach> {
    let Some(amount) = funding.inner("amount") else { return Ok(()) };
    match (amount.text("value"), amount.text("currency-code")) {
        (None, None) => Ok(()),
        (Some(_), None) => Err(amount.breach(Rule::Content, "currency-code", "an amount needs a currency")),
        (None, Some(_)) => Err(amount.breach(Rule::Content, "value", "a currency needs an amount")),
        (Some(value), Some(_)) if is_decimal(value) => Ok(()),
        (Some(value), Some(_)) => Err(amount.breach(Rule::Amount, "value", format!("{value:?} is not a number"))),
    }
}

/// A sign, digits with a point among them, a power of ten; nothing but that.
fn is_decimal(text: &str) -> bool {
    let unsigned = |text: &str| text.strip_prefix(['+', '-']).unwrap_or(text).to_owned();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(front, back)| (front, Some(back)));
    let mantissa = unsigned(mantissa);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((&mantissa, ""));
    let power = exponent.map(unsigned);
    digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && power.is_none_or(|power| !power.is_empty() && digits(&power))
}

#[cfg(test)]
mod tests {
    #[test]
    fn amounts_are_decimal_numbers() {
        for text in ["1000", "1000.50", ".5", "5.", "-3", "+3", "1e6", "1.5E-3"] {
            assert!(super::is_decimal(text), "{text}");
        }
        for text in ["", "ten", "1,000", "1 000", ".", "-", "1e", "1.2.3", "0x10", "--1", "€5"] {
            assert!(!super::is_decimal(text), "{text}");
        }
    }
}
