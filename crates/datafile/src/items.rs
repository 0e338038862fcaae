//! Documents to what stores keep: heads and items, with the clients they name.

use std::collections::HashSet;

use byline_formats::{Dropped, write_body};
use byline_model::document::{Object, Value};
use byline_model::enums::CREATION_METHODS;
use byline_model::record::{CreationMethod, History};
use byline_model::shape::{Role, Shape};
use byline_model::{
    Agent, ClientId, Item, ItemKind, OrcidId, PutCode, RecordHead, RecordState, Source, Timestamp, Visibility, shapes,
};

/// A record document, taken apart.
#[derive(Debug)]
pub(crate) struct RecordParts {
    pub head: RecordHead,
    pub items: Vec<ItemPart>,
    pub sections: Sections,
}

/// Which halves of a record a document had.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sections {
    pub person: bool,
    pub activities: bool,
}

/// An item, and how much of it the document had.
#[derive(Debug)]
pub(crate) struct ItemPart {
    pub item: Item,
    /// Whether it came from the kind's full form.
    pub full: bool,
    /// Full works, fundings and peer reviews do not say.
    pub display_index: Option<i64>,
    /// Whether the document said who may see it; the record's default counts otherwise.
    pub visibility: Option<Visibility>,
}

/// What is wrong with a document that the schema allows.
pub(crate) type Refused = String;

/// What is left out of a document that comes in.
pub(crate) struct Losses {
    /// Nothing may be.
    pub strict: bool,
    pub dropped: Vec<Dropped>,
}

impl Losses {
    /// # Errors
    /// The reason, where nothing may be left out.
    fn leave_out(&mut self, path: String, value: &str, reason: String) -> Result<(), Refused> {
        if self.strict {
            return Err(reason);
        }
        self.dropped.push(Dropped { path, value: format!("{value:?}"), reason });
        Ok(())
    }
}

/// Takes a record document apart.
pub(crate) fn record(mut object: Object<'_>, orcid: OrcidId, losses: &mut Losses) -> Result<RecordParts, Refused> {
    let head = head(&object, orcid, losses)?;
    let mut items = Vec::new();
    for section in ["person", "activities-summary"] {
        if let Some(Value::Object(section)) = object.get_mut(section) {
            collect(section, &mut items, losses)?;
        }
    }
    leave_out_twins(&mut items, losses)?;
    let has = |section| object.object(section).is_some();
    let sections = Sections { person: has("person"), activities: has("activities-summary") };
    Ok(RecordParts { head, items, sections })
}

/// The iD inside an `orcid-identifier`, or in the `path` of a record or item.
pub(crate) fn owner(object: &Object<'_>) -> Option<OrcidId> {
    if let Some(identifier) = object.object("orcid-identifier") {
        return last_segment(identifier)?.parse().ok();
    }
    object.role(Role::Path).as_text()?.split('/').find(|part| !part.is_empty())?.parse().ok()
}

fn head(object: &Object<'_>, orcid: OrcidId, losses: &mut Losses) -> Result<RecordHead, Refused> {
    let history = object.object("history");
    let time = |key: &str| history.and_then(|it| it.get(key).as_time());
    let flag = |key: &str| history.and_then(|it| it.get(key).as_flag());
    let claimed = flag("claimed").unwrap_or(true);
    let locale = object.object("preferences").and_then(|it| it.text("locale"));
    Ok(RecordHead {
        orcid,
        version: 0,
        state: if claimed { RecordState::Active } else { RecordState::Unclaimed },
        history: History {
            creation_method: history.and_then(|it| creation_method(it.text("creation-method")?)),
            completed: time("completion-date"),
            submitted: time("submission-date"),
            modified: time("last-modified-date"),
            claimed,
            source: match history.and_then(|it| it.object("source")) {
                Some(it) => source(it, || "record/history/source".to_owned(), losses)?,
                None => Source::default(),
            },
            deactivated: time("deactivation-date"),
            verified_email: flag("verified-email").unwrap_or(false),
            verified_primary_email: flag("verified-primary-email").unwrap_or(false),
        },
        locale: locale.unwrap_or("en").into(),
        default_visibility: Visibility::Public,
    })
}

/// Readers keep the XML literal, whichever syntax it came from.
fn creation_method(literal: &str) -> Option<CreationMethod> {
    let xml = CREATION_METHODS.iter().find(|(xml, json)| *xml == literal || *json == literal)?.0;
    CreationMethod::ALL.into_iter().find(|method| method.as_xml() == xml)
}

/// Every item in a section, in the order of the document. Lists are followed, through groups; what an item has inside
/// is its own business.
fn collect(section: &mut Object<'_>, items: &mut Vec<ItemPart>, losses: &mut Losses) -> Result<(), Refused> {
    for slot in section.slots_mut() {
        match slot {
            Value::List(members) => {
                for member in std::mem::take(members) {
                    if let Value::Object(member) = member {
                        found(member, items, losses)?;
                    }
                }
            }
            Value::Object(_) => {
                if let Value::Object(inner) = std::mem::take(slot) {
                    found(inner, items, losses)?;
                }
            }
            // Readers share nothing.
            Value::Shared(_) => {}
            Value::Null | Value::Text(_) | Value::Number(_) | Value::Flag(_) | Value::Time(_) => {}
        }
    }
    Ok(())
}

