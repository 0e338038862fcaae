//! What makes two items the same thing: numbers that items of one source may not share (`record-api` 3.4).
//!
//! An adapter keeps them beside each item, so that a duplicate is found without reading the record. A number stands for
//! kind, source and one identifier with its relationship, or for all texts that identify an item of its kind. They are
//! the same in every version of the program that has the same [`RULES`].

use std::borrow::Cow;

use byline_model::kind::{ExternalIdRule, Identity};
use byline_model::{Agent, Item, ItemKind, Source, external_id};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use xxhash_rust::xxh3::Xxh3;

use crate::{Change, ChangeSet, StoreError, rows};

/// The version of the rules that make the numbers: an adapter that has them by others makes them anew.
pub const RULES: u32 = external_id::RULES;

/// How an identifier is related to an item, as far as that matters for being the same. What an item is part of or
/// funded by identifies nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    Itself,
    /// Old items, and affiliations, may say nothing.
    Unsaid,
    Version,
}

impl Relation {
    /// Those that identify an item.
    pub const ALL: [Relation; 3] = [Self::Itself, Self::Unsaid, Self::Version];

    /// The relation that an `external-id-relationship` says; `None` for those that identify nothing.
    pub fn of(relationship: Option<&str>) -> Option<Self> {
        match relationship {
            None => Some(Self::Unsaid),
            Some("self") => Some(Self::Itself),
            Some("version-of") => Some(Self::Version),
            Some(_) => None,
        }
    }
}

/// The numbers of an item.
///
/// # Errors
/// As [`Identities::of_body`].
pub fn of_item(item: &Item) -> Result<Vec<i64>, StoreError> {
    Identities::new(item.kind, &item.source).of_body(&item.body)
}

/// The numbers of every item that a change set puts, in its order. They are worked out where the change set is made, so
/// that whoever writes need not.
///
/// # Errors
/// As [`Identities::of_body`].
pub fn of_set(set: &ChangeSet) -> Result<Box<[Vec<i64>]>, StoreError> {
    let items = set.changes.iter().filter_map(|change| match change {
        Change::PutItem { item, .. } => Some(of_item(item)),
        _ => None,
    });
    items.collect()
}

/// Makes the numbers of one kind and source.
pub struct Identities<'a> {
    kind: ItemKind,
    source: &'a Source,
}

impl<'a> Identities<'a> {
    /// For items of this kind that this source writes: others have other numbers for the same identifier.
    pub fn new(kind: ItemKind, source: &'a Source) -> Self {
        Identities { kind, source }
    }

    /// The number of an external identifier of this type and value.
    pub fn external_id(&self, relation: Relation, name: &str, value: &str) -> i64 {
        let normalized = match self.kind.spec().ids {
            ExternalIdRule::Raw | ExternalIdRule::None => Cow::Borrowed(value),
            // A value without a normal form is compared as it is.
            ExternalIdRule::Normalized => external_id::normalize(name, value).unwrap_or(Cow::Borrowed(value)),
        };
        let relation = match relation {
            Relation::Itself => "self",
            Relation::Unsaid => "",
            Relation::Version => "version-of",
        };
        self.number(&[relation, name, &normalized])
    }

