//! From a document that was sent to the item it becomes.

use byline_formats::write_body;
use byline_model::document::Object;
use byline_model::rules::{self, Breach, Rule, Situation};
use byline_model::shape::{Hosts, Role};
use byline_model::{Item, PutCode, Timestamp, Visibility, organization, shapes};
use byline_store::Guard;
use byline_store::identities::Identities;

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

/// The group of a peer review.
#[derive(Clone, Debug)]
enum Group {
    Seen(Box<str>),
    Unseen(Box<str>),
}

const GROUP: &str = "review-group-id";

impl Registry {
    /// # Errors
    /// [`RecordError::Invalid`], [`RecordError::Group`].
    pub(super) async fn draft(
        &self,
        permit: &Permit,
        document: &Object<'_>,
        present: Option<Visibility>,
        manner: &Manner,
    ) -> Result<Draft, RecordError> {
        let hosts = Hosts::of(Some(self.urls.base()));
        rules::check(permit.kind, document, &Situation { present, hosts })?;
        let mut document = document.clone();
        rules::as_written(&mut document);
        self.known_organizations(&document).await?;
        let group = self.group(&mut document, present.is_none(), manner).await?;
        let visibility = document.role(Role::Visibility).as_text().and_then(|it| it.parse().ok());
        Ok(Draft { body: write_body(&document).into(), visibility, group })
    }

    /// 9045: source and identifier are those of an organisation that the registry knows.
    async fn known_organizations(&self, document: &Object<'_>) -> Result<(), RecordError> {
        for found in rules::objects_of(document, &shapes::DISAMBIGUATED_ORGANIZATION) {
            let text = |key| found.object.text(key).unwrap_or_default().to_owned();
            let (source, identifier) = (text("disambiguation-source"), text("disambiguated-organization-identifier"));
            let looks_right =
                self.organizations == Organizations::WellFormed && organization::is_well_formed(&source, &identifier);
            if !looks_right && self.store.organization(&source, &identifier).await?.is_none() {
                let reason = format!("{source} {identifier} is no organization that this registry knows");
                return Err(Breach { rule: Rule::OrganizationId, at: found.at, reason }.into());
            }
        }
        Ok(())
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

impl Draft {
    /// Numbers of which no other item of the source may have one.
    ///
    /// # Errors
    /// When the body that was just written cannot be read, which would be a mistake of ours.
    pub fn conflicts(&self, permit: &Permit, many: bool) -> Result<Box<[i64]>, RecordError> {
        Ok(Identities::new(permit.kind, &permit.source).conflicts(&self.body, many)?.into())
    }

    /// A new item (`record-api` 3.3): the owner decides who sees it, once there is one.
    pub fn into_new_item(self, permit: &Permit, put_code: PutCode, now: Timestamp) -> Item {
        let head = &permit.head;
        let asked = self.visibility.unwrap_or(Visibility::Private);
        Item {
            kind: permit.kind,
            put_code,
            visibility: if head.history.claimed { head.default_visibility } else { asked },
            source: permit.source.clone(),
            created: Some(now),
            modified: Some(now),
            display_index: 1,
            body: self.body,
        }
    }

    /// The item in its new form: everything but its content stays.
    pub fn into_replacement(self, item: &Item, now: Timestamp) -> Item {
        // Later than before, whatever the clock says: the moment tells one version from the next.
        let after = item.modified.map_or(now, |before| now.max(before.plus_millis(1)));
        Item { modified: Some(after), body: self.body, ..item.clone() }
    }
}

impl Registry {
    /// That no other item of the source is the same: found out now, and the guard that makes it hold.
    pub(super) async fn unique(
        &self,
        permit: &Permit,
        keys: Box<[i64]>,
        except: Option<PutCode>,
    ) -> Result<Option<Guard>, RecordError> {
        if keys.is_empty() {
            return Ok(None);
        }
        let found = self.store.find_identities(permit.owner, &keys).await?;
        match found.into_iter().find(|(_, code)| Some(*code) != except) {
            Some((_, code)) => Err(duplicate(permit.owner, permit.kind, code)),
            None => Ok(Some(Guard::NoIdentity { owner: permit.owner, keys, except })),
        }
    }

    /// That the record has room for more of the kind.
    pub(super) async fn room(&self, permit: &Permit, more: u64) -> Result<Option<Guard>, RecordError> {
        let (owner, kind) = (permit.owner, permit.kind);
        let Some(most) = kind.spec().writes.most else { return Ok(None) };
        if self.store.count_items(owner, kind).await? + more > most {
            return Err(RecordError::Full { kind, most });
        }
        Ok(Some(Guard::Room { owner, kind, more, most }))
    }
}
