//! A text, whichever syntax and kind it has.

use std::borrow::Cow;
use std::fmt;

use byline_formats::{
    Dropped, Kept, ReadError, ReadErrorKind, Syntax, decode, guess_kind, json, keep_json, keep_xml, xml,
};
use byline_model::document::Object;
use byline_model::shape::Hosts;
use byline_model::shapes::roots::{ROOTS, Root};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::bases;
use crate::layout::Place;

/// A document that was read.
pub(crate) struct Document<'a> {
    pub root: &'static Root,
    pub object: Object<'a>,
    /// What could not be kept of it; nothing when it is as its schema wants it.
    pub dropped: Vec<Dropped>,
}

/// How documents are read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner<'m> {
    pub hosts: Hosts<'m>,
    /// Whichever registry a document is from, its addresses are as good.
    pub anywhere: bool,
    /// What a schema forbids is refused; else it is kept as far as it can be (`decisions` 41).
    pub strict: bool,
}

/// Reads a document. XML says what it is, and how it is encoded; of JSON the kind is `kind`, else what its `path` member
/// says, else what its name says (`decisions` 36). What is done with it is up to `then`, which sees it where its texts
/// need not be copied.
///
/// # Errors
/// Bytes that are no text, JSON of a kind that nothing tells, and what the readers refuse.
pub(crate) fn read<T>(
    bytes: &[u8],
    name: &str,
    kind: Option<&str>,
    manner: Manner<'_>,
    then: impl FnOnce(Document<'_>) -> T,
) -> Result<T, ReadError> {
    if let Some(packing) = packing(bytes) {
        return Err(refused(ReadErrorKind::Malformed, format!("this is {packing}: unpack it first")));
    }
    let syntax = Syntax::guess(bytes);
    let syntax = syntax.ok_or_else(|| refused(ReadErrorKind::Malformed, "the document is empty".to_owned()))?;
    let text = decode(bytes, syntax, None)?;
    if syntax == Syntax::Json && !text.trim_start().starts_with(['{', '[']) {
        return Err(refused(ReadErrorKind::Malformed, "this is neither XML nor JSON".to_owned()));
    }
    let root = match syntax {
        Syntax::Xml => None,
        Syntax::Json => Some(json_root(&text, name, kind)?),
    };
    let error = match strictly(&text, root, kind, &manner.hosts) {
        Ok(document) => return Ok(then(document)),
        Err(error) => error,
    };
    // Most are from here or from orcid.org: others are looked for when that was not it.
    let others = if manner.anywhere && may_be_kept(&error) { bases::named_in(&text) } else { Vec::new() };
    let hosts = Hosts { others: &others, ..manner.hosts };
    let error = match others.is_empty() {
        true => error,
        false => match strictly(&text, root, kind, &hosts) {
            Ok(document) => return Ok(then(document)),
            Err(error) => error,
        },
    };
    match root {
        _ if manner.strict || !may_be_kept(&error) => Err(error),
        Some(root) => Ok(then(keep_json(&text, root)?.into())),
        None => Ok(then(keep_xml(&text, kind, &hosts)?.into())),
    }
}

/// Reads what is as its schema wants it. Of JSON the root is known.
fn strictly<'a>(
    text: &'a str,
    root: Option<&'static Root>,
    kind: Option<&str>,
    hosts: &Hosts<'_>,
) -> Result<Document<'a>, ReadError> {
    let (root, object) = match (root, kind) {
        (Some(root), _) => (root, json::read(text, root.shape, hosts)?),
        (None, Some(kind)) => xml::read(text, kind, hosts)?,
        (None, None) => xml::read_any(text, hosts)?,
    };
    Ok(Document { root, object, dropped: Vec::new() })
}

/// Whether a document that is refused for this is well formed, and so may be kept all the same.
fn may_be_kept(error: &ReadError) -> bool {
    matches!(error.kind, ReadErrorKind::Binding | ReadErrorKind::Schema)
}

impl<'a> From<Kept<'a>> for Document<'a> {
    fn from(Kept { root, object, dropped }: Kept<'a>) -> Self {
        Document { root, object, dropped }
    }
}