fn found(mut object: Object<'_>, items: &mut Vec<ItemPart>, losses: &mut Losses) -> Result<(), Refused> {
    match kind_of(object.shape()) {
        Some(kind) => {
            // Only e-mail addresses have no number of their own; counting the works of a heavy record would take long.
            let place = match kind {
                ItemKind::Email => items.iter().filter(|part| part.item.kind == kind).count() as u64 + 1,
                _ => 0,
            };
            let named = object.role(Role::PutCode).as_number();
            match item(kind, object, place, losses) {
                Ok(item) => items.push(item),
                Err(reason) => {
                    let value = named.map_or_else(String::new, |code| code.to_string());
                    losses.leave_out(format!("{kind}/put-code"), &value, reason)?;
                }
            }
            Ok(())
        }
        // The identifiers of a group are worked out again when it is served.
        None if object.shape() == &shapes::EXTERNAL_IDS => Ok(()),
        None => collect(&mut object, items, losses),
    }
}

/// The kind whose items, whole or as summaries, have this shape.
pub(crate) fn kind_of(shape: &'static Shape) -> Option<ItemKind> {
    ItemKind::ALL.into_iter().find(|kind| shapes::of(*kind).full == shape || shapes::of(*kind).summary == shape)
}

/// One item. `place` is its number where the document has none (e-mail addresses).
pub(crate) fn item(
    kind: ItemKind,
    mut object: Object<'_>,
    place: u64,
    losses: &mut Losses,
) -> Result<ItemPart, Refused> {
    let full_shape = shapes::of(kind).full;
    let full = object.shape() == full_shape;
    let put_code = match object.role(Role::PutCode).as_number() {
        _ if kind.is_single() => PutCode::SINGLE,
        Some(number) => u64::try_from(number).ok().and_then(|it| PutCode::new(it).ok()).ok_or_else(|| {
            format!("{kind}: {number} is no put-code: those are whole numbers from 0 to {}", PutCode::MAX)
        })?,
        None if kind == ItemKind::Email => PutCode::new(place).map_err(|it| it.to_string())?,
        None => return Err(format!("{kind}: an item without put-code cannot be kept")),
    };
    let said = object.role(Role::Visibility).as_text().and_then(|it| it.parse().ok());
    let display_index = object.role(Role::DisplayIndex).as_number();
    let source = match object.role(Role::Source) {
        Value::Object(it) => source(it, || format!("{kind} {put_code}/source"), losses)?,
        _ => Source::default(),
    };
    let (created, modified) = (object.role(Role::Created).as_time(), object.role(Role::Modified).as_time());
    let body = if full { write_body(&object) } else { write_body(&as_full(&mut object, full_shape)) };
    Ok(ItemPart {
        item: Item {
            kind,
            put_code,
            visibility: said.unwrap_or(Visibility::Private),
            source,
            created,
            modified,
            display_index: display_index.unwrap_or(0),
            body: body.into(),
        },
        full,
        display_index,
        visibility: said,
    })
}

/// A summary's own content in the kind's full shape, so that bodies have one order of keys whatever they came from.
fn as_full<'a>(summary: &mut Object<'a>, shape: &'static Shape) -> Object<'a> {
    let mut full = Object::new(shape);
    let fields = summary.shape().fields;
    for (field, slot) in fields.iter().zip(summary.slots_mut()) {
        if field.in_body() && !slot.is_null() {
            full.set(field.stored, std::mem::take(slot));
        }
    }
    full
}

/// Of two items with one number the first counts.
fn leave_out_twins(items: &mut Vec<ItemPart>, losses: &mut Losses) -> Result<(), Refused> {
    let mut keys: Vec<_> = items.iter().map(|part| (part.item.kind, part.item.put_code)).collect();
    keys.sort_unstable();
    if keys.windows(2).all(|pair| pair[0] != pair[1]) {
        return Ok(());
    }
    let mut seen = HashSet::new();
    let mut result = Ok(());
    items.retain(|ItemPart { item, .. }| {
        let is_first = seen.insert((item.kind, item.put_code));
        if !is_first && result.is_ok() {
            let (kind, code) = (item.kind, item.put_code);
            let reason = format!("two items of kind {kind} have the put-code {code}");
            result = losses.leave_out(format!("{kind}/put-code"), &code.to_string(), reason);
        }
        is_first
    });
    result
}

/// A source, with the names that the document has.
fn source(object: &Object<'_>, place: impl Fn() -> String, losses: &mut Losses) -> Result<Source, Refused> {
    let author = agent(object, "source-orcid", "source-client-id", &place, losses)?;
    let origin = agent(object, "assertion-origin-orcid", "assertion-origin-client-id", &place, losses)?;
    let name = |key: &str| object.text(key).filter(|name| !name.is_empty()).map(Box::from);
    Ok(Source { author, author_name: name("source-name"), origin, origin_name: name("assertion-origin-name") })
}

