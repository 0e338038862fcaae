//! One entry of a record, as it is kept.

use crate::{ItemKind, PutCode, Source, Timestamp, Visibility};

/// One entry with a put-code, or one of the single parts of a person (name, biography).
///
/// What is filtered, sorted or shown around the content is a field; the content itself is `body`: compact JSON of the
/// kind's full shape with its own keys only, empty ones left out. A body known from a summary alone simply has fewer.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub kind: ItemKind,
    pub put_code: PutCode,
    pub visibility: Visibility,
    pub source: Source,
    pub created: Option<Timestamp>,
    pub modified: Option<Timestamp>,
    /// Which of several versions is preferred: the highest. 1 when a client wrote it, 0 when the owner did.
    pub display_index: i64,
    pub body: Box<str>,
}
