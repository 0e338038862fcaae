//! Invented organisations as a store keeps them.

use byline_store::{NameKind, Organization, OrganizationDetails, OrganizationName};
use byline_synthetic::{Vocabulary, funder, organization};

/// How often the most popular one is named; each after it by its rank less often.
const MOST: u64 = 60_000;

/// An organisation, with a kind and how often it is named.
pub(super) fn kept(invented: byline_synthetic::Organization, vocabulary: Vocabulary, kind: &str) -> Organization {
    let byline_synthetic::Organization { rank, name, city, country } = invented;
    // Whoever types the town first means the university all the same.
    let town = name.strip_prefix("University of ").map(|town| format!("{town} University"));
    let names =
        town.map(|it| OrganizationName { value: it.into(), kind: NameKind::Alias, language: Some("en".into()) });
    Organization {
        source: vocabulary.as_str().into(),
        identifier: vocabulary.identifier(rank).into(),
        name: name.into(),
        city: Some(city.into()),
        region: None,
        country: Some(country.into()),
        details: OrganizationDetails {
            names: names.into_iter().collect(),
            types: vec![kind.into()],
            popularity: MOST / (rank + 1),
            ..OrganizationDetails::default()
        },
    }
}

/// What an organisation of this rank is, by the way in which they are named.
pub(super) fn kind(name: &str) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|it| name.contains(it));
    match () {
        () if has(&["Universi", "Université"]) => "education",
        () if has(&["Hospital"]) => "healthcare",
        () if has(&["Ltd."]) => "company",
        () => "facility",
    }
}

/// So many organisations of ROR, and a fifth as many funders, each of those in the registry of funders, too: the same every
/// time, with identifiers from the ends of their vocabularies.
pub fn invented_organizations(count: u64) -> impl Iterator<Item = Organization> {
    let organizations = (0..count).map(organization).map(|it| {
        let kind = kind(&it.name);
        kept(it, Vocabulary::Ror, kind)
    });
    let funders = (0..count / 5).flat_map(|rank| {
        [kept(funder(rank), Vocabulary::Ror, "funder"), kept(funder(rank), Vocabulary::Fundref, "gov")]
    });
    organizations.chain(funders)
}
