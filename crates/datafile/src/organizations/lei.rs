//! Rows of the golden copy of legal entity identifiers (LEI-CDF 3.1, as CSV).

use byline_store::{NameKind, OrganizationStatus};

use super::said::{Draft, Record};
use super::source::Row;

/// Of each sort of other names, the table has so many columns.
const OTHER_NAMES: usize = 5;
const SUCCESSORS: usize = 5;

pub(super) fn of_row(row: &Row<'_>) -> Record {
    let mut draft = Draft::new("LEI", row.get("LEI").unwrap_or_default())?;
    row.get("Entity.LegalName").iter().for_each(|it| draft.name(it));
    for (list, member) in [
        ("Entity.OtherEntityNames", "OtherEntityName"),
        ("Entity.TransliteratedOtherEntityNames", "TransliteratedOtherEntityName"),
    ] {
        for number in 1..=OTHER_NAMES {
            let column = format!("{list}.{member}.{number}");
            if let Some(name) = row.get(&column) {
                draft.other_name(NameKind::Alias, name, row.get(&format!("{column}.xmllang")));
            }
        }
    }
    let address = |what: &str| row.get(&format!("Entity.LegalAddress.{what}"));
    draft.place(address("City"), address("Region"), address("Country"));
    row.get("Entity.EntityCategory").iter().for_each(|it| draft.kind(it));
    for number in 1..=SUCCESSORS {
        let column = format!("Entity.SuccessorEntity.{number}.SuccessorLEI");
        row.get(&column).iter().for_each(|it| draft.successor(it));
    }
    row.get("Entity.SuccessorEntity.SuccessorLEI").iter().for_each(|it| draft.successor(it));
    draft.status(match (row.get("Registration.RegistrationStatus"), row.get("Entity.EntityStatus")) {
        // The entity has another identifier, or none.
        (Some("MERGED" | "DUPLICATE" | "ANNULLED"), _) => OrganizationStatus::Obsolete,
        (_, Some("INACTIVE")) => OrganizationStatus::Inactive,
        _ => OrganizationStatus::Active,
    });
    draft.whole()
}
