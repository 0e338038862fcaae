//! What of a record is searched.

use byline_model::{ItemKind, RecordState};
use byline_search::document::{document, is_searchable};
use byline_search::fields::FIELDS;
use serde_json::json;

use crate::people::{Person, all, first, identifiers, now, organization};

/// Values of a record's fields, `name: value`, without those that are searched as text alone.
fn values(person: &Person) -> Vec<String> {
    let document = person.document();
    let named = document.values.iter().filter(|(field, _)| FIELDS[*field].name != "text");
    let mut values: Vec<String> = named.map(|(field, value)| format!("{}: {value}", FIELDS[*field].name)).collect();
    values.extend(document.dynamic.iter().map(|term| term.replace('\0', ": ")));
    values
}

fn text_alone(person: &Person) -> Vec<String> {
    let document = person.document();
    document
        .values
        .iter()
        .filter(|(field, _)| FIELDS[*field].name == "text")
        .map(|(_, value)| value.to_string())
        .collect()
}

fn person(key: &str) -> Person {
    all().into_iter().find(|person| person.key == key).unwrap()
}

#[test]
fn a_record_becomes_these_values() {
    assert_eq!(
        values(&person("A")),
        [
            "orcid: 0000-0002-1825-0097",
            "email: josiah@brown.example",
            "given-names: Josiah",
            "family-name: Carberry",
            "credit-name: J. S. Carberry",
            "other-names: Josiah Stinkney Carberry",
            "current-institution-affiliation-name: Brown University",
            "past-institution-affiliation-name: Wesleyan University",
            "given-and-family-names: Josiah Carberry",
            "keyword: psychoceramics",
            "keyword: Ionian philology",
            "work-titles: Toward a Unified Theory of High-Energy Metaphysics",
            "work-titles: Bulk and surface plasmons",
            "digital-object-ids: 10.5555/12345678",
            "digital-object-ids: 10.5555/ABC-Def(99)1",
            "affiliation-org-name: Brown University",
            "affiliation-org-name: Wesleyan University",
            "ringgold-org-id: 6752",
            "ringgold-org-id: 6289",
            "doi-self: 10.5555/12345678",
            "doi-self: 10.5555/ABC-Def(99)1",
        ]
    );
    assert_eq!(text_alone(&person("A")), ["Somewhere", "ZZ", "Fellow", "1995", "journal-article"]);
}

/// 66b: educations come before employments.
#[test]
fn activities_become_these_values() {
    assert_eq!(
        values(&person("K")),
        [
            "orcid: 0000-0001-6001-1105",
            "given-names: Seán",
            "family-name: O'Neill-Smith",
            "other-names: Sean Oneill",
            "past-institution-affiliation-name: University of Wisconsin",
            "past-institution-affiliation-name: Boston University",
            "given-and-family-names: Seán O'Neill-Smith",
            "funding-titles: Great Grant",
            "grant-numbers: INST 123/45-1",
            "funding-org-name: Deutsche Forschungsgemeinschaft",
            "fundref-org-id: https://doi.org/10.13039/501100001659",
            "peer-review-type: review",
            "peer-review-role: reviewer",
            "peer-review-group-id: issn:1741-4857",
            "peer-review-org-name: Springer",
            "affiliation-org-name: Boston University",
            "affiliation-org-name: University of Wisconsin",
            "ringgold-org-id: 1846",
            "grid-org-id: grid.5509.9",
            "source-work-id-self: rev-77",
        ]
    );
}

/// 63: nothing but iD and dates.
#[test]
fn a_record_without_anything_public_has_its_id() {
    assert_eq!(values(&person("F")), ["orcid: 0000-0001-6000-5557"]);
    let hidden = values(&person("L"));
    assert_eq!(
        hidden,
        [
            "orcid: 0000-0001-6001-2212",
            "given-names: Ann",
            "family-name: Limited",
            "given-and-family-names: Ann Limited"
        ]
    );
    assert_eq!(text_alone(&person("L")), [""; 0]);
}

