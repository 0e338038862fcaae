//! The inbox, as its owner sees it (`registry` 18.2).

use byline_model::scope::{ScopeList, ScopeSet};
use byline_model::{ClientId, OrcidId, PutCode};
use byline_store::{Action, Change, ChangeSet, Deed, Matter, NotificationChange, NumberedList, whole};
pub use byline_store::{
    Amendment, MessageKind, Notification, NotificationContent, Operation, PermissionRequest, RequestItem, Shelf,
};

use crate::notifications::place;
use crate::{RecordError, Registry, numbered};

/// A notification with what its sender is called; nothing when that is the registry.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub notification: Notification,
    pub sender: Option<String>,
}

/// A stretch of a shelf.
#[derive(Clone, Debug, PartialEq)]
pub struct InboxPage {
    pub entries: Vec<Entry>,
    /// How many there are on the shelf.
    pub total: u64,
}

/// Where a permission is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grant {
    /// On the consent page of this registry; the query of its address.
    Here(String),
    /// On a site of the client.
    Elsewhere { uri: String, host: String },
}

/// So many stay in an inbox until they are put away, and so many are kept at all (`registry` 18.2).
const CURRENT: usize = 100;
const ALL: usize = 10_000;
/// For so long, in seconds: 181 days in the inbox, 365 at all.
const CURRENT_SECONDS: i64 = 181 * 24 * 3600;
const ALL_SECONDS: i64 = 365 * 24 * 3600;
/// As many as are put away in one commit, which keeps others waiting.
const AGED: usize = 1000;

/// Where the consent page is.
const AUTHORIZE: &str = "/oauth/authorize";
/// Addresses of the published registry mean this one (`decisions` 2).
const PUBLISHED: [&str; 2] = ["orcid.org", "www.orcid.org"];

impl Registry {
    /// How many notifications nobody has read yet.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn unread(&self, person: OrcidId) -> Result<u64, RecordError> {
        Ok(self.store.count_unread(person).await?)
    }

    /// The newest first, `size` on each page; pages count from 1.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn inbox(
        &self,
        person: OrcidId,
        shelf: Shelf,
        page: usize,
        size: usize,
    ) -> Result<InboxPage, RecordError> {
        let mut entries = Vec::new();
        if let Some(after) = numbered::begin(&*self.store, NumberedList::Inbox(person, shelf), page, size).await? {
            for notification in numbered::rows(after, size, |it| self.store.inbox(person, shelf, it)).await? {
                entries.push(self.entry(notification).await?);
            }
        }
        Ok(InboxPage { entries, total: self.store.count_inbox(person, shelf).await? })
    }

    /// One notification, which is read by that.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn open_notification(&self, person: OrcidId, put_code: PutCode) -> Result<Option<Entry>, RecordError> {
        let Some(mut found) = self.store.notification(put_code).await?.filter(|it| it.person == person) else {
            return Ok(None);
        };
        if found.read.is_none() {
            let at = self.clock.now();
            self.mark([NotificationChange::Read { person, put_code, at }], []).await?;
            found.read = Some(at);
        }
        Ok(Some(self.entry(found).await?))
    }

    /// The same, without reading it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn look_at_notification(&self, person: OrcidId, put_code: PutCode) -> Result<Option<Entry>, RecordError> {
        match self.store.notification(put_code).await?.filter(|it| it.person == person) {
            Some(found) => Ok(Some(self.entry(found).await?)),
            None => Ok(None),
        }
    }

    /// Puts away what is the person's among these.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn archive(&self, person: OrcidId, put_codes: &[PutCode]) -> Result<(), RecordError> {
        let mut theirs = Vec::new();
        for put_code in put_codes {
            let found = self.store.notification(*put_code).await?;
            theirs.extend(found.filter(|it| it.person == person && it.archived.is_none()).map(|it| it.put_code));
        }
        let at = self.clock.now();
        let deed = (!theirs.is_empty()).then(|| Deed::new(Action::NotificationsPutAway, person));
        let archive = theirs.into_iter().map(|put_code| NotificationChange::Archive { person, put_code, at });
        self.mark(archive, deed).await
    }

    /// Somebody gave a client these permissions: requests that ask for no more have what they wanted.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn consented(&self, person: OrcidId, client: &ClientId, granted: ScopeSet) -> Result<(), RecordError> {
        let at = self.clock.now();
        let answered = |it: &Notification| match &it.content {
            NotificationContent::Permission(request) => self.asks_for(&request.authorization_url, client, granted),
            NotificationContent::Amended { .. } | NotificationContent::Message { .. } => false,
        };
        let open = whole(|it| self.store.open_requests(person, it)).await?;
        let answered: Vec<_> = open.iter().filter(|it| answered(it)).map(|it| it.put_code).collect();
        let actioned = answered.iter().map(|put_code| NotificationChange::Actioned { person, put_code: *put_code, at });
        let deed = Deed::new(Action::RequestAnswered, person).with(client.clone());
        let deeds = answered.iter().map(|put_code| deed.clone().on(Matter::PutCode(*put_code)));
        self.mark(actioned, deeds).await
    }

    /// Where a request leads.
    pub fn grant(&self, authorization_url: &str) -> Option<Grant> {
        let (_, url) = self.web_address(authorization_url)?;
        let host = url.host_str()?;
        let ours = place(&url) == self.urls.host() || PUBLISHED.contains(&host);
        match url.query() {
            Some(query) if ours && url.path() == AUTHORIZE => Some(Grant::Here(query.to_owned())),
            _ => Some(Grant::Elsewhere { uri: url.to_string(), host: host.to_owned() }),
        }
    }

    /// Whether the address asks for this client, and for no more than this.
    fn asks_for(&self, url: &str, client: &ClientId, granted: ScopeSet) -> bool {
        let Some(Grant::Here(query)) = self.grant(url) else { return false };
        let value = |name: &str| {
            let mut pairs = url::form_urlencoded::parse(query.as_bytes());
            pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
        };
        let (scopes, unknown) = value("scope").map_or_else(
            || (ScopeSet::EMPTY, true),
            |text| {
                let (list, unknown) = ScopeList::parse(&text);
                (list.set(), !unknown.is_empty())
            },
        );
        value("client_id").as_deref() == Some(client.as_str()) && !unknown && granted.contains_all(scopes)
    }

    /// Makes room in an inbox to which something was added.
    pub(crate) fn trimmed(&self, person: OrcidId) -> Change {
        Change::Notification(NotificationChange::Trim { person, current: CURRENT, all: ALL, at: self.clock.now() })
    }

    /// Puts away and forgets what is old.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn age_inboxes(&self) -> Result<(), RecordError> {
        let at = self.clock.now();
        let (archive, forget) = (at.plus_seconds(-CURRENT_SECONDS), at.plus_seconds(-ALL_SECONDS));
        self.mark([NotificationChange::Age { archive, forget, most: AGED, at }], []).await
    }

    async fn mark(
        &self,
        changes: impl IntoIterator<Item = NotificationChange>,
        deeds: impl IntoIterator<Item = Deed>,
    ) -> Result<(), RecordError> {
        let mut set = ChangeSet::new(self.clock.now());
        set.changes.extend(changes.into_iter().map(Change::Notification));
        set.changes.extend(deeds.into_iter().map(Change::from));
        if !set.changes.is_empty() {
            self.store.commit(set).await?;
        }
        Ok(())
    }

    async fn entry(&self, notification: Notification) -> Result<Entry, RecordError> {
        let sender = self.source_name(&notification.source).await?;
        Ok(Entry { notification, sender })
    }
}
