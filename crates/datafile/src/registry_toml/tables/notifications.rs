//! `[[notifications]]`: what people have in their inbox.

use byline_model::ItemKind;
use byline_model::enums::NOTIFICATION_ITEM_TYPE;
use byline_store::notifications::action_name;
use byline_store::{
    Amendment, MessageKind, Notification, NotificationContent, Operation, PermissionRequest, RequestId, RequestItem,
};

use super::forms::{orcid, put_code};
use super::sources::Sources;
use crate::registry_toml::columns::{
    Form, Shape, as_text, count, filled, flat, listed, moment, named, nested, rows, table, text,
};
use crate::registry_toml::error::Invalid;

table! {
    /// What people have in their inbox.
    Notifications: Notification { put_code, person, source, created, sent, read, actioned, archived, content } {
        /// Its number among everything that has one.
        put_code: put_code(),
        /// Whose inbox it is in.
        person: orcid(),
        content: flat(Content),
        /// When it came.
        created: moment(),
        /// When a mail told about it.
        sent: moment().optional(),
        /// When it was read.
        read: moment().optional(),
        /// When the person did what it asks for.
        actioned: moment().optional(),
        /// When it was put away.
        archived: moment().optional(),
        /// Who sent it; without one it was the registry.
        source: nested(Sources).or_empty(),
    }
    once ("put_code") by |it| it.put_code;
}

table! {
    /// What it says, by its type.
    Content: NotificationContent {
        /// What it is: a client asks for a permission, a client changed the record, or the registry says something.
        kind as "type": named(&KINDS, |kind| kind),
        /// What it is about; of all but `amended`.
        subject: text().optional(),
        /// What the registry says; of all but `permission` and `amended`.
        text: text().optional(),
        /// Of `permission`: why it is asked for.
        intro: text().or_empty(),
        /// Of `permission`: where it is given.
        authorization_url: text().optional(),
        /// Of `permission`: what the client would add.
        items: rows(Items).or_empty(),
        /// Of `amended`: what was changed.
        changes: rows(Changes).or_empty(),
        /// Of `amended`: how many other changes there were.
        more: count().or_empty(),
    }
    reads {
        Ok(match kind {
            NotificationContent::PERMISSION => NotificationContent::Permission(PermissionRequest {
                subject: needed("subject", subject)?,
                intro,
                authorization_url: needed("authorization_url", authorization_url)?,
                items,
            }),
            NotificationContent::AMENDED => NotificationContent::Amended { changes, more },
            kind => NotificationContent::Message {
                kind: message(kind).expect("what is no request and no notice is a message"),
                subject: needed("subject", subject)?,
                text: needed("text", text)?,
            },
        })
    }
    writes content => {
        let kind = content.kind();
        match content {
            NotificationContent::Permission(PermissionRequest { subject, intro, authorization_url, items }) => {
                (kind, Some(subject), None, intro, Some(authorization_url), items, Vec::new(), 0)
            }
            NotificationContent::Amended { changes, more } => {
                (kind, None, None, Box::default(), None, Vec::new(), changes, more)
            },
            NotificationContent::Message { kind: _, subject, text } => {
                (kind, Some(subject), Some(text), Box::default(), None, Vec::new(), Vec::new(), 0)
            }
        }
    };
}

table! {
    /// Something that a client would add.
    Items: RequestItem { put_code, item_type, name, external_id } {
        /// Its number, if it has one.
        put_code: count().optional(),
        /// What it is.
        item_type as "type": listed(&NOTIFICATION_ITEM_TYPE),
        /// What it is called.
        name: filled(),
        /// What else it is known by.
        external_id: nested(ItemIds).optional(),
    }
}

table! {
    /// An identifier of something that a client would add.
    ItemIds: RequestId { id_type, value, url, relationship } {
        /// What kind of identifier it is, like `doi`.
        id_type as "type": text(),
        /// The identifier.
        value: text(),
        /// Where it leads.
        url: text().optional(),
        /// What it is to the item, like `self`.
        relationship: text().optional(),
    }
}

table! {
    /// A change to one item.
    Changes: Amendment { kind, put_code, name, operation } {
        /// What was changed.
        kind: kind(),
        /// Its number.
        put_code: put_code(),
        /// What it is called.
        name: text().optional(),
        /// What happened to it.
        operation as "action": named(&OPERATIONS, action_name),
    }
}

const OPERATIONS: [Operation; 3] = [Operation::Created, Operation::Updated, Operation::Deleted];

/// The types: those that hold something, and those of messages.
const KINDS: [&str; 2 + MessageKind::ALL.len()] = {
    let mut all = [NotificationContent::PERMISSION; 2 + MessageKind::ALL.len()];
    all[1] = NotificationContent::AMENDED;
    let mut at = 0;
    while at < MessageKind::ALL.len() {
        all[2 + at] = MessageKind::ALL[at].as_str();
        at += 1;
    }
    all
};

fn message(name: &str) -> Option<MessageKind> {
    MessageKind::ALL.into_iter().find(|it| it.as_str() == name)
}

fn needed(key: &'static str, text: Option<Box<str>>) -> Result<Box<str>, Invalid> {
    text.filter(|it| !it.trim().is_empty()).ok_or_else(|| Invalid::new("must not be empty").under(key))
}

fn kind() -> impl Form<Value = ItemKind> {
    let shape = || Shape::Words(ItemKind::ALL.map(|it| it.spec().singular).to_vec());
    let read = |name: &str| ItemKind::from_singular(name).ok_or_else(|| format!("there are no items of kind {name}"));
    as_text("kind of item", shape, read, |kind| kind.spec().singular.into())
}