/// What a file is packed as, where no archive is expected.
fn packing(bytes: &[u8]) -> Option<&'static str> {
    const MARKS: [(&[u8], &str); 5] = [
        (b"PK\x03\x04", "a zip archive"),
        (b"\x1f\x8b", "a gzip file"),
        (b"\x28\xb5\x2f\xfd", "a zstd file"),
        (b"BZh", "a bzip2 file"),
        (b"\xfd7zXZ\0", "an xz file"),
    ];
    MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, name)| *name)
}

fn json_root(text: &str, name: &str, kind: Option<&str>) -> Result<&'static Root, ReadError> {
    let kind = match kind {
        Some(kind) => match by_content(text) {
            // A document of another kind would come out empty. Summaries are like what they are of.
            Some(found) if found.trim_end_matches("-summary") != kind.trim_end_matches("-summary") => {
                let reason = format!("this is no {kind}: by its path it is {found}");
                return Err(refused(ReadErrorKind::WrongDocument, reason));
            }
            Some(_) | None => kind,
        },
        None => by_content(text).or_else(|| by_name(name)).ok_or_else(|| {
            let reason = "nothing says what kind of document this JSON is: it has no path, and its name is no help";
            refused(ReadErrorKind::WrongDocument, reason.to_owned())
        })?,
    };
    Root::of_kind(kind)
        .ok_or_else(|| refused(ReadErrorKind::WrongDocument, format!("there is no kind of document called {kind}")))
}

/// By its `path`. What stands in place of a record (`platform` 1.4) has none, and goes by its keys; so do summaries of
/// items, whose path is that of the whole item.
fn by_content(text: &str) -> Option<&'static str> {
    let Outline { keys, path } = serde_json::from_str(text).ok()?;
    let has = |key: &str| keys.iter().any(|it| it == key);
    if has("response-code") && has("developer-message") {
        return Some("error");
    }
    if has("deprecated-date") && has("primary-record") {
        return Some("deprecated");
    }
    let kind = guess_kind(&path?)?;
    let summary = Root::of_kind(&format!("{kind}-summary")).filter(|root| root.kind != "record-summary");
    match (Root::of_kind(kind), summary) {
        (Some(whole), Some(summary)) if likeness(&keys, summary) > likeness(&keys, whole) => Some(summary.kind),
        _ => Some(kind),
    }
}

/// Whether a document has only keys of a kind (1), and these in the order in which it is printed (2).
fn likeness(keys: &[Cow<'_, str>], root: &Root) -> u8 {
    let known = || root.shape.fields.iter().filter(|field| field.in_json()).map(|field| field.key);
    let mut rest = known();
    match () {
        () if keys.iter().all(|key| rest.any(|it| it == key)) => 2,
        () if keys.iter().all(|key| known().any(|it| it == key)) => 1,
        () => 0,
    }
}

/// More than any document has.
const MOST_KEYS: usize = 100;

/// The keys of an object, and its `path`.
struct Outline<'a> {
    keys: Vec<Cow<'a, str>>,
    path: Option<Cow<'a, str>>,
}

impl<'de> Deserialize<'de> for Outline<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OutlineVisitor)
    }
}

struct OutlineVisitor;

impl<'de> Visitor<'de> for OutlineVisitor {
    type Value = Outline<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Outline<'de>, A::Error> {
        let mut outline = Outline { keys: Vec::new(), path: None };
        while let Some(Text(key)) = map.next_key()? {
            match &*key {
                "path" => outline.path = map.next_value::<Option<Text<'de>>>()?.map(|it| it.0),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
            // What has more is like no document.
            if outline.keys.len() <= MOST_KEYS {
                outline.keys.push(key);
            }
        }
        Ok(outline)
    }
}

/// A text that is borrowed when it has no escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// By its place in a data file, else by a name like `work.json`, `record-3.0.json` or `search-empty.json`.
fn by_name(name: &str) -> Option<&'static str> {
    if let Some(place) = Place::of(name) {
        return Some(place.kind());
    }
    let stem = name.rsplit(['/', '\\']).next()?.strip_suffix(".json")?;
    let begins =
        |kind: &str| stem.strip_prefix(kind).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_', '.']));
    let known = ROOTS.iter().filter(|root| begins(root.kind)).max_by_key(|root| root.kind.len());
    known.map(|root| root.kind)
}

fn refused(kind: ReadErrorKind, reason: String) -> ReadError {
    ReadError { kind, position: None, path: String::new(), reason }
}
