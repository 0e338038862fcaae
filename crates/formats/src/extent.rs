//! How much of a document is taken, so that what it makes of memory is known from its length.

use std::cell::Cell;
use std::mem::size_of;

use byline_model::document::Value;
use byline_model::rules::Most;
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

    /// One more object of this shape. It counts as if it were full: when it is printed, every field is.
    ///
    /// # Errors
    /// The limit, in words.
    pub(crate) fn object(&self, shape: &Shape) -> Result<(), String> {
        self.bytes(shape.fields.len() * SLOT)
    }

    /// One more member of a list that has so many.
    ///
    /// # Errors
    /// The limit, in words.
    pub(crate) fn member(&self, field: &Field, there: usize) -> Result<(), String> {
        if self.extent == Extent::Kept {
            return self.bytes(SLOT);
        }
        let most = Most::of(self.document, field.key);
        if there < most.members { Ok(()) } else { Err(most.reason()) }
    }

    /// # Errors
    /// The limit, in words.
    pub(crate) fn bytes(&self, bytes: usize) -> Result<(), String> {
        match self.left.get().checked_sub(bytes) {
            Some(left) => self.left.set(left),
            None => return Err("the document has more parts than are read at once".to_owned()),
        }
        Ok(())
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

/// Room for one more member, where lists grow long: by a quarter, so that little is held in vain.
pub(crate) fn grow(members: &mut Vec<Value<'_>>) {
    if members.len() == members.capacity() {
        members.reserve_exact((members.len() / 4).max(4));
    }
}
