//! Written forms: the document tree of `byline-model`, read from and printed as XML and JSON.
//!
//! One table per document ([`byline_model::shapes`]) drives everything here, so the two syntaxes cannot disagree.
//! Reading is strict: what the published XSDs and JSON binding refuse is refused, with a place and a reason. Only what
//! others have published is read as far as it can be kept ([`keep_xml`], [`keep_json`]). Printing takes any tree and
//! cannot fail.
//!
//! Readers take a whole text. What they hold of it is bounded by its length and by what it is for: lists of a document that
//! a client writes have ends ([`byline_model::rules::Most`]), so that no more than some sixteen times its length is held; an
//! imported one has as long lists as it likes in a tree of at most [`tree_room`], beside which XML that needs a tree of its
//! own has that. How large a text may be is for the caller to say, before it is in memory: a request body has
//! the limit of its surface, an archive member that of the import. Depth is bounded here.

mod body;
mod bulk;
mod check;
mod convert;
mod copies;
pub mod csv;
pub mod edition;
mod encoding;
mod error;
mod extent;
pub mod json;
mod kept;
pub mod linked;
mod scan;
pub mod xml;

pub use body::{read_body, write_body};
pub use bulk::{BulkEntry, BulkError, read_bulk};
pub use check::{How, Misfit, check, misfits};
pub use convert::{Syntax, guess_kind};
pub use edition::{Edition, Lifted};
pub use encoding::decode;
pub use error::{Position, ReadError, ReadErrorKind};
pub use extent::tree_room;
pub use kept::{Dropped, Kept, keep_json, keep_xml};

/// The media types of an API answer and their layout (`record-api` 0.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// JSON without white space (`application/json`).
    Compact,
    /// JSON with two spaces, `"key" : value` and arrays inline (`application/vnd.orcid+json`).
    Spaced,
}
