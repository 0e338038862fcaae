//! Objects that stand in several places of a document are printed once; after that their text is copied.

use std::ops::Range;

use byline_model::document::Object;

/// What was printed of late. It forgets: an object that is not found is printed again.
pub(crate) struct Copies([Copied; SIZE]);

const SIZE: usize = 64;

/// How deep it stands, and the address of the name it was printed under, where that is not the object's own.
pub(crate) type Manner = (usize, usize);

#[derive(Clone, Copy)]
struct Copied {
    object: usize,
    manner: Manner,
    start: usize,
    end: usize,
}

impl Copies {
    pub(crate) fn new() -> Self {
        Copies([Copied { object: 0, manner: (0, 0), start: 0, end: 0 }; SIZE])
    }

    /// Where the text of this object stands, printed in the same manner.
    pub(crate) fn find(&self, object: &Object<'_>, manner: Manner) -> Option<Range<usize>> {
        let object = address(object);
        let Copied { start, end, .. } =
            *Some(&self.0[slot(object)]).filter(|it| (it.object, it.manner) == (object, manner))?;
        Some(start..end)
    }

    pub(crate) fn keep(&mut self, object: &Object<'_>, manner: Manner, text: Range<usize>) {
        let object = address(object);
        self.0[slot(object)] = Copied { object, manner, start: text.start, end: text.end };
    }
}

/// The document is borrowed while it is printed, so an address is one object.
fn address(object: &Object<'_>) -> usize {
    std::ptr::from_ref(object).addr()
}

fn slot(object: usize) -> usize {
    (object >> 4).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (usize::BITS - SIZE.ilog2())
}
