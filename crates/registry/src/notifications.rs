//! Requests for permissions, as clients see them (`record-api` 5.1): each sees its own.

use byline_model::document::{Object, Value};
use byline_model::{Agent, OrcidId, PutCode, Source, external_id, shapes};
use byline_store::{
    Action, Change, ChangeSet, Deed, Guard, Matter, Notification, NotificationChange, NotificationContent,
    PermissionRequest, RequestId, RequestItem, StoreError, Stretch,
};
use url::Url;

use crate::decorate::Context;
use crate::names::Names;
use crate::{Manner, RecordError, Registry, Viewer, Visible, Writer};

/// The longest list; the published API means it, too.
const LONGEST_LIST: usize = 1000;

/// Why a request for a permission is not made, shown or put away.
#[derive(Debug, thiserror::Error)]
pub enum NotificationError {
    #[error("a new notification must not bring a put-code")]
    PutCodeGiven,
    #[error("{0:?} is no address at which a permission can be given")]
    AuthorizationUrl(Box<str>),
    #[error("item {position}: {reason}")]
    Identifier { position: usize, reason: &'static str },
    #[error("there is no such notification")]
    NoSuchNotification,
    /// Reading.
    #[error("another client sent the notification")]
    OtherClient,
    /// Putting away.
    #[error("another client sent the notification")]
    NotTheSource,
    #[error("the notification has been read")]
    AlreadyRead,
    #[error(transparent)]
    Record(#[from] RecordError),
}

impl From<StoreError> for NotificationError {
    fn from(error: StoreError) -> Self {
        NotificationError::Record(error.into())
    }
}

impl Registry {
    /// Puts a request into an inbox.
    ///
    /// # Errors
    /// See [`NotificationError`].
    pub async fn ask_permission(
        &self,
        writer: &Writer,
        orcid: OrcidId,
        draft: &Object<'_>,
        manner: &Manner,
    ) -> Result<Option<PutCode>, NotificationError> {
        let earlier = || async { Ok(self.added_before(&writer.agent(), manner).await?.map(Some)) };
        manner.once_only(earlier, || self.ask_permission_now(writer, orcid, draft, manner)).await
    }

    async fn ask_permission_now(
        &self,
        writer: &Writer,
        orcid: OrcidId,
        draft: &Object<'_>,
        manner: &Manner,
    ) -> Result<Option<PutCode>, NotificationError> {
        let source = writer.source();
        if !draft.get("put-code").is_null() {
            return Err(NotificationError::PutCodeGiven);
        }
        let content = self.requested(draft)?;
        if manner.validate_only {
            return Ok(None);
        }
        let notification = Notification {
            put_code: self.new_put_code().await?,
            person: orcid,
            source: source.clone(),
            created: self.clock.now(),
            sent: None,
            read: None,
            actioned: None,
            archived: None,
            content: NotificationContent::Permission(content),
        };
        let put_code = notification.put_code;
        let change = Change::Notification(NotificationChange::Put(Box::new(notification)));
        let deed = Deed::by(Action::PermissionAsked, &source).to(orcid).on(Matter::PutCode(put_code));
        let mut set = ChangeSet::new(self.clock.now()).by(source).with(change).with(self.trimmed(orcid)).tells(deed);
        manner.seal(&mut set, &writer.agent(), put_code);
        self.store.commit(set).await?;
        Ok(Some(put_code))
    }

    /// All requests of the client to this person, the newest first. Of deactivated records, too.
    ///
    /// # Errors
    /// See [`NotificationError`].
    pub async fn permission_requests(
        &self,
        viewer: &Viewer,
        orcid: OrcidId,
    ) -> Result<Visible<Object<'static>>, NotificationError> {
        self.has_readable_inbox(viewer, orcid).await?;
        let mut list = Vec::new();
        if let Some(client) = viewer.client() {
            let newest = Stretch::first(LONGEST_LIST);
            for notification in self.store.permission_requests(orcid, client, newest).await?.rows {
                list.push(Value::Object(self.show_request(&notification).await?));
            }
        }
        Ok(Visible::public(Object::new(&shapes::NOTIFICATIONS).with("notification", list)))
    }

    /// One of them.
    ///
    /// # Errors
    /// [`NotificationError::OtherClient`], and see there.
    pub async fn permission_request(
        &self,
        viewer: &Viewer,
        orcid: OrcidId,
        put_code: PutCode,
    ) -> Result<Visible<Object<'static>>, NotificationError> {
        self.has_readable_inbox(viewer, orcid).await?;
        let notification = self.request_at(orcid, put_code).await?;
        match viewer.client() {
            Some(client) if notification.source.is_written_by(client) => {
                Ok(Visible::public(self.show_request(&notification).await?))
            }
            _ => Err(NotificationError::OtherClient),
        }
    }