    /// All numbers of an item with this body.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the body cannot be read.
    pub fn of_body(&self, body: &str) -> Result<Vec<i64>, StoreError> {
        let damaged = |error| StoreError::Corrupt(format!("{error} in the body of a {}", self.kind));
        let mut found = Vec::new();
        match self.kind.spec().identity {
            Identity::None => {}
            Identity::ExternalIds(path) => {
                for id in ids_at(body, path).map_err(damaged)? {
                    let relation = Relation::of(id.relationship.as_deref());
                    if let (Some(relation), Some(name), Some(value)) = (relation, &id.name, &id.value) {
                        found.push(self.external_id(relation, name, value));
                    }
                }
            }
            Identity::Texts(paths) => {
                let body: serde_json::Value = serde_json::from_str(body).map_err(damaged)?;
                let text = |path: &&[&str]| path.iter().try_fold(&body, |inner, key| inner.get(key))?.as_str();
                let texts: Option<Vec<&str>> = paths.iter().map(text).collect();
                found.extend(texts.map(|texts| self.number(&texts)));
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// The numbers of which no other item may have one when an item with this body is added: what the item itself is. One
    /// that comes with many others must not be a version of an item that is there either (`record-api` 3.4).
    ///
    /// # Errors
    /// As [`Identities::of_body`].
    pub fn conflicts(&self, body: &str, with_many: bool) -> Result<Vec<i64>, StoreError> {
        let Identity::ExternalIds(path) = self.kind.spec().identity else { return self.of_body(body) };
        let damaged = |error| StoreError::Corrupt(format!("{error} in the body of a {}", self.kind));
        let mut found = Vec::new();
        for id in ids_at(body, path).map_err(damaged)? {
            let (Some(name), Some(value)) = (&id.name, &id.value) else { continue };
            let relations = match Relation::of(id.relationship.as_deref()) {
                Some(Relation::Itself) if with_many => &Relation::ALL[..],
                Some(Relation::Itself) => &[Relation::Itself],
                Some(Relation::Unsaid) => &[Relation::Unsaid],
                Some(Relation::Version) | None => &[],
            };
            found.extend(relations.iter().map(|relation| self.external_id(*relation, name, value)));
        }
        Ok(found)
    }

    fn number(&self, parts: &[&str]) -> i64 {
        let mut hash = Xxh3::new();
        hash.update(&[self.kind.code()]);
        let agent = |agent: &Option<Agent>| agent.as_ref().map_or_else(String::new, rows::agent_text);
        let (author, origin) = (agent(&self.source.author), agent(&self.source.origin));
        for part in [&*author, &*origin].iter().chain(parts) {
            hash.update(part.as_bytes());
            hash.update(&[0]);
        }
        hash.digest().cast_signed()
    }
}

#[derive(Deserialize)]
struct Id<'a> {
    #[serde(rename = "external-id-type", borrow, default)]
    name: Option<Cow<'a, str>>,
    #[serde(rename = "external-id-value", borrow, default)]
    value: Option<Cow<'a, str>>,
    #[serde(rename = "external-id-relationship", borrow, default)]
    relationship: Option<Cow<'a, str>>,
}

/// The identifiers at a path of a body, which is read no further than it must be.
fn ids_at<'a>(body: &'a str, path: &'static [&'static str]) -> Result<Vec<Id<'a>>, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_str(body);
    let found = At(path).deserialize(&mut json)?;
    json.end()?;
    Ok(found)
}

struct At(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for At {
    type Value = Vec<Id<'de>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        if self.0.is_empty() {
            Ok(Option::<Vec<Id<'de>>>::deserialize(deserializer)?.unwrap_or_default())
        } else {
            deserializer.deserialize_map(self)
        }
    }
}

