//! From a document that was sent to the item it becomes.

use std::collections::BTreeSet;

use byline_formats::write_body;
use byline_model::document::Object;
use byline_model::rules::{self, Breach, Rule, Situation};
use byline_model::shape::{Hosts, Role};
use byline_model::{Item, PutCode, Timestamp, Visibility, organization, shapes};
use byline_store::identities::Identities;
use byline_store::read::{FoundRecord, OfRecord};
use byline_store::{Guard, OrganizationKey, Read};

use super::faults::fits;
use super::{Manner, Permit, duplicate};
use crate::{Organizations, RecordError, Registry};

/// A document that passed every rule which needs no look at the record's other items.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub body: Box<str>,
    /// What was asked for; counts where nobody has claimed the record.
    pub visibility: Option<Visibility>,
    group: Option<Group>,
}

/// A document that passed the rules, before the store was asked about it.
pub(super) struct Sketch<'d> {
    /// As far as it goes: the group of a review is still to come.
    pub draft: Draft,
    organizations: Vec<(OrganizationKey, rules::Location)>,
    /// The document of a peer review.
    review: Option<Object<'d>>,
    is_new: bool,
}

/// What the store said about what was sent.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Organisations that nobody knows.
    unknown: BTreeSet<OrganizationKey>,
    /// What is there already of what was sent.
    pub identities: Vec<(i64, PutCode)>,
    /// How many items of the kind there are, where there is an end to that.
    count: u64,
}

/// What a decision about items with these identities rests on.
pub(super) fn wanted(permit: &Permit, keys: &[i64]) -> OfRecord {
    let count = permit.kind.spec().writes.most.map(|_| permit.kind);
    OfRecord { identities: keys.into(), count, ..OfRecord::head(permit.owner) }
}

impl From<FoundRecord> for Facts {
    fn from(record: FoundRecord) -> Self {
        Facts { unknown: BTreeSet::new(), identities: record.identities, count: record.count }
    }
}

/// The group of a peer review.
#[derive(Clone, Debug)]
enum Group {
    Seen(Box<str>),
    Unseen(Box<str>),
}

const GROUP: &str = "review-group-id";

impl Registry {
    /// A document by the rules that need no look at the store.
    ///
    /// # Errors
    /// [`RecordError::Invalid`].
    pub(super) fn sketch<'d>(
        &self,
        permit: &Permit,
        mut document: Object<'d>,
        present: Option<Visibility>,
    ) -> Result<Sketch<'d>, RecordError> {
        let hosts = Hosts::of(Some(self.urls.base()));
        // What clients send was held to the schema when it was read.
        if permit.is_owners() {
            fits(&document, &hosts)?;
        }
        rules::check(permit.kind, &document, &Situation { present, hosts, asks: permit.asks() })?;
        rules::as_written(&mut document);
        let mut organizations = Vec::new();
        for found in rules::objects_of(&document, &shapes::DISAMBIGUATED_ORGANIZATION) {
            let text = |key| found.object.text(key).unwrap_or_default();
            let (source, identifier) = (text("disambiguation-source"), text("disambiguated-organization-identifier"));
            if self.organizations == Organizations::WellFormed && organization::is_well_formed(source, identifier) {
                continue;
            }
            organizations.push((OrganizationKey { source: source.into(), identifier: identifier.into() }, found.at));
        }
        let visibility = document.role(Role::Visibility).as_text().and_then(|it| it.parse().ok());
        let draft = Draft { body: write_body(&document).into(), visibility, group: None };
        let review = document.text(GROUP).is_some().then_some(document);
        Ok(Sketch { draft, organizations, review, is_new: present.is_none() })
    }

    /// What the store has to say about what was sent: one call for all of it.
    ///
    /// # Errors
    /// When the store fails, or the record is gone.
    pub(super) async fn facts(
        &self,
        permit: &Permit,
        sketches: &[&Sketch<'_>],
        keys: &[i64],
    ) -> Result<Facts, RecordError> {
        let named = sketches.iter().flat_map(|it| &it.organizations).map(|(key, _)| key);
        let mut organizations: Vec<OrganizationKey> = named.cloned().collect();
        organizations.sort_unstable();
        organizations.dedup();
        let of = wanted(permit, keys);
        if organizations.is_empty() && of.identities.is_empty() && of.count.is_none() {
            return Ok(Facts::default());
        }
        let read = Read { organizations, ..Read::of(of) };
        let found = self.store.read(&read).await?;
        let record = found.record.ok_or(RecordError::NoSuchRecord)?;
        let known = read.organizations.into_iter().zip(found.organizations);
        let unknown = known.filter_map(|(key, found)| found.is_none().then_some(key)).collect();
        Ok(Facts { unknown, identities: record.identities, count: record.count })
    }

    /// The draft that a sketch becomes.
    ///
    /// # Errors
    /// [`RecordError::Invalid`], [`RecordError::Group`].
    pub(super) async fn draft(&self, sketch: Sketch<'_>, facts: &Facts, manner: &Manner) -> Result<Draft, RecordError> {
        let Sketch { draft, organizations, review, is_new } = sketch;
        // 9045: source and identifier are those of an organisation that the registry knows.
        if let Some((key, at)) = organizations.into_iter().find(|(key, _)| facts.unknown.contains(key)) {
            let OrganizationKey { source, identifier } = key;
            let reason = format!("{source} {identifier} is no organization that this registry knows");
            return Err(Breach { rule: Rule::OrganizationId, at, reason, most: None }.into());
        }
        let Some(mut document) = review else { return Ok(draft) };
        let group = self.group(&mut document, is_new, manner).await?;
        Ok(Draft { body: write_body(&document).into(), group, ..draft })
    }

    /// The group that a review names, made if it is a serial's (9053), else to be looked for (9020): when something new is
    /// added only after duplicates, a habit of the published service.
    async fn group(
        &self,
        document: &mut Object<'_>,
        is_new: bool,
        manner: &Manner,
    ) -> Result<Option<Group>, RecordError> {
        let Some(id) = document.text(GROUP).map(str::to_owned) else { return Ok(None) };
        if is_new && !id.trim().to_ascii_lowercase().starts_with("issn:") {
            return Ok(Some(Group::Unseen(id.into())));
        }
        let id = self.ensure_group(&id, manner).await.map_err(Box::new)?;
        document.set(GROUP, id.clone());
        Ok(Some(Group::Seen(id.into())))
    }

    /// The guard that the group of a draft stays, once it is known to be there.
    pub(super) async fn grouped(&self, draft: &Draft, manner: &Manner) -> Result<Option<Guard>, RecordError> {
        Ok(match &draft.group {
            None => None,
            Some(Group::Seen(id)) => Some(Guard::GroupKnown(id.clone())),
            Some(Group::Unseen(id)) => {
                let id = self.ensure_group(id, manner).await.map_err(Box::new)?;
                Some(Guard::GroupKnown(id.into()))
            }
        })
    }
}

