use std::path::PathBuf;

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::country::{self, COUNTRIES};

const ALL: &[&Enumeration] = &[
    &WORK_TYPE,
    &CITATION_TYPE,
    &CONTRIBUTOR_ROLE_WORK,
    &CONTRIBUTOR_ROLE_FUNDING,
    &CREDIT_ROLE,
    &CONTRIBUTOR_SEQUENCE,
    &FUNDING_TYPE,
    &PEER_REVIEW_ROLE,
    &PEER_REVIEW_TYPE,
    &PEER_REVIEW_SUBJECT_TYPE,
    &RELATIONSHIP,
    &RESOURCE_TYPE,
    &VISIBILITY,
    &AFFILIATION_TYPE,
    &GROUP_TYPE,
    &GROUP_ID_PREFIX,
    &DISAMBIGUATION_SOURCE,
    &NOTIFICATION_TYPE,
    &NOTIFICATION_ITEM_TYPE,
    &NOTIFICATION_ITEM_TYPE_WRITABLE,
    &NOTIFICATION_AMENDED_SECTION,
    &LOCALE,
    &LANGUAGE_CODE,
    &COUNTRY,
    &CURRENCY,
];

/// The published lists, or `None` (with a word about it) where they are not at hand.
fn corpus(file: &str) -> Option<String> {
    let root = std::env::var_os("BYLINE_CORPUS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    match std::fs::read_to_string(root.join(file)) {
        Ok(text) => Some(text),
        Err(error) if std::env::var_os("CI").is_some() => panic!("{file} of the corpus is needed here: {error}"),
        Err(_) => {
            eprintln!("skipped: no {file} in the corpus");
            None
        }
    }
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().map(|it| it.as_str().expect("a string")).collect()
}

#[test]
fn every_value_is_found_at_its_place() {
    for list in ALL {
        for (at, value) in list.values.iter().enumerate() {
            assert_eq!(list.position(value), Some(at), "{} {value}", list.name);
            assert_eq!(list.canonical(value), Some(*value));
        }
    }
}

#[test]
fn only_contributor_roles_ignore_case() {
    for list in ALL {
        let roles = list.name.ends_with("contributor-role") || list.name == "credit-role";
        assert_eq!(list.case_insensitive, roles, "{}", list.name);
    }
    assert!(!WORK_TYPE.contains("Book"));
    assert!(!COUNTRY.contains("us"));
    assert!(!LANGUAGE_CODE.contains("zh-CN"));
    assert_eq!(CONTRIBUTOR_ROLE_WORK.canonical("CHAIR-OR-TRANSLATOR"), Some("chair-or-translator"));
    assert_eq!(
        CONTRIBUTOR_ROLE_FUNDING.canonical("HTTP://credit.niso.org/contributor-roles/SOFTWARE/"),
        Some("http://credit.niso.org/contributor-roles/software/")
    );
    assert_eq!(CONTRIBUTOR_ROLE_FUNDING.canonical("author"), None);
}

/// MODEL-2.4
#[test]
fn lists_have_their_published_length() {
    assert_eq!(WORK_TYPE.values.len(), 59);
    assert_eq!(LANGUAGE_CODE.values.len(), 186);
    assert_eq!(COUNTRY.values.len(), 250);
    assert_eq!(CREDIT_ROLE.values.len(), 14);
}

#[test]
fn aliases_and_csl_types_speak_of_work_types() {
    assert_eq!(WORK_TYPE.canonical("dataset"), Some("data-set"));
    assert_eq!(WORK_TYPE.canonical("data-set"), Some("data-set"));
    assert_eq!(WORK_TYPE.canonical("thesis"), None);
    assert_eq!(csl_type("dissertation-thesis"), Some("thesis"));
    assert_eq!(csl_type("software"), None);
    assert!(
        WORK_TYPE_ALIASES
            .iter()
            .all(|(alias, name)| !WORK_TYPE.values.contains(alias) && WORK_TYPE.values.contains(name))
    );
    assert!(WORK_TYPE_TO_CSL.iter().all(|(name, _)| WORK_TYPE.contains(name)));
    assert!(WORK_CATEGORIES.iter().flat_map(|(_, types)| *types).all(|name| WORK_TYPE.contains(name)));
}

