//! Organisations that items may name by identifier, as vocabularies of them publish them.

use serde::{Deserialize, Serialize};

use crate::StoreError;

/// An organisation that items may name by identifier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Organization {
    /// `ROR`, `FUNDREF`, `RINGGOLD`, `GRID`, `LEI`.
    pub source: Box<str>,
    pub identifier: Box<str>,
    pub name: Box<str>,
    pub city: Option<Box<str>>,
    pub region: Option<Box<str>>,
    pub country: Option<Box<str>>,
    pub details: OrganizationDetails,
}

/// What else is known of an organisation: kept as one text, so that there may be more of it without a migration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct OrganizationDetails {
    #[serde(skip_serializing_if = "OrganizationStatus::is_active")]
    pub status: OrganizationStatus,
    /// Identifiers, in the same vocabulary, of those that took its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<Box<str>>,
    /// What it is called besides its name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<OrganizationName>,
    /// What it is, in the words of its vocabulary: `education`, `funder`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<Box<str>>,
    /// What other vocabularies know it by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<OrganizationId>,
    /// How often it is named: of two that are found alike, the one with more comes first.
    #[serde(skip_serializing_if = "is_zero")]
    pub popularity: u64,
}

/// Whether an organisation is there still.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrganizationStatus {
    #[default]
    Active,
    /// It was closed. People worked there, and may say so.
    Inactive,
    /// Its vocabulary took the identifier back: others stand for it, or none.
    Obsolete,
}

/// Another name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationName {
    pub value: Box<str>,
    #[serde(rename = "type")]
    pub kind: NameKind,
    /// A language tag, as the vocabulary wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Box<str>>,
}

/// What sort of name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameKind {
    /// The name, in another language or another script.
    Label,
    /// Whatever else it is called, former names among it.
    Alias,
    Acronym,
}

/// An identifier in another vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationId {
    /// Its name in capitals: `ISNI`, `WIKIDATA`, `GRID`.
    pub source: Box<str>,
    pub identifier: Box<str>,
    /// Whether it is the one to use of several of that vocabulary.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub preferred: bool,
}

/// What an organisation is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganizationKey {
    pub source: Box<str>,
    pub identifier: Box<str>,
}

/// An organisation, and when it was put.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedOrganization {
    /// Of its entry in the change log; 0 where that is not known.
    pub sequence: u64,
    pub organization: Organization,
}

/// A place in the list of organisations by their last change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ByChange {
    pub sequence: u64,
    pub key: OrganizationKey,
}

impl Organization {
    /// What one is found by, and where lists of them go on: vocabulary, then identifier.
    pub fn key(&self) -> OrganizationKey {
        OrganizationKey { source: self.source.clone(), identifier: self.identifier.clone() }
    }

    /// Whether it gives money for research: all of the registry of funders do, of others those that say so.
    pub fn is_funder(&self) -> bool {
        &*self.source == "FUNDREF" || self.details.types.iter().any(|it| it.eq_ignore_ascii_case("funder"))
    }
}

impl ChangedOrganization {
    /// Where it stands among all of them.
    pub fn place(&self) -> ByChange {
        ByChange { sequence: self.sequence, key: self.organization.key() }
    }
}

impl OrganizationDetails {
    /// As adapters keep them; `None` when nothing is known.
    pub fn to_json(&self) -> Option<String> {
        (*self != Self::default()).then(|| serde_json::to_string(self).expect("texts and numbers have a form in JSON"))
    }

    /// What [`Self::to_json`] wrote.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when it cannot be read.
    pub fn from_json(text: Option<&str>) -> Result<Self, StoreError> {
        let Some(text) = text else { return Ok(Self::default()) };
        serde_json::from_str(text).map_err(|error| StoreError::Corrupt(format!("{error} in an organisation")))
    }
}

impl OrganizationStatus {
    pub const ALL: [Self; 3] = [Self::Active, Self::Inactive, Self::Obsolete];

    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
            Self::Obsolete => "obsolete",
        }
    }

    fn is_active(&self) -> bool {
        *self == Self::Active
    }
}

impl NameKind {
    pub const ALL: [Self; 3] = [Self::Label, Self::Alias, Self::Acronym];

    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Alias => "alias",
            Self::Acronym => "acronym",
        }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference over")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_was_put() {
        let details = OrganizationDetails {
            status: OrganizationStatus::Obsolete,
            successors: vec!["2".into()],
            names: NameKind::ALL
                .map(|kind| OrganizationName { value: kind.as_str().into(), kind, language: Some("no".into()) })
                .into(),
            types: vec!["funder".into()],
            ids: vec![OrganizationId { source: "ISNI".into(), identifier: "1".into(), preferred: true }],
            popularity: 7,
        };
        let text = details.to_json().unwrap();
        assert_eq!(OrganizationDetails::from_json(Some(&text)).unwrap(), details);
        assert_eq!(OrganizationDetails::default().to_json(), None);
        assert_eq!(OrganizationDetails::from_json(None).unwrap(), OrganizationDetails::default());
        assert!(OrganizationDetails::from_json(Some("[")).is_err());
    }

    #[test]
    fn names_in_files_are_those_of_what_is_kept() {
        for status in OrganizationStatus::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
        for kind in NameKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
    }

    #[test]
    fn funders_are_those_that_say_so() {
        let of = |source: &str, kind: &str| {
            let details = OrganizationDetails { types: vec![kind.into()], ..OrganizationDetails::default() };
            Organization { source: source.into(), details, ..Organization::default() }.is_funder()
        };
        assert!(of("FUNDREF", "gov") && of("ROR", "Funder") && !of("ROR", "education"));
    }
}