/// `search` 7.2, 7.3
#[test]
fn identifiers_and_organisations_go_where_they_belong() {
    let hosts = |name, known| json!({ "organization": [organization(name, known)] });
    let resource = Person::new("Z", "0000-0001-6000-1118")
        .item(
            ItemKind::ResearchResource,
            json!({
                "proposal": {
                    "title": { "title": { "value": "Beam time" }, "translated-title": { "value": "Strahlzeit", "language-code": "de" } },
                    "hosts": hosts("DESY", Some(("ROR", "https://ror.org/01js2sh04"))),
                    "external-ids": identifiers(&[("proposal-id", "P-1", "self"), ("doi", "10.5/x", "version-of")]),
                },
                "resource-item": [{
                    "resource-name": "Petra",
                    "resource-type": "infrastructures",
                    "hosts": hosts("Helmholtz", Some(("FUNDREF", "http://dx.doi.org/10.13039/1"))),
                    "external-ids": identifiers(&[("rrid", "RRID:1", "part-of"), ("wosuid", "W1", "funded-by")]),
                }],
            }),
        )
        .item(
            ItemKind::Funding,
            json!({
                "organization": organization("NSF", Some(("ROR", "https://ror.org/021nxhr62"))),
                "external-ids": identifiers(&[("grant_number", "G1", "self"), ("doi", "10.5/fund", "self")]),
            }),
        )
        .affiliation(ItemKind::Service, organization("DFG", Some(("FUNDREF", "10.13039/2"))), None)
        .affiliation(ItemKind::Membership, organization("LEI only", Some(("LEI", "5493000IBP32UQZ0KL24"))), None);
    assert_eq!(
        values(&resource),
        [
            "orcid: 0000-0001-6000-1118",
            "current-institution-affiliation-name: LEI only",
            "current-institution-affiliation-name: DFG",
            "digital-object-ids: 10.5/x",
            "grant-numbers: G1",
            "funding-org-name: NSF",
            "fundref-org-id: http://dx.doi.org/10.13039/1",
            // Of funders, identifiers of any vocabulary.
            "fundref-org-id: https://ror.org/021nxhr62",
            "affiliation-org-name: DFG",
            "affiliation-org-name: LEI only",
            "ror-org-id: https://ror.org/01js2sh04",
            "research-resource-proposal-title: Beam time",
            "research-resource-proposal-title: Strahlzeit",
            "research-resource-item-name: Petra",
            "research-resource-proposal-org-name: DESY",
            "research-resource-item-org-name: Helmholtz",
            "wosuid: W1",
            "other-identifier-type: P-1",
            "other-identifier-type: RRID:1",
            "proposal-id-self: P-1",
            "doi-version-of: 10.5/x",
            "rrid-part-of: RRID:1",
        ]
    );
}

/// `search` 7.4, on 15 June 2024.
#[test]
fn affiliations_are_current_until_their_last_day_is_over() {
    for (end, current) in [
        (None, true),
        (Some(json!({})), true),
        (Some(json!({ "year": { "value": "2023" } })), false),
        (Some(json!({ "year": { "value": "2025" }, "month": { "value": "01" } })), true),
        (Some(json!({ "year": { "value": "2024" } })), true),
        (Some(json!({ "year": { "value": "2024" }, "month": { "value": "05" } })), false),
        (Some(json!({ "year": { "value": "2024" }, "month": { "value": "06" } })), true),
        (Some(json!({ "year": { "value": "2024" }, "month": { "value": "07" }, "day": { "value": "01" } })), true),
        (Some(json!({ "year": { "value": "2024" }, "month": { "value": "06" }, "day": { "value": "15" } })), false),
        (Some(json!({ "year": { "value": "2024" }, "month": { "value": "06" }, "day": { "value": "16" } })), true),
        (Some(json!({ "year": { "value": "soon" } })), true),
    ] {
        let body = json!({ "organization": organization("Here", None), "end-date": end });
        let values = values(&Person::new("Z", "0000-0001-6000-1118").item(ItemKind::Employment, body));
        let which = if current { "current" } else { "past" };
        assert!(values.contains(&format!("{which}-institution-affiliation-name: Here")), "{end:?}: {values:?}");
    }
}

/// 76, and `search` 8.1.
#[test]
fn the_state_of_a_record_decides_whether_it_is_found() {
    let found = |state| is_searchable(&Person::new("Z", "0000-0001-6000-1118").state(state).head, now());
    assert!(found(RecordState::Active));
    assert!(found(RecordState::Unclaimed));
    assert!(!found(RecordState::Locked));
    assert!(!found(RecordState::Deactivated));
    let all = first();
    let searchable: Vec<&str> =
        all.iter().filter(|person| is_searchable(&person.head, now())).map(|person| person.key).collect();
    assert_eq!(searchable.join(" "), "A B C D E F I K L M");
}

#[test]
fn a_body_that_is_none_is_told_with_its_kind() {
    let mut broken = Person::new("Z", "0000-0001-6000-1118").texts(ItemKind::Keyword, &["x"]);
    broken.items[0].body = "{".into();
    let error = document(&broken.head, &broken.items, now()).unwrap_err();
    assert_eq!(error.to_string(), "the body of a keyword cannot be read");
}

#[test]
fn long_lists_and_texts_that_summaries_lack_are_not_searched() {
    let work = json!({
        "title": { "title": { "value": "T" }, "subtitle": { "value": "S" } },
        "short-description": "abstract",
        "citation": { "citation-type": "bibtex", "citation-value": "@book" },
        "contributors": { "contributor": [{ "credit-name": { "value": "Somebody Else" } }] },
        "journal-title": { "value": "Journal" },
        "publication-date": { "year": { "value": "1999" }, "month": { "value": "07" } },
        "url": { "value": "https://x.org" },
    });
    let person = Person::new("Z", "0000-0001-6000-1118").item(ItemKind::Work, work);
    assert_eq!(values(&person)[1..], ["work-titles: T", "work-titles: S"]);
    assert_eq!(text_alone(&person), ["Journal", "1999", "https://x.org"]);
}
