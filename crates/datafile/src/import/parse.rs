//! Documents to parts of records: what the workers do.

use std::path::Path;

use byline_formats::Dropped;
use byline_model::shapes::{DEPRECATED, ERROR, RECORD};
use byline_model::{ItemKind, OrcidId, RecordState, Source, Timestamp};

use crate::document::{self, Document, Manner};
use crate::inputs::Chunk;
use crate::items::{self, ItemPart, Losses, RecordParts, kind_of};
use crate::layout::Place;
use crate::{DroppedPart, Refusal};

/// A chunk, read.
pub(super) struct Parsed {
    pub parts: Vec<Part>,
    pub refusals: Vec<Refusal>,
    /// Parts of documents that came in.
    pub dropped: Vec<DroppedPart>,
    /// Of the documents as they were read.
    pub bytes: usize,
    pub documents: u64,
    /// Units of the input before and in this chunk.
    pub first: u64,
    pub units: u64,
    pub bytes_read: u64,
}

/// What one document has to say about a person.
pub(super) struct Part {
    pub orcid: OrcidId,
    pub entry: String,
    pub content: PartContent,
}

pub(super) enum PartContent {
    Record(Box<RecordParts>),
    Item(Box<ItemPart>),
    /// The record is there and has no content to show; since when, if that is told.
    Closed(RecordState, Option<Timestamp>),
}

impl PartContent {
    /// Every source in it.
    pub fn sources(&mut self, mut change: impl FnMut(&mut Source)) {
        match self {
            PartContent::Record(record) => {
                change(&mut record.head.history.source);
                record.items.iter_mut().for_each(|part| change(&mut part.item.source));
            }
            PartContent::Item(part) => change(&mut part.item.source),
            PartContent::Closed(..) => {}
        }
    }
}

pub(super) fn chunk(chunk: Chunk, file: &Path, manner: Manner<'_>) -> Parsed {
    let mut parsed = Parsed {
        parts: Vec::with_capacity(chunk.len()),
        refusals: Vec::new(),
        dropped: Vec::new(),
        bytes: 0,
        documents: chunk.len() as u64,
        first: chunk.first,
        units: chunk.units,
        bytes_read: chunk.bytes_read,
    };
    chunk.read(|entry, bytes| {
        let result = bytes.map_err(|why| Box::new(Refusal::new(file, &entry, why))).and_then(|bytes| {
            parsed.bytes += bytes.len();
            part(bytes, &entry, file, manner)
        });
        match result {
            Ok((orcid, content, dropped)) => {
                parsed.dropped.extend(DroppedPart::all(file, &entry, dropped));
                parsed.parts.push(Part { orcid, entry, content });
            }
            Err(refusal) => parsed.refusals.push(*refusal),
        }
    });
    parsed
}

type Read = (OrcidId, PartContent, Vec<Dropped>);

fn part(bytes: &[u8], entry: &str, file: &Path, manner: Manner<'_>) -> Result<Read, Box<Refusal>> {
    let refused = |reason: String| Box::new(Refusal::new(file, entry, reason));
    let name = if entry.is_empty() { file.to_string_lossy() } else { entry.into() };
    let name = name.replace('\\', "/");
    let place = Place::of(&name);
    if let Some(problem) = Place::misspelt(&name) {
        return Err(refused(problem));
    }
    let read = document::read(bytes, &name, None, manner, |document| content(document, place, manner.strict));
    read.map_err(|it| Box::new(Refusal::of_read(file, entry, it)))?.map_err(refused)
}

fn content(document: Document<'_>, place: Option<Place>, strict: bool) -> Result<Read, String> {
    let Document { root, object, dropped } = document;
    let mut losses = Losses { strict, dropped };
    let orcid = owner(place, items::owner(&object))?;
    let shape = object.shape();
    let content = if shape == &RECORD {
        PartContent::Record(Box::new(items::record(object, orcid, &mut losses)?))
    } else if shape == &ERROR {
        match items::closed(&object, orcid)? {
            Some(state) => PartContent::Closed(state, None),
            None => return Err("an error document that says nothing of the state of a record".to_owned()),
        }
    } else if shape == &DEPRECATED {
        let (state, since) = items::deprecated(&object, orcid)?;
        PartContent::Closed(state, since)
    } else {
        match kind_of(shape).filter(|kind| kind.is_activity()) {
            Some(kind) => PartContent::Item(Box::new(one_item(kind, object, place, &mut losses)?)),
            None => return Err(format!("a document of kind {} is no part of a data file", root.kind)),
        }
    };
    Ok((orcid, content, losses.dropped))
}

/// Whom a document is about: its name and its content must not contradict each other.
fn owner(place: Option<Place>, inside: Option<OrcidId>) -> Result<OrcidId, String> {
    let named = place.map(|place| match place {
        Place::Record(orcid) | Place::Item(orcid, ..) => orcid,
    });
    match (named, inside) {
        (Some(named), Some(inside)) if named != inside => {
            Err(format!("the name says {named}, the document is about {inside}"))
        }
        (Some(orcid), _) | (None, Some(orcid)) => Ok(orcid),
        (None, None) => Err("neither its name nor its content says whose document it is".to_owned()),
    }
}

fn one_item(
    kind: ItemKind,
    mut object: byline_model::document::Object<'_>,
    place: Option<Place>,
    losses: &mut Losses,
) -> Result<ItemPart, String> {
    use byline_model::document::Value;
    use byline_model::shape::Role;

    if let Some(Place::Item(_, named, code)) = place {
        if named != kind {
            return Err(format!("the name says {named}, the document is of kind {kind}"));
        }
        let number = Value::Number(i64::try_from(code.get()).unwrap_or(i64::MAX));
        match object.role(Role::PutCode) {
            Value::Null => object.set_role(Role::PutCode, number),
            said if *said != number => return Err(format!("the name says put-code {code}, the document another")),
            _ => {}
        }
    }
    items::item(kind, object, 0, losses)
}
