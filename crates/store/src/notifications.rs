//! What people find in their inbox.
//!
//! A notification has a number of the put-code space, since clients name theirs by it, and belongs to a person and not
//! to the record: putting one changes no version and is logged nowhere.

use async_trait::async_trait;
use byline_model::{ClientId, ItemKind, OrcidId, PutCode, Source, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{ByAge, Operation, Page, Result, StoreError, Stretch};

/// One entry of an inbox.
#[derive(Clone, Debug, PartialEq)]
pub struct Notification {
    pub put_code: PutCode,
    pub person: OrcidId,
    /// Who sent it; nobody when the registry itself did.
    pub source: Source,
    pub created: Timestamp,
    /// When a digest mail told about it.
    pub sent: Option<Timestamp>,
    pub read: Option<Timestamp>,
    /// When the person did what it asks for.
    pub actioned: Option<Timestamp>,
    pub archived: Option<Timestamp>,
    pub content: NotificationContent,
}

/// What a notification says, by its kind.
#[derive(Clone, Debug, PartialEq)]
pub enum NotificationContent {
    /// A client asks for a permission.
    Permission(PermissionRequest),
    /// A client changed the record. Only so many changes are told one by one; others are counted.
    Amended { changes: Vec<Amendment>, more: u64 },
    /// The registry has something to say.
    Message { kind: MessageKind, subject: Box<str>, text: Box<str> },
}

/// Kinds that are made of words alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    Administrative,
    Custom,
    ServiceAnnouncement,
    Tip,
}

/// What a client asks, and why (`notification-permission-3.0.xsd`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PermissionRequest {
    pub subject: Box<str>,
    pub intro: Box<str>,
    /// Where the permission is given: an address, or a path of this registry.
    pub authorization_url: Box<str>,
    pub items: Vec<RequestItem>,
}

/// Something that the client would add.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestItem {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put_code: Option<u64>,
    #[serde(rename = "type")]
    pub item_type: Box<str>,
    pub name: Box<str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<RequestId>,
}

/// An external identifier of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestId {
    #[serde(rename = "type")]
    pub id_type: Box<str>,
    pub value: Box<str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Box<str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relationship: Option<Box<str>>,
}

/// One change to one item.
#[derive(Clone, Debug, PartialEq)]
pub struct Amendment {
    pub kind: ItemKind,
    pub put_code: PutCode,
    /// What the item is called, where that was known.
    pub name: Option<Box<str>>,
    pub operation: Operation,
}

/// Changes to inboxes.
#[derive(Clone, Debug, PartialEq)]
pub enum NotificationChange {
    /// Creates or replaces the notification with this put-code. The record must exist.
    Put(Box<Notification>),
    /// The person opened it; nothing happens when they did before, or when there is none.
    Read { person: OrcidId, put_code: PutCode, at: Timestamp },
    /// The person did what it asks for, and so has read it.
    Actioned { person: OrcidId, put_code: PutCode, at: Timestamp },
    /// Put away; nothing happens when it was before, or when there is none.
    Archive { person: OrcidId, put_code: PutCode, at: Timestamp },
    /// Puts away what is not among the newest `current` of the person's inbox, and forgets what is not among the newest
    /// `all` of everything that was ever in it.
    Trim { person: OrcidId, current: usize, all: usize, at: Timestamp },
    /// Puts away what is from before `archive`, and forgets what is from before `forget`: the oldest first, at most `most`
    /// of each.
    Age { archive: Timestamp, forget: Timestamp, most: usize, at: Timestamp },
}

/// A part of an inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// What is not put away.
    Current,
    Archived,
}

/// The part of a store that inboxes need.
#[async_trait]
pub trait InboxStore: Send + Sync {
    /// The notification with this put-code, whoever it is for; put-codes are of one space.
    async fn notification(&self, put_code: PutCode) -> Result<Option<Notification>>;
    /// Notifications of a person, the newest first.
    async fn inbox(&self, person: OrcidId, shelf: Shelf, stretch: Stretch<ByAge>) -> Result<Page<Notification, ByAge>>;
    /// How many of a person's notifications are on a shelf.
    async fn count_inbox(&self, person: OrcidId, shelf: Shelf) -> Result<u64>;
    /// How many of them were neither read nor put away.
    async fn count_unread(&self, person: OrcidId) -> Result<u64>;
    /// Requests of a client to a person, archived ones included, the newest first.
    async fn permission_requests(
        &self,
        person: OrcidId,
        client: &ClientId,
        stretch: Stretch<ByAge>,
    ) -> Result<Page<Notification, ByAge>>;
    /// Requests of all clients to a person that were neither acted on nor put away, the newest first.
    async fn open_requests(&self, person: OrcidId, stretch: Stretch<ByAge>) -> Result<Page<Notification, ByAge>>;
    /// The newest notice about changes by this source that was neither read, nor mailed, nor put away.
    async fn open_amendment(&self, person: OrcidId, source: &Source) -> Result<Option<Notification>>;
    /// All notifications in order of put-code, for exports.
    async fn notifications(&self, stretch: Stretch<PutCode>) -> Result<Page<Notification, PutCode>>;
}