    /// Puts away a request that nobody read; answers with what it is then.
    ///
    /// # Errors
    /// [`NotificationError::NotTheSource`], [`NotificationError::AlreadyRead`], and see there.
    pub async fn withdraw_request(
        &self,
        source: &Source,
        orcid: OrcidId,
        put_code: PutCode,
    ) -> Result<Visible<Object<'static>>, NotificationError> {
        let notification = self.request_at(orcid, put_code).await?;
        if notification.source.author != source.author {
            return Err(NotificationError::NotTheSource);
        }
        if notification.archived.is_none() {
            if notification.read.is_some() {
                return Err(NotificationError::AlreadyRead);
            }
            let now = self.clock.now();
            let archive = NotificationChange::Archive { person: orcid, put_code, at: now };
            let set = ChangeSet::new(now).by(source.clone()).guard(Guard::NotificationUnread(put_code));
            let deed = Deed::by(Action::RequestWithdrawn, source).to(orcid).on(Matter::PutCode(put_code));
            match self.store.commit(set.with(Change::Notification(archive)).tells(deed)).await {
                // Whoever came first read it or put it away: what it is now says which.
                Ok(_) | Err(StoreError::Conflict(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let now = self.request_at(orcid, put_code).await?;
        match now.archived {
            Some(_) => Ok(Visible::public(self.show_request(&now).await?)),
            None => Err(NotificationError::AlreadyRead),
        }
    }

    /// Whether the state of the record lets its requests be read: deactivated ones do.
    async fn has_readable_inbox(&self, viewer: &Viewer, orcid: OrcidId) -> Result<(), NotificationError> {
        match self.readable(viewer, orcid).await {
            Ok(_) | Err(RecordError::Deactivated) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    async fn request_at(&self, orcid: OrcidId, put_code: PutCode) -> Result<Notification, NotificationError> {
        let found = self.store.notification(put_code).await?;
        let is_request = |it: &Notification| matches!(it.content, NotificationContent::Permission(_));
        found.filter(|it| it.person == orcid && is_request(it)).ok_or(NotificationError::NoSuchNotification)
    }

    fn requested(&self, draft: &Object<'_>) -> Result<PermissionRequest, NotificationError> {
        let text = |key| draft.text(key).unwrap_or_default().into();
        let items = draft.object("items").map_or(&[][..], |items| items.list("item"));
        Ok(PermissionRequest {
            subject: text("notification-subject"),
            intro: text("notification-intro"),
            authorization_url: self.authorization_url(draft.object("authorization-url"))?,
            items: (1..)
                .zip(items.iter().filter_map(Value::as_object))
                .map(|(position, item)| request_item(position, item))
                .collect::<Result<_, _>>()?,
        })
    }

    /// A whole address, or a path of this registry.
    fn authorization_url(&self, given: Option<&Object<'_>>) -> Result<Box<str>, NotificationError> {
        let text = |key| given.and_then(|given| given.text(key)).map(str::trim).filter(|it| !it.is_empty());
        let url = match (text("uri"), text("path")) {
            (Some(uri), _) => uri,
            (None, Some(path)) if path.starts_with('/') => path,
            (None, path) => return Err(NotificationError::AuthorizationUrl(path.unwrap_or_default().into())),
        };
        match self.web_address(url) {
            Some(_) => Ok(url.into()),
            None => Err(NotificationError::AuthorizationUrl(url.into())),
        }
    }

    /// The address in full, as it was written; nothing unless it leads somewhere on the web.
    pub(crate) fn web_address(&self, url: &str) -> Option<(String, Url)> {
        let uri = if url.starts_with('/') { format!("{}{url}", self.urls.base()) } else { url.to_owned() };
        let parsed = Url::parse(&uri).ok()?;
        (matches!(parsed.scheme(), "http" | "https") && parsed.has_host()).then_some((uri, parsed))
    }

    fn show_url(&self, url: &str) -> Object<'static> {
        let object = Object::new(&shapes::AUTHORIZATION_URL);
        let Some((uri, parsed)) = self.web_address(url) else { return object.with("uri", url.to_owned()) };
        let after_scheme = uri.split_once("://").map_or("", |(_, rest)| rest);
        let path = after_scheme.find('/').map_or("/", |start| &after_scheme[start..]).to_owned();
        object.with("path", path).with("host", place(&parsed)).with("uri", uri)
    }

    async fn show_request(&self, notification: &Notification) -> Result<Object<'static>, RecordError> {
        let NotificationContent::Permission(request) = &notification.content else {
            return Ok(Object::new(&shapes::NOTIFICATION_PERMISSION));
        };
        let names = Names::look_up(&*self.store, &self.urls, notification.person, &[&notification.source]).await?;
        let context = Context::new(notification.person, &self.urls, &names);
        let items: Vec<_> = request.items.iter().map(|item| Value::Object(show_item(item))).collect();
        let object = Object::new(&shapes::NOTIFICATION_PERMISSION)
            .with("put-code", notification.put_code.get() as i64)
            .with("notification-type", notification.content.kind())
            .with("authorization-url", self.show_url(&request.authorization_url))
            .with("notification-subject", &*request.subject)
            .with("notification-intro", &*request.intro)
            .with("items", Object::new(&shapes::NOTIFICATION_ITEMS).with("item", items))
            .with("created-date", notification.created)
            .with("sent-date", notification.sent)
            .with("read-date", notification.read)
            .with("actioned-date", notification.actioned)
            .with("archived-date", notification.archived)
            .with("source", context.source(&notification.source));
        Ok(object.into_owned())
    }

    /// What a source is called, for pages.
    pub(crate) async fn source_name(&self, source: &Source) -> Result<Option<String>, RecordError> {
        let Some(Agent::Client(id)) = &source.author else { return Ok(source.author_name.as_deref().map(Into::into)) };
        let client = self.store.client(id).await?;
        let name = client.map(|client| client.name.to_string());
        Ok(name.or_else(|| source.author_name.as_deref().map(Into::into)).or_else(|| Some(id.to_string())))
    }
}

/// The host of an address, with the port where it is an unusual one.
pub(crate) fn place(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn request_item(position: usize, item: &Object<'_>) -> Result<RequestItem, NotificationError> {
    let text = |object: &Object<'_>, key| object.text(key).map(Box::<str>::from);
    let wrong = |reason| NotificationError::Identifier { position, reason };
    let external_id = match item.object("external-id") {
        Some(id) if id.text("external-id-type").is_some_and(|it| !it.is_empty()) => {
            let id_type = id.text("external-id-type").unwrap_or_default();
            external_id::find(id_type).ok_or_else(|| wrong("the type of the external identifier is not known"))?;
            let value = text(id, "external-id-value").filter(|it| !it.trim().is_empty());
            let relationship = text(id, "external-id-relationship");
            Some(RequestId {
                id_type: id_type.into(),
                value: value.ok_or_else(|| wrong("the external identifier needs a value"))?,
                url: text(id, "external-id-url"),
                relationship: Some(relationship.ok_or_else(|| wrong("the external identifier needs a relationship"))?),
            })
        }
        _ => None,
    };
    Ok(RequestItem {
        put_code: item.get("put-code").as_number().and_then(|it| u64::try_from(it).ok()),
        item_type: text(item, "item-type").unwrap_or_default(),
        name: text(item, "item-name").unwrap_or_default(),
        external_id,
    })
}

fn show_item(item: &RequestItem) -> Object<'_> {
    let object = Object::new(&shapes::NOTIFICATION_ITEM)
        .with("put-code", item.put_code.and_then(|it| i64::try_from(it).ok()))
        .with("item-type", &*item.item_type)
        .with("item-name", &*item.name);
    let Some(id) = &item.external_id else { return object };
    let id = Object::new(&shapes::EXTERNAL_ID)
        .with("external-id-type", &*id.id_type)
        .with("external-id-value", &*id.value)
        .with("external-id-url", id.url.as_deref().map(Value::from))
        .with("external-id-relationship", id.relationship.as_deref().map(Value::from));
    object.with("external-id", id)
}
