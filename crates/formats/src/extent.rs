//! How much of a document is taken, so that what it makes of memory is known from its length.

use std::cell::Cell;
use std::mem::size_of;

use byline_model::document::Value;
use byline_model::rules::{MOST_IDENTIFIERS, Most};
use byline_model::shape::{Field, Shape};

/// Why a document is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// A client writes it: its lists have ends ([`Most`]).
    Sent,
    /// It is imported or converted: its lists have none, and its tree has ([`tree_room`]).
    Kept,
}

/// How much may still be taken.
pub(crate) struct Room {
    extent: Extent,
    /// The name of the document's shape.
    document: &'static str,
    /// Bytes of memory.
    left: Cell<usize>,
}

impl Room {
    pub(crate) fn new(extent: Extent, shape: &'static Shape, text: &str) -> Self {
        let left = match extent {
            Extent::Sent => usize::MAX,
            Extent::Kept => tree_room(text.len()),
        };
        Room { extent, document: shape.name, left: Cell::new(left) }
    }

    /// Whether there is room for one more object of this shape. It counts as if it were full: when it is printed, every
    /// field is.
    #[inline]
    pub(crate) fn object(&self, shape: &Shape) -> bool {
        self.bytes(shape.fields.len() * SLOT)
    }

    /// Whether there is room for one more member of a list that has so many.
    #[inline]
    pub(crate) fn member(&self, field: &Field, there: usize) -> bool {
        match self.extent {
            Extent::Kept => self.bytes(SLOT),
            Extent::Sent => there < MOST_IDENTIFIERS || there < Most::of(self.document, field.key).members,
        }
    }

    #[inline]
    fn bytes(&self, bytes: usize) -> bool {
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Why there was none: of a list this is the field.
    #[cold]
    pub(crate) fn reason(&self, list: Option<&Field>) -> String {
        match (self.extent, list) {
            (Extent::Sent, Some(field)) => Most::of(self.document, field.key).reason(),
            _ => "the document has more parts than are read at once".to_owned(),
        }
    }
}

const SLOT: usize = size_of::<Value<'static>>();

/// Bytes of memory that the tree of an imported document of so many bytes may take; one that needs more is refused.
///
/// Real records need about as much as they are long.
pub fn tree_room(length: usize) -> usize {
    const FIRST: usize = 16 << 20;
    const EACH: usize = 16;
    const MOST: usize = 512 << 20;
    length.saturating_mul(EACH).saturating_add(FIRST).min(MOST)
}

/// Room for one more member: a long list grows by a quarter and not to twice its length, so that little is held in vain.
#[inline]
pub(crate) fn grow(members: &mut Vec<Value<'_>>) {
    const LONG: usize = 1024;
    let length = members.len();
    if length >= LONG && length == members.capacity() {
        members.reserve_exact(length / 4);
    }
}
