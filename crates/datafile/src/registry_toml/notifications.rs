//! `[[notifications]]`: what people have in their inbox.

use byline_model::enums::NOTIFICATION_ITEM_TYPE;
use byline_model::{ItemKind, PutCode, Source};
use byline_store::notifications::{action, action_name};
use byline_store::{Amendment, MessageKind, Notification, NotificationContent, PermissionRequest, RequestItem};
use serde::{Deserialize, Serialize};

use super::read::{each, listed, moment, parsed, required, source as read_source, wrong};
use super::write::{moment as write_moment, source as write_source};
use super::{Invalid, raw};

type Result<T> = std::result::Result<T, Invalid>;

/// Which keys there are depends on the type.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNotification {
    pub put_code: u64,
    pub person: String,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intro: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization_url: Option<String>,
    pub created: raw::Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent: Option<raw::Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<raw::Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actioned: Option<raw::Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived: Option<raw::Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<raw::Source>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<RequestItem>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<RawChange>,
    /// How many others there were.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more: u64,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChange {
    pub kind: String,
    pub put_code: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub action: String,
}

pub(super) fn read(raw: RawNotification) -> Result<Notification> {
    Ok(Notification {
        put_code: put_code(raw.put_code)?,
        person: parsed("person", &raw.person)?,
        created: parsed("created", &raw.created.0)?,
        sent: moment("sent", raw.sent)?,
        read: moment("read", raw.read)?,
        actioned: moment("actioned", raw.actioned)?,
        archived: moment("archived", raw.archived)?,
        source: match raw.source {
            Some(raw) => read_source(raw).map_err(|it| it.under("source"))?,
            None => Source::default(),
        },
        content: match raw.kind.as_str() {
            NotificationContent::PERMISSION => NotificationContent::Permission(PermissionRequest {
                subject: needed("subject", raw.subject)?,
                intro: raw.intro.unwrap_or_default().into(),
                authorization_url: needed("authorization_url", raw.authorization_url)?,
                items: each("items", raw.items, item)?,
            }),
            NotificationContent::AMENDED => {
                NotificationContent::Amended { changes: each("changes", raw.changes, change)?, more: raw.more }
            }
            kind => NotificationContent::Message {
                kind: message(kind)?,
                subject: needed("subject", raw.subject)?,
                text: needed("text", raw.text)?,
            },
        },
    })
}

fn put_code(number: u64) -> Result<PutCode> {
    PutCode::new(number).map_err(|it| wrong(it).under("put_code"))
}

fn needed(key: &'static str, text: Option<String>) -> Result<Box<str>> {
    Ok(required(key, &text.unwrap_or_default())?.into())
}

fn message(name: &str) -> Result<MessageKind> {
    let known = MessageKind::ALL.into_iter().find(|it| it.as_str() == name);
    known.ok_or_else(|| {
        let messages = MessageKind::ALL.map(MessageKind::as_str).join(", ");
        Invalid::new(format!("is one of permission, amended, {messages}")).under("type")
    })
}

fn item(item: RequestItem) -> Result<RequestItem> {
    listed("type", &item.item_type, &NOTIFICATION_ITEM_TYPE)?;
    required("name", &item.name)?;
    Ok(item)
}

fn change(raw: RawChange) -> Result<Amendment> {
    let kind = ItemKind::from_singular(&raw.kind);
    Ok(Amendment {
        kind: kind.ok_or_else(|| Invalid::new(format!("there are no items of kind {}", raw.kind)).under("kind"))?,
        put_code: put_code(raw.put_code)?,
        name: raw.name.map(Into::into),
        operation: action(&raw.action)
            .ok_or_else(|| Invalid::new("is one of created, updated, deleted").under("action"))?,
    })
}

pub(super) fn write(it: &Notification) -> RawNotification {
    let mut raw = RawNotification {
        put_code: it.put_code.get(),
        person: it.person.to_string(),
        kind: it.content.kind().to_owned(),
        subject: None,
        text: None,
        intro: None,
        authorization_url: None,
        created: raw::Moment(it.created.to_string()),
        sent: write_moment(it.sent),
        read: write_moment(it.read),
        actioned: write_moment(it.actioned),
        archived: write_moment(it.archived),
        source: (!it.source.is_empty()).then(|| write_source(&it.source)),
        items: Vec::new(),
        changes: Vec::new(),
        more: 0,
    };
    match &it.content {
        NotificationContent::Permission(request) => {
            raw.subject = Some(request.subject.to_string());
            raw.intro = Some(request.intro.to_string());
            raw.authorization_url = Some(request.authorization_url.to_string());
            raw.items.clone_from(&request.items);
        }
        NotificationContent::Amended { changes, more } => {
            raw.changes = changes.iter().map(write_change).collect();
            raw.more = *more;
        }
        NotificationContent::Message { kind: _, subject, text } => {
            raw.subject = Some(subject.to_string());
            raw.text = Some(text.to_string());
        }
    }
    raw
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

fn write_change(it: &Amendment) -> RawChange {
    RawChange {
        kind: it.kind.spec().singular.to_owned(),
        put_code: it.put_code.get(),
        name: it.name.as_deref().map(str::to_owned),
        action: action_name(it.operation).to_owned(),
    }
}