#[test]
fn roles_of_older_versions_belong_to_their_lists() {
    for (uri, role) in CREDIT_TO_LEGACY_WORK_ROLE {
        assert!(CREDIT_ROLE.contains(uri) && CONTRIBUTOR_ROLE_WORK.contains(role), "{uri} {role}");
    }
    for (uri, role) in CREDIT_TO_LEGACY_FUNDING_ROLE {
        assert!(CREDIT_ROLE.contains(uri) && CONTRIBUTOR_ROLE_FUNDING.contains(role), "{uri} {role}");
    }
    assert!(CREDIT_ROLES.iter().map(|it| it.uri).eq(CREDIT_ROLE.values.iter().copied()));
}

#[test]
fn countries_stand_in_the_order_of_their_codes() {
    assert!(COUNTRIES.iter().map(|it| it.code).eq(COUNTRY.values.iter().copied()));
    assert_eq!(country::find("FR").map(|it| it.name), Some("France"));
    assert_eq!(country::find("fr"), None);
    assert!(COUNTRIES.iter().all(|it| it.geonames.is_some() != it.geonames_names.is_empty()));
    assert_eq!(COUNTRIES.iter().filter(|it| it.geonames.is_some()).count(), 193);
}

/// MODEL-2.4
#[test]
fn lists_equal_the_published_ones() {
    let Some(text) = corpus("enums.json") else { return };
    let published: Value = serde_json::from_str(&text).expect("enums.json is JSON");
    for list in ALL {
        let expected = match list.name {
            "credit-role" => published["credit-role"]["values"]
                .as_array()
                .expect("a list")
                .iter()
                .map(|it| it["uri"].as_str().expect("a URI"))
                .collect(),
            "notification-item-type-writable" => strings(&published["notification-item-type"]["accepted_by_xsd"]),
            name => strings(&published[name]["values"]),
        };
        let own = match list.name {
            // Ours carry the CRediT URIs as well.
            "work-contributor-role" | "funding-contributor-role" => &list.values[..expected.len()],
            _ => list.values,
        };
        assert_eq!(own, expected, "{}", list.name);
    }
}

#[test]
fn names_equal_the_published_ones() {
    let Some(text) = corpus("enums.json") else { return };
    let published: Value = serde_json::from_str(&text).expect("enums.json is JSON");
    let csl = published["work-type-to-csl"]["values"].as_object().expect("a map");
    assert_eq!(csl.len(), WORK_TYPE_TO_CSL.len());
    assert!(csl.iter().all(|(name, csl)| csl_type(name) == csl.as_str()));
    for (own, theirs) in CREATION_METHODS.iter().zip(published["creation-method"]["values"].as_array().expect("a list"))
    {
        assert_eq!((Some(own.0), Some(own.1)), (theirs["xml"].as_str(), theirs["json"].as_str()));
    }
    for (category, types) in WORK_CATEGORIES {
        assert_eq!(*types, strings(&published["work-category"]["values"][category]), "{category}");
    }
    for (own, theirs) in CREDIT_ROLES.iter().zip(published["credit-role"]["values"].as_array().expect("a list")) {
        assert_eq!((Some(own.constant), Some(own.label)), (theirs["db"].as_str(), theirs["ui"].as_str()));
    }
}

#[test]
fn countries_have_the_published_geonames_entries() {
    let Some(text) = corpus("reference/countries.csv") else { return };
    for (own, row) in COUNTRIES.iter().zip(text.lines().skip(1)) {
        assert_eq!(&row[..2], own.code);
        assert!(own.geonames.is_none_or(|uri| row.contains(uri)), "{row}");
        let (labels, names) = (own.geonames_labels.iter(), own.geonames_names.iter());
        assert!(labels.chain(names).all(|name| row.contains(name)), "{row}");
    }
}

proptest! {
    #[test]
    fn a_list_knows_its_values_and_no_others(value in "\\PC*") {
        for list in ALL {
            prop_assert_eq!(list.position(&value), list.values.iter().position(|it| {
                *it == value || list.case_insensitive && it.eq_ignore_ascii_case(&value)
            }));
        }
    }
}