/// Drops the names of the owner from a source: once the record is known, they are in it, if the public may know them.
pub(crate) fn forget_owner_names(source: &mut Source, owner: OrcidId) {
    if source.author == Some(Agent::Person(owner)) {
        source.author_name = None;
    }
    if source.origin == Some(Agent::Person(owner)) {
        source.origin_name = None;
    }
}

/// Who is named. Clients stand where people are expected at times.
fn agent(
    object: &Object<'_>,
    person: &str,
    client: &str,
    place: impl Fn() -> String,
    losses: &mut Losses,
) -> Result<Option<Agent>, Refused> {
    if let (Some(_), Some(other)) = (object.object(person), object.object(client)) {
        let id = last_segment(other).unwrap_or_default();
        losses.leave_out(format!("{}/{client}", place()), id, "a source is a person or a client, not both".into())?;
    }
    let (key, agent) = if let Some(identifier) = object.object(person) {
        let id = last_segment(identifier).unwrap_or_default();
        let misplaced = || id.parse().ok().filter(|_| !losses.strict && id.starts_with("APP-")).map(Agent::Client);
        let agent = id.parse().map(Agent::Person).or_else(|it| misplaced().ok_or(it));
        (person, agent.map_err(|it| (id, it.to_string())))
    } else if let Some(identifier) = object.object(client) {
        let id = last_segment(identifier).unwrap_or_default();
        (client, id.parse().map(Agent::Client).map_err(|it| (id, it.to_string())))
    } else {
        return Ok(None);
    };
    match agent {
        Ok(agent) => Ok(Some(agent)),
        Err((id, why)) => {
            losses.leave_out(format!("{}/{key}", place()), id, format!("{key}: {id}: {why}"))?;
            Ok(None)
        }
    }
}

/// The `path` of an identifier, else the end of its `uri`.
fn last_segment<'a>(identifier: &'a Object<'_>) -> Option<&'a str> {
    identifier.text("path").or_else(|| identifier.text("uri")?.trim_end_matches('/').rsplit('/').next())
}

impl RecordParts {
    /// The clients named as sources anywhere, with the name the document has for them.
    pub fn clients(&self) -> impl Iterator<Item = (&ClientId, Option<&str>)> {
        let sources = self.items.iter().map(|part| &part.item.source);
        sources.chain([&self.head.history.source]).flat_map(clients)
    }
}

/// The clients a source names.
pub(crate) fn clients(source: &Source) -> impl Iterator<Item = (&ClientId, Option<&str>)> {
    let author = (source.author.as_ref(), source.author_name.as_deref());
    let origin = (source.origin.as_ref(), source.origin_name.as_deref());
    [author, origin].into_iter().filter_map(|(agent, name)| match agent {
        Some(Agent::Client(id)) => Some((id, name)),
        Some(Agent::Person(_)) | None => None,
    })
}

/// Drops the names of clients from a source: those are kept with the clients.
pub(crate) fn forget_client_names(source: &mut Source) {
    if matches!(source.author, Some(Agent::Client(_))) {
        source.author_name = None;
    }
    if matches!(source.origin, Some(Agent::Client(_))) {
        source.origin_name = None;
    }
}

/// What an error document in place of a record says of its state (`platform` 1.4); `None` for errors of another kind.
/// A record is never its own successor: of the iDs that an error names, another one is.
pub(crate) fn closed(error: &Object<'_>, orcid: OrcidId) -> Result<Option<RecordState>, Refused> {
    match error.get("error-code").as_number() {
        Some(9018) => Ok(Some(RecordState::Locked)),
        Some(9044) => Ok(Some(RecordState::Deactivated)),
        Some(9007) => {
            let texts = ["developer-message", "user-message"].into_iter().filter_map(|key| error.text(key));
            let primary = texts.flat_map(orcids).find(|named| *named != orcid);
            let primary = primary.ok_or("error 9007 does not name the record this one was merged into")?;
            Ok(Some(RecordState::Deprecated { primary }))
        }
        _ => Ok(None),
    }
}

/// The state a `deprecated` document stands for.
pub(crate) fn deprecated(object: &Object<'_>, orcid: OrcidId) -> Result<(RecordState, Option<Timestamp>), Refused> {
    let primary = object.object("primary-record").and_then(owner).ok_or("the primary record has no valid iD")?;
    if primary == orcid {
        return Err(format!("{orcid} was merged into itself"));
    }
    Ok((RecordState::Deprecated { primary }, object.get("deprecated-date").as_time()))
}

/// The well-formed iDs in a text.
fn orcids(text: &str) -> impl Iterator<Item = OrcidId> {
    (0..text.len().saturating_sub(18)).filter_map(|at| text.get(at..at + 19)?.parse().ok())
}