/// When an item was changed: later than before, whatever the clock says, for the moment tells one version from the next.
pub(super) fn after(item: &Item, now: Timestamp) -> Timestamp {
    item.modified.map_or(now, |before| now.max(before.plus_millis(1)))
}

impl Draft {
    /// Numbers of which no other item of the source may have one.
    ///
    /// # Errors
    /// When the body that was just written cannot be read, which would be a mistake of ours.
    pub fn conflicts(&self, permit: &Permit, many: bool) -> Result<Box<[i64]>, RecordError> {
        if permit.is_owners() {
            // Several works of an owner may have one identifier (`registry` 11.3).
            return Ok(Box::default());
        }
        Ok(Identities::new(permit.kind, &permit.source).conflicts(&self.body, many)?.into())
    }

    /// A new item (`record-api` 3.3): the owner decides who sees it, once there is one.
    pub fn into_new_item(self, permit: &Permit, put_code: PutCode, now: Timestamp) -> Item {
        let head = &permit.head;
        let visibility = match self.visibility {
            Some(asked) if permit.is_owners() => asked,
            _ if head.history.claimed => head.default_visibility,
            asked => asked.unwrap_or(Visibility::Private),
        };
        Item {
            kind: permit.kind,
            put_code,
            visibility,
            source: permit.source.clone(),
            created: Some(now),
            modified: Some(now),
            // What a client added leads, until the owner prefers their own (`registry` 10.4).
            display_index: i64::from(!permit.is_owners()),
            body: self.body,
        }
    }

    /// The item in its new form: everything but its content stays.
    pub fn into_replacement(self, item: &Item, permit: &Permit, now: Timestamp) -> Item {
        let asked = self.visibility.filter(|_| permit.is_owners());
        let visibility = asked.unwrap_or(item.visibility);
        Item { modified: Some(after(item, now)), visibility, body: self.body, ..item.clone() }
    }
}

impl Registry {
    /// That no other item of the source is the same: known now, and the guard that makes it hold.
    pub(super) fn unique(
        permit: &Permit,
        facts: &Facts,
        keys: &[i64],
        except: Option<PutCode>,
    ) -> Result<Option<Guard>, RecordError> {
        if keys.is_empty() {
            return Ok(None);
        }
        match facts.identities.iter().find(|(_, code)| Some(*code) != except) {
            Some((_, code)) => Err(duplicate(permit.owner, permit.kind, *code)),
            None => Ok(Some(Guard::NoIdentity { owner: permit.owner, keys: keys.into(), except })),
        }
    }

    /// That the record has room for more of the kind.
    pub(super) fn room(permit: &Permit, facts: &Facts, more: u64) -> Result<Option<Guard>, RecordError> {
        let (owner, kind) = (permit.owner, permit.kind);
        let Some(most) = kind.spec().writes.most else { return Ok(None) };
        if facts.count + more > most {
            return Err(RecordError::Full { kind, most });
        }
        Ok(Some(Guard::Room { owner, kind, more, most }))
    }
}
