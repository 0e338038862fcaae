//! The groups that peer reviews belong to (`record-api` 5.2), for clients to read.

use byline_model::document::{Object, Value};
use byline_model::{OrcidId, PutCode, shapes};
use byline_store::{GroupId, NumberedList};

use crate::decorate::Context;
use crate::names::Names;
use crate::{GroupError, RecordError, Registry, Visible, numbered};

impl Registry {
    /// The group with this put-code.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn group_id(&self, code: PutCode) -> Result<Option<Visible<Object<'static>>>, RecordError> {
        match self.store.group_id(code).await? {
            Some(group) => Ok(Some(Visible::public(self.show_group(&group).await?))),
            None => Ok(None),
        }
    }

    /// The group with this id or else with this name, without regard to case; an empty document when there is none.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find_group_id(
        &self,
        id: Option<&str>,
        name: Option<&str>,
    ) -> Result<Visible<Object<'static>>, GroupError> {
        let found = match id {
            // One of a serial that nobody asked for before is made now; a number that no serial has finds nothing.
            Some(id) => match self.known_group(id, false).await {
                Err(GroupError::NoSuchIssn(_)) => None,
                found => found?,
            },
            None => match name {
                Some(name) => self.store.find_group_by_name(name.trim()).await?,
                None => None,
            },
        };
        Ok(Visible::public(match found {
            Some(group) => self.show_group(&group).await?,
            None => Object::new(&shapes::GROUP_ID_RECORD),
        }))
    }

    /// One page of all groups, the oldest first; pages count from 1. `total` is that of all pages.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn group_ids(&self, page: usize, size: usize) -> Result<Visible<Object<'static>>, RecordError> {
        let groups = match numbered::begin(&*self.store, NumberedList::Groups, page, size).await? {
            Some(after) => numbered::rows(after, size, |it| self.store.group_ids(it)).await?,
            None => Vec::new(),
        };
        let mut shown = Vec::new();
        for group in &groups {
            shown.push(Value::Object(self.show_group(group).await?));
        }
        let newest = groups.iter().filter_map(|group| group.modified).max();
        let total = self.store.count_groups().await?;
        let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        Ok(Visible::public(
            Object::new(&shapes::GROUP_ID_RECORDS)
                .with("last-modified-date", newest)
                .with("total", i64::try_from(total).unwrap_or(i64::MAX))
                .with("page", number(page))
                .with("page-size", number(size))
                .with("group-id-record", shown),
        ))
    }

    pub(crate) async fn show_group(&self, group: &GroupId) -> Result<Object<'static>, RecordError> {
        // Sources are written alike everywhere; whose record it is plays no part in them.
        let nobody = OrcidId::from_base(0).expect("at most fifteen digits");
        let names = Names::look_up(&*self.store, &self.urls, nobody, &[&group.source]).await?;
        let context = Context::new(nobody, &self.urls, &names);
        let object = Object::new(&shapes::GROUP_ID_RECORD)
            .with("last-modified-date", group.modified)
            .with("created-date", group.created)
            .with("name", &*group.name)
            .with("group-id", &*group.group_id)
            .with("description", &*group.description)
            .with("type", &*group.group_type)
            .with("source", context.source(&group.source))
            .with("put-code", group.put_code.get() as i64);
        Ok(object.into_owned())
    }
}
