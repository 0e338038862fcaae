//! What the registry adds around the content of an item: dates, source, path, normalised identifiers.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

use byline_formats::{Edition, read_body};
use byline_model::document::{Object, Value};
use byline_model::kind::ExternalIdRule;
use byline_model::shape::{Role, Shape};
use byline_model::{Agent, Item, ItemKind, OrcidId, Source, shapes};
use byline_model::{effort, external_id};

use crate::names::Names;
use crate::{RecordError, Urls};

/// So many sources are remembered while a document is put together; more are seldom and would take long to look through.
const SOURCES: usize = 32;

/// What decoration needs to know besides the item.
pub(crate) struct Context<'c> {
    pub(crate) owner: OrcidId,
    /// `/{iD}`, what every path begins with.
    root: String,
    urls: &'c Urls,
    names: &'c Names,
    /// For which version documents are put together: it says what belongs together.
    pub(crate) edition: &'static Edition,
    /// Few sources write many items.
    sources: RefCell<Vec<(&'c Source, Arc<Object<'c>>)>>,
}

impl<'c> Context<'c> {
    pub(crate) fn new(owner: OrcidId, urls: &'c Urls, names: &'c Names) -> Self {
        let edition = Edition::newest();
        Context { owner, root: format!("/{owner}"), urls, names, edition, sources: RefCell::default() }
    }

    pub(crate) fn of(self, edition: &'static Edition) -> Self {
        Context { edition, ..self }
    }

    /// The item in this shape, full or summary, with everything around its content.
    pub(crate) fn item(&self, item: &'c Item, shape: &'static Shape) -> Result<Object<'c>, RecordError> {
        effort::spend(item.body.len());
        let mut object = read_body(&item.body, shape).map_err(RecordError::Damaged)?;
        for (field, slot) in shape.fields.iter().zip(object.slots_mut()) {
            *slot = match field.role {
                Role::Own => {
                    shape_value(slot, item.kind);
                    continue;
                }
                Role::Created => item.created.into(),
                Role::Modified => item.modified.into(),
                Role::Source => self.source(&item.source),
                Role::Visibility => item.visibility.as_str().into(),
                Role::PutCode if item.kind != ItemKind::Email => (item.put_code.get() as i64).into(),
                Role::DisplayIndex => item.display_index.into(),
                Role::Path if item.kind != ItemKind::Email => self.item_path(item).into(),
                Role::PutCode | Role::Path | Role::Computed | Role::XmlOnly | Role::Ignored => continue,
            };
        }
        Ok(object)
    }

    fn item_path(&self, item: &Item) -> String {
        match item.kind {
            // The name carries the bare iD, a habit of the published API.
            ItemKind::Name => self.root[1..].to_owned(),
            ItemKind::Biography => self.path("biography"),
            kind => {
                let mut code = itoa::Buffer::new();
                [&*self.root, kind.spec().item_path, code.format(item.put_code.get())].join("/")
            }
        }
    }

    /// The path of a list or of the whole record.
    pub(crate) fn path(&self, segment: &str) -> String {
        if segment.is_empty() { self.root.clone() } else { [&*self.root, segment].join("/") }
    }

    /// Whether an organisation says so, and not on somebody's word (`registry` 10.2).
    pub(crate) fn is_validated(&self, source: &Source) -> bool {
        match (&source.author, &source.origin) {
            (Some(author @ Agent::Client(_)), None) => !self.names.of(author).is_some_and(|it| it.speaks_for_owners),
            (Some(Agent::Client(_)), Some(Agent::Client(_))) => true,
            (Some(Agent::Client(_)), Some(Agent::Person(_))) | (Some(Agent::Person(_)) | None, _) => false,
        }
    }

    pub(crate) fn source(&self, source: &'c Source) -> Value<'c> {
        if source.is_empty() {
            return Value::Null;
        }
        let known = self.sources.borrow().iter().find(|(known, _)| *known == source).map(|(_, object)| object.clone());
        let object = known.unwrap_or_else(|| {
            let object = Arc::new(self.new_source(source));
            let mut sources = self.sources.borrow_mut();
            if sources.len() < SOURCES {
                sources.push((source, Arc::clone(&object)));
            }
            object
        });
        object.into()
    }

    fn new_source(&self, source: &'c Source) -> Object<'c> {
        let mut object = Object::new(&shapes::SOURCE_SHAPE);
        let author = (&source.author, &source.author_name, ["source-orcid", "source-client-id", "source-name"]);
        let spoken_for = source.author.as_ref().and_then(|author| self.names.of(author));
        let owner = spoken_for.filter(|author| author.speaks_for_owners && source.origin.is_none());
        let owner = owner.map(|_| Agent::Person(self.owner));
        let origin = (
            if owner.is_some() { &owner } else { &source.origin },
            &source.origin_name,
            ["assertion-origin-orcid", "assertion-origin-client-id", "assertion-origin-name"],
        );
        for (agent, imported, [person_key, client_key, name_key]) in [author, origin] {
            let Some(agent) = agent else {
                object.set(name_key, imported.as_deref().map(Value::from));
                continue;
            };
            let named = self.names.of(agent).expect("every agent of the items was resolved");
            let (key, shape) = match agent {
                Agent::Person(_) => (person_key, &shapes::ORCID_ID),
                Agent::Client(_) => (client_key, &shapes::CLIENT_ID),
            };
            let id =
                Object::new(shape).with("uri", &*named.uri).with("path", &*named.path).with("host", self.urls.host());
            object.set(key, id);
            object.set(name_key, named.name(imported.as_deref()).map(Value::from));
        }
        object
    }

    pub(crate) fn orcid_id(&self, orcid: OrcidId) -> Object<'c> {
        Object::new(&shapes::ORCID_ID)
            .with("uri", self.urls.person(orcid))
            .with("path", orcid.to_string())
            .with("host", self.urls.host())
    }
}

