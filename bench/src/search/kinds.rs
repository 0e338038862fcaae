//! What is asked for, as a table: it follows from people who are there.

use anyhow::Result;
use serde_json::Value;

use tantivy::query::BooleanQuery;

use super::engine::{Ask, Bare, words};
use crate::oauth::Wire;

/// People whose data is asked for.
pub const KNOWN: usize = 200;

/// One kind of query.
pub struct Kind {
    pub name: &'static str,
    /// Whether it is asked beside writes: what many people ask for.
    pub is_everyday: bool,
    /// Path and parameters, of the so-manieth request.
    pub ask: fn(People<'_>, usize) -> Option<String>,
    /// The same of the engine by itself.
    pub bare: Bare,
}

/// What is known of somebody.
pub struct Person {
    pub orcid: String,
    pub given: String,
    pub family: String,
    pub doi: Option<String>,
    pub organizations: Vec<String>,
}

/// Those whose data is asked for.
pub type People<'p> = &'p [Person];

const QUICK: &str = "{!edismax qf=\"given-and-family-names^50.0 family-name^10.0 given-names^10.0 credit-name^10.0 \
    other-names^5.0 text^1.0\" pf=\"given-and-family-names^50.0\" bq=\"current-institution-affiliation-name:[* TO *]^100.0 \
    past-institution-affiliation-name:[* TO *]^70\" mm=1}";
/// The same for the engine.
const QUICK_FIELDS: &[(&str, f32)] = &[
    ("given-and-family-names", 50.0),
    ("family-name", 10.0),
    ("given-names", 10.0),
    ("credit-name", 10.0),
    ("other-names", 5.0),
    ("text", 1.0),
];
const QUICK_MORE: &[(&str, f32)] =
    &[("current-institution-affiliation-name", 100.0), ("past-institution-affiliation-name", 70.0)];

pub const KINDS: &[Kind] = &[
    Kind {
        name: "an iD",
        is_everyday: true,
        ask: |people, at| Some(search(&format!("orcid:{}", people[at].orcid), 10)),
        bare: |engine, people, at| Ok(Some(Ask { query: engine.value("orcid", &people[at].orcid)?, rows: 10 })),
    },
    Kind {
        name: "an identifier",
        is_everyday: true,
        ask: |people, at| Some(search(&format!("doi-self:\"{}\"", people[at].doi.as_ref()?), 10)),
        bare: |engine, people, at| {
            let Some(doi) = &people[at].doi else { return Ok(None) };
            Ok(Some(Ask { query: engine.value("dynamic", &format!("doi-self\0{doi}"))?, rows: 10 }))
        },
    },
    Kind {
        name: "two names",
        is_everyday: true,
        ask: |people, at| {
            let Person { given, family, .. } = &people[at];
            Some(search(&format!("given-names:\"{given}\" AND family-name:\"{family}\""), 10))
        },
        bare: |engine, people, at| {
            let Person { given, family, .. } = &people[at];
            let both = vec![engine.phrase("given-names", given)?, engine.phrase("family-name", family)?];
            Ok(Some(Ask { query: Box::new(BooleanQuery::intersection(both)), rows: 10 }))
        },
    },
    Kind {
        name: "twenty organisations",
        is_everyday: false,
        ask: |people, at| {
            let names = twenty(people, at).map(|it| format!("affiliation-org-name:\"{it}\""));
            Some(search(&names.collect::<Vec<_>>().join(" OR "), 10))
        },
        bare: |engine, people, at| {
            let any = twenty(people, at).map(|it| engine.phrase("affiliation-org-name", it));
            Ok(Some(Ask { query: Box::new(BooleanQuery::union(any.collect::<Result<_>>()?)), rows: 10 }))
        },
    },
    Kind {
        name: "addresses of a domain",
        is_everyday: true,
        ask: |people, at| Some(search(&format!("email:*@{}", domain(&people[at])), 10)),
        bare: |engine, people, at| {
            let reversed: String = format!("@{}", domain(&people[at])).chars().rev().collect();
            Ok(Some(Ask { query: engine.beginning("email reversed", &reversed)?, rows: 10 }))
        },
    },
    Kind {
        name: "as the page asks",
        is_everyday: true,
        ask: |people, at| {
            let Person { given, family, .. } = &people[at];
            let q = escape(&format!("{QUICK}{} {}", given.to_lowercase(), family.to_lowercase()));
            Some(format!("/v3.0/expanded-search?rows=50&q={q}"))
        },
        bare: |engine, people, at| {
            let Person { given, family, .. } = &people[at];
            let text = format!("{given} {family}");
            let query = engine.typed(&text, QUICK_FIELDS, ("given-and-family-names", 50.0), QUICK_MORE)?;
            Ok(Some(Ask { query, rows: 50 }))
        },
    },
    Kind {
        name: "the first thousand of many",
        is_everyday: false,
        ask: |people, at| Some(search(&format!("university OR science OR {}", people[at].given), 1000)),
        bare: |engine, people, at| {
            let text = format!("university science {}", people[at].given);
            let any = words(&text).map(|it| engine.phrase("text", &it)).collect::<Result<_>>()?;
            Ok(Some(Ask { query: Box::new(BooleanQuery::union(any)), rows: 1000 }))
        },
    },
];

/// Names of organisations of twenty people.
fn twenty<'p>(people: People<'p>, at: usize) -> impl Iterator<Item = &'p String> {
    people.iter().cycle().skip(at).take(people.len()).filter_map(|it| it.organizations.first()).take(20)
}

