//! A text, whichever syntax and kind it has.

use byline_formats::{ReadError, ReadErrorKind, Syntax, guess_kind, json, xml};
use byline_model::document::Object;
use byline_model::shape::Hosts;
use byline_model::shapes::roots::Root;
use serde::Deserialize;

use crate::layout::Place;

/// A document that was read.
pub(crate) struct Document<'a> {
    pub root: &'static Root,
    pub object: Object<'a>,
}

/// Reads a document. XML says what it is; of JSON the kind is `kind`, else what its `path` member says, else what its
/// name says (`decisions` 36).
///
/// # Errors
/// Bytes that are no UTF-8, JSON of a kind that nothing tells, and what the readers refuse.
pub(crate) fn read<'a>(
    bytes: &'a [u8],
    name: &str,
    kind: Option<&str>,
    hosts: &Hosts<'_>,
) -> Result<Document<'a>, ReadError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes)
        .map_err(|it| refused(ReadErrorKind::Malformed, format!("byte {} is not UTF-8", it.valid_up_to() + 1)))?;
    match Syntax::guess(bytes) {
        None => Err(refused(ReadErrorKind::Malformed, "the document is empty".to_owned())),
        Some(Syntax::Xml) => {
            let (root, object) = match kind {
                Some(kind) => xml::read(text, kind, hosts)?,
                None => xml::read_any(text, hosts)?,
            };
            Ok(Document { root, object })
        }
        Some(Syntax::Json) if !text.trim_start().starts_with(['{', '[']) => {
            Err(refused(ReadErrorKind::Malformed, "this is neither XML nor JSON".to_owned()))
        }
        Some(Syntax::Json) => {
            let root = json_root(text, name, kind)?;
            Ok(Document { root, object: json::read(text, root.shape, hosts)? })
        }
    }
}

fn json_root(text: &str, name: &str, kind: Option<&str>) -> Result<&'static Root, ReadError> {
    let kind = match kind {
        Some(kind) => kind,
        None => by_path(text).or_else(|| by_name(name)).ok_or_else(|| {
            let reason = "nothing says what kind of document this JSON is: it has no path, and its name is no help";
            refused(ReadErrorKind::WrongDocument, reason.to_owned())
        })?,
    };
    Root::of_kind(kind)
        .ok_or_else(|| refused(ReadErrorKind::WrongDocument, format!("there is no kind of document called {kind}")))
}

fn by_path(text: &str) -> Option<&'static str> {
    #[derive(Deserialize)]
    struct Path<'a> {
        #[serde(borrow)]
        path: Option<std::borrow::Cow<'a, str>>,
    }
    let found: Path<'_> = serde_json::from_str(text).ok()?;
    guess_kind(&found.path?)
}

/// By its place in a data file, else by a name like `work.json` or `record-3.0.json`.
fn by_name(name: &str) -> Option<&'static str> {
    if let Some(place) = Place::of(name) {
        return Some(place.kind());
    }
    let stem = name.rsplit(['/', '\\']).next()?.strip_suffix(".json")?;
    let stem = stem.strip_suffix("-3.0").unwrap_or(stem);
    Root::of_kind(stem).map(|root| root.kind)
}

fn refused(kind: ReadErrorKind, reason: String) -> ReadError {
    ReadError { kind, position: None, path: String::new(), reason }
}
