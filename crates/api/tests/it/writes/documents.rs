//! One sound document for each kind that clients write.

use byline_testkit::ItemKind;
use serde_json::{Value, json};

/// Kinds that clients write, in the order of storage.
pub fn kinds() -> impl Iterator<Item = ItemKind> {
    ItemKind::ALL.into_iter().filter(|kind| kind.spec().by_put_code)
}

pub fn id(name: &str, value: &str, relationship: &str) -> Value {
    json!({"external-id-type": name, "external-id-value": value, "external-id-relationship": relationship})
}

pub fn ids(members: &[Value]) -> Value {
    json!({"external-id": members})
}

pub fn organization() -> Value {
    json!({
        "name": "Fjord University",
        "address": {"city": "Bergen", "region": null, "country": "NO"},
        "disambiguated-organization": {
            "disambiguated-organization-identifier": "https://ror.org/02mhbdp94",
            "disambiguation-source": "ROR",
        },
    })
}

pub fn work(doi: &str) -> Value {
    json!({
        "title": {"title": {"value": "Ants in the archive"}},
        "type": "journal-article",
        "external-ids": ids(&[id("doi", doi, "self")]),
    })
}

/// A document of this kind that says `mark` where it says what it is.
pub fn document(kind: ItemKind, mark: &str) -> Value {
    match kind {
        ItemKind::OtherName | ItemKind::Keyword => json!({"content": mark}),
        ItemKind::ResearcherUrl => json!({"url-name": "Home", "url": {"value": format!("https://example.org/{mark}")}}),
        // There are two countries in these tests.
        ItemKind::Address => {
            json!({"country": {"value": if mark == "b" || mark.ends_with('x') { "DE" } else { "NO" }}})
        }
        ItemKind::ExternalIdentifier => json!({
            "external-id-type": "MyOwnType",
            "external-id-value": mark,
            "external-id-url": {"value": format!("https://example.org/{mark}")},
            "external-id-relationship": "self",
        }),
        ItemKind::Work => work(&format!("10.5555/{mark}")),
        ItemKind::Funding => json!({
            "type": "grant",
            "title": {"title": {"value": "A grant"}},
            "amount": {"value": "1000", "currency-code": "NOK"},
            "external-ids": ids(&[id("grant_number", mark, "self")]),
            "organization": organization(),
        }),
        ItemKind::PeerReview => json!({
            "reviewer-role": "reviewer",
            "review-identifiers": ids(&[id("source-work-id", mark, "self")]),
            "review-type": "review",
            "review-completion-date": {"year": {"value": "2020"}},
            "review-group-id": "orcid-generated:fjord",
            "convening-organization": organization(),
        }),
        ItemKind::ResearchResource => json!({
            "proposal": {
                "title": {"title": {"value": "Beam time"}},
                "hosts": {"organization": [organization()]},
                "external-ids": ids(&[id("proposal-id", mark, "self")]),
            },
            "resource-item": [{
                "resource-name": "Beam line",
                "resource-type": "equipment",
                "hosts": {"organization": [organization()]},
                "external-ids": ids(&[id("proposal-id", "item", "self")]),
            }],
        }),
        _ if kind.is_affiliation() => json!({
            "department-name": "Ants",
            "start-date": {"year": {"value": "2019"}},
            "organization": organization(),
            "external-ids": ids(&[id("source-work-id", mark, "self")]),
        }),
        other => panic!("nobody writes a {other} but its owner"),
    }
}

/// The document with something else at a JSON pointer; what is not there is added, `null` takes away.
pub fn with(mut document: Value, pointer: &str, value: Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let parent = document.pointer_mut(parent).unwrap_or_else(|| panic!("there is no {parent}"));
    match parent {
        Value::Array(members) => members[key.parse::<usize>().expect("an index")] = value,
        Value::Object(fields) if value.is_null() => drop(fields.remove(key)),
        Value::Object(fields) => drop(fields.insert(key.to_owned(), value)),
        other => panic!("{other} has no members"),
    }
    document
}