fn domain(person: &Person) -> String {
    format!("{}.example", person.family.to_ascii_lowercase())
}

fn search(q: &str, rows: usize) -> String {
    format!("/v3.0/search?rows={rows}&q={}", escape(q))
}

pub fn escape(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

pub fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n").into_bytes()
}

/// Some of the registry, with what can be asked for.
pub fn people_of(address: std::net::SocketAddr, orcids: &[String]) -> Result<Vec<Person>> {
    let mut wire = Wire::connect(address)?;
    let mut known = Vec::new();
    let step = (orcids.len() / (4 * KNOWN)).max(1);
    for orcid in orcids.iter().step_by(step) {
        let (_, body) = wire.ask(&get(&format!("/v3.0/{orcid}/record")))?;
        let record: Value = serde_json::from_str(&body)?;
        let text = |path: &str| record.pointer(path).and_then(Value::as_str).map(str::to_owned);
        let (Some(given), Some(family)) =
            (text("/person/name/given-names/value"), text("/person/name/family-name/value"))
        else {
            continue;
        };
        let groups = record.pointer("/activities-summary/works/group").and_then(Value::as_array);
        let ids = groups.into_iter().flatten().filter_map(|it| it.pointer("/external-ids/external-id")?.as_array());
        let doi = ids.flatten().find(|it| it["external-id-type"] == "doi");
        let doi = doi.and_then(|it| it["external-id-value"].as_str()).map(str::to_owned);
        let jobs = record.pointer("/activities-summary/employments/affiliation-group").and_then(Value::as_array);
        let organizations = jobs.into_iter().flatten();
        let name = "/summaries/0/employment-summary/organization/name";
        let organizations = organizations.filter_map(|it| it.pointer(name)?.as_str().map(str::to_owned)).collect();
        known.push(Person { orcid: orcid.clone(), given, family, doi, organizations });
        if known.len() == KNOWN {
            break;
        }
    }
    Ok(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_asks_what_a_server_can_read() {
        let person = Person {
            orcid: "0000-0002-1825-0097".into(),
            given: "Zoë".into(),
            family: "O'Neill Smith".into(),
            doi: Some("10.1/a&b".into()),
            organizations: vec!["Text & Co".into()],
        };
        for kind in KINDS {
            let path = (kind.ask)(std::slice::from_ref(&person), 0).unwrap();
            let (_, query) = path.split_once("&q=").unwrap();
            assert!(
                query.bytes().all(|it| it.is_ascii_alphanumeric() || b"-._~%".contains(&it)),
                "{}: {path}",
                kind.name
            );
        }
    }
}
