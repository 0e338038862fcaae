//! Adding, changing and removing groups of peer reviews (`record-api` 5.2).
//!
//! Groups named by ISSN belong to the registry: it makes them from what a resolver says of the number, the first time
//! that somebody asks for one, and clients make none.

use byline_model::document::Object;
use byline_model::{Issn, PutCode, Source, Timestamp};
use byline_store::{Action, Actor, Change, ChangeSet, Deed, GroupId, Guard, Matter, StoreError};

use crate::issn::clean;
use crate::{IssnUnavailable, Manner, RecordError, Registry, Visible, Writer};

const ISSN: &str = "issn:";

/// Why a group is not written, or not found where one is needed.
#[derive(Debug, thiserror::Error)]
pub enum GroupError {
    #[error("a new group must not bring a put-code")]
    PutCodeGiven,
    #[error("the put-code of the body is not that of the address")]
    OtherPutCode,
    /// At an address.
    #[error("there is no such group id record")]
    NoSuchGroup,
    /// Named by a peer review.
    #[error("there is no group {0}")]
    UnknownGroup(Box<str>),
    #[error("group id record {existing} has this group id")]
    Exists { existing: PutCode },
    #[error("another source added the group")]
    NotTheSource,
    #[error("peer reviews belong to the group")]
    InUse,
    #[error("no serial has the ISSN {0}")]
    NoSuchIssn(Box<str>),
    #[error(transparent)]
    Unavailable(#[from] IssnUnavailable),
    #[error(transparent)]
    Record(#[from] RecordError),
}

impl From<StoreError> for GroupError {
    fn from(error: StoreError) -> Self {
        GroupError::Record(error.into())
    }
}

/// So often a commit is tried again when another came first.
const TRIES: usize = 5;

impl Registry {
    /// Adds a group for a client. One that is named by ISSN becomes the registry's own, and is then in the way of the
    /// client's.
    ///
    /// # Errors
    /// [`GroupError::Exists`] and what else it says of drafts.
    pub async fn add_group(
        &self,
        writer: &Writer,
        draft: &Object<'_>,
        manner: &Manner,
    ) -> Result<Option<PutCode>, GroupError> {
        let earlier = || async { Ok(self.added_before(&writer.agent(), manner).await?.map(Some)) };
        manner.once_only(earlier, || self.add_group_now(writer, draft, manner)).await
    }

    async fn add_group_now(
        &self,
        writer: &Writer,
        draft: &Object<'_>,
        manner: &Manner,
    ) -> Result<Option<PutCode>, GroupError> {
        let source = writer.source();
        if !draft.get("put-code").is_null() {
            return Err(GroupError::PutCodeGiven);
        }
        let wanted = draft.text("group-id").unwrap_or_default().trim();
        if let Some(existing) = self.known_group(wanted, manner.validate_only).await? {
            return Err(GroupError::Exists { existing: existing.put_code });
        }
        if manner.validate_only {
            return Ok(None);
        }
        let group = self.drafted(self.new_put_code().await?, &source, draft, (self.clock.now(), self.clock.now()));
        let put_code = group.put_code;
        let deed = Deed::by(Action::GroupAdded, &source).on(Matter::PutCode(put_code));
        let mut set = ChangeSet::new(self.clock.now()).by(source).with(Change::PutGroupId(Box::new(group))).tells(deed);
        manner.seal(&mut set, &writer.agent(), put_code);
        match self.store.commit(set).await {
            Ok(_) => Ok(Some(put_code)),
            Err(StoreError::Conflict(reason)) => match self.store.find_group_id(wanted).await? {
                Some(existing) => Err(GroupError::Exists { existing: existing.put_code }),
                None => Err(StoreError::Conflict(reason).into()),
            },
            Err(error) => Err(error.into()),
        }
    }

    /// Changes a group; only its source may. Answers with the group as it is then.
    ///
    /// # Errors
    /// See [`GroupError`].
    pub async fn change_group(
        &self,
        source: &Source,
        put_code: PutCode,
        draft: &Object<'_>,
        manner: &Manner,
    ) -> Result<Visible<Object<'static>>, GroupError> {
        if draft.get("put-code").as_number() != i64::try_from(put_code.get()).ok() {
            return Err(GroupError::OtherPutCode);
        }
        let group = self.store.group_id(put_code).await?.ok_or(GroupError::NoSuchGroup)?;
        if !group.source.is_same(source) {
            return Err(GroupError::NotTheSource);
        }
        let wanted = draft.text("group-id").unwrap_or_default().trim();
        if let Some(other) =
            self.known_group(wanted, manner.validate_only).await?.filter(|other| other.put_code != put_code)
        {
            return Err(GroupError::Exists { existing: other.put_code });
        }
        let now = self.clock.now();
        let modified = group.modified.map_or(now, |before| now.max(before));
        let changed = self.drafted(put_code, &group.source, draft, (group.created.unwrap_or(now), modified));
        let shown = self.show_group(&changed).await?;
        if manner.validate_only {
            return Ok(Visible::public(shown));
        }
        // Whoever deletes it meanwhile wins.
        let set = ChangeSet::new(now).by(source.clone()).guard(Guard::GroupKnown(group.group_id));
        let deed = Deed::by(Action::GroupChanged, source).on(Matter::PutCode(put_code));
        match self.store.commit(set.with(Change::PutGroupId(Box::new(changed))).tells(deed)).await {
            Ok(_) => Ok(Visible::public(shown)),
            Err(StoreError::Conflict(reason)) => match self.store.group_id(put_code).await? {
                None => Err(GroupError::NoSuchGroup),
                Some(_) => match self.store.find_group_id(wanted).await? {
                    Some(other) => Err(GroupError::Exists { existing: other.put_code }),
                    None => Err(StoreError::Conflict(reason).into()),
                },
            },
            Err(error) => Err(error.into()),
        }
    }

    /// Removes a group to which no peer review belongs; only its source may.
    ///
    /// # Errors
    /// See [`GroupError`].
    pub async fn delete_group(&self, source: &Source, put_code: PutCode, manner: &Manner) -> Result<(), GroupError> {
        let group = self.store.group_id(put_code).await?.ok_or(GroupError::NoSuchGroup)?;
        if self.store.group_in_use(&group.group_id).await? {
            return Err(GroupError::InUse);
        }
        if !group.source.is_same(source) {
            return Err(GroupError::NotTheSource);
        }
        if manner.validate_only {
            return Ok(());
        }
        let set = ChangeSet::new(self.clock.now()).by(source.clone()).guard(Guard::GroupUnused(group.group_id));
        let deed = Deed::by(Action::GroupRemoved, source).on(Matter::PutCode(put_code));
        match self.store.commit(set.with(Change::DeleteGroupId(put_code)).tells(deed)).await {
            Ok(done) if done.changed => Ok(()),
            Ok(_) => Err(GroupError::NoSuchGroup),
            Err(StoreError::Conflict(_)) => Err(GroupError::InUse),
            Err(error) => Err(error.into()),
        }
    }

    /// The group id that a peer review should carry: that of a group which exists now. ISSNs are brought to their usual
    /// form, and a group is made for those that have none yet.
    ///
    /// Whoever commits the review guards that the group stays ([`Guard::GroupKnown`]).
    ///
    /// # Errors
    /// [`GroupError::NoSuchIssn`] and [`GroupError::UnknownGroup`].
    pub async fn ensure_group(&self, group_id: &str, manner: &Manner) -> Result<String, GroupError> {
        match self.known_group(group_id, manner.validate_only).await? {
            Some(group) if issn_part(group_id).is_some() => Ok(group.group_id.into()),
            Some(_) => Ok(group_id.trim().to_owned()),
            None => Err(GroupError::UnknownGroup(group_id.into())),
        }
    }

    /// The group with this id, made when it is one of a serial, though not stored when nothing is to be written; `None`
    /// where clients make them.
    pub(crate) async fn known_group(&self, group_id: &str, dry: bool) -> Result<Option<GroupId>, GroupError> {
        if let Some(group) = self.store.find_group_id(group_id).await? {
            return Ok(Some(group));
        }
        let Some(number) = issn_part(group_id) else { return Ok(None) };
        let issn: Issn = number.parse().map_err(|_| GroupError::NoSuchIssn(number.into()))?;
        self.group_of(issn, dry).await.map(Some)
    }

    /// The registry's group of a serial, made unless it is there.
    async fn group_of(&self, issn: Issn, dry: bool) -> Result<GroupId, GroupError> {
        let group_id = format!("{ISSN}{issn}");
        for _ in 0..TRIES {
            if let Some(group) = self.store.find_group_id(&group_id).await? {
                return Ok(group);
            }
            let title = self.issns.title(issn).await?;
            let title = title.ok_or_else(|| GroupError::NoSuchIssn(issn.to_string().into()))?;
            let now = self.clock.now();
            let group = GroupId {
                put_code: self.new_put_code().await?,
                name: clean(&title).into(),
                group_id: (&*group_id).into(),
                description: clean(&title).into(),
                group_type: "journal".into(),
                source: Source { author_name: Some(self.urls.host().into()), ..Source::default() },
                created: Some(now),
                modified: Some(now),
            };
            if dry {
                return Ok(group);
            }
            let deed = Deed::new(Action::GroupAdded, Actor::Registry).on(Matter::PutCode(group.put_code));
            let set = ChangeSet::new(now).with(Change::PutGroupId(Box::new(group.clone()))).tells(deed);
            match self.store.commit(set).await {
                Ok(_) => return Ok(group),
                // Somebody else made it at the same moment.
                Err(StoreError::Conflict(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Unavailable("a group was made and removed again and again".into()).into())
    }

    fn drafted(
        &self,
        put_code: PutCode,
        source: &Source,
        draft: &Object<'_>,
        (created, modified): (Timestamp, Timestamp),
    ) -> GroupId {
        let text = |key| draft.text(key).unwrap_or_default();
        GroupId {
            put_code,
            name: clean(text("name")).into(),
            group_id: text("group-id").trim().into(),
            description: text("description").into(),
            group_type: text("type").into(),
            source: source.clone(),
            created: Some(created),
            modified: Some(modified),
        }
    }

    pub(crate) async fn new_put_code(&self) -> Result<PutCode, StoreError> {
        let range = self.store.lease_put_codes(1).await?;
        PutCode::new(range.start).map_err(|_| StoreError::Unavailable("there are no more put-codes".into()))
    }
}

/// What follows `issn:`.
fn issn_part(group_id: &str) -> Option<&str> {
    let text = group_id.trim();
    let (prefix, number) = text.split_at_checked(ISSN.len())?;
    prefix.eq_ignore_ascii_case(ISSN).then_some(number)
}