/// Walks the content: identifiers get their normalised value, months and days their two digits.
pub(crate) fn shape_value(value: &mut Value<'_>, kind: ItemKind) {
    match value {
        Value::List(members) => members.iter_mut().for_each(|member| shape_value(member, kind)),
        Value::Object(object) => {
            let shape = object.shape();
            if *shape == shapes::FUZZY_DATE {
                // Years have four places already, or come from where nobody minded.
                for (slot, width) in object.slots_mut().iter_mut().zip([0, 2, 2]) {
                    pad(slot, width);
                }
            } else if *shape == shapes::EXTERNAL_ID {
                if kind.spec().ids == ExternalIdRule::Normalized {
                    normalize(object);
                }
            } else if *shape == shapes::ORCID_ID {
                complete_id(object);
            } else {
                object.slots_mut().iter_mut().for_each(|slot| shape_value(slot, kind));
            }
        }
        // What is shared was complete when it was shared.
        Value::Shared(_) => {}
        Value::Null | Value::Text(_) | Value::Number(_) | Value::Flag(_) | Value::Time(_) => {}
    }
}

/// Digits alone, in as many places as the kind of number has. What is no part of a date is served as it came.
fn pad(slot: &mut Value<'_>, width: usize) {
    if let Value::Text(text) = slot {
        let digits = text.trim_ascii();
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && (digits.len() < width || digits.len() != text.len()) {
            *slot = Value::from(format!("{digits:0>width$}"));
        }
    }
}

/// An iD that was given by its address alone has a path and a host there.
fn complete_id(id: &mut Object<'_>) {
    let (Some(uri), Value::Null) = (id.text("uri"), id.get("path")) else { return };
    let rest = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = path.trim_end_matches('/').rsplit('/').next().filter(|path| !path.is_empty());
    let (path, host) = (path.map(str::to_owned), host.to_owned());
    id.set("path", path);
    if id.get("host").is_null() {
        id.set("host", host);
    }
}

fn normalize(object: &mut Object<'_>) {
    let Some(name) = object.text("external-id-type") else { return };
    let normalized = match object.get("external-id-value") {
        Value::Text(Cow::Borrowed(value)) => external_id::normalize(name, value),
        Value::Text(Cow::Owned(value)) => external_id::normalize(name, value).map(|it| Cow::Owned(it.into_owned())),
        _ => return,
    };
    match normalized {
        Ok(normalized) => {
            let inner = Object::new(&shapes::NORMALIZED).with("value", normalized).with("transient", true);
            object.set("external-id-normalized", inner);
        }
        Err(error) => {
            let inner = Object::new(&shapes::NORMALIZED_ERROR)
                .with("error-code", "8001")
                .with("error-message", error.to_string())
                .with("transient", true);
            object.set("external-id-normalized-error", inner);
        }
    }
}
