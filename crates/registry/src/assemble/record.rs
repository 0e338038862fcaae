//! The whole record.

use byline_model::document::Object;
use byline_model::{Item, RecordHead, shapes};

use super::{activities, person};
use crate::RecordError;
use crate::decorate::Context;

/// What the history says of the person's e-mail addresses, worked out over all of them, visible or not.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct EmailFacts {
    pub(crate) verified: bool,
    pub(crate) verified_primary: bool,
}

pub(crate) fn record<'a>(
    context: &Context<'a>,
    head: &'a RecordHead,
    emails: EmailFacts,
    items: &'a [Item],
) -> Result<Object<'a>, RecordError> {
    let history = &head.history;
    let history = Object::new(&shapes::HISTORY)
        .with("creation-method", history.creation_method.map(byline_model::record::CreationMethod::as_xml))
        .with("completion-date", history.completed)
        .with("submission-date", history.submitted)
        .with("last-modified-date", history.modified)
        .with("claimed", history.claimed)
        .with("source", context.source(&history.source))
        .with("deactivation-date", history.deactivated)
        .with("verified-email", emails.verified || history.verified_email)
        .with("verified-primary-email", emails.verified_primary || history.verified_primary_email);
    Ok(Object::new(&shapes::RECORD)
        .with("orcid-identifier", context.orcid_id(head.orcid))
        .with("preferences", Object::new(&shapes::PREFERENCES).with("locale", &*head.locale))
        .with("history", history)
        .with("person", person(context, items)?)
        .with("activities-summary", activities(context, items)?)
        .with("path", context.path("")))
}
