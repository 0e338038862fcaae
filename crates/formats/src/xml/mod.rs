//! XML: read with namespaces and order as the XSDs want them, printed with the fixed prefixes.

mod bounds;
pub(crate) mod chars;
mod direct;
mod known;
mod read;
#[cfg(test)]
mod tests;
pub(crate) mod value;
mod write;

pub(crate) use bounds::DEPTH;
pub(crate) use read::{XML_NS, XSI, has_more, matches, parse, read_as, read_members, text_pieces, unknown_root};
pub use read::{read, read_any, read_any_of, read_of, read_shape};
pub(crate) use write::{escape_attribute, escape_text};
pub use write::{write, write_into};