impl Notification {
    /// Where it stands in the inbox.
    pub fn place(&self) -> ByAge {
        ByAge { created: Some(self.created), put_code: self.put_code }
    }
}

impl MessageKind {
    /// In the order of their names.
    pub const ALL: [MessageKind; 4] = [Self::Administrative, Self::Custom, Self::ServiceAnnouncement, Self::Tip];

    /// The published name (`notification-type`), which the store keeps.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Administrative => "administrative",
            Self::Custom => "custom",
            Self::ServiceAnnouncement => "service-announcement",
            Self::Tip => "tip",
        }
    }
}

impl NotificationContent {
    /// The published name of requests for a permission.
    pub const PERMISSION: &'static str = "permission";
    /// The published name of notices about what clients changed.
    pub const AMENDED: &'static str = "amended";

    /// The name of the kind.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Permission(_) => Self::PERMISSION,
            Self::Amended { .. } => Self::AMENDED,
            Self::Message { kind, .. } => kind.as_str(),
        }
    }
}

// ----- rows

#[derive(Serialize, Deserialize)]
struct AmendmentBody {
    kind: Box<str>,
    put_code: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<Box<str>>,
    action: Box<str>,
}

#[derive(Serialize, Deserialize)]
struct AmendedBody {
    changes: Vec<AmendmentBody>,
    #[serde(default)]
    more: u64,
}

#[derive(Serialize, Deserialize)]
struct MessageBody {
    subject: Box<str>,
    text: Box<str>,
}

/// What a change is called where it is written down.
pub const fn action_name(operation: Operation) -> &'static str {
    match operation {
        Operation::Created => "created",
        Operation::Updated => "updated",
        Operation::Deleted => "deleted",
    }
}

/// The operation that [`action_name`] names so; `None` for other names.
pub fn action(name: &str) -> Option<Operation> {
    [Operation::Created, Operation::Updated, Operation::Deleted].into_iter().find(|it| action_name(*it) == name)
}

/// The content as adapters keep it, beside the name of its kind.
pub fn content_json(content: &NotificationContent) -> String {
    let json = match content {
        NotificationContent::Permission(request) => serde_json::to_string(request),
        NotificationContent::Amended { changes, more } => serde_json::to_string(&AmendedBody {
            changes: changes.iter().map(AmendmentBody::from).collect(),
            more: *more,
        }),
        NotificationContent::Message { kind: _, subject, text } => {
            serde_json::to_string(&MessageBody { subject: subject.clone(), text: text.clone() })
        }
    };
    json.expect("plain structs with text keys always serialize")
}

/// # Errors
/// [`StoreError::Corrupt`] when kind and content do not go together.
pub fn content(kind: &str, json: &str) -> Result<NotificationContent> {
    let damaged = |error: serde_json::Error| StoreError::Corrupt(format!("{error}: no notification ({kind})"));
    Ok(match kind {
        NotificationContent::PERMISSION => {
            NotificationContent::Permission(serde_json::from_str(json).map_err(damaged)?)
        }
        NotificationContent::AMENDED => {
            let AmendedBody { changes, more } = serde_json::from_str(json).map_err(damaged)?;
            NotificationContent::Amended {
                changes: changes.into_iter().map(Amendment::try_from).collect::<Result<_>>()?,
                more,
            }
        }
        _ => {
            let known = MessageKind::ALL.into_iter().find(|it| it.as_str() == kind);
            let kind = known.ok_or_else(|| StoreError::Corrupt(format!("{kind} is no kind of notification")))?;
            let MessageBody { subject, text } = serde_json::from_str(json).map_err(damaged)?;
            NotificationContent::Message { kind, subject, text }
        }
    })
}

impl From<&Amendment> for AmendmentBody {
    fn from(it: &Amendment) -> Self {
        AmendmentBody {
            kind: it.kind.spec().singular.into(),
            put_code: it.put_code.get(),
            name: it.name.clone(),
            action: action_name(it.operation).into(),
        }
    }
}

impl TryFrom<AmendmentBody> for Amendment {
    type Error = StoreError;

    fn try_from(body: AmendmentBody) -> Result<Self> {
        let damaged = |what: &str| StoreError::Corrupt(format!("{what}: no change of an item"));
        let kind = ItemKind::from_singular(&body.kind);
        Ok(Amendment {
            kind: kind.ok_or_else(|| damaged(&body.kind))?,
            put_code: PutCode::new(body.put_code).map_err(|_| damaged("put-code"))?,
            operation: action(&body.action).ok_or_else(|| damaged(&body.action))?,
            name: body.name,
        })
    }
}
