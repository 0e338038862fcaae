//! Notifications (`notification-permission-3.0.xsd`, `notification-custom-3.0.xsd`).

use super::common::*;
use super::rules::*;
use crate::shape::{Content, Field, Ns, Place, Role, Shape, Texts};

const NOTE_NS: Ns = Ns("notification");

const fn own(key: &'static str, content: Content) -> Field {
    Field::element(NOTE_NS, key, content)
}

const TYPE: Field = own("notification-type", text(&NOTIFICATION_TYPE)).required();
const CREATED_BARE: Field = common("created-date", Content::BareTime);
const SENT: Field = common("sent-date", Content::BareTime);
const READ: Field = common("read-date", Content::BareTime);
const ARCHIVED: Field = common("archived-date", Content::BareTime);

/// Asks a person for a permission. Dates are bare numbers in JSON.
pub static NOTIFICATION_PERMISSION: Shape = Shape {
    name: "notification",
    fields: &[
        PUT_CODE,
        TYPE,
        own("authorization-url", Content::Object(&AUTHORIZATION_URL)).required(),
        own("notification-subject", text(&ANY)).required(),
        own("notification-intro", text(&TEXT_1000)).required(),
        own("items", Content::Object(&NOTIFICATION_ITEMS)).required(),
        CREATED_BARE,
        SENT,
        READ,
        own("actioned-date", Content::BareTime),
        ARCHIVED,
        SOURCE,
    ],
    check: Some(|object| match object.text("notification-type") {
        Some("permission") => Ok(()),
        _ => Err("the notification-type is permission"),
    }),
    texts: Texts::new(),
};

/// Where the person gives the permission: a whole address, or a path here.
pub static AUTHORIZATION_URL: Shape = Shape {
    name: "authorization-url",
    fields: &[own("uri", text(&URI)), own("path", text(&ANY)), own("host", text(&ANY))],
    check: Some(|object| {
        if object.get("uri").is_null() && object.get("path").is_null() {
            return Err("a uri or a path is needed");
        }
        Ok(())
    }),
    texts: Texts::new(),
};

/// What a request is about; one item at least.
pub static NOTIFICATION_ITEMS: Shape = Shape {
    name: "items",
    fields: &[own("item", Content::Object(&NOTIFICATION_ITEM)).between(1, 0)],
    check: None,
    texts: Texts::new(),
};

/// What would be added: its kind and name, and perhaps its identifier.
pub static NOTIFICATION_ITEM: Shape = Shape {
    name: "item",
    fields: &[
        PUT_CODE,
        own("item-type", text(&NOTIFICATION_ITEM_TYPE)).required(),
        own("item-name", text(&TEXT_1000)).required(),
        common("external-id", Content::Object(&EXTERNAL_ID)),
    ],
    check: None,
    texts: Texts::new(),
};

/// A message in text and HTML, which the registry writes and clients never do.
pub static NOTIFICATION_CUSTOM: Shape = Shape {
    name: "notification",
    fields: &[
        PUT_CODE,
        TYPE,
        own("subject", text(&STRING_200)).required(),
        own("body-text", text(&ANY)).required(),
        own("body-html", text(&ANY)).required(),
        CREATED_BARE,
        SENT,
        READ,
        ARCHIVED,
        SOURCE,
        Field { place: Place::XmlAttribute("lang"), ..Field::attribute("lang", Content::Text(&ANY), Role::Own) },
    ],
    check: Some(|object| match object.text("notification-type") {
        Some("custom") => Ok(()),
        _ => Err("the notification-type is custom"),
    }),
    texts: Texts::new(),
};

/// All requests of a client to one person.
pub static NOTIFICATIONS: Shape = Shape {
    name: "notifications",
    fields: &[own("notification", Content::Object(&NOTIFICATION_PERMISSION)).many()],
    check: None,
    texts: Texts::new(),
};