impl<'de> Visitor<'de> for At {
    type Value = Vec<Id<'de>>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = Vec::new();
        let [wanted, below @ ..] = self.0 else { return Ok(found) };
        while let Some(is_wanted) = map.next_key_seed(KeyIs(wanted))? {
            if is_wanted {
                found = map.next_value_seed(At(below))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// Whether a key is this one, without a copy of it.
struct KeyIs(&'static str);

impl<'de> DeserializeSeed<'de> for KeyIs {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeyIs {
    type Value = bool;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<bool, E> {
        Ok(key == self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> Source {
        Source::client("APP-0123456789ABCDEF".parse().unwrap())
    }

    fn of(kind: ItemKind, body: &str) -> Vec<i64> {
        Identities::new(kind, &source()).of_body(body).unwrap()
    }

    const IDS: &str = r#"{"external-id":[{"external-id-type":"doi","external-id-value":"10.1/AB","external-id-relationship":"self"},{"external-id-type":"issn","external-id-value":"1234-5678","external-id-relationship":"part-of"}]}"#;

    #[test]
    fn identifiers_are_found_where_the_kind_has_them() {
        let (source, ids) = (source(), IDS);
        for (kind, body) in [
            (ItemKind::Work, format!(r#"{{"title":{{"title":"A","x":[1]}},"external-ids":{ids}}}"#)),
            (ItemKind::Service, format!(r#"{{"external-ids":{ids}}}"#)),
            (ItemKind::PeerReview, format!(r#"{{"review-identifiers":{ids},"external-ids":{{}}}}"#)),
            (ItemKind::ResearchResource, format!(r#"{{"proposal":{{"external-ids":{ids}}}}}"#)),
        ] {
            let expected = Identities::new(kind, &source).external_id(Relation::Itself, "doi", "10.1/ab");
            assert_eq!(of(kind, &body), [expected], "{kind}");
        }
        let funding = Identities::new(ItemKind::Funding, &source);
        let exact = funding.external_id(Relation::Itself, "doi", "10.1/AB");
        assert_eq!(of(ItemKind::Funding, &format!(r#"{{"external-ids":{ids}}}"#)), [exact]);
        assert_ne!(exact, funding.external_id(Relation::Itself, "doi", "10.1/ab"), "fundings are compared as they are");
    }

    #[test]
    fn people_items_are_what_they_say() {
        for (kind, body) in [
            (ItemKind::Keyword, r#"{"content":"ants"}"#),
            (ItemKind::OtherName, r#"{"content":"ants"}"#),
            (ItemKind::ResearcherUrl, r#"{"url-name":"x","url":"https://example.org"}"#),
            (ItemKind::Address, r#"{"country":{"value":"FR"}}"#),
            (ItemKind::ExternalIdentifier, r#"{"external-id-type":"a","external-id-value":"b"}"#),
        ] {
            assert_eq!(of(kind, body).len(), 1, "{kind}");
        }
        assert!(of(ItemKind::Address, "{}").is_empty());
        assert!(of(ItemKind::Name, "{}").is_empty());
        assert_ne!(of(ItemKind::Keyword, r#"{"content":"a"}"#), of(ItemKind::OtherName, r#"{"content":"a"}"#));
    }

    #[test]
    fn sources_and_relations_keep_things_apart() {
        let (one, other) = (source(), Source::client("APP-0000000000000000".parse().unwrap()));
        let behalf = Source { origin: one.author.clone(), ..other.clone() };
        let number = |source, relation| Identities::new(ItemKind::Work, source).external_id(relation, "doi", "10.1/a");
        let all: Vec<i64> = [&one, &other, &behalf]
            .into_iter()
            .flat_map(|source| Relation::ALL.map(|relation| number(source, relation)))
            .collect();
        assert!(all.iter().enumerate().all(|(at, number)| !all[..at].contains(number)));
    }

    #[test]
    fn versions_stand_in_the_way_of_many_alone() {
        let source = source();
        let works = Identities::new(ItemKind::Work, &source);
        let body = format!(r#"{{"external-ids":{IDS}}}"#);
        let number = |relation| works.external_id(relation, "doi", "10.1/ab");
        assert_eq!(works.conflicts(&body, false).unwrap(), [number(Relation::Itself)]);
        assert_eq!(works.conflicts(&body, true).unwrap(), Relation::ALL.map(number));
        let keywords = Identities::new(ItemKind::Keyword, &source);
        let body = r#"{"content":"a"}"#;
        assert_eq!(keywords.conflicts(body, false).unwrap(), keywords.of_body(body).unwrap());
    }

    #[test]
    fn the_numbers_stay_what_they_are() {
        assert_eq!(of(ItemKind::Keyword, r#"{"content":"ants"}"#), [4_161_272_252_061_257_062]);
    }

    #[test]
    fn damaged_bodies_are_told() {
        for body in ["", "[]", r#"{"external-ids":{"external-id":7}}"#, "{} x"] {
            assert!(Identities::new(ItemKind::Work, &source()).of_body(body).is_err(), "{body}");
        }
    }
}
